"""The host loop: deliver an inbox, take the outbox, do what it asks, until nothing is left to do.

It knows frames, time and calls in flight, and nothing of what a JSAPI does: `answer` does that.
"""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bridge.engine import Engine, LimitReached
from bridge.errors import BridgeError, NeverFinished, ScriptError, UsageError
from bridge.frames import (
    AbortFrame,
    CallFrame,
    CancelFrame,
    ClockFrame,
    ConsoleFrame,
    ErrorFrame,
    GuestFrame,
    HandledFrame,
    HostFrame,
    StateFrame,
    TimerFrame,
    ValueFrame,
    read_outbox,
    write_inbox,
)
from bridge.runtime.clock import Clock, Timer, Timers
from bridge.runtime.flights import Answers, Holds, InFlight, Outcome
from bridge.runtime.resting import Rests, answering
from bridge.runtime.sleeping import Sleepers
from bridge.runtime.stepping import Done, Stepper
from bridge.runtime.trace import Call, Console, Failure, Settle, Trace

if TYPE_CHECKING:
    from bridge.runtime.beside import Beside

_PASSIVE = ("load", "mirror")  # frames by which no code of the program runs
_TOLD = (ConsoleFrame, ErrorFrame, HandledFrame)  # frames by which nothing has to be decided
COVERAGE = "coverage"
"""The state that tells what ran; only engines of tests have it, and tell it when a limit stops them."""

_TURNS_BETWEEN_BREATHS = 64  # how often the event loop gets to run between turns that never wait


