"""`minibridge test --watch`: runs again what a changed file reaches."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from bridge.cli.guard import Ending
from bridge.cli.test import Request, run_files
from bridge.testing.discovery import TestFile, find_tests

if TYPE_CHECKING:
    from bridge.cli.test_report import Reporter
    from bridge.testing.results import FileResult

_UNSEEN = -1
_GRAIN = 10_000_000  # nanoseconds by which a file system's clock may be late
_INTERVAL = 0.3  # seconds between two looks at the files
Stamps = dict[str, int]


class Reach:
    """Which test files are made of which files on the disk, and when each was last written."""

    def __init__(self) -> None:
        self._files = dict[str, frozenset[str]]()  # by test file
        self._stamps = Stamps()

    def learn(self, results: list[FileResult], files: list[TestFile], began: int) -> None:
        """What these files turned out to be made of. What was written after the run `began` (ns) has changed since."""
        by_name = {file.shown: os.path.join(file.root, file.path) for file in files}
        for result in results:
            self._files[result.file] = frozenset([*result.end.reached, by_name[result.file]])
        for path in set[str]().union(*self._files.values()):
            stamp = _stamp(path)
            self._stamps.setdefault(path, stamp if stamp < began - _GRAIN else _UNSEEN)

    def changed(self, files: list[TestFile]) -> list[TestFile]:
        """Those of `files` that are new, or reach a file that was written since."""
        now = {path: _stamp(path) for path in self._stamps}
        written = {path for path, stamp in now.items() if stamp != self._stamps[path]}
        self._stamps.update(now)
        return [file for file in files if file.shown not in self._files or self._files[file.shown] & written]


def _stamp(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def watch_tests(request: Request, report: Reporter) -> Ending:
    """Runs until it is interrupted. Raises `UsageError` for a path that is not there."""
    reach = Reach()
    files = find_tests(request.paths)
    while True:
        began = time.time_ns()
        _, results = run_files(request, files, report)
        reach.learn(results, files, began)
        files = []
        while not files:
            time.sleep(_INTERVAL)
            files = reach.changed(find_tests(request.paths))
