"""Texts and pictures on canvases, and what programs may not do with them."""

from __future__ import annotations

import base64
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.jsapi.bitmaps import png
from bridge.jsapi.canvas import gallery as galleries
from bridge.jsapi.canvas import sheet as sheets
from bridge.jsapi.canvas.gallery import gallery_of
from bridge.jsapi.drawing import Drawing
from tests.jsapi.canvas.painted import BLACK, BLUE, CLEAR, RED, drawn
from tests.jsapi.contexts import staged
from tests.jsapi.phones import phone, services_of

HALVES = png(4, 2, [[0, 1]], (RED, BLUE))
ADDRESS = f"data:image/png;base64,{base64.b64encode(HALVES).decode()}"
FILE = {"https://usr/halves.png": HALVES}


# ---- Texts


@pytest.mark.parametrize(("align", "is_left"), [("left", False), ("start", False), ("right", True), ("end", True)])
async def test_a_text_stands_on_the_side_it_is_aligned_to(align: str, is_left: bool) -> None:
    picture = await drawn(f"x.font = 'bold 40px sans-serif'; x.textAlign = '{align}'; x.fillText('MM', 50, 50)")
    sides = [any(picture.at(x, 40)[3] for x in places) for places in (range(0, 48), range(52, 100))]
    assert sides == [is_left, not is_left]


@pytest.mark.parametrize(("baseline", "is_above"), [("alphabetic", True), ("bottom", True), ("top", False)])
async def test_a_text_stands_above_or_below_its_place(baseline: str, is_above: bool) -> None:
    calls = f"x.font = '30px sans-serif'; x.textBaseline = '{baseline}'; x.fillText('MMM', 5, 50)"
    picture = await drawn(calls)
    sides = [
        any(picture.at(x, y)[3] for x in range(100) for y in lines) for lines in (range(30, 48, 4), range(54, 70, 4))
    ]
    assert sides == [is_above, not is_above]


async def test_a_text_is_squeezed_to_the_width_it_may_have() -> None:
    picture = await drawn("x.font = '60px sans-serif'; x.fillText('MMMM', 0, 80, 30)")
    assert picture.is_painted() and not any(picture.at(x, 60)[3] for x in range(75, 100))


async def test_texts_without_fonts_are_left_out_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(galleries, "has_fonts", lambda: False)
    picture = await drawn("x.fillText('a', 9, 9); x.fillText('b', 9, 9)")
    assert picture.notes == ["texts on canvases are not drawn: this machine has no fonts"]


# ---- Pictures


@pytest.mark.parametrize(
    ("places", "row"),
    [
        ("0, 0", [RED, CLEAR, CLEAR]),
        ("0, 0, 100, 100", [RED, RED, BLUE]),
        ("2, 0, 2, 2, -50, 0, 100, 100", [BLUE, BLUE, CLEAR]),
    ],
)
async def test_a_picture_is_drawn_whole_or_in_part(places: str, row: list[object]) -> None:
    assert (await drawn(f"x.drawImage('{ADDRESS}', {places})")).row(0, 0, 30, 90) == row


async def test_a_file_of_the_program_is_drawn() -> None:
    picture = await drawn("x.drawImage('https://usr/halves.png', 0, 0, 100, 100)", files=FILE)
    assert picture.row(50, 10, 90) == [RED, BLUE]


async def test_an_image_is_as_large_as_its_picture_and_can_be_drawn() -> None:
    script = f"""
      const canvas = my.createOffscreenCanvas(4, 2), x = canvas.getContext('2d');
      const image = canvas.createImage();
      image.onload = () => {{
        x.drawImage(image, 0, 0);
        SAY(image.width, image.height);
        x.getImageData({{ x: 0, y: 0, width: 1, height: 1 }}).then(({{ data }}) => SAY([...data]));
      }};
      image.src = '{ADDRESS}';
    """
    assert (await staged(script)).printed == [4, 2, list(RED)]


async def test_another_canvas_is_drawn_as_it_is_at_that_moment() -> None:
    other = "const o = my.createOffscreenCanvas(10, 10), y = o.getContext('2d')"
    calls = "y.fillStyle = 'red'; y.fillRect(0, 0, 10, 10); x.drawImage(o, 0, 0); y.clearRect(0, 0, 10, 10)"
    assert (await drawn(f"{other}; {calls}; x.drawImage(o, 50, 0)")).row(5, 5, 55) == [RED, CLEAR]


@pytest.mark.parametrize(("repetition", "row"), [("repeat", [RED, BLUE, RED]), ("no-repeat", [RED, BLUE, CLEAR])])
async def test_a_pattern_repeats_a_picture(repetition: str, row: list[object]) -> None:
    calls = f"x.fillStyle = x.createPattern('{ADDRESS}', '{repetition}'); x.fillRect(0, 0, 100, 100)"
    assert (await drawn(calls)).row(0, 0, 3, 4) == row


