"""A server that many runs share: one a worker, started once, with a new wallet in the same place for every run."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from bridge.testing.sweep import RunReport, Scenario, Sweep
from tests.testing.sweep.sweeping import program, scenario, told
from tests.testing.sweep.test_servers import COMMANDS, ORIGIN, SERVER, is_gone, pids

SAMPLE = Path(__file__).resolve().parents[3] / "sample_miniprogram"
ASK = (
    f"go() {{ my.request({{ url: '{ORIGIN}/', fail: () => this.setData({{ a: 1 }}),"
    " complete: () => my.confirm({}) }); }"
)
LASTING = SERVER.replace("count.asked > 1 or string.asked > 1", "False")
ENDS = SERVER.replace("again =", 'os._exit(3) if count.asked > 1 and self.path != "/health" else 0; again =')
STUBBORN = ENDS.replace("HTTPServer((", "HTTPServer.allow_reuse_address = False; HTTPServer((")
HANGS = LASTING.replace("again =", '__import__("time").sleep(99) if count.asked > 1 else 0; again =')
LOOK = """
import urllib.request
def look():
    read = urllib.request.urlopen(sys.argv[2] + "/docs").read()
    open("wallets", "a").write(f"{sys.argv[2]} {len(read) > 100}\\n")
"""
LOOKS = LASTING.replace("class", f"{LOOK}class", 1).replace(
    "        count.asked", '        look() if self.path != "/health" else None\n        count.asked'
)


def shop(
    folder: Path, server: str = LASTING, command: str = "a script", *more: str, shared: bool | None = True
) -> Path:
    started: dict[str, Any] = {"command": [*COMMANDS[command], *more], "ready": "/health"}
    if shared is not None:
        started["shared"] = shared
    run_file = {"server": started, "origins": {ORIGIN: "{server}"}}
    return program(folder, ASK, {"server.py": server, "count.py": "asked = 0", "minibridge.json": run_file})


def reports_of(scene: Scenario, workers: int = 1) -> list[RunReport]:
    with Sweep(scene, workers=workers) as sweep:
        return [sweep.plain, *sweep.run()]


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_started_once_for_all_runs_of_a_worker(tmp_path: Path, command: str) -> None:
    folder = shop(tmp_path, LASTING, command)
    assert {report.missed for report in reports_of(scenario(folder))} == {""}
    assert len(pids(folder)) == 1


def test_every_worker_has_its_own(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    reports_of(scenario(folder), workers=2)
    assert len(pids(folder)) == 2


def test_what_it_remembers_of_a_run_reaches_the_next(tmp_path: Path) -> None:
    reports = reports_of(scenario(shop(tmp_path, SERVER)))
    cancelled = [report for report in reports if told(report.plan) == "confirm 1 cancel"]
    assert [report.calls[0].ending for report in (reports[0], *cancelled)] == ["success", "19"]


def test_without_being_told_to_no_run_shares_one(tmp_path: Path) -> None:
    folder = shop(tmp_path, shared=None)
    reports_of(scenario(folder))
    assert len(pids(folder)) > 1


@pytest.mark.parametrize("asked", [True, False])
def test_what_is_asked_for_beats_minibridge_json(tmp_path: Path, asked: bool) -> None:
    folder = shop(tmp_path, shared=not asked)
    reports_of(scenario(folder, shared_server=asked))
    assert (len(pids(folder)) == 1) is asked


def test_it_finds_the_wallet_of_every_run_in_the_same_place(tmp_path: Path) -> None:
    folder = shop(tmp_path, LOOKS, "a script", "{wallet}")
    reports_of(scenario(folder))
    lines = (folder / "wallets").read_text().splitlines()
    assert len(lines) > 1
    assert len(set(lines)) == 1
    assert lines[0].endswith(" True")


def test_one_that_ended_is_started_again_for_the_next_run(tmp_path: Path) -> None:
    folder = shop(tmp_path, ENDS)
    reports = reports_of(scenario(folder))
    assert reports[0].ok
    assert len(pids(folder)) == 2


def test_one_that_ended_may_have_left_its_port_to_nobody(tmp_path: Path) -> None:
    folder = shop(tmp_path, STUBBORN)
    assert reports_of(scenario(folder))[0].ok
    assert len(pids(folder)) == 2


def test_one_that_no_longer_answers_is_started_again_for_the_next_run(tmp_path: Path) -> None:
    folder = shop(tmp_path, HANGS)
    program(folder, ASK.replace("my.request({", "my.request({ timeout: 2000,"))
    with Sweep(scenario(folder), workers=1) as sweep:
        ends = [report.calls[0].ending for report in (sweep.plain, *sweep.run_plans([(), ()]))]
    assert ends == ["success", "13", "success"]


def test_it_is_gone_when_the_sweep_is(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    reports_of(scenario(folder), workers=2)
    assert all(map(is_gone, pids(folder)))


def test_it_goes_with_a_worker_that_is_killed(tmp_path: Path) -> None:
    hang = "for (;;) new Promise(() => { for (;;); })"
    ask = f"my.confirm({{ success: (r) => {{ if (!r.confirm) {hang}; }} }})"
    folder = shop(tmp_path)
    program(folder, f"go() {{ my.request({{ url: '{ORIGIN}/', complete: () => {ask} }}); }}")
    with Sweep(scenario(folder, timeout=2), workers=1) as sweep:
        plans = [plan for plan in sweep.plans if plan[0].ending == "cancel"]
        assert [report.findings[0].kind for report in sweep.run_plans(plans)] == ["hung"]
        before = pids(folder)
        deadline = time.monotonic() + 10
        while not all(map(is_gone, before)):
            assert time.monotonic() < deadline
        assert not next(iter(sweep.run_plans([()]))).findings
    assert len(pids(folder)) == len(before) + 1


def test_the_sample_ends_alike_with_a_shared_server_and_with_servers_of_its_own() -> None:
    assert json.loads((SAMPLE / "minibridge.json").read_text())["server"]["shared"]
    assert reports_of(Scenario(SAMPLE), workers=2) == reports_of(Scenario(SAMPLE, shared_server=False), workers=2)
