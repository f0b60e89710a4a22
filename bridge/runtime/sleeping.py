"""Who waits for program time, and for which call."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bridge.runtime.clock import Timers


@dataclass(slots=True)
class Sleeper:
    """Somebody waiting for program time, on behalf of the call `call_id` or of nobody."""

    future: asyncio.Future[None]
    call_id: int | None


class Sleepers:
    """They are among the `timers`; `asleep` is, per call, how much of it waits for program time."""

    def __init__(self, timers: Timers) -> None:
        self.asleep: Counter[int] = Counter()
        self._timers = timers
        self._sleepers: dict[int, Sleeper] = {}
        self._last_id = 0

    async def sleep(self, ms: float, call_id: int | None) -> None:
        """Wait until `wake` is told that `ms` have passed."""
        self._last_id = id = self._last_id + 1
        sleeper = Sleeper(asyncio.get_running_loop().create_future(), call_id)
        self._sleepers[id] = sleeper
        self._timers.add("sleep", id, max(ms, 0))
        if call_id is not None:
            self.asleep[call_id] += 1
        try:
            await sleeper.future
        finally:
            if id in self._sleepers:  # cancelled: the clock never woke it
                self._timers.cancel(id, sleep=True)
                self._stir(id)

    def later(self, ms: float, act: Callable[[], None]) -> None:
        """Have `act` called when `ms` have passed."""
        self._last_id += 1
        self._timers.add("sleep", self._last_id, max(ms, 0), act)

    def wake(self, id: int) -> None:
        """The time of a sleeper has come."""
        future = self._stir(id)
        if not future.done():
            future.set_result(None)

    def rouse(self, call_id: int) -> None:
        """End whatever a call sleeps through, now."""
        for id in [id for id, sleeper in self._sleepers.items() if sleeper.call_id == call_id]:
            self._timers.cancel(id, sleep=True)
            self.wake(id)

    def _stir(self, id: int) -> asyncio.Future[None]:
        """Forget a sleeper; the call it slept for is under way again."""
        sleeper = self._sleepers.pop(id)
        if sleeper.call_id is not None:
            self.asleep[sleeper.call_id] -= 1
        return sleeper.future
