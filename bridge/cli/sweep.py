"""`minibridge sweep PROGRAM`: the program's scenario, once for every documented ending of every call it makes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge.cli.guard import Ending, guarded
from bridge.cli.run import USERS, origins_of
from bridge.cli.steps import STEPS, Stepwise, asked_steps, step_options
from bridge.cli.wallet_app import wallet_app_of, wallet_app_options
from bridge.errors import UsageError

if TYPE_CHECKING:
    from bridge.cli.output import Output
    from bridge.miniprogram.manifest.run_file import Step
    from bridge.testing.sweep import RunReport, Scenario, Sweep

DEFAULT_TIMEOUT = 60.0


@click.command(cls=Stepwise, short_help="Run a scenario once for every documented ending of every call it makes.")
@click.argument("program", type=click.Path(path_type=Path))
@step_options
@click.option(
    "--steps",
    "steps_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Steps from a JSON file, as in minibridge.json.",
)
@click.option("--pairs", is_flag=True, help="Also all pairs: a second ending for each call after a first one.")
@click.option("--common", is_flag=True, help="Also the common failure 3, for calls of which no failure is documented.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes.  [one a core]")
@click.option("--user", type=click.Choice(USERS), multiple=True, help="What the person answers; repeatable, in order.")
@wallet_app_options
@click.option("--map", multiple=True, metavar="ORIGIN=URL", help="Let the program reach ORIGIN, at URL; repeatable.")
@click.option("--time-limit", type=float, default=5, show_default=True, help="CPU seconds a turn.")
@click.option("--memory-limit", type=float, default=128, show_default=True, help="Megabytes of JavaScript heap.")
@click.option("--timeout", type=float, help="Seconds of the machine's clock for one run.  [60]")
@click.option(
    "--shared-server/--own-server",
    "shared_server",
    default=None,
    help="One server for many runs, or one for each.  [as minibridge.json says]",
)
@click.option("--strict-globals", is_flag=True, help="The bare platform: no window, global, Buffer and their like.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a run, and a summary.")
@click.pass_context
def sweep(ctx: click.Context, /, **given: Any) -> int:
    """Run the scenario of PROGRAM, a folder with app.json, once as it is, and then once for every documented ending of
    every my.* call that it made: that call ends so, and everything else is as before.

    Reported are uncaught errors, unhandled rejections, loading that is never hidden, failures after which nobody is
    told, a second charge and a second signature. The steps are those of minibridge.json unless some are given here.

    Exit code: 0 nothing was found; 1 something was; 2 the program or the command line is wrong; 130 interrupted.
    """
    from bridge.cli.output import JsonLines
    from bridge.cli.transcript import Transcript

    output: Output = JsonLines() if given["as_json"] else Transcript()

    def run() -> Ending:
        scenario = _scenario({**given, "steps": ctx.meta[STEPS]})
        return _sweep(scenario, given["workers"], pairs=given["pairs"], as_json=given["as_json"])

    return guarded(run, output, None)[0]


def _scenario(given: dict[str, Any]) -> Scenario:
    """What the command line asks for. Raises `UsageError`."""
    from bridge.engine import Limits
    from bridge.testing.sweep import Scenario

    options = {
        "user": given["user"] or None,
        "origins": origins_of(given["map"]) or None,
        "limits": Limits(cpu=given["time_limit"], memory=given["memory_limit"]),
        "strict_globals": given["strict_globals"],
    }
    return Scenario(
        given["program"],
        page=given["page"],
        query=given["query"],
        steps=_steps(given["steps"], given["steps_file"]),
        options={**wallet_app_of(given), **{name: value for name, value in options.items() if value is not None}},
        timeout=given["timeout"] or DEFAULT_TIMEOUT,
        common=given["common"],
        shared_server=given["shared_server"],
    )


def _steps(written: list[tuple[str, str]], file: Path | None) -> tuple[Step, ...] | None:
    if written and file is not None:
        raise UsageError("--steps and steps on the command line exclude each other: put them all in one place")
    if file is not None:
        return tuple(_steps_of(file))
    return tuple(asked_steps(written)) or None


def _steps_of(file: Path) -> list[Step]:
    """The steps in a file: a list, or an object with `steps` as minibridge.json is."""
    from bridge.miniprogram.manifest.model_file import model_of
    from bridge.miniprogram.manifest.run_file import RunFile
    from bridge.modules.sources import read_text

    text = read_text(file, str(file)).strip()
    return model_of(text if text.startswith("{") else f'{{"steps": {text}}}', RunFile, str(file)).steps


def _sweep(scenario: Scenario, workers: int | None, *, pairs: bool, as_json: bool) -> Ending:
    from bridge.cli.sweep_table import Table
    from bridge.testing.sweep import Sweep

    with Sweep(scenario, workers=workers) as swept:
        failed = _tell_lines(swept, pairs=pairs) if as_json else Table(swept).tell(pairs=pairs)
    return (1, "error") if failed else (0, "ok")


def _tell_lines(swept: Sweep, *, pairs: bool) -> bool:
    """JSON lines on standard output; whether anything was found."""
    reports = [swept.plain]
    _line(_run_line(swept.plain))
    for report in _told(swept.run()):
        reports.append(report)
    if pairs:
        reports += _told(swept.run_plans(swept.pair_plans(reports[1:])))
    summary = swept.summary(reports)
    _line({"type": "summary", **asdict(summary)})
    return summary.failed > 0


def _told(reports: Iterable[RunReport]) -> Iterator[RunReport]:
    for report in reports:
        _line(_run_line(report))
        yield report


def _run_line(report: RunReport) -> dict[str, Any]:
    """The first ending that was forced; in a run of two, `then` is the second."""
    first = asdict(report.plan[0]) if report.plan else {"api": None, "call": None, "ending": None}
    line: dict[str, Any] = {"type": "run", **first, "ok": report.ok}
    if len(report.plan) > 1:
        line["then"] = asdict(report.plan[1])
    line["place"] = report.place
    line["findings"] = [asdict(finding) for finding in report.findings]
    for name in ("missed", "stopped"):
        if getattr(report, name):
            line[name] = getattr(report, name)
    return line


def _line(fields: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()
