"""What `minibridge test --coverage` writes: a table, lcov.info, cobertura.xml, and pages to look at."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bridge.cli.test_report import Reporter
    from bridge.testing.coverage import Coverage
    from bridge.testing.discovery import TestFile
    from bridge.testing.results import FileResult


@dataclass(frozen=True)
class CoverageReports:
    """Reports go into `folder`; less than `threshold` percent of anything is a failure."""

    folder: Path
    threshold: float | None

    def write(self, files: Sequence[TestFile], results: Sequence[FileResult], report: Reporter) -> list[str]:
        """Write the reports, one set for each program, and give sentences on what is covered too little.

        Raises `UsageError` for a threshold that makes no sense.
        """
        roots = list(dict.fromkeys(file.root for file in files))
        by_name = {file.shown: file.root for file in files}
        missed = list[str]()
        for root in roots:
            ran = [result for result in results if by_name[result.file] == root]
            folder = self.folder if len(roots) == 1 else self.folder / root.name
            missed += self._write(root, folder, _total(root, ran), report)
        return missed

    def _write(self, root: Path, folder: Path, coverage: Coverage, report: Reporter) -> list[str]:
        from bridge.jsapi.endings import endings_of
        from bridge.modules.graph import Graph
        from bridge.testing.coverage import Thresholds, cobertura_of, lcov_of, outcomes_of, write_html

        outcomes = outcomes_of(coverage.endings, lambda api: tuple(ending.name for ending in endings_of(api)))
        missed = Thresholds.all(self.threshold).missed(coverage) if self.threshold is not None else []
        index = write_html(coverage, folder, Graph(root).text, outcomes=outcomes, complaints=missed)
        beside = os.path.relpath(root)
        (folder / "lcov.info").write_text(lcov_of(coverage, beside), encoding="utf-8")
        (folder / "cobertura.xml").write_text(cobertura_of(coverage, beside), encoding="utf-8")
        report.coverage(coverage, outcomes, [*missed, f"{os.path.relpath(index)} shows it line by line"])
        return missed


def _total(root: Path, results: Sequence[FileResult]) -> Coverage:
    """What all files and engines counted together, and the program's files that none of them loaded."""
    from bridge.modules.graph import Graph
    from bridge.testing.coverage import Coverage, add_unloaded

    total = Coverage()
    for result in results:
        for counted in result.end.coverage:
            total.add(Coverage.from_json(counted))
    add_unloaded(total, Graph(root))
    return total
