"""What a program finds around it: the phone, what is stored, what it draws; and how Python sees and changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import Device, MiniProgram, ProgramError, Runtime
from tests.support.folders import write
from tests.support.programs import HOME, files, opened, page, printed


async def test_the_phone_is_one_of_one_s_choice() -> None:
    async with Runtime(device=Device(model="Pixel 8", platform="Android")) as rt:
        await rt.run("const { model, platform } = my.getSystemInfoSync(); console.log(model, platform)")
    assert rt.console[0].text == "Pixel 8 Android"


async def test_the_phone_may_be_given_as_json_has_it() -> None:
    async with Runtime(device={"model": "Pixel 8", "denied": ["location"]}) as rt:
        assert (rt.device.model, rt.device.denied) == ("Pixel 8", {"location"})


async def test_the_phone_changes_while_the_program_runs() -> None:
    async with Runtime() as rt:
        await rt.run("my.onNetworkStatusChange((e) => console.log(e.isConnected, e.networkType))")
        rt.change_device(network="NOTREACHABLE")
        await rt.idle()
    assert (rt.console[0].text, rt.device.online) == ("false NOTREACHABLE", False)


async def test_what_is_stored_at_first_is_found_and_what_is_stored_is_seen() -> None:
    async with Runtime(storage={"user": {"name": "Ann"}}) as rt:
        await rt.run(
            "console.log(my.getStorageSync({ key: 'user' }).data.name); my.setStorageSync({ key: 'n', data: 2 })"
        )
        assert (rt.console[0].text, rt.storage.get("n")) == ("Ann", 2)


async def test_what_python_stores_is_found() -> None:
    async with Runtime() as rt:
        await rt.run("")
        rt.storage.set("n", [1])
        await rt.run("console.log(my.getStorageSync({ key: 'n' }).data)", "later.js")
    assert rt.console[0].text == "[ 1 ]"


async def test_minibridge_json_describes_phone_and_storage(tmp_path: Path) -> None:
    script = "Page({ onLoad() { console.log(my.getSystemInfoSync().model, my.getStorageSync({ key: 'a' }).data); } })"
    run_file = {"minibridge.json": {"device": {"model": "Pixel 8"}, "storage": {"a": 1}}}
    async with opened(tmp_path, page(HOME, script), run_file) as (app, _):
        assert printed(app) == ["Pixel 8 1"]


BAD_DEVICES = [({"network": "6G"}, "network"), ({"battery": "full"}, "battery"), ({"wheels": 4}, "wheels")]


@pytest.mark.parametrize(("device", "word"), BAD_DEVICES)
async def test_a_phone_that_makes_no_sense_is_an_error_of_the_file(tmp_path: Path, device: object, word: str) -> None:
    write(tmp_path, files(page(HOME), {"minibridge.json": {"device": device}}))
    with pytest.raises(ProgramError, match=rf"(?s)minibridge\.json.*device.*{word}"):
        MiniProgram.open(tmp_path)


async def test_what_is_drawn_is_kept_in_order(tmp_path: Path) -> None:
    script = """Page({ onReady() { const c = my.createCanvasContext('board');
      c.setFillStyle('red'); c.fillRect(0, 0, 2, 3); c.draw(); } })"""
    async with opened(tmp_path, page(HOME, script, '<canvas id="board"/>')) as (app, _):
        assert [(drawing.id, drawing.method) for drawing in app.drawings][:2] == [
            ("board", "setFillStyle"),
            ("board", "fillRect"),
        ]


async def test_elements_are_measured_where_the_styles_put_them(tmp_path: Path) -> None:
    script = """Page({ onReady() { my.createSelectorQuery().select('#b').boundingClientRect()
      .exec(([b]) => console.log(b.top, b.width, b.height)); } })"""
    view = '<view class="a">a</view><view id="b" style="height: 30px">b</view>'
    sheet = {f"{HOME}.acss": ".a { height: 100rpx; }"}
    async with opened(tmp_path, page(HOME, script, view), sheet) as (app, _):
        assert printed(app) == ["50 375 30"]


async def test_an_observer_hears_when_its_element_comes_into_sight(tmp_path: Path) -> None:
    script = """Page({ onReady() { my.createIntersectionObserver()
      .relativeToViewport().observe('#b', (r) => console.log(r.intersectionRatio)); } })"""
    view = '<view style="height: 2000px">a</view><view id="b" style="height: 30px">b</view>'
    async with opened(tmp_path, page(HOME, script, view)) as (app, home):
        await home.scroll(1500)
        assert printed(app) == ["1"]


@pytest.mark.parametrize(
    ("device", "why"),
    [
        ({"modle": "x"}, "a phone has no 'modle'"),
        ({"battery": "full"}, "battery: Input should be"),
        ({"location": [100, 0]}, "there is no latitude 100"),
        ({"denied": ["wheels"]}, "no such permission: 'wheels'"),
    ],
)
def test_a_phone_of_minibridge_json_that_makes_no_sense_is_refused(
    tmp_path: Path, device: dict[str, object], why: str
) -> None:
    write(tmp_path, {**files(page(HOME)), "minibridge.json": {"device": device}})
    with pytest.raises(ProgramError, match=why):
        MiniProgram.open(tmp_path)


async def test_a_place_of_minibridge_json_is_latitude_and_longitude(tmp_path: Path) -> None:
    run_file = {"minibridge.json": {"device": {"location": [31.2, 121.5]}}}
    async with opened(tmp_path, page(HOME), run_file) as (app, _):
        assert app.device.location[:2] == (121.5, 31.2)
