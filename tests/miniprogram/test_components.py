"""Components: props, data, lifecycles of both generations, mixins, refs, slots, and events to who uses them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import HOME, component, messages, opened, page, printed

CARD = {"usingComponents": {"card": "/c/card"}}
SAY = "Component({ %s })"


def home(view: str, script: str = "Page({})", json: Any = None) -> dict[str, Any]:
    return page(HOME, script, view, json or CARD)


async def test_props_have_defaults_and_keep_their_types(tmp_path: Path) -> None:
    card = component(
        "c/card", "Component({ props: { size: 3, title: 'none' } })", "<text>{{title}}:{{size + 1}}</text>"
    )
    async with opened(tmp_path, home('<card title="a"/><card size="{{5}}"/>'), card) as (_, shown):
        assert await shown.texts() == ["a:4", "none:6"]


async def test_an_undefined_prop_is_the_default(tmp_path: Path) -> None:
    card = component("c/card", "Component({ props: { title: 'none' } })", "<text>{{title}}</text>")
    async with opened(tmp_path, home('<card title="{{nothing}}"/>'), card) as (_, shown):
        assert await shown.texts() == ["none"]


async def test_a_dashed_attribute_is_the_camel_case_prop_that_is_declared(tmp_path: Path) -> None:
    card = component("c/card", "Component({ props: { showLine: false } })", "<text>{{showLine}}</text>")
    async with opened(tmp_path, home("<card show-line/>"), card) as (_, shown):
        assert await shown.texts() == ["true"]


async def test_data_of_a_component_is_its_own_but_what_is_nested_is_shared(tmp_path: Path) -> None:
    script = """Component({ mixins: [{ data: { list: [] } }], data: { n: 0 }, didMount() {
      this.data.list.push(1); this.setData({ n: this.data.n + this.data.list.length }); } })"""
    card = component("c/card", script, "<text>{{n}}</text>")
    async with opened(tmp_path, home("<card/><card/>"), card) as (_, shown):
        assert await shown.texts() == ["1", "2"]


LIFECYCLE = """Component({
  data: { n: 0 }, props: { value: 0 },
  onInit() { console.log('onInit'); },
  deriveDataFromProps(next) { console.log('derive', next.value, this.props.value); },
  didMount() { console.log('didMount'); },
  didUpdate(props, data) { console.log('didUpdate', props.value, this.props.value, data.n, this.data.n); },
  didUnmount() { console.log('didUnmount'); },
  methods: { bump() { this.setData({ n: this.data.n + 1 }); } }
})"""
SHOW = """Page({ data: { shown: true, v: 1 }, set(e) { this.setData({ v: 2 }); }, hide() { this.setData({
  shown: false }); } })"""


async def test_the_first_generation_s_lifecycle(tmp_path: Path) -> None:
    card = component("c/card", LIFECYCLE, '<view id="in" onTap="bump"/>')
    async with opened(tmp_path, home('<card a:if="{{shown}}" value="{{v}}"/>', SHOW), card) as (app, shown):
        await shown.call("set")
        await shown.find("card >>> #in").tap()
        await shown.call("hide")
        await app.idle()
        assert printed(app) == [
            "onInit",
            "derive 1 1",
            "didMount",
            "derive 2 1",
            "didUpdate 1 2 0 0",
            "derive 2 2",
            "didUpdate 2 2 0 1",
            "didUnmount",
        ]


async def test_the_second_generation_s_lifecycle(tmp_path: Path) -> None:
    names = ["created", "attached", "ready", "detached"]
    lifetimes = ", ".join(f"{name}() {{ console.log('{name}'); }}" for name in names)
    card = component("c/card", f"Component({{ options: {{ lifetimes: true }}, lifetimes: {{ {lifetimes} }} }})")
    async with opened(tmp_path, home('<card a:if="{{shown}}"/>', SHOW), card) as (app, shown):
        await shown.call("hide")
        await app.idle()
        assert printed(app) == names


async def test_children_are_mounted_before_their_parents(tmp_path: Path) -> None:
    inner = component("c/inner", "Component({ didMount() { console.log('inner'); } })")
    script = "Component({ didMount() { console.log('card'); } })"
    card = component("c/card", script, "<inner/>", {"inner": "./inner"})
    ready = "Page({ onReady() { console.log('page ready'); } })"
    async with opened(tmp_path, home("<card/>", ready), card, inner) as (app, _):
        assert printed(app) == ["inner", "card", "page ready"]


async def test_props_that_did_not_change_update_nothing(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didUpdate() { console.log('update'); } })")
    script = "Page({ data: { v: 1, other: 1 }, go() { this.setData({ other: 2 }); } })"
    async with opened(tmp_path, home('<card value="{{v}}"/>', script), card) as (app, shown):
        await shown.call("go")
        await app.idle()
        assert printed(app) == []


async def test_batched_updates_are_one_update_and_have_the_page_as_this(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didUpdate() { console.log('updated', this.props.n) } })", "<text/>")
    script = """Page({ data: { n: 0 }, go() {
  this.$batchedUpdates(function () { this.setData({ n: 1 }); this.setData({ n: 2 }); });
} })"""
    async with opened(tmp_path, home('<card n="{{n}}"/>', script), card) as (app, shown):
        await shown.call("go")
        assert printed(app) == ["updated 2"]


CHANGES = [
    "this.setData({ 'list[0].n': 2 })",
    "this.setData({ list: [{ n: 2 }] })",
    "this.$spliceData({ list: [0, 1, { n: 2 }] })",
    "this.data.list[0].n = 2; this.setData({ list: this.data.list })",
]


@pytest.mark.parametrize("change", CHANGES)
async def test_a_change_inside_an_object_reaches_the_component(tmp_path: Path, change: str) -> None:
    card = component("c/card", "Component({})", "<text>{{list[0].n}}</text>")
    script = f"Page({{ data: {{ list: [{{ n: 1 }}] }}, go() {{ {change} }} }})"
    async with opened(tmp_path, home('<card list="{{list}}"/>', script), card) as (app, shown):
        await shown.call("go")
        await app.idle()
        assert await shown.texts() == ["2"]


async def test_a_changed_path_leaves_the_previous_props_as_they_were(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didUpdate(before) { console.log(before.o.n, this.props.o.n); } })")
    script = "Page({ data: { o: { n: 1 } }, go() { this.setData({ 'o.n': 2 }); } })"
    async with opened(tmp_path, home('<card o="{{o}}"/>', script), card) as (app, shown):
        await shown.call("go")
        await app.idle()
        assert printed(app) == ["1 2"]


async def test_deriving_may_set_data(tmp_path: Path) -> None:
    script = "Component({ data: { twice: 0 }, deriveDataFromProps(next) { this.setData({ twice: next.n * 2 }); } })"
    card = component("c/card", script, "<text>{{twice}}</text>")
    page_script = "Page({ data: { n: 1 }, go() { this.setData({ n: 5 }); } })"
    async with opened(tmp_path, home('<card n="{{n}}"/>', page_script), card) as (app, shown):
        assert await shown.texts() == ["2"]
        await shown.call("go")
        await app.idle()
        assert await shown.texts() == ["10"]


async def test_components_that_change_at_every_update_are_stopped(tmp_path: Path) -> None:
    script = """Component({ data: { n: 0 }, didMount() { this.setData({ n: 1 }); }, didUpdate() { this.setData({
      n: this.data.n + 1 }); } })"""
    async with opened(tmp_path, home("<card/>"), component("c/card", script)) as (app, _):
        assert "components change their data at every update" in messages(app)[0]


async def test_mixins_run_their_lifecycles_before_the_component_s(tmp_path: Path) -> None:
    mixin = """{ data: { a: 1, b: 1 }, props: { p: 1 }, didMount() { console.log('%s'); }, methods: { m() {
      return '%s'; } } }"""
    script = f"""const one = {mixin % ("one", "one")}, two = {mixin % ("two", "two")};
      Component({{ mixins: [one, two], data: {{ b: 2 }}, didMount() {{ console.log('own', this.m(),
        this.data.a, this.data.b, this.props.p); }} }})"""
    async with opened(tmp_path, home("<card/>"), component("c/card", script)) as (app, _):
        assert printed(app) == ["one", "two", "own two 1 2 1"]


async def test_a_function_prop_calls_the_method_of_who_wrote_the_tag(tmp_path: Path) -> None:
    card = component(
        "c/card", "Component({ methods: { go() { this.props.onPick(1, 'x'); } } })", '<view id="in" onTap="go"/>'
    )
    script = "Page({ data: { n: 7 }, picked(a, b) { console.log(a, b, this.data.n); } })"
    async with opened(tmp_path, home('<card onPick="picked"/>', script), card) as (app, shown):
        await shown.find("card >>> #in").tap()
        assert printed(app) == ["1 x 7"]


async def test_a_function_prop_that_names_no_method_says_where(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didMount() { this.props.onPick(); } })")
    async with opened(tmp_path, home('<card onPick="nope"/>'), card) as (app, _):
        assert messages(app) == [
            'Error: pages/home/home.axml:1:1: onPick="nope": pages/home/home has no method of that name'
        ]


async def test_a_handler_name_may_come_from_data(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didMount() { this.props.onPick(); } })")
    script = "Page({ data: { name: 'picked' }, picked() { console.log('picked'); } })"
    async with opened(tmp_path, home('<card onPick="{{name}}"/>', script), card) as (app, _):
        assert printed(app) == ["picked"]


async def test_triggering_an_event_calls_the_function_prop_with_an_event(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didMount() { this.triggerEvent('pick', { n: 1 }); } })")
    script = """Page({ picked(e) { console.log(e.type, JSON.stringify(e.detail),
      JSON.stringify(e.currentTarget.dataset)); } })"""
    async with opened(tmp_path, home('<card data-row-id="{{4}}" onPick="picked"/>', script), card) as (app, _):
        assert printed(app) == ['pick {"n":1} {"rowId":4}']


async def test_a_ref_gets_the_instance_after_it_was_mounted(tmp_path: Path) -> None:
    card = component(
        "c/card", "Component({ didMount() { console.log('mounted'); }, methods: { hi() { return this.is; } } })"
    )
    script = "Page({ save(ref) { console.log(ref.hi(), ref.$id > 0, ref.$page === this); } })"
    async with opened(tmp_path, home('<card ref="save"/>', script), card) as (app, _):
        assert printed(app) == ["mounted", "c/card true true"]


async def test_a_component_may_decide_what_a_ref_gets(tmp_path: Path) -> None:
    card = component("c/card", "Component({ ref() { return { open: () => 'opened' }; } })")
    async with opened(tmp_path, home('<card ref="save"/>', "Page({ save(r) { console.log(r.open()); } })"), card) as (
        app,
        _,
    ):
        assert printed(app) == ["opened"]


async def test_a_keyed_component_keeps_its_instance_when_the_list_moves(tmp_path: Path) -> None:
    script = "Component({ data: { born: '' }, didMount() { this.setData({ born: this.props.name }); } })"
    card = component("c/card", script, "<text>{{name}} was {{born}}</text>")
    page_script = "Page({ data: { names: ['a', 'b'] }, turn() { this.setData({ names: ['b', 'a', 'c'] }); } })"
    view = '<card a:for="{{names}}" a:key="*this" name="{{item}}"/>'
    async with opened(tmp_path, home(view, page_script), card) as (app, shown):
        await shown.call("turn")
        await app.idle()
        assert await shown.texts() == ["b was b", "a was a", "c was c"]


async def test_observers_hear_of_data_and_props(tmp_path: Path) -> None:
    script = """Component({ data: { a: { b: 1 } }, props: { p: 1 },
      observers: { 'a.b'(v) { console.log('a.b', v); }, 'p, a'(p, a) { console.log('p or a', p, a.b); },
        '**'() { console.log('any'); } },
      methods: { go() { this.setData({ 'a.b': 2 }); } } })"""
    card = component("c/card", script, '<view id="in" onTap="go"/>')
    page_script = "Page({ data: { p: 1 }, next() { this.setData({ p: 2 }); } })"
    async with opened(tmp_path, home('<card p="{{p}}"/>', page_script), card) as (app, shown):
        await shown.find("card >>> #in").tap()
        await shown.call("next")
        await app.idle()
        assert printed(app) == ["a.b 2", "any", "p or a 2 2", "any"]


async def test_components_are_selected_by_id_class_and_tag(tmp_path: Path) -> None:
    card = component("c/card", "Component({ methods: { n() { return this.props.n; } } })")
    script = """Page({ onReady() {
      console.log(this.$selectComponent('#x').n(), this.$selectAllComponents('.y').map((c) => c.n()),
        this.$selectComponent('#none'));
    } })"""
    view = '<card id="x" n="{{1}}"/><card class="y" n="{{2}}"/><card class="y z" n="{{3}}"/>'
    async with opened(tmp_path, home(view, script), card) as (app, _):
        assert printed(app) == ["1 [ 2, 3 ] null"]


async def test_relations_link_a_list_with_its_items(tmp_path: Path) -> None:
    item = component(
        "c/item",
        """Component({ relations: { './card': { type: 'parent', linked(t) { console.log('item linked to',
          t.is); } } } })""",
    )
    script = """Component({ relations: { './item': { type: 'child', linked(t) { console.log('card linked to',
      t.is); } } },
      didMount() { console.log(this.getRelationNodes('./item').length); } })"""
    card = component("c/card", script, "<slot/>")
    json = {"usingComponents": {"card": "/c/card", "item": "/c/item"}}
    async with opened(tmp_path, page(HOME, "Page({})", "<card><item/></card>", json), card, item) as (app, _):
        assert printed(app) == ["card linked to c/item", "item linked to c/card", "1"]


async def test_a_component_that_uses_itself_without_end_is_an_error_that_says_where(tmp_path: Path) -> None:
    card = component("c/card", "Component({})", "<view>\n<card/></view>", {"card": "./card"})
    async with opened(tmp_path, home("<card/>"), card) as (app, _):
        assert messages(app) == [
            "Error: c/card.axml:2:1: <card> contains itself without end; more than 100 levels are not shown"
        ]


async def test_a_component_may_use_itself_as_far_as_its_data_goes(tmp_path: Path) -> None:
    view = '<text>{{tree.name}}</text><card a:for="{{tree.below}}" tree="{{item}}"/>'
    card = component("c/card", "Component({})", view, {"card": "./card"})
    script = "Page({ data: { tree: { name: 'a', below: [{ name: 'b', below: [{ name: 'c' }] }] } } })"
    async with opened(tmp_path, home('<card tree="{{tree}}"/>', script), card) as (app, shown):
        assert await shown.texts() == ["a", "b", "c"]
        assert messages(app) == []


async def test_a_component_that_is_not_there_is_an_error_and_the_page_still_opens(tmp_path: Path) -> None:
    view = home("<card>inside</card>", json={"usingComponents": {"card": "/c/nowhere"}})
    async with opened(tmp_path, view) as (app, shown):
        assert "no component '/c/nowhere' for <card>" in messages(app)[0]
        assert await shown.texts() == ["inside"]


async def test_set_data_after_a_component_is_gone_changes_nothing(tmp_path: Path) -> None:
    script = "Component({ data: { n: 0 }, didMount() { this.props.onUp(this); } })"
    page_script = """Page({ data: { shown: true }, keep(c) { this.kept = c; },
      hide() { this.setData({ shown: false }, () => { this.kept.setData({ n: 1 });
        console.log(this.kept.data.n); }); } })"""
    view = home('<card a:if="{{shown}}" onUp="keep"/>', page_script)
    async with opened(tmp_path, view, component("c/card", script)) as (app, shown):
        await shown.call("hide")
        await app.idle()
        assert printed(app) == ["0"]


async def test_a_component_hears_of_its_page(tmp_path: Path) -> None:
    script = "Component({ pageEvents: { onShow() { console.log('shown'); }, onHide() { console.log('hidden'); } } })"
    async with opened(tmp_path, home("<card/>"), component("c/card", script)) as (app, _):
        await app.background()
        await app.foreground()
        assert printed(app) == ["hidden", "shown"]


INSIDE = [
    "const list = this.data.list; list[0].n = 2; this.setData({ list: [...list] })",
    "this.setData({ list: this.data.list.map((row) => { row.n = 2; return row; }) })",
    "const list = this.data.list; list[0].n = 2; this.setData({ list })",
]


@pytest.mark.parametrize("change", INSIDE)
async def test_a_change_inside_rows_is_seen_whatever_list_they_are_set_in(tmp_path: Path, change: str) -> None:
    card = component("c/card", "Component({})", "<text>{{row.n}}</text>")
    script = f"Page({{ data: {{ list: [{{ n: 1 }}] }}, go() {{ {change}; }} }})"
    view = '<text>{{list[0].n}}</text><card a:for="{{list}}" row="{{item}}"/>'
    async with opened(tmp_path, home(view, script), card) as (app, shown):
        await shown.texts()
        await shown.call("go")
        await app.idle()
        assert await shown.texts() == ["2", "2"]


async def test_setting_what_is_there_already_updates_nothing(tmp_path: Path) -> None:
    script = """Component({ data: { n: 0, list: [] }, didMount() { this.again(); },
      didUpdate() { console.log('update'); this.again(); },
      methods: { again() { this.setData({ n: 1, list: [{ a: [1] }] }); } } })"""
    async with opened(tmp_path, home("<card/>"), component("c/card", script)) as (app, _):
        assert printed(app) == ["update"]
        assert messages(app) == []


async def test_setting_the_same_object_with_the_same_content_again_ends(tmp_path: Path) -> None:
    script = """Component({ data: { days: [{ n: 1 }] }, didMount() { this.setData({ days: [{ n: 2 }] }); },
      didUpdate() { const { days } = this.data; days[0].tag = 'x'; this.setData({ days }); } })"""
    card = component("c/card", script, "<text>{{days[0].n}}{{days[0].tag}}</text>")
    async with opened(tmp_path, home("<card/>"), card) as (app, shown):
        assert await shown.texts() == ["2x"]
        assert messages(app) == []


async def test_a_component_may_have_the_name_of_a_built_in_tag(tmp_path: Path) -> None:
    card = component("c/card", "Component({})", "<text>{{label}}</text><slot/>")
    json = {"usingComponents": {"button": "/c/card"}}
    async with opened(tmp_path, page(HOME, "Page({})", '<button label="q">x</button>', json), card) as (_, shown):
        assert await shown.texts() == ["q", "x"]


async def test_set_data_belongs_to_its_instance_wherever_it_is_taken(tmp_path: Path) -> None:
    script = (
        "Component({ data: { n: 0 }, didMount() { const held = { setData: this.setData }; held.setData({ n: 1 }); } })"
    )
    async with opened(tmp_path, home("<card/>"), component("c/card", script, "<text>{{n}}</text>")) as (_, shown):
        assert await shown.texts() == ["1"]


async def test_set_data_may_be_replaced(tmp_path: Path) -> None:
    script = """Page({ data: { n: 0 }, onLoad() {
      const before = this.setData; this.setData = (update) => before.call(this, { n: update.n * 2 });
      this.setData({ n: 2 }); } })"""
    async with opened(tmp_path, page(HOME, script)) as (_, shown):
        assert shown.data == {"n": 4}


async def test_what_happens_to_the_page_is_told_to_its_components_with_the_event(tmp_path: Path) -> None:
    script = "Component({ pageEvents: { onPageScroll(e) { console.log(e.scrollTop); } } })"
    async with opened(tmp_path, home("<card/>"), component("c/card", script)) as (app, shown):
        await shown.scroll(50)
        assert printed(app) == ["50"]


async def test_external_classes_stand_for_what_the_user_gives(tmp_path: Path) -> None:
    script = "Component({ externalClasses: ['ext'] })"
    card = component("c/card", script, '<view id="in" class="a ext"/>')
    async with opened(tmp_path, home('<card ext="mine yours"/>'), card) as (_, shown):
        assert await shown.find("card >>> #in").attribute("class") == "a mine yours"


async def test_the_view_knows_the_component_s_number(tmp_path: Path) -> None:
    card = component("c/card", "Component({ didMount() { console.log(this.$id); } })", "<text>{{$id}}</text>")
    async with opened(tmp_path, home("<card/>"), card) as (app, shown):
        assert await shown.texts() == printed(app)


async def test_sjs_that_keeps_what_it_saw_sees_every_change(tmp_path: Path) -> None:
    sjs = {"h.sjs": "var seen = []; function keep(v) { seen.push(v); return seen.join(); } export default { keep };"}
    view = '<import-sjs name="h" from="/h.sjs"/><text>{{h.keep(v)}}</text>'
    script = """Page({ data: { v: 1 }, go() { this.setData({ v: 2 }); this.setData({ v: 3 });
      setTimeout(() => this.setData({ v: 4 }), 5); } })"""
    async with opened(tmp_path, page(HOME, script, view), sjs) as (_, shown):
        await shown.call("go")
        assert await shown.texts() == ["1,2,3,4"]


async def test_observers_of_mixins_are_told_too(tmp_path: Path) -> None:
    script = """Component({ mixins: [{ observers: { n() { console.log('mixin'); } } }], data: { n: 0 },
      observers: { n() { console.log('own'); } }, didMount() { this.setData({ n: 1 }); } })"""
    async with opened(tmp_path, home("<card/>"), component("c/card", script)) as (app, _):
        assert printed(app) == ["mixin", "own"]
