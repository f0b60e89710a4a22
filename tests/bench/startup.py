"""What a fresh Runtime, a whole `minibridge run`, and a thousand live Runtimes cost."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import quickjs

from bridge import Runtime

_BASE = """
import asyncio
import quickjs
import pydantic

class Model(pydantic.BaseModel):
    value: int

Model(value=1)
"""
_CROWD = """
import asyncio
from pathlib import Path
from bridge import Runtime

async def main():
    crowd = [Runtime() for _ in range({count})]
    for runtime in crowd:
        await runtime.run("my.signContract({{ signStr: 'x', success(res) {{ console.log(res.authCode); }} }})")
    status = Path("/proc/self/status").read_text()
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))

asyncio.run(main())
"""


class _OfTen(Runtime):
    """One whose `my` has ten functions, and nothing that the engine answers itself."""

    def _settings(self) -> dict[str, Any]:
        settings = super()._settings()
        few = {"apis": settings["surface"]["apis"][:10], "inside": {}, "fields": "{}", "facts": {}}
        return {**settings, "surface": {**settings["surface"], **few}}


def surface_beyond_ten() -> float:
    """CPU seconds that a fresh runtime takes longer for the whole of `my` than for ten functions of it."""
    return _cpu_of(lambda: Runtime().guest) - _cpu_of(lambda: _OfTen().guest)


def _cpu_of(make: Callable[[], object]) -> float:
    began = time.process_time()
    make()
    return time.process_time() - began


def bare_context() -> float:
    """CPU seconds of a bare context that evaluates one expression."""
    began = time.process_time()
    quickjs.Context().eval("1")
    return time.process_time() - began


def fresh_runtime() -> float:
    """CPU seconds of a Runtime from its making to its closing, running one expression."""

    async def run() -> float:
        began = time.process_time()
        async with Runtime() as runtime:
            await runtime.run("1")
        return time.process_time() - began

    return asyncio.run(run())


def hello() -> float:
    """Wall seconds of `minibridge run hello.js`."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "hello.js"
        script.write_text('console.log("hello")')
        return _wall([sys.executable, "-m", "bridge", "run", str(script)])


def imports_alone() -> float:
    """Wall seconds of a program that imports what we cannot do without, and builds one model."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "base.py"
        script.write_text(_BASE)
        return _wall([sys.executable, str(script)])


def _wall(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def megabytes_of_crowd(count: int) -> float:
    """Resident megabytes of a process with `count` live Runtimes that have each signed a contract."""
    ran = subprocess.run([sys.executable, "-c", _CROWD.format(count=count)], check=True, capture_output=True, text=True)
    return int(ran.stdout) / 1024
