"""What came of tests: plain data, the same whichever process ran them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["passed", "failed", "skipped", "todo"]

SEPARATOR = " > "
LOADING = "(loading the file)"
"""The name of what fails where a file cannot be loaded."""


@dataclass(frozen=True)
class Fault:
    """Why a test failed: a message without colours, and a stack in the program's own files.

    `assertion`: an `expect` that did not hold, rather than something thrown.
    """

    message: str
    stack: str = ""
    assertion: bool = False


@dataclass(frozen=True)
class TestResult:
    """One test. `name`: `outer > inner`. `ms`: program time it took. `place`: `file:line:column` of its declaration."""

    __test__ = False

    file: str
    name: str
    status: Status
    ms: float = 0
    faults: tuple[Fault, ...] = ()
    place: str = ""
    retries: int = 0

    def to_json(self) -> dict[str, Any]:
        """As workers send it."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> TestResult:
        """What `to_json` gave."""
        return cls(**{**given, "faults": tuple(Fault(**fault) for fault in given["faults"])})


@dataclass
class FileResult:
    """One file. `console`: what it printed, lines. `notes`: what whoever runs it should know."""

    file: str
    tests: list[TestResult] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """How many."""

    passed: int
    failed: int
    skipped: int
    todo: int
    files: int

    @property
    def total(self) -> int:
        return self.passed + self.failed + self.skipped + self.todo


def summary_of(files: Iterable[FileResult]) -> Summary:
    """The counts over all files."""
    given = list(files)
    statuses = [test.status for file in given for test in file.tests]
    passed, failed, skipped, todo = (statuses.count(status) for status in ("passed", "failed", "skipped", "todo"))
    return Summary(passed, failed, skipped, todo, len(given))
