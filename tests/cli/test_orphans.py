"""No process outlives the command that started it, however the command ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import Popen

import pytest

from tests.support.folders import write
from tests.testing.sweep.sweeping import program

ENDLESS = "for (;;) new Promise(() => { for (;;); });"  # what no limit ends
PATIENCE = 30  # seconds of the machine's clock; what is tested takes none of them

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks for processes by /proc")


def sweep(folder: Path) -> list[str | Path]:
    body = f"go() {{ my.scan({{ fail: () => {{ {ENDLESS} }} }}); }}"
    return ["sweep", program(folder, body), "--tap", "#go", "--json", "--workers", "2"]


def javascript_tests(folder: Path) -> list[str | Path]:
    quick = "test('one', () => {}); test('two', () => {});"
    endless = f"test('endless', () => {{ {ENDLESS} }});"
    files = {"a.test.js": quick, "b.test.js": endless, "c.test.js": endless}
    return ["test", write(folder, files), "--workers", "2"]


COMMANDS = [sweep, javascript_tests]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_interrupted_command_leaves_nobody_behind(tmp_path: Path, command: object) -> None:
    assert callable(command)
    with under_way(command(tmp_path)) as process:
        process.terminate()
        rest_of(process)
    assert process.returncode == 143
    assert running(str(tmp_path)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_leaves_nobody_behind(tmp_path: Path, command: object) -> None:
    assert callable(command)
    with under_way(command(tmp_path)) as process:
        process.kill()
        rest_of(process)
    assert running(str(tmp_path)) == []


def under_way(arguments: Sequence[str | Path]) -> Popen[bytes]:
    """A command that has said its first two lines: what is endless has begun, or is about to."""
    command = [sys.executable, "-m", "bridge", *map(str, arguments)]
    process = Popen(command, stdout=subprocess.PIPE, bufsize=0)
    assert process.stdout is not None
    for _ in range(2):
        process.stdout.readline()
    return process


def rest_of(process: Popen[bytes]) -> list[bytes]:
    """What is printed until nobody is left who could print. Ends those that are, after some patience, and fails."""
    return b"".join(_chunks(process)).splitlines()


def _chunks(process: Popen[bytes]) -> Iterator[bytes]:
    assert process.stdout is not None
    while select.select([process.stdout], [], [], PATIENCE)[0]:
        chunk = os.read(process.stdout.fileno(), 1 << 16)
        if not chunk:
            return
        yield chunk
    left = running(str(process.args[4] if isinstance(process.args, list) else ""))
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    pytest.fail(f"processes {left} are still there")


def running(word: str) -> list[int]:
    """The processes on whose command line `word` stands; those that have ended have none."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if word in words:
            found.append(int(folder.name))
    return found
