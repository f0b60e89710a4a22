"""Date, performance.now and Math.random follow the clock, the time zone and the seed of the run."""

from __future__ import annotations

import time
from datetime import datetime, timezone

import pytest

from bridge import Runtime
from tests.support.scripts import printed, ran

START = datetime(2026, 1, 1, tzinfo=timezone.utc)


async def test_time_begins_at_a_documented_instant() -> None:
    assert await printed("console.log(new Date().toISOString(), Date.now(), performance.now())") == [
        "2026-01-01T00:00:00.000Z 1767225600000 0"
    ]


async def test_time_begins_where_it_is_told_to() -> None:
    start = datetime(2024, 2, 29, 12, tzinfo=timezone.utc)
    assert await printed("console.log(new Date().toISOString())", start=start) == ["2024-02-29T12:00:00.000Z"]


async def test_time_stands_still_in_a_turn_and_jumps_to_the_next_timer() -> None:
    lines = await printed("""
        const start = Date.now();
        console.log(Date.now() - start);
        setTimeout(() => console.log(Date.now() - start, performance.now(), +new Date() - start), 86400000);
    """)
    assert lines == ["0", "86400000 86400000 86400000"]


async def test_waiting_on_the_standing_clock_moves_it() -> None:
    runtime = await ran("const end = Date.now() + 5000; while (Date.now() < end); console.log(Date.now() - end >= 0)")
    assert [line.text for line in runtime.console] == ["true"]
    assert runtime.clock.now >= START.timestamp() * 1000 + 5000


async def test_a_timer_set_after_a_wait_is_due_after_it() -> None:
    lines = await printed("""
        const start = Date.now();
        while (Date.now() < start + 100);
        setTimeout(() => console.log(Date.now() - start >= 110), 10);
    """)
    assert lines == ["true"]


async def test_reading_the_clock_now_and_then_does_not_move_it() -> None:
    source = "const s = Date.now(); for (let i = 0; i < 900; i++) Date.now(); console.log(Date.now() - s)"
    assert await printed(source) == ["0"]


async def test_the_real_clock_is_the_machine_s() -> None:
    before = time.time() * 1000
    (text,) = await printed("console.log(Date.now())", clock="real")
    assert before - 1 <= int(text) <= time.time() * 1000 + 1


LOCAL = {
    "the fields": (
        "const d = new Date(90000); console.log(d.getFullYear(), d.getMonth(), d.getDay(), d.getHours())",
        "1970 0 4 8",
    ),
    "the offset": ("console.log(new Date().getTimezoneOffset())", "-480"),
    "the text": ("console.log(String(new Date(0)))", "Thu Jan 01 1970 08:00:00 GMT+0800"),
    "its date": ("console.log(new Date(0).toDateString())", "Thu Jan 01 1970"),
    "its time": ("console.log(new Date(0).toTimeString())", "08:00:00 GMT+0800"),
    "called without new": ("console.log(Date())", "Thu Jan 01 2026 08:00:00 GMT+0800"),
    "from parts": ("console.log(new Date(2026, 0, 1).toISOString())", "2025-12-31T16:00:00.000Z"),
    "from a local text": ("console.log(new Date('2026-01-01T00:00').toISOString())", "2025-12-31T16:00:00.000Z"),
    "from a date alone": ("console.log(new Date('2026-01-01').toISOString())", "2026-01-01T00:00:00.000Z"),
    "from a text with a zone": (
        "console.log(Date.parse('2026-01-01T00:00:00+02:00') - Date.UTC(2025, 11, 31, 22))",
        "0",
    ),
    "setting": ("const d = new Date(0); d.setHours(0); console.log(d.toISOString())", "1969-12-31T16:00:00.000Z"),
    "an invalid date": ("console.log(String(new Date(NaN)), new Date(NaN).getHours())", "Invalid Date NaN"),
}


@pytest.mark.parametrize(("source", "text"), LOCAL.values(), ids=LOCAL)
async def test_local_time_is_eight_hours_east_by_default(source: str, text: str) -> None:
    assert await printed(source) == [text]


@pytest.mark.parametrize(("zone", "text"), [(0, "00:00 0"), (-3.5, "20:30 210"), (5.75, "05:45 -345")])
async def test_local_time_is_the_zone_of_the_run(zone: float, text: str) -> None:
    source = "const d = new Date(0); console.log(d.toTimeString().slice(0, 5), d.getTimezoneOffset())"
    assert await printed(source, timezone=zone) == [text]


SHAPE = {
    "a date is a Date": ("new Date() instanceof Date && new Date().constructor === Date", "true"),
    "a class may extend it": ("class D extends Date {}; new D(5) instanceof D && new D(5).getTime() === 5", "true"),
    "its parameters": ("[Date.length, Date.name].join()", "7,Date"),
    "a copy": ("new Date(new Date(5)).getTime()", "5"),
    "JSON": ("JSON.stringify(new Date(0))", '"1970-01-01T00:00:00.000Z"'),
    "its tag": ("Object.prototype.toString.call(new Date())", "[object Date]"),
    "no time at all": ("isNaN(new Date(undefined))", "true"),
    "the origin of performance": ("performance.timeOrigin === Date.now()", "true"),
}  # fmt: skip


@pytest.mark.parametrize(("expression", "text"), SHAPE.values(), ids=SHAPE)
async def test_dates_look_as_they_should(expression: str, text: str) -> None:
    *before, last = expression.split("; ")
    assert await printed(f"{';'.join(before)}; console.log(String({last}))") == [text]


async def random_numbers(seed: int) -> list[str]:
    return await printed("for (let i = 0; i < 5; i++) console.log(Math.random())", seed=seed)


async def test_random_numbers_follow_the_seed() -> None:
    assert await random_numbers(1) == await random_numbers(1)
    assert await random_numbers(1) != await random_numbers(2)


async def test_random_numbers_are_spread_between_zero_and_one() -> None:
    async with Runtime() as runtime:
        await runtime.run("for (let i = 0; i < 1000; i++) console.log(Math.random())")
    numbers = [float(line.text) for line in runtime.console]
    assert all(0 <= number < 1 for number in numbers)
    assert 0.45 < sum(numbers) / len(numbers) < 0.55
    assert len(set(numbers)) == len(numbers)
