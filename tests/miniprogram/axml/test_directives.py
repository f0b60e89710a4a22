"""Conditions and loops."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.miniprogram.axml import compile_view
from tests.miniprogram.axml.rendering import PAGE, Views, keys, rendered, shown

CHAIN = '<view a:if="{{n === 1}}">1</view> <!-- c --> <text a:elif="{{n === 2}}">2</text>\n<view a:else>3</view>'


@pytest.mark.parametrize(
    ("n", "nodes"), [(1, "<view>1</view>"), (2, "<text>2</text>"), (3, "<view>3</view>"), (None, "<view>3</view>")]
)
def test_the_first_branch_that_holds_is_shown(n: int | None, nodes: str) -> None:
    assert shown(CHAIN, {"n": n}) == nodes


CONDITIONS = {
    "without an else": ('a<view a:if="{{x}}"/>b', {"x": False}, "ab"),
    "of a block": ('<block a:if="{{x}}">a<view/></block>', {"x": True}, "a<view/>"),
    "of a block beside another": ('<block a:if="{{x}}">a</block><block a:else>b</block>', {}, "b"),
    "two chains": ('<view a:if="{{x}}"/><text a:if="{{y}}"/><view a:else/>', {"x": True}, "<view/><view/>"),
    "inside a branch": (
        '<view a:if="{{x}}"><view a:if="{{y}}"/><text a:else/></view>',
        {"x": 1},
        "<view><text/></view>",
    ),
    "a text is always true": ('<view a:if="false"/>', {}, "<view/>"),
    "an assignment of types": ('<view a:if="{{list.length}}"/><text a:else/>', {"list": []}, "<text/>"),
    "before a loop": ('<view a:if="{{x}}" a:for="{{[1,2]}}"/><text a:else/>', {}, "<text/>"),
    "before a loop that is shown": ('<view a:if="{{x}}" a:for="{{[1,2]}}"/><text a:else/>', {"x": 1}, "<view/><view/>"),
    "an else with a loop": ('<view a:if="{{x}}"/><text a:else a:for="{{2}}"/>', {}, "<text/><text/>"),
}


@pytest.mark.parametrize(("markup", "data", "nodes"), CONDITIONS.values(), ids=CONDITIONS)
def test_conditions(markup: str, data: dict[str, Any], nodes: str) -> None:
    assert shown(markup, data) == nodes


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ([5, 6], "0=5 1=6 "),
        ({"x": 5, "y": 6}, "x=5 y=6 "),
        (3, "0=0 1=1 2=2 "),
        (1.5, "0=0 "),
        (-1, ""),
        ("ab", "0=a 1=b "),
        (None, ""),
        (True, ""),
        ([], ""),
        ([None], "0= "),
    ],
)
def test_a_loop_goes_over_every_kind_of_value(over: Any, text: str) -> None:
    assert (
        shown('<text a:for="{{over}}">{{index}}={{item}} </text>', {"over": over})
        .replace("<text>", "")
        .replace("</text>", "")
        == text
    )


LOOPS = {
    "named variables": (
        '<text a:for="{{l}}" a:for-item="x" a:for-index="i">{{i}}{{x}}</text>',
        "<text>01</text><text>12</text>",
    ),
    "a number": ('<view a:for="{{2}}"/>', "<view/><view/>"),
    "with a:for-items": ('<view a:for-items="{{l}}">{{item}}</view>', "<view>1</view><view>2</view>"),
    "of a block": ('<block a:for="{{l}}"><text/>{{item}}</block>', "<text/>1<text/>2"),
    "before a condition": ('<text a:for="{{l}}" a:if="{{item > 1}}">{{item}}</text>', "<text>2</text>"),
    "a condition written first": ('<text a:if="{{item > 1}}" a:for="{{l}}">{{item}}</text>', "<text>2</text>"),
    "nested": (
        '<text a:for="{{l}}" a:for-item="x"><text a:for="{{l}}">{{x}}{{item}} </text></text>',
        "<text><text>11 </text><text>12 </text></text><text><text>21 </text><text>22 </text></text>",
    ),
    "nested, with the same names": (
        '<view a:for="{{n}}"><text a:for="{{item}}">{{item}}{{index}}</text></view>',
        "<view><text>10</text><text>21</text></view><view><text>30</text></view>",
    ),
    "over the outer index": ('<view a:for="{{l}}"><text a:for="{{index}}"/></view>', "<view/><view><text/></view>"),
    "variables are gone afterwards": ('<text a:for="{{l}}"/>[{{item}}]', "<text/><text/>[]"),
    "attributes see the variables": (
        '<text a:for="{{l}}" id="r{{index}}" x="{{item}}"/>',
        '<text id="r0" x=1/><text id="r1" x=2/>',
    ),
    "a condition's branches inside": (
        '<block a:for="{{l}}"><text a:if="{{item > 1}}">big</text><text a:else>small</text></block>',
        "<text>small</text><text>big</text>",
    ),
    "an arrow function inside": (
        '<text a:for="{{l}}" x="{{l.map(y => y + item)}}"/>',
        "<text x=[2, 3]/><text x=[3, 4]/>",
    ),
}


@pytest.mark.parametrize(("markup", "nodes"), LOOPS.values(), ids=LOOPS)
def test_loops(markup: str, nodes: str) -> None:
    shown_nodes = shown(markup, {"l": [1, 2], "n": [[1, 2], [3]]})
    assert shown_nodes.replace("<view></view>", "<view/>") == nodes


ROWS = [{"id": "x"}, {"id": "y;1"}, {"id": 7}]
KEYS = {
    "a property": ('a:key="id"', ["1:x;0", "3:y;1;0", "1:7;0"]),
    "an expression": ('a:key="{{item.id}}"', ["1:x;0", "3:y;1;0", "1:7;0"]),
    "of React": ('key="{{item.id}}"', ["1:x;0", "3:y;1;0", "1:7;0"]),
    "a path from the item": ('a:key="item.id"', ["1:x;0", "3:y;1;0", "1:7;0"]),
    "the index's name": ('a:key="index"', ["#0;0", "#1;0", "#2;0"]),
    "an empty one": ('a:key=""', ["#0;0", "#1;0", "#2;0"]),
    "nothing": ("", ["#0;0", "#1;0", "#2;0"]),
    "the index": ('a:key="{{index}}"', ["1:0;0", "1:1;0", "1:2;0"]),
    "a property that is not there": ('a:key="no"', ["#0;0", "#1;0", "#2;0"]),
    "an object": ('a:key="*this"', ["#0;0", "#1;0", "#2;0"]),
}


@pytest.mark.parametrize(("key", "expected"), KEYS.values(), ids=KEYS)
def test_a_row_s_key_is_in_the_keys_of_what_keeps_a_state(key: str, expected: list[str]) -> None:
    assert keys(rendered(f'<my-row a:for="{{{{rows}}}}" {key}/>', {"rows": ROWS})) == expected


def test_the_row_itself_can_be_its_key() -> None:
    assert keys(rendered('<input a:for="{{rows}}" a:key="*this"/>', {"rows": ["a", "b"]})) == ["1:a;0", "1:b;0"]


def test_keys_written_twice_stay_different() -> None:
    assert keys(rendered('<input a:for="{{rows}}" a:key="*this"/>', {"rows": ["a", "a", "a"]})) == [
        "1:a;0",
        "#1;0",
        "#2;0",
    ]


def test_only_what_keeps_a_state_has_a_key() -> None:
    nodes = rendered("<view><text/><image/><input/><my-a/><slot/><checkbox/></view>")
    assert keys(nodes) == ["3", "4", "5", "6"]


def test_keys_of_nested_loops_name_every_row() -> None:
    markup = '<view a:for="{{[1,2]}}" a:key="*this"><input a:for="{{2}}"/></view>'
    assert keys(rendered(markup)) == ["1:1;#0;1", "1:1;#1;1", "1:2;#0;1", "1:2;#1;1"]


def test_what_stands_deep_in_a_row_has_the_row_in_its_key() -> None:
    assert keys(rendered('<view a:for="{{2}}"><view><input></input></view></view>')) == ["#0;2", "#1;2"]


def test_keys_begin_with_the_prefix_given() -> None:
    assert keys(Views({PAGE: "<input/>"}).render(prefix="x;")) == ["x;0"]


def test_a_reordered_list_keeps_its_keys() -> None:
    markup = '<input a:for="{{rows}}" a:key="id"/>'
    first, second = rendered(markup, {"rows": ROWS}), rendered(markup, {"rows": ROWS[::-1]})
    assert keys(first) == keys(second)[::-1]


WARNINGS = {
    '<view a:if="x"/>': "'a:if' is a text, which is always true",
    '<view a:for="list"/>': "'a:for' goes through the characters of a text",
    '<view a:fro="{{x}}"/>': "'a:fro' is no directive",
    '<view wx:if="{{x}}"/>': "'wx:if' is another platform's",
    '<view a="1" a="2"/>': "'a' is written twice",
    '<my-a a:for="{{x}}"/>': "has no a:key",
    "<view>{{}}</view>": "{{}} is empty",
    "<view>{{Math.max(1, 2)}}</view>": "'Math' is looked up in the data",
}


@pytest.mark.parametrize(("markup", "message"), WARNINGS.items())
def test_what_is_hardly_meant_is_warned_of(markup: str, message: str) -> None:
    (warning,) = compile_view(markup, PAGE).warnings
    assert message in warning.message
    assert warning.place.file == PAGE


def test_a_loop_over_what_keeps_no_state_needs_no_key() -> None:
    assert compile_view('<view a:for="{{x}}">{{item}}</view>', PAGE).warnings == ()
