"""`make bench`: how fast, as ratios measured in one run. No test asserts a time; read the table.

Every pair is measured in turn, A B A B, and the median of the pairs' ratios is shown: the machine's own
speed drops out.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from functools import partial

from rich.console import Console
from rich.table import Table

from tests.bench import calls, floor, startup

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
    times = ratio(startup.hello, startup.imports_alone)
    yield "minibridge run hello.js, against the imports alone", f"{times:.2f} x", "1.5 x"
    yield "1,000 live Runtimes", f"{startup.megabytes_of_crowd(1000):.0f} MB", "600 MB"


def main() -> None:
    table = Table("what", "measured", "goal", title="minibridge, in one run on this machine")
    for row in (*call_rows(), *startup_rows()):
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
