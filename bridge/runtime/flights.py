"""What is under way beside the engine: calls that wait for their handlers, and what else a program waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bridge.frames import CallFrame
from bridge.runtime.trace import Call

if TYPE_CHECKING:
    from bridge.runtime.host import Host


@dataclass(slots=True)
class Outcome:
    """The answer to one call: success or failure, and the object the program receives."""

    ok: bool
    result: dict[str, Any]


class Answers(Protocol):
    """Decides calls: all that the host loop knows of JSAPIs."""

    def answer(self, frame: CallFrame, host: Host) -> Outcome | Coroutine[Any, Any, Outcome]:
        """The outcome of a call, or a coroutine for it. Raises nothing."""

    def aborted(self, call: Call) -> Outcome:
        """What a call receives whose task the program aborted."""


@dataclass(slots=True)
class InFlight:
    """A call that waits for its handler."""

    call: Call
    task: asyncio.Task[Outcome]


class Holds:
    """What may soon have something to say to the program, without being a call: until it is dropped, nothing is idle.

    While anything is held, virtual time stands still, as it does while a request is under way.
    """

    def __init__(self, wake: asyncio.Event) -> None:
        self._wake = wake
        self._held: set[object] = set()

    def __bool__(self) -> bool:
        return bool(self._held)

    def take(self, holder: object) -> None:
        """Have the program wait for `holder`."""
        self._held.add(holder)

    def drop(self, holder: object) -> None:
        """Nothing more is to be expected from `holder` for now."""
        self._held.discard(holder)
        self._wake.set()
