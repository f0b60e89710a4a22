"""What came of tests: plain data, the same whichever process ran them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from bridge.testing.discovery import TestFile
from bridge.testing.snapshots import SnapshotOutcome

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
    """One test. `name`: `outer > inner`. `ms`: program time it took. `place`: `file:line:column` of its declaration.

    `number`: its place among those of its file, -1 for what is none of them. `retries`: how often it was tried again.
    """

    __test__ = False

    file: str
    name: str
    status: Status
    ms: float = 0
    faults: tuple[Fault, ...] = ()
    place: str = ""
    retries: int = 0
    number: int = -1

    @property
    def full_name(self) -> str:
        """`outer inner`: what snapshots are named after."""
        return self.name.replace(SEPARATOR, " ")

    def to_json(self) -> dict[str, Any]:
        """As workers send it."""
        return asdict(self)

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> TestResult:
        """What `to_json` gave."""
        return cls(**{**given, "faults": tuple(Fault(**fault) for fault in given["faults"])})


@dataclass
class FileEnd:
    """What a file's run leaves besides its tests: lines it printed, paths of the files it is made of, snapshots.

    `coverage`: what each of its engines counted, as `Coverage.to_json` has it.
    """

    console: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    snapshots: SnapshotOutcome | None = None
    coverage: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class FileResult:
    """One file, with all its tests."""

    file: str
    tests: list[TestResult] = field(default_factory=list)
    end: FileEnd = field(default_factory=FileEnd)

    @property
    def failed(self) -> bool:
        return any(test.status == "failed" for test in self.tests)


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


def in_order(results: Iterable[FileResult], files: Iterable[TestFile]) -> list[FileResult]:
    """Results in the order in which their files were found, however many ran at once."""
    places = {file.shown: place for place, file in enumerate(files)}
    return sorted(results, key=lambda result: places[result.file])
