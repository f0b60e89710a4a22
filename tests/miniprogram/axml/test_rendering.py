"""The guest half: nodes as the framework wants them, whatever a program did to the built-ins."""

from __future__ import annotations

import json

import pytest

from bridge.miniprogram.axml import compile_view
from tests.miniprogram.axml.rendering import PAGE, Views, rendered

MARKUP = """<view class="{{c}}" style="{{s}}">
  <my-row a:for="{{rows}}" a:key="id" x="{{item}}">{{index}}</my-row>
  <text a:for="{{o}}">{{item}}</text>
  <text a:for="{{2}}">{{item}}</text>
  <template is="t" data="{{...o}}"/>
</view>
<template name="t">{{a}}</template>"""
DATA = {"c": ["a", "b"], "s": {"fontSize": 1}, "rows": [{"id": number} for number in range(60)], "o": {"a": "A"}}
POISONS = {
    "a setter on arrays": """Object.defineProperty(Array.prototype, 55, {
        set() { throw new Error("set"); }, get() {}, configurable: true });""",
    "functions of objects": """Object.keys = Object.hasOwn = Object.setPrototypeOf = Array.isArray =
        () => { throw new Error("function"); };""",
    "methods of strings": """for (const name of Object.getOwnPropertyNames(String.prototype))
        if (name !== "constructor" && name !== "length") String.prototype[name] = () => { throw "string"; };""",
    "methods of arrays": """for (const name of Object.getOwnPropertyNames(Array.prototype))
        if (name !== "constructor" && name !== "length") Array.prototype[name] = () => { throw "array"; };""",
    "iteration": "Array.prototype[Symbol.iterator] = () => { throw new Error('iterator'); };",
    "properties of all objects": """for (const name of ["key", "site", "tag", "render", "requires"])
        Object.defineProperty(Object.prototype, name, {
            set() { throw new Error(name); }, get() {}, configurable: true });""",
    "Math": "Math = null;",
}


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_a_view_is_rendered_whatever_the_program_did_to_the_built_ins(poison: str) -> None:
    clean = Views({PAGE: MARKUP}).render(DATA)
    views = Views({PAGE: MARKUP, "pages/p.js": poison})
    views.do("script", path="pages/p.js")
    assert views.render(DATA) == clean


def test_every_node_has_the_same_properties() -> None:
    (node,) = rendered('\n <my-card a="1"/>')
    assert node == {
        "tag": "my-card", "line": 2, "column": 2, "component": True, "attrs": {"a": "1"}, "children": None, "key": "0",
    }  # fmt: skip


def test_a_node_without_attributes_has_none() -> None:
    (node,) = rendered('<view a:if="{{true}}">x</view>')
    assert (node["attrs"], node["children"], node["key"], node["component"]) == (None, ["x"], "", False)


def test_code_is_ascii_on_the_lines_of_the_markup() -> None:
    markup = "<view>\n<text a='名' b='{{前}}'/>\n</view>"
    source = compile_view(markup, PAGE).source
    assert source.isascii()
    assert [json.dumps("名")[1:-1] in line for line in source.split("\n")] == [False, True]


def test_code_stays_small() -> None:
    row = "<view class=\"row {{item.on ? 'on' : ''}}\" onTap=\"tap\"><text>{{item.title}}</text></view>\n"
    view = compile_view(row * 200, PAGE)
    assert len(view.source) < 2 * len(row * 200)


def test_an_object_without_a_prototype_has_a_text_too() -> None:
    markup = '<import-sjs name="m" from="./m.sjs"/>[{{m.bare}}]'
    assert rendered(markup, m="exports.bare = Object.create(null)") == ["[[object Object]]"]


def test_each_engine_has_its_own_views() -> None:
    views = [Views({PAGE: text}) for text in ("a", "b")]
    assert [view.render() for view in views] == [["a"], ["b"]]
