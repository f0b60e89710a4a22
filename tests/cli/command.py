"""Running `minibridge` as people do: a process with arguments, output and an exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parents[2] / "sample_miniprogram"


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["type"] == kind]

    @property
    def ending(self) -> tuple[int, str]:
        """Code and reason of the exit line, which must be the last."""
        last = self.lines[-1]
        assert last["type"] == "exit"
        return last["code"], last["reason"]


def minibridge(
    *arguments: str | Path,
    cwd: Path | None = None,
    stdin: str = "",
    timeout: float = 30,
    env: dict[str, str] | None = None,
) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "bridge", *map(str, arguments)],
        cwd=cwd,
        input=stdin.encode(),
        capture_output=True,
        timeout=timeout,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run(*arguments: str | Path, **options: Any) -> Ran:
    return minibridge("run", *arguments, **options)


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """`minibridge run`, under way."""
    command = [sys.executable, "-m", "bridge", "run", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
