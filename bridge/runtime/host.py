"""The host loop: deliver an inbox, take the outbox, do what it asks, until nothing is left to do.

It knows frames, time and calls in flight, and nothing of what a JSAPI does: `answer` does that.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bridge.engine import Engine, LimitReached
from bridge.errors import ScriptError
from bridge.frames import (
    AbortFrame,
    CallFrame,
    CancelFrame,
    ClockFrame,
    ConsoleFrame,
    ErrorFrame,
    GuestFrame,
    HostFrame,
    TimerFrame,
    ValueFrame,
    encode_frame,
    read_outbox,
    write_inbox,
)
from bridge.runtime.clock import Clock, Timer, Timers
from bridge.runtime.stepping import Done, step
from bridge.runtime.trace import Call, Console, Failure, Settle, Trace

_TURNS_BETWEEN_BREATHS = 64  # how often the event loop gets to run between turns that never wait


@dataclass(slots=True)
class Outcome:
    """The answer to one call: success or failure, and the object the program receives."""

    ok: bool
    result: dict[str, Any]


class InFlight:
    """A call that was asked and not yet settled; `sleeping` counts what of it waits for program time."""

    __slots__ = ("call", "sleeping", "task")

    def __init__(self, call: Call) -> None:
        self.call = call
        self.task: asyncio.Task[Outcome] | None = None
        self.sleeping = 0


@dataclass(slots=True)
class Sleeper:
    """Somebody waiting for program time, on behalf of a call in flight or of nobody."""

    future: asyncio.Future[None]
    flight: InFlight | None


Answer = Callable[[CallFrame, InFlight], "Outcome | Coroutine[Any, Any, Outcome]"]
OnAbort = Callable[[Call], Outcome]


class Host:
    """Drives one engine. `answer` decides calls, `on_abort` what an aborted one receives."""

    def __init__(
        self, engine: Engine, clock: Clock, timers: Timers, trace: Trace, answer: Answer, on_abort: OnAbort
    ) -> None:
        self.clock = clock
        self.trace = trace
        self._engine = engine
        self._timers = timers
        self._answer = answer
        self._on_abort = on_abort
        self._inbox: list[str] = []
        self._outbox: deque[GuestFrame] = deque()
        self._in_flight: dict[int, InFlight] = {}
        self._values: dict[int, ValueFrame] = {}
        self._sleepers: dict[int, Sleeper] = {}
        self._last_id = 0
        self._wake = asyncio.Event()
        self._driving = asyncio.Lock()
        self._receive: dict[type, Callable[[Any], None]] = {
            CallFrame: self._on_call,
            AbortFrame: self._on_abort_frame,
            TimerFrame: self._on_timer,
            CancelFrame: lambda frame: self._timers.cancel(frame.id),
            ConsoleFrame: self._on_console,
            ErrorFrame: self._on_error,
            ClockFrame: lambda frame: self.clock.advance_to(frame.now),
            ValueFrame: self._on_value,
        }

    # What the layers above ask for

    def post(self, frame: HostFrame) -> None:
        """Put a frame into the next inbox. Raises `ValueError` or `TypeError` if it is no JSON."""
        self._inbox.append(encode_frame(frame))
        self._wake.set()

    async def invoke(self, action: str, **arguments: Any) -> Any:
        """Have the guest do `action`, run until it has answered, and return its value.

        Raises `ScriptError` if the program threw or rejected, or went idle without ever answering.
        """
        self._last_id = id = self._last_id + 1
        self.post({"type": "invoke", "id": id, "action": action, "arguments": arguments})
        await self._drive(lambda: id in self._values)
        return self._value_of(self._values.pop(id, None), action)

    def ask(self, action: str, **arguments: Any) -> Any:
        """Like `invoke` for actions that answer at once: one turn, now, without running anything else."""
        self._last_id = id = self._last_id + 1
        frame = encode_frame({"type": "invoke", "id": id, "action": action, "arguments": arguments})
        for received in self._cross([frame]):
            if isinstance(received, ValueFrame) and received.id == id:
                self._values[id] = received
            else:
                self._outbox.append(received)
        return self._value_of(self._values.pop(id, None), action)

    async def run_until_idle(self) -> None:
        """Run until no frame, no call in flight and no pending timeout is left."""
        await self._drive(lambda: False)

    async def sleep(self, ms: float, flight: InFlight | None = None) -> None:
        """Wait `ms` of program time. A call that only sleeps does not hold virtual time back."""
        self._last_id = id = self._last_id + 1
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers[id] = Sleeper(future, flight)
        self._timers.add("sleep", id, max(ms, 0))
        self._wake.set()
        if flight is not None:
            flight.sleeping += 1
        try:
            await future
        finally:
            if self._sleepers.pop(id, None) is not None:  # cancelled: nobody woke it
                self._timers.cancel(id, sleep=True)
                if flight is not None:
                    flight.sleeping -= 1

    async def close(self) -> None:
        """Cancel what is in flight, wait for it to end, and free the engine."""
        tasks = [flight.task for flight in self._in_flight.values() if flight.task is not None]
        self._in_flight.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._engine.close()

    # The loop

    async def _drive(self, done: Callable[[], bool]) -> None:
        async with self._driving:
            turns = 0
            while not done():
                if self._inbox or self._outbox:
                    self._turn()
                    turns += 1
                    if turns % _TURNS_BETWEEN_BREATHS == 0:
                        await asyncio.sleep(0)
                elif not await self._wait():
                    return

    def _turn(self) -> None:
        inbox, self._inbox = self._inbox, []
        if inbox:
            self._outbox.extend(self._cross(inbox))
        while self._outbox:
            frame = self._outbox.popleft()
            self._receive[type(frame)](frame)

    def _cross(self, inbox: list[str]) -> list[GuestFrame]:
        try:
            return read_outbox(self._engine.turn(write_inbox(self.clock.now, inbox)))
        except LimitReached as limit:
            self._keep_last_words(limit)
            raise

    def _keep_last_words(self, limit: LimitReached) -> None:
        """What the program had logged and called before it was stopped is not lost."""
        for frame in read_outbox(limit.outbox):
            if isinstance(frame, CallFrame):
                self.trace.add_call(Call(self.clock.now, frame.id, frame.api, frame.params))
            elif isinstance(frame, (ConsoleFrame, ErrorFrame)):
                self._receive[type(frame)](frame)
        self.trace.add_failure(Failure(self.clock.now, "limit", limit.message, limit.stack))

    async def _wait(self) -> bool:
        """Wait for whatever comes next; False when nothing can come: the program is idle."""
        timer = self._timers.next(busy=bool(self._in_flight))
        held = any(flight.sleeping == 0 for flight in self._in_flight.values())
        if timer is not None and (timer.due <= self.clock.now or (self.clock.virtual and not held)):
            self._fire(timer)
            if timer.kind == "sleep":
                await asyncio.sleep(0)  # let the sleeper run before time goes on
            return True
        if timer is None and not held:
            return False
        await self._wait_outside(timer)
        return True

    async def _wait_outside(self, timer: Timer | None) -> None:
        self._wake.clear()
        delay = None if timer is None or self.clock.virtual else max(timer.due - self.clock.now, 0) / 1000
        try:
            await asyncio.wait_for(self._wake.wait(), delay)
        except asyncio.TimeoutError:
            return

    def _fire(self, timer: Timer) -> None:
        self.clock.advance_to(timer.due)
        self._timers.take(timer)
        if timer.kind != "sleep":
            self.post({"type": "timer", "id": timer.id})
            return
        sleeper = self._sleepers.pop(timer.id)
        if sleeper.flight is not None:
            sleeper.flight.sleeping -= 1
        if not sleeper.future.done():
            sleeper.future.set_result(None)

    # What the guest sent

    def _on_call(self, frame: CallFrame) -> None:
        call = Call(self.clock.now, frame.id, frame.api, frame.params)
        self.trace.add_call(call)
        flight = InFlight(call)
        answer = self._answer(frame, flight)
        if isinstance(answer, Outcome):
            self._settle(call, answer)
            return
        progress = step(answer, asyncio.get_running_loop())
        if isinstance(progress, Done):
            self._settle(call, progress.value)
            return
        flight.task = progress
        self._in_flight[frame.id] = flight
        progress.add_done_callback(lambda task: self._finish(frame.id, task))

    def _finish(self, id: int, task: asyncio.Task[Outcome]) -> None:
        flight = self._in_flight.pop(id, None)
        self._wake.set()
        if flight is None:
            return
        outcome = self._on_abort(flight.call) if task.cancelled() else task.result()
        self._settle(flight.call, outcome)

    def _settle(self, call: Call, outcome: Outcome) -> None:
        self.post({"type": "settle", "id": call.id, "ok": outcome.ok, "result": outcome.result})
        call.outcome = "success" if outcome.ok else "fail"
        call.result = outcome.result
        if self.trace.listeners:
            self.trace.tell(Settle(self.clock.now, call))

    def _on_abort_frame(self, frame: AbortFrame) -> None:
        flight = self._in_flight.get(frame.id)
        if flight is not None and flight.task is not None:
            flight.task.cancel()

    def _on_timer(self, frame: TimerFrame) -> None:
        self._timers.add("interval" if frame.repeat else "timeout", frame.id, frame.delay)

    def _on_console(self, frame: ConsoleFrame) -> None:
        self.trace.add_console(Console(self.clock.now, frame.level, frame.text, frame.block))

    def _on_error(self, frame: ErrorFrame) -> None:
        self.trace.add_failure(Failure(self.clock.now, frame.kind, frame.message, frame.stack))

    def _on_value(self, frame: ValueFrame) -> None:
        self._values[frame.id] = frame

    @staticmethod
    def _value_of(frame: ValueFrame | None, action: str) -> Any:
        if frame is None:
            raise ScriptError(f"{action} never finished: the program went idle while it was waiting for something")
        if not frame.ok:
            raise ScriptError(frame.message, frame.stack)
        return frame.value


