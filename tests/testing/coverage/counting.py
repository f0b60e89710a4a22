"""Programs whose files count what of them runs, without anything else of testing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge import MiniProgram, Runtime
from bridge.engine import Limits, Shims
from bridge.miniprogram.manifest import Manifest
from bridge.modules.file_map import Span
from bridge.modules.graph import Graph
from bridge.runtime import Host
from bridge.testing.coverage import Collector, Coverage, FileCoverage, is_covered
from tests.support.folders import write

SHIM = "testing/coverage.js"


class CountingRuntime(Runtime):
    def _shims(self) -> Shims:
        base = super()._shims()
        return Shims(base.eager, (*base.lazy, SHIM))


class CountingProgram(MiniProgram):
    def __init__(self, manifest: Manifest, **options: Any) -> None:
        super().__init__(manifest, **options)
        self._modules.counts = is_covered

    def _shims(self) -> Shims:
        base = super()._shims()
        return Shims(base.eager, (*base.lazy, SHIM))

    def _join(self) -> Host:
        host = super()._join()
        self.collector = Collector(host, self._modules)
        return host

    @property
    def coverage(self) -> Coverage:
        return self.collector.coverage()


@dataclass
class Ran:
    """What a module printed, what went wrong, and what of it ran."""

    printed: list[str]
    problems: list[str]
    stacks: list[str]
    coverage: Coverage


async def ran(
    folder: Path,
    source: str,
    *,
    name: str = "main.js",
    counts: bool = True,
    files: dict[str, Any] | None = None,
    limits: Limits | None = None,
    then: str = "",
) -> Ran:
    """A module required in an engine of its own, and another one `then`, which is loaded only after it ran."""
    graph = Graph(write(folder, {name: source, **(files or {})}), is_covered if counts else None)
    async with CountingRuntime(limits=limits) as runtime:
        collector = Collector(runtime.guest, graph)
        for path in filter(None, (name, then)):
            runtime.guest.post({"type": "load", "files": graph.load([path])})
            runtime.guest.post({"type": "invoke", "id": 0, "action": "require", "arguments": {"path": path}})
            await runtime.idle(check=False)
        printed = [line.text for line in runtime.console]
        errors = [error.message for error in runtime.errors]
        stacks = [error.stack for error in runtime.errors]
        return Ran(printed, errors, stacks, collector.coverage())


@asynccontextmanager
async def opened(folder: Path, files: dict[str, Any]) -> AsyncIterator[CountingProgram]:
    """A program that is entered, not launched."""
    app = CountingProgram(Manifest(write(folder, files)))
    async with app:
        yield app


def counts_of(file: FileCoverage, text: str) -> dict[str, int]:
    """How often each statement ran, by the text it is; the same text twice is numbered."""
    return _named(file, text, ((item.span, item.counter) for item in file.file_map.statements))


def calls_of(file: FileCoverage) -> dict[str, int]:
    """How often each function was called, by its name."""
    return {item.name: file.counts[item.counter] for item in file.file_map.functions}


def branches_of(file: FileCoverage) -> list[tuple[str, list[int]]]:
    """Of each branch its kind, and how often each way was taken."""
    return [(item.kind, [file.counts[arm.counter] for arm in item.arms]) for item in file.file_map.branches]


def _named(file: FileCoverage, text: str, items: Iterable[tuple[Span, int]]) -> dict[str, int]:
    found = dict[str, int]()
    for span, counter in items:
        name = _between(text.split("\n"), span)
        found[name if name not in found else f"{name} #{span.line}:{span.column}"] = file.counts[counter]
    return found


def _between(lines: list[str], span: Span) -> str:
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    return lines[span.line - 1][span.column - 1 :] + " ..."
