"""Runs one test file: collects it, and has its hooks and tests performed one after another.

Every function of the file is an invocation of its own, with its own CPU budget. One that reaches a limit fails its
test; the file is then collected again in a fresh engine, and what was not run yet runs there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bridge.engine import LimitReached
from bridge.errors import BridgeError, NeverFinished, ScriptError
from bridge.testing.plan import Hook, Plan, PlannedTest, name_filter, read_plan
from bridge.testing.program import CONSOLE_ERROR, TestedProgram
from bridge.testing.results import LOADING, Fault, TestResult

Wanted = Callable[[PlannedTest], bool]
_NEVER = "\nNothing that it waits for is under way any more: it awaits a promise that is never settled."


@dataclass(frozen=True)
class TestFile:
    """A test file: `path` from the folder `root`, which is the program's where there is one."""

    __test__ = False

    root: Path
    path: str

    @property
    def shown(self) -> str:
        """What people are shown."""
        return self.path


@dataclass(frozen=True)
class FileOptions:
    """How files are run: `options` are those of `MiniProgram`, `wanted` chooses tests.

    `bail`: stop at the first failure.
    """

    options: dict[str, Any] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=lambda: name_filter(None, None))
    bail: bool = False


class FileRun:
    """One run of one test file."""

    def __init__(self, file: TestFile, options: FileOptions, tell: Callable[[str], None] = lambda name: None) -> None:
        self._file = file
        self._options = options
        self._tell = tell  # of each test before it runs
        self._done: set[int] = set()
        self.console: list[str] = []

    async def results(self) -> AsyncIterator[TestResult]:
        """Every test of the file, in order."""
        finished = False
        while not finished:
            program = TestedProgram(self._file.root, **self._options.options)
            async with program:
                attempt = _Attempt(self._file, program, self._options, self._done, self._tell)
                async for result in attempt.results():
                    yield result
                    if self._options.bail and result.status == "failed":
                        return
                finished = attempt.finished
                self.console += [line.text for line in program.console]