async def test_a_picture_that_cannot_be_had_is_named_once() -> None:
    picture = await drawn("x.drawImage('/no.png', 0, 0); x.drawImage('/no.png', 9, 9)")
    assert picture.notes == ["/no.png is not drawn on a canvas: it is no picture that can be had"]


# ---- Anything

SOME = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(-(10**9), 10**9),
    st.sampled_from(
        ["<&>\"'\x00\ud800", "red", "]]>", "20px '\"><script>", "evenodd", {"$paint": 1}, {"$canvas": "k"}]
    ),
    st.lists(st.floats(-9, 9), max_size=3),
    st.just({"src": "x"}),
)
METHODS = [
    "arc",
    "arcTo",
    "beginPath",
    "bezierCurveTo",
    "clearRect",
    "clip",
    "closePath",
    "drawImage",
    "ellipse",
    "fill",
    "fillRect",
    "fillText",
    "lineTo",
    "moveTo",
    "quadraticCurveTo",
    "rect",
    "restore",
    "rotate",
    "roundRect",
    "save",
    "scale",
    "setTransform",
    "stroke",
    "strokeRect",
    "strokeText",
    "transform",
    "translate",
    "fillStyle",
    "font",
    "globalCompositeOperation",
    "lineWidth",
    "setLineDash",
    "setShadow",
    "shadowBlur",
    "createLinearGradient",
    "addColorStop",
    "createPattern",
    "textAlign",
    "width",
    "nonsense",
]
CALLS = st.lists(st.tuples(st.sampled_from(METHODS), st.lists(SOME, max_size=9)), max_size=20)


@settings(max_examples=60, deadline=None)
@given(CALLS)
def test_whatever_is_called_the_document_is_whole_and_leads_nowhere(calls: list[tuple[str, list[object]]]) -> None:
    services = services_of(phone())
    services.drawings += [Drawing("canvas", "c", method, tuple(args), 1, "k") for method, args in calls]
    sheet = gallery_of(services).sheet("k")
    parsed = ElementTree.fromstring("<svg/>" if sheet is None else sheet.svg())
    assert {element.tag.rpartition("}")[2] for element in parsed.iter()}.isdisjoint(
        {"script", "foreignObject", "style"}
    )
    leads = [element.get("href", "#") for element in parsed.iter()]
    assert all(lead.startswith(("#", "data:image/")) for lead in leads)


@pytest.mark.parametrize(
    ("written", "shown"), [("<b>&amp;", "<b>&amp;"), ("a\nb", "a b"), ("\x00\x1b\ud800\ufffe", "    "), ("'\"", "'\"")]
)
def test_a_text_is_nothing_but_text(written: str, shown: str) -> None:
    services = services_of(phone())
    services.drawings.append(Drawing("canvas", "c", "fillText", (f"|{written}|", 9, 9), 1, "k"))
    sheet = gallery_of(services).sheet("k")
    assert sheet is not None
    assert [*ElementTree.fromstring(sheet.svg()).itertext()] == [f"|{shown}|"]


async def test_deep_nesting_does_not_end_the_renderer() -> None:
    calls = "x.fillRect(0, 0, 50, 50); x.clearRect(10, 10, 20, 20)"
    assert (await drawn(f"for (let i = 0; i < 500; i++) {{ {calls} }}")).row(20, 5, 20) == [BLACK, CLEAR]


async def test_clips_within_too_many_clips_are_left_out_with_a_note() -> None:
    calls = "for (let i = 0; i < 20; i++) { x.beginPath(); x.rect(0, 0, 50 - i, 50); x.clip(); }"
    picture = await drawn(f"{calls} x.fillRect(0, 0, 99, 99)")
    assert picture.row(20, 33, 36) == [BLACK, CLEAR]
    assert picture.notes == ["a canvas clips within too many clips: the innermost ones are not regarded"]


async def test_a_path_that_never_begins_anew_is_not_drawn_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_PIXELS", 100_000)
    picture = await drawn("for (let i = 0; i < 99; i++) { x.rect(0, 0, 5, 5); x.fill(); }")
    assert any("long paths" in note for note in picture.notes)


async def test_what_would_take_too_long_is_left_out_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_PIXELS", 100_000)
    calls = "x.globalCompositeOperation = 'multiply'; for (let i = 0; i < 9; i++) x.fillRect(0, 0, 100, 100)"
    assert any("too many clips" in note for note in (await drawn(calls)).notes)
