"""Coverage as tables on a terminal."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bridge.testing.coverage.counts import Coverage
from bridge.testing.coverage.outcomes import Outcomes
from bridge.testing.coverage.summary import Metric, Summary, folders_of, summary_of, total_of, uncovered_lines

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

GOOD, FAIR = 80, 50
"""Percent from which on coverage is good, or at least fair."""


def print_coverage(console: Console, coverage: Coverage, outcomes: Sequence[Outcomes] = ()) -> None:
    """Print the table of files, the one of outcomes if there are any, and which files could not be counted."""
    console.print(file_table(coverage))
    if outcomes:
        console.print()
        console.print(outcome_table(outcomes))
    for line in unread_lines(coverage):
        console.print(line, highlight=False)


def text_of(coverage: Coverage, outcomes: Sequence[Outcomes] = (), *, width: int = 100) -> str:
    """The same as plain text of at most `width` columns."""
    from rich.console import Console

    console = Console(width=width, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        print_coverage(console, coverage, outcomes)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def level_of(percent: float) -> str:
    """ "good", "fair" or "poor"."""
    return "good" if percent >= GOOD else "fair" if percent >= FAIR else "poor"


def unread_lines(coverage: Coverage) -> list[str]:
    """A line for each file in which nothing could be counted."""
    return [f"{file.path}: not counted: {file.file_map.unread}" for file in coverage if file.file_map.unread]


def file_table(coverage: Coverage) -> Table:
    """The columns that Istanbul's table has, a row for each folder, and one for each file."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.MARKDOWN, show_edge=False, pad_edge=False)
    table.add_column("File", overflow="fold")
    for name in ("% Stmts", "% Branch", "% Funcs", "% Lines"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Uncovered Line #s", overflow="fold")
    _add_row(table, "All files", total_of(coverage))
    folders = folders_of(coverage)
    for folder, files in folders:
        indent = " "
        if len(folders) > 1 or folder:
            _add_row(table, f" {folder or '.'}", total_of(files))
            indent = "  "
        for file in files:
            _add_row(table, indent + posixpath.basename(file.path), summary_of(file), uncovered_lines(file))
    return table


def outcome_table(outcomes: Iterable[Outcomes]) -> Table:
    """For each API the endings that some test exercised, and those that none did."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.MARKDOWN, show_edge=False, pad_edge=False)
    for name in ("API", "Exercised", "Never"):
        table.add_column(name, overflow="fold")
    for row in outcomes:
        seen = [*row.exercised, *(f"{ending} (undocumented)" for ending in row.others)]
        never = Text(", ".join(row.never), "red")
        table.add_row(Text(row.api, "yellow" if row.never else "green"), Text(", ".join(seen), "green"), never)
    return table


_STYLES = {"good": "green", "fair": "yellow", "poor": "red"}


def _add_row(table: Table, name: str, summary: Summary, missed: str = "") -> None:
    from rich.text import Text

    style = "dim" if summary.is_empty else _STYLES[level_of(summary.statements.percent)]
    is_all = summary.lines.percent == 100
    cells = [_percent(metric, summary) for metric in summary.metrics]
    table.add_row(Text(name, style), *cells, Text(missed, "yellow" if is_all else "red"))


def _percent(metric: Metric, summary: Summary) -> Text:
    from rich.text import Text

    if summary.is_empty:
        return Text("0", "dim")
    return Text(f"{metric.percent:g}", _STYLES[level_of(metric.percent)])