class Host:
    """Drives one engine. Whatever the program calls is decided by `answers`."""

    def __init__(self, engine: Engine, clock: Clock, timers: Timers, trace: Trace, answers: Answers) -> None:
        self.clock = clock
        self.trace = trace
        self._engine = engine
        self._timers = timers
        self._answers = answers
        self._inbox: list[HostFrame] = []
        self._last: list[HostFrame] = []  # goes behind the inbox
        self._outbox: deque[GuestFrame] = deque()
        self._in_flight: dict[int, InFlight] = {}
        self._values: dict[int, ValueFrame] = {}
        self._sleepers = Sleepers(timers)
        self._asleep = self._sleepers.asleep
        self._rests = Rests(self._asleep)
        self._mirrors: dict[str, Callable[[Any], None]] = {}
        self._last_id = 0
        self._over: BridgeError | None = None  # why the program can do nothing any more
        self.at_rest: Callable[[], Awaitable[None]] = _nothing  # for what waits until the program has nothing to do
        self.on_load: Callable[[Sequence[Mapping[str, Any]]], None] = lambda files: None  # hears what is loaded
        self._stepper, self._wake = Stepper(), asyncio.Event()
        self.holds = Holds(self._wake)
        self.beside: Beside | None = None  # a second engine, while there is one
        self._driving = asyncio.Lock()
        self._receive: dict[type, Callable[[Any], None]] = {
            CallFrame: self._on_call,
            AbortFrame: self._on_abort_frame,
            TimerFrame: self._on_timer,
            CancelFrame: lambda frame: self._timers.cancel(frame.id),
            ConsoleFrame: self._on_console,
            ErrorFrame: self._on_error,
            HandledFrame: lambda frame: self.trace.take_back(frame.number),
            ClockFrame: lambda frame: self.clock.advance_to(frame.now),
            StateFrame: lambda frame: self._mirrors[frame.name](frame.value),
            ValueFrame: self._on_value,
        }

    # What the layers above ask for

    def post(self, frame: HostFrame, *, last: bool = False) -> None:
        """Put a frame into the next inbox; `last`: behind the answer of a call whose handler runs."""
        (self._last if last else self._inbox).append(frame)
        self._wake.set()
        if frame["type"] == "load":
            self.on_load(frame["files"])

    def mirror(self, name: str, value: Any) -> None:
        """Tell the guest that state `name`, which it answers from, is now `value`."""
        self.post({"type": "mirror", "name": name, "value": value})

    def on_state(self, name: str, changed: Callable[[Any], None]) -> None:
        """Have `changed` called with what the guest says of state `name`, before anything else of that turn."""
        self._mirrors[name] = changed

    async def invoke(self, action: str, *, within: float | None = None, **arguments: Any) -> Any:
        """Have the guest do `action`, run until it has answered, and return its value.

        A handler may ask for it: then it waits, as the loop runs already. `within`: ms of program time. Raises
        `ScriptError` if the program threw or rejected, `NeverFinished` if it did not answer in time, or never can.
        """
        self._last_id = id = self._last_id + 1
        self.post({"type": "invoke", "id": id, "action": action, "arguments": arguments})
        call_id = answering.get()
        if call_id is not None:
            return self._value_of(await self._rest(call_id, math.inf, id), action)
        by = None if within is None else self.clock.now + within
        await self._drive(lambda: id in self._values, by, intervals=True)  # it may be one that it waits for
        return self._value_of(self._values.pop(id, None), action)

    def ask(self, action: str, *, about: str = "", **arguments: Any) -> Any:
        """Like `invoke` for actions that answer at once: one turn, now, without running anything else.

        `about`: the file it is about, to be named by a limit for which the engine has no position.
        """
        self._last_id = id = self._last_id + 1
        told = [frame for frame in self._inbox if frame["type"] in _PASSIVE]
        self._inbox = [frame for frame in self._inbox if frame["type"] not in _PASSIVE]
        asked: HostFrame = {"type": "invoke", "id": id, "action": action, "arguments": arguments}
        for received in self._cross([*told, asked], about):
            if isinstance(received, ValueFrame) and received.id == id:
                self._values[id] = received
            elif isinstance(received, _TOLD):
                self._tell_earlier()
                self._receive[type(received)](received)  # nothing has to be decided: it is known at once
            else:
                self._outbox.append(received)
                self._wake.set()
        return self._value_of(self._values.pop(id, None), action)

    def _tell_earlier(self) -> None:
        """What the turn under way said before this one is told before it."""
        if any(isinstance(frame, _TOLD) for frame in self._outbox):
            waiting, self._outbox = self._outbox, deque[GuestFrame]()
            for frame in waiting:
                if isinstance(frame, _TOLD):
                    self._receive[type(frame)](frame)
                else:
                    self._outbox.append(frame)

    def accompany(
        self, engine: Engine, on_state: Callable[[str, Any], None], on_failure: Callable[[Failure], None]
    ) -> None:
        """Drive a second engine, too; one that there was is closed."""
        from bridge.runtime.beside import Beside

        self.dismiss()
        self.beside = Beside(engine, self.clock, self._timers, self.trace, on_state, on_failure)

    def dismiss(self) -> None:
        """End the second engine, if there is one."""
        if self.beside is not None:
            self.beside.close()
            self.beside = None

    async def run_until_idle(self) -> None:
        """Run until no frame, no call in flight and no pending timeout is left."""
        await self._drive(lambda: False)

    async def settle(self, patience: float) -> None:
        """Run until nothing is left to do but intervals, and what is due more than `patience` ms from now.

        A handler that asks for it waits until that is so of everything but the calls that wait for the same.
        """
        call_id, by = answering.get(), self.clock.now + patience
        if call_id is not None:
            await self._rest(call_id, by)
        else:
            await self._drive(lambda: False, by)

    @property
    def is_waiting(self) -> bool:
        """Whether a timeout or an interval is still to come."""
        return self._timers.waits(math.inf, intervals=True)

    async def _rest(self, call_id: int, by: float, answer_to: int | None = None) -> ValueFrame | None:
        self._wake.set()
        return await self._rests.take(call_id, by, answer_to)

    async def advance(self, ms: float) -> None:
        """Let `ms` of program time pass, doing what is due meanwhile."""
        call_id = answering.get()
        if call_id is not None:
            return await self.sleep(ms, call_id)
        sleeping = asyncio.ensure_future(self.sleep(ms))
        try:
            await asyncio.sleep(0)  # so that it is among the timers
            await self._drive(sleeping.done)
        finally:
            sleeping.cancel()

    async def sleep(self, ms: float, call_id: int | None = None) -> None:
        """Wait `ms` of program time. A call that only sleeps does not hold virtual time back."""
        self._wake.set()
        await self._sleepers.sleep(ms, call_id)

    def rouse(self, call_id: int) -> None:
        """End whatever a call sleeps through, now."""
        self._sleepers.rouse(call_id)
        self._wake.set()

    def later(self, ms: float, act: Callable[[], None]) -> None:
        """Have `act` called after `ms` of program time, for which the program waits."""
        self._sleepers.later(ms, act)
        self._wake.set()

    async def close(self) -> None:
        """Cancel what is in flight, wait for it to end, and free the engine."""
        tasks = [flight.task for flight in self._in_flight.values()]
        self._in_flight.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._stepper.close()
        self.dismiss()
        self._over = UsageError("this program is closed: use it inside its async with")
        self._engine.close()

    # The loop

    async def _drive(self, done: Callable[[], bool], by: float | None = None, *, intervals: bool = False) -> None:
        if self._is_handler(asyncio.current_task()):
            raise UsageError("a handler cannot run the program: the program waits for the handler")
        async with self._driving:
            turns = 0
            while not done():
                if self._takes_turn():
                    turns += 1
                    if turns % _TURNS_BETWEEN_BREATHS == 0:
                        await asyncio.sleep(0)
                elif not await self._wait(by, intervals):
                    return await self.at_rest()

    def _takes_turn(self) -> bool:
        """Make a turn, if any engine has something to do: first the program's own."""
        if self._inbox or self._last or self._outbox:
            self._turn()
        elif self.beside is not None and self.beside.is_ready:
            self.beside.turn()
        else:
            return False
        return True

    def _is_handler(self, task: asyncio.Task[Any] | None) -> bool:
        return self._stepper.lends(task) or any(flight.task is task for flight in self._in_flight.values())

    def _turn(self) -> None:
        inbox, self._inbox, self._last = self._inbox + self._last, [], []
        if inbox:
            self._outbox.extend(self._cross(inbox))
        while self._outbox:
            frame = self._outbox.popleft()
            self._receive[type(frame)](frame)

    def _cross(self, inbox: list[HostFrame], about: str = "") -> list[GuestFrame]:
        if self._over is not None:
            raise self._over
        try:
            return read_outbox(self._engine.turn(write_inbox(self.clock.now, inbox)))
        except LimitReached as limit:
            self._over = limit
            if about:
                limit.stack = limit.stack or f"    at {about}"
            self._keep_last_words(limit)
            raise

    def _keep_last_words(self, limit: LimitReached) -> None:
        """What the program had logged and called before it was stopped is not lost."""
        for frame in read_outbox(limit.outbox):
            if isinstance(frame, CallFrame):
                self.trace.add_call(Call(self.clock.now, frame.id, frame.api, frame.params))
            elif isinstance(frame, _TOLD):
                self._receive[type(frame)](frame)
            elif isinstance(frame, StateFrame) and frame.name == COVERAGE and COVERAGE in self._mirrors:
                self._mirrors[COVERAGE](frame.value)
        self.trace.add_failure(Failure(self.clock.now, "limit", limit.message, limit.stack))

    async def _wait(self, by: float | None, intervals: bool) -> bool:
        """Wait for whatever comes next; False when nothing can come, or nothing that is worth waiting for `by` then."""
        timer = self._timers.next(busy=bool(self._in_flight or self.holds))
        if by is not None and not self._timers.waits(by, intervals=intervals):
            timer = None
        held = bool(self.holds) or any(not self._asleep[id] for id in self._in_flight)
        rest = self._rests.last
        if rest is not None and not held and not self._timers.waits(rest.by):
            self._rests.end(rest, None)
            await asyncio.sleep(0)  # let it go on before time does
            return True
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
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._wake.wait(), delay)

    def _fire(self, timer: Timer) -> None:
        self.clock.advance_to(timer.due)
        self._timers.take(timer)
        if timer.id < 0 and self.beside is not None:
            return self.beside.fire(timer.id)
        if timer.kind != "sleep":
            self.post({"type": "timer", "id": timer.id})
            return
        if timer.act is not None:
            return timer.act()
        self._sleepers.wake(timer.id)

    # What the guest sent

    def _on_call(self, frame: CallFrame) -> None:
        call = Call(self.clock.now, frame.id, frame.api, frame.params)
        self.trace.add_call(call)
        answer = self._answers.answer(frame, self)
        if not isinstance(answer, Outcome):
            outer = answering.set(call.id)
            try:
                progress = self._stepper.step(answer)
            except asyncio.CancelledError:  # it waited for what was cancelled already
                return self._settle(call, self._answers.aborted(call))
            finally:
                answering.reset(outer)
            if not isinstance(progress, Done):
                self._in_flight[call.id] = InFlight(call, progress)
                progress.add_done_callback(lambda task: self._finish(call.id, task))
                return
            answer = progress.value
        self._settle(call, answer)

    def _finish(self, id: int, task: asyncio.Task[Outcome]) -> None:
        self._asleep.pop(id, None)
        flight = self._in_flight.pop(id, None)
        self._wake.set()
        if flight is not None:
            self._settle(flight.call, self._answers.aborted(flight.call) if task.cancelled() else task.result())

    def _settle(self, call: Call, outcome: Outcome) -> None:
        self.post({"type": "settle", "id": call.id, "ok": outcome.ok, "result": outcome.result})
        call.outcome = "success" if outcome.ok else "fail"
        call.result = outcome.result
        if self.trace.listeners:
            self.trace.tell(Settle(self.clock.now, call))

    def _on_abort_frame(self, frame: AbortFrame) -> None:
        flight = self._in_flight.get(frame.id)
        if flight is not None:
            flight.task.cancel()

    def _on_timer(self, frame: TimerFrame) -> None:
        self._timers.add("interval" if frame.repeat else "timeout", frame.id, frame.delay)

    def _on_console(self, frame: ConsoleFrame) -> None:
        self.trace.add_console(Console(self.clock.now, frame.level, frame.text, frame.block))

    def _on_error(self, frame: ErrorFrame) -> None:
        failure = Failure(self.clock.now, frame.kind, frame.message, frame.stack, frame.code)
        self.trace.add_failure(failure, frame.number)

    def _on_value(self, frame: ValueFrame) -> None:
        if not self._rests.answered(frame):
            self._values[frame.id] = frame

    @staticmethod
    def _value_of(frame: ValueFrame | None, action: str) -> Any:
        if frame is None:
            raise NeverFinished(f"{action} never finished: the program went idle while it was waiting for something")
        if not frame.ok:
            raise ScriptError(frame.message, frame.stack)
        return frame.value


async def _nothing() -> None:
    """Nobody waits for the program to come to rest."""
