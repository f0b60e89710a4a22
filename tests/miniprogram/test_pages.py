"""App and Page: lifecycle, data, and handlers called from Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram, ScriptError, UsageError
from tests.support.folders import program


async def data_after(folder: Path, page: str, *handlers: str) -> Any:
    async with MiniProgram.open(program(folder, page)) as app:
        shown = await app.launch()
        for handler in handlers:
            await shown.call(handler)
        await app.idle()
        return shown.data


async def test_lifecycle_functions_run_in_the_documented_order(tmp_path: Path) -> None:
    app_js = "App({ onShow() { console.log('App.onShow'); }, onLaunch() { console.log('App.onLaunch'); } })"
    names = ["onReady", "onShow", "onLoad", "onHide", "onUnload"]
    page = "Page({" + ", ".join(f"{name}() {{ console.log('Page.{name}'); }}" for name in names) + "})"
    async with MiniProgram.open(program(tmp_path, page, app=app_js)) as app:
        await app.launch()
    assert [line.text for line in app.console] == [
        "App.onLaunch",
        "App.onShow",
        "Page.onLoad",
        "Page.onShow",
        "Page.onReady",
    ]


async def test_the_app_is_told_page_query_and_scene(tmp_path: Path) -> None:
    app_js = "App({ onLaunch(o) { console.log(JSON.stringify(o)); } })"
    async with MiniProgram.open(program(tmp_path, app=app_js)) as app:
        await app.launch(query="a=1")
    assert app.console[0].text == '{"path":"pages/index/index","query":{"a":"1"},"scene":1000}'


async def test_a_lifecycle_function_that_throws_stops_nothing_else(tmp_path: Path) -> None:
    first = "onLoad() { throw new Error('no'); }, async onShow() { throw 1; }"
    page = f"Page({{ {first}, onReady() {{ console.log('ready'); }} }})"
    async with MiniProgram.open(program(tmp_path, page)) as app:
        await app.launch()
        await app.idle(check=False)
    assert app.console[0].text == "ready"
    assert [failure.kind for failure in app.errors] == ["error", "rejection"]


async def test_the_app_object_is_shared_and_keeps_every_member(tmp_path: Path) -> None:
    app_js = "App({ globalData: { n: 1 }, twice() { return this.globalData.n * 2; } })"
    page = "Page({ data: {}, onLoad() { getApp().globalData.n = 4; this.setData({ n: getApp().twice() }); } })"
    async with MiniProgram.open(program(tmp_path, page, app=app_js)) as app:
        assert (await app.launch()).data == {"n": 8}


async def test_open_pages_are_listed_with_their_route(tmp_path: Path) -> None:
    page = "Page({ onLoad() { const all = getCurrentPages(); console.log(all.length, all[0] === this, this.route); } })"
    async with MiniProgram.open(program(tmp_path, page)) as app:
        await app.launch()
    assert app.console[0].text == "1 true pages/index/index"


UPDATES = [
    ("{}", "{ a: 1 }", {"a": 1}),
    ("{ a: { b: 1 } }", "{ 'a.c': 2 }", {"a": {"b": 1, "c": 2}}),
    ("{ a: { b: 1 } }", "{ a: { c: 2 } }", {"a": {"c": 2}}),
    ("{ list: [1, 2] }", "{ 'list[1]': 3 }", {"list": [1, 3]}),
    ("{ list: [] }", "{ 'list[2].n': 3 }", {"list": [None, None, {"n": 3}]}),
    ("{}", "{ 'a.b[0].c': 1 }", {"a": {"b": [{"c": 1}]}}),
    ("{}", "{ 'a[0][1]': 1 }", {"a": [[None, 1]]}),
    ("{ a: 7 }", "{ 'a.b': 1 }", {"a": {"b": 1}}),
    ("{ a: null }", "{ 'a.b': 1 }", {"a": {"b": 1}}),
    ("{ a: 1, b: 2 }", "{ a: null }", {"a": None, "b": 2}),
    ("{ a: 1 }", "null", {"a": 1}),
    ("{ a: 1 }", "{ f() {} }", {"a": 1}),
    ("{}", "{ 'a.toString.b': 1 }", {"a": {"toString": {"b": 1}}}),
    ("{}", "{ '__proto__.polluted': 1 }", {"__proto__": {"polluted": 1}}),
    ("() => ({ made: 1 })", "{ a: 1 }", {"made": 1, "a": 1}),
    ("undefined", "{ a: 1 }", {"a": 1}),
]


@pytest.mark.parametrize(("data", "update", "expected"), UPDATES)
async def test_set_data_takes_keys_that_are_paths(tmp_path: Path, data: str, update: str, expected: Any) -> None:
    page = f"Page({{ data: {data}, go() {{ this.setData({update}); }} }})"
    assert await data_after(tmp_path, page, "go") == expected


async def test_set_data_is_seen_at_once_and_its_callback_comes_later(tmp_path: Path) -> None:
    page = """Page({ data: { n: 0 }, go() {
      this.setData({ n: 1 }, function () { console.log('callback', this.data.n); });
      console.log('at once', this.data.n);
    } })"""
    async with MiniProgram.open(program(tmp_path, page)) as app:
        await (await app.launch()).call("go")
    assert [line.text for line in app.console] == ["at once 1", "callback 1"]


async def test_data_that_has_no_json_is_left_out(tmp_path: Path) -> None:
    assert await data_after(tmp_path, "Page({ data: { f() {}, u: undefined, n: NaN, d: new Date(0) } })") == {
        "n": None,
        "d": "1970-01-01T00:00:00.000Z",
    }


async def test_a_handler_receives_a_tap_and_its_value_comes_back(tmp_path: Path) -> None:
    page = "Page({ go(e) { return [e.type, e.detail, typeof e.timeStamp, this.route]; } })"
    async with MiniProgram.open(program(tmp_path, page)) as app:
        shown = await app.launch()
        assert await shown.call("go", {"value": 1}) == ["tap", {"value": 1}, "number", "pages/index/index"]


async def test_an_async_handler_is_waited_for(tmp_path: Path) -> None:
    page = "Page({ async go() { await my.alert(); await new Promise((f) => setTimeout(f, 1000)); return 'done'; } })"
    async with MiniProgram.open(program(tmp_path, page)) as app:
        assert await (await app.launch()).call("go") == "done"


@pytest.mark.parametrize("name", ["nope", "data", "setData", "toString", "route"])
async def test_a_missing_handler_lists_those_there_are(tmp_path: Path, name: str) -> None:
    async with MiniProgram.open(program(tmp_path, "Page({ data: {}, go() {}, come: () => 1 })")) as app:
        shown = await app.launch()
        with pytest.raises(UsageError, match=f"page pages/index/index has no handler '{name}'; it has: go, come$"):
            await shown.call(name)


async def test_a_page_without_handlers_says_so(tmp_path: Path) -> None:
    async with MiniProgram.open(program(tmp_path)) as app:
        shown = await app.launch()
        with pytest.raises(UsageError, match="it has: none"):
            await shown.call("go")


@pytest.mark.parametrize("modifier", ["", "async "])
async def test_a_handler_that_throws_raises_with_its_place(tmp_path: Path, modifier: str) -> None:
    page = f"Page({{\n  {modifier}go() {{ throw new TypeError('no'); }},\n}})"
    async with MiniProgram.open(program(tmp_path, page)) as app:
        shown = await app.launch()
        with pytest.raises(ScriptError) as raised:
            await shown.call("go")
    assert raised.value.message == "TypeError: no"
    assert "pages/index/index.js:2:" in raised.value.stack
    assert len(app.errors) == 1


async def test_a_handler_that_never_settles_raises(tmp_path: Path) -> None:
    async with MiniProgram.open(program(tmp_path, "Page({ go() { return new Promise(() => {}); } })")) as app:
        shown = await app.launch()
        with pytest.raises(ScriptError, match=r"handle.* never finished"):
            await shown.call("go")


async def test_a_handler_may_return_a_failed_call_that_it_handles(tmp_path: Path) -> None:
    page = "Page({ go() { return my.signContract({ signStr: 'x', fail() { console.log('handled'); } }); } })"
    async with MiniProgram.open(program(tmp_path, page), user="cancel") as app:
        await (await app.launch()).call("go")
        await app.idle()
    assert ([line.text for line in app.console], app.errors) == (["handled"], [])


async def test_a_handler_that_returns_a_failed_call_nobody_handles_raises(tmp_path: Path) -> None:
    page = "Page({ go() { return my.signContract({ signStr: 'x' }); } })"
    async with MiniProgram.open(program(tmp_path, page), user="cancel") as app:
        shown = await app.launch()
        with pytest.raises(ScriptError, match="6001"):
            await shown.call("go")
    assert len(app.errors) == 1


@pytest.mark.parametrize("file", ["app.js", "pages/index/index.js"])
async def test_a_script_that_throws_when_loaded_raises_from_launch(tmp_path: Path, file: str) -> None:
    folder = program(tmp_path, files={file: "\nthrow new Error('early')"})
    async with MiniProgram.open(folder) as app:
        with pytest.raises(ScriptError, match=f"(?s)Error: early.*{file}:2:"):
            await app.launch()


async def test_data_cannot_be_read_once_the_program_is_closed(tmp_path: Path) -> None:
    async with MiniProgram.open(program(tmp_path)) as app:
        shown = await app.launch()
    with pytest.raises(UsageError, match="closed"):
        _ = shown.data


async def test_a_wallet_is_started_when_asked_for(tmp_path: Path) -> None:
    async with MiniProgram.open(program(tmp_path), wallet=True) as app:
        assert app.wallet.url.startswith("http://127.0.0.1:")
