"""Built-in components: what they hold, what they tell, and what they do when somebody touches them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.miniprogram.tree.stage import FakeStage, el, staged


async def after(stage: FakeStage, node: int, *acts: tuple[str, Any]) -> Any:
    for type, detail in acts:
        answer = await stage.fire(node, type, detail)
        assert answer["refused"] == ""
    return stage.told


async def refusal(stage: FakeStage, node: int, type: str, detail: Any = None) -> str:
    return str((await stage.fire(node, type, detail))["refused"])


# Text


@pytest.mark.parametrize("tag", ["input", "textarea"])
async def test_typing_tells_value_and_cursor_and_is_kept(tag: str) -> None:
    async with staged(el(tag, value="old", onInput="onInput")) as stage:
        assert await after(stage, 0, ("input", "abc")) == [["onInput", {"value": "abc", "cursor": 3}]]
        assert stage.host.ask("value", node=0) == "abc"


@pytest.mark.parametrize(
    ("attributes", "length"),
    [({}, 140), ({"maxlength": 10}, 10), ({"maxlength": "10"}, 10), ({"maxLength": 0}, 0), ({"maxlength": -1}, 200)],
)
async def test_text_is_cut_at_its_maximum(attributes: dict[str, Any], length: int) -> None:
    async with staged(el("input", onInput="onInput", **attributes)) as stage:
        ((_, detail),) = await after(stage, 0, ("input", "x" * 200))
        assert (len(detail["value"]), detail["cursor"]) == (length, length)


@pytest.mark.parametrize("act", ["focus", "blur", "confirm"])
async def test_the_other_events_of_text_tell_what_it_holds(act: str) -> None:
    async with staged(el("input", value="old", onFocus="onIt", onBlur="onIt", onConfirm="onIt")) as stage:
        assert await after(stage, 0, ("input", "new"), (act, None)) == [["onIt", {"value": "new"}]]


async def test_confirm_may_type_first() -> None:
    async with staged(el("input", onInput="onInput", onConfirm="onConfirm")) as stage:
        told = await after(stage, 0, ("confirm", "q"))
        assert told == [["onInput", {"value": "q", "cursor": 1}], ["onConfirm", {"value": "q"}]]


@pytest.mark.parametrize(("now", "shown"), [("old", "typed"), ("new", "new"), ("", "")])
async def test_a_value_attribute_that_changes_beats_what_was_typed(now: str, shown: str) -> None:
    async with staged(el("input", value="old")) as stage:
        await after(stage, 0, ("input", "typed"))
        stage.render(el("input", value=now))
        assert stage.host.ask("value", node=0) == shown


async def test_a_controlled_input_shows_what_the_program_says() -> None:
    async with staged(el("input", value="old", controlled=True, onInput="onInput")) as stage:
        assert await after(stage, 0, ("input", "new")) == [["onInput", {"value": "new", "cursor": 3}]]
        assert stage.host.ask("value", node=0) == "old"


async def test_what_was_typed_stays_with_the_control_when_others_come_before_it() -> None:
    async with staged(el("input", key="a")) as stage:
        await after(stage, 0, ("input", "typed"))
        stage.render(el("input", key="b"), el("input", key="a"))
        assert [stage.host.ask("value", node=n) for n in (0, 1)] == ["", "typed"]


async def test_a_control_that_was_gone_begins_anew() -> None:
    async with staged(el("view"), el("input", key="a")) as stage:
        await after(stage, 1, ("input", "typed"))
        stage.render(el("view"))
        await stage.fire(0, "tap")
        stage.render(el("view"), el("input", key="a"))
        assert stage.host.ask("value", node=1) == ""


async def test_tapping_an_input_focuses_it() -> None:
    async with staged(el("input", value="v", onFocus="onFocus")) as stage:
        assert await after(stage, 0, ("tap", None)) == [["onFocus", {"value": "v"}]]


# Checkboxes, radios, switches


BOXES = [el("checkbox", value=name, checked=name == "b", onChange="onBox") for name in "abc"]


async def test_a_checkbox_tells_itself_and_its_group_in_document_order() -> None:
    async with staged(el("checkbox-group", *BOXES, onChange="onGroup")) as stage:
        assert await after(stage, 1, ("tap", None)) == [
            ["onBox", {"value": True}],
            ["onGroup", {"value": ["a", "b"]}],
        ]
        assert (await after(stage, 2, ("tap", None)))[2:] == [
            ["onBox", {"value": False}],
            ["onGroup", {"value": ["a"]}],
        ]


async def test_setting_a_checkbox_to_what_it_is_tells_nobody() -> None:
    async with staged(el("checkbox", checked=True, onChange="onChange")) as stage:
        assert await after(stage, 0, ("change", True)) == []
        assert await after(stage, 0, ("change", False)) == [["onChange", {"value": False}]]


async def test_a_whole_group_of_checkboxes_can_be_set() -> None:
    async with staged(el("checkbox-group", *BOXES, onChange="onGroup")) as stage:
        assert await after(stage, 0, ("change", ["a", "c"])) == [["onGroup", {"value": ["a", "c"]}]]
        assert await refusal(stage, 0, "change", ["z"]) == "none of its checkboxes has the value 'z'"


def radios() -> dict[str, Any]:
    return el("radio-group", *(el("radio", value=name, checked=name == "a") for name in "ab"), onChange="onGroup")


async def test_one_radio_of_a_group_is_chosen() -> None:
    async with staged(radios()) as stage:
        assert await after(stage, 2, ("tap", None), ("tap", None)) == [["onGroup", {"value": "b"}]]
        assert [stage.host.ask("value", node=n) for n in (1, 2)] == [False, True]


async def test_a_radio_can_be_chosen_by_its_group() -> None:
    async with staged(radios()) as stage:
        assert await after(stage, 0, ("change", "b")) == [["onGroup", {"value": "b"}]]
        assert await refusal(stage, 0, "change", "z") == "none of its radios has the value 'z'"


async def test_a_radio_cannot_be_switched_off() -> None:
    async with staged(radios()) as stage:
        assert "choose another" in await refusal(stage, 1, "change", False)
        assert await after(stage, 2, ("change", True)) == [["onGroup", {"value": "b"}]]


async def test_a_switch_is_switched() -> None:
    async with staged(el("switch", checked=True, onChange="onChange")) as stage:
        told = await after(stage, 0, ("tap", None), ("tap", None))
        assert told == [["onChange", {"value": False}], ["onChange", {"value": True}]]


async def test_a_controlled_switch_stays_until_the_program_moves_it() -> None:
    async with staged(el("switch", controlled=True, onChange="onChange")) as stage:
        told = await after(stage, 0, ("tap", None), ("tap", None))
        assert told == [["onChange", {"value": True}]] * 2


# Labels


@pytest.mark.parametrize(
    "children",
    [
        (el("label", "text", for_="it"), el("checkbox", id="it", onChange="onChange")),
        (el("label", el("text", "x"), el("checkbox", onChange="onChange"), el("checkbox", onChange="other")),),
        (el("label", el("checkbox"), for_="it"), el("checkbox", id="it", onChange="onChange")),
    ],
)
async def test_a_label_passes_a_tap_on_to_its_control(children: tuple[Any, ...]) -> None:
    async with staged(*children) as stage:
        assert await after(stage, 0, ("tap", None)) == [["onChange", {"value": True}]]


async def test_a_label_for_a_control_that_is_not_there_does_nothing() -> None:
    async with staged(el("label", el("checkbox", onChange="onChange"), for_="gone")) as stage:
        assert await after(stage, 0, ("tap", None)) == []


async def test_a_control_inside_its_label_is_tapped_once() -> None:
    async with staged(el("label", el("switch", onChange="onChange"))) as stage:
        assert await after(stage, 1, ("tap", None)) == [["onChange", {"value": True}]]


# Slider, picker, swiper


@pytest.mark.parametrize(
    ("attributes", "given", "told"),
    [
        ({}, 33, 33),
        ({}, 300, 100),
        ({"min": 25, "max": "50"}, 3, 25),
        ({"step": 5}, 33, 35),
        ({"max": 1, "step": 0.1}, 0.32, 0.3),
    ],
)
async def test_a_slider_stays_in_its_range_and_on_its_steps(attributes: Any, given: float, told: float) -> None:
    async with staged(el("slider", onChange="onChange", onChanging="onChanging", **attributes)) as stage:
        assert await after(stage, 0, ("change", given)) == [
            ["onChanging", {"value": told}],
            ["onChange", {"value": told}],
        ]


RANGES: list[tuple[dict[str, Any], Any, Any]] = [
    ({"range": ["a", "b"]}, 1, 1),
    ({"range": ["a", "b"]}, "b", 1),
    ({"range": [{"n": "a"}, {"n": "b"}], "range_key": "n"}, "b", 1),
    ({"mode": "date"}, "2026-01-31", "2026-01-31"),
    ({"mode": "region"}, ["Zhejiang", "Hangzhou"], ["Zhejiang", "Hangzhou"]),
]


@pytest.mark.parametrize(("attributes", "given", "told"), RANGES)
async def test_a_picker_tells_the_index_or_the_value(attributes: Any, given: Any, told: Any) -> None:
    async with staged(el("picker", onChange="onChange", **attributes)) as stage:
        assert await after(stage, 0, ("change", given)) == [["onChange", {"value": told}]]


@pytest.mark.parametrize("given", [2, -1, "z"])
async def test_a_picker_refuses_what_is_not_in_its_range(given: Any) -> None:
    async with staged(el("picker", range=["a", "b"])) as stage:
        assert "its range has 2 entries" in await refusal(stage, 0, "change", given)


async def test_a_picker_view_tells_an_index_a_column() -> None:
    async with staged(el("picker-view", value=[0, 0], onChange="onChange")) as stage:
        assert await after(stage, 0, ("change", [1, 2])) == [["onChange", {"value": [1, 2]}]]
        stage.render(el("picker-view", value=[0, 0]))  # a list with the same content is no change
        assert stage.host.ask("value", node=0) == [1, 2]


async def test_a_swiper_goes_to_one_of_its_items() -> None:
    async with staged(el("swiper", el("swiper-item"), el("swiper-item"), onChange="onChange")) as stage:
        assert await after(stage, 0, ("change", 1)) == [["onChange", {"current": 1}]]
        assert await refusal(stage, 0, "change", 2) == "it has 2 swiper-items, so there is no number 2"


async def test_other_components_just_tell() -> None:
    async with staged(el("movable-view", onChange="onChange")) as stage:
        assert await after(stage, 0, ("change", {"x": 1, "y": 2})) == [["onChange", {"x": 1, "y": 2}]]


# Forms


def form(**attributes: Any) -> dict[str, Any]:
    return el(
        "form",
        el("input", name="who", value="Ann"),  # 1
        el("view", el("checkbox-group", *BOXES, name="boxes"), el("radio-group", el("radio", value="r"), name="one")),
        el("slider", name="much", value=5),  # 9
        el("switch", name="on", checked=True),
        el("picker", name="pick", range=["a", "b"], value=1),
        el("textarea", value="no name"),
        el("button", "send", id="send", data_n=1, form_type="submit"),  # 13
        el("button", "clear", formType="reset"),
        onSubmit="onSubmit",
        onReset="onReset",
        **attributes,
    )


VALUES = {"who": "Ann", "boxes": ["b"], "one": "", "much": 5, "on": True, "pick": 1}
TARGET = {"id": "send", "tagName": "button", "dataset": {"n": 1}}


async def test_a_submit_button_submits_what_the_form_holds() -> None:
    async with staged(form()) as stage:
        assert await after(stage, 13, ("tap", None)) == [["onSubmit", {"value": VALUES, "buttonTarget": TARGET}]]


@pytest.mark.parametrize("node", [0, 1])
async def test_a_form_can_be_submitted_from_anywhere_in_it(node: int) -> None:
    async with staged(form(report_submit=True)) as stage:
        detail = {"value": VALUES, "buttonTarget": TARGET, "formId": ""}
        assert await after(stage, node, ("submit", None)) == [["onSubmit", detail]]


async def test_what_was_typed_is_submitted() -> None:
    async with staged(form()) as stage:
        await after(stage, 1, ("input", "Bob"))
        ((_, detail),) = await after(stage, 13, ("tap", None))
        assert detail["value"]["who"] == "Bob"


async def test_a_reset_button_restores_what_the_page_says() -> None:
    async with staged(form()) as stage:
        await after(stage, 1, ("input", "Bob"))
        assert await after(stage, 14, ("tap", None)) == [["onReset", {}]]
        assert stage.host.ask("value", node=1) == "Ann"


async def test_the_tap_of_a_button_comes_before_the_submit() -> None:
    button = el("button", form_type="submit", onTap="onTap")
    async with staged(el("form", button, onSubmit="onSubmit")) as stage:
        assert [name for name, _ in await after(stage, 1, ("tap", None))] == ["onTap", "onSubmit"]


# Buttons and links


@pytest.mark.parametrize(
    ("attributes", "route"),
    [
        ({"url": "./x?a=1"}, "navigateTo ./x?a=1 1"),
        ({"url": "/y", "open-type": "redirect"}, "redirectTo /y 1"),
        ({"url": "/y", "openType": "switchTab"}, "switchTab /y 1"),
        ({"url": "/y", "open-type": "reLaunch"}, "reLaunch /y 1"),
        ({"open-type": "navigateBack", "delta": "2"}, "navigateBack  2"),
    ],
)
async def test_a_navigator_goes_where_it_says(attributes: Any, route: str) -> None:
    async with staged(el("navigator", el("text", "go"), **attributes)) as stage:
        await stage.fire(1, "tap")
        assert stage.printed == [f"navigate {route}"]


async def test_a_catch_inside_a_navigator_keeps_the_tap_from_it() -> None:
    async with staged(el("navigator", el("view", el("text"), catchTap="onTap"), url="/y")) as stage:
        assert [name for name, _ in await after(stage, 2, ("tap", None))] == ["onTap"]


async def test_a_share_button_asks_the_page() -> None:
    page = "{ onShareAppMessage(options) { console.log(JSON.stringify(options)); } }"
    async with staged(el("view", el("button", open_type="share", data_n=1)), page=page) as stage:
        target = {"id": "", "tagName": "button", "dataset": {"n": 1}}
        assert await after(stage, 1, ("tap", None)) == [{"from": "button", "target": target}]


async def test_a_button_that_asks_for_something_is_granted_it() -> None:
    async with staged(
        el("button", open_type="getAuthorize", scope="phoneNumber", onGetAuthorize="onGetAuthorize")
    ) as s:
        assert await after(s, 0, ("tap", None)) == [["onGetAuthorize", {}]]


@pytest.mark.parametrize("tag", ["button", "checkbox", "radio", "switch"])
@pytest.mark.parametrize("node", [1, 2])
async def test_what_is_disabled_cannot_be_tapped(tag: str, node: int) -> None:
    inner = el(tag, el("text", "x"), disabled=True, onTap="onTap", onChange="onChange", open_type="getAuthorize")
    async with staged(el("view", inner, onTap="onTap")) as stage:
        assert await after(stage, node, ("tap", None), ("longTap", None)) == []


async def test_what_is_disabled_refuses_a_change() -> None:
    async with staged(el("input", disabled=True)) as stage:
        assert await refusal(stage, 0, "input", "x") == "it is disabled"


# Scrolling

SCROLL = {"onScroll": "onScroll", "onScrollToLower": "onLower", "onScrollToUpper": "onUpper"}


async def test_a_scroll_view_tells_where_it_is_and_when_it_is_at_an_end() -> None:
    async with staged(el("scroll-view", scroll_y=True, attrs=SCROLL)) as stage:
        told = await after(stage, 0, *(("scroll", {"top": top}) for top in (100, 1500, 0)))
        place = {"scrollLeft": 0, "scrollHeight": 2000, "scrollWidth": 2000}
        assert told == [
            ["onScroll", {**place, "scrollTop": 100}],
            ["onScroll", {**place, "scrollTop": 1500}],
            ["onLower", {}],
            ["onScroll", {**place, "scrollTop": 0}],
            ["onUpper", {}],
        ]


async def test_a_scroll_view_can_be_scrolled_to_its_end() -> None:
    async with staged(el("scroll-view", scroll_x=True, attrs=SCROLL)) as stage:
        (_, detail), lower = await after(stage, 0, ("scroll", {"left": "end", "width": 900}))
        assert (detail["scrollLeft"], detail["scrollWidth"], lower[0]) == (400, 900, "onLower")


async def test_a_scroll_view_scrolls_only_where_it_may() -> None:
    async with staged(el("scroll-view", scroll_x=True)) as stage:
        assert await refusal(stage, 0, "scroll", {"top": 1}) == "it has no scroll-y"


@pytest.mark.parametrize(
    ("act", "reason"),
    [("input", "text goes"), ("focus", "only input"), ("scroll", "only scroll-view"), ("submit", "no form around")],
)
async def test_what_a_component_cannot_do_is_refused(act: str, reason: str) -> None:
    async with staged(el("view")) as stage:
        assert reason in await refusal(stage, 0, act, "x")
