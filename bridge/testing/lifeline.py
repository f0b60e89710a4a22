"""Forked processes that end when the one that forked them does, however it ends."""

from __future__ import annotations

import _thread
import os


class Lifeline:
    """A pipe that nobody writes to: its reading end is at its end when the last writer, the parent, is gone."""

    def __init__(self) -> None:
        self._reading, self._writing = os.pipe()

    def hold(self) -> None:
        """In a child: from now on, end when the parent has ended.

        A thread waits for it, as the engine may run for ever: it lets other threads run meanwhile. A bare one, as there
        is a fork for each test file, and `threading` would wait until it runs.
        """
        os.close(self._writing)
        _thread.start_new_thread(self._wait, ())

    def _wait(self) -> None:
        os.read(self._reading, 1)
        os._exit(1)

    def close(self) -> None:
        """In the parent: there are no children left."""
        os.close(self._reading)
        os.close(self._writing)
