"""Running a handler's coroutine without a task, until it really waits.

Most handlers answer at once. Making a task for each costs more than all the rest of a call, so a coroutine
is stepped once where it stands; only if it waits does a task take it over.
"""

from __future__ import annotations

import asyncio
import types
from collections.abc import Coroutine, Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Stepping:
    """The current task during a first step, before its real task exists; afterwards it stands for that one.

    Code that asks for the current task (`asyncio.timeout` does, to cancel it later) must not get the task of
    the host loop, which would then be cancelled in its place.
    """

    def __init__(self) -> None:
        self.task: asyncio.Task[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if self.task is None:
            raise AttributeError(f"not available before the first await: Task.{name}")
        return getattr(self.task, name)

    def cancelling(self) -> int:
        return self.task.cancelling() if self.task is not None and hasattr(self.task, "cancelling") else 0

    def uncancel(self) -> int:
        return self.task.uncancel() if self.task is not None and hasattr(self.task, "uncancel") else 0


class Done(Generic[T]):
    """A coroutine that finished in its first step."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value


def step(coroutine: Coroutine[Any, Any, T], loop: asyncio.AbstractEventLoop) -> Done[T] | asyncio.Task[T]:
    """Run `coroutine` to its end or to its first real wait; then a task carries on. Raises what it raises.

    To be called from a task of `loop`.
    """
    host = asyncio.current_task(loop)
    stepping = Stepping()
    _switch(loop, host, stepping)
    try:
        awaited = coroutine.send(None)
    except StopIteration as stop:
        return Done(stop.value)
    finally:
        _switch(loop, stepping, host)
    stepping.task = loop.create_task(_resume(coroutine, awaited))
    return stepping.task


def _switch(loop: asyncio.AbstractEventLoop, leaving: Any, entering: Any) -> None:
    asyncio._leave_task(loop, leaving)
    asyncio._enter_task(loop, entering)


async def _resume(coroutine: Coroutine[Any, Any, T], awaited: Any) -> T:
    result: T = await _rest(coroutine, awaited)
    return result


@types.coroutine
def _rest(coroutine: Coroutine[Any, Any, Any], awaited: Any) -> Generator[Any, Any, Any]:
    """Yield what the first step waits for, then pass everything through."""
    while True:
        thrown: BaseException | None = None
        sent = None
        try:
            sent = yield awaited
        except BaseException as error:
            thrown = error
        try:
            awaited = coroutine.send(sent) if thrown is None else coroutine.throw(thrown)
        except StopIteration as stop:
            return stop.value
