"""`--interactive` with a real authorization page: a person opens it in a browser and decides there."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys

import pytest

from bridge.wallet.visit import visit
from tests.cli.command import SAMPLE


def start_sample(*flags: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bridge", "run", str(SAMPLE), "--interactive", *flags]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True)


def offered_page(process: subprocess.Popen[str]) -> str:
    """The URL that the run offers to be opened."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"open this page .*?(http://\S+)", line)
        if found:
            return found.group(1)
    raise AssertionError("no page was offered")


@pytest.mark.parametrize(("decision", "title"), [("approve", "You are set up"), ("cancel", "You cancelled")])
def test_the_decision_made_in_the_browser_is_the_outcome(decision: str, title: str) -> None:
    process = start_sample()
    asyncio.run(visit(offered_page(process), decision))
    out, _ = process.communicate("\n", timeout=20)
    assert title in out
    assert process.returncode == 0
