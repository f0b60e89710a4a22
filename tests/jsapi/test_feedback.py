"""Dialogs that ask, and what is only shown. (`my.alert` has a file of its own.)"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bridge import UsageError
from bridge.jsapi.chrome import seen
from tests.jsapi.phones import answered, phone, refused_as_parameter, services_of
from tests.support.scripts import printed

ANSWERS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("confirm()", (), {"confirm": True}),
    ("confirm({content: 'x'})", (False,), {"confirm": False}),
    ("confirm('bare')", (True,), {"confirm": True}),
    ("prompt({title: 'x'})", (), {"ok": True, "inputValue": ""}),
    ("prompt({placeholder: 'not typed'})", (True,), {"ok": True, "inputValue": ""}),
    ("prompt({message: 'x'})", ("Sam",), {"ok": True, "inputValue": "Sam"}),
    ("prompt({message: 'x'})", (False,), {"ok": False, "inputValue": ""}),
    ("showModal({title: 'x'})", (), {"confirm": True, "cancel": False}),
    ("showModal({title: 'x'})", (False,), {"confirm": False, "cancel": True}),
    ("showModal({title: 'x', showCancel: false})", (), {"confirm": True, "cancel": False}),
    ("showModal({editable: true})", ("Sam",), {"confirm": True, "cancel": False, "content": "Sam"}),
    ("showModal({editable: true})", (False,), {"confirm": False, "cancel": True}),
    ("showActionSheet({items: ['a', 'b']})", (), {"index": 0, "success": True}),
    ("showActionSheet({items: ['a', 'b']})", (1,), {"index": 1, "success": True}),
    ("showActionSheet({items: ['a', 7]})", ("7",), {"index": 1, "success": True}),
    ("showActionSheet({items: ['a', 'b']})", (False,), {"index": -1, "success": True}),
]


@pytest.mark.parametrize(("call", "says", "result"), ANSWERS, ids=[f"{call}-{says}" for call, says, _ in ANSWERS])
async def test_the_person_answers_a_dialog(call: str, says: tuple[Any, ...], result: dict[str, Any]) -> None:
    assert await answered(call, says=says) == ("success", result)


@pytest.mark.parametrize(
    "call",
    [
        "showActionSheet()",
        "showActionSheet({items: []})",
        "showActionSheet({items: 'a'})",
        "showModal({showCancel: {}})",
        "showToast({type: 'exception'})",
        "showToast({content: 'x', duration: -1})",
        "showLoading({delay: 'soon'})",
    ],
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_dialogs_answer_in_the_order_of_the_script_and_then_with_yes() -> None:
    async with phone(says=(False, "Sam")) as runtime:
        await runtime.run("(async () => { await my.confirm(); await my.prompt(); await my.confirm(); })()")
    results = [call.result for call in runtime.calls]
    assert results == [{"confirm": False}, {"ok": True, "inputValue": "Sam"}, {"confirm": True}]


async def test_choosing_what_is_not_there_is_the_scripts_mistake() -> None:
    async with phone(says=(5,)) as runtime:
        with pytest.raises(UsageError, match="chooses 5, but there is only a, b"):
            await runtime.run("my.showActionSheet({items: ['a', 'b']})")


@pytest.mark.parametrize("answer", [None, 1.5, ["a"]])
async def test_what_is_no_answer_is_refused_when_it_is_scripted(answer: Any) -> None:
    async with phone() as runtime:
        with pytest.raises(UsageError, match="answers no dialog"):
            runtime.person.next_dialog(answer)


class Hands:
    """Somebody who answers by hand, and notes what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    async def alert(self, *asked: str) -> None:
        self.asked.append(asked)

    async def confirm(self, *asked: str) -> bool:
        self.asked.append(asked)
        return False

    async def prompt(self, *asked: str) -> str | None:
        self.asked.append(asked)
        return "typed"

    async def choose(self, title: str, items: Sequence[str], cancel: str) -> int:
        self.asked.append((title, list(items), cancel))
        return 1


