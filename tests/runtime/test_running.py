"""Running scripts: what `run` waits for, raises and keeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bridge import LimitReached, Limits, Runtime, ScriptError, UsageError
from bridge.runtime import Event
from tests.support.scripts import fails, ran


@pytest.fixture
async def runtime() -> AsyncIterator[Runtime]:
    async with Runtime(limits=Limits(cpu=0.1)) as opened:
        yield opened


async def test_an_uncaught_error_comes_out_of_run_with_its_place(runtime: Runtime) -> None:
    with pytest.raises(ScriptError) as raised:
        await runtime.run("\n  undefined.x;", "demo.js")
    assert raised.value.message.startswith("TypeError: ")
    assert raised.value.stack.strip() == "at demo.js:2:3"


async def test_with_check_off_it_is_only_kept(runtime: Runtime) -> None:
    await runtime.run("throw new Error('kept')", "demo.js", check=False)
    assert fails(runtime) == [("error", "Error: kept")]


async def test_a_syntax_error_names_its_line(runtime: Runtime) -> None:
    with pytest.raises(ScriptError, match=r"SyntaxError: .*\n.*demo.js:2:"):
        await runtime.run("let fine = 1;\nlet let = 2;", "demo.js")


async def test_scripts_share_one_global_scope(runtime: Runtime) -> None:
    await runtime.run("var a = 1; function b() { return 2; }", "one.js")
    await runtime.run("console.log(a + b());", "two.js")
    assert runtime.console[0].text == "3"


async def test_run_raises_only_for_what_went_wrong_meanwhile(runtime: Runtime) -> None:
    await runtime.run("throw 1", check=False)
    await runtime.run("console.log('fine')")
    assert len(runtime.errors) == 1


async def test_run_waits_for_calls_timers_and_promises(runtime: Runtime) -> None:
    await runtime.run("setTimeout(() => my.alert({success: async () => { await 1; console.log('last'); }}), 1000)")
    assert [line.text for line in runtime.console] == ["last"]


async def test_a_promise_that_never_settles_does_not_keep_a_program_busy(runtime: Runtime) -> None:
    await runtime.run("new Promise(() => {})")
    await runtime.run("(async () => { await new Promise(() => {}); })()")
    assert runtime.errors == []


async def test_a_limit_comes_out_of_run_and_what_came_before_is_kept(runtime: Runtime) -> None:
    with pytest.raises(LimitReached) as raised:
        await runtime.run("console.log('before'); my.alert(); for (;;);")
    assert raised.value.limit == "cpu"
    assert ([line.text for line in runtime.console], [call.api for call in runtime.calls]) == (["before"], ["alert"])
    assert [failure.kind for failure in runtime.errors] == ["limit"]


async def test_after_a_limit_every_run_raises_it_and_nothing_is_told_twice(runtime: Runtime) -> None:
    await runtime.run("console.log('before'); for (;;);", check=False)
    for _ in range(2):
        with pytest.raises(LimitReached):
            await runtime.run("console.log('after')")
    assert [line.text for line in runtime.console] == ["before"]
    assert len(runtime.errors) == 1


async def test_one_program_over_its_limit_leaves_others_alone(runtime: Runtime) -> None:
    async with Runtime() as other:
        await runtime.run("for (;;);", check=False)
        await other.run("console.log('well')")
    assert [line.text for line in other.console] == ["well"]


async def test_a_closed_runtime_runs_nothing() -> None:
    async with Runtime() as runtime:
        await runtime.run("1")
    with pytest.raises(UsageError, match="closed"):
        await runtime.run("2")


async def test_closing_twice_does_nothing(runtime: Runtime) -> None:
    await runtime.run("1")
    await runtime.close()
    await runtime.close()


async def test_a_runtime_that_never_ran_can_be_closed() -> None:
    async with Runtime(wallet=True):
        pass


async def test_two_runs_at_once_both_finish(runtime: Runtime) -> None:
    sources = [f"setTimeout(() => console.log({n}), {n})" for n in (2, 1)]
    await asyncio.gather(*(runtime.run(source, f"{n}.js") for n, source in enumerate(sources)))
    assert [line.text for line in runtime.console] == ["2", "1"]  # the first had done all by then


async def test_a_run_may_be_cancelled_and_the_program_go_on(runtime: Runtime) -> None:
    gate = asyncio.Event()

    async def slow(_: object) -> None:
        await gate.wait()

    runtime.override("alert", slow)
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(runtime.run("my.alert({complete: () => console.log('answered')})"), 0.005)
    gate.set()
    await runtime.idle()
    assert [line.text for line in runtime.console] == ["answered"]


async def test_listeners_hear_everything_in_order(runtime: Runtime) -> None:
    heard: list[Event] = []
    runtime.listen(heard.append)
    await runtime.run("console.log(1); my.alert(); setTimeout(() => { throw 1; }, 1)", check=False)
    assert [type(event).__name__ for event in heard] == ["Console", "Call", "Settle", "Failure"]


async def test_a_call_that_is_never_answered_has_no_outcome() -> None:
    runtime = await ran("my.alert()", {"alert": lambda _, app: app.sleep(10)}, until=0.001)
    assert (runtime.calls[0].outcome, runtime.calls[0].result) == (None, None)


@pytest.mark.parametrize("waits", [False, True])
async def test_a_handler_that_runs_the_program_is_told_so_instead_of_waiting_for_itself(
    runtime: Runtime, waits: bool
) -> None:
    async def handler(_: object) -> None:
        if waits:
            await asyncio.sleep(0)
        await runtime.idle()

    runtime.override("alert", handler)
    with pytest.raises(UsageError, match="a handler cannot run the program"):
        await runtime.run("my.alert({fail: (r) => console.log(r.error)})")
    assert runtime.console[0].text == "3"
