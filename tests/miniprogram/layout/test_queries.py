"""Answers to selector queries, without an engine."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.miniprogram.layout.queries import Scroll, answer, selector_problem
from tests.miniprogram.layout.pages import Shown, el

BOUNDS = {"bounds": True}


def ask(shown: Shown, selector: str = "", kind: str = "select", scroll: Scroll | None = None, **query: Any) -> Any:
    fields = query.pop("fields", BOUNDS)
    (result,) = answer(
        [{"kind": kind, "selector": selector, "fields": fields, **query}], shown.nodes, shown.styles, scroll
    )
    return result


def page() -> Shown:
    rows = [el("view", class_="row", id=f"r{n}", data_full_name=n, style="height:100px;width:50px") for n in range(3)]
    return Shown(el("view", *rows, class_="p", style="color:red"))


def test_a_rectangle_has_the_documented_properties() -> None:
    assert ask(page(), "#r1") == {
        "x": 0, "y": 100, "width": 50, "height": 100, "top": 100, "right": 50, "bottom": 200, "left": 0,
    }  # fmt: skip


def test_nothing_found_is_null() -> None:
    assert ask(page(), "#nowhere") is None


def test_select_all_gives_every_match_in_order() -> None:
    assert [row["top"] for row in ask(page(), ".row", "selectAll")] == [0, 100, 200]


def test_select_all_without_a_match_is_empty() -> None:
    assert ask(page(), ".nope", "selectAll") == []


@pytest.mark.parametrize("selector", ["", "..", ":::", "a{", "p >"])
def test_what_is_no_selector_finds_nothing_and_says_why(selector: str) -> None:
    assert ask(page(), selector) is None
    assert selector_problem(selector) is not None


def test_descendants_are_found_across_components() -> None:
    shown = Shown(el("card", el("view", class_="in", owner=5), component="c/c", instance=5, class_="host"))
    assert ask(shown, ".in") is not None


def test_a_component_s_query_sees_what_its_markup_wrote() -> None:
    shown = Shown(el("view", class_="in"), el("card", el("view", class_="in", owner=5), component="c/c", instance=5))
    assert len(ask(shown, ".in", "selectAll", component=5)) == 1


def test_the_viewport_has_only_a_size() -> None:
    assert ask(page(), kind="selectViewport") == {"width": 375, "height": 667}


def test_rectangles_move_with_the_page() -> None:
    assert ask(page(), "#r1", scroll=Scroll(top=130))["top"] == -30


def test_a_fixed_element_stays() -> None:
    shown = Shown(el("view", id="a", style="position:fixed;top:10px;height:5px"))
    assert ask(shown, "#a", scroll=Scroll(top=130))["top"] == 10


def test_rectangles_move_with_the_scroll_view_around_them() -> None:
    shown = Shown(el("scroll-view", el("view", id="a", style="height:900px"), id="s", style="height:100px"))
    scroll = Scroll(nodes={shown.node("s").number: (5, 40)})
    assert (ask(shown, "#a", scroll=scroll)["top"], ask(shown, "#s", scroll=scroll)["top"]) == (-40, 0)


def test_scroll_offsets_of_page_and_scroll_view() -> None:
    shown = Shown(el("scroll-view", id="s"))
    scroll = Scroll(top=7, nodes={shown.node("s").number: (5, 40)})
    fields = {"scrollOffset": True}
    assert ask(shown, kind="selectViewport", scroll=scroll, fields=fields) == {"scrollTop": 7, "scrollLeft": 0}
    assert ask(shown, "#s", scroll=scroll, fields=fields) == {"scrollTop": 40, "scrollLeft": 5}


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"id": True}, {"id": "r1"}),
        ({"dataset": True}, {"dataset": {"fullName": 1}}),
        ({"size": True}, {"width": 50, "height": 100}),
        ({"rect": True}, {"left": 0, "top": 100, "right": 50, "bottom": 200}),
        ({"computedStyle": ["color", "fontSize", "width"]}, {"color": "red", "fontSize": "16px", "width": "50px"}),
        ({"context": True}, {"context": {"tag": "view", "id": "r1", "owner": 1, "width": 50, "height": 100}}),
        ({}, {}),
    ],
)
def test_fields_are_given_as_asked_for(fields: dict[str, Any], row: dict[str, Any]) -> None:
    assert ask(page(), "#r1", fields=fields) == row


def test_how_much_can_be_scrolled_through() -> None:
    shown = Shown(el("scroll-view", el("view", style="height:900px"), id="s", scroll_y=True, style="height:800px"))
    fields = {"extent": True}
    assert ask(shown, "#s", fields=fields) == {"scrollWidth": 375, "scrollHeight": 900}
    assert ask(shown, kind="selectViewport", fields=fields) == {"scrollWidth": 375, "scrollHeight": 800}


def test_what_is_hidden_is_all_zeros() -> None:
    assert set(ask(Shown(el("view", "x", id="a", hidden=True)), "#a").values()) == {0}


def test_a_scroll_view_clips_what_is_in_it() -> None:
    shown = Shown(el("scroll-view", el("view", id="a"), scroll_y=True, style="height:100px;width:200px"))
    assert ask(shown, "#a", fields={"clip": True}) == {"clip": {"left": 0, "top": 0, "right": 200, "bottom": 100}}
