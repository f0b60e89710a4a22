"""Queries over the rendered tree: CSS selectors, where they look, and text."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.miniprogram.tree import selectors
from bridge.miniprogram.tree.node import Node
from tests.miniprogram.tree.stage import el, tree

PLAIN = tree(
    el(
        "view",
        el("text", "one", id="one", class_="row odd", data_orderId=1, data_full_name="Ann"),
        el("text", "two", id="two", class_="row even", hidden=True, lang="en-GB"),
        el("view", el("text", "three", id="three", class_="row odd", at=3), class_="deep"),
        el("button", id="send", type="primary", disabled=True, loading=False, size=3, list=[1, "a"], onTap="send"),
        el("input", id="who", value="Ann"),
        el("switch", id="on", checked=True),
        id="page",
    ),
    el("view", id="second"),
)


def ids(nodes: list[Node | str], selector: str, below: Node | None = None) -> list[str]:
    return [node.id for node in selectors.find_all(nodes, selector, below)]


SELECTORS = [
    ("text", ["one", "two", "three"]),
    ("#two", ["two"]),
    (".odd", ["one", "three"]),
    ("text.odd.row", ["one", "three"]),
    ("#page > text", ["one", "two"]),
    (".deep text", ["three"]),
    ("#one + text", ["two"]),
    ("#one ~ text", ["two"]),
    ("text:not(.odd)", ["two"]),
    ("text:nth-child(2)", ["two"]),
    ("text:first-child", ["one", "three"]),
    ("view:has(> .row)", ["page", ""]),
    (":is(#one, #three)", ["one", "three"]),
    ("#three, #one", ["one", "three"]),
    ("#three, text", ["one", "two", "three"]),
    ("[hidden]", ["two"]),
    ("[disabled]", ["send"]),
    ("[loading]", []),
    ('[type="primary"]', ["send"]),
    ("[type^=prim]", ["send"]),
    ("[type$=ary]", ["send"]),
    ("[type*=ima]", ["send"]),
    ("[class~=odd]", ["one", "three"]),
    ("[lang|=en]", ["two"]),
    ("[type=PRIMARY i]", ["send"]),
    ('[size="3"]', ["send"]),
    ("""[list='[1,"a"]']""", ["send"]),
    ('[hidden=""]', ["two"]),
    ("[data-orderId='1']", ["one"]),
    ("[data-full-name=Ann]", ["one"]),
    ("[onTap=send]", ["send"]),
    (":disabled", ["send"]),
    ("button:enabled", []),
    (":checked", ["on"]),
    ("switch:not(:checked)", []),
    ("page > view", ["page", "second"]),
    ("view:empty", ["second"]),
    ("*", ["page", "one", "two", "", "three", "send", "who", "on", "second"]),
    ("nothing", []),
    ("TEXT", []),
]


@pytest.mark.parametrize(("selector", "found"), SELECTORS)
def test_a_selector_finds_in_document_order(selector: str, found: list[str]) -> None:
    assert ids(PLAIN, selector) == found


BAD = [
    ("", 1, "a selector is missing there"),
    ("a,, b", 3, "a selector is missing there"),
    ("a >>> ", 7, "a selector is missing there"),
    ("button..x", 8, "expected a class name, not '.'"),
    ("view[", 6, "expected attribute name, but it ends there"),
    ("view >", 7, "expected a tag, #id, .class or [attribute], but it ends there"),
    ("#1", 1, "expected a tag, #id, .class or [attribute], not '#1'"),
    ("view:hover2", 5, "there is no pseudo-class :hover2"),
    ("x, view:nth-child(x)", 8, ":nth-child() wants other arguments"),
    ("view::before", 6, "::before is no element of the tree"),
    ("[a!=b]", 3, "expected attribute selector operator, not '!'"),
    ("[*|a]", 1, "there are no namespaces here"),
    ("[a='x", 4, "EOF in string"),
    (":not(..a)", 7, "expected a class name, not '.'"),
]


@pytest.mark.parametrize(("selector", "column", "why"), BAD)
def test_a_bad_selector_is_refused_with_the_column(selector: str, column: int, why: str) -> None:
    with pytest.raises(UsageError) as raised:
        selectors.find_all(PLAIN, selector)
    assert str(raised.value).startswith(f"the selector {selector!r} is wrong at column {column}: {why}")


@pytest.mark.parametrize("selector", [":not(" * 150, ":not(" * 9999, "(" * 9999, "a " * 9999], ids=len)
def test_a_selector_too_deep_to_compile_is_refused(selector: str) -> None:
    closed = selector + "a" + ")" * selector.count("(")
    with pytest.raises(UsageError) as raised:
        selectors.find_all(PLAIN, closed)
    assert str(raised.value).endswith("is wrong at column 1: it is nested too deeply; write a shorter one")


def card(number: int, *slotted: Any) -> dict[str, Any]:
    """A component with a title, a component of its own, and what the page put into its slot."""
    inner = el(
        "my-icon",
        el("image", id=f"icon{number}", owner=number + 10),
        owner=number,
        component=("c/icon", number + 10),
    )
    box = el("view", el("text", "T", id=f"title{number}", class_="title", owner=number), inner, *slotted, owner=number)
    return el("my-card", box, component=("c/card", number), id=f"card{number}")


CARDS = tree(
    el(
        "view",
        card(2, el("text", "slotted", id="slot2", class_="title")),
        card(3),
        el("text", "T", id="own", class_="title"),
    )
)

SCOPES = [
    (".title", ["slot2", "own"]),
    ("my-card > .title", ["slot2"]),
    ("view .title", ["slot2", "own"]),
    ("my-card + text", ["own"]),
    ("image", []),
    ("my-icon", []),
    (">>> .title", ["title2", "slot2", "title3", "own"]),
    ("my-card >>> .title", ["title2", "slot2", "title3"]),
    ("#card3 >>> .title", ["title3"]),
    ("my-card >>> view > .title", ["title2", "title3"]),
    ("my-card >>> image", ["icon2", "icon3"]),
    ("#card2 >>> my-icon >>> image", ["icon2"]),
    ("#own, #card3 >>> image", ["icon3", "own"]),
    (">>> my-icon >>> image", ["icon2", "icon3"]),
]


@pytest.mark.parametrize(("selector", "found"), SCOPES)
def test_a_selector_sees_the_markup_of_one_owner_unless_it_crosses(selector: str, found: list[str]) -> None:
    assert ids(CARDS, selector) == found


@pytest.mark.parametrize(
    ("start", "selector", "found"),
    [
        ("#card2", ".title", ["slot2"]),
        ("#card2", ">>> .title", ["title2", "slot2"]),
        ("#card3", ".title", []),
        ("#card3 >>> view", ".title", ["title3"]),
        ("#card3 >>> view", ">>> image", ["icon3"]),
    ],
)
def test_a_search_below_an_element_stays_in_its_markup(start: str, selector: str, found: list[str]) -> None:
    below = selectors.find(CARDS, start)
    assert below is not None
    assert ids(CARDS, selector, below) == found


def test_a_search_below_an_element_does_not_find_the_element() -> None:
    below = selectors.find(PLAIN, "#page")
    assert ids(PLAIN, "view", below) == [""]


def test_an_empty_page_has_nothing() -> None:
    assert (selectors.find_all([], "view"), selectors.find([], ">>> view")) == ([], None)


def test_a_long_list_is_no_danger() -> None:
    rows = tree(*(el("view", id=f"r{i}", class_="first" if i == 0 else "other") for i in range(3000)))
    assert ids(rows, ".first ~ #r2999") == ["r2999"]


def test_a_deep_tree_is_no_danger() -> None:
    node = el("text", class_="leaf")
    for _ in range(1500):
        node = el("view", node)
    assert len(selectors.find_all(tree(node), "view:not(.x) .leaf")) == 1


TEXTS = tree(
    el(
        "view",
        el("text", "Total: ", el("text", "5\n  EUR")),
        el("button", "Pay now"),
        el("my-card", el("text", "Pay later", owner=2), component=("c", 2)),
    ),
    " loose ",
)


@pytest.mark.parametrize(
    ("text", "exact", "found"),
    [
        ("Pay", False, ["Pay now", "Pay later"]),
        ("Pay now", True, ["Pay now"]),
        ("Pay", True, []),
        ("Total: 5", False, ["Total: 5 EUR"]),
        ("5 EUR", True, ["5 EUR"]),
        ("EURPay", False, ["Total: 5 EURPay nowPay later"]),
    ],
)
def test_text_finds_the_innermost_elements(text: str, exact: bool, found: list[str]) -> None:
    assert [node.text for node in selectors.by_text(TEXTS, text, exact)] == found


def test_no_text_is_refused() -> None:
    with pytest.raises(UsageError, match="needs a text"):
        selectors.by_text(TEXTS, " ")


def test_texts_of_a_page() -> None:
    assert selectors.texts(TEXTS) == ["Total: 5 EURPay nowPay later", "loose"]
    assert selectors.text(TEXTS) == "Total: 5 EURPay nowPay later loose"
