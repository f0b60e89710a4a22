"""Canvases on pages: how large they are, and how they are shown."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.support.programs import HOME, opened, page, printed

SHOWN = re.compile('<m-canvas[^>]*><img alt="" src="data:image/svg\\+xml;base64,([^"]*)">')


async def shown(folder: Path, script: str, view: str) -> list[str]:
    """The documents in place of the canvases of a page."""
    async with opened(folder, page(HOME, script, view)) as (_, home):
        return [base64.b64decode(found).decode() for found in SHOWN.findall(await home.picture())]


def drawing(calls: str) -> str:
    """A page that makes `calls` on `x`, the context of its node #c."""
    return f"""Page({{ onReady() {{
      my.createSelectorQuery().select('#c').node().exec(([{{ node }}]) => {{ const x = node.getContext('2d'); {calls} }});
    }} }})"""


async def test_a_page_shows_what_was_drawn_by_the_older_interface(tmp_path: Path) -> None:
    script = """Page({ onReady() {
      const c = my.createCanvasContext('c'); c.setFillStyle('#123456'); c.fillRect(0, 0, 9, 9); c.draw();
    } })"""
    (document,) = await shown(tmp_path, script, '<canvas id="c" width="120" height="80"/>')
    assert 'viewBox="0 0 120 80"' in document and 'fill="#123456"' in document


async def test_a_page_shows_what_was_drawn_on_a_node(tmp_path: Path) -> None:
    (document,) = await shown(tmp_path, drawing("x.fillRect(0, 0, 9, 9)"), '<canvas id="c" type="2d"/>')
    assert 'viewBox="0 0 300 225"' in document and 'fill="#000000"' in document


@pytest.mark.parametrize("first", ["x.createLinearGradient(0, 0, 9, 9)", "x.save()", "x.canvas.width = 320"])
async def test_whatever_is_called_first_a_node_has_its_size(tmp_path: Path, first: str) -> None:
    view = '<canvas id="c" type="2d" style="width: 320px; height: 400px"/>'
    (document,) = await shown(tmp_path, drawing(f"{first}; x.fillRect(0, 0, 9, 9)"), view)
    assert 'viewBox="0 0 320 400"' in document


async def test_each_of_two_components_has_a_canvas_of_its_own(tmp_path: Path) -> None:
    script = """Component({ props: { shade: '' }, didMount() {
      my.createSelectorQuery().in(this).select('#c').node().exec(([{ node }]) => {
        const x = node.getContext('2d'); x.fillStyle = this.props.shade; x.fillRect(0, 0, 9, 9);
      });
    } })"""
    parts = {"card.js": script, "card.axml": '<canvas id="c" type="2d"/>', "card.json": {"component": True}}
    view = '<card shade="#111111"/><card shade="#222222"/>'
    using = {"usingComponents": {"card": "/card"}}
    async with opened(tmp_path, page(HOME, "Page({})", view, using), parts) as (_, home):
        documents = [base64.b64decode(found).decode() for found in SHOWN.findall(await home.picture())]
    assert [re.findall('fill="(#.1.1.1|#.2.2.2)"', document) for document in documents] == [["#111111"], ["#222222"]]


async def test_a_canvas_that_nobody_drew_on_is_a_frame(tmp_path: Path) -> None:
    async with opened(tmp_path, page(HOME, "Page({})", '<canvas id="c"/>')) as (_, home):
        assert '<i class="m-stand-in">canvas</i>' in await home.picture()


@pytest.mark.parametrize("text", ["</text></svg><script>alert(1)</script>", '\\" onload=\\"alert(1)'])
async def test_texts_on_canvases_are_no_markup(tmp_path: Path, text: str) -> None:
    calls = f'x.font = "20px {text}"; x.fillText("{text}", 0, 9)'
    (document,) = await shown(tmp_path, drawing(calls), '<canvas id="c" type="2d"/>')
    assert "<script" not in document and '" onload="' not in document and "alert(1)" in document


async def test_a_canvas_has_the_pixels_of_its_attributes_in_the_size_of_its_style(tmp_path: Path) -> None:
    view = '<canvas id="c" type="2d" width="200" height="100" style="width: 100px; height: 50px"/>'
    script = drawing("my.createSelectorQuery().select('#c').boundingClientRect().exec(([{ width }]) => {"
                     " console.log(node.width, node.height, width); });")  # fmt: skip
    async with opened(tmp_path, page(HOME, script, view)) as (app, _):
        assert printed(app) == ["200 100 100"]
