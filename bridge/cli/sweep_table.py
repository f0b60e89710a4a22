"""What people see of a sweep: a row for each call and ending, printed as it is done, above a progress bar."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bridge.cli.transcript import harmless
from bridge.testing.sweep import Forced, RunReport, Sweep

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID
    from rich.text import Text

    from bridge.testing.sweep import Finding

_LONGEST = 300  # characters of one message; --json has it whole
_WORDS = {
    "error": "uncaught error",
    "rejection": "unhandled rejection",
    "loading": "loading never hidden",
    "silent": "nobody told",
    "second-charge": "second charge",
    "second-sign": "second signature",
    "limit": "limit",
    "hung": "hung",
}


class Table:
    """Tells of one sweep."""

    def __init__(self, swept: Sweep) -> None:
        from rich.console import Console

        self._swept = swept
        self._console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
        self._advised: set[tuple[str, str]] = set()
        self._last_call = ""
        self._known: set[Finding] = set()  # of the plain run and of single endings: pairs show only what is new
        self._began = time.monotonic()

    def tell(self, *, pairs: bool) -> bool:
        """Run it to its end, and say what was found; whether anything was."""
        reports = [self._swept.plain]
        calls = {_name(forced) for plan in self._swept.plans for forced in plan}
        self._width = max(map(len, calls), default=0)
        self._ending_width = max((len(plan[0].ending) for plan in self._swept.plans), default=0)
        self._print_plain()
        with _progress(self._console) as progress:
            progress.console.show_cursor(True)  # a hurried end would leave it hidden
            bar = progress.add_task("endings", total=len(self._swept.plans))
            reports += self._advance(self._swept.run(), progress, bar, self._print_row)
            if pairs:
                plans = self._swept.pair_plans(reports[1:])
                progress.reset(bar, total=len(plans), description="pairs of endings")
                reports += self._advance(self._swept.run_plans(plans), progress, bar, self._print_pair)
        self._print_summary(reports)
        return any(not report.ok for report in reports)

    def _advance(
        self, reports: Iterator[RunReport], progress: Progress, bar: TaskID, show: object
    ) -> Iterator[RunReport]:
        assert callable(show)
        for report in reports:
            progress.update(bar, advance=1)
            show(report)
            yield report

    def _print_plain(self) -> None:
        plain = self._swept.plain
        self._print(*self._finding_lines(plain.findings, "as it is: "))
        if plain.stopped:
            self._print(_styled(f"as it is, it stopped: {plain.stopped}", "yellow"))

    def _print_row(self, report: RunReport) -> None:
        from rich.text import Text

        (forced,) = report.plan
        name = _name(forced)
        if name != self._last_call:
            place = report.place and f"  {report.place}"
            self._print(Text.assemble((_cut(name), "bold"), (_cut(place), "dim")))
            self._last_call = name
        self._known.update(report.findings)
        self._print(*self._verdict(report, f"  {_cut(forced.ending):<{self._ending_width}}  "))

    def _print_pair(self, report: RunReport) -> None:
        new = tuple(finding for finding in report.findings if finding not in self._known)
        if new:
            first, second = report.plan
            head = f"{_name(first)} {first.ending}, then {_name(second)} {second.ending}"
            self._print(_styled(head, "bold"), *self._finding_lines(new, "  "))

    def _verdict(self, report: RunReport, head: str) -> Iterator[Text]:
        """The row; what is wrong with the program as it is has been said before."""
        from rich.text import Text

        new = [finding for finding in report.findings if finding not in self._swept.plain.findings]
        if new:
            yield from self._finding_lines(tuple(new), head)
        elif report.missed:
            yield Text.assemble(head, (f"-  {_cut(report.missed)}", "yellow"))
        elif report.findings:
            yield Text.assemble(head, ("=  as it is", "yellow"))
        else:
            yield Text.assemble(head, ("✓", "green"), (self._remark(report), "dim"))

    def _remark(self, report: RunReport) -> str:
        if self._swept.is_usual(report):
            return "  as it is"
        # After a failure, what the person would have done next may not be on the page: that is no defect.
        why = report.stopped.partition("\n")[0].removesuffix("; there is:")  # what there is comes on further lines
        return f"  and no further: {_cut(why)}" if why else ""

    def _finding_lines(self, findings: tuple[Finding, ...], head: str) -> Iterator[Text]:
        from rich.text import Text

        for number, finding in enumerate(findings):
            start = head if number == 0 else " " * len(head)
            place = finding.place and f"  {finding.place}"
            kind = _WORDS.get(finding.kind, finding.kind)
            yield Text.assemble(start, (f"✗ {kind}", "bold red"), f"  {_cut(finding.message)}", (_cut(place), "cyan"))
            if finding.advice and (finding.kind, finding.place) not in self._advised:
                self._advised.add((finding.kind, finding.place))
                yield Text.assemble(" " * (len(head) + 2), (finding.advice, "dim"))

    def _print(self, *lines: Text) -> None:
        from rich.text import Text

        if lines:
            self._console.print(Text("\n").join(lines))  # at once: the progress bar is drawn anew below it

    def _print_summary(self, reports: list[RunReport]) -> None:
        summary = self._swept.summary(reports)
        seconds = time.monotonic() - self._began
        self._console.print(
            f"\n{_count(summary.calls, 'call')}, {_count(summary.runs - 1, 'ending')}, "
            f"{_count(summary.made, 'run')} in {seconds:.1f} s: {_found(reports)}",
            style="bold",
        )
        if summary.runs == 1:
            self._console.print(
                "no call was made that could end otherwise: give the person steps, such as --tap '#buy'"
            )
        if summary.left_out:
            self._console.print(f"{_count(summary.left_out, 'call')} more of the same APIs were left as they are")


def _found(reports: list[RunReport]) -> str:
    """How many endings are not fine, and at how many places of the program something is to be mended."""
    failed = sum(not report.ok for report in reports[1:])
    places = {(finding.kind, finding.place): None for report in reports for finding in report.findings}
    kinds = Counter(_WORDS.get(kind, kind) for kind, _ in places)
    if not kinds:
        return "all fine"
    return f"{failed} not fine, to be mended: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}"


def _count(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _name(forced: Forced) -> str:
    return f"my.{forced.api} #{forced.call}"


def _styled(text: str, style: str) -> Text:
    from rich.text import Text

    return Text(_cut(text), style)


def _cut(text: str) -> str:
    line = text.replace("\n", " ")
    return harmless(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")


def _progress(console: Console) -> Progress:
    """A bar below what `console` prints; on standard error if that goes to a file."""
    from rich.console import Console
    from rich.progress import Progress

    shown = console if console.is_terminal else Console(stderr=True)
    return Progress(console=shown, transient=True, disable=not sys.stderr.isatty())
