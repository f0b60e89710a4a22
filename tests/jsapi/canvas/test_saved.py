"""What a canvas is saved as: by which names it is found, when it is drawn, which part in which size."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from bridge.jsapi.pictures import Size, measure
from tests.jsapi.canvas.painted import BLACK, BLUE, CLEAR, RED, drawn, drawn_by_name, painted
from tests.jsapi.contexts import staged
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter

NODE = {"tag": "canvas", "id": "c", "owner": 1, "width": 20, "height": 20}


async def saved(options: str) -> tuple[Size, dict[str, Any]]:
    """The picture that a canvas is saved as, and what the call receives."""
    async with phone() as runtime:
        await runtime.run(f"const canvas = my.createOffscreenCanvas(40, 30); my.canvasToTempFilePath({{{options}}})")
        result = dict(runtime.calls[0].result or {})
        return measure(runtime.files.read(result["apFilePath"])), result


@pytest.mark.parametrize(
    ("options", "size"),
    [
        ("canvasId: 'c'", Size(300, 225, "png")),
        ("canvas", Size(40, 30, "png")),
        ("canvas: my.createOffscreenCanvas()", Size(100, 100, "png")),
        ("canvas, x: 10", Size(30, 30, "png")),
        ("canvas, width: 10, height: 20", Size(10, 20, "png")),
        ("canvas, width: 10, height: 20, destWidth: 100, destHeight: 200", Size(100, 200, "png")),
        ("canvas, fileType: 'jpg', destWidth: 17", Size(17, 30, "png")),
    ],
)
async def test_a_canvas_is_saved_in_the_wanted_size(options: str, size: Size) -> None:
    picture, result = await saved(options)
    assert (picture, result["apFilePath"]) == (size, result["tempFilePath"])


async def test_each_saved_canvas_is_a_file_of_its_own() -> None:
    async with phone() as runtime:
        await runtime.run("for (const canvasId of 'ab') my.canvasToTempFilePath({canvasId})")
        assert len({(call.result or {})["apFilePath"] for call in runtime.calls}) == 2


@pytest.mark.parametrize("options", ["", "canvasId: 'c', fileType: 'gif'", "canvasId: 'c', destWidth: 5000"])
async def test_what_is_no_canvas_cannot_be_saved(options: str) -> None:
    assert await answered(f"canvasToTempFilePath({{{options}}})") == failure(1, "canvas content or format wrong!")


@pytest.mark.parametrize("options", ["canvasId: 7", "canvasId: 'c', width: 'wide'", "canvasId: 'c', destHeight: 0"])
async def test_a_wrong_type_fails_with_error_2(options: str) -> None:
    assert await refused_as_parameter(f"canvasToTempFilePath({{{options}}})")


async def test_a_part_is_cut_out_and_scaled() -> None:
    script = """
      const canvas = my.createOffscreenCanvas(100, 100), x = canvas.getContext('2d');
      x.fillStyle = 'red'; x.fillRect(50, 50, 10, 10);
      my.canvasToTempFilePath({ canvas, x: 50, y: 50, width: 20, height: 20, destWidth: 40, destHeight: 40 });
    """
    picture = await painted(script)
    assert picture.row(5, 5, 15, 25) == [RED, RED, CLEAR]


async def test_a_jpg_is_black_where_nothing_was_drawn() -> None:
    script = "my.canvasToTempFilePath({canvas: my.createOffscreenCanvas(4, 4), fileType: 'jpg'})"
    assert (await painted(script)).at(2, 2) == BLACK


async def test_without_draw_nothing_appears() -> None:
    assert not (await drawn_by_name("c.fillRect(0, 0, 50, 50)")).is_painted()


@pytest.mark.parametrize(("reserve", "before"), [("true", RED), ("false", CLEAR), ("", CLEAR)])
async def test_draw_keeps_what_was_there_if_told_so(reserve: str, before: Any) -> None:
    first = "c.setFillStyle('red'); c.fillRect(0, 0, 50, 50); c.draw()"
    picture = await drawn_by_name(f"{first}; c.setFillStyle('blue'); c.fillRect(60, 0, 50, 50); c.draw({reserve})")
    assert picture.row(20, 20, 80) == [before, BLUE]


async def test_draw_keeps_styles_and_no_transforms() -> None:
    first = "c.setFillStyle('red'); c.translate(100, 0); c.draw()"
    assert (await drawn_by_name(f"{first}; c.fillRect(0, 0, 50, 50); c.draw()")).row(20, 20, 120) == [RED, CLEAR]


async def test_setters_of_the_older_interface_draw_as_properties_do() -> None:
    calls = "c.setGlobalAlpha(0.5); c.setLineWidth(20); c.setLineCap('square'); c.setStrokeStyle('#00f')"
    picture = await drawn_by_name(f"{calls}; c.moveTo(50, 50); c.lineTo(90, 50); c.stroke(); c.draw()")
    assert picture.row(50, 45, 70, 105) == [(0, 0, 255, 128), (0, 0, 255, 128), CLEAR]


async def test_two_contexts_of_a_name_have_one_canvas_and_styles_of_their_own() -> None:
    other = "const d = my.createCanvasContext('c'); d.fillRect(60, 0, 50, 50); d.draw(true)"
    picture = await drawn_by_name(f"c.setFillStyle('red'); c.fillRect(0, 0, 50, 50); c.draw(); {other}")
    assert picture.row(20, 20, 80) == [RED, BLACK]


async def test_contexts_and_nodes_save_themselves() -> None:
    script = """
      const canvas = my.createOffscreenCanvas(10, 10), x = canvas.getContext('2d');
      x.fillStyle = 'red'; x.fillRect(0, 0, 10, 10);
      const size = (path) => my.getImageInfo({ src: path, success: (r) => SAY([r.width, r.height]) });
      canvas.toTempFilePath({ destWidth: 20, success: (r) => size(r.tempFilePath) });
      x.toTempFilePath({ success: (r) => size(r.apFilePath) });
    """
    assert (await staged(script)).printed == [[20, 10], [10, 10]]


async def test_a_data_url_is_a_text_that_can_be_drawn() -> None:
    script = """
      const c = my.createCanvasContext('c');
      c.setFillStyle('red'); c.fillRect(0, 0, 20, 20); c.draw();
      c.toDataURL({ width: 20, height: 20 }).then((url) => { SAY(url); c.drawImage(url, 100, 0); c.draw(); });
    """
    (url,) = (await staged(script)).printed
    assert measure(base64.b64decode(url.removeprefix("data:image/png;base64,"))) == Size(20, 20, "png")


async def test_pixels_that_are_waited_for_are_true() -> None:
    script = """
      const x = my.createOffscreenCanvas(10, 10).getContext('2d');
      x.fillStyle = '#102030'; x.fillRect(5, 0, 5, 10);
      const success = ({ width, height, data }) => SAY([width, height, data.length, ...data]);
      x.getImageData({ x: 4, y: 0, width: 2, height: 1, success });
    """
    assert (await staged(script)).printed == [[2, 1, 8, 0, 0, 0, 0, 16, 32, 48, 255]]


async def test_a_canvas_named_by_its_id_may_be_a_node() -> None:
    script = """
      my.createSelectorQuery().select('#c').node().exec(([{ node }]) => {
        const x = node.getContext('2d');
        x.fillStyle = 'red'; x.fillRect(0, 0, 20, 20);
        my.canvasToTempFilePath({ canvasId: 'c', success: () => SAY('saved') });
      });
    """
    assert (await staged(script, lambda _: [{"node": dict(NODE)}])).printed == ["saved"]


async def test_who_asks_twice_for_a_node_gets_the_same() -> None:
    script = """
      const ask = (then) => my.createSelectorQuery().select('#c').node().exec(([{ node }]) => then(node));
      ask((first) => ask((second) => SAY(first === second)));
    """
    assert (await staged(script, lambda _: [{"node": dict(NODE)}])).printed == [True]


async def test_what_is_drawn_later_is_in_a_later_picture_alone() -> None:
    calls = "my.canvasToTempFilePath({canvas}); x.fillRect(0, 0, 9, 9)"
    async with phone() as runtime:
        made = "const canvas = my.createOffscreenCanvas(10, 10); const x = canvas.getContext('2d');"
        await runtime.run(f"{made} {calls}; my.canvasToTempFilePath({{canvas}})")
        first, second = (runtime.files.read(path) for path in runtime.files)
    assert first != second


async def test_putting_pixels_is_said_not_to_be_painted() -> None:
    picture = await drawn("x.putImageData({ x: 0, y: 0, width: 1, height: 1, data: new Uint8ClampedArray(4) })")
    assert picture.notes == ["putImageData is not painted on canvases"]
