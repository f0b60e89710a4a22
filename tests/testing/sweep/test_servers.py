"""The program's own server: fresh for every run, whatever it keeps in memory, and gone afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bridge.errors import ProgramError
from bridge.testing.sweep import RunReport, Sweep, keeper
from tests.testing.sweep.sweeping import program, scenario, told

ORIGIN = "https://shop.example"
ASK = (
    f"go() {{ my.request({{ url: '{ORIGIN}/', fail: () => this.setData({{ a: 1 }}),"
    " complete: () => my.confirm({}) }); }"
)
# Whoever is asked twice, in this process or by way of anything that outlives it in memory, answers 500.
SERVER = """
import os, string, sys, count
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        count.asked += self.path != "/health"
        string.asked = getattr(string, "asked", 0) + (self.path != "/health")
        again = count.asked > 1 or string.asked > 1
        self.send_response(500 if again else 200); self.end_headers(); self.wfile.write(b"{}")
    def log_message(self, *_): pass
if __name__ == "__main__":
    open("pids", "a").write(f"{os.getpid()}\\n")
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""
COMMANDS = {
    "a script": ["{python}", "server.py", "{port}"],
    "a module": ["{python}", "-m", "server", "{port}"],
    "any command": ["sh", "-c", "exec {python} server.py {port}"],
}


def shop(folder: Path, command: list[str], **files: str) -> Path:
    run_file = {"server": {"command": command, "ready": "/health"}, "origins": {ORIGIN: "{server}"}}
    more: dict[str, Any] = {"server.py": SERVER, "count.py": "asked = 0", "minibridge.json": run_file}
    return program(folder, ASK, {**more, **files})


def reports_of(folder: Path, workers: int = 1) -> list[RunReport]:
    with Sweep(scenario(folder), workers=workers) as sweep:
        return list(sweep.run())


def pids(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "pids").read_text().split()]


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_run_finds_a_server_that_was_never_asked(tmp_path: Path, command: list[str]) -> None:
    folder = shop(tmp_path, command)
    reports = reports_of(folder)
    asked = [report for report in reports if report.plan[0].api == "confirm"]
    assert [report.calls[0].ending for report in asked] == ["success"] * 2
    assert len(set(pids(folder))) == len(pids(folder)) > 2


def test_a_run_that_asks_for_nothing_starts_no_server(tmp_path: Path) -> None:
    folder = shop(tmp_path, COMMANDS["a script"])
    reports = reports_of(folder)
    sent = [report for report in reports if told(report.plan) in ("request 1 13", "request 1 14")]
    assert len(sent) == 2
    assert len(pids(folder)) == 1 + len(sent) + 1  # the plain run, those whose answer was lost, confirm's cancel


@pytest.mark.parametrize("name", ["pydantic", "json"])
def test_a_module_of_the_program_goes_before_a_library_of_that_name(tmp_path: Path, name: str) -> None:
    named = SERVER.replace("count", name)
    folder = shop(tmp_path, COMMANDS["a script"], **{"server.py": named, f"{name}.py": "asked = 0"})
    assert {report.missed for report in reports_of(folder)} == {""}


def test_a_changed_source_is_noticed(tmp_path: Path) -> None:
    rewrite = "open('count.py', 'w').write(f'asked = 0; started = {count.started + 1}'); open("
    later = 'count.started > 1 and self.path != "/health"'
    changing = SERVER.replace("open(", rewrite).replace("count.asked > 1", later)
    more = {"server.py": changing, "count.py": "asked = 0; started = 0"}
    asked = [report for report in reports_of(shop(tmp_path, COMMANDS["a script"], **more)) if report.plan[0].call == 1]
    assert [report.calls[0].ending for report in asked if report.plan[0].ending == "cancel"] == ["19"]


def test_servers_are_gone_when_the_sweep_is(tmp_path: Path) -> None:
    folder = shop(tmp_path, COMMANDS["a script"])
    reports_of(folder, workers=2)
    assert all(map(is_gone, pids(folder)))


def test_the_server_of_a_run_that_was_killed_is_gone_too(tmp_path: Path) -> None:
    hang = "for (;;) new Promise(() => { for (;;); })"
    ask = f"my.confirm({{ success: (r) => {{ if (!r.confirm) {hang}; }} }})"
    body = f"go() {{ my.request({{ url: '{ORIGIN}/', complete: () => {ask} }}); }}"
    folder = shop(tmp_path, COMMANDS["a script"])
    program(folder, body)
    with Sweep(scenario(folder, timeout=2), workers=1) as sweep:
        reports = list(sweep.run_plans([plan for plan in sweep.plans if plan[0].ending == "cancel"]))
    assert [finding.kind for report in reports for finding in report.findings] == ["hung"]
    deadline = time.monotonic() + 10
    while not all(map(is_gone, pids(folder))):
        assert time.monotonic() < deadline


def test_a_server_that_does_not_start_is_told_of_with_what_it_printed(tmp_path: Path) -> None:
    folder = shop(tmp_path, COMMANDS["a script"], **{"server.py": "raise SystemExit('no database')"})
    with pytest.raises(ProgramError, match=r"(?s)ended with exit code 1.*no database"):
        reports_of(folder)


def test_a_server_finds_its_environment(tmp_path: Path) -> None:
    told = "import os\nprint(os.environ['GREETING'], os.environ['ID'], file=open('told', 'a'))\n"
    folder = shop(tmp_path, COMMANDS["a script"], **{"count.py": told + "asked = 0"})
    run_file = {
        "server": {
            "command": COMMANDS["a script"],
            "ready": "/health",
            "environment": {"GREETING": "hello", "ID": "{client_id}"},
        },
        "origins": {ORIGIN: "{server}"},
    }
    (folder / "minibridge.json").write_text(json.dumps(run_file))
    assert all(report.ok for report in reports_of(folder))
    assert set((folder / "told").read_text().splitlines()) == {"hello MINIBRIDGE_MERCHANT"}


def test_what_keeps_the_servers_says_nothing_when_whoever_asked_is_gone() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    asked = json.dumps({"do": "poll", "pid": 0}) + "\n"
    done = subprocess.run(
        [sys.executable, keeper.__file__], input=asked, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")
