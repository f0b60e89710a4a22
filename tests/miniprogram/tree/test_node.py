"""Nodes as the guest gives them: handlers, datasets, texts, what controls hold."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import Place
from bridge.miniprogram.tree.attributes import value_of
from bridge.miniprogram.tree.node import Handler, Node
from tests.miniprogram.tree.stage import el, tree


def only(*nodes: Any) -> Node:
    (node,) = tree(*nodes)
    assert isinstance(node, Node)
    return node


def test_attributes_data_and_handlers_are_kept_apart() -> None:
    attributes = {"url": "/a", "online": True, "data-full-name": 1, "onTap": "go", "catchTouchMove": {"$function": "f"}}
    node = only(el("view", attrs=attributes, at=4))
    assert node.attributes == {"url": "/a", "online": True}
    assert node.dataset == {"fullName": 1}
    assert node.handlers == {"tap": Handler("go", False), "touchMove": Handler("", True)}
    assert node.written == attributes
    assert node.place == Place("pages/index/index.axml", 4, 1)


def test_the_text_of_an_element_joins_blanks() -> None:
    node = only(el("view", "\n  Total:\n ", el("text", "5"), " ", el("text", " EUR\n")))
    assert node.text == "Total: 5 EUR"
    assert node.texts() == ["Total:", "5", "EUR"]


BOXES = [el("checkbox", value=name, checked=name != "b") for name in "abc"]

HELD = [
    (el("input", value="Ann"), "Ann"),
    (el("input", value=5), "5"),
    (el("textarea"), ""),
    (el("checkbox", checked=True), True),
    (el("switch"), False),
    (el("slider", value=5), 5),
    (el("swiper", current=2), 2),
    (el("checkbox-group", *BOXES), ["a", "c"]),
    (el("radio-group", el("radio", value="x"), el("view", el("radio", value="y", checked=True))), "y"),
    (el("radio-group", el("radio", value="x")), ""),
    (el("view", value="x"), None),
    (el("input", component=("c", 2), value="x"), None),
]


@pytest.mark.parametrize(("node", "value"), HELD)
def test_a_control_holds_what_its_markup_says_at_first(node: dict[str, Any], value: Any) -> None:
    assert value_of(only(node)) == value


def test_a_control_holds_what_the_guest_says() -> None:
    node = el("checkbox-group", el("checkbox", value="a", checked=True), el("checkbox", value="b"))
    node["children"][0]["value"], node["children"][1]["value"] = False, True
    assert value_of(only(node)) == ["b"]