BY_HAND: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("confirm({title: 'T', content: 1})", ("T", "1", "OK", "Cancel"), {"confirm": False}),
    ("confirm({confirmButtonText: 'Y', cancelButtonText: ''})", ("", "", "Y", "Cancel"), {"confirm": False}),
    ("showModal({content: 'C', confirmText: 'Y'})", ("", "C", "Y", "Cancel"), {"confirm": False, "cancel": True}),
    ("showModal({content: 'C', showCancel: false})", ("", "C", "OK"), {"confirm": True, "cancel": False}),
    (
        "prompt({title: 'T', message: 'M', placeholder: 'P', okButtonText: 'Y', cancelButtonText: 'N'})",
        ("T", "M", "P", "Y", "N"),
        {"ok": True, "inputValue": "typed"},
    ),
    ("showActionSheet({title: 'T', items: ['a', 'b']})", ("T", ["a", "b"], "Cancel"), {"index": 1, "success": True}),
]


@pytest.mark.parametrize(("call", "asked", "result"), BY_HAND, ids=[call for call, _, _ in BY_HAND])
async def test_whoever_answers_by_hand_is_asked_instead(
    call: str, asked: tuple[Any, ...], result: dict[str, Any]
) -> None:
    hands = Hands()
    assert await answered(call, dialogs=hands, says=(True, True)) == ("success", result)
    assert hands.asked == [asked]


async def test_alipay_china_has_its_own_words() -> None:
    hands = Hands()
    await answered("prompt()", dialogs=hands, host="alipay-cn")
    assert hands.asked == [("", "请输入内容", "", "确定", "取消")]


class OneButton:
    """Dialogs as they were: nothing but alerts."""

    async def alert(self, *_: str) -> None:
        return


async def test_what_cannot_be_asked_by_hand_is_left_to_the_script() -> None:
    assert await answered("confirm()", dialogs=OneButton(), says=(False,)) == ("success", {"confirm": False})


async def test_a_toast_is_over_when_it_answers() -> None:
    show = "const t = Date.now(); my.showToast({content: 'x', success: () => console.log(Date.now() - t)})"
    assert await printed(show) == ["2000"]
    assert await printed(show.replace("'x'", "'x', duration: 500, delay: 50")) == ["550"]


async def test_a_toast_is_seen_between_its_times() -> None:
    async with phone(start=0) as runtime:
        await runtime.run("my.showToast({content: 7, type: 'success', delay: 100, duration: 1000})")
        chrome = services_of(runtime).chrome
    assert chrome["toast"] == {"content": "7", "type": "success", "from": 100, "until": 1100}
    assert [seen(chrome, "toast", now) is not None for now in (99, 100, 1099, 1100)] == [False, True, True, False]


@pytest.mark.parametrize(("hidden_after", "was_seen"), [(100, False), (300, True)])
async def test_loading_hidden_before_its_delay_is_never_seen(hidden_after: int, was_seen: bool) -> None:
    async with phone(start=0) as runtime:
        runtime.override("look", lambda _: {"seen": seen(services_of(runtime).chrome, "loading", runtime.clock.now)})
        await runtime.run(
            "my.showLoading({content: 'x', delay: 200});"
            f"setTimeout(() => my.hideLoading(), {hidden_after}); setTimeout(() => my.look(), 250)"
        )
    (look,) = (call.result for call in runtime.calls if call.api == "look")
    assert look is not None and (look["seen"] is not None) is was_seen


@pytest.mark.parametrize(("call", "part"), [("hideToast()", "toast"), ("hideLoading()", "loading")])
async def test_what_is_hidden_is_gone(call: str, part: str) -> None:
    async with phone() as runtime:
        await runtime.run(f"my.showToast('x'); my.showLoading(); my.{call}")
        assert part not in services_of(runtime).chrome


async def test_a_page_given_to_hide_loading_is_not_read() -> None:
    cycle = "const page = {}; page.page = page;"
    assert await printed(f"{cycle} my.hideLoading({{page, success: (r) => console.log(JSON.stringify(r))}})") == ["{}"]
