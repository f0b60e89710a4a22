"""How much of a file, a folder or a program was covered, in numbers; and what of a line was not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import groupby

from bridge.testing.coverage.counts import Coverage, FileCoverage


@dataclass(frozen=True)
class Metric:
    """`covered` of `total`."""

    covered: int = 0
    total: int = 0

    @property
    def percent(self) -> float:
        """Cut, not rounded, to two digits, so that 100 means all; 100 of nothing, as Istanbul has it."""
        return 100.0 if self.total == 0 else self.covered * 10_000 // self.total / 100

    @property
    def rate(self) -> float:
        """From 0 to 1."""
        return 1.0 if self.total == 0 else self.covered / self.total

    def __add__(self, other: Metric) -> Metric:
        return Metric(self.covered + other.covered, self.total + other.total)


@dataclass(frozen=True)
class Summary:
    statements: Metric = Metric()
    branches: Metric = Metric()
    functions: Metric = Metric()
    lines: Metric = Metric()

    def __add__(self, other: Summary) -> Summary:
        return Summary(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def metrics(self) -> tuple[Metric, Metric, Metric, Metric]:
        """Statements, branches, functions, lines."""
        return self.statements, self.branches, self.functions, self.lines

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to cover."""
        return all(metric.total == 0 for metric in self.metrics)


def summary_of(file: FileCoverage) -> Summary:
    """The numbers of one file."""
    file_map, counts = file.file_map, file.counts
    return Summary(
        _metric(counts[item.counter] for item in file_map.statements),
        _metric(counts[arm.counter] for branch in file_map.branches for arm in branch.arms),
        _metric(counts[item.counter] for item in file_map.functions),
        _metric(file.lines().values()),
    )


def total_of(files: Iterable[FileCoverage]) -> Summary:
    """The numbers of all of them together."""
    return sum(map(summary_of, files), Summary())


def folders_of(coverage: Coverage) -> list[tuple[str, list[FileCoverage]]]:
    """The files by the folders they lie in, "" for the program's own."""
    by_folder = sorted(coverage, key=lambda file: posixpath.split(file.path))
    return [(folder, list(files)) for folder, files in groupby(by_folder, lambda file: posixpath.dirname(file.path))]


def uncovered_lines(file: FileCoverage) -> str:
    """`1-3,7`: lines that did not run; if all did, those of which a branch was not taken."""
    lines = {line: count > 0 for line, count in file.lines().items()}
    if all(lines.values()):
        lines = {}
        for branch in file.file_map.branches:
            taken = all(file.counts[arm.counter] for arm in branch.arms)
            lines[branch.span.line] = lines.get(branch.span.line, True) and taken
    ranges, last_missed = list[list[int]](), False
    for line, is_covered in sorted(lines.items()):
        if not is_covered and last_missed:
            ranges[-1][1:] = [line]
        elif not is_covered:
            ranges.append([line])
        last_missed = not is_covered
    return ",".join("-".join(map(str, each)) for each in ranges)


def _metric(counts: Iterable[int]) -> Metric:
    numbers = list(counts)
    return Metric(sum(count > 0 for count in numbers), len(numbers))
