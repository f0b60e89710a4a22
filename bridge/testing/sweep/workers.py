"""Plans spread over processes: reports come back in the order of the plans, however many workers there are."""

from __future__ import annotations

import multiprocessing
import os
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import TYPE_CHECKING, Any

from bridge.errors import BridgeError, EngineError, ProgramError, UsageError
from bridge.miniprogram.server import running
from bridge.testing.machine import core_numbers
from bridge.testing.sweep.plans import Finding, Plan, RunReport, Scenario, Usual
from bridge.testing.sweep.worker import Broken, Task, work

if TYPE_CHECKING:
    from bridge.miniprogram.manifest import Manifest

_CONTEXT: Any = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
_HUNG = "Look for native code that never ends: a search in a long text, a sort, a chain of promises that loop."
_DIED = "Look for what takes all memory, or recurses without end in native code."


_ERRORS: dict[str, type[BridgeError]] = {"program": ProgramError, "steps": UsageError, "ours": EngineError}


class Worker:
    """One process, and the plan it runs: number and deadline, of the machine's clock in seconds."""

    def __init__(self, pool: Workers) -> None:
        self.link, theirs = _CONTEXT.Pipe()
        # A fork has the manifest already, and copies of our ends of all links.
        forked = _CONTEXT.get_start_method() == "fork"
        inherited = [*(other.link for other in pool.workers), self.link] if forked else []
        self.core = pool.free_core()
        arguments = (theirs, inherited, pool.scenario, pool.manifest if forked else None, self.core)
        self.process: BaseProcess = _CONTEXT.Process(target=work, args=arguments, daemon=True)
        with warnings.catch_warnings():  # other threads: a watch that waits, and a progress bar. Workers need neither
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process.start()
        theirs.close()
        running.add(self.pid)  # so that a hurried end takes it along
        self.number: int | None = None
        self.deadline = 0.0

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def begin(self, number: int, task: Task, timeout: float) -> None:
        """Run a plan."""
        self.number, self.deadline = number, time.monotonic() + timeout
        with suppress(OSError):  # it has died: that is found out when its answer is awaited
            self.link.send(task)

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.link.close()
        self.process.kill()
        self.process.join()
        running.discard(self.pid)

    def leave(self) -> None:
        """Let it end by itself: it closes what it has started."""
        self.link.close()
        self.process.join(timeout=5)
        self.end() if self.process.is_alive() else running.discard(self.pid)


class Workers:
    """`count` processes that run plans of one scenario; use it as a context."""

    def __init__(self, scenario: Scenario, manifest: Manifest, count: int) -> None:
        self.scenario = scenario
        self.manifest = manifest
        self.count = count
        self.workers: list[Worker] = []

    def free_core(self) -> int | None:
        """A core on which no worker stays; None where there are none left."""
        taken = {worker.core for worker in self.workers}
        return next((core for core in core_numbers() if core not in taken), None)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self.workers:
            worker = self.workers.pop()
            if kind is None:
                worker.leave()
            else:
                worker.end()

    def run(self, plans: Iterable[Plan], usual: Usual | None) -> Iterator[RunReport]:
        """The report of each plan, in order. A run that hangs is reported, its worker killed and replaced.

        Raises `ProgramError` for what is wrong with the program's files or its server, `UsageError` for steps that
        cannot be taken, `EngineError` for what is ours.
        """
        asked = dict(enumerate(plans))
        waiting = deque((number, (plan, usual)) for number, plan in asked.items())
        done: dict[int, RunReport] = {}
        try:
            for number in range(len(asked)):
                while number not in done:
                    self._hand_out(waiting)
                    self._collect(asked, done)
                yield done.pop(number)
        finally:  # whoever asked may have heard enough, or something is wrong
            for worker in [worker for worker in self.workers if worker.number is not None]:
                self._drop(worker)

    def _hand_out(self, waiting: deque[tuple[int, Task]]) -> None:
        for worker in [worker for worker in self.workers if worker.number is None and not worker.process.is_alive()]:
            self._drop(worker)
        while waiting:
            idle = next((worker for worker in self.workers if worker.number is None), None)
            if idle is None and len(self.workers) == self.count:
                return
            (idle or self._hire()).begin(*waiting.popleft(), self.scenario.timeout)

    def _hire(self) -> Worker:
        self.workers.append(Worker(self))
        return self.workers[-1]

    def _collect(self, asked: dict[int, Plan], done: dict[int, RunReport]) -> None:
        """Wait for a report, or for a run to take too long."""
        busy = {worker.link: worker for worker in self.workers if worker.number is not None}
        patience = min(worker.deadline for worker in busy.values()) - time.monotonic()
        for link in wait(list(busy), max(patience, 0)):
            worker = busy[link]
            assert worker.number is not None
            done[worker.number] = self._received(worker, asked[worker.number])
            worker.number = None
        for worker in busy.values():
            if worker.number is not None and worker.deadline <= time.monotonic():
                done[worker.number] = self._hung(worker, asked[worker.number])

    def _received(self, worker: Worker, plan: Plan) -> RunReport:
        try:
            answer: RunReport | Broken = worker.link.recv()
        except (EOFError, ConnectionResetError):
            return self._died(worker, plan)
        if not isinstance(answer, Broken):
            return answer
        raise _ERRORS[answer.fault](answer.message)

    def _died(self, worker: Worker, plan: Plan) -> RunReport:
        worker.process.join()
        self._drop(worker)
        code = worker.process.exitcode
        return _lost(plan, "limit", f"the process of this run ended with exit code {code}", _DIED)

    def _hung(self, worker: Worker, plan: Plan) -> RunReport:
        self._drop(worker)
        words = f"the run did not end within {self.scenario.timeout:g} s of the machine's clock, and was killed"
        return _lost(plan, "hung", words, _HUNG)

    def _drop(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.end()


def _lost(plan: Plan, kind: str, message: str, advice: str) -> RunReport:
    return RunReport(plan, findings=(Finding(kind, message, "", advice),))