class _Attempt:
    """As much of a file as one engine runs: all of it, unless a limit stops it."""

    def __init__(
        self, file: TestFile, program: TestedProgram, options: FileOptions, done: set[int], tell: Callable[[str], None]
    ) -> None:
        self._file = file
        self._program = program
        self._options = options
        self._done = done
        self._tell = tell
        self._seen_errors = 0
        self._seen_console = 0
        self.finished = True

    async def results(self) -> AsyncIterator[TestResult]:
        try:
            plan = await self._collect()
        except BridgeError as error:
            yield self._loading(_fault_of(error))
            return
        exempt = set(self._program.allowed), set(self._program.forbidden)  # what was said outside of tests lasts
        async for result in self._run(plan, exempt):
            yield result

    async def _collect(self) -> Plan:
        self._tell(LOADING)
        self._program.load(self._file.path)
        given = await self._program.guest.invoke("collect", path=self._file.path)
        self._check_clean()
        return read_plan(given)

    def _check_clean(self) -> None:
        """What went wrong while the file was loaded fails it."""
        problems = self._problems()
        if problems:
            raise ScriptError(problems[0].message, problems[0].stack)

    async def _run(self, plan: Plan, exempt: tuple[set[str], set[str]]) -> AsyncIterator[TestResult]:
        entered = list[int]()
        broken = dict[int, Fault]()  # suites whose beforeAll failed
        left = [test for test in plan.tests if test.number not in self._done]
        running = [test for test in left if plan.runs(test, self._options.wanted)]
        for test in left:
            self._done.add(test.number)
            if test not in running:
                yield self._result(test, "todo" if test.mode == "todo" else "skipped")
                continue
            running.remove(test)
            self._program.allowed, self._program.forbidden = set(exempt[0]), set(exempt[1])
            result = await self._guarded(plan, test, entered, broken)
            if self.finished:
                result = await self._leave(plan, entered, running[0].path if running else (), result)
            yield result
            if not self.finished:
                self.finished = not running
                return

    async def _guarded(self, plan: Plan, test: PlannedTest, entered: list[int], broken: dict[int, Fault]) -> TestResult:
        """The result of a test; after a limit this engine is of no use for those that follow."""
        try:
            return await self._test(plan, test, entered, broken)
        except LimitReached as limit:
            self.finished = False
            return self._result(test, "failed", faults=(Fault(limit.message, limit.stack),))

    # One test

    async def _test(self, plan: Plan, test: PlannedTest, entered: list[int], broken: dict[int, Fault]) -> TestResult:
        self._tell(test.full_name)
        await self._enter(plan, test, entered, broken)
        above = next((broken[number] for number in test.path if number in broken), None)
        if above is not None:
            return self._result(test, "failed", faults=(above,))
        faults, took, retries = await self._until_it_passes(plan, test)
        if "failing" in test.mode:
            wrong = Fault("the test was expected to fail, and passed: take `.failing` away")
            faults = () if faults else (wrong,)
        return replace(self._result(test, "failed" if faults else "passed", took, faults), retries=retries)

    async def _until_it_passes(self, plan: Plan, test: PlannedTest) -> tuple[tuple[Fault, ...], float, int]:
        """The faults of the last try, how long it took, and how many came before it (`jest.retryTimes`)."""
        retries = -1
        while True:
            retries, began = retries + 1, self._program.clock.now
            faults = await self._attempt(plan, test)
            if not faults or retries == plan.retries:
                return faults, self._program.clock.now - began, retries

    async def _attempt(self, plan: Plan, test: PlannedTest) -> tuple[Fault, ...]:
        before, after = plan.around(test)
        self._program.guest.ask("begin", name=test.full_name.replace(" > ", " "))
        faults = list[Fault]()
        for hook in before:
            if not faults:
                faults += await self._perform(hook, plan, "a beforeEach hook")
        if not faults:
            faults += await self._perform(test.body, plan, "a test", is_test=True)
        for hook in after:
            faults += await self._perform(hook, plan, "an afterEach hook")
        await self._program.guest.settle(0)  # what it left under way is its own doing
        faults += self._problems()
        faults += self._unused()
        self._program.guest.ask("end")
        return tuple(faults)

    async def _perform(self, hook: Hook, plan: Plan, what: str, *, is_test: bool = False) -> list[Fault]:
        limit = plan.timeout if hook.timeout is None else hook.timeout
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
            if number not in self._program.platform.told and failure.kind not in self._program.allowed:
                faults.append(Fault(failure.message, failure.stack))
        self._seen_errors = len(trace)
        printed = self._program.console[self._seen_console :]
        self._seen_console = len(self._program.console)
        if CONSOLE_ERROR in self._program.forbidden:
            faults += [Fault(f"console.error: {line.text}") for line in printed if line.level == "error"]
        faults += [Fault(mistake) for mistake in self._program.mistakes]
        self._program.mistakes.clear()
        return faults

    def _unused(self) -> Iterator[Fault]:
        script = self._program.platform.script
        unused = [] if "unused" in self._program.allowed else script.unused()
        script.forget()
        return (Fault(sentence) for sentence in unused)

    # Suites

    async def _enter(self, plan: Plan, test: PlannedTest, entered: list[int], broken: dict[int, Fault]) -> None:
        for number in test.path:
            if number in entered:
                continue
            entered.append(number)
            for hook in plan.suites[number].before:
                faults = await self._perform(hook, plan, "a beforeAll hook")
                if faults:
                    broken.setdefault(number, faults[0])

    async def _leave(
        self, plan: Plan, entered: list[int], following: tuple[int, ...], result: TestResult
    ) -> TestResult:
        """The afterAll hooks of the suites that the next test is not in; what fails there fails the last test."""
        faults = list(result.faults)
        for number in [number for number in reversed(entered) if number not in following]:
            entered.remove(number)
            for hook in plan.suites[number].after:
                with suppress(LimitReached):
                    faults += await self._perform(hook, plan, "an afterAll hook")
        faults += self._problems()
        if len(faults) == len(result.faults):
            return result
        return replace(result, status="failed", faults=tuple(faults))

    # Results

    def _result(self, test: PlannedTest, status: Any, ms: float = 0, faults: tuple[Fault, ...] = ()) -> TestResult:
        return TestResult(self._file.shown, test.full_name, status, ms, faults, test.place)

    def _loading(self, fault: Fault) -> TestResult:
        return TestResult(self._file.shown, LOADING, "failed", 0, (fault,))


def _fault_of(error: BridgeError) -> Fault:
    if isinstance(error, ScriptError):
        return Fault(error.message, error.stack)
    return Fault(str(error))
