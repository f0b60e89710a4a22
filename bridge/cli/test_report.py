"""How a run of tests is told: lines and a summary for people, JSON lines for machines."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from bridge.testing.discovery import TestFile
from bridge.testing.failure_text import Line, failure_lines
from bridge.testing.results import FileResult, Summary, TestResult

if TYPE_CHECKING:
    from rich.console import Console

    from bridge.testing.coverage import Coverage, Outcomes

Styled = str | tuple[str, str]
"""Words, or words and their style."""

_STYLES = {"expected": "green", "received": "red", "caret": "bold red"}
_MARKS = {"passed": ("✓", "green"), "failed": ("✗", "bold red"), "skipped": ("○", "yellow"), "todo": ("✎", "magenta")}
_LISTED = 3  # files whose tests are all named without being asked to


class Reporter(Protocol):
    """Who is told of a run."""

    def begin(self, files: Sequence[TestFile]) -> None:
        """These files are going to run."""

    def test(self, result: TestResult) -> None:
        """A test has ended."""

    def file(self, result: FileResult) -> None:
        """A file has ended."""

    def snapshots(self, file: str, told: Sequence[str]) -> None:
        """What was done about the snapshots of a file, a few words each."""

    def coverage(self, coverage: Coverage, outcomes: Sequence[Outcomes], told: Sequence[str]) -> None:
        """What the tests ran, and sentences about it."""

    def end(self, summary: Summary, files: Sequence[FileResult]) -> None:
        """All have ended; `files` in the order in which they were found."""


class JsonReport:
    """One JSON object a line: tests file by file in the order in which the files were found, and a summary."""

    def begin(self, files: Sequence[TestFile]) -> None:
        """Nothing is said before there is a result."""

    def test(self, result: TestResult) -> None:
        """Tests are told of at the end, so that the order does not depend on how many run at once."""

    def file(self, result: FileResult) -> None:
        """See `test`."""

    def snapshots(self, file: str, told: Sequence[str]) -> None:
        """Standard output carries nothing else, so this goes to standard error."""
        for words in told:
            print(f"snapshots of {file}: {words}", file=sys.stderr)

    def coverage(self, coverage: Coverage, outcomes: Sequence[Outcomes], told: Sequence[str]) -> None:
        """The reports have it; sentences go to standard error."""
        for words in told:
            print(words, file=sys.stderr)

    def end(self, summary: Summary, files: Sequence[FileResult]) -> None:
        for file in files:
            for result in file.tests:
                _write(_fields(result))
        counts = {name: getattr(summary, name) for name in ("passed", "failed", "skipped", "todo", "files")}
        _write({"type": "summary", **counts})


def _fields(result: TestResult) -> dict[str, object]:
    fields: dict[str, object] = {"type": "test", "file": result.file, "name": result.name, "status": result.status}
    fields["ms"] = result.ms
    if result.faults:
        messages = "\n\n".join(fault.message for fault in result.faults)
        fields["failure"] = {"message": messages, "stack": result.faults[0].stack}
    return fields


def _write(fields: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


class TextReport:
    """For people: a line a file, its tests if they are few, every failure with its source, and a summary."""

    def __init__(self, *, verbose: bool = False) -> None:
        self._console = _console() if sys.stdout.isatty() or os.environ.get("FORCE_COLOR") else None
        self._verbose = verbose
        self._files = dict[str, TestFile]()
        self._began = time.monotonic()
        self._heard = 0

    def begin(self, files: Sequence[TestFile]) -> None:
        self._files = {file.shown: file for file in files}
        self._began = time.monotonic()
        self._heard = 0
        self._lists = self._verbose or len(files) <= _LISTED

    def test(self, result: TestResult) -> None:
        self._heard += 1
        if self._console is not None:
            sys.stderr.write(f"\r\x1b[2K{self._heard} tests  {result.file}"[: self._console.width])
            sys.stderr.flush()

    def file(self, result: FileResult) -> None:
        self._clear_progress()
        failed = sum(test.status == "failed" for test in result.tests)
        mark, style = _MARKS["failed" if failed else "passed"]
        count = f"{len(result.tests)} test{'' if len(result.tests) == 1 else 's'}"
        words = f"{count}, {failed} failed" if failed else count
        self._say((f"{mark} ", style), (result.file, "bold"), (f"  {words}", "dim"))
        if self._lists:
            for test in result.tests:
                self._name(test)
        for test in result.tests:
            if test.status == "failed":
                self._failure(test)

    def _name(self, test: TestResult) -> None:
        mark, style = _MARKS[test.status]
        tried = f"  tried {test.retries + 1} times" if test.retries else ""
        after = f"  {test.ms:g} ms" if test.ms else ""
        self._say((f"    {mark} ", style), _harmless(test.name), (after + tried, "dim"))

    def _failure(self, test: TestResult) -> None:
        self._say((f"\n  ● {_harmless(test.name)}", "bold red"))
        file = self._files[test.file]
        for fault in test.faults:
            self._say()
            for line in failure_lines(fault, file.path, lambda path: _source(file, path)):
                self._say(_styled(line))
        self._say()

    def snapshots(self, file: str, told: Sequence[str]) -> None:
        for words in told:
            self._say(("snapshots ", "cyan"), (file, "bold"), f"  {words}")

    def coverage(self, coverage: Coverage, outcomes: Sequence[Outcomes], told: Sequence[str]) -> None:
        from bridge.testing.coverage import print_coverage

        self._say()
        print_coverage(self._console or _console(), coverage, outcomes)
        self._say()
        for words in told:
            self._say(words)

    def end(self, summary: Summary, files: Sequence[FileResult]) -> None:
        self._clear_progress()
        self._say("\n", *_counts(summary), (f"  {self._took()}", "dim"))

    def _say(self, *parts: Styled) -> None:
        if self._console is None:
            words = "".join(part if isinstance(part, str) else part[0] for part in parts)
            encoding = sys.stdout.encoding or "utf-8"
            sys.stdout.write(words.encode(encoding, "backslashreplace").decode(encoding) + "\n")
            sys.stdout.flush()
        else:
            from rich.text import Text

            self._console.print(Text.assemble(*parts))

    def _took(self) -> str:
        return f"{time.monotonic() - self._began:.2f} s"

    def _clear_progress(self) -> None:
        if self._console is not None:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False, soft_wrap=True)


def _counts(summary: Summary) -> list[tuple[str, str]]:
    parts = list[tuple[str, str]]()
    for name in ("failed", "passed", "skipped", "todo"):
        count = getattr(summary, name)
        if count:
            parts += [(f"{count} {name}", _MARKS[name][1]), (", ", "")]
    files = f"{summary.files} file{'' if summary.files == 1 else 's'}"
    return [*(parts[:-1] or [("no tests", "bold yellow")]), (f" in {files}", "")]


def _styled(line: Line) -> Styled:
    style, text = line
    return (f"    {_harmless(text)}" if text else "", _STYLES.get(style, style))


def _harmless(text: str) -> str:
    from bridge.cli.transcript import harmless

    return harmless(text)


def _source(file: TestFile, path: str) -> str | None:
    try:
        with open(os.path.join(file.root, path), encoding="utf-8") as source:
            return source.read()
    except (OSError, ValueError):
        return None
