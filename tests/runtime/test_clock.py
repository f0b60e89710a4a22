"""Program time: it jumps from one event to the next, and ends."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

import pytest

from bridge import Runtime, UsageError
from bridge.runtime import Clock, Timers
from tests.support.scripts import printed, ran

HOUR = 3600


async def test_timers_fire_in_the_order_of_their_times() -> None:
    source = "for (const ms of [30, 10, 20]) setTimeout(() => console.log(ms, performance.now()), ms);"
    assert await printed(source) == ["10 10", "20 20", "30 30"]


async def test_equal_times_go_in_the_order_of_setting() -> None:
    source = "for (const n of [1, 2, 3]) setTimeout(() => console.log(n), 5);"
    assert await printed(source) == ["1", "2", "3"]


async def test_a_timer_set_in_a_timer_goes_after_those_already_set_for_that_time() -> None:
    source = """
      setTimeout(() => { setTimeout(() => console.log('inner'), 5); }, 5);
      setTimeout(() => console.log('outer'), 10);
    """
    assert await printed(source) == ["outer", "inner"]


async def test_a_cleared_timer_does_not_fire_though_it_is_due() -> None:
    source = "const a = setTimeout(() => clearTimeout(b), 5); const b = setTimeout(() => console.log('no'), 5);"
    assert await printed(source) == []


async def test_a_day_passes_at_once() -> None:
    began = time.perf_counter()
    assert await printed("setTimeout(() => console.log(performance.now()), 24 * 3600 * 1000)") == ["86400000"]
    assert time.perf_counter() - began < 5


async def test_intervals_alone_stop_counting_after_an_hour() -> None:
    source = "let n = 0; setInterval(() => console.log(++n), 60 * 1000)"
    assert (await printed(source))[-1] == "60"


async def test_intervals_go_on_while_something_else_keeps_the_program_busy() -> None:
    source = "let n = 0; setInterval(() => n++, 60 * 1000); setTimeout(() => console.log(n), 90 * 60 * 1000)"
    assert await printed(source) == ["89"]


async def test_an_interval_keeps_its_pace_whatever_else_happens() -> None:
    source = """
      let n = 0;
      const id = setInterval(() => { console.log(performance.now()); if (++n === 3) clearInterval(id); }, 10);
      setTimeout(() => {}, 15);
    """
    assert await printed(source) == ["10", "20", "30"]


async def test_two_intervals_of_one_pace_alternate() -> None:
    source = "for (const n of 'ab') { let i = 0; const id = setInterval(() => { console.log(n); if (++i > 1) clearInterval(id); }, 5); }"  # noqa: E501
    assert await printed(source) == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    ("until", "expected"), [(1, ["500", "1000"]), (0.9, ["500"]), (0, []), (2, ["500", "1000", "1001"])]
)
async def test_nothing_fires_after_until(until: float, expected: list[str]) -> None:
    source = "for (const ms of [500, 1000, 1001]) setTimeout(() => console.log(ms), ms);"
    assert await printed(source, until=until) == expected


async def test_until_may_give_intervals_more_than_an_hour() -> None:
    source = "let n = 0; setInterval(() => console.log(++n), 60 * 1000)"
    assert len(await printed(source, until=2 * HOUR)) == 120


async def test_a_sleeping_handler_later_than_until_stays_unanswered() -> None:
    runtime = await ran("my.alert()", {"alert": lambda _, app: app.sleep(5000)}, until=1)
    assert runtime.calls[0].outcome is None


async def test_time_begins_at_a_fixed_instant_unless_told_otherwise() -> None:
    assert await printed("console.log(new Date().toISOString())") == ["2026-01-01T00:00:00.000Z"]


@pytest.mark.parametrize(
    "start", [1e12, datetime(2001, 9, 9, 1, 46, 40, tzinfo=timezone.utc), datetime(2001, 9, 9, 1, 46, 40)]
)
async def test_time_begins_where_it_is_told(start: Any) -> None:
    assert await printed("console.log(Date.now())", start=start) == ["1000000000000"]


async def test_events_carry_program_time() -> None:
    runtime = await ran("setTimeout(() => { console.log(1); my.alert(); throw 1; }, 250)", start=1000)
    assert (runtime.console[0].t, runtime.calls[0].t, runtime.errors[0].t) == (1250, 1250, 1250)


async def test_the_real_clock_waits() -> None:
    began = time.perf_counter()
    source = "const t = Date.now(); setTimeout(() => console.log(Date.now() - t >= 4), 5)"
    assert await printed(source, clock="real") == ["true"]
    assert time.perf_counter() - began >= 0.004


async def test_a_handler_sleeps_on_the_real_clock_too() -> None:
    began = time.perf_counter()
    await ran("my.alert()", {"alert": lambda _, app: app.sleep(5)}, clock="real")
    assert time.perf_counter() - began >= 0.004


async def test_until_ends_a_program_on_the_real_clock() -> None:
    lines = await printed("setInterval(() => console.log(1), 2)", clock="real", until=0.02)
    assert 1 <= len(lines) <= 10


@pytest.mark.parametrize(
    "options",
    [
        {"clock": "fast"}, {"clock": "real", "start": 0}, {"start": float("nan")}, {"start": float("inf")},
        {"start": 1e16}, {"until": float("nan")}, {"until": -1}, {"timezone": float("nan")}, {"timezone": 25},
    ],
)  # fmt: skip
async def test_a_time_that_makes_no_sense_is_a_usage_error(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Runtime(**options)


async def test_the_same_seed_gives_the_same_run() -> None:
    source = """
      console.log(Math.random());
      setInterval(() => console.log(Date.now(), Math.random()), 1000);
      my.signContract({signStr: 'x', success: (r) => console.log(r.authCode)});
    """
    one, two = [await ran(source, seed=7, until=5) for _ in range(2)]
    assert (one.console, one.calls, one.errors) == (two.console, two.calls, two.errors)


async def test_another_seed_gives_another() -> None:
    one, two = [await printed("console.log(Math.random())", seed=seed) for seed in (1, 2)]
    assert one != two


def test_cancelled_timers_are_passed_over() -> None:
    timers = Timers(Clock(0))
    timers.add("timeout", 1, 5)
    timers.add("timeout", 2, 10)
    timers.cancel(1)
    due = timers.next(busy=False)
    assert due is not None
    assert (due.id, due.due) == (2, 10)


def test_cancelling_what_is_not_there_does_nothing() -> None:
    timers = Timers(Clock(0))
    timers.cancel(1)
    assert timers.next(busy=False) is None


def test_a_sleep_and_a_timer_of_one_number_are_different() -> None:
    timers = Timers(Clock(0))
    timers.add("timeout", 1, 5)
    timers.add("sleep", 1, 7)
    timers.cancel(1)
    due = timers.next(busy=False)
    assert due is not None
    assert due.kind == "sleep"
