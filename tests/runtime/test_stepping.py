"""A handler's first step runs without a task of its own; nothing it does may show that."""

from __future__ import annotations

import asyncio
import contextvars
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from bridge import Runtime
from tests.support.scripts import printed

LOG = "(r) => console.log(JSON.stringify(r))"
CALL = f"my.alert({{success: {LOG}, fail: {LOG}}});"
SHARED: contextvars.ContextVar[str] = contextvars.ContextVar("SHARED", default="unset")


@pytest.fixture
async def runtime() -> AsyncIterator[Runtime]:
    async with Runtime() as opened:
        yield opened


async def shown(runtime: Runtime, handler: Callable[[Any], Awaitable[Any]], source: str = CALL) -> list[str]:
    runtime.override("alert", handler)
    await runtime.run(source)
    return [line.text for line in runtime.console]


async def test_the_current_task_is_one_task_from_the_first_step_to_the_last(runtime: Runtime) -> None:
    async def handler(_: Any) -> dict[str, bool]:
        before = asyncio.current_task()
        await asyncio.sleep(0)
        return {"same": before is asyncio.current_task(), "host": before is host}

    host = asyncio.current_task()
    assert await shown(runtime, handler) == ['{"same":true,"host":false}']


async def test_the_current_task_of_a_handler_that_never_waits_is_not_the_hosts(runtime: Runtime) -> None:
    async def handler(_: Any) -> dict[str, bool]:
        return {"host": asyncio.current_task() is host, "task": isinstance(asyncio.current_task(), asyncio.Task)}

    host = asyncio.current_task()
    assert await shown(runtime, handler, CALL + CALL) == ['{"host":false,"task":true}'] * 2
    assert asyncio.current_task() is host


async def test_two_waiting_handlers_have_two_tasks(runtime: Runtime) -> None:
    tasks = []

    async def handler(_: Any) -> None:
        tasks.append(asyncio.current_task())
        await asyncio.sleep(0)

    await shown(runtime, handler, CALL + CALL)
    assert len(set(tasks)) == 2


async def test_a_time_limit_set_in_the_first_step_ends_the_handler_and_not_the_host(runtime: Runtime) -> None:
    async def handler(_: Any) -> dict[str, str]:
        try:
            await asyncio.wait_for(asyncio.Event().wait(), 0.001)
        except asyncio.TimeoutError:
            return {"ended": "by the limit"}
        return {}

    assert await shown(runtime, handler) == ['{"ended":"by the limit"}']


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout came with Python 3.11")
@pytest.mark.parametrize("seconds", [-1, 0, 0.001])
async def test_asyncio_timeout_around_the_first_wait(runtime: Runtime, seconds: float) -> None:
    async def handler(_: Any) -> dict[str, str]:
        try:
            async with asyncio.timeout(seconds):  # type: ignore[attr-defined,unused-ignore]
                await asyncio.Event().wait()
        except TimeoutError:
            await asyncio.sleep(0)  # the cancellation is over: waiting works again
            return {"ended": "by the limit"}
        return {}

    assert await shown(runtime, handler) == ['{"ended":"by the limit"}']


@pytest.mark.skipif(sys.version_info < (3, 11), reason="task groups came with Python 3.11")
async def test_a_task_group_opened_in_the_first_step(runtime: Runtime) -> None:
    async def fails() -> None:
        raise ValueError("one of them")

    async def handler(_: Any) -> dict[str, int]:
        try:
            async with asyncio.TaskGroup() as group:  # type: ignore[attr-defined,unused-ignore]
                group.create_task(fails())
                await asyncio.Event().wait()
        except BaseException as caught:
            return {"caught": len(getattr(caught, "exceptions", ()))}
        return {}

    assert await shown(runtime, handler) == ['{"caught":1}']


async def test_two_handlers_may_wait_for_one_future_from_their_first_step(runtime: Runtime) -> None:
    gate: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(gate.set_result, "open")

    async def handler(_: Any) -> dict[str, str]:
        return {"gate": await gate}

    assert await shown(runtime, handler, CALL + CALL) == ['{"gate":"open"}'] * 2


async def test_what_a_handler_sets_in_its_context_stays_there(runtime: Runtime) -> None:
    async def handler(_: Any) -> dict[str, str]:
        seen = SHARED.get()
        SHARED.set("changed")
        return {"seen": seen}

    assert await shown(runtime, handler, CALL + CALL) == ['{"seen":"unset"}'] * 2
    assert SHARED.get() == "unset"


async def test_a_context_variable_set_in_the_first_step_can_be_reset_in_a_later_one(runtime: Runtime) -> None:
    async def handler(_: Any) -> dict[str, str]:
        token = SHARED.set("changed")
        await asyncio.sleep(0)
        seen = SHARED.get()
        SHARED.reset(token)
        return {"seen": seen, "after": SHARED.get()}

    assert await shown(runtime, handler) == ['{"seen":"changed","after":"unset"}']


async def test_a_call_aborted_in_the_turn_that_made_it_runs_the_handlers_clean_up(runtime: Runtime) -> None:
    steps = []

    async def handler(_: Any) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            steps.append("cleaned up")
            raise

    runtime.override("request", handler)
    await runtime.run(f"my.request({{url: 'https://x.example', fail: {LOG}}}).abort()", check=False)
    assert steps == ["cleaned up"]
    assert [line.text for line in runtime.console] == ['{"error":9,"errorMessage":"request:fail abort"}']


async def test_waiting_for_what_was_cancelled_fails_the_call_and_not_the_host(runtime: Runtime) -> None:
    gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    gone.cancel()

    async def handler(_: Any) -> None:
        await gone

    assert await shown(runtime, handler) == ['{"error":9,"errorMessage":"alert:fail abort"}']


async def test_closing_leaves_no_task_behind() -> None:
    async def endless(_: Any) -> None:
        await asyncio.Event().wait()

    before = asyncio.all_tasks()
    async with Runtime() as runtime:
        runtime.override("signContract", endless)
        running = asyncio.create_task(runtime.run("my.alert(); my.signContract({signStr: 'x'})"))
        await asyncio.sleep(0)
        running.cancel()
    assert asyncio.all_tasks() - {running} == before


async def test_a_handler_may_yield_to_the_loop_as_often_as_it_likes() -> None:
    async def handler(_: Any) -> dict[str, int]:
        for _turn in range(100):
            await asyncio.sleep(0)
        return {"turns": 100}

    assert await printed(CALL, {"alert": handler}) == ['{"turns":100}']
