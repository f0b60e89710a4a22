"""What is drawn on a canvas is in its picture: paths, colours, transforms, clips."""

from __future__ import annotations

import pytest

from tests.jsapi.canvas.painted import BLACK, BLUE, CLEAR, GREEN, RED, Pixel, drawn


async def test_a_rectangle_has_its_colour_and_all_else_is_transparent() -> None:
    picture = await drawn("x.fillStyle = 'red'; x.fillRect(10, 20, 30, 40)")
    assert picture.row(30, 9, 10, 39, 40) == [CLEAR, RED, RED, CLEAR]
    assert [picture.at(20, y) for y in (19, 20, 59, 60)] == [CLEAR, RED, RED, CLEAR]


@pytest.mark.parametrize(
    ("path", "inside", "outside"),
    [
        ("moveTo(10, 10); x.lineTo(90, 10); x.lineTo(10, 90)", (20, 20), (80, 80)),
        ("rect(10, 10, 20, 20)", (20, 20), (40, 20)),
        ("arc(50, 50, 20, 0, 2 * Math.PI)", (50, 32), (34, 34)),
        ("arc(50, 50, 40, 0, Math.PI / 2)", (75, 75), (30, 30)),
        ("arc(50, 50, 40, 0, -Math.PI / 2, true)", (75, 25), (30, 30)),
        ("ellipse(50, 50, 40, 10, Math.PI / 2, 0, 7)", (50, 85), (85, 50)),
        ("roundRect(10, 10, 80, 80, 30)", (50, 12), (13, 13)),
        ("roundRect(10, 10, 80, 80, [0, 30])", (12, 12), (87, 13)),
        ("moveTo(10, 90); x.quadraticCurveTo(50, 0, 90, 90)", (50, 60), (50, 30)),
        ("moveTo(10, 90); x.bezierCurveTo(10, 0, 90, 0, 90, 90)", (50, 30), (50, 15)),
        ("moveTo(10, 10); x.arcTo(90, 10, 90, 90, 40); x.lineTo(90, 90); x.lineTo(10, 90)", (70, 30), (87, 13)),
    ],
)
async def test_a_path_is_filled(path: str, inside: tuple[int, int], outside: tuple[int, int]) -> None:
    picture = await drawn(f"x.fillStyle = 'blue'; x.beginPath(); x.{path}; x.fill()")
    assert (picture.at(*inside), picture.at(*outside)) == (BLUE, CLEAR)


@pytest.mark.parametrize(("rule", "middle"), [("", BLACK), ("'evenodd'", CLEAR)])
async def test_a_fill_goes_by_its_rule(rule: str, middle: Pixel) -> None:
    picture = await drawn(f"x.rect(10, 10, 80, 80); x.rect(30, 30, 40, 40); x.fill({rule})")
    assert picture.row(50, 20, 50) == [BLACK, middle]


async def test_a_line_has_its_width_and_dashes() -> None:
    calls = "x.lineWidth = 10; x.setLineDash([20, 10]); x.strokeStyle = 'green'; x.moveTo(0, 50); x.lineTo(100, 50)"
    picture = await drawn(f"{calls}; x.stroke()")
    assert picture.row(46, 10, 25, 40) == [GREEN, CLEAR, GREEN]
    assert picture.at(10, 44) == CLEAR


async def test_a_pen_is_transformed_with_its_line() -> None:
    picture = await drawn("x.lineWidth = 10; x.scale(4, 1); x.strokeRect(10, 40, 10, 20)")
    assert picture.row(50, 19, 21, 58, 61) == [CLEAR, BLACK, BLACK, BLACK]
    assert [picture.at(50, y) for y in (34, 36)] == [CLEAR, BLACK]


async def test_transforms_add_up_and_restore_takes_them_back() -> None:
    calls = "x.save(); x.translate(50, 50); x.rotate(Math.PI / 2); x.scale(2, 2); x.fillStyle = 'red'"
    picture = await drawn(f"{calls}; x.fillRect(0, 0, 20, 5); x.restore(); x.fillRect(0, 0, 5, 5)")
    assert (picture.at(45, 85), picture.at(55, 52), picture.at(2, 2)) == (RED, CLEAR, BLACK)


async def test_each_restore_goes_back_to_its_save_and_one_too_many_does_nothing() -> None:
    calls = "x.save(); x.translate(50, 0); x.save(); x.translate(0, 50); x.restore(); x.fillRect(0, 0, 9, 9)"
    picture = await drawn(f"{calls}; x.restore(); x.restore(); x.fillStyle = 'red'; x.fillRect(0, 0, 9, 9)")
    assert (picture.at(55, 5), picture.at(5, 5)) == (BLACK, RED)


async def test_a_matrix_takes_the_place_of_the_transform() -> None:
    picture = await drawn("x.translate(50, 0); x.setTransform(1, 0, 0, 1, 0, 50); x.fillRect(0, 0, 10, 10)")
    assert (picture.at(5, 55), picture.at(55, 5)) == (BLACK, CLEAR)


