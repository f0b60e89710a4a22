"""A sweep from its first run to its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from types import TracebackType

from bridge.miniprogram.manifest import Manifest
from bridge.testing.machine import cores
from bridge.testing.sweep.plans import Plan, RunReport, Scenario, Summary, is_usual, left_out, pairs, singles
from bridge.testing.sweep.workers import Workers


class Sweep:
    """One program and scenario: `with Sweep(scenario) as swept: reports = list(swept.run())`.

    `workers`: processes, by default one a core. What comes out is the same for any number of them.

    Raises `ProgramError` for a folder that is no program and for a server that does not start, `UsageError` for steps
    that cannot be taken.
    """

    def __init__(self, scenario: Scenario, *, workers: int | None = None) -> None:
        self.scenario = scenario
        self.manifest = Manifest(scenario.folder)
        self._workers = Workers(scenario, self.manifest, workers or cores())

    def __enter__(self) -> Sweep:
        if self.manifest.run.server is not None:
            # Loaded here, once, for all workers; most other programs never need them.
            import bridge.jsapi.http
            import bridge.wallet.server  # noqa: F401
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)

    @cached_property
    def plain(self) -> RunReport:
        """The run that forces nothing: it finds the calls. Every worker makes it, as its first one takes longest."""
        return next(iter(list(self._workers.run([()] * self._workers.count, None))))

    @cached_property
    def plans(self) -> list[Plan]:
        """Each ending of each call that the program makes as it is."""
        return list(singles(self.plain, common=self.scenario.common))

    def run(self) -> Iterator[RunReport]:
        """A report for each of `plans`, in order. An ending that the call has anyway needs no run of its own."""
        usual = {plan for plan in self.plans if is_usual(plan, self.plain)}
        rest = self.run_plans([plan for plan in self.plans if plan not in usual])
        for plan in self.plans:
            yield replace(self.plain, plan=plan) if plan in usual else next(rest)

    def is_usual(self, report: RunReport) -> bool:
        """Whether the program does by itself what this report is about: it is the plain run again."""
        return is_usual(report.plan, self.plain)

    def pair_plans(self, single: Sequence[RunReport]) -> list[Plan]:
        """Every second ending for each of the runs that `run` made."""
        forced = [report for report in single if not self.is_usual(report)]
        return [plan for report in forced if not report.missed for plan in pairs(report, common=self.scenario.common)]

    def run_plans(self, plans: Sequence[Plan]) -> Iterator[RunReport]:
        """A report for each of `plans`, in order."""
        return self._workers.run(plans, self.plain.usual)

    def summary(self, reports: Sequence[RunReport]) -> Summary:
        """The sum of `reports`, of which the first is the plain one."""
        return Summary(
            runs=len(reports),
            made=1 + sum(not self.is_usual(report) for report in reports),
            ok=sum(report.ok for report in reports),
            failed=sum(not report.ok for report in reports),
            findings=len({finding for report in reports for finding in report.findings}),
            calls=len(self.plain.calls),
            missed=sum(bool(report.missed) for report in reports),
            left_out=left_out(self.plain.calls),
        )
