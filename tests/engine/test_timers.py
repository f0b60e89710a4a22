"""setTimeout, setInterval and their kin: order, delays, arguments, cancelling."""

from __future__ import annotations

import pytest

from tests.support.scripts import fails, printed, ran


async def test_timers_fire_in_the_order_of_their_times() -> None:
    lines = await printed("""
        setTimeout(() => console.log('late'), 20); setTimeout(() => console.log('early'), 10);
        setTimeout(() => console.log('first of two'), 15); setTimeout(() => console.log('second of two'), 15);
    """)
    assert lines == ["early", "first of two", "second of two", "late"]


async def test_jobs_come_before_timers() -> None:
    lines = await printed("""
        setTimeout(() => console.log('timer'));
        queueMicrotask(() => console.log('microtask'));
        Promise.resolve().then(() => console.log('promise'));
        console.log('script');
    """)
    assert lines == ["script", "microtask", "promise", "timer"]


@pytest.mark.parametrize(
    "delay", ["", ", undefined", ", null", ", NaN", ", -5", ", 0", ", 0.4", ", 1e20", ", Infinity", ", 'soon'", ", {}"]
)
async def test_an_odd_delay_means_at_once(delay: str) -> None:
    source = f"const s = Date.now(); setTimeout(() => console.log(Date.now() - s){delay})"
    assert await printed(source) == ["1"]


@pytest.mark.parametrize("delay", ["'7'", "7.9", "[7]", "{ valueOf: () => 7 }"])
async def test_a_delay_is_converted_to_a_whole_number(delay: str) -> None:
    assert await printed(f"const s = Date.now(); setTimeout(() => console.log(Date.now() - s), {delay})") == ["7"]


async def test_a_timer_passes_its_arguments_on() -> None:
    assert await printed("setTimeout(function () { console.log(arguments.length, ...arguments); }, 1, 'a', 2)") == [
        "2 a 2"
    ]


async def test_an_interval_repeats_until_it_is_cleared() -> None:
    lines = await printed("""
        let left = 3;
        const id = setInterval((word) => {
          console.log(word, Date.now() % 1000);
          if (--left === 0) clearInterval(id);
        }, 100, 'tick');
    """)
    assert lines == ["tick 100", "tick 200", "tick 300"]


@pytest.mark.parametrize("clear", ["clearTimeout(id)", "clearInterval(id)", "clearTimeout(String(id))"])
async def test_a_cleared_timer_never_fires(clear: str) -> None:
    assert await printed(f"const id = setTimeout(() => console.log('fired'), 1); {clear};") == []


async def test_a_timer_cleared_by_another_of_the_same_time_does_not_fire() -> None:
    source = "let b; setTimeout(() => clearTimeout(b), 5); b = setTimeout(() => console.log('fired'), 5);"
    assert await printed(source) == []


@pytest.mark.parametrize(
    "id", ["", "undefined", "null", "NaN", "{}", "'x'", "Symbol()", "1n", "-1", "1.5", "'__proto__'"]
)
async def test_clearing_what_is_no_timer_does_nothing(id: str) -> None:
    assert await printed(f"setTimeout(() => console.log('fired'), 1); clearTimeout({id}); clearInterval({id});") == [
        "fired"
    ]


@pytest.mark.parametrize("call", ["setTimeout('code', 1)", "setInterval(null)", "setTimeout()", "queueMicrotask({})"])
async def test_what_cannot_be_called_is_refused_where_it_is_given(call: str) -> None:
    assert await printed(f"try {{ {call}; }} catch (e) {{ console.log(e.name); }}") == ["TypeError"]


async def test_what_a_timer_throws_is_reported_and_the_others_fire() -> None:
    runtime = await ran(
        "setInterval(() => { throw new Error('x'); }, 1800000); setTimeout(() => console.log('on'), 5);"
    )
    assert [line.text for line in runtime.console] == ["on"]
    assert fails(runtime) == [("error", "Error: x"), ("error", "Error: x")]


async def test_what_an_async_timer_rejects_is_reported() -> None:
    runtime = await ran("setTimeout(async () => { throw new Error('x'); }, 1);")
    assert fails(runtime) == [("rejection", "Unhandled rejection: Error: x")]


async def test_what_a_microtask_throws_is_reported_and_the_others_run() -> None:
    runtime = await ran("queueMicrotask(() => { throw Symbol('x'); }); queueMicrotask(() => console.log('on'));")
    assert [line.text for line in runtime.console] == ["on"]
    assert fails(runtime) == [("error", "Uncaught Symbol(x)")]


async def test_a_delay_that_cannot_be_converted_sets_no_timer() -> None:
    source = "try { setTimeout(() => console.log('fired'), Symbol()); } catch (e) { console.log(e.name); }"
    assert await printed(source) == ["TypeError"]