async def test_clips_meet_and_end_with_restore() -> None:
    calls = "x.save(); x.rect(0, 0, 50, 100); x.clip(); x.beginPath(); x.rect(0, 0, 100, 50); x.clip()"
    picture = await drawn(f"{calls}; x.fillRect(0, 0, 100, 100); x.restore(); x.fillRect(90, 90, 5, 5)")
    assert [picture.at(*place) for place in ((25, 25), (75, 25), (25, 75), (92, 92))] == [BLACK, CLEAR, CLEAR, BLACK]


async def test_opacity_is_that_of_the_context_and_the_colour() -> None:
    picture = await drawn("x.globalAlpha = 0.5; x.fillStyle = 'rgba(255, 0, 0, 0.5)'; x.fillRect(0, 0, 100, 100)")
    assert picture.at(50, 50) == (255, 0, 0, 64)


async def test_a_colour_that_is_none_changes_nothing() -> None:
    picture = await drawn("x.fillStyle = 'red'; x.fillStyle = 'reddish'; x.fillRect(0, 0, 100, 100)")
    assert picture.at(50, 50) == RED


async def test_clearing_a_part_makes_it_transparent_for_what_was_there() -> None:
    calls = "x.fillRect(0, 0, 100, 100); x.clearRect(20, 20, 60, 60); x.fillStyle = 'red'; x.fillRect(40, 40, 20, 20)"
    assert (await drawn(calls)).row(50, 10, 30, 50, 70) == [BLACK, CLEAR, RED, CLEAR]


async def test_clearing_all_starts_anew() -> None:
    assert not (await drawn("x.fillRect(0, 0, 100, 100); x.clearRect(0, 0, 100, 100)")).is_painted()


async def test_another_size_is_a_blank_canvas_with_a_context_as_new() -> None:
    calls = "x.fillStyle = 'red'; x.fillRect(0, 0, 100, 100); canvas.width = 100; x.fillRect(0, 0, 10, 10)"
    assert (await drawn(calls)).row(5, 5, 50) == [BLACK, CLEAR]


@pytest.mark.parametrize(
    ("gradient", "first", "last"),
    [
        ("createLinearGradient(0, 0, 100, 0)", (1, 50), (98, 50)),
        ("createRadialGradient(50, 50, 0, 50, 50, 50)", (50, 50), (98, 50)),
        ("createRadialGradient(50, 50, 50, 50, 50, 0)", (98, 50), (50, 50)),
        ("createCircularGradient(50, 50, 50)", (50, 50), (98, 50)),
    ],
)
async def test_a_gradient_goes_from_stop_to_stop(gradient: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    stops = "g.addColorStop(0, '#f00'); g.addColorStop(1, '#00f')"
    picture = await drawn(f"const g = x.{gradient}; {stops}; x.fillStyle = g; x.fillRect(0, 0, 100, 100)")
    assert picture.at(*first)[0] > 240 and picture.at(*last)[2] > 240


async def test_a_shadow_falls_where_it_is_told() -> None:
    calls = "x.shadowColor = 'rgb(255, 0, 0)'; x.shadowOffsetX = 30; x.scale(2, 2); x.fillRect(5, 5, 10, 10)"
    assert (await drawn(calls)).row(20, 20, 45, 65) == [BLACK, RED, CLEAR]


COMPOSED = {
    "source-over": (RED, BLUE, BLUE),
    "destination-over": (RED, RED, BLUE),
    "destination-out": (RED, CLEAR, CLEAR),
    "destination-in": (CLEAR, RED, CLEAR),
    "destination-atop": (CLEAR, RED, BLUE),
    "source-in": (CLEAR, BLUE, CLEAR),
    "source-out": (CLEAR, CLEAR, BLUE),
    "source-atop": (RED, BLUE, CLEAR),
    "xor": (RED, CLEAR, BLUE),
    "copy": (CLEAR, BLUE, BLUE),
    "multiply": (RED, BLACK, BLUE),
}


@pytest.mark.parametrize("operation", COMPOSED)
async def test_shapes_are_composed(operation: str) -> None:
    calls = f"x.fillStyle = 'red'; x.fillRect(0, 0, 60, 100); x.globalCompositeOperation = '{operation}'"
    picture = await drawn(f"{calls}; x.fillStyle = 'blue'; x.fillRect(40, 0, 60, 100)")
    assert tuple(picture.row(50, 20, 50, 80)) == COMPOSED[operation]


async def test_a_composition_that_is_not_painted_is_said_once() -> None:
    calls = "for (let i = 0; i < 3; i++) { x.globalCompositeOperation = 'lighter'; x.fillRect(0, 0, 9, 9); }"
    picture = await drawn(calls)
    assert [note for note in picture.notes if "composed" in note] == [
        "a canvas is composed in a way that is not painted: what comes is put on top"
    ]
