"""What a run says, and how: a transcript for people, or JSON lines for machines."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from bridge.cli.masking import Mask
from bridge.runtime.clock import DEFAULT_START
from bridge.runtime.trace import Call, Console, Event, Failure, Launch, Note, Settle

IDLE, FAILED, USAGE, LIMIT, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""


class Output(Protocol):
    """Where a run is told. `exit` is the last thing said: nothing follows it, whoever says it first."""

    mask: Mask
    now: Callable[[], float]

    def event(self, event: Event) -> None:
        """Something happened in the program."""

    def error(self, message: str, stack: str) -> None:
        """The program or the command line is wrong."""

    def note(self, text: str) -> None:
        """Something for a person to know or do."""

    def receipt(self, api: str, behaviour: str) -> None:
        """The run relied on a behaviour of an API that is inferred."""

    def exit(self, code: int, reason: str) -> None:
        """The run is over."""


class Stream:
    """Lines on standard output, written whole and at once, from whichever thread; closed by the last one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False

    def write(self, lines: Iterable[str], *, last: bool = False) -> None:
        data = "".join(f"{line}\n" for line in lines).encode(_encoding(), errors="backslashreplace")
        # A reader that stopped reading holds the lock for ever: the end of the run does not wait for it.
        if not self._lock.acquire(timeout=1 if last else -1):
            return
        try:
            if not self._closed:
                self._closed = last
                _write_all(data)
        finally:
            self._lock.release()


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _write_all(data: bytes) -> None:
    sys.stdout.flush()
    view = memoryview(data)
    while view:
        view = view[os.write(sys.stdout.fileno(), view) :]


class JsonLines:
    """One JSON object a line, ASCII only, on standard output."""

    def __init__(self) -> None:
        self.mask = Mask()
        self.now: Callable[[], float] = lambda: DEFAULT_START
        self._stream = Stream()

    def event(self, event: Event) -> None:
        if isinstance(event, Note):
            self.note(event.text)
            return
        fields = _fields(event)
        if fields is not None:
            self._line(event.t, fields)

    def error(self, message: str, stack: str) -> None:
        self._line(self.now(), {"type": "error", "message": message, "stack": stack})

    def note(self, text: str) -> None:
        """Standard output carries nothing else, so notes go to standard error."""
        print(text, file=sys.stderr, flush=True)

    def receipt(self, api: str, behaviour: str) -> None:
        self._line(self.now(), {"type": "receipt", "api": api, "inferred": behaviour})

    def exit(self, code: int, reason: str) -> None:
        self._line(self.now(), {"type": "exit", "code": code, "reason": reason}, last=True)

    def _line(self, t: float, fields: dict[str, Any], *, last: bool = False) -> None:
        masked = {name: value if name == "type" else self.mask.value(value) for name, value in fields.items()}
        self._stream.write([json.dumps({**masked, "t": t if t % 1 else int(t)})], last=last)


def _fields(event: Event) -> dict[str, Any] | None:
    if isinstance(event, Launch):
        return {"type": "launch", "page": event.page}
    if isinstance(event, Call):
        return {"type": "call", "id": event.id, "api": event.api, "params": event.params}
    if isinstance(event, Settle):
        call = event.call
        return {
            "type": "settle",
            "id": call.id,
            "api": call.api,
            "outcome": call.outcome,
            "result": call.result,
        }
    if isinstance(event, Console):
        return {"type": "console", "level": event.level, "text": event.text}
    if isinstance(event, Failure):
        return {"type": "error", "message": event.message, "stack": event.stack}
    return None
