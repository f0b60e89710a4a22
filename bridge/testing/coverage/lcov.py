"""Coverage as lcov's tracefile (`lcov.info`), which genhtml, editors and CI services read. Source: geninfo(1)."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from bridge.testing.coverage.counts import Coverage, FileCoverage
from bridge.testing.coverage.summary import Metric, summary_of


def lcov_of(coverage: Coverage, root: str = "") -> str:
    """The text of the file. `root` goes before every path: the program's folder, as the readers of the file see it."""
    return "".join(f"{line}\n" for file in coverage for line in _record(file, root))


def _record(file: FileCoverage, root: str) -> Iterator[str]:
    summary = summary_of(file)
    yield "TN:"
    yield f"SF:{posixpath.join(root, file.path)}"
    yield from _functions(file)
    yield from _found("FN", summary.functions)
    for number, branch in enumerate(file.file_map.branches):
        is_reached = any(file.counts[arm.counter] for arm in branch.arms)
        for index, arm in enumerate(branch.arms):
            taken = file.counts[arm.counter] if is_reached else "-"
            yield f"BRDA:{branch.span.line},{number},{index},{taken}"
    yield from _found("BR", summary.branches)
    yield from (f"DA:{line},{count}" for line, count in file.lines().items())
    yield from _found("L", summary.lines)
    yield "end_of_record"


def _functions(file: FileCoverage) -> Iterator[str]:
    """A name that stands for several functions gets their lines: readers add up what has one name."""
    functions = file.file_map.functions
    often = Counter(function.name for function in functions)
    names = [
        f"{function.name}@{function.declared.line}:{function.declared.column}"
        if often[function.name] > 1
        else function.name
        for function in functions
    ]
    for name, function in zip(names, functions, strict=True):
        yield f"FN:{function.declared.line},{_one_line(name)}"
    for name, function in zip(names, functions, strict=True):
        yield f"FNDA:{file.counts[function.counter]},{_one_line(name)}"


def _one_line(name: str) -> str:
    return " ".join(name.split()) or "?"


def _found(kind: str, metric: Metric) -> Iterator[str]:
    yield f"{kind}F:{metric.total}"
    yield f"{kind}H:{metric.covered}"
