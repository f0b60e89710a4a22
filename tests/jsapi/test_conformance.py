"""Handlers and calls held against the contract of calls, where somebody asks for it."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import JSAPIError, Runtime
from bridge.errors import ContractError

LISTENING = "my.getClipboard({ success() {}, fail() {}, complete() {} })"


def checked(**options: Any) -> Runtime:
    return Runtime(check_contract=True, **options)


def wordless(params: Any) -> dict[str, Any]:
    return {"txet": "a"}


async def test_a_result_that_its_model_does_not_take_names_the_handler() -> None:
    async with checked() as rt:
        rt.override("getClipboard", wordless)
        with pytest.raises(ContractError) as caught:
            await rt.run(LISTENING)
    words = str(caught.value)
    assert "my.getClipboard answered what GetClipboardResult is not: text: " in words
    assert f"wordless ({__file__}:" in words


async def test_unless_asked_nobody_looks() -> None:
    async with Runtime() as rt:
        rt.override("getClipboard", wordless)
        await rt.run(LISTENING)


@pytest.mark.parametrize(
    "source",
    [
        LISTENING,
        "my.getClipboard(); my.getClipboard({}); my.getClipboard(5); my.call('getClipboard', () => {})",
        "const f = () => {}; my.getClipboard({ success: f, fail: f, complete: f })",
        "my.getClipboard({ success() { throw 1 }, complete() { my.getClipboard({ complete() {} }) } })",
        "my.request({ url: 'https://nowhere.example', fail() {}, complete() {} })",
        "my.getClipboard(new Proxy({}, { getOwnPropertyDescriptor() { throw 1 } }))",
        "my.getClipboard({ get success() { return () => {} }, complete() {} })",
    ],
)
async def test_calls_as_they_should_be_are_fine(source: str) -> None:
    async with checked() as rt:
        await rt.run(source, check=False)


async def test_a_documented_failure_is_no_violation() -> None:
    def refuses(params: Any) -> dict[str, Any]:
        raise JSAPIError(11, "no")

    async with checked() as rt:
        rt.override("getClipboard", refuses)
        await rt.run(LISTENING)


async def test_a_call_that_is_answered_twice_is_told_of() -> None:
    async with checked() as rt:
        await rt.run(LISTENING)
        rt.guest.post({"type": "settle", "id": 1, "ok": True, "result": {"text": ""}})
        with pytest.raises(ContractError, match=r"my\.getClipboard was answered twice; its handler is get_clipboard"):
            await rt.idle()


async def test_a_handler_that_answers_while_the_program_calls_does_so_later_all_the_same() -> None:
    async with checked() as rt:
        await rt.run("let inside = true; my.getClipboard({ success() { console.log(inside) } }); inside = false")
        assert [line.text for line in rt.console] == ["false"]
