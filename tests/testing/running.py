"""Runs JavaScript tests for tests of the runner."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bridge.testing.discovery import TestFile
from bridge.testing.file_run import FileOptions, FileRun
from bridge.testing.plan import name_filter
from bridge.testing.results import FileEnd, TestResult
from tests.support.folders import write

Ran = list[TestResult]


def run(
    folder: Path, source: str, files: dict[str, Any] | None = None, *, name: str = "a.test.js", **given: Any
) -> tuple[Ran, FileEnd]:
    """The results of a test file, and what it left. `pattern` and `keywords` choose; the rest are program options."""
    write(folder, {name: source, **(files or {})})
    wanted = name_filter(given.pop("pattern", None), given.pop("keywords", None))
    update, bail = given.pop("update", "none"), given.pop("bail", False)
    file_run = FileRun(TestFile(folder, name, name), FileOptions(given, wanted, bail, update))

    async def results() -> Ran:
        return [result async for result in file_run.results()]

    return asyncio.run(results()), file_run.end


def statuses(folder: Path, source: str, files: dict[str, Any] | None = None, **given: Any) -> dict[str, str]:
    """How each test ended, by its name."""
    return {result.name: result.status for result in run(folder, source, files, **given)[0]}


def printed(folder: Path, source: str, files: dict[str, Any] | None = None, **given: Any) -> list[str]:
    """What the file printed. Every test of it must pass."""
    results, end = run(folder, source, files, **given)
    assert [(result.name, fault.message) for result in results for fault in result.faults] == []
    return end.console


def failure(folder: Path, source: str, files: dict[str, Any] | None = None, **given: Any) -> str:
    """The messages and stacks of the one test that fails."""
    failed = [result for result in run(folder, source, files, **given)[0] if result.status == "failed"]
    assert len(failed) == 1, failed
    return "\n".join(f"{fault.message}\n{fault.stack}".rstrip() for fault in failed[0].faults)
