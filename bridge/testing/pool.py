"""Runs test files, each in a process of its own, several at once.

This process makes an engine ready for a program and forks for every file of it, so that each file begins in a fresh
engine that costs next to nothing. What a child finds out comes back as JSON lines through a pipe. One that is silent
for too long hangs where no limit reaches: it is killed, its test fails, and the rest of its file runs in another child.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import selectors
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bridge.testing.discovery import TestFile
from bridge.testing.file_run import FileOptions, FileRun
from bridge.testing.lifeline import Lifeline
from bridge.testing.program import TestedProgram
from bridge.testing.results import LOADING, Fault, FileEnd, FileResult, TestResult
from bridge.testing.snapshots import SnapshotOutcome

CAN_FORK = hasattr(os, "fork")
_REHEARSALS = 10
"""How often an event loop runs here before forks run theirs: what ran before is written to less, so less is copied."""

_PATIENCE = 10.0
"""Seconds of silence, beyond what the CPU limit allows, after which a child counts as hanging."""


@dataclass
class _Child:
    """A process that runs one file. `current`: the test it runs; `done`: numbers of those it has told of."""

    file: TestFile
    pid: int
    pipe: int
    heard: float
    result: FileResult
    current: str = LOADING
    done: set[int] = field(default_factory=set)
    unread: bytes = b""
    ended: bool = False


class Pool:
    """Runs files with at most `workers` processes at a time."""

    def __init__(self, options: FileOptions, workers: int) -> None:
        self._options = options
        self._workers = max(workers, 1)
        self._prepared: tuple[Any, TestedProgram] | None = None
        self._children = dict[int, _Child]()
        self._leaving = list[int]()  # those that told all: the next one need not wait until they are gone
        self._lifeline: Lifeline | None = None
        limits = options.options.get("limits")
        self._silence = _PATIENCE + 2 * (limits.cpu if limits is not None else 5.0)

    def run(
        self, files: Sequence[TestFile], heard: Callable[[TestResult], None] = lambda result: None
    ) -> Iterator[FileResult]:
        """The results, file by file as they end; `heard` is told of each test. With `bail`, none after a failure."""
        if not CAN_FORK:
            yield from self._run_here(files, heard)
            return
        waiting = deque(files)
        self._lifeline = Lifeline()
        try:
            with selectors.DefaultSelector() as selector:
                while waiting or self._children:
                    while waiting and len(self._children) < self._workers:
                        self._start(waiting.popleft(), selector)
                    for result in self._listen(selector, heard):
                        yield result
                        if self._options.bail and result.failed:
                            return
        finally:
            self._end_all()

    def _run_here(self, files: Sequence[TestFile], heard: Callable[[TestResult], None]) -> Iterator[FileResult]:
        """Where a process cannot fork: one after another, in this one. Nothing can end one that hangs."""
        for file in files:
            result = asyncio.run(_collected(FileRun(file, self._options), file, heard))
            yield result
            if self._options.bail and result.failed:
                return

    # Children

    def _start(self, file: TestFile, selector: selectors.BaseSelector, after: _Child | None = None) -> None:
        """`after`: the child that ran the file until it was killed."""
        program = self._ready(file)
        program.foresee(file.path)
        assert self._lifeline is not None
        reading, writing = os.pipe()
        gc.freeze()
        pid = os.fork()
        if pid == 0:
            self._lifeline.hold()
            os.close(reading)
            done = after.done if after is not None else set()
            wire = _Wire(writing)
            _serve(FileRun(file, self._options, prepared=program, done=done, tell=wire.begin, leaves=True), wire)
        os.close(writing)
        child = _Child(file, pid, reading, time.monotonic(), FileResult(file.shown))
        if after is not None:
            child.result, child.done = after.result, after.done
        self._children[pid] = child
        selector.register(reading, selectors.EVENT_READ, child)

    def _ready(self, file: TestFile) -> TestedProgram:
        """A program of the file's folder that did nothing yet. It is only ever used by forked children."""
        if self._prepared is None or self._prepared[0] != file.root:
            if self._prepared is not None:
                asyncio.run(self._prepared[1].close())
            for _ in range(_REHEARSALS):
                asyncio.run(_nothing())
            program = TestedProgram(file.root, **self._options.options)
            program.warm()
            self._prepared = (file.root, program)
        return self._prepared[1]

    def _listen(self, selector: selectors.BaseSelector, heard: Callable[[TestResult], None]) -> Iterator[FileResult]:
        for key, _ in selector.select(timeout=1.0):
            child: _Child = key.data
            data = os.read(child.pipe, 1 << 16)
            child.heard = time.monotonic()
            if data:
                self._read(child, data, heard)
            if child.ended:
                self._part_with(child, selector)
                self._leaving.append(child.pid)
                yield child.result
            elif not data:
                yield from self._reap(child, selector, heard)
        for child in [child for child in self._children.values() if self._hangs(child)]:
            os.kill(child.pid, signal.SIGKILL)
            yield from self._reap(child, selector, heard, hung=True)

    def _hangs(self, child: _Child) -> bool:
        return time.monotonic() - child.heard > self._silence

    def _read(self, child: _Child, data: bytes, heard: Callable[[TestResult], None]) -> None:
        *lines, child.unread = (child.unread + data).split(b"\n")
        for line in lines:
            kind, value = json.loads(line)
            if kind == "begin":
                child.current = value
            elif kind == "end":
                snapshots = value.pop("snapshots")
                child.result.end = FileEnd(**value, snapshots=SnapshotOutcome(**snapshots) if snapshots else None)
                child.ended = True
            else:
                result = TestResult.from_json(value)
                child.done.add(result.number)
                child.result.tests.append(result)
                heard(result)

    def _reap(
        self,
        child: _Child,
        selector: selectors.BaseSelector,
        heard: Callable[[TestResult], None],
        hung: bool = False,
    ) -> Iterator[FileResult]:
        self._part_with(child, selector)
        _, status = os.waitpid(child.pid, 0)
        silent = f"was silent for more than {self._silence:g} s, which no limit ended, and was killed"
        lost = self._lost(child, silent if hung else _died(status))
        child.result.tests.append(lost)
        heard(lost)
        if child.current == LOADING:
            yield child.result
        else:
            child.done.add(lost.number)
            self._start(child.file, selector, child)

    def _part_with(self, child: _Child, selector: selectors.BaseSelector) -> None:
        selector.unregister(child.pipe)
        os.close(child.pipe)
        del self._children[child.pid]

    def _lost(self, child: _Child, why: str) -> TestResult:
        """The result of the test with which a child ended. Those before it were told of, in order."""
        number = -1 if child.current == LOADING else max(child.done, default=-1) + 1
        fault = Fault(f"The process that ran it {why}.")
        return TestResult(child.file.shown, child.current, "failed", faults=(fault,), number=number)

    def _end_all(self) -> None:
        for child in self._children.values():
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)
            os.close(child.pipe)
        for pid in self._leaving:
            os.waitpid(pid, 0)
        self._children.clear()
        self._leaving.clear()
        if self._lifeline is not None:
            self._lifeline.close()
            self._lifeline = None
        if self._prepared is not None:
            asyncio.run(self._prepared[1].close())
            self._prepared = None


