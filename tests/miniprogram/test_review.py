"""What a hostile reading of the framework found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.programs import HOME, component, messages, opened, page, printed

CARD = {"usingComponents": {"card": "/c/card"}}


async def test_a_page_made_from_a_class_has_the_methods_of_the_class(tmp_path: Path) -> None:
    script = """class Home { data = { n: 1 }; onLoad() { this.setData({ n: this.next() }); } next() { return 2; } }
      Page(new Home());"""
    async with opened(tmp_path, page(HOME, script, "<text>{{n}}</text>")) as (_, shown):
        assert await shown.texts() == ["2"]


async def test_methods_of_a_component_may_come_from_a_class(tmp_path: Path) -> None:
    script = "class Methods { go() { this.setData({ n: 2 }); } } Component({ data: { n: 1 }, methods: new Methods() })"
    card = component("c/card", script, '<view id="in" onTap="go">{{n}}</view>')
    async with opened(tmp_path, page(HOME, "Page({})", "<card/>", CARD), card) as (_, shown):
        await shown.find("card >>> #in").tap()
        assert await shown.texts() == ["2"]


EARLY = ["export let v = 0; v = 1;", "export class v {} v = 1;", "let v; export default v; export { v }; v = 1;"]


@pytest.mark.parametrize("export", EARLY)
async def test_what_a_cycle_has_not_declared_yet_is_undefined(tmp_path: Path, export: str) -> None:
    modules = {
        "a.js": f"import './b';\n{export}",
        "b.js": "import { v } from './a'; console.log(typeof v); export const late = () => v;",
    }
    script = "import './../../a'; import { late } from '../../b'; console.log(late()); Page({})"
    async with opened(tmp_path, page(HOME, script), modules) as (app, _):
        assert printed(app) == ["undefined", "1"]


POISONS = {
    "a setter": "{ __proto__: null, configurable: true, set() { throw new Error('poison'); } }",
    "a getter": "{ __proto__: null, configurable: true, get() { throw new Error('poison'); }, set() {} }",
    "a constant": "{ __proto__: null, configurable: true, value: 'poison' }",
}
NAMES = ["value", "get", "set", "writable", "filled", "data", "props", "events", "children", "n"]


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
@pytest.mark.parametrize("name", NAMES)
async def test_what_object_prototype_has_reaches_no_component(tmp_path: Path, poison: str, name: str) -> None:
    app = f"App({{}}); Reflect.defineProperty(Object.prototype, '{name}', {poison});"
    script = """Component({ mixins: [{ props: { v: 0 } }], data: { o: { k: 1 } }, methods: { go() {
      this.setData({ 'o.k': this.data.o.k + 1 }); } } })"""
    card = component("c/card", script, '<view id="in" onTap="go">{{v}}{{o.k}}</view><slot name="s"/><slot/>')
    view = '<card v="{{v}}"><text slot="s">S</text>T</card>'
    home: dict[str, Any] = page(HOME, "Page({ data: { v: 1 } })", view, CARD)
    async with opened(tmp_path, home, card, app=app) as (program, shown):
        await shown.find("card >>> #in").tap()
        assert (await shown.texts(), messages(program)) == (["12", "S", "T"], [])


@pytest.mark.parametrize("name", ["k", "extra"])
async def test_set_data_copies_without_calling_setters_of_object_prototype(tmp_path: Path, name: str) -> None:
    script = f"""Page({{ data: {{ o: {{ {name}: 1, other: 1 }} }}, go() {{
      Reflect.defineProperty(Object.prototype, '{name}', {{ __proto__: null, set() {{ throw new Error('poison'); }} }});
      this.setData({{ 'o.other': 2 }}); }} }})"""
    async with opened(tmp_path, page(HOME, script, f"<text>{{{{o.{name}}}}}{{{{o.other}}}}</text>")) as (_, shown):
        await shown.call("go")
        assert await shown.texts() == ["12"]
