"""What happened in a run, in order: kept for tests to read, and told to whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(slots=True)
class Launch:
    """A page was opened. `t` is program time in ms since the epoch, here and below."""

    t: float
    page: str


@dataclass(slots=True)
class Call:
    """One call of `my.<api>`: `params` as passed, functions left out; `outcome` is None until it is settled."""

    t: float
    id: int
    api: str
    params: Any
    outcome: Literal["success", "fail"] | None = None
    result: dict[str, Any] | None = None


@dataclass(slots=True)
class Settle:
    """The outcome of `call` reached the program."""

    t: float
    call: Call


@dataclass(slots=True)
class Console:
    """The program printed `text`; `block` is the same over several lines where a terminal shows it so."""

    t: float
    level: str
    text: str
    block: str | None = None


@dataclass(slots=True)
class Failure:
    """Nobody caught this. `kind`: "error" (thrown), "rejection", or "limit" (which ended the program).

    `code`: that of the error itself, such as MODULE_NOT_FOUND; "JSAPI" for a call's documented failure. `handled`: a
    rejection that somebody handled after all, in a later turn.
    """

    t: float
    kind: str
    message: str
    stack: str = ""
    code: str = ""
    handled: bool = False


@dataclass(slots=True)
class Note:
    """Something the person running the program should know, such as which origin to map."""

    t: float
    text: str


@dataclass(slots=True)
class WalletRequest:
    """The simulated wallet answered `method` `path` with result `code`, or sent a notification there."""

    t: float
    method: str
    path: str
    code: str


Event = Launch | Call | Settle | Console | Failure | Note | WalletRequest
Listener = Callable[[Event], None]


@dataclass(slots=True)
class Trace:
    """Everything that happened so far. `listeners` are told of each event as it happens.

    `advise` may have something to say of a failure, which is a note after the first that it is said of.
    """

    calls: list[Call] = field(default_factory=list)
    console: list[Console] = field(default_factory=list)
    errors: list[Failure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    listeners: list[Listener] = field(default_factory=list)
    advise: Callable[[Failure], str | None] | None = None
    _rejections: dict[int, Failure] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)

    def add_call(self, call: Call) -> None:
        self.calls.append(call)
        if self.listeners:
            self.tell(call)

    def add_console(self, console: Console) -> None:
        self.console.append(console)
        self.tell(console)

    def add_failure(self, failure: Failure, number: int = 0) -> None:
        """`number`: of a rejection that may still be handled."""
        self.errors.append(failure)
        if number:
            self._rejections[number] = failure
        self.tell(failure)
        advice = self.advise(failure) if self.advise else None
        if advice is not None and all(note.text != advice for note in self.notes):
            self.add_note(Note(failure.t, advice))

    def take_back(self, number: int) -> None:
        """The rejection of that number has been handled after all."""
        self._rejections.pop(number).handled = True

    def add_note(self, note: Note) -> None:
        self.notes.append(note)
        self.tell(note)
