"""The rendered tree as text: for snapshots, and at a glance."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.miniprogram.tree.html import html
from bridge.miniprogram.tree.outline import outline
from tests.miniprogram.tree.stage import el, tree

LINES: list[tuple[Any, str]] = [
    (el("view"), "<view />"),
    (el("view", "Hello\n  you"), "<view>Hello you</view>"),
    (el("view", "   "), "<view />"),
    (el("text", 'a < b & "c" >'), '<text>a &lt; b &amp; "c" &gt;</text>'),
    (el("view", title='a "b" <c>\n&'), '<view title="a &quot;b&quot; &lt;c&gt;&#10;&amp;" />'),
    (el("view", hidden=True), "<view hidden />"),
    (el("view", hidden=False, n=3.0, f=0.5, none=None), "<view hidden={false} n={3} f={0.5} none={null} />"),
    (el("view", style={"a": [1, "x"]}), '<view style={{"a":[1,"x"]}} />'),
    (el("view", onTap={"$function": "go"}, onX={"$function": ""}), "<view onTap={function go} onX={function} />"),
    (
        el("view", onTap="go", data_n=1, style="s", class_="c", id="i", a="x"),
        '<view id="i" class="c" style="s" a="x" data-n={1} onTap="go" />',
    ),
    (el("input", value="old"), '<input value="old" />'),
    (el("switch", checked=True), "<switch checked />"),
    (el("switch"), "<switch />"),
    (el("checkbox-group", value="x"), '<checkbox-group value="x" />'),
    (el("my-empty", component=("c/empty", 2)), "<my-empty />  <!-- c/empty -->"),
    ("just text", "just text"),
]


@pytest.mark.parametrize(("node", "line"), LINES)
def test_one_element_is_one_line(node: Any, line: str) -> None:
    assert html(tree(node)) == line


@pytest.mark.parametrize(
    ("node", "value", "line"),
    [
        (el("input", value="old"), "typed", '<input value="typed" />'),
        (el("input"), "typed", '<input value="typed" />'),
        (el("checkbox", value="a"), True, '<checkbox value="a" checked />'),
        (el("checkbox", checked=True), False, "<checkbox checked={false} />"),
        (el("slider"), 7, "<slider value={7} />"),
        (el("swiper", current=0), 1, "<swiper current={1} />"),
    ],
)
def test_controls_show_what_they_hold_now(node: dict[str, Any], value: Any, line: str) -> None:
    node["value"] = value
    assert html(tree(node)) == line


PAGE = tree(
    el(
        "view",
        el("text", "Bread", class_="title"),
        el(
            "my-card",
            el("view", el("text", "Card", owner=2), el("button", "slotted", onTap="open"), owner=2, class_="box"),
            component=("components/card/card", 2),
            title="x",
        ),
        "loose",
        el("text", "a text that is far too long to stand on one line with its tags, so that it has one of its own"),
        el("input", name="who", value='"Ann"', onInput="typed"),
        class_="page",
    ),
)


def test_components_are_shown_with_what_they_became() -> None:
    assert html(PAGE).split("\n") == [
        '<view class="page">',
        '  <text class="title">Bread</text>',
        '  <my-card title="x">  <!-- components/card/card -->',
        '    <view class="box">',
        "      <text>Card</text>",
        '      <button onTap="open">slotted</button>',
        "    </view>",
        "  </my-card>",
        "  loose",
        "  <text>",
        "    a text that is far too long to stand on one line with its tags, so that it has one of its own",
        "  </text>",
        '  <input name="who" value="&quot;Ann&quot;" onInput="typed" />',
        "</view>",
    ]


def test_an_outline_shows_names_texts_and_handlers_in_columns() -> None:
    assert outline(PAGE).split("\n") == [
        "view.page",
        '  text.title  "Bread"',
        "  my-card     (components/card/card)",
        "    view.box",
        '      text    "Card"',
        '      button  "slotted"  onTap=open',
        '  "loose"',
        '  text        "a text that is far too long to stand on one line with its t…"',
        '  input       value="\\"Ann\\""  name=who  onInput=typed',
    ]


def test_an_outline_tells_the_state_of_controls() -> None:
    nodes = tree(
        el("button", disabled=True, hidden=True, loading=False, form_type="submit"), el("switch", checked=True)
    )
    assert outline(nodes).split("\n") == ["button  form-type=submit  hidden  disabled", "switch  checked"]


def test_deep_trees_are_no_danger() -> None:
    node = el("view", "x")
    for _ in range(1500):
        node = el("view", node)
    nodes = tree(node)
    assert html(nodes).count("<view>") == outline(nodes).count("view") == 1501
