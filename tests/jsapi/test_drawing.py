"""Contexts: what a program draws, plays and steers is logged, and answered."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi.drawing import Drawing, record
from tests.jsapi.contexts import staged


async def test_a_canvas_logs_calls_and_properties_in_order() -> None:
    run = await staged("""
      const c = my.createCanvasContext('c1');
      c.setFillStyle('red');
      c.fillRect(1, 2, 30, 40);
      c.strokeStyle = '#fff';
      c.arc(5, 5, 3, 0, 2 * Math.PI, true);
      c.draw(true);
    """)
    assert run.log == [
        ("setFillStyle", "red"),
        ("fillRect", 1, 2, 30, 40),
        ("strokeStyle", "#fff"),
        ("arc", 5, 5, 3, 0, 6.283185307179586, True),
        ("draw", True),
    ]
    assert {(drawing.context, drawing.id) for drawing in run.drawings} == {("canvas", "c1")}


def test_an_entry_is_a_drawing() -> None:
    value = {"context": "canvas", "id": "c", "method": "fillText", "arguments": ["x", 1]}
    assert record(value) == Drawing("canvas", "c", "fillText", ("x", 1))


@pytest.mark.parametrize(
    ("value", "logged"),
    [
        ("undefined", None),
        ("NaN", None),
        ("() => 1", None),
        ("Symbol()", None),
        ("10n", None),
        ("{ get x() { throw 1; } }", None),
        ("[1, 'a']", [1, "a"]),
        ("'quote \" and \\u2028'", 'quote " and \u2028'),
        ("new Uint8ClampedArray(8)", {"$bytes": 8}),
        ("{ data: new Uint8Array(4) }", {"data": {"$bytes": 4}}),
    ],
)
async def test_any_argument_can_be_logged(value: str, logged: Any) -> None:
    run = await staged(f"my.createCanvasContext('c').drawImage({value})")
    assert run.log == [("drawImage", logged)]


async def test_setters_and_properties_are_the_same() -> None:
    source = """
      const c = my.createCanvasContext('c');
      c.setLineWidth(3);
      c.globalAlpha = 0.25;
      SAY(c.lineWidth, c.globalAlpha);
    """
    assert (await staged(source)).printed == [3, 0.25]


@pytest.mark.parametrize(
    ("before", "text", "width"),
    [
        ("", "abcd", 20.8),
        ("c.setFontSize(20);", "ab", 20.8),
        ("c.font = 'bold 20px x';", "ab", 20.8),
        ("", "中", 10),
        ("", "a b", 13.2),
    ],
)
async def test_text_has_a_width_by_average(before: str, text: str, width: float) -> None:
    (told,) = (
        await staged(f"const c = my.createCanvasContext('c'); {before} SAY(c.measureText('{text}').width)")
    ).printed
    assert told == pytest.approx(width)


async def test_gradients_are_logged_by_number() -> None:
    run = await staged("""
      const c = my.createCanvasContext('c');
      const g = c.createLinearGradient(0, 0, 10, 0);
      g.addColorStop(0, 'red');
      c.fillStyle = g;
    """)
    paint = {"$paint": 1}
    assert run.log == [("createLinearGradient", 0, 0, 10, 0), ("addColorStop", paint, 0, "red"), ("fillStyle", paint)]


async def test_what_was_saved_is_read_again_after_restore() -> None:
    run = await staged("""
      const c = my.createOffscreenCanvas(9, 9).getContext('2d');
      const said = () => [c.lineWidth, c.fillStyle, c.font, c.measureText('ab').width, c.getLineDash()];
      c.lineWidth = 5; c.fillStyle = 'red'; c.font = '20px serif'; c.setLineDash([1]);
      const before = said();
      c.save(); c.lineWidth = 9; c.save(); c.fillStyle = 'blue'; c.font = '30px serif'; c.setLineDash([2]);
      c.restore(); c.restore(); c.restore();
      SAY(before); SAY(said());
    """)
    assert run.printed[1] == run.printed[0] == [5, "red", "20px serif", run.printed[0][3], [1]]


@pytest.mark.parametrize(
    "call",
    [
        "toTempFilePath({ OUTCOME })",
        "getImageData({ x: 0, y: 0, width: 2, height: 2, OUTCOME })",
        "putImageData({ OUTCOME })",
    ],
)
async def test_success_then_complete_then_the_promise_never_inside_the_call(call: str) -> None:
    outcome = "success: (r) => SAY('success', seen(r)), complete: (r) => SAY('complete', seen(r))"
    source = f"""
      const all = [];
      const seen = (r) => all.push(r) && all.every((one) => one === all[0]);
      my.createCanvasContext('c').{call.replace("OUTCOME", outcome)}.then((r) => SAY('promise', seen(r)));
      SAY('called');
    """
    assert (await staged(source)).printed == ["called", "success", True, "complete", True, "promise", True]


async def test_pixels_are_there_and_transparent() -> None:
    source = """
      const success = (r) => SAY([r.width, r.height, r.data.length]);
      my.createCanvasContext('c').getImageData({ x: 0, y: 0, width: 2, height: 3, success });
      SAY(my.createOffscreenCanvas(10, 10).getContext('2d').getImageData(0, 0, 1, 1).data.length);
    """
    assert (await staged(source)).printed == [4, [2, 3, 24]]


async def test_draw_calls_back_when_it_is_done() -> None:
    assert (await staged("my.createCanvasContext('c').draw(false, () => SAY('drawn')); SAY('called')")).printed == [
        "called",
        "drawn",
    ]


async def test_an_image_of_a_canvas_is_loaded_after_its_address_is_set() -> None:
    source = """
      const image = my.createOffscreenCanvas({ width: 5, height: 6 }).createImage();
      image.onload = function () { SAY(this === image); };
      image.src = '/a.png';
      SAY(image.src);
    """
    assert (await staged(source)).printed == ["/a.png", True]


async def test_frames_of_an_animation_come_with_time() -> None:
    source = """
      const c = my.createOffscreenCanvas();
      c.requestAnimationFrame(() => c.requestAnimationFrame(() => SAY('second')));
    """
    assert (await staged(source)).printed == ["second"]


async def test_an_animation_exports_its_steps_once() -> None:
    run = await staged("""
      const a = my.createAnimation({ duration: 100, timeFunction: 'ease' });
      a.opacity(0.5).width(10).rotate(45).step().translate(1, 2).step({ delay: 9, duration: 50 }).left('1rpx');
      SAY(a.export(), a.export());
    """)
    first = {"transformOrigin": "50% 50% 0", "transition": {"duration": 100, "timingFunction": "ease", "delay": 0}}
    second = {"transformOrigin": "50% 50% 0", "transition": {"duration": 50, "timingFunction": "ease", "delay": 9}}
    assert run.printed == [
        {
            "actions": [
                {
                    "animates": [
                        {"type": "style", "args": ["opacity", 0.5]},
                        {"type": "style", "args": ["width", "10px"]},
                        {"type": "rotate", "args": [45]},
                    ],
                    "option": first,
                },
                {"animates": [{"type": "translate", "args": [1, 2]}], "option": second},
            ]
        },
        {"actions": []},
    ]


async def test_a_map_answers_where_it_is() -> None:
    source = "my.createMapContext('m').getCenterLocation({ success: (r) => SAY(Object.keys(r)) })"
    run = await staged(source)
    assert (run.printed, run.log) == ([["latitude", "longitude"]], [("getCenterLocation", {})])


@pytest.mark.parametrize(
    ("make", "call"),
    [
        ("createVideoContext('v')", "play()"),
        ("createWebViewContext('w')", "postMessage({ a: 1 })"),
        ("createLottieContext('l')", "setSpeed({ value: 2 })"),
        ("createCameraContext()", "takePhoto({})"),
        ("createMapContext('m')", "showsScale({ isShowsScale: 1 })"),
        ("getRecorderManager()", "start({})"),
        ("createRewardedAd('u')", "load()"),
    ],
)
async def test_every_context_logs_its_calls(make: str, call: str) -> None:
    run = await staged(f"const f = my.{make}; f.{call}; SAY(typeof f.nonsense)")
    assert (run.printed, [drawing.method for drawing in run.drawings]) == (["undefined"], [call.partition("(")[0]])


async def test_audio_tells_its_listeners_and_keeps_its_properties() -> None:
    run = await staged("""
      const a = my.createInnerAudioContext();
      const heard = () => SAY('never');
      a.onPlay(heard); a.offPlay(heard); a.onStop(heard); a.offStop();
      a.onPlay(() => SAY('play')); a.onPause(() => SAY('pause')); a.onSeeked(() => SAY('seeked'));
      a.src = 'x.mp3'; a.play(); SAY(a.paused); a.seek(12); SAY(a.currentTime); a.pause();
      SAY(a.paused, a.src, a.volume);
    """)
    assert run.printed == [False, 12, True, "x.mp3", 1, "play", "seeked", "pause"]


@pytest.mark.parametrize("name", ["getBackgroundAudioManager", "getRecorderManager"])
async def test_a_program_has_one_manager(name: str) -> None:
    assert (await staged(f"SAY(my.{name}() === my.{name}())")).printed == [True]


async def test_a_recording_ends_with_a_file() -> None:
    source = "const r = my.getRecorderManager(); r.onStop((f) => SAY(typeof f.tempFilePath)); r.start(); r.stop();"
    assert (await staged(source)).printed == ["string"]


async def test_methods_taken_off_a_context_throw_nothing() -> None:
    source = """
      const { fillRect, draw, measureText } = my.createCanvasContext('c');
      const { play } = my.createInnerAudioContext();
      const { getCenterLocation } = my.createMapContext('m');
      fillRect(1); draw(); play(); SAY(typeof measureText('x').width);
      getCenterLocation({ success: () => SAY('success') });
    """
    assert (await staged(source)).printed == ["number", "success"]


async def test_a_program_that_replaced_the_built_ins_can_still_draw() -> None:
    source = """
      Array.prototype[Symbol.iterator] = () => { throw new Error('poison'); };
      Object.defineProperty(Object.prototype, 'get', { value: () => 1, configurable: true });
      String.prototype.split = String.prototype.slice = JSON.stringify = () => { throw new Error('poison'); };
      const c = my.createCanvasContext('c'); c.fillStyle = 'red'; c.fillText('x', 1, 2); c.draw();
      my.createAnimation().rotate(1).step().export();
      my.createInnerAudioContext().play();
    """
    run = await staged(source)
    assert [drawing.method for drawing in run.drawings] == ["fillStyle", "fillText", "draw", "play"]


async def test_buttons_of_the_title_bar_have_a_place() -> None:
    (told,) = (await staged("SAY(my.getLeftButtonsBoundingClientRect().backButtonIcon)")).printed
    assert told == {"width": 22, "height": 22, "top": 48, "right": 32, "bottom": 70, "left": 10}


async def test_the_picture_of_a_canvas_is_a_file() -> None:
    source = """
      my.createCanvasContext('c').toTempFilePath({ success: ({ apFilePath }) =>
        my.getImageInfo({ src: apFilePath, complete: (r) => SAY([r.width, r.height, r.errorMessage]) }) });
    """
    assert (await staged(source)).printed == [[300, 225, None]]
