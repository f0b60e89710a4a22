"""What can go wrong, by who is at fault.

A documented JSAPI failure is not an error of this kind: it is an answer that the program receives.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class BridgeError(Exception):
    """Base of everything this package raises on purpose."""


@dataclass(frozen=True)
class Place:
    """Where something is in the program's own files; lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


class ProgramError(BridgeError):
    """The program's files are wrong: what, where, and what to write instead."""

    def __init__(self, message: str, *, place: Place | Path | None = None, advice: str = "") -> None:
        self.place = Place(str(place)) if isinstance(place, Path) else place
        self.message = message
        self.advice = advice
        where = f"{self.place}: " if self.place else ""
        super().__init__(where + message + (f"\n{advice}" if advice else ""))


class ScriptError(BridgeError):
    """The program's JavaScript threw, hung, or ran out of memory or stack.

    `stack` names the program's own files (`    at f (pages/a.js:3:14)` a line), or is empty where the
    engine gives none. `limit` is `"cpu"`, `"memory"` or `"timeout"` when a limit ended the program, else `None`.
    """

    def __init__(self, message: str, stack: str = "", *, limit: str | None = None) -> None:
        self.message = message
        self.stack = stack
        self.limit = limit
        super().__init__(message, stack)

    def __str__(self) -> str:
        return f"{self.message}\n{self.stack}".rstrip()


class NeverFinished(ScriptError):
    """Something the program was asked to do waits for what cannot come: nothing is under way any more."""


class EngineError(BridgeError):
    """This package broke a promise of its own; please report it."""


class ContractError(BridgeError):
    """A handler broke the contract of calls: which one, what it did, and what it had promised."""


class UsageError(BridgeError):
    """The caller of this library, or of its command line, asked for something that cannot be."""
