"""What happened in a program so far, for whoever runs it."""

from __future__ import annotations

from bridge.jsapi.drawing import Drawing
from bridge.runtime import Call, Console, Failure, Listener, Note, Trace


class Recorded:
    """The part of `Runtime` that tells what happened."""

    _trace: Trace
    _drawings: list[Drawing]

    @property
    def calls(self) -> list[Call]:
        """Every call of `my.*` so far, in order: `.api`, `.params`, `.outcome`, `.result`."""
        return self._trace.calls

    @property
    def console(self) -> list[Console]:
        """What the program printed: `.level`, and `.text` on one line."""
        return self._trace.console

    @property
    def errors(self) -> list[Failure]:
        """What nobody caught or handled: `.kind`, `.message`, and `.stack` in the program's own files."""
        return self._trace.errors

    @property
    def notes(self) -> list[Note]:
        """What whoever runs the program should know, such as an origin to map."""
        return self._trace.notes

    @property
    def drawings(self) -> list[Drawing]:
        """What the program did with canvas, map, video and other contexts, in order."""
        return self._drawings

    def listen(self, listener: Listener) -> None:
        """Have `listener` called with every event (`bridge.runtime.trace`) as it happens."""
        self._trace.listeners.append(listener)
