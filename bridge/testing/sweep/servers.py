"""A program's own server, started when a run needs it: anew for each run, unless many may share it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import cycle
from pathlib import Path
from typing import Any

from bridge.errors import EngineError
from bridge.miniprogram.server import START_LIMIT, ServerProcess

_PORTS = range(10_240, 32_000)
"""Below those that systems give to connections: a port that is chosen now is still free when the server starts."""

_LOOK_AGAIN = 0.002  # seconds of the machine's clock
_LOOKS_BETWEEN_POLLS = 25


class Shared:
    """Where a server that many runs share is found, and where it finds the wallet of whichever run it is.

    Between two runs nobody listens at the wallet's port: what a server still sends then reaches no wallet. The port is
    bound all the time, so that nobody else gets it.
    """

    def __init__(self, servers: Servers) -> None:
        self.port = 0  # that of the run's server
        self.pid: int | None = None
        self._servers = servers
        self._reserved = socket.socket()
        self._reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._reserved.bind(("127.0.0.1", 0))

    @property
    def wallet_port(self) -> int:
        """The same for every run."""
        port: int = self._reserved.getsockname()[1]
        return port

    def port_of_run(self) -> int:
        """Where the next run finds its server: elsewhere if that is a new one, as the port of one that ended may be
        taken, or not free yet.
        """
        if not self.is_up():
            self.end()
            self.port = self._servers.port()
        return self.port

    def is_up(self) -> bool:
        """Whether the server runs and listens: somebody else may by now where it did."""
        return self.pid is not None and self._servers.exit_code(self.pid) is None and _is_open(self.port)

    def end(self) -> None:
        """End the server, whatever it still does: the next run that needs one has a new one."""
        pid, self.pid = self.pid, None
        if pid is not None:
            self._servers.ask("stop", pid=pid)

    def close(self) -> None:
        """Let go of the port."""
        self._reserved.close()


class Servers:
    """The servers of one worker: `keeper.py` in a process of its own, which ends them all when this one is gone."""

    def __init__(self) -> None:
        self._keeper: subprocess.Popen[str] | None = None
        self._has_learned = False
        self._ports = cycle(_PORTS)
        for _ in range(random.SystemRandom().randrange(len(_PORTS))):  # each worker has its own
            next(self._ports)
        self._output = tempfile.NamedTemporaryFile()  # noqa: SIM115 - closed by close()

    @property
    def output(self) -> str:
        """The file that the server of a run prints to."""
        return self._output.name

    def port(self) -> int:
        """A port on which nobody listens, another one each time."""
        return next(port for port in self._ports if _is_free(port))

    @cached_property
    def shared(self) -> Shared:
        """What the runs of this worker share, if they do."""
        return Shared(self)

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        """Have the keeper do something, and return its answer. Raises `EngineError` if it is gone."""
        keeper = self._keeper = self._keeper or self._start()
        assert keeper.stdin is not None and keeper.stdout is not None
        try:
            keeper.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
            keeper.stdin.flush()
            answer: dict[str, Any] = json.loads(keeper.stdout.readline())
        except (OSError, ValueError):
            raise EngineError("the process that keeps the servers of a sweep has ended") from None
        return answer

    def exit_code(self, pid: int) -> int | None:
        """How a server ended, if it did."""
        code: int | None = self.ask("poll", pid=pid)["code"]
        return code

    def learn(self, where: dict[str, Any]) -> None:
        """The first server is up: the next ones are started from what it has imported."""
        if not self._has_learned:
            self._has_learned = True
            self.ask("learn", **where)

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("keeper.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # it outlives a worker that is killed, to clean up after it
        )

    def printed(self) -> str:
        """The end of what the server printed."""
        return Path(self.output).read_text(encoding="utf-8", errors="replace").strip()[-2000:]

    def forget_output(self) -> None:
        """A new server begins."""
        Path(self.output).write_bytes(b"")

    def close(self) -> None:
        """End the keeper and whatever it started."""
        if self._keeper is not None:
            assert self._keeper.stdin is not None and self._keeper.stdout is not None
            with contextlib.suppress(OSError):
                self._keeper.stdin.close()
            self._keeper.wait()
            self._keeper.stdout.close()
        if "shared" in self.__dict__:
            self.shared.close()
        self._output.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe, contextlib.suppress(OSError):
        probe.bind(("127.0.0.1", port))
        return True
    return False


def _is_open(port: int) -> bool:
    """Whether anybody listens: looking costs next to nothing, where asking would take from the server's start."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class KeptServer(ServerProcess):
    """Started by `servers` when `wake` is awaited for the first time."""

    def __init__(
        self, servers: Servers, command: Sequence[str], ready: str, folder: Path, environment: Mapping[str, str]
    ) -> None:
        super().__init__(command, ready, folder, environment)
        self.port = self._port_of(servers)
        self.is_stuck = False  # set by who waited for its answer in vain
        self._servers = servers
        self._words: Mapping[str, str] = {}
        self._pid: int | None = None
        self._waking = asyncio.Lock()

    def _port_of(self, servers: Servers) -> int:
        return servers.port()

    async def start(self, words: Mapping[str, str]) -> None:
        """Be ready to start: most of the runs of a sweep end before they need a server."""
        self._words = words

    async def wake(self) -> None:
        """Start it, if it is not, and wait until it answers. Raises `ProgramError` if it does not."""
        async with self._waking:
            if self._pid is None:
                await self._start()

    async def _start(self) -> None:
        await self._launch()
        self._servers.learn(self._where)

    @property
    def _where(self) -> dict[str, Any]:
        return {"argv": self.filled(self._words), "folder": str(self.folder)}

    async def _launch(self) -> None:
        self._servers.forget_output()
        environment = self.variables(self._words)
        asked = self._servers.ask("start", output=self._servers.output, environment=environment, **self._where)
        self._pid = asked["pid"]
        try:
            await asyncio.wait_for(self._until_it_answers(), START_LIMIT)
        except asyncio.TimeoutError:
            raise self.never_answered() from None

    async def _until_it_answers(self) -> None:
        looks = 0
        while not (_is_open(self.port) and await self.answers()):
            looks += 1
            if looks % _LOOKS_BETWEEN_POLLS == 0:
                assert self._pid is not None
                code = self._servers.exit_code(self._pid)
                if code is not None:
                    raise self.failed(f"ended with exit code {code}")
            await asyncio.sleep(_LOOK_AGAIN)

    async def stop(self) -> None:
        """End it and everything it started."""
        self._end()
        await super().stop()

    def _end(self) -> None:
        pid, self._pid = self._pid, None
        if pid is not None:
            self._servers.ask("stop", pid=pid)

    def printed(self) -> str:
        return self._servers.printed()


class SharedServer(KeptServer):
    """One that an earlier run of the same worker may have started, and later ones go on with: it ends with the worker.

    The wallet has to be where it was: at `Shared.wallet_port`.
    """

    def _port_of(self, servers: Servers) -> int:
        return servers.shared.port_of_run()

    async def _start(self) -> None:
        shared = self._servers.shared
        if not shared.is_up():
            shared.end()
            await self._launch()
            shared.pid = self._pid
        self._pid = shared.pid

    async def stop(self) -> None:
        """The run is over. The server goes on, unless it never served, or does no longer."""
        shared = self._servers.shared
        if self._pid != shared.pid:
            self._end()
        elif self.is_stuck:
            shared.end()
        await ServerProcess.stop(self)
