"""Locators: found afresh at every use, read, and acted upon."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import Place, ProgramError, ScriptError, UsageError
from bridge.miniprogram.tree.locator import locate, locate_all, locate_text
from tests.miniprogram.tree.stage import el, staged

ROWS = [el("view", el("text", name, class_="name"), class_="row", data_id=i) for i, name in enumerate(("a", "b", "c"))]


async def rows() -> Any:
    return staged(el("view", *ROWS, id="list"), el("view", el("text", "other", class_="name"), id="other"))


# Reading


async def test_one_element_is_the_first_that_matches() -> None:
    async with await rows() as stage:
        assert await locate(stage, ".row").text() == "a"
        assert await locate(stage, ".row").count() == 3


async def test_all_elements_can_be_counted_read_and_chosen() -> None:
    async with await rows() as stage:
        all_rows = locate_all(stage, ".row")
        assert await all_rows.count() == 3
        assert await all_rows.texts() == ["a", "b", "c"]
        assert await all_rows.nth(1).text() == "b"
        assert await all_rows.first.dataset() == {"id": 0}
        assert await all_rows.last.dataset() == {"id": 2}
        assert [node.text for node in await all_rows.nodes()] == ["a", "b", "c"]


async def test_all_elements_can_be_gone_through() -> None:
    async with await rows() as stage:
        assert [await row.text() for row in await locate_all(stage, ".row")] == ["a", "b", "c"]
        assert [await row.text() async for row in locate_all(stage, ".row")] == ["a", "b", "c"]


async def test_a_search_goes_on_inside_a_match() -> None:
    async with await rows() as stage:
        assert await locate(stage, "#other").find(".name").text() == "other"
        assert await locate(stage, "#list").find_all(".name").texts() == ["a", "b", "c"]
        assert await locate_all(stage, ".row").find_all(".name").texts() == ["a", "b", "c"]
        assert await locate_all(stage, ".row").nth(2).find(".name").text() == "c"
        assert await locate(stage, "#other").by_text("oth").attribute("class") == "name"
        assert not await locate(stage, "#list").by_text("other").exists()


async def test_a_locator_finds_what_is_there_when_it_is_used() -> None:
    async with staged(el("view", "old", id="x")) as stage:
        found = locate(stage, "#x")
        stage.render(el("view"), el("view", "new", id="x"))
        assert await found.text() == "new"
        stage.render()
        assert not await found.exists()


async def test_reading_one_element() -> None:
    node = el("input", el("text", " one "), el("text", "two"), value="v", id="x", size=3, onInput="typed", data_a=[1])
    async with staged(node) as stage:
        found = locate(stage, "#x")
        assert await found.texts() == ["one", "two"]
        assert [await found.attribute(name) for name in ("size", "onInput", "data-a", "no")] == [3, "typed", [1], None]
        assert await found.value() == "v"
        assert (await found.node()).tag == "input"
        assert await locate_text(stage, "two", exact=True).html() == "<text>two</text>"


@pytest.mark.parametrize(
    ("outer", "inner", "hidden"),
    [
        ({}, {}, False),
        ({}, {"hidden": True}, True),
        ({"hidden": True}, {}, True),
        ({"hidden": False}, {}, False),
        ({"style": "color: red; display : none"}, {}, True),
    ],
)
async def test_an_element_is_hidden_with_what_is_around_it(outer: Any, inner: Any, hidden: bool) -> None:
    async with staged(el("view", el("text", attrs=inner), attrs=outer)) as stage:
        assert await locate(stage, "text").is_hidden() is hidden


# Acting


async def test_the_actions_of_a_finger() -> None:
    handlers = {f"on{name}": f"on{name}" for name in ("TouchStart", "TouchMove", "TouchEnd", "Tap", "LongTap")}
    async with staged(el("view", attrs=handlers)) as stage:
        found = locate(stage, "view")
        await found.tap(clientX=3)
        await found.long_tap()
        await found.touch("move", pageY=4)
        assert [name for name, _ in stage.told] == [
            *("onTouchStart", "onTouchEnd", "onTap"),
            *("onTouchStart", "onLongTap", "onTouchEnd"),
            "onTouchMove",
        ]
        assert stage.told[2][1] == {"clientX": 3, "clientY": 0, "pageX": 0, "pageY": 0}


async def test_the_actions_of_somebody_who_types() -> None:
    handlers = {f"on{name}": f"on{name}" for name in ("Focus", "Input", "Confirm", "Blur")}
    async with staged(el("input", attrs=handlers)) as stage:
        found = locate(stage, "input")
        await found.focus()
        await found.input("ab")
        await found.confirm()
        await found.blur()
        assert [name for name, _ in stage.told] == ["onFocus", "onInput", "onConfirm", "onBlur"]
        assert await found.value() == "ab"


async def test_the_actions_in_a_form() -> None:
    box = el("checkbox-group", el("checkbox", value="a"), el("checkbox", value="b"), name="boxes")
    async with staged(el("form", box, el("slider", name="n"), onSubmit="onSubmit", onReset="onReset")) as stage:
        await locate(stage, "checkbox-group").change(["b"])
        await locate(stage, "slider").change(7)
        assert await locate(stage, "checkbox-group").value() == ["b"]
        assert await locate_all(stage, "checkbox").values() == [False, True]
        await locate(stage, "slider").submit()
        await locate(stage, "form").reset()
        assert stage.told == [["onSubmit", {"value": {"boxes": ["b"], "n": 7}}], ["onReset", {}]]
        assert await locate(stage, "slider").value() == 0


async def test_a_value_is_entered_into_any_control() -> None:
    async with staged(el("input"), el("switch"), el("picker", range=["x", "y"]), el("textarea")) as stage:
        for tag, value in (("input", 5), ("switch", True), ("picker", "y")):
            await locate(stage, tag).enter(value)
        await locate(stage, "textarea").change("typed")
        assert await locate_all(stage, "input, switch, picker, textarea").values() == ["5", True, 1, "typed"]


async def test_scrolling() -> None:
    async with staged(el("scroll-view", scroll_y=True, onScrollToLower="onLower")) as stage:
        await locate(stage, "scroll-view").scroll(top="end")
        assert stage.told == [["onLower", {}]]


async def test_a_single_event() -> None:
    async with staged(el("image", onLoad="onLoad")) as stage:
        await locate(stage, "image").fire("load", {"width": 3})
        assert stage.told == [["onLoad", {"width": 3}]]


async def test_a_single_event_that_nobody_listens_to_is_a_mistake() -> None:
    async with staged(el("image", onLoad="onLoad", id="x")) as stage:
        with pytest.raises(UsageError, match=r"nobody listens to error at image#x \(onLoad=onLoad\) on pages/index"):
            await locate(stage, "image").fire("error")


# What goes wrong


async def test_nothing_found_tells_what_comes_close() -> None:
    nodes = [el("button", "Authorize", id="authorize", onTap="authorize"), el("view", class_="card"), el("view")]
    async with staged(*nodes) as stage:
        with pytest.raises(UsageError) as raised:
            await locate(stage, "#autorise").tap()
    assert str(raised.value) == (
        "nothing on pages/index/index matches '#autorise'; there is:\n"
        '  button#authorize "Authorize" (onTap=authorize)'
    )


async def test_nothing_that_comes_close_tells_what_there_is() -> None:
    nodes = [el("view", el("text", f"t{n}"), onTap="go", id=f"x{n}") for n in range(10)]
    async with staged(*nodes) as stage:
        with pytest.raises(UsageError) as raised:
            await locate(stage, ".completely-else").text()
    lines = str(raised.value).split("\n")
    assert lines[1] == '  view#x0 "t0" (onTap=go)'
    assert lines[9:] == ["  and 2 more"]


async def test_an_empty_page_says_so() -> None:
    async with staged() as stage:
        with pytest.raises(UsageError, match="matches 'view': the page shows no element"):
            await locate(stage, "view").text()


async def test_what_stands_inside_a_component_is_hinted_at() -> None:
    inner = el("view", el("text", "T", class_="title", owner=2), owner=2)
    async with staged(el("my-card", id="c", component=("c/card", 2))) as stage:
        stage.owner(2, "component", "c/card", "{}")
        stage.render(el("my-card", inner, id="c", component=("c/card", 2)))
        with pytest.raises(UsageError, match=r"It stands inside a component: write 'my-card#c >>> .title'"):
            await locate(stage, ".title").text()
        assert await locate(stage, "my-card#c >>> .title").text() == "T"


async def test_a_text_that_is_not_there_tells_the_closest() -> None:
    async with staged(el("button", "Authorise again"), el("text", "Something else")) as stage:
        with pytest.raises(UsageError, match=r'is:\n  button "Authorise again"$'):
            await locate_text(stage, "Authorize again").tap()


async def test_a_match_with_too_high_a_number_tells_the_others() -> None:
    async with await rows() as stage:
        with pytest.raises(UsageError, match=r"number 3 of '.row'; there is:\n  view.row \"a\"\n"):
            await locate_all(stage, ".row").nth(3).text()


def test_a_bad_selector_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="column 8"):
        locate(object(), "button..x")  # type: ignore[arg-type]


async def test_what_an_element_cannot_do_is_refused() -> None:
    async with staged(el("view", id="x")) as stage:
        with pytest.raises(UsageError, match="input at view#x on pages/index/index: text goes into input and textarea"):
            await locate(stage, "#x").input("a")


async def test_a_handler_that_does_not_exist_raises_with_its_place() -> None:
    async with staged(el("button", onTap="authorise", at=7), page="{ authorize() {}, data: 1 }") as stage:
        with pytest.raises(ProgramError) as raised:
            await locate(stage, "button").tap()
    assert raised.value.place == Place("pages/index/index.axml", 7, 1)
    assert (
        raised.value.message == 'onTap="authorise": page pages/index/index has no method authorise; it has: authorize'
    )
    assert raised.value.advice == "Did you mean authorize?"


async def test_a_missing_handler_is_raised_once() -> None:
    async with staged(el("button", onTap="gone"), page="{}") as stage:
        with pytest.raises(ProgramError, match=r"it has none\nAdd gone to pages/index/index.js"):
            await locate(stage, "button").tap()
        with pytest.raises(UsageError):
            await locate(stage, "view").tap()


async def test_a_handler_that_throws_raises() -> None:
    async with staged(el("button", onTap="go"), page="{ go() { throw new TypeError('no'); } }") as stage:
        with pytest.raises(ScriptError, match="TypeError: no"):
            await locate(stage, "button").tap()
        assert await locate(stage, "button").exists()


async def test_a_locator_says_what_it_looks_for() -> None:
    async with await rows() as stage:
        assert repr(locate_all(stage, ".row").nth(1)) == "<Locator number 1 of '.row' on pages/index/index>"
        assert repr(locate(stage, "#list").find("text")) == "<Locator 'text' in '#list' on pages/index/index>"
