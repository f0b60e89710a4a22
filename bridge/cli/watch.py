"""Ends a run from outside: on Ctrl-C, on SIGTERM, and when its time is over.

A Python signal handler runs only when the engine's call returns, which a loop in JavaScript never does. A
thread sees the signal at once, says the last words, ends the servers, and ends the process.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable

_SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}


class Watch:
    """Watches from `start` to `stop`. `end(code, reason)` is to say the last words; the process ends after it."""

    def __init__(self, end: Callable[[int, str], None], timeout: float | None) -> None:
        self._end = end
        self._timeout = timeout
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._thread = threading.Thread(target=self._watch, name="minibridge-watch", daemon=True)

    def start(self) -> None:
        for number in _SIGNALS:
            signal.signal(number, lambda *_: None)  # the wake-up below is what counts
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        self._thread.start()

    def stop(self) -> None:
        """The run is over; a signal from now on finds nothing to interrupt."""
        signal.set_wakeup_fd(-1)
        os.write(self._writer, b"\0")
        self._thread.join()

    def _watch(self) -> None:
        deadline = None if self._timeout is None else time.monotonic() + self._timeout
        while True:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            readable, _, _ = select.select([self._reader], [], [], left)
            if not readable:
                self._finish(3, "timeout")
            number = os.read(self._reader, 1)[0]
            if number == 0:
                return
            if number in _SIGNALS:
                self._finish(_SIGNALS[signal.Signals(number)], "interrupted")

    def _finish(self, code: int, reason: str) -> None:
        try:
            self._end(code, reason)
        finally:
            os._exit(code)
