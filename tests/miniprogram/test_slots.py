"""Slots: what is written inside a component's tag, and where it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import HOME, component, opened, page, printed

CARD = {"usingComponents": {"card": "/c/card"}}


def home(view: str, script: str = "Page({})") -> dict[str, Any]:
    return page(HOME, script, view, CARD)


async def test_slots_show_what_was_written_for_them(tmp_path: Path) -> None:
    view = '<slot>nothing</slot>-<slot name="foot">no foot</slot>-<slot name="{{which}}"/>'
    card = component("c/card", "Component({ data: { which: 'end' } })", view)
    content = '<card><text>{{n}}</text><text slot="end">end</text></card>'
    async with opened(tmp_path, home(content, "Page({ data: { n: 1 } })"), card) as (_, shown):
        assert await shown.texts() == ["1", "-", "no foot", "-", "end"]


async def test_a_scoped_slot_gives_its_values_to_who_wrote_the_content(tmp_path: Path) -> None:
    view = '<view a:for="{{list}}"><slot name="row" row="{{item}}"/></view>'
    card = component("c/card", "Component({ data: { list: [1, 2] } })", view)
    content = '<card><text slot="row" slot-scope="s">{{mine}}{{s.row}}</text></card>'
    async with opened(tmp_path, home(content, "Page({ data: { mine: 'n' } })"), card) as (_, shown):
        assert await shown.texts() == ["n1", "n2"]


async def test_slotted_elements_may_be_named_by_a_loop(tmp_path: Path) -> None:
    card = component("c/card", "Component({})", '<view><slot name="tab1"/></view><view><slot name="tab0"/></view>')
    content = '<card><text a:for="{{[0, 1]}}" slot="tab{{item}}">{{item}}</text></card>'
    async with opened(tmp_path, home(content), card) as (_, shown):
        assert await shown.texts() == ["1", "0"]


async def test_a_component_in_a_slot_belongs_to_who_wrote_it(tmp_path: Path) -> None:
    inner = component("c/inner", "Component({ didMount() { this.props.onUp(); } })", "<text>inner</text>")
    card = component("c/card", "Component({ methods: { up() { console.log('card'); } } })", "<slot/>")
    script = "Page({ up() { console.log('page'); } })"
    json = {"usingComponents": {"card": "/c/card", "inner": "/c/inner"}}
    view = '<card><inner onUp="up"/></card>'
    async with opened(tmp_path, page(HOME, script, view, json), card, inner) as (app, shown):
        assert printed(app) == ["page"]
        assert await shown.texts() == ["inner"]


async def test_the_view_knows_which_slots_are_filled(tmp_path: Path) -> None:
    card = component("c/card", "Component({})", '<text a:if="{{$slots.foot}}">has a foot</text>')
    async with opened(tmp_path, home('<card><view slot="foot"/></card><card/>'), card) as (_, shown):
        assert await shown.texts() == ["has a foot"]


async def test_a_component_in_a_scoped_slot_keeps_its_instance(tmp_path: Path) -> None:
    inner = component(
        "c/inner",
        "Component({ data: { n: 0 }, methods: { more() { this.setData({ n: this.data.n + 1 }); } } })",
        '<text id="in" onTap="more">{{name}}{{n}}</text>',
    )
    card = component(
        "c/card", "Component({ data: { list: ['a', 'b'] } })", '<slot a:for="{{list}}" name="row" row="{{item}}"/>'
    )
    json = {"usingComponents": {"card": "/c/card", "inner": "/c/inner"}}
    view = '<card><inner slot="row" slot-scope="s" name="{{s.row}}"/></card>'
    async with opened(tmp_path, page(HOME, "Page({})", view, json), card, inner) as (_, shown):
        await shown.find_all(">>> #in").nth(1).tap()
        assert await shown.texts() == ["a0", "b1"]


@pytest.mark.parametrize(
    "forwarded", ['<slot name="content" slot="content"/>', '<slot name="content" slot="content"></slot>']
)
async def test_a_slot_that_is_passed_on_empty_leaves_what_stands_there(tmp_path: Path, forwarded: str) -> None:
    inner = component("c/inner", "Component({})", '<slot name="content"><text>fallback</text></slot>')
    card = component("c/card", "Component({})", f"<inner>{forwarded}</inner>", {"inner": "./inner"})
    view = '<card/><card><text slot="content">given</text></card>'
    async with opened(tmp_path, home(view), card, inner) as (_, shown):
        assert await shown.texts() == ["fallback", "given"]
