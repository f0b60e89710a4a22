"""`minibridge test [PATHS]`: run the JavaScript tests of mini-programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bridge.cli.guard import Ending, guarded
from bridge.cli.wallet_app import wallet_app_of, wallet_app_options
from bridge.errors import UsageError

if TYPE_CHECKING:
    from bridge.cli.coverage_reports import CoverageReports
    from bridge.cli.output import Output
    from bridge.cli.test_report import Reporter
    from bridge.testing.discovery import TestFile
    from bridge.testing.file_run import FileOptions
    from bridge.testing.results import FileResult

DEFAULT_TIMEOUT = 3600.0
NO_TESTS = 5


@dataclass(frozen=True)
class Request:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    workers: int
    junit: Path | None
    options: FileOptions
    is_whole: bool  # no test was left out by its name
    coverage: CoverageReports | None


@click.command(short_help="Run JavaScript tests: *.test.js, *.spec.js, __tests__/.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-k", "keywords", metavar="EXPR", help="Only tests whose names match: words with and, or, not.")
@click.option("-t", "--name", "pattern", metavar="NAME", help="Only tests whose full names match this pattern.")
@click.option("--watch", is_flag=True, help="Run again what a changed file reaches.")
@click.option("--workers", type=int, help="How many processes at a time.  [one a core, and one]")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write JUnit XML there.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a test, and a summary.")
@click.option("--coverage", is_flag=True, help="Count what the tests run of the program; write reports.")
@click.option("--coverage-dir", type=click.Path(path_type=Path, file_okay=False), help="Where to.  [coverage]")
@click.option("--threshold", type=float, help="Percent that must be covered, for the exit code to be 0.")
@click.option("-u", "--update-snapshots", is_flag=True, help="Write every snapshot anew, and remove obsolete ones.")
@click.option("--types", is_flag=True, help="Write types of tests and of my for editors into the first of PATHS.")
@click.option("--bail", is_flag=True, help="Stop at the first failure.")
@click.option("-v", "--verbose", is_flag=True, help="Name every test, also in many files.")
@click.option("--seed", type=int, default=0, help="Of Math.random and of ids that are made up.  [0]")
@wallet_app_options
@click.option("--time-limit", type=float, default=5, show_default=True, help="CPU seconds a test.")
@click.option("--memory-limit", type=float, default=128, show_default=True, help="Megabytes of JavaScript heap a file.")
@click.option("--timeout", type=float, help="Seconds of the machine's clock for the whole run.  [3600]")
@click.option("--strict-globals", is_flag=True, help="No window, global, Buffer and their like.")
@click.option(
    "--rejections/--no-rejections", default=True, help="Does any rejection that nobody handles fail a test?  [yes]"
)
def test(
    paths: tuple[Path, ...], as_json: bool, watch: bool, verbose: bool, types: bool, timeout: float | None, **given: Any
) -> int:
    """Run the tests in PATHS, files or folders; by default those below the current folder.

    Each file runs in a fresh engine. Exit code: 0 all passed; 1 some failed; 2 the command line is wrong; 3 the
    timeout; 5 there were no tests; 130 interrupted.
    """
    from bridge.cli.output import JsonLines
    from bridge.cli.test_report import JsonReport, TextReport
    from bridge.cli.transcript import Transcript

    output: Output = JsonLines() if as_json else Transcript()
    report: Reporter = JsonReport() if as_json else TextReport(verbose=verbose)
    bound = None if watch else timeout or DEFAULT_TIMEOUT
    if types:
        return guarded(lambda: _write_types(paths), output, None)[0]
    return guarded(lambda: _run(_request(paths, **given), report, watch=watch), output, bound)[0]


def _write_types(paths: tuple[Path, ...]) -> Ending:
    from bridge.testing.typings import write_types

    print(f"{write_types(paths[0] if paths else Path())} written", file=sys.stderr)
    return 0, "ok"


def _request(
    paths: tuple[Path, ...],
    *,
    keywords: str | None,
    pattern: str | None,
    workers: int | None,
    junit: Path | None,
    coverage: bool,
    coverage_dir: Path | None,
    threshold: float | None,
    update_snapshots: bool,
    bail: bool,
    seed: int,
    time_limit: float,
    memory_limit: float,
    strict_globals: bool,
    rejections: bool,
    **wallet_app: Any,
) -> Request:
    """Raises `UsageError` for what makes no sense."""
    from bridge.engine import Limits
    from bridge.testing.file_run import FileOptions
    from bridge.testing.machine import cores
    from bridge.testing.plan import name_filter
    from bridge.testing.snapshots import default_update

    if workers is not None and workers < 1:
        raise UsageError(f"--workers {workers} makes no sense: it is a number from 1")
    limits = Limits(time_limit, memory_limit)
    options: dict[str, Any] = {"limits": limits, "strict_globals": strict_globals, "seed": seed}
    options["track_rejections"] = rejections
    reports = None
    if coverage or threshold is not None or coverage_dir is not None:
        from bridge.cli.coverage_reports import CoverageReports

        options["coverage"] = True
        reports = CoverageReports(coverage_dir or Path("coverage"), threshold)
    options.update(wallet_app_of(wallet_app))
    wanted = name_filter(pattern, keywords)
    count = workers or cores() + 1  # while one is being forked or told of, the others keep all cores busy
    update = "all" if update_snapshots else default_update()
    files = FileOptions(options, wanted, bail, update)
    is_whole = not (pattern or keywords)
    return Request(paths or (Path("."),), count, junit, files, is_whole, reports)


def _run(request: Request, report: Reporter, *, watch: bool) -> Ending:
    from bridge.testing.discovery import find_tests

    if watch:
        from bridge.cli.test_watch import watch_tests

        return watch_tests(request, report)
    return run_files(request, find_tests(request.paths), report)[0]


def run_files(request: Request, files: list[TestFile], report: Reporter) -> tuple[Ending, list[FileResult]]:
    """Run `files` and tell `report`; the exit code, and what came of them."""
    from bridge.testing.pool import Pool
    from bridge.testing.results import in_order, summary_of

    report.begin(files)
    results = []
    for result in Pool(request.options, min(request.workers, len(files) or 1)).run(files, report.test):
        results.append(result)
        report.file(result)
    results = in_order(results, files)
    _save_snapshots(request, files, results, report)
    summary = summary_of(results)
    report.end(summary, results)
    if request.junit is not None:
        from bridge.testing.junit import write_junit

        with _written("--junit"):
            write_junit(request.junit, results)
    missed = list[str]()
    if request.coverage is not None:
        with _written("--coverage-dir"):
            missed = request.coverage.write(files, results, report)
    if summary.failed or missed:
        return (1, "failed"), results
    if not summary.passed + summary.failed + summary.skipped + summary.todo:
        print("no tests", file=sys.stderr)
        return (NO_TESTS, "no tests"), results
    return (0, "ok"), results


@contextmanager
def _written(flag: str) -> Iterator[None]:
    """Raises `UsageError` for a file of `flag` that cannot be written."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{flag}: {error.filename} cannot be written: {error.strerror}") from None


def _save_snapshots(request: Request, files: list[TestFile], results: list[FileResult], report: Reporter) -> None:
    from bridge.testing.snapshots import save_snapshots

    by_name = {file.shown: file for file in files}
    for result in results:
        if result.end.snapshots is not None:
            unfinished = [test.full_name for test in result.tests if test.status != "passed"]
            told = save_snapshots(
                by_name[result.file],
                result.end.snapshots,
                request.options.update,
                whole=request.is_whole,
                unfinished=unfinished,
            )
            report.snapshots(result.file, told)
