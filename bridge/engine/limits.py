"""How much a program may use, and the stop-watch over one turn's CPU time.

In-process limits stop accidents, not attackers; `README.md` beside this file lists what escapes them.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from dataclasses import dataclass
from typing import Protocol

from bridge.errors import ScriptError, UsageError

MEGABYTE = 1024 * 1024
UNLIMITED = -1
_IDLE_THREADS = ("MainThread", "quickjs-worker", "minibridge-", "asyncio_")


@dataclass(frozen=True)
class Limits:
    """Limits of one program.

    `cpu`: seconds of CPU time in one turn (one event and all the promise jobs it causes).
    `memory`: megabytes of the engine's heap. Raises `UsageError` for values that are not positive.
    """

    cpu: float = 5.0
    memory: float = 128

    def __post_init__(self) -> None:
        if not (self.cpu > 0 and self.memory > 0):
            raise UsageError(f"limits must be more than zero: cpu={self.cpu}, memory={self.memory}")


class LimitReached(ScriptError):
    """A limit ended the program. `outbox` is what it had sent until then."""

    outbox: str = "[]"


def cpu_limit_reached(limits: Limits, stack: str = "") -> LimitReached:
    """The error for a turn that used up its CPU time; `stack` says where, if the engine told."""
    return LimitReached(
        f"CPU time limit: one turn of the program took more than {limits.cpu:g} s and the program was stopped. "
        "Raise it with --time-limit SECONDS or limits=Limits(cpu=SECONDS).",
        stack,
        limit="cpu",
    )


def memory_limit_reached(limits: Limits, stack: str = "") -> LimitReached:
    """The error for a program that filled its heap; `stack` says where, if the engine told."""
    return LimitReached(
        f"memory limit: the program needed more than {limits.memory:g} MB and was stopped. "
        "Raise it with --memory-limit MB or limits=Limits(memory=MB).",
        stack,
        limit="memory",
    )


class _Timed(Protocol):
    def set_time_limit(self, limit: float, /) -> None: ...


class CpuBudget:
    """CPU time of one turn, over as many calls into the engine as the turn takes.

    The engine's own limit starts anew with every call and counts the whole process. So what is left is
    recomputed from this thread's CPU time as the turn goes on, and while other threads may be burning
    it is multiplied by as many as can run at once, lest their time end our program.
    """

    def __init__(self, context: _Timed, seconds: float) -> None:
        self._context = context
        self._seconds = seconds
        self._step = seconds / 20
        self._began = 0.0
        self._left = 0.0
        self._threads = 0
        self._scale = 1

    def start(self) -> None:
        self._began = time.thread_time()
        self._grant(self._seconds)

    def spent(self) -> bool:
        """Whether the turn's time is over; asked after each promise job."""
        left = self._seconds - (time.thread_time() - self._began)
        if left <= 0:
            return True
        if left < self._left - self._step:
            self._grant(left)
        return False

    def _grant(self, seconds: float) -> None:
        self._left = seconds
        if threading.active_count() != self._threads:
            self._threads = threading.active_count()
            self._scale = min(os.cpu_count() or 1, 1 + _busy_threads())
        self._context.set_time_limit(seconds * self._scale)


def _busy_threads() -> int:
    """How many other threads may be using the CPU, as far as their names tell."""
    own = threading.current_thread()
    others = (thread for thread in threading.enumerate() if thread is not own)
    return sum(not thread.name.startswith(_IDLE_THREADS) for thread in others)


def stack_size() -> int | None:
    """Bytes of native stack the engine may use: 4 MB where the thread surely has 8, else the engine's own limit."""
    if not sys.platform.startswith("linux") or threading.current_thread() is not threading.main_thread():
        return None
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_STACK)
    roomy = soft == resource.RLIM_INFINITY or soft >= 8 * MEGABYTE
    return 4 * MEGABYTE if roomy else None
