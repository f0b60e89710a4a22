"""A program's own server, run as a process beside it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bridge.errors import ProgramError

START_LIMIT = 20.0  # seconds of the machine's clock for the server to answer
STOP_LIMIT = 3.0

running: set[int] = set()
"""Process groups of servers that are up: whoever ends this process in a hurry ends them too."""


class ServerProcess:
    """A server started by `command` in `folder`, with `environment` beside this process's own variables.

    `{python}`, `{port}` and what `start` is told are filled in, in both.
    """

    def __init__(
        self, command: Sequence[str], ready: str, folder: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._command = command
        self._environment = environment or {}
        self._ready = ready
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        self.port = _free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, words: Mapping[str, str]) -> None:
        """Start it and wait until it answers. Raises `ProgramError` with what it printed if it does not.

        `words`: what to fill in, by name, such as `wallet`, its base URL.
        """
        try:
            self._process = subprocess.Popen(
                self.filled(words),
                cwd=self.folder,
                env={**os.environ, **self.variables(words)},
                stdin=subprocess.DEVNULL,
                stdout=self._output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is ours to pass on
            )
        except OSError as error:
            raise self.failed(f"cannot be started: {error.strerror}") from None
        running.add(self._process.pid)
        try:
            await asyncio.wait_for(self._until_ready(self._process), START_LIMIT)
        except asyncio.TimeoutError:
            raise self.never_answered() from None

    def filled(self, words: Mapping[str, str]) -> list[str]:
        """The command with every word filled in."""
        return [self._fill(part, words) for part in self._command]

    def variables(self, words: Mapping[str, str]) -> dict[str, str]:
        """The environment with every word filled in."""
        return {name: self._fill(text, words) for name, text in self._environment.items()}

    def _fill(self, text: str, words: Mapping[str, str]) -> str:
        for word, value in {"python": sys.executable, "port": str(self.port), **words}.items():
            text = text.replace(f"{{{word}}}", value)
        return text

    async def answers(self) -> bool:
        """Whether it serves by now."""
        return await _answers(self.port, self._ready)

    def never_answered(self) -> ProgramError:
        """What is wrong with one that does not serve in time."""
        return self.failed(f"did not answer {self._ready} within {START_LIMIT:g} s")

    async def _until_ready(self, process: subprocess.Popen[bytes]) -> None:
        while not await self.answers():
            if process.poll() is not None:
                raise self.failed(f"ended with exit code {process.returncode}")
            await asyncio.sleep(0.02)

    def failed(self, what: str) -> ProgramError:
        """What is wrong, with what the server printed."""
        printed = self.printed()
        said = f"It printed:\n{printed}" if printed else "It printed nothing."
        place = self.folder / "minibridge.json"
        return ProgramError(f"the server {' '.join(self._command)} {what}", place=place, advice=said)

    def printed(self) -> str:
        """The end of what it printed."""
        self._output.seek(0)
        return self._output.read().decode(errors="replace").strip()[-2000:]

    async def stop(self) -> None:
        """End it and everything it started: politely, then for good."""
        process, self._process = self._process, None
        if process is not None:
            end_group(process.pid, signal.SIGTERM)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(_gone(process), STOP_LIMIT)
            end_group(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait)
            running.discard(process.pid)
        self._output.close()


async def _gone(process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        await asyncio.sleep(0.01)


def end_group(group: int, number: signal.Signals) -> None:
    """Signal a process group that may be gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def end_all_at_once() -> None:
    """End every server of this process now, without the event loop."""
    for group in list(running):
        end_group(group, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _answers(port: int, path: str) -> bool:
    """Whether `GET path` answers 200; by hand, as a whole HTTP client is not needed to knock."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        status = await reader.readline()
        return b" 200 " in status
    except OSError:
        return False
    finally:
        writer.close()
