"""Running a handler's coroutine without a task, until it really waits.

Most handlers answer at once. Making a task for each costs more than all the rest of a call, so a coroutine
is stepped once where it stands, as if it ran in a spare task; only if it waits does that task take it over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextvars import Context, copy_context
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Done(Generic[T]):
    """A coroutine that finished in its first step."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value


class Stepper:
    """Steps coroutines for one host loop. `close` it with the loop's program.

    During a first step the current task is the spare one. Code that asks for it (`asyncio.timeout` does, to cancel
    it later) must neither get the task of the host loop, which would then be cancelled in its place, nor one that
    is another after the first wait.
    """

    def __init__(self) -> None:
        self._spare: _Carrier | None = None

    def step(self, coroutine: Coroutine[Any, Any, T]) -> Done[T] | asyncio.Task[T]:
        """Run `coroutine` to its end or to its first real wait; then a task carries on. Raises what it raises.

        To be called from a task.
        """
        loop = asyncio.get_running_loop()
        host = asyncio.current_task(loop)
        if self._spare is None or self._spare.task.done():
            self._spare = _Carrier(loop)
        carrier = self._spare
        context = copy_context()
        _switch(loop, host, carrier.task)
        try:
            awaited = context.run(coroutine.send, None)
        except StopIteration as stop:
            return Done(stop.value)
        finally:
            _switch(loop, carrier.task, host)
        self._spare = None
        carrier.carry(coroutine, awaited, context)
        return carrier.task

    def lends(self, task: asyncio.Task[Any] | None) -> bool:
        """Whether a coroutine that makes its first step now runs as `task`."""
        return self._spare is not None and self._spare.task is task

    async def close(self) -> None:
        """End the spare task."""
        if self._spare is not None:
            self._spare.task.cancel()
            await asyncio.gather(self._spare.task, return_exceptions=True)
            self._spare = None


def _switch(loop: asyncio.AbstractEventLoop, leaving: Any, entering: Any) -> None:
    asyncio._leave_task(loop, leaving)
    asyncio._enter_task(loop, entering)


class _Carrier(Coroutine[Any, Any, Any]):
    """What a spare task runs: it waits, until it is given a coroutine that has made its first step."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._awaited: Any = loop.create_future()
        self._carried: Coroutine[Any, Any, Any] | None = None
        self._context: Context | None = None
        self._resumed = False
        self.task: asyncio.Task[Any] = loop.create_task(self, name="minibridge handler")

    def carry(self, coroutine: Coroutine[Any, Any, Any], awaited: Any, context: Context) -> None:
        """Go on with `coroutine`, which waits for `awaited`."""
        idle, self._awaited = self._awaited, awaited
        _mark(awaited, False)
        self._carried, self._context = coroutine, context
        if not idle.done():
            idle.set_result(None)

    def send(self, value: Any) -> Any:
        if self._resumed and self._carried is not None and self._context is not None:
            return self._context.run(self._carried.send, value)
        self._resumed = self._carried is not None
        _mark(self._awaited, True)
        return self._awaited

    def throw(self, *error: Any) -> Any:
        if self._carried is None or self._context is None:
            raise error[0]
        self._resumed = True
        return self._context.run(self._carried.throw, *error)

    def close(self) -> None:
        if self._carried is not None:
            self._carried.close()

    def __await__(self) -> Any:
        raise TypeError("only a task runs this")


def _mark(awaited: Any, blocking: bool) -> None:
    """Set the mark that an awaited future carries from `await` to its task: until that runs, others may await it."""
    if asyncio.isfuture(awaited):
        awaited._asyncio_future_blocking = blocking
