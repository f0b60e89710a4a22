"""`make bench`: how fast, as ratios measured in one run. No test asserts a time; read the table.

Every pair is measured in turn, A B A B, and the median of the pairs' ratios is shown: the machine's own
speed drops out.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.bench import calls, floor, modules, programs, startup, sweeping, tokens
from tests.bench.runners import runner_rows

SEQUENTIAL = 2000
TOGETHER = 1000
ROUNDS = 9

Row = tuple[str, str, str]


def ratio(measured: Callable[[], float], against: Callable[[], float]) -> float:
    measured(), against()
    return statistics.median(measured() / against() for _ in range(ROUNDS))


def call_rows() -> Iterator[Row]:
    handlers = (("def", calls.plain, 2.5), ("async def", calls.coroutine, 4.0), ("the wallet's own", None, 4.0))
    for name, handler, most in handlers:
        times = ratio(partial(calls.sequential, handler, SEQUENTIAL), partial(floor.sequential, SEQUENTIAL))
        yield f"signContract, one after another, {name}", f"{times:.2f} x floor", f"{most:g} x"
    for name, handler, _ in handlers:
        times = ratio(partial(calls.together, handler, TOGETHER), partial(floor.together, TOGETHER))
        yield f"signContract, {TOGETHER} in one turn, {name}", f"{times:.2f} x floor", "3 x"


def startup_rows() -> Iterator[Row]:
    startup.fresh_runtime()
    extra = statistics.median(startup.fresh_runtime() - startup.bare_context() for _ in range(30))
    yield "a fresh Runtime, beyond a bare context", f"{extra * 1000:.1f} ms CPU", "4 ms"
    beyond = statistics.median(startup.surface_beyond_ten() for _ in range(60))
    yield "a fresh Runtime with all of my, beyond one of ten functions", f"{beyond * 1000:.2f} ms CPU", "1 ms"
    times = ratio(startup.hello, startup.imports_alone)
    yield "minibridge run hello.js, against the imports alone", f"{times:.2f} x", "1.5 x"
    yield "1,000 live Runtimes", f"{startup.megabytes_of_crowd(1000):.0f} MB", "600 MB"


def program_rows() -> Iterator[Row]:
    with TemporaryDirectory() as scratch:
        folders = [programs.written(Path(scratch) / str(number)) for number in range(ROUNDS)]
        programs.run(programs.written(Path(scratch) / "first"))  # whose imports are not what is measured
        # What is compared is measured next to each other: a machine that is slow for a moment is slow for both.
        rounds = [(programs.run(folder), programs.run(folder), programs.parse(folder)) for folder in folders]
        cold, warm, parsed = (list(measured) for measured in zip(*rounds, strict=True))
        pairs = [programs.lists(Path(scratch) / "list") for _ in range(ROUNDS)]
    yield "a 10-page program, caches warm, against parsing its sources", f"{_median(warm, parsed):.2f} x", "3 x"
    yield "the same, caches cold", f"{_median(cold, parsed):.2f} x", "15 x"
    yield "the same, warm against cold", f"{_median(warm, cold):.2f} x", "0.5 x"
    times = statistics.median(framework / hand for framework, hand in pairs)
    yield "setData and re-render of 200 rows, against a loop by hand", f"{times:.2f} x", "4 x"


def sweep_rows() -> Iterator[Row]:
    """Seconds, as what is asked of it are seconds: on two cores that have nothing else to do."""
    runs = f"a sweep of {sweeping.RUNS} runs of the sample, two workers"
    yield runs, f"{sweeping.sample(workers=2):.1f} s", "10 s"
    yield "... with a server for every run", f"{sweeping.sample(workers=2, shared_server=False):.1f} s", ""


def _median(measured: list[float], against: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(measured, against, strict=True))


def main() -> None:
    table = Table("what", "measured", "goal", title="minibridge, in one run on this machine")
    for row in (
        *call_rows(),
        *startup_rows(),
        *program_rows(),
        *modules.transform_rows(),
        *runner_rows(),
        *sweep_rows(),
        *tokens.token_rows(),
    ):
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
