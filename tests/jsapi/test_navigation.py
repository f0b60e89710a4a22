"""From page to page, and away from the program: what the stage is asked, and what it answers."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi import HostName, JSAPIError
from bridge.jsapi.registry import BUILTIN
from tests.jsapi.phones import Pages, answered, failure, phone, refused_as_parameter

ASKED: list[tuple[str, tuple[Any, ...]]] = [
    ("navigateTo({url: '/a?b=1'})", ("navigateTo", "/a?b=1", 1)),
    ("navigateTo({url: 'a', events: {f() {}}})", ("navigateTo", "a", 1)),
    ("redirectTo({url: '../a'})", ("redirectTo", "../a", 1)),
    ("reLaunch({url: '/a'})", ("reLaunch", "/a", 1)),
    ("switchTab({url: '/a'})", ("switchTab", "/a", 1)),
    ("navigateBack()", ("navigateBack", "", 1)),
    ("navigateBack({delta: 3})", ("navigateBack", "", 3)),
    ("navigateBack({delta: '2'})", ("navigateBack", "", 2)),
]


@pytest.mark.parametrize(("call", "asked"), ASKED, ids=[call for call, _ in ASKED])
async def test_the_stage_is_asked(call: str, asked: tuple[Any, ...]) -> None:
    pages = Pages()
    assert await answered(call, stage=pages) == ("success", {})
    assert pages.asked == [asked]


@pytest.mark.parametrize("call", [call for call, _ in ASKED])
async def test_what_the_stage_refuses_fails_as_it_says(call: str) -> None:
    pages = Pages(refuses=JSAPIError(11, "no such page"))
    assert await answered(call, stage=pages) == failure(11, "no such page")


@pytest.mark.parametrize("name", ["navigateTo", "redirectTo", "reLaunch", "switchTab", "navigateBack"])
async def test_a_program_without_pages_is_told_so(name: str) -> None:
    async with phone() as runtime:
        await runtime.run(f"my.{name}({{url: '/a'}}).catch(() => {{}})")
    assert runtime.calls[0].result == {"error": 3, "errorMessage": f"{name}: this program has no pages"}
    assert "open a mini-program's folder" in runtime.notes[0].text


@pytest.mark.parametrize(
    "call",
    ["navigateTo()", "redirectTo({url: ''})", "reLaunch({url: 7})", "switchTab('a')", "navigateBack({delta: 0})",
     "navigateToMiniProgram({})", "navigateBackMiniProgram({extraData: 1})", "openOtherApp({url: 'no scheme'})"],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


LEFT: list[tuple[str, dict[str, Any]]] = [
    (
        "navigateToMiniProgram({appId: '1', path: 'p', extraData: {a: 1}, unknown: 2})",
        {"by": "navigateToMiniProgram", "appId": "1", "path": "p", "extraData": {"a": 1}},
    ),
    ("navigateBackMiniProgram({extraData: {a: 1}})", {"by": "navigateBackMiniProgram", "extraData": {"a": 1}}),
    ("navigateBackMiniProgram()", {"by": "navigateBackMiniProgram"}),
    ("exitMiniProgram()", {"by": "exitMiniProgram"}),
]


@pytest.mark.parametrize(("call", "left"), LEFT, ids=[call for call, _ in LEFT])
async def test_leaving_the_program_is_noted(call: str, left: dict[str, Any]) -> None:
    pages = Pages()
    assert await answered(call, stage=pages) == ("success", {})
    assert (pages.chrome["left"], pages.asked) == (left, ["cover"])


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_a_person_who_stays_is_error_31_after_their_time(host: HostName) -> None:
    pages = Pages()
    async with phone(stage=pages, host=host) as runtime:
        runtime.person.next_dialog(False, after=500)
        began = runtime.clock.now
        await runtime.run("my.navigateToMiniProgram({appId: '1', fail(e) { console.log(e.error) }})")
        assert (runtime.console[0].text, pages.asked, runtime.clock.now - began) == ("31", [], 500)


async def test_a_person_who_goes_takes_no_answer_from_the_pages_of_the_wallet() -> None:
    async with phone(stage=Pages(), user=["cancel", "approve"]) as runtime:
        await runtime.run("my.navigateToMiniProgram({appId: '1'})")
        assert runtime.calls[0].outcome == "success"
        assert runtime.person.next_answer().value == "cancel"


@pytest.mark.parametrize("code", [30, 31])
async def test_another_program_that_cannot_be_gone_to_leaves_this_one_in_front(code: int) -> None:
    pages = Pages()
    async with phone(stage=pages) as runtime:
        runtime.fail_next("navigateToMiniProgram", code)
        await runtime.run("my.navigateToMiniProgram({appId: '1', fail(e) { console.log(e.error) }})")
        assert (runtime.console[0].text, pages.asked, "left" in pages.chrome) == (str(code), [], False)


async def test_another_app_of_the_phone_is_left_for_by_its_scheme() -> None:
    pages = Pages()
    assert await answered("openOtherApp({url: 'maps://here'})", stage=pages) == ("success", {"success": True})
    assert (pages.chrome["left"], pages.asked) == ({"by": "openOtherApp", "url": "maps://here"}, ["cover"])


OUTSIDE = ("navigateToMiniProgram", "navigateBackMiniProgram", "exitMiniProgram", "openOtherApp")


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_leaves_the_program_says_so(name: str) -> None:
    api = BUILTIN.get(name)
    assert api is not None
    assert api.receipt.kind == "outside"
