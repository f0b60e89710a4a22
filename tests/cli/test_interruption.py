"""Ctrl-C, SIGTERM and a reader that leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import start

Script = Callable[[str], Path]
Program = Callable[..., Path]

# A loop that began after its first line was out: the line is sent when its turn ends.
LOOP = "console.log('in'); setTimeout(() => { for (;;) {} }, 1)"
WAIT = "console.log('in'); setTimeout(() => {}, 100000)"


def first_line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout is not None
    return process.stdout.readline()


def rest(process: subprocess.Popen[bytes]) -> tuple[list[dict[str, Any]], str]:
    out, err = process.communicate(timeout=20)
    return [json.loads(line) for line in out.splitlines()], err.decode()


@pytest.mark.parametrize(("source", "flags"), [(LOOP, []), (WAIT, ["--clock", "real"])])
def test_ctrl_c_ends_a_run_at_once_with_its_exit_line(script: Script, source: str, flags: list[str]) -> None:
    process = start(script(source), "--json", "--time-limit", "60", *flags)
    first_line(process)
    process.send_signal(signal.SIGINT)
    lines, err = rest(process)
    assert (process.returncode, lines[-1]["code"], lines[-1]["reason"]) == (130, 130, "interrupted")
    assert "Traceback" not in err


def test_sigterm_is_an_interruption_too(script: Script) -> None:
    process = start(script(LOOP), "--json", "--time-limit", "60")
    first_line(process)
    process.send_signal(signal.SIGTERM)
    lines, _ = rest(process)
    assert (process.returncode, lines[-1]["reason"]) == (143, "interrupted")


def server_program(program: Program, page: str) -> Path:
    server = (
        "import http.server, os, sys\n"
        "class H(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(200); self.end_headers(); self.wfile.write(str(os.getpid()).encode())\n"
        "    def log_message(self, *a): pass\n"
        "http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()\n"
    )
    run_file = {
        "server": {"command": ["{python}", "server.py", "{port}"]},
        "origins": {"https://shop.example": "{server}"},
    }
    return program(page, {"server.py": server, "minibridge.json": run_file})


ASK_PID = "my.request({ url: 'https://shop.example/', dataType: 'text', success: (res) => console.log(res.data) })"


def is_gone(pid: int) -> bool:
    """Whether the process is no more; one that ended and waits for its parent counts as gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_no_server_behind(program: Program, number: signal.Signals) -> None:
    page = f"Page({{ onLoad() {{ {ASK_PID}; }}, onReady() {{ setInterval(() => {{}}, 60000) }} }});"
    process = start(server_program(program, page), "--json", "--clock", "real")
    pid = 0
    while not pid:
        line = json.loads(first_line(process))
        pid = int(line["text"]) if line["type"] == "console" else 0
    process.send_signal(number)
    rest(process)
    assert is_gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_run_that_ends_leaves_no_server_behind(program: Program) -> None:
    process = start(server_program(program, f"Page({{ onLoad() {{ {ASK_PID} }} }});"), "--json")
    lines, _ = rest(process)
    pid = next(int(line["text"]) for line in lines if line["type"] == "console")
    assert is_gone(pid)


def test_a_reader_that_leaves_ends_the_run_without_a_traceback(script: Script) -> None:
    process = start(script("for (let i = 0; i < 20000; i++) console.log('line ' + i)"))
    first_line(process)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    err = process.stderr.read().decode()
    process.wait(timeout=20)
    process.stderr.close()
    assert "Traceback" not in err
