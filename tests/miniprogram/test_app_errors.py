"""What nobody caught reaches the app, and execution goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import MiniProgram, Node, ScriptError
from tests.support.folders import write
from tests.support.programs import HOME, component, files, messages, opened, page, printed

HEARS = "App({ onError(message, stack) { console.log(message, '|', stack.split('\\n')[0].trim()); } })"

PLACES = [
    ("Page({ onLoad() { throw new Error('boom'); } })", "at onLoad (pages/home/home.js:1:"),
    (
        "Page({ onReady() { setTimeout(() => { throw new Error('boom'); }, 1); } })",
        "at <anonymous> (pages/home/home.js:1:",
    ),
    (
        "Page({ onShow() { this.setData({}, () => { throw new Error('boom'); }); } })",
        "at <anonymous> (pages/home/home.js:1:",
    ),
    (
        "Page({ onLoad() { my.alert({ success() { throw new Error('boom'); } }); } })",
        "at success (pages/home/home.js:1:",
    ),
]


@pytest.mark.parametrize(("script", "place"), PLACES)
async def test_an_error_reaches_the_app_with_message_and_stack(tmp_path: Path, script: str, place: str) -> None:
    async with opened(tmp_path, page(HOME, script), app=HEARS) as (app, _):
        (line,) = printed(app)
        assert line.startswith(f"Error: boom | {place}")


async def test_an_error_in_a_lifecycle_stops_no_other(tmp_path: Path) -> None:
    script = "Page({ onLoad() { throw new Error('boom'); }, onShow() { console.log('shown'); } })"
    async with opened(tmp_path, page(HOME, script)) as (app, _):
        assert printed(app) == ["shown"]
        assert messages(app) == ["Error: boom"]


async def test_an_error_of_a_component_s_lifecycle_reaches_the_app(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didMount() { throw new Error('boom'); } })")
    home = page(HOME, "Page({})", "<card/>", {"usingComponents": {"card": "/c/card"}})
    async with opened(tmp_path, home, card, app=HEARS) as (app, _):
        assert printed(app)[0].startswith("Error: boom | at didMount (c/card.js:1:")


async def test_an_error_in_on_error_is_reported_and_not_told_again(tmp_path: Path) -> None:
    script = "Page({ onLoad() { throw new Error('first'); } })"
    app_js = "App({ onError() { throw new Error('second'); } })"
    async with opened(tmp_path, page(HOME, script), app=app_js) as (app, _):
        assert messages(app) == ["Error: first", "Error: second"]


async def test_an_unhandled_rejection_reaches_the_app(tmp_path: Path) -> None:
    script = "Page({ async onLoad() { throw new Error('late'); } })"
    app_js = "App({ onUnhandledRejection(e) { console.log(e.reason.message); } })"
    async with opened(tmp_path, page(HOME, script), app=app_js) as (app, _):
        assert printed(app) == ["late"]
        assert messages(app) == ["Unhandled rejection: Error: late"]


async def test_listeners_on_my_hear_what_the_app_hears(tmp_path: Path) -> None:
    script = "Page({ onLoad() { throw new Error('boom'); }, async onShow() { throw new Error('late'); } })"
    app_js = """my.onError((message) => console.log('error', message));
      my.onUnhandledRejection((e) => console.log('rejection', e.reason.message)); App({})"""
    async with opened(tmp_path, page(HOME, script), app=app_js) as (app, _):
        assert printed(app) == ["error Error: boom", "rejection late"]


async def test_an_error_while_rendering_names_the_place_in_the_markup(tmp_path: Path) -> None:
    sjs = {"pages/home/tools.sjs": "export default { shout(text) { return text.toUpperCase(); } }"}
    view = '<import-sjs name="tools" from="./tools.sjs"/>\n<view>\n  {{tools.shout(n)}}\n</view>'
    async with opened(tmp_path, page(HOME, "Page({ data: { n: 1 } })", view), sjs) as (app, shown):
        shown.tree()
        await app.idle(check=False)
        assert messages(app) == ["TypeError: not a function"]
        assert "pages/home/home.axml:3:" in app.errors[0].stack
        assert "pages/home/tools.sjs:1:" in app.errors[0].stack


async def test_what_stood_there_stays_when_rendering_fails(tmp_path: Path) -> None:
    sjs = {"pages/home/tools.sjs": "export default { shout(text) { return text.toUpperCase(); } }"}
    view = '<import-sjs name="tools" from="./tools.sjs"/><view>{{tools.shout(n)}}</view>'
    script = "Page({ data: { n: 'fine' }, spoil() { this.setData({ n: 1 }); } })"
    async with opened(tmp_path, page(HOME, script, view), sjs) as (_, shown):
        assert await shown.texts() == ["FINE"]
        await shown.call("spoil")
        assert await shown.texts() == ["FINE"]


async def test_the_stack_of_a_module_that_fails_names_every_import_on_the_way(tmp_path: Path) -> None:
    home = page(HOME, "// the page\nimport a from '../../a';\n\nimport { b } from '../../b';\nPage({ a, b })")
    more = {"a.js": "export default 1", "b.js": "\nimport '/c'; export const b = 1", "c.js": "throw new Error('deep')"}
    async with MiniProgram.open(write(tmp_path, files(home, more))) as app:
        with pytest.raises(ScriptError, match="deep") as raised:
            await app.launch()
    places = [line.split("(")[-1].strip(" )") for line in raised.value.stack.strip().splitlines()]
    assert [place.removeprefix("at ") for place in places] == ["c.js:1:11", "b.js:2:1", f"{HOME}.js:4:1"]


async def test_a_template_that_is_nowhere_is_an_error_and_the_rest_is_shown(tmp_path: Path) -> None:
    view = '<text>one</text><template is="nope"/><text>two</text>'
    async with opened(tmp_path, page(HOME, view=view)) as (_, shown):
        with pytest.raises(ScriptError, match=r"there is no template 'nope'"):
            await shown.texts()
        assert await shown.texts() == ["one", "two"]


async def test_what_fails_while_somebody_looks_is_known_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, page(HOME, view="<text>{{gone()}}</text>")) as (app, shown):
        with pytest.raises(ScriptError, match="not a function"):
            await shown.html()
        assert len(messages(app)) == 1


async def test_the_promise_that_was_rejected_is_given(tmp_path: Path) -> None:
    app_js = "App({ onUnhandledRejection({ promise }) { console.log(promise instanceof Promise); } })"
    async with opened(tmp_path, page(HOME, "Page({ async onLoad() { throw 1; } })"), app=app_js) as (app, _):
        assert printed(app) == ["true"]


async def test_data_that_holds_a_cycle_is_read_but_for_the_cycle(tmp_path: Path) -> None:
    script = "Page({ onLoad() { const c = {}; c.c = c; this.setData({ c, n: 1 }); } })"
    async with opened(tmp_path, page(HOME, script)) as (_, shown):
        assert shown.data == {"c": None, "n": 1}


@pytest.mark.parametrize("depth", [100, 5000])
async def test_an_attribute_too_deep_to_cross_is_null_and_the_rest_is_there(tmp_path: Path, depth: int) -> None:
    made = f"let d = 1; for (let i = 0; i < {depth}; i++) d = {{ d }};"
    script = f"Page({{ onLoad() {{ {made} this.setData({{ d }}); }} }})"
    async with opened(tmp_path, page(HOME, script, '<view id="deep" data-d="{{d}}">fine</view>')) as (_, shown):
        (node,) = shown.tree()
    assert isinstance(node, Node)
    assert (node.id, node.text) == ("deep", "fine")
    assert (node.dataset["d"] is None) == (depth == 5000)


async def test_a_program_that_poisons_to_json_still_starts(tmp_path: Path) -> None:
    poison = "Object.defineProperty(Object.prototype, 'toJSON', { get() { throw new Error('poison'); } }); App({})"
    async with opened(tmp_path, page(HOME, view="<text>fine</text>"), app=poison) as (_, shown):
        assert shown.path == HOME
