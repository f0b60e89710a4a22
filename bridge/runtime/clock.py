"""The one clock of a run, and what waits on it."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Literal

from bridge.errors import UsageError

DEFAULT_START = datetime(2026, 1, 1, tzinfo=timezone.utc).timestamp() * 1000
"""Where virtual time begins unless told otherwise: 2026-01-01T00:00:00Z, in ms since the epoch."""

LAST_INSTANT = 8.64e15
"""Milliseconds since the epoch: no Date of JavaScript is later."""

INTERVAL_HORIZON = 3600 * 1000.0
"""Milliseconds of program time after which intervals alone no longer keep a program busy."""


class Clock:
    """Program time in ms since the epoch. Virtual time stands still until somebody moves it."""

    virtual = True

    def __init__(self, start: float = DEFAULT_START) -> None:
        self.start = start
        self._now = start

    @property
    def now(self) -> float:
        return self._now

    def advance_to(self, instant: float) -> None:
        """Move to `instant`; time never goes back."""
        self._now = max(self._now, instant)


class RealClock(Clock):
    """The machine's clock. It moves by itself, so `advance_to` does nothing."""

    virtual = False

    def __init__(self) -> None:
        super().__init__(time.time() * 1000)

    @property
    def now(self) -> float:
        return time.time() * 1000

    def advance_to(self, instant: float) -> None:
        return


def clock_of(kind: str, start: datetime | float | None = None) -> Clock:
    """The clock called `kind`, "virtual" or "real"; `start` (UTC where it names no zone) is for a virtual one.

    Raises `UsageError` for anything else.
    """
    if kind == "real":
        if start is not None:
            raise UsageError("the real clock cannot be told where to start")
        return RealClock()
    if kind != "virtual":
        raise UsageError(f"no such clock: {kind!r}; there are virtual and real")
    if isinstance(start, datetime):
        aware = start if start.tzinfo is not None else start.replace(tzinfo=timezone.utc)
        return Clock(aware.timestamp() * 1000)
    return Clock(DEFAULT_START if start is None else within("start", float(start), -LAST_INSTANT, LAST_INSTANT))


def within(name: str, value: float, least: float, most: float) -> float:
    """`value`, if it lies there. Raises `UsageError` otherwise, also for what is no number."""
    if least <= value <= most:
        return value
    raise UsageError(f"{name}={value} makes no sense: it is a number from {least:g} to {most:g}")


Kind = Literal["timeout", "interval", "sleep"]


@dataclass(order=True)
class Timer:
    """Something due at `due`; equal times go in the order in which they were set."""

    due: float
    order: int
    kind: Kind = field(compare=False)
    id: int = field(compare=False)
    delay: float = field(compare=False, default=0)
    cancelled: bool = field(compare=False, default=False)
    act: Callable[[], None] | None = field(compare=False, default=None)


class Timers:
    """All that waits on the clock, soonest first.

    `until` (ms since the epoch) ends program time: nothing later is ever due. Without it, intervals alone stop
    counting an hour after the start, and everything else is waited for however late it is.
    """

    def __init__(self, clock: Clock, until: float | None = None) -> None:
        self._clock = clock
        self._until = until
        self._horizon = clock.start + INTERVAL_HORIZON
        self._heap: list[Timer] = []
        self._live: dict[tuple[bool, int], Timer] = {}
        self._order = 0
        self._once = 0

    def add(self, kind: Kind, id: int, delay: float, act: Callable[[], None] | None = None) -> None:
        self._order += 1
        timer = Timer(self._clock.now + delay, self._order, kind, id, delay, act=act)
        self._push(timer)

    def _push(self, timer: Timer) -> None:
        heapq.heappush(self._heap, timer)
        self._live[timer.kind == "sleep", timer.id] = timer
        self._once += timer.kind != "interval"

    def cancel(self, id: int, *, sleep: bool = False) -> None:
        timer = self._live.pop((sleep, id), None)
        if timer is not None:
            timer.cancelled = True
            self._once -= timer.kind != "interval"

    def next(self, *, busy: bool) -> Timer | None:
        """The timer to wait for; `busy` says that something else keeps the program going."""
        while self._heap and self._heap[0].cancelled:
            heapq.heappop(self._heap)
        if not self._heap:
            return None
        timer = self._heap[0]
        if self._until is not None:
            return timer if timer.due <= self._until else None
        return timer if busy or self._once or timer.due <= self._horizon else None

    def waits(self, by: float, *, intervals: bool = False) -> bool:
        """Whether anything is due until `by` (ms since the epoch); `intervals` says whether they count."""
        return any(timer.due <= by and (intervals or timer.kind != "interval") for timer in self._live.values())

    def take(self, timer: Timer) -> None:
        """Remove the timer that is due; an interval is set again, counted from when it was due."""
        heapq.heappop(self._heap)
        del self._live[timer.kind == "sleep", timer.id]
        self._once -= timer.kind != "interval"
        if timer.kind == "interval":
            self._order += 1
            late = max(timer.due, self._clock.now) if not self._clock.virtual else timer.due
            self._push(Timer(late + timer.delay, self._order, "interval", timer.id, timer.delay))
