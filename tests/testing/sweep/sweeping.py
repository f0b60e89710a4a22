"""Programs swept for one test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge.miniprogram.manifest.run_file import RunFile
from bridge.testing.sweep import Forced, RunReport, Scenario, Sweep
from tests.support.folders import write
from tests.support.programs import HOME, files, page

VIEW = '<view><button id="go" onTap="go">Go</button><button id="again" onTap="again">Again</button></view>'


def program(folder: Path, body: str, more: dict[str, Any] | None = None, view: str = VIEW) -> Path:
    """A program of one page, whose members are `body`."""
    return write(folder, files(page(HOME, f"Page({{ {body} }})", view), more or {}))


def scenario(folder: Path, *taps: str, **options: Any) -> Scenario:
    """Tap `#go`, or `taps`."""
    steps = RunFile.model_validate({"steps": [{"tap": tap} for tap in taps or ("#go",)]}).steps
    return Scenario(folder, steps=tuple(steps), **options)


def swept(
    folder: Path, body: str, *taps: str, pairs: bool = False, workers: int = 1, **options: Any
) -> list[RunReport]:
    """The report of every ending of every call; with `pairs` those of all pairs instead."""
    with Sweep(scenario(program(folder, body), *taps, **options), workers=workers) as sweep:
        reports = list(sweep.run())
        return list(sweep.run_plans(sweep.pair_plans(reports))) if pairs else reports


def found(reports: list[RunReport]) -> dict[str, list[str]]:
    """By what was forced ("scan 1 10"), the kinds of what was found; only where something was."""
    return {told(report.plan): [finding.kind for finding in report.findings] for report in reports if report.findings}


def told(plan: tuple[Forced, ...]) -> str:
    """A plan in words."""
    return ", ".join(f"{forced.api} {forced.call} {forced.ending}" for forced in plan)
