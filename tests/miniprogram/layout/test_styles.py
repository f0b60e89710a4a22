"""The cascade: which declaration wins, and what it comes to."""

from __future__ import annotations

import pytest

from bridge.miniprogram.layout import Sheet, parse_sheet
from tests.miniprogram.layout.pages import Shown, el


@pytest.mark.parametrize(
    ("acss", "width"),
    [
        (".a { width: 1px } .a { width: 2px }", 2),
        ("#i { width: 1px } .a { width: 2px }", 1),
        ("view.a { width: 1px } .a { width: 2px }", 1),
        (".a { width: 1px !important } #i { width: 2px }", 1),
        (".p .a { width: 1px } .a { width: 2px }", 1),
        (".p > .a { width: 1px } .p > .p { width: 2px }", 1),
        (".a, .b { width: 1px }", 1),
        ("view:first-child { width: 1px } .p { width: 9px }", 1),
        ("[data-kind=x] { width: 1px }", 1),
        ("[data-item-id='7'] { width: 1px }", 1),
        (".a:hover { width: 1px } .a { width: 2px }", 2),
        (".a::after { width: 1px } .a { width: 2px }", 2),
        (".a { width: 1px } .a { width: red }", 1),
        (".a { WIDTH: 1px }", 1),
        (".a { /* width: 5px */ width: 1px }", 1),
    ],
)
def test_the_strongest_declaration_wins(acss: str, width: float) -> None:
    page = el("view", el("view", class_="a", id="i", data_kind="x", data_item_id="7"), class_="p")
    assert Shown(page, acss=acss).box("a").width == width


def test_the_style_attribute_beats_every_selector() -> None:
    shown = Shown(el("view", id="a", style="width: 20rpx"), acss="#a { width: 1px }")
    assert shown.box("a").width == 10


def test_important_beats_the_style_attribute() -> None:
    shown = Shown(el("view", id="a", style="width: 20px"), acss="#a { width: 1px !important }")
    assert shown.box("a").width == 1


def test_a_page_is_stronger_than_the_app_at_the_same_specificity() -> None:
    sheets = [parse_sheet(f".a {{ width: {width}px }}", "x.acss") for width in (1, 2)]
    assert Shown(el("view", class_="a"), acss=sheets).box("a").width == 2


def test_what_a_program_says_beats_how_components_look_by_themselves() -> None:
    shown = Shown(el("button", "x", size="mini"), acss="button { width: 99px }")
    assert shown.box("button").width >= 99


@pytest.mark.parametrize(
    ("width", "px"),
    [
        ("100px", 100),
        ("100rpx", 50),
        ("50%", 187.5),
        ("10vw", 37.5),
        ("10vh", 66.7),
        ("2em", 40),
        ("2rem", 32),
        ("calc(100% - 20rpx)", 365),
        ("calc(2 * (10px + 5px))", 30),
        ("calc(100% / 3)", 125),
        ("calc(10px + 5px - 3px)", 12),
        ("var(--w)", 70),
        ("var(--nothing, 12px)", 12),
        ("calc(var(--w) + 1px)", 71),
        ("0", 0),
        ("calc(1 + 2)", 375),
        ("100", 375),
        ("auto", 375),
    ],
)
def test_a_width_comes_to_px(width: str, px: float) -> None:
    acss = f"page {{ --w: 70px }} .a {{ font-size: 20px; width: {width} }}"
    assert Shown(el("view", class_="a"), acss=acss).box("a").width == pytest.approx(px, abs=0.01)


def test_rpx_grow_with_the_screen() -> None:
    assert Shown(el("view", class_="a"), acss=".a { width: 375rpx }", width=750).box("a").width == 375


@pytest.mark.parametrize(
    ("acss", "name", "value"),
    [
        (".p { color: red }", "color", "red"),
        (".p { font-size: 20px } .a { font-size: 1.5em }", "font-size", "30px"),
        (".p { font-size: 20px; line-height: 2 }", "line-height", "40px"),
        (".p { font-size: 20px; line-height: 2 } .a { font-size: 10px }", "line-height", "20px"),
        (".p { line-height: 30px }", "line-height", "30px"),
        (".a { font: bold 14px/1.5 sans-serif }", "line-height", "21px"),
        (".p { opacity: 0.5 }", "opacity", ""),
        (".a { margin: 10rpx 1px }", "margin", "5px 1px"),
        (".a { display: -webkit-flex }", "display", "flex"),
    ],
)
def test_computed_values(acss: str, name: str, value: str) -> None:
    shown = Shown(el("view", el("view", class_="a"), class_="p"), acss=acss)
    computed = shown.styles.computed(shown.nodes)
    assert computed.by_number[shown.node("a").number].text(name) == value


def component_page(own: int) -> list[object]:
    card = el("card", el("view", class_="in", owner=own), component="components/card/card", instance=own)
    return [el("view", class_="out in"), card]


@pytest.mark.parametrize(
    ("scope", "outside", "inside"),
    [(None, 7, 7), ("components/card/card", 375, 7), ("", 7, 375)],
    ids=["shared", "a component's own", "the page's own"],
)
def test_rules_reach_as_far_as_their_scope(scope: str | None, outside: float, inside: float) -> None:
    sheet: Sheet = parse_sheet(".in { width: 7px }", "card.acss", scope=scope)
    shown = Shown(*component_page(5), acss=[sheet])
    widths = [shown.boxes[node.number].width for node in shown.elements if "in" in node.classes]
    assert widths == [outside, inside]


def test_a_component_s_host_stands_between_nobody() -> None:
    shown = Shown(
        el("view", el("card", el("view", class_="in", owner=5), component="c/c", instance=5), class_="p"),
        acss=".p > .in { width: 7px }",
    )
    assert shown.box("in").width == 7
