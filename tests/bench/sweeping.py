"""How long runs of a sweep take: the sample with its server and its wallet, and a program without one."""

from __future__ import annotations

import time
from itertools import cycle, islice
from pathlib import Path

from bridge.miniprogram.manifest.run_file import RunFile
from bridge.testing.sweep import Scenario, Sweep

SAMPLE = Path(__file__).resolve().parents[2] / "sample_miniprogram"
RUNS = 500
_SCRIPT = "Page({ go() { my.scan({ success: () => my.alert({}), fail: () => my.alert({}) }); } });"
_FILES = {
    "app.json": '{"pages": ["pages/home/home"]}',
    "app.js": "App({});",
    "pages/home/home.js": _SCRIPT,
    "pages/home/home.axml": '<button id="go" onTap="go">Go</button>',
}


def sample(runs: int = RUNS, workers: int | None = None, *, shared_server: bool | None = None) -> float:
    """Seconds of the machine's clock, from nothing to the last report: the endings of its calls, again and again.

    Its server is shared by many runs, as its minibridge.json says, unless told otherwise.
    """
    return _swept(Scenario(SAMPLE, shared_server=shared_server), runs, workers)


def serverless(folder: Path, runs: int = RUNS, workers: int | None = None) -> float:
    """The same for a small program without a server."""
    for name, text in _FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    steps = RunFile.model_validate({"steps": [{"tap": "#go"}]}).steps
    return _swept(Scenario(folder, steps=tuple(steps)), runs, workers)


def _swept(scenario: Scenario, runs: int, workers: int | None) -> float:
    began = time.perf_counter()
    with Sweep(scenario, workers=workers) as sweep:
        usual = {report.plan for report in sweep.run() if sweep.is_usual(report)}
        forced = [plan for plan in sweep.plans if plan not in usual]
        reports = list(sweep.run_plans(list(islice(cycle(forced), runs - len(forced) - 1))))
    assert all(report.ok and not report.missed for report in reports)
    return time.perf_counter() - began


if __name__ == "__main__":
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as scratch:
        print(f"{RUNS} runs of a program without a server: {serverless(Path(scratch)):.1f} s")
    print(f"{RUNS} runs of the sample: {sample():.1f} s; {sample(shared_server=False):.1f} s with a server each")