def _died(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"was ended by signal {-code}" if code < 0 else f"ended by itself with code {code}"


async def _nothing() -> None:
    """What is rehearsed."""


class _Wire:
    """A child's end of its pipe. A result goes together with what comes next, as each message wakes the parent."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe
        self._unsent = b""
        self._current = LOADING

    def begin(self, name: str) -> None:
        if name != self._current:
            self._current = name
            self._send("begin", name)

    def test(self, result: TestResult) -> None:
        self._unsent += _line("test", result.to_json())

    def end(self, end: FileEnd) -> None:
        self._send("end", asdict(end))

    def _send(self, kind: str, value: Any) -> None:
        data = memoryview(self._unsent + _line(kind, value))
        self._unsent = b""
        while data:
            data = data[os.write(self._pipe, data) :]


def _line(kind: str, value: Any) -> bytes:
    return json.dumps([kind, value]).encode() + b"\n"


def _serve(run: FileRun, wire: _Wire) -> None:
    """A child's life. It leaves without what the parent would do at its own end, and without tidying up."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        asyncio.new_event_loop().run_until_complete(_tell_all(run, wire))
        code = 0
    finally:
        os._exit(code)


async def _tell_all(run: FileRun, wire: _Wire) -> None:
    async for result in run.results():
        wire.test(result)
    wire.end(run.end)


async def _collected(run: FileRun, file: TestFile, heard: Callable[[TestResult], None]) -> FileResult:
    result = FileResult(file.shown)
    async for test in run.results():
        result.tests.append(test)
        heard(test)
    return replace(result, end=run.end)
