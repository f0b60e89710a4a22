"""The plan of a test file, as its guest collected it, and which of its tests are to run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bridge.errors import UsageError
from bridge.testing.keywords import KeywordExpression
from bridge.testing.results import SEPARATOR


@dataclass(frozen=True)
class Hook:
    """A function of the guest's, by number. `timeout`: ms of program time, None for the file's own."""

    act: int
    timeout: float | None


@dataclass(frozen=True)
class Suite:
    """A `describe`; number 0 is the file itself. `mode`: run, only or skip."""

    name: str
    parent: int
    mode: str
    before: tuple[Hook, ...]
    after: tuple[Hook, ...]
    before_each: tuple[Hook, ...]
    after_each: tuple[Hook, ...]


@dataclass(frozen=True)
class PlannedTest:
    """A test. `path`: the suites it is in, from the file on. `mode`: run, only, skip, todo, failing, "only failing"."""

    number: int
    name: str
    full_name: str
    path: tuple[int, ...]
    mode: str
    body: Hook
    place: str


@dataclass(frozen=True)
class Plan:
    """All that a file declares, in order."""

    suites: tuple[Suite, ...]
    tests: tuple[PlannedTest, ...]
    timeout: float
    retries: int

    def runs(self, test: PlannedTest, wanted: Callable[[PlannedTest], bool]) -> bool:
        """Whether a test is to run: not skipped, among the focused ones if there are any, and wanted."""
        if test.mode in ("skip", "todo") or any(self.suites[number].mode == "skip" for number in test.path):
            return False
        return wanted(test) and (not self._has_focus or self._is_focused(test))

    @property
    def _has_focus(self) -> bool:
        return any(suite.mode == "only" for suite in self.suites) or any(map(_is_only, self.tests))

    def _is_focused(self, test: PlannedTest) -> bool:
        """`test.only` inside `describe.only` leaves only the former."""
        focused = [number for number in test.path if self.suites[number].mode == "only"]
        if _is_only(test):
            return True
        return bool(focused) and not any(focused[-1] in other.path for other in self.tests if _is_only(other))

    def around(self, test: PlannedTest) -> tuple[list[Hook], list[Hook]]:
        """The `beforeEach` of a test, from the outside in, and its `afterEach`, from the inside out."""
        before = [hook for number in test.path for hook in self.suites[number].before_each]
        after = [hook for number in reversed(test.path) for hook in self.suites[number].after_each]
        return before, after


def _is_only(test: PlannedTest) -> bool:
    return test.mode.startswith("only")


def read_plan(given: Any) -> Plan:
    """The plan that the guest's `collect` gave."""
    suites = tuple(_suite(suite) for suite in given["suites"])
    tests = tuple(_test(number, test, suites) for number, test in enumerate(given["tests"]))
    return Plan(suites, tests, given["timeout"], given["retries"])


def _suite(given: Any) -> Suite:
    kinds = ("before", "after", "beforeEach", "afterEach")
    hooks = (tuple(Hook(hook["act"], hook["timeout"]) for hook in given[kind]) for kind in kinds)
    return Suite(given["name"], given["parent"], given["mode"], *hooks)


def _test(number: int, given: Any, suites: tuple[Suite, ...]) -> PlannedTest:
    path = tuple(reversed(list(_upwards(given["suite"], suites))))
    names = [*(suites[suite].name for suite in path[1:]), given["name"]]
    full = SEPARATOR.join(name for name in names if name)
    body = Hook(given["act"], given["timeout"])
    return PlannedTest(number, given["name"], full, path, given["mode"], body, given["place"])


def _upwards(suite: int, suites: tuple[Suite, ...]) -> Iterator[int]:
    while suite >= 0:
        yield suite
        suite = suites[suite].parent


def name_filter(pattern: str | None, expression: str | None) -> Callable[[PlannedTest], bool]:
    """Which tests are wanted: `pattern` is searched in the full name (names joined by blanks, as Jest has them).

    `expression`: words with `and`, `or`, `not` and parentheses, as pytest's -k has it. Raises `UsageError`.
    """
    try:
        searched = re.compile(pattern) if pattern is not None else None
    except re.error as error:
        raise UsageError(f"-t {pattern!r} is no pattern: {error}") from None
    matches = KeywordExpression(expression).matches if expression else None

    def wanted(test: PlannedTest) -> bool:
        spaced = test.full_name.replace(SEPARATOR, " ")
        return (searched is None or searched.search(spaced) is not None) and (
            matches is None or matches(test.full_name)
        )

    return wanted
