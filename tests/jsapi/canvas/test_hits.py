"""Whether a point is in a path, or in the line along it: isPointInPath and isPointInStroke."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jsapi.canvas.painted import Painted
from tests.jsapi.contexts import staged
from tests.jsapi.phones import phone

X = "const canvas = my.createOffscreenCanvas(100, 100), x = canvas.getContext('2d');"
C = "const c = my.createCanvasContext('c');"
SQUARE = "x.rect(10, 10, 20, 20);"
GRID = [(across, down) for down in range(1, 100, 3) for across in range(1, 100, 3)]


async def hits(calls: str, *asked: str) -> list[Any]:
    """What is answered to each of `asked`, after `calls`."""
    return (await staged(f"{X} {C} {calls}; " + "".join(f"SAY({each});" for each in asked))).printed


def diagonal(*places: int) -> list[str]:
    """Whether points are in the path, with x and y alike."""
    return [f"x.isPointInPath({at}, {at})" for at in places]


# ---- As it is painted


async def pixels_and_hits(calls: str, paint: str, ask: str) -> list[tuple[tuple[int, int], int, bool]]:
    """Of places of a grid: how opaque the pixel is after `paint`, and what `ask` says of its centre."""
    script = f"""{X} {calls};
      const told = {json.dumps(GRID)}.map(([across, down]) => x.{ask}(across + 0.5, down + 0.5));
      console.log(JSON.stringify(told)); x.{paint}(); my.canvasToTempFilePath({{ canvas }});"""
    async with phone() as runtime:
        await runtime.run(script)
        picture = Painted(runtime.files.read(next(iter(runtime.files))), [])
        told = json.loads(runtime.console[0].text)
    return [(at, picture.at(*at)[3], hit) for at, hit in zip(GRID, told, strict=True)]


def wrong(found: list[tuple[tuple[int, int], int, bool]]) -> list[tuple[tuple[int, int], int, bool]]:
    """Where a full pixel is no hit, or a hit has no paint."""
    return [each for each in found if (each[1] == 255 and not each[2]) or (each[1] == 0 and each[2])]


PATHS = [
    "x.moveTo(10, 10); x.lineTo(90, 20); x.lineTo(30, 90)",
    "x.lineTo(10, 10); x.lineTo(90, 20); x.closePath(); x.lineTo(30, 90)",
    "x.rect(20, 30, 50, 40); x.rect(90, 90, -40, -50)",
    "x.rect(10, 10, 80, 80); x.moveTo(30, 30); x.lineTo(30, 70); x.lineTo(70, 70); x.lineTo(70, 30)",
    "x.arc(50, 50, 40, 0, 4)",
    "x.arc(50, 50, 40, 0, 4, true)",
    "x.arc(50, 50, 40, 1, -20, true)",
    "x.moveTo(5, 5); x.arc(50, 50, 30, -1, 9)",
    "x.ellipse(50, 50, 45, 20, 0.7, 0.3, 5)",
    "x.ellipse(50, 50, 45, 20, 0.7, 0.3, 5, true)",
    "x.moveTo(10, 10); x.arcTo(90, 10, 90, 90, 40); x.lineTo(90, 90); x.lineTo(10, 90)",
    "x.moveTo(90, 50); x.arcTo(10, 10, 30, 90, 15); x.arcTo(80, 90, 60, 30, 9); x.arcTo(1, 1, 9, 9, 0)",
    "x.roundRect(10, 20, 80, 60, 25)",
    "x.roundRect(90, 80, -80, -60, [5, 40])",
    "x.roundRect(10, 20, 80, 60, [0, 10, 20]); x.lineTo(50, 50); x.roundRect(5, 5, 30, 30, [30, 1, 2, 3])",
    "x.moveTo(10, 90); x.quadraticCurveTo(50, -60, 90, 90)",
    "x.quadraticCurveTo(10, 20, 90, 90); x.bezierCurveTo(80, 0, 0, 0, 20, 99)",
    "x.moveTo(10, 90); x.bezierCurveTo(150, 0, -50, 0, 90, 90)",
]
TRANSFORMS = [
    "",
    "x.translate(20, -10); x.rotate(0.5)",
    "x.scale(-0.5, 1.5); x.translate(-150, 0)",
    "x.transform(1, 0.3, -0.4, 0.8, 30, 0)",
    "x.rotate(1); x.setTransform({ a: 0.5, d: 0.7, e: 20 })",
]
CASES = [*zip(PATHS, itertools.cycle(TRANSFORMS))]


@pytest.mark.parametrize(("path", "transform"), CASES)
async def test_what_a_fill_paints_is_in_the_path(path: str, transform: str) -> None:
    assert not wrong(await pixels_and_hits(f"{transform}; {path}", "fill", "isPointInPath"))


@pytest.mark.parametrize(("path", "transform"), CASES)
async def test_what_a_round_pen_paints_is_in_the_stroke(path: str, transform: str) -> None:
    pen = "x.lineWidth = 9; x.lineCap = x.lineJoin = 'round'"
    assert not wrong(await pixels_and_hits(f"{transform}; {path}; {pen}", "stroke", "isPointInStroke"))


# ---- Paths


async def test_a_point_on_the_edge_is_in_the_path() -> None:
    asked = [f"x.isPointInPath({at})" for at in ("10, 10", "30, 30", "30, 20", "30.01, 20")]
    assert await hits(SQUARE, *asked) == [True, True, True, False]


@pytest.mark.parametrize(("rule", "is_in"), [("", True), (", 'nonzero'", True), (", 'evenodd'", False)])
async def test_a_hole_is_in_the_path_by_its_rule(rule: str, is_in: bool) -> None:
    assert await hits(f"{SQUARE} x.rect(15, 15, 5, 5)", f"x.isPointInPath(17, 17{rule})") == [is_in]


async def test_a_path_begins_anew() -> None:
    assert await hits(f"{SQUARE} x.beginPath(); x.rect(50, 50, 9, 9)", *diagonal(20, 55)) == [False, True]


async def test_a_path_goes_on_after_a_question() -> None:
    calls = f"{SQUARE} x.isPointInPath(20, 20); x.rect(50, 50, 9, 9)"
    assert await hits(calls, *diagonal(20, 55)) == [True, True]


async def test_points_are_those_of_the_canvas_whatever_the_transform_is_now() -> None:
    assert await hits(f"{SQUARE} x.translate(50, 50)", *diagonal(20, 70)) == [True, False]


async def test_restore_takes_transforms_back_and_leaves_the_path() -> None:
    calls = f"x.save(); x.translate(50, 50); {SQUARE} x.restore(); {SQUARE}"
    assert await hits(calls, *diagonal(20, 70, 40)) == [True, True, False]


async def test_a_transform_of_wrong_numbers_changes_nothing() -> None:
    calls = f"x.translate(50, 50); x.setTransform(1, 0, 0, NaN, 0, 0); x.scale('wide', 1); {SQUARE}"
    assert await hits(calls, *diagonal(70)) == [True]


async def test_any_number_of_transforms_adds_up() -> None:
    calls = f"for (let i = 0; i < 2500; i++) x.translate(0.01, 0.01); {SQUARE}"
    assert await hits(calls, *diagonal(20, 45)) == [False, True]


async def test_another_size_begins_anew() -> None:
    assert await hits(f"{SQUARE} x.lineWidth = 30; canvas.width = 90", *diagonal(20)) == [False]


@pytest.mark.parametrize(("reserve", "is_kept"), [("", False), ("false", False), ("true", True)])
async def test_draw_begins_anew_unless_it_keeps_what_was_there(reserve: str, is_kept: bool) -> None:
    calls = f"c.rect(10, 10, 20, 20); c.draw({reserve})"
    assert await hits(calls, "c.isPointInPath(20, 20)") == [is_kept]


@pytest.mark.parametrize(("count", "is_known"), [(10_000, True), (20_000, False)])
async def test_of_a_path_without_end_the_last_ten_thousand_calls_are_known(count: int, is_known: bool) -> None:
    calls = f"{SQUARE} for (let i = 0; i < {count}; i++) x.rect(50, 50, 9, 9)"
    assert await hits(calls, *diagonal(20, 55)) == [is_known, True]


async def test_a_list_of_radii_is_taken_as_it_was() -> None:
    calls = "const radii = [40]; x.roundRect(0, 0, 80, 80, radii); radii[0] = 0"
    assert await hits(calls, *diagonal(2)) == [False]


# ---- Lines


async def test_a_line_is_as_wide_as_the_pen_is_now() -> None:
    calls = "x.moveTo(10, 50); x.lineTo(90, 50); x.lineWidth = 10; x.save(); x.lineWidth = 2"
    asked = "x.isPointInStroke(50, 54)"
    assert await hits(calls, asked, f"(x.restore(), {asked})") == [False, True]


@pytest.mark.parametrize("width", ["0", "-20", "NaN", "1e9", "null", "'wide'"])
async def test_a_width_that_makes_no_sense_leaves_the_pen_as_it_was(width: str) -> None:
    calls = f"x.moveTo(10, 50); x.lineTo(90, 50); x.lineWidth = 4; x.lineWidth = {width}"
    assert await hits(calls, "x.isPointInStroke(50, 51)", "x.isPointInStroke(50, 53)") == [True, False]


async def test_setters_of_the_older_interface_make_it_wide() -> None:
    calls = "c.moveTo(10, 50); c.lineTo(90, 50); c.setLineWidth(10)"
    assert await hits(calls, "c.isPointInStroke(50, 54)") == [True]


async def test_a_pen_is_transformed_as_it_is_now() -> None:
    calls = "x.moveTo(50, 10); x.lineTo(50, 90); x.moveTo(10, 50); x.lineTo(90, 50); x.lineWidth = 4; x.scale(5, 1)"
    asked = [f"x.isPointInStroke({at})" for at in ("59, 20", "61, 20", "20, 51", "20, 53")]
    assert await hits(calls, *asked) == [True, False, True, False]


async def test_what_is_open_has_no_line_back() -> None:
    calls = "x.moveTo(10, 10); x.lineTo(90, 10); x.lineTo(90, 90)"
    asked = "x.isPointInStroke(50, 50)"
    assert await hits(calls, asked, f"(x.closePath(), {asked})") == [False, True]


@pytest.mark.parametrize("scale", ["0, 1", "0.00001, 0.00001"])
async def test_a_flat_pen_leaves_no_line(scale: str) -> None:
    assert await hits(f"{SQUARE} x.lineWidth = 1e6; x.scale({scale})", "x.isPointInStroke(10, 20)") == [False]


# ---- Anything

NO_POINTS = ["", "20", "NaN, 20", "20, Infinity", "20, {}", "null, 20", "'wide', 20", "Symbol.iterator, 20", "20n, 20",
             "{}, 20, 20", "20, { valueOf() { throw 1; } }", "20, 20, 'odd'"]  # fmt: skip


@pytest.mark.parametrize("given", NO_POINTS)
async def test_what_is_no_point_is_nowhere(given: str) -> None:
    assert await hits(SQUARE, f"x.isPointInPath({given})") == [False]


async def test_what_is_no_context_has_no_path() -> None:
    asked = ["x.isPointInPath.call({}, 20, 20)", "x.isPointInStroke.call(null, 10, 20)"]
    assert await hits(SQUARE, *asked) == [False, False]


async def test_a_program_that_replaced_the_built_ins_gets_the_same_answers() -> None:
    poison = """
      const bad = () => { throw new Error('poison'); };
      for (const name of ['a', 'x', 'before', 'matrix', 'get', '0', '6']) {
        Object.defineProperty(Object.prototype, name, { __proto__: null, get: bad, set: bad });
      }
      for (const name of Object.getOwnPropertyNames(Math)) if (typeof Math[name] === 'function') Math[name] = bad;
      JSON.parse = JSON.stringify = Number.isFinite = String.prototype.trim = Array.isArray = Object.hasOwn = bad;
      Array.prototype[Symbol.iterator] = bad;
    """
    calls = "x.lineWidth = 9; x.setTransform({ d: 1 }); x.arc(50, 50, 40, 0, 7); x.roundRect(0, 0, 9, 9, [1])"
    script = f"""{X} {poison} {calls};
      console.log(x.isPointInPath(50, 50), x.isPointInStroke(50, 12), x.isPointInPath('12', true, 'evenodd'));"""
    assert [line.text for line in (await staged(script)).console] == ["true true false"]


SOME = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.floats(-99, 99),
    st.sampled_from(["", "7", "evenodd", {"a": 0}, {"f": "x"}, [[]]]),
    st.lists(st.floats(-9, 9), max_size=5),
)
NAMES = [
    "arc",
    "arcTo",
    "beginPath",
    "bezierCurveTo",
    "closePath",
    "ellipse",
    "lineTo",
    "moveTo",
    "quadraticCurveTo",
    "rect",
    "roundRect",
    "rotate",
    "scale",
    "setTransform",
    "resetTransform",
    "transform",
    "translate",
    "save",
    "restore",
    "setLineWidth",
    "isPointInPath",
    "isPointInStroke",
]
CALLS = st.lists(st.tuples(st.sampled_from(NAMES), st.lists(SOME, max_size=9)), max_size=99)


@settings(max_examples=40, deadline=None)
@given(CALLS)
def test_whatever_is_called_the_answer_is_yes_or_no(calls: list[tuple[str, list[Any]]]) -> None:
    written = json.dumps(calls)
    script = f"for (const [name, given] of {written}) x[name](...given)"
    told = asyncio.run(hits(script, "x.isPointInPath(1, 1)", "x.isPointInStroke(1, 1)"))
    assert all(isinstance(each, bool) for each in told) and len(told) == 2
