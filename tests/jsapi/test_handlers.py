"""Handlers written in Python: every kind, everything they may return, and how they may fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime, timezone
from decimal import Decimal
from typing import Any

import pytest

from bridge import AlertParams, AppContext, JSAPIError, Result, Runtime, UsageError
from tests.support.scripts import printed

CALL = "my.alert({content: 'x', complete: (r) => console.log(JSON.stringify(r))})"


class Shown(Result):
    """A result with one field that may be missing."""

    count: float
    note: str | None = None


@pytest.fixture
async def runtime() -> AsyncIterator[Runtime]:
    async with Runtime() as opened:
        yield opened


def plain(params: AlertParams) -> Shown:
    return Shown(count=len(params.content))


async def waiting(params: AlertParams) -> dict[str, int]:
    await asyncio.sleep(0)
    return {"count": len(params.content)}


def with_context(params: AlertParams, app: AppContext) -> dict[str, str]:
    return {"host": app.profile.host, "text": params.content}


class Callable_:  # noqa: N801
    def __call__(self, params: AlertParams) -> dict[str, str]:
        return {"text": params.content}


@pytest.mark.parametrize(
    ("handler", "answer"),
    [
        (plain, '{"count":1}'),
        (waiting, '{"count":1}'),
        (with_context, '{"host":"alipay-plus","text":"x"}'),
        (Callable_(), '{"text":"x"}'),
        (lambda params: {"text": params.content}, '{"text":"x"}'),
        (lambda params: waiting(params), '{"count":1}'),
        (lambda _: None, "{}"),
    ],
)
async def test_every_kind_of_handler_answers(handler: Callable[..., Any], answer: str) -> None:
    assert await printed(CALL, {"alert": handler}) == [answer]


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        ({}, "{}"),
        ({"a": None, "b": [1, {"c": None}]}, '{"a":null,"b":[1,{"c":null}]}'),
        ({"nan": float("nan"), "inf": float("-inf")}, '{"nan":null,"inf":null}'),
        ({"\ud800": float("nan")}, '{"\\ud800":null}'),
        (Shown(count=1, more={"\ud800": 1}), '{"count":1,"more":{"\\ud800":1}}'),
        ({"half": "\ud800"}, '{"half":"\\ud800"}'),
        ({"half": "\ud800", "nan": float("nan")}, '{"half":"\\ud800","nan":null}'),
        ({"nul": "a\0b"}, '{"nul":"a\\u0000b"}'),
        ({"big": 2**53}, '{"big":9007199254740992}'),
        ({1: "one"}, '{"1":"one"}'),
        (
            {"d": Decimal("1.5"), "t": datetime(2026, 1, 1, tzinfo=timezone.utc)},
            '{"d":"1.5","t":"2026-01-01T00:00:00Z"}',
        ),
        ({"__proto__": 1}, '{"__proto__":1}'),
        (Shown(count=1, note=None), '{"count":1}'),
        (Shown(count=float("nan"), note="\ud800"), '{"count":null,"note":"\\ud800"}'),
        (Shown(count=1, more={"a": "\ud800", "n": None}), '{"count":1,"more":{"a":"\\ud800","n":null}}'),
    ],
)
async def test_what_a_handler_returns_arrives_as_json_has_it(result: Any, answer: str) -> None:
    assert await printed(CALL, {"alert": lambda _: result}) == [answer]


@pytest.mark.parametrize("result", [7, "text", [1], True, object(), {"a": object()}, {"b": b"\xff"}])
@pytest.mark.parametrize("is_async", [False, True])
async def test_what_is_no_object_fails_the_call_with_3_and_comes_out_of_run(
    runtime: Runtime, result: Any, is_async: bool
) -> None:
    async def later(_: Any) -> Any:
        return result

    runtime.override("alert", later if is_async else lambda _: result)
    with pytest.raises(UsageError, match=r"handler of my\.alert"):
        await runtime.run(CALL)
    assert runtime.calls[0].result is not None
    assert runtime.calls[0].result["error"] == 3


async def test_a_cyclic_result_fails_the_call_with_3(runtime: Runtime) -> None:
    cycle: dict[str, Any] = {}
    cycle["self"] = cycle
    runtime.override("alert", lambda _: cycle)
    with pytest.raises(UsageError, match="has no JSON: Circular"):
        await runtime.run(CALL)
    assert runtime.console[0].text.startswith('{"error":3')


@pytest.mark.parametrize("depth", [200, 250, 254, 300, 5000])
async def test_a_result_nested_deeply_arrives_or_fails_the_call_with_3(runtime: Runtime, depth: int) -> None:
    result: dict[str, Any] = {}
    for _ in range(depth):
        result = {"a": result}
    runtime.override("alert", lambda _: result)
    with suppress(UsageError):
        await runtime.run(CALL)
    assert runtime.console[0].text.startswith('{"error":3' if depth > 255 else '{"a":{"a":')


async def test_an_exception_fails_the_call_with_3_and_comes_out_of_run_as_it_is(runtime: Runtime) -> None:
    def broken(_: Any) -> None:
        raise LookupError("mine")

    runtime.override("alert", broken)
    with pytest.raises(LookupError, match="mine"):
        await runtime.run(CALL)
    assert runtime.console[0].text == '{"error":3,"errorMessage":"alert: the handler failed: mine"}'


async def test_each_exception_comes_out_once(runtime: Runtime) -> None:
    def broken(_: Any) -> None:
        raise LookupError("mine")

    runtime.override("alert", broken)
    with pytest.raises(LookupError):
        await runtime.run(CALL, check=False)
    await runtime.idle()


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (JSAPIError(11, "no"), '{"error":11,"errorMessage":"no"}'),
        (JSAPIError("E1", "no", a=None, b=[1]), '{"error":"E1","errorMessage":"no","a":null,"b":[1]}'),
        (JSAPIError(11, "half \ud800"), '{"error":11,"errorMessage":"half \\ud800"}'),
        (JSAPIError(11, "no", nan=float("nan")), '{"error":11,"errorMessage":"no","nan":null}'),
    ],
)
async def test_a_documented_failure_is_an_answer(error: JSAPIError, answer: str) -> None:
    async def late(_: Any) -> None:
        await asyncio.sleep(0)
        raise error

    def early(_: Any) -> None:
        raise error

    assert await printed(CALL, {"alert": late}) == await printed(CALL, {"alert": early}) == [answer]


@pytest.mark.parametrize("error", [JSAPIError(11, "no", thing=object()), JSAPIError(object(), "no")])  # type: ignore[arg-type]
@pytest.mark.parametrize("is_async", [False, True])
async def test_a_failure_that_has_no_json_fails_the_call_with_3(
    runtime: Runtime, error: JSAPIError, is_async: bool
) -> None:
    async def later(_: Any) -> Any:
        raise error

    def now(_: Any) -> Any:
        raise error

    runtime.override("alert", later if is_async else now)
    with pytest.raises(UsageError, match=r"py:\d+\), the handler of my\.alert, failed with what has no JSON"):
        await runtime.run(CALL)
    assert runtime.console[0].text.startswith('{"error":3')


async def test_the_context_sleeps_in_program_time(runtime: Runtime) -> None:
    async def slow(_: Any, app: AppContext) -> dict[str, float]:
        began = app.clock.now
        await app.sleep(1500)
        return {"slept": app.clock.now - began}

    runtime.override("alert", slow)
    await runtime.run(CALL)
    assert runtime.console[0].text == '{"slept":1500}'


async def test_sleeping_handlers_and_timers_go_in_the_order_of_their_times(runtime: Runtime) -> None:
    async def slow(params: Any, app: AppContext) -> None:
        await app.sleep(float(params.content))
        await app.sleep(5)

    runtime.override("alert", slow)
    calls = "for (const ms of [30, 10, 20]) my.alert({content: ms, success: () => console.log('call', ms)});"
    timers = "for (const ms of [12, 14, 16, 26, 36]) setTimeout(() => console.log('timer', ms), ms);"
    await runtime.run(calls + timers)
    order = [line.text for line in runtime.console]
    assert order == ["timer 12", "timer 14", "call 10", "timer 16", "call 20", "timer 26", "call 30", "timer 36"]


async def test_a_handler_may_wait_for_the_outside_while_virtual_time_stands_still(runtime: Runtime) -> None:
    outside: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def handler(_: Any, app: AppContext) -> dict[str, Any]:
        began = app.clock.now
        return {"got": await outside, "passed": app.clock.now - began}

    runtime.override("alert", handler)
    asyncio.get_running_loop().call_later(0.005, outside.set_result, "it")
    await runtime.run(f"setTimeout(() => console.log('timer'), 1); {CALL}")
    assert [line.text for line in runtime.console] == ['{"got":"it","passed":0}', "timer"]


async def test_a_handler_that_waits_without_end_is_ended_by_closing() -> None:
    ended = asyncio.Event()

    async def endless(_: Any) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with Runtime() as runtime:
        runtime.override("alert", endless)
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(runtime.run(CALL), 0.01)
    assert ended.is_set()
    assert runtime.calls[0].outcome is None


async def test_a_negative_sleep_is_none(runtime: Runtime) -> None:
    runtime.override("alert", lambda _, app: app.sleep(-5))
    await runtime.run(CALL)
    assert runtime.console[0].text == "{}"
