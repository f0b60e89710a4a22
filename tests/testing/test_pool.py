"""Files in processes of their own: the same results however many at once; what hangs is ended."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bridge import Limits
from bridge.testing import pool as pools
from bridge.testing.discovery import find_tests
from bridge.testing.file_run import FileOptions, FileRun
from bridge.testing.pool import Pool
from bridge.testing.results import FileResult, TestResult, in_order, summary_of
from tests.support.folders import write

Results = Callable[[FileRun], AsyncIterator[TestResult]]

FILES = {
    "app.json": {"pages": ["p/p"]},
    "a.test.js": "test('one', () => { globalThis.leak = 1; console.log(Math.random()); }); test.todo('two');",
    "b.test.js": "test('three', () => { expect(globalThis.leak).toBe(undefined); console.log(Math.random()); });",
    "c.test.js": "test('four', () => { throw new Error('x'); }); test.skip('five', () => {});",
}


def ran(folder: Path, workers: int, **options: object) -> list[FileResult]:
    files = find_tests([folder])
    return in_order(Pool(FileOptions(dict(options)), workers).run(files), files)


def test_results_are_the_same_however_many_run_at_once(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    one, many = ran(tmp_path, 1), ran(tmp_path, 3)
    assert one == many
    assert [(test.name, test.status) for file in one for test in file.tests] == [
        *(("one", "passed"), ("two", "todo"), ("three", "passed"), ("four", "failed"), ("five", "skipped")),
    ]
    assert one[0].end.console == one[1].end.console  # the same seed in every file


def test_counts(tmp_path: Path) -> None:
    summary = summary_of(ran(write(tmp_path, FILES), 2))
    assert (summary.passed, summary.failed, summary.skipped, summary.todo, summary.files) == (2, 1, 1, 1, 3)


def test_a_process_that_ends_by_itself_fails_its_test_and_the_rest_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.test.js": "test('a', () => {}); test('b', () => { console.log('die'); }); test('c', () => {});"}
    write(tmp_path, files)
    monkeypatch.setattr(FileRun, "results", dying_at("b", FileRun.results))
    (result,) = ran(tmp_path, 1)
    assert [(test.name, test.status) for test in result.tests] == [("a", "passed"), ("b", "failed"), ("c", "passed")]
    assert result.tests[1].faults[0].message == "The process that ran it was ended by signal 9."


def dying_at(name: str, results: Results) -> Results:
    """`results`, but in a process that is killed when it should tell of test `name`."""

    async def until(self: FileRun) -> AsyncIterator[TestResult]:
        async for result in results(self):
            if result.name == name:
                os.kill(os.getpid(), 9)
            yield result

    return until


def test_a_process_that_is_silent_for_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "new Uint8Array(8e7).copyWithin(0, 1)"  # native code in which no limit is looked at
    write(tmp_path, {"a.test.js": f"test('hangs', () => {{ for (;;) {loop}; }}); test('fine', () => {{}});"})
    monkeypatch.setattr(pools, "_PATIENCE", 0.3)
    (result,) = ran(tmp_path, 1, limits=Limits(cpu=0.1, memory=256))
    assert [(test.name, test.status) for test in result.tests] == [("hangs", "failed"), ("fine", "passed")]


def test_files_of_several_programs_run_each_in_its_own(tmp_path: Path) -> None:
    lib = "module.exports = '{}';"
    source = "test('t', () => console.log(require('/lib')));"
    for name in ("x", "y"):
        write(tmp_path / name, {"package.json": {}, "lib.js": lib.format(name), "a.test.js": source})
    assert [file.end.console for file in ran(tmp_path, 2)] == [["x"], ["y"]]


def test_bail_ends_the_run(tmp_path: Path) -> None:
    write(tmp_path, {"a.test.js": "test('a', () => { throw 1; });", "b.test.js": "test('b', () => {});"})
    files = find_tests([tmp_path])
    assert [file.file for file in Pool(FileOptions(bail=True), 1).run(files)] == [files[0].shown]


def test_where_no_process_can_fork_files_run_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "CAN_FORK", False)
    assert [test.status for file in ran(write(tmp_path, FILES), 2) for test in file.tests].count("passed") == 2
