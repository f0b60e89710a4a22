"""Calls whose handlers wait for the program itself: until it is idle, or has answered something."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass

from bridge.frames import ValueFrame

answering: ContextVar[int | None] = ContextVar("the call whose handler runs", default=None)


@dataclass(eq=False, slots=True)
class Rest:
    """Call `call_id` waits until nothing is due until `by` (ms since the epoch), or `answer_to` is answered."""

    call_id: int
    by: float
    answer_to: int | None
    future: asyncio.Future[ValueFrame | None]


class Rests:
    """All that rest; the one that began last ends first. `asleep` counts, by call, what does not hold time back."""

    def __init__(self, asleep: Counter[int]) -> None:
        self._asleep = asleep
        self._resting: list[Rest] = []

    @property
    def last(self) -> Rest | None:
        """The one that ends when the program is idle."""
        return self._resting[-1] if self._resting else None

    async def take(self, call_id: int, by: float, answer_to: int | None = None) -> ValueFrame | None:
        """Have a call wait. Gives the answer it waited for, if there was one."""
        rest = Rest(call_id, by, answer_to, asyncio.get_running_loop().create_future())
        self._resting.append(rest)
        self._asleep[call_id] += 1
        try:
            return await rest.future
        finally:
            if rest in self._resting:  # cancelled
                self.end(rest, None)

    def end(self, rest: Rest, answer: ValueFrame | None) -> None:
        """Let a call go on."""
        self._resting.remove(rest)
        self._asleep[rest.call_id] -= 1
        if not rest.future.done():
            rest.future.set_result(answer)

    def answered(self, frame: ValueFrame) -> bool:
        """Whether somebody waited for this answer, who then goes on."""
        rest = next((rest for rest in self._resting if rest.answer_to == frame.id), None)
        if rest is not None:
            self.end(rest, frame)
        return rest is not None
