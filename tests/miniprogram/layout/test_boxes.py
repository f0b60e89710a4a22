"""Where things stand. The expected numbers follow from CSS, or from this package's documented averages."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.miniprogram.layout.pages import Shown, el

Place = tuple[float, float, float, float]


def box(name: str, width: float = 50, height: float = 20, **attrs: Any) -> Any:
    return el("view", id=name, style=f"width:{width}px;height:{height}px;{attrs.pop('style', '')}", **attrs)


def test_blocks_stand_below_each_other_as_wide_as_the_screen() -> None:
    shown = Shown(el("view", id="a", style="height:10px"), el("view", id="b", style="height:20px"))
    assert (shown.place("a"), shown.place("b")) == ((0, 0, 375, 10), (0, 10, 375, 20))


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("height:10px;margin:5px", (5, 5, 365, 10)),
        ("height:10px;padding:5px", (0, 0, 375, 20)),
        ("height:10px;border:2px solid red", (0, 0, 375, 14)),
        ("height:10px;border:none", (0, 0, 375, 10)),
        ("height:10px;border:2px solid red;border-top:none", (0, 0, 375, 12)),
        ("width:100px;height:10px;padding:5px;border:1px solid", (0, 0, 112, 22)),
        ("box-sizing:border-box;width:100px;height:20px;padding:5px", (0, 0, 100, 20)),
        ("width:100px;height:10px;margin:0 auto", (137.5, 0, 100, 10)),
        ("width:100px;height:10px;margin-left:auto", (275, 0, 100, 10)),
        ("height:10px;max-width:50%", (0, 0, 187.5, 10)),
        ("height:10px;width:10px;min-width:20px", (0, 0, 20, 10)),
        ("min-height:30px", (0, 0, 375, 30)),
        ("height:100px;max-height:30px", (0, 0, 375, 30)),
        ("height:10px;position:relative;top:5px;left:6px", (6, 5, 375, 10)),
        ("height:100vh", (0, 0, 375, 667)),
        ("border-width:1px 2px;height:10px", (0, 0, 375, 12)),
    ],
)
def test_the_box_of_one_block(style: str, place: Place) -> None:
    assert Shown(el("view", id="a", style=style)).place("a") == place


def test_margins_of_neighbours_merge() -> None:
    shown = Shown(box("a", style="margin-bottom:10px"), box("b", style="margin-top:30px"))
    assert shown.place("b")[1] == 50


def test_a_share_of_a_height_needs_a_height_above() -> None:
    shown = Shown(el("view", el("view", id="a", style="height:50%"), id="p", style="height:200px"))
    assert shown.box("a").height == 100


# ---- Text


def test_a_line_of_text_is_as_high_as_its_line_height() -> None:
    assert Shown(el("view", "Hello", id="a", style="font-size:20px;line-height:1.5")).box("a").height == 30


def test_text_wraps_between_words() -> None:
    shown = Shown(el("view", "word " * 20, id="a", style="width:100px;font-size:10px;line-height:10px"))
    assert shown.box("a").height == 50  # 20.8 px a word and 2.8 a blank: four a line


def test_wide_characters_take_an_em_each_and_break_anywhere() -> None:
    shown = Shown(el("view", "中" * 25, id="a", style="width:100px;font-size:10px;line-height:10px"))
    assert shown.box("a").height == 30


def test_a_word_too_long_for_the_line_is_cut() -> None:
    shown = Shown(el("view", "x" * 100, id="a", style="width:52px;font-size:10px;line-height:10px"))
    assert shown.box("a").height == 100


def test_nowrap_keeps_text_on_one_line() -> None:
    shown = Shown(el("view", "word " * 20, id="a", style="width:100px;white-space:nowrap;line-height:10px"))
    assert shown.box("a").height == 10


def test_white_space_between_tags_is_nothing() -> None:
    assert Shown(el("view", "\n  ", el("view"), "\n", id="a")).box("a").content_height <= 1


def test_an_inline_text_is_as_wide_as_its_letters() -> None:
    shown = Shown(el("view", el("text", "abcde", id="a"), style="font-size:10px"))
    assert shown.place("a") == (0, 0, 26, 14)


def test_inline_content_flows_in_rows() -> None:
    images = [el("image", class_=f"i{n}", style="width:150px;height:10px") for n in range(3)]
    shown = Shown(el("view", *images))
    assert [shown.place(f"i{n}")[:2] for n in range(3)] == [(0, 0), (150, 0), (0, 10)]


def test_text_align_moves_a_line() -> None:
    shown = Shown(el("view", el("text", "ab", id="a"), style="font-size:10px;text-align:center"))
    assert shown.place("a")[0] == pytest.approx((375 - 10.4) / 2, abs=0.01)


def test_an_inline_element_over_two_lines_holds_both() -> None:
    shown = Shown(el("view", el("text", "word " * 10, id="a"), style="width:100px;font-size:10px;line-height:10px"))
    assert shown.box("a").height == 30


# ---- Flex

ROW = "display:flex;width:300px;"
FLEX: list[tuple[str, list[str], list[Place]]] = [
    (ROW, ["", ""], [(0, 0, 50, 20), (50, 0, 50, 20)]),
    (ROW, ["flex:1", "flex:1"], [(0, 0, 150, 20), (150, 0, 150, 20)]),
    (ROW, ["flex:1", "flex:2"], [(0, 0, 100, 20), (100, 0, 200, 20)]),
    (ROW, ["", "flex:1"], [(0, 0, 50, 20), (50, 0, 250, 20)]),
    (ROW, ["width:200px", "width:200px"], [(0, 0, 150, 20), (150, 0, 150, 20)]),
    (ROW, ["width:200px;flex-shrink:0", "width:200px"], [(0, 0, 200, 20), (200, 0, 100, 20)]),
    (ROW + "justify-content:center", ["", ""], [(100, 0, 50, 20), (150, 0, 50, 20)]),
    (ROW + "justify-content:flex-end", ["", ""], [(200, 0, 50, 20), (250, 0, 50, 20)]),
    (ROW + "justify-content:space-between", ["", ""], [(0, 0, 50, 20), (250, 0, 50, 20)]),
    (ROW + "justify-content:space-around", ["", ""], [(50, 0, 50, 20), (200, 0, 50, 20)]),
    (ROW + "gap:10px", ["", ""], [(0, 0, 50, 20), (60, 0, 50, 20)]),
    (ROW, ["", "margin-left:auto"], [(0, 0, 50, 20), (250, 0, 50, 20)]),
    (ROW + "flex-direction:row-reverse", ["", ""], [(250, 0, 50, 20), (200, 0, 50, 20)]),
    (ROW + "height:100px;align-items:center", ["", ""], [(0, 40, 50, 20), (50, 40, 50, 20)]),
    (ROW + "height:100px;align-items:flex-end", ["", ""], [(0, 80, 50, 20), (50, 80, 50, 20)]),
    (ROW + "height:100px", ["height:auto", ""], [(0, 0, 50, 100), (50, 0, 50, 20)]),
    (ROW, ["height:auto", "height:60px"], [(0, 0, 50, 60), (50, 0, 50, 60)]),
    (ROW + "align-items:center", ["align-self:flex-end", "height:60px"], [(0, 40, 50, 20), (50, 0, 50, 60)]),
    (ROW + "flex-wrap:wrap", ["width:200px", "width:200px"], [(0, 0, 200, 20), (0, 20, 200, 20)]),
    (ROW + "flex-direction:column", ["", ""], [(0, 0, 50, 20), (0, 20, 50, 20)]),
    (ROW + "flex-direction:column", ["width:auto", ""], [(0, 0, 300, 20), (0, 20, 50, 20)]),
    (ROW + "flex-direction:column;align-items:center", ["", ""], [(125, 0, 50, 20), (125, 20, 50, 20)]),
    (ROW + "flex-direction:column;height:100px", ["flex:1", ""], [(0, 0, 50, 80), (0, 80, 50, 20)]),
    (
        ROW + "flex-direction:column;height:100px;justify-content:space-between",
        ["", ""],
        [(0, 0, 50, 20), (0, 80, 50, 20)],
    ),
]


@pytest.mark.parametrize(("container", "items", "places"), FLEX, ids=[f"{c}|{i}" for c, i, _ in FLEX])
def test_flex_items_share_their_room(container: str, items: list[str], places: list[Place]) -> None:
    inside = [box(f"i{number}", style=style) for number, style in enumerate(items)]
    shown = Shown(el("view", *inside, style=container))
    assert [shown.place(f"i{number}") for number in range(len(items))] == places


def test_a_text_in_a_row_shrinks_to_its_words() -> None:
    shown = Shown(el("view", box("a", 300), el("text", "word " * 40, id="t"), style="display:flex"))
    assert shown.box("t").right == 375


def test_inline_tags_are_blocks_in_a_flex_container() -> None:
    shown = Shown(el("view", el("text", "a", id="a"), style="display:flex;flex-direction:column"))
    assert shown.box("a").width == 375


# ---- Out of the flow


@pytest.mark.parametrize(
    ("style", "place"),
    [
        ("top:5px;left:6px", (16, 15, 50, 20)),
        ("right:5px;bottom:6px", (255, 184, 50, 20)),
        ("top:0;right:0;bottom:0;left:0;width:auto;height:auto", (10, 10, 300, 200)),
        ("left:50%;top:50%", (160, 110, 50, 20)),
        ("", (10, 10, 50, 20)),
    ],
)
def test_absolute_boxes_go_by_the_nearest_positioned_one(style: str, place: Place) -> None:
    inner = box("a", style=f"position:absolute;{style}")
    holder = el("view", inner, style="position:relative;width:300px;height:200px;margin:10px")
    assert Shown(el("view", holder, style="display:flex")).place("a") == place


def test_absolute_boxes_take_no_room() -> None:
    assert Shown(box("a", style="position:absolute"), box("b")).place("b") == (0, 0, 50, 20)


def test_fixed_boxes_go_by_the_screen() -> None:
    bar = el("view", id="bar", style="position:fixed;left:0;right:0;bottom:0;height:50px")
    shown = Shown(el("view", bar, style="position:relative;margin:100px"))
    assert (shown.place("bar"), shown.box("bar").fixed) == ((0, 617, 375, 50), True)


# ---- What is not there, and what components are by themselves


@pytest.mark.parametrize("attrs", [{"hidden": True}, {"hidden": "false"}, {"style": "display:none"}])
def test_what_is_hidden_has_no_box_and_takes_no_room(attrs: dict[str, Any]) -> None:
    shown = Shown(el("view", el("view", "x", id="in"), id="a", **attrs), box("b"))
    assert [node.number in shown.boxes for node in shown.elements] == [False, False, True]
    assert shown.box("b").y == 0


def test_hidden_false_is_shown() -> None:
    assert Shown(el("view", id="a", hidden=False, style="height:9px")).box("a").height == 9


@pytest.mark.parametrize(
    ("tag", "width", "height"),
    [
        ("button", 375, 47), ("input", 375, 44), ("image", 300, 225), ("switch", 51, 31), ("checkbox", 22, 22),
        ("swiper", 375, 150), ("canvas", 300, 225), ("map", 375, 150), ("icon", 23, 23), ("progress", 375, 6),
        ("web-view", 375, 667),
    ],
)  # fmt: skip
def test_built_in_components_have_a_size_of_their_own(tag: str, width: float, height: float) -> None:
    shown = Shown(el(tag, id="a"))
    assert (shown.box("a").width, shown.box("a").height) == (width, height)


@pytest.mark.parametrize("tag", ["view", "text", "navigator", "form", "rich-text", "my-own-tag"])
def test_what_is_shown_is_never_reported_without_a_size(tag: str) -> None:
    box = Shown(el(tag, id="a")).box("a")
    assert box.width >= 1 and box.height >= 1


def test_a_declared_size_of_nothing_is_nothing() -> None:
    assert Shown(el("view", "text", id="a", style="height:0")).box("a").height == 0


def test_swiper_items_stand_side_by_side() -> None:
    items = [el("swiper-item", id=f"s{n}") for n in range(2)]
    shown = Shown(el("swiper", *items))
    assert [shown.place(f"s{n}") for n in range(2)] == [(0, 0, 375, 150), (375, 0, 375, 150)]


def test_an_icon_is_as_large_as_it_says() -> None:
    assert Shown(el("icon", id="a", type="success", size="45")).box("a").width == 45


def test_a_component_s_box_is_that_of_what_stands_in_it() -> None:
    inside = [box("a"), box("b", 90)]
    shown = Shown(el("card", *inside, id="host", component="c/c", instance=5))
    assert shown.place("host") == (0, 0, 90, 40)


def test_a_scroll_view_knows_how_much_is_in_it() -> None:
    shown = Shown(el("scroll-view", box("a", 50, 900), id="s", scroll_y=True, style="height:100px"))
    assert (shown.box("s").height, shown.box("s").content_height, shown.boxes.page.height) == (100, 900, 667)


def test_the_page_is_as_high_as_all_of_it() -> None:
    assert Shown(box("a", 50, 1000)).boxes.page.height == 1000


# ---- Size and depth


def test_depth_is_no_danger() -> None:
    deep: Any = box("a")
    for number in range(1500):
        deep = el("view", deep, style="display:flex" if number % 2 else "padding:0")
    assert Shown(deep).place("a") == (0, 0, 50, 20)


def test_ten_thousand_nodes_are_no_matter() -> None:
    items = [el("view", el("text", f"item {n}"), el("image"), class_="row") for n in range(3333)]
    began = time.process_time()
    Shown(el("view", *items), acss=".row { display: flex; padding: 10rpx } text { flex: 1 }")
    assert time.process_time() - began < 3  # 0.4 s on an idle machine


def test_the_same_page_is_laid_out_the_same() -> None:
    def rows() -> list[Place]:
        shown = Shown(*[el("view", "text " * n, class_="a") for n in range(30)])
        return [(b.x, b.y, b.width, b.height) for b in shown.boxes.values()]

    assert rows() == rows()
