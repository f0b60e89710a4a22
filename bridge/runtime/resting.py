"""Calls whose handlers wait for the program itself: until it is idle, or has answered something."""

from __future__ import annotations

import asyncio
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
