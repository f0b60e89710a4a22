"""`minibridge smoke PROGRAM`: does every page of a program load, open and render?"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge.cli.guard import Ending, guarded
from bridge.cli.wallet_app import wallet_app_of, wallet_app_options

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

    from bridge.cli.output import Output
    from bridge.miniprogram.inspection import PageReport

DEFAULT_TIMEOUT = 600.0
AGAIN = 80  # characters of a warning that was on an earlier page
LONGEST = 400  # characters of one line that people are shown
SHOWN = 3  # errors and warnings of one page that people are shown; --json has them all


@click.command(short_help="Open every page of a mini-program and say what is wrong with it.")
@click.argument("program", type=click.Path(path_type=Path))
@click.option("--page", multiple=True, help="Only this page; repeatable.")
@wallet_app_options
@click.option("--time-limit", type=float, default=5, show_default=True, help="CPU seconds a turn.")
@click.option("--memory-limit", type=float, default=128, show_default=True, help="Megabytes of JavaScript heap.")
@click.option("--timeout", type=float, help="Seconds of the machine's clock for the whole run.  [600]")
@click.option("--strict-globals", is_flag=True, help="No window, global, Buffer and their like.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page, and a summary.")
def smoke(
    program: Path,
    page: tuple[str, ...],
    time_limit: float,
    memory_limit: float,
    timeout: float | None,
    strict_globals: bool,
    as_json: bool,
    **wallet_app: Any,
) -> int:
    """Open every page of PROGRAM, a folder with app.json, each in a fresh engine.

    A page is fine if it opens and renders without an uncaught error. Exit code: 0 all are fine; 1 some are not; 2 the
    program or the command line is wrong; 3 the timeout; 130 interrupted.
    """
    from bridge.cli.output import JsonLines
    from bridge.cli.transcript import Transcript
    from bridge.engine import Limits

    options: dict[str, Any] = {"limits": Limits(cpu=time_limit, memory=memory_limit), "strict_globals": strict_globals}
    output: Output = JsonLines() if as_json else Transcript()
    report = _lines if as_json else _table

    def run() -> Ending:
        return report(program, page, {**options, **wallet_app_of(wallet_app)})

    return guarded(run, output, timeout or DEFAULT_TIMEOUT)[0]


def _lines(program: Path, pages: tuple[str, ...], options: dict[str, Any]) -> Ending:
    reports = asyncio.run(_inspect(program, pages, options, lambda report: _line({"type": "page", **asdict(report)})))
    _line({"type": "summary", **_summary(reports)})
    return _code(reports)


def _line(fields: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


async def _inspect(
    program: Path, pages: tuple[str, ...], options: dict[str, Any], tell: Callable[[PageReport], None]
) -> list[PageReport]:
    from bridge.miniprogram.inspection import inspect

    gc.enable()
    reports = []
    async for report in inspect(program, pages, **options):
        reports.append(report)
        tell(report)
    return reports


def _summary(reports: list[PageReport]) -> dict[str, Any]:
    fine = sum(report.ok for report in reports)
    return {
        "pages": len(reports),
        "ok": fine,
        "failed": len(reports) - fine,
        "missing_apis": sorted({api for report in reports for api in report.missing_apis}),
        "missing_modules": sorted({module for report in reports for module in report.missing_modules}),
    }


def _code(reports: list[PageReport]) -> Ending:
    return (0, "ok") if all(report.ok for report in reports) else (1, "error")


def _table(program: Path, pages: tuple[str, ...], options: dict[str, Any]) -> Ending:
    from rich.console import Console

    console = Console(highlight=False, emoji=False, markup=False, soft_wrap=True)
    told: set[str] = set()
    with _progress(console) as progress:
        progress.console.show_cursor(True)  # a hurried end would leave it hidden
        bar = progress.add_task("opening pages", total=len(pages) or _count(program))

        def tell(report: PageReport) -> None:
            progress.update(bar, advance=1, description=report.page)
            _print(console, report, told)

        reports = asyncio.run(_inspect(program, pages, options, tell))
    _print_summary(console, _summary(reports))
    return _code(reports)


def _count(program: Path) -> int:
    from bridge.miniprogram.manifest import Manifest

    return len(Manifest(program).pages)


def _progress(console: Console) -> Progress:
    """A bar below what `console` prints; on standard error if that goes to a file."""
    from rich.console import Console
    from rich.progress import Progress

    shown = console if console.is_terminal else Console(stderr=True)
    return Progress(console=shown, transient=True, disable=not sys.stderr.isatty())


def _print(console: Console, report: PageReport, told: set[str]) -> None:
    """One page. Warnings that were `told` of before are cut short, as whole programs share them."""
    from rich.text import Text

    mark, style = ("✓", "green") if report.ok else ("✗", "bold red")
    elements = f"{report.nodes} element{'' if report.nodes == 1 else 's'}"
    lines = [Text.assemble((f"{mark} {_cut(report.page)}", style), (f"  {elements}", "dim"))]
    lines += _some(report.errors, "", "red")
    warnings = dict.fromkeys(report.warnings)
    known = [f"{text[:AGAIN].rstrip()}…" if text in told and len(text) > AGAIN else text for text in warnings]
    told.update(warnings)
    lines += _some(known, "warning: ", "yellow")
    lines += [Text(f"    my.{_cut(api)} does not exist here", "magenta") for api in report.missing_apis]
    console.print(Text("\n").join(lines))  # at once: the progress bar is drawn anew below it


def _some(texts: list[str], prefix: str, style: str) -> Iterator[Text]:
    from rich.text import Text

    for text in texts[:SHOWN]:
        first, *more = text.split("\n")
        yield Text(f"    {prefix}{_cut(first)}", style)
        for line in more[:SHOWN]:
            yield Text(f"    {_cut(line)}", "dim")
    if len(texts) > SHOWN:
        yield Text(f"    and {len(texts) - SHOWN} more", "dim")


def _cut(line: str) -> str:
    from bridge.cli.transcript import harmless

    return harmless(line if len(line) <= LONGEST else line[: LONGEST - 1] + "…")


def _print_summary(console: Console, summary: dict[str, Any]) -> None:
    count, failed = summary["pages"], summary["failed"]
    pages = f"{count} page{'' if count == 1 else 's'}"
    words = f"{pages}, all fine" if failed == 0 else f"{pages}, {failed} not fine"
    console.print(f"\n{words}", style="bold")
