"""Runs one test file: collects it, and has its hooks and tests performed one after another.

Every function of the file is an invocation of its own, with its own CPU budget. One that reaches a limit fails its
test; the file is then collected again in a fresh engine, and what was not run yet runs there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bridge.engine import LimitReached
from bridge.errors import BridgeError, NeverFinished, ScriptError
from bridge.testing.discovery import TestFile
from bridge.testing.plan import Hook, Plan, PlannedTest, name_filter, read_plan
from bridge.testing.program import CONSOLE_ERROR, TestedProgram
from bridge.testing.results import LOADING, Fault, FileEnd, TestResult
from bridge.testing.snapshots import SnapshotOutcome, Update, read_snapshots, snapshot_path

Wanted = Callable[[PlannedTest], bool]
_NEVER = "\nNothing that it waits for is under way any more: it awaits a promise that is never settled."


@dataclass(frozen=True)
class FileOptions:
    """How files are run: `options` are those of `MiniProgram`, `wanted` chooses tests.

    `bail`: stop at the first failure. `update`: which snapshots are written: none, new ones, or all.
    """

    options: dict[str, Any] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=lambda: name_filter(None, None))
    bail: bool = False
    update: Update = "none"


class FileRun:
    """One run of one test file. What it told is in `end` when its last result was given.

    `prepared`: a program of its folder that did nothing yet. `done`: numbers of tests that are not to run again.
    `leaves`: the process ends with the run, so the last engine is not freed: that takes longer than most tests.
    """

    def __init__(
        self,
        file: TestFile,
        options: FileOptions,
        *,
        prepared: TestedProgram | None = None,
        done: Iterable[int] = (),
        tell: Callable[[str], None] = lambda name: None,
        leaves: bool = False,
    ) -> None:
        self._file = file
        self._options = options
        self._prepared = prepared
        self._tell = tell  # of each test before it runs
        self._done = set(done)
        self._leaves = leaves
        self.end = FileEnd()

    async def results(self) -> AsyncIterator[TestResult]:
        """Every test of the file, in order."""
        finished = False
        while not finished:
            session = FileSession(self._file, self._options, self._prepared)
            self._prepared = None
            try:
                async for result in self._of(session):
                    yield result
                    if self._options.bail and result.status == "failed":
                        return
                finished = not session.is_broken
            finally:
                session.note(self.end)
                if not (finished and self._leaves):
                    await session.close()

    async def _of(self, session: FileSession) -> AsyncIterator[TestResult]:
        """Those of one engine, until a limit ends it."""
        self._tell(LOADING)
        try:
            plan = await session.collect()
        except BridgeError as error:
            session.is_broken = False  # it would be the same again
            yield TestResult(self._file.shown, LOADING, "failed", faults=(fault_of(error),))
            return
        left = deque(test for test in plan.tests if test.number not in self._done)
        while left and not session.is_broken:
            test = left.popleft()
            self._done.add(test.number)
            self._tell(test.full_name)
            yield await session.run(test, next(filter(session.runs, left), None))


class FileSession:
    """A test file in an engine: collect it, run its tests one by one, close it.

    `is_broken`: a limit ended the engine, and what is left must run in another.
    """

    def __init__(self, file: TestFile, options: FileOptions, prepared: TestedProgram | None = None) -> None:
        self.is_broken = False
        self._file = file
        self._options = options
        self._program = prepared or TestedProgram(file.root, **options.options)
        self._plan = Plan((), (), 0, 0)
        self._entered: list[int] = []  # suites whose beforeAll ran
        self._spoilt: dict[int, Fault] = {}  # those where it failed
        self._standing: tuple[set[str], set[str]] = set(), set()  # what was allowed and forbidden outside of tests
        self._seen_errors = 0
        self._seen_console = 0
        self._told = 0  # lines printed that somebody was told of

    async def collect(self) -> Plan:
        """Evaluate the file. Raises `BridgeError` for one that cannot be."""
        try:
            await self._program.__aenter__()
            recorded = read_snapshots(snapshot_path(self._file))
            self._program.load(self._file.path)
            file: dict[str, Any] = {"path": self._file.path, "recorded": recorded, "update": self._options.update}
            self._plan = read_plan(await self._program.guest.invoke("collect", **file))
        except LimitReached:
            self.is_broken = True
            raise
        problems = self._problems()
        if problems:
            raise ScriptError(problems[0].message, problems[0].stack)
        self._standing = set(self._program.allowed), set(self._program.forbidden)
        return self._plan

    def runs(self, test: PlannedTest) -> bool:
        """Whether a test is to run, rather than to be skipped."""
        return self._plan.runs(test, self._options.wanted)

    async def run(self, test: PlannedTest, following: PlannedTest | None) -> TestResult:
        """The result of a test. `following` runs after it: suites that it is not in are left."""
        if not self.runs(test):
            return self._result(test, "todo" if test.mode == "todo" else "skipped")
        self._program.allowed, self._program.forbidden = set(self._standing[0]), set(self._standing[1])
        try:
            result = await self._test(test)
            return await self._leave(following.path if following is not None else (), result)
        except LimitReached as limit:
            self.is_broken = True
            return self._result(test, "failed", faults=(Fault(limit.message, limit.stack),))

    def printed(self) -> list[str]:
        """The lines printed since this was last asked."""
        lines = [line.text for line in self._program.console[self._told :]]
        self._told = len(self._program.console)
        return lines

    def note(self, end: FileEnd) -> None:
        """Note in `end` what the file printed and is made of."""
        end.console += [line.text for line in self._program.console]
        end.reached += [name for name in self._program.reached() if name not in end.reached]
        end.snapshots = self._snapshots()
        coverage = self._program.coverage()
        if coverage is not None:
            end.coverage.append(coverage.to_json())

    async def close(self) -> None:
        """Free the engine."""
        await self._program.close()

    def _snapshots(self) -> SnapshotOutcome | None:
        """What came of them, unless a limit took it away."""
        try:
            return SnapshotOutcome.of(self._program.guest.ask("snapshots"))
        except BridgeError:
            return None

    # One test

    async def _test(self, test: PlannedTest) -> TestResult:
        await self._enter(test)
        above = next((self._spoilt[number] for number in test.path if number in self._spoilt), None)
        if above is not None:
            return self._result(test, "failed", faults=(above,))
        faults, took, retries = await self._until_it_passes(test)
        if "failing" in test.mode:
            wrong = Fault("the test was expected to fail, and passed: take `.failing` away")
            faults = () if faults else (wrong,)
        return replace(self._result(test, "failed" if faults else "passed", took, faults), retries=retries)

    async def _until_it_passes(self, test: PlannedTest) -> tuple[tuple[Fault, ...], float, int]:
        """The faults of the last try, how long it took, and how many came before it (`jest.retryTimes`)."""
        retries = -1
        while True:
            retries, began = retries + 1, self._program.clock.now
            faults = await self._attempt(test)
            if not faults or retries == self._plan.retries:
                return faults, self._program.clock.now - began, retries

    async def _attempt(self, test: PlannedTest) -> tuple[Fault, ...]:
        before, after = self._plan.around(test)
        self._program.guest.ask("begin", name=test.full_name.replace(" > ", " "))
        faults = list[Fault]()
        for hook in before:
            if not faults:
                faults += await self._perform(hook, "a beforeEach hook")
        if not faults:
            faults += await self._perform(test.body, "a test", is_test=True)
        for hook in after:
            faults += await self._perform(hook, "an afterEach hook")
        await self._program.guest.settle(0)  # what it left under way is its own doing
        faults += self._problems()
        faults += self._unused()
        self._program.guest.ask("end")
        return tuple(faults)

    async def _perform(self, hook: Hook, what: str, *, is_test: bool = False) -> list[Fault]:
        limit = self._plan.timeout if hook.timeout is None else hook.timeout
        host = self._program.guest
        try:
            fault = await host.invoke("act", within=limit, act=hook.act, test=is_test)
        except NeverFinished:
            return [Fault(f"Exceeded timeout of {limit:g} ms for {what}.{'' if host.is_waiting else _NEVER}")]
        return [Fault(**fault)] if fault is not None else []

    def _problems(self) -> list[Fault]:
        """What nobody caught since this was last asked, but for what a test was told of, or allows."""
        faults, trace = list[Fault](), self._program.errors
        for number in range(self._seen_errors, len(trace)):
            failure = trace[number]
            is_known = failure.handled or number in self._program.platform.told
            if not is_known and failure.kind not in self._program.allowed:
                faults.append(Fault(failure.message, failure.stack))
        self._seen_errors = len(trace)
        printed = self._program.console[self._seen_console :]
        self._seen_console = len(self._program.console)
        if CONSOLE_ERROR in self._program.forbidden:
            faults += [Fault(f"console.error: {line.text}") for line in printed if line.level == "error"]
        faults += [Fault(mistake) for mistake in (*self._program.mistakes, *self._program.broken_handlers())]
        self._program.mistakes.clear()
        return faults

    def _unused(self) -> Iterator[Fault]:
        script = self._program.script
        unused = [] if "unused" in self._program.allowed else script.unused()
        script.forget()
        self._program.person.forget_dialogs()
        return (Fault(sentence) for sentence in unused)

    # Suites

    async def _enter(self, test: PlannedTest) -> None:
        for number in test.path:
            if number in self._entered:
                continue
            self._entered.append(number)
            for hook in self._plan.suites[number].before:
                faults = await self._perform(hook, "a beforeAll hook")
                if faults:
                    self._spoilt.setdefault(number, faults[0])

    async def _leave(self, following: tuple[int, ...], result: TestResult) -> TestResult:
        """The afterAll hooks of suites that the next test is not in; what fails there fails the last test."""
        faults = list(result.faults)
        for number in [number for number in reversed(self._entered) if number not in following]:
            self._entered.remove(number)
            for hook in self._plan.suites[number].after:
                faults += await self._perform(hook, "an afterAll hook")
        faults += self._problems()
        if len(faults) == len(result.faults):
            return result
        return replace(result, status="failed", faults=tuple(faults))

    # Results

    def _result(self, test: PlannedTest, status: Any, ms: float = 0, faults: tuple[Fault, ...] = ()) -> TestResult:
        return TestResult(self._file.shown, test.full_name, status, ms, faults, test.place, number=test.number)


def fault_of(error: BridgeError) -> Fault:
    """What went wrong while a file was loaded."""
    if isinstance(error, ScriptError):
        return Fault(error.message, error.stack)
    return Fault(str(error))
