"""A second engine that the host loop drives beside the program's own, such as that of a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bridge.engine import Engine, LimitReached
from bridge.frames import (
    CancelFrame,
    ClockFrame,
    ConsoleFrame,
    ErrorFrame,
    GuestFrame,
    HandledFrame,
    HostFrame,
    StateFrame,
    TimerFrame,
    read_outbox,
    write_inbox,
)
from bridge.runtime.clock import Clock, Timers
from bridge.runtime.trace import Console, Failure, Trace


class Beside:
    """Shares clock, timers and trace with the program; its timers have negative numbers there, so that they never meet.

    `on_state` is called with what it says of itself, `on_failure` with what nobody in it caught. It takes a turn when
    the program has nothing to do, so the order of things is always the same.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        timers: Timers,
        trace: Trace,
        on_state: Callable[[str, Any], None],
        on_failure: Callable[[Failure], None],
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._timers = timers
        self._trace = trace
        self._on_state = on_state
        self._on_failure = on_failure
        self._inbox: list[HostFrame] = []
        self._is_over = False
        self._reported: dict[int, Failure] = {}  # rejections that may still be handled
        self._set: set[int] = set()  # its timers, by their numbers among all
        self._receive: dict[type, Callable[[Any], None]] = {
            TimerFrame: self._on_timer,
            CancelFrame: lambda frame: self._cancel(-frame.id),
            ConsoleFrame: self._on_console,
            ErrorFrame: self._on_error,
            HandledFrame: self._on_handled,
            ClockFrame: lambda frame: self._clock.advance_to(frame.now),
            StateFrame: lambda frame: self._on_state(frame.name, frame.value),
        }

    @property
    def is_ready(self) -> bool:
        """Whether there is something for it to do now."""
        return bool(self._inbox)

    def post(self, frame: HostFrame) -> None:
        """Put a frame into its next inbox; once it is closed, there is none."""
        if not self._is_over:
            self._inbox.append(frame)

    def fire(self, number: int) -> None:
        """One of its timers is due."""
        self.post({"type": "timer", "id": -number})

    def turn(self) -> None:
        """Deliver its inbox. Raises `LimitReached`; then it is closed."""
        inbox, self._inbox = self._inbox, []
        try:
            outbox = read_outbox(self._engine.turn(write_inbox(self._clock.now, inbox)))
        except LimitReached as limit:
            self._take([frame for frame in read_outbox(limit.outbox) if isinstance(frame, ConsoleFrame | ErrorFrame)])
            self._trace.add_failure(Failure(self._clock.now, "limit", limit.message, limit.stack))
            self.close()
            raise
        self._take(outbox)

    def close(self) -> None:
        """End it now: what it had still to do is not done."""
        self._is_over = True
        self._inbox.clear()
        for number in self._set:
            self._timers.cancel(number)
        self._set.clear()
        self._engine.close()

    def _take(self, outbox: list[GuestFrame]) -> None:
        for frame in outbox:
            receive = self._receive.get(type(frame))
            if receive is not None:  # nobody waits for a value
                receive(frame)

    def _on_timer(self, frame: TimerFrame) -> None:
        self._set.add(-frame.id)
        self._timers.add("interval" if frame.repeat else "timeout", -frame.id, frame.delay)

    def _cancel(self, number: int) -> None:
        self._set.discard(number)
        self._timers.cancel(number)

    def _on_console(self, frame: ConsoleFrame) -> None:
        self._trace.add_console(Console(self._clock.now, frame.level, frame.text, frame.block))

    def _on_error(self, frame: ErrorFrame) -> None:
        failure = Failure(self._clock.now, frame.kind, frame.message, frame.stack, frame.code)
        self._trace.add_failure(failure)
        if frame.number:
            self._reported[frame.number] = failure
        self._on_failure(failure)

    def _on_handled(self, frame: HandledFrame) -> None:
        self._reported.pop(frame.number).handled = True
