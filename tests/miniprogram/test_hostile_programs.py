"""What programs in the style of real ones showed to be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import HOME, component, messages, opened, page, printed

CARD = {"usingComponents": {"card": "/c/card"}}
OTHER = "pages/other/other"


async def test_a_page_that_another_required_before_keeps_its_own_definition(tmp_path: Path) -> None:
    home = page(HOME, "import { helper } from '../other/other'; Page({ data: { n: 'A' } })", "<text>{{n}}</text>")
    other = page(
        OTHER,
        "export function helper() {} Page({ data: { n: 'B' }, onLoad() { console.log('b'); } })",
        "<text>{{n}}</text>",
    )
    async with opened(tmp_path, home, other) as (app, shown):
        assert await shown.texts() == ["A"]
        assert await (await app.navigate_to(f"/{OTHER}")).texts() == ["B"]
        assert printed(app) == ["b"]


async def test_a_page_required_by_the_first_does_not_take_its_place(tmp_path: Path) -> None:
    home = page(HOME, "Page({ data: { n: 'A' } }); require('../other/other');", "<text>{{n}}</text>")
    async with opened(tmp_path, home, page(OTHER, "Page({ data: { n: 'B' } })", "<text>{{n}}</text>")) as (app, shown):
        assert await shown.texts() == ["A"]
        assert await (await app.navigate_to(f"/{OTHER}")).texts() == ["B"]


async def test_a_component_that_app_js_imports_is_whole_when_it_is_used(tmp_path: Path) -> None:
    card = component("c/card", "export const KINDS = [1]; Component({ data: { n: 7 } })", "<text>{{n}}</text>")
    app_js = "import { KINDS } from './c/card'; App({ kinds: KINDS })"
    async with opened(tmp_path, page(HOME, view="<card/>", json=CARD), card, app=app_js) as (_, shown):
        assert await shown.texts() == ["7"]


async def test_a_page_may_be_defined_by_what_its_script_requires(tmp_path: Path) -> None:
    home = page(HOME, "require('../../bundle');", "<text>{{n}}</text>")
    async with opened(tmp_path, home, {"bundle.js": "Page({ data: { n: 1 } })"}) as (_, shown):
        assert await shown.texts() == ["1"]


async def test_callbacks_of_set_data_in_on_load_come_after_the_first_rendering(tmp_path: Path) -> None:
    script = "Page({ save(ref) { this.ref = ref; }, onLoad() { this.setData({ v: 1 }, () => this.ref.open()); } })"
    card = component("c/card", "Component({ methods: { open() { console.log('opened'); } } })")
    async with opened(tmp_path, page(HOME, script, '<card ref="save"/>', CARD), card) as (app, _):
        assert (printed(app), messages(app)) == (["opened"], [])


async def test_what_a_program_says_around_a_navigation_comes_in_its_order(tmp_path: Path) -> None:
    script = f"Page({{ go() {{ my.navigateTo({{ url: '/{OTHER}' }}); console.log('after'); }} }})"
    async with opened(tmp_path, page(HOME, script), page(OTHER, "Page({ onLoad() { console.log('load'); } })")) as (
        app,
        shown,
    ):
        await shown.call("go")
        assert printed(app) == ["after", "load"]


async def test_observers_see_props_beside_data(tmp_path: Path) -> None:
    script = """Component({ props: { min: 0, max: 9 }, data: { value: 5 }, observers: { 'value, min, max'(...all) { console.log(...all); } },
      methods: { go() { this.setData({ value: 6 }); } } })"""
    card = component("c/card", script, '<view id="in" onTap="go"/>')
    async with opened(tmp_path, page(HOME, view="<card/>", json=CARD), card) as (app, shown):
        await shown.find("card >>> #in").tap()
        assert printed(app)[-1] == "6 0 9"


async def test_a_component_is_rendered_anew_when_the_slots_it_is_given_change(tmp_path: Path) -> None:
    card = component(
        "c/card", view='<view a:if="{{$slots.header}}">has <slot name="header"/></view><view a:else>none</view>'
    )
    home = page(
        HOME,
        "Page({ data: { t: false }, show() { this.setData({ t: true }); } })",
        '<card><view slot="header" a:if="{{t}}">H</view></card>',
        CARD,
    )
    async with opened(tmp_path, home, card) as (_, shown):
        assert await shown.text() == "none"
        await shown.call("show")
        assert await shown.text() == "has H"


REJECTING = ["this.props.onPick(1)", "this.triggerEvent('pick')"]


@pytest.mark.parametrize("call", REJECTING)
async def test_a_rejection_of_a_handler_that_a_component_called_is_heard(tmp_path: Path, call: str) -> None:
    card = component("c/card", f"Component({{ methods: {{ go() {{ {call}; }} }} }})", '<view id="in" onTap="go"/>')
    home = page(HOME, "Page({ async save() { await null; throw new Error('lost'); } })", '<card onPick="save"/>', CARD)
    app_js = "App({ onUnhandledRejection({ reason }) { console.log(reason.message); } })"
    async with opened(tmp_path, home, card, app=app_js) as (app, shown):
        with pytest.raises(Exception, match="lost"):
            await shown.find("card >>> #in").tap()
        assert printed(app) == ["lost"]


async def test_a_rejection_that_the_component_handles_is_none(tmp_path: Path) -> None:
    script = "Component({ methods: { async go() { try { await this.props.onPick(); } catch (e) { console.log('caught ' + e.message); } } } })"
    home = page(HOME, "Page({ async save() { throw new Error('known'); } })", '<card onPick="save"/>', CARD)
    async with opened(tmp_path, home, component("c/card", script, '<view id="in" onTap="go"/>')) as (app, shown):
        await shown.find("card >>> #in").tap()
        assert (printed(app), messages(app)) == (["caught known"], [])


async def test_plugins_are_empty_and_that_is_said(tmp_path: Path) -> None:
    script = "const p = requirePlugin('hello'); requirePlugin.async('x').then((q) => console.log(typeof q)); Page({ data: { n: typeof p.f } })"
    async with opened(tmp_path, page(HOME, script, "<text>{{n}}</text>")) as (app, shown):
        assert await shown.texts() == ["undefined"]
        assert printed(app)[0] == "requirePlugin('hello'): plugins are not loaded here; what it gives is empty"


async def test_a_missing_handler_is_placed_where_it_is_written(tmp_path: Path) -> None:
    view = '<view>\n<card id="one" onA="nope"/>\n<card id="two" onB="nope"/></view>'
    script = "Component({ methods: { go() { (this.props.onA || this.props.onB)(); } } })"
    card = component("c/card", script, '<view class="in" onTap="go"/>')
    async with opened(tmp_path, page(HOME, view=view, json=CARD), card) as (app, shown):
        with pytest.raises(Exception, match=f"{HOME}.axml:3:1: onB"):
            await shown.find("#two >>> .in").tap()
        assert len(messages(app)) == 1


async def test_errors_of_components_are_told_to_their_listeners(tmp_path: Path) -> None:
    app_js = "App({ onLaunch() { my.onComponentError((error, method, self) => console.log(error.message, method, self.is)); } })"
    card = component("c/card", "Component({ didMount() { throw new Error('broken'); } })")
    async with opened(tmp_path, page(HOME, view="<card/>", json=CARD), card, app=app_js) as (app, _):
        assert printed(app) == ["broken didMount c/card"]


TABS: dict[str, Any] = {
    **component(
        "c/tabs",
        "Component({ relations: { './tab': {} }, methods: { names() { return this.getRelationNodes('./tab').map((t) => t.props.name).join(); } } })",
        "<slot/>",
    ),
    **component(
        "c/tab", "Component({ relations: { './tabs': {} }, moved() { console.log('moved ' + this.props.name); } })"
    ),
}


async def test_related_components_come_as_they_stand_on_the_page_and_hear_of_moving(tmp_path: Path) -> None:
    script = "Page({ data: { list: [1, 2] }, save(ref) { this.tabs = ref; }, names() { return this.tabs.names(); }, set(e) { this.setData({ list: e.detail.list }); } })"
    view = '<tabs ref="save"><tab a:for="{{list}}" a:key="*this" name="{{item}}"/></tabs>'
    async with opened(
        tmp_path, page(HOME, script, view, {"usingComponents": {"tab": "/c/tab", "tabs": "/c/tabs"}}), TABS
    ) as (app, shown):
        await shown.call("set", {"list": [0, 1, 2, 3]})
        assert await shown.call("names") == "0,1,2,3"
        await shown.call("set", {"list": [2, 1, 0, 3]})
        assert await shown.call("names") == "2,1,0,3"
        assert sorted(printed(app)) == ["moved 0", "moved 2"]


@pytest.mark.parametrize(
    "nodes", ["<p>hi <b>you</b></p>", [{"name": "p", "children": [{"type": "text", "text": "hi you"}]}]]
)
async def test_rich_text_is_read(tmp_path: Path, nodes: Any) -> None:
    home = page(
        HOME, f"Page({{ data: {{ nodes: {nodes!r} }} }})", '<view><rich-text id="rich" nodes="{{nodes}}"/></view>'
    )
    async with opened(tmp_path, home) as (_, shown):
        assert await shown.find("#rich").text() == "hi you"
        assert await shown.by_text("you").attribute("id") == "rich"


async def test_a_text_that_is_thrown_reaches_the_app_as_it_is(tmp_path: Path) -> None:
    app_js = "App({ onError(message) { console.log(message); } })"
    async with opened(tmp_path, page(HOME, "Page({ onLoad() { throw 'plain text'; } })"), app=app_js) as (app, _):
        assert printed(app) == ["plain text"]
