"""QuickJS behind one function: `turn(inbox) -> outbox`, JSON text both ways.

No Python callable is ever given to the engine. That is what lets the CPU limit stay on, keeps Python's
exceptions out of it, and makes a run exactly the list of its inboxes.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from typing import Any
from weakref import WeakSet

import quickjs

from bridge.engine.limits import (
    MEGABYTE,
    UNLIMITED,
    CpuBudget,
    LimitReached,
    Limits,
    cpu_limit_reached,
    memory_limit_reached,
    stack_size,
)
from bridge.engine.shims import FIRST_PROGRAM_LINE, FIRST_SHIM_LINE, Shims, bundle
from bridge.errors import EngineError, ScriptError, UsageError

_POSITIONS = {"firstShimLine": FIRST_SHIM_LINE, "firstProgramLine": FIRST_PROGRAM_LINE}
_INTERRUPTED = "InternalError: interrupted"
_OUT_OF_MEMORY = ("InternalError: out of memory", "InternalError: ", "null")  # as far as there was room to say it
_FEW = 16  # engines at once, from which on their memory matters more than a moment of each one's time
_LAST_WORDS = ""  # instead of an inbox: the outbox as it is, without running the program


class Engine:
    """One isolated JavaScript engine. It belongs to the thread that made it.

    `settings` reaches the shims as `kernel.settings`: JSON, read once; `clock` is always there.
    `shims` are those of the layers above, evaluated after the engine's own.
    """

    def __init__(self, settings: Mapping[str, Any], shims: Shims | None = None, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._thread = threading.get_ident()
        self._stopped: ScriptError | None = None
        self._context = quickjs.Context()
        stack = stack_size()
        if stack is not None:
            self._context.set_max_stack_size(stack)
        self._key = os.urandom(16).hex()
        self._cross = self._boot({"positions": _POSITIONS, **settings}, shims or Shims())
        _live.add(self)
        self._context.set_memory_limit(int(self.limits.memory * MEGABYTE))
        self._budget = CpuBudget(self._context, self.limits.cpu)

    def _boot(self, settings: Mapping[str, Any], shims: Shims) -> Any:
        code = bundle(shims, packed=_is_crowded())
        try:
            start = self._context.eval(code.start)
            kernel = start(self._key, json.dumps(settings), code.catalogue, *code.lazy)
            for source in code.eager:
                self._context.eval(source)(kernel)
            return self._context.eval(code.finish)(kernel)
        except quickjs.JSException as error:
            raise EngineError(f"the guest half does not start: {error}") from error

    def turn(self, inbox: str) -> str:
        """Deliver `inbox`, run until no promise job is left, and return the outbox.

        Raises `LimitReached` (with what the program had sent) when it used too much CPU time or memory;
        the engine is of no use after that, and every later turn raises the same, with nothing sent.
        """
        if self._stopped is not None:
            raise self._stopped_again()
        if threading.get_ident() != self._thread:
            raise UsageError("an engine can only be used in the thread that made it")
        try:
            return self._turn(inbox)
        except quickjs.JSException as error:
            limit = self._limit_behind(str(error))
        except LimitReached as error:
            limit = error
        raise self._stop(limit).with_traceback(None)  # whose frames would keep the heap alive

    def _turn(self, inbox: str) -> str:
        budget, run_job = self._budget, self._context.execute_pending_job
        budget.start()
        self._cross(self._key, inbox)
        while run_job():
            if budget.spent():
                raise cpu_limit_reached(self.limits)
        outbox: str = self._cross(self._key, None)
        if budget.spent():  # some interrupts are swallowed by the engine: only the clock tells
            limit = cpu_limit_reached(self.limits)
            limit.outbox = outbox
            raise limit
        return outbox

    def _limit_behind(self, text: str) -> LimitReached:
        message, _, stack = text.partition("\n")
        if message == _INTERRUPTED:
            return cpu_limit_reached(self.limits, stack)
        if message in _OUT_OF_MEMORY:
            return memory_limit_reached(self.limits, stack)
        raise EngineError(f"an error left the engine that should not have: {text}")

    def _stop(self, limit: LimitReached) -> LimitReached:
        self._stopped = limit
        if limit.outbox == "[]":
            limit.outbox = self._last_outbox()
        self._free()
        return limit

    def _stopped_again(self) -> ScriptError:
        assert self._stopped is not None
        if isinstance(self._stopped, LimitReached):
            self._stopped.outbox = "[]"
        return self._stopped

    def _last_outbox(self) -> str:
        self._context.set_memory_limit(UNLIMITED)  # no code of the program runs, so nothing grows beyond some copies
        self._context.set_time_limit(self.limits.cpu)
        try:
            return str(self._cross(self._key, _LAST_WORDS))
        except quickjs.JSException:
            return "[]"  # the heap is past saving; what earlier turns sent is not lost

    def close(self) -> None:
        """Free the engine's memory now. Safe to call twice."""
        if self._stopped is None:
            self._stopped = ScriptError("this engine is closed")
            self._free()

    def _free(self) -> None:
        _live.discard(self)
        self._cross = self._context = None
        del self._budget  # it holds the context, too


def _is_crowded() -> bool:
    """Whether so many engines live that what they hold had better be small."""
    return len(_live) >= _FEW


_live: WeakSet[Engine] = WeakSet()
