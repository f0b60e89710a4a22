"""A mini-program that remembers, in order, what a person would have noticed, and where each call was made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bridge.engine import Shims
from bridge.jsapi import JSAPI
from bridge.miniprogram.program import SHIMS as PROGRAM_SHIMS
from bridge.miniprogram.program import MiniProgram
from bridge.runtime import Call, Event, Host, Settle, WalletRequest
from bridge.testing.sweep.servers import KeptServer, Servers

if TYPE_CHECKING:
    from bridge.jsapi.http import HttpClient
    from bridge.miniprogram.manifest import Manifest, ServerCommand
    from bridge.miniprogram.server import ServerProcess

SHIM = "testing/witness.js"
_DATA = "miniprogram/data.js"  # after it, and before whoever uses it, the witness stands
_PLACE = re.compile(r"(?:\(|at )([^()\n]+?:\d+:\d+)\)?$", re.MULTILINE)


@dataclass(frozen=True)
class Moment:
    """Something happened: the person acted, data was set, a call was made or ended, the wallet was asked."""

    kind: Literal["step", "data", "call", "end", "wallet"]
    call: Call | None = None
    request: WalletRequest | None = None


_PARTS = re.compile(r"(.*):(\d+):(\d+)")
_REACH = 4000  # characters from a call's last argument back to its name, at most


def place_in(stack: str) -> str:
    """`file:line:column` of the innermost frame, or nothing."""
    found = _PLACE.search(stack)
    return found.group(1) if found else ""


class Witness(MiniProgram):
    """`servers` starts the program's own server; without it that is started as in any run."""

    def __init__(self, manifest: Manifest, *, kept: Servers | None = None, **options: Any) -> None:
        super().__init__(manifest, **options)
        self.moments: list[Moment] = []
        self._stacks: dict[int, tuple[str, str]] = {}
        self._kept = kept
        self.listen(self._notice)

    def api(self, name: str) -> JSAPI | None:
        """The API as this program has it."""
        return self._registry.get(name)

    def step(self) -> None:
        """The person does something: what failed before has been told of by now, or never will be."""
        self.moments.append(Moment("step"))

    def _notice(self, event: Event) -> None:
        if isinstance(event, Call):
            self.moments.append(Moment("call", event))
        elif isinstance(event, Settle):
            self.moments.append(Moment("end", event.call))
        elif isinstance(event, WalletRequest):
            self.moments.append(Moment("wallet", request=event))

    def _join(self) -> Host:
        host = super()._join()
        host.on_state("calledAt", self._called_at)
        host.on_state("dataSet", lambda _: self.moments.append(Moment("data")))
        return host

    def _called_at(self, stack: str) -> None:
        call = self.calls[-1]
        self._stacks[call.id] = call.api, stack

    def place_of(self, call: Call) -> str:
        """Where `call` was made. The engine tells of an argument's place, so that the name is looked for before it."""
        api, stack = self._stacks.get(call.id, (call.api, ""))
        place = _PARTS.fullmatch(place_in(stack))
        if place is None:
            return ""
        path, line, column = place[1], int(place[2]), int(place[3])
        return f"{path}:{':'.join(map(str, self._name_before(api, path, line, column) or (line, column)))}"

    def _name_before(self, api: str, path: str, line: int, column: int) -> tuple[int, int] | None:
        lines = (self.source(path) or "").split("\n")
        before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1] if line <= len(lines) else ""])
        names = [*re.finditer(rf"(?:\bmy\s*\.\s*|\b){re.escape(api)}\s*\(", before[-_REACH:])]
        if not names:
            return None
        at = len(before) - min(len(before), _REACH) + names[-1].start()
        return before.count("\n", 0, at) + 1, at - before.rfind("\n", 0, at)

    def _shims(self) -> Shims:
        shims = super()._shims()
        assert _DATA in PROGRAM_SHIMS
        after = shims.eager.index(_DATA) + 1
        return Shims((*shims.eager[:after], SHIM, *shims.eager[after:]), shims.lazy)

    def _make_server(self, server: ServerCommand) -> ServerProcess:
        if self._kept is None:
            return super()._make_server(server)
        return KeptServer(self._kept, server.command, server.ready, self.manifest.run_file.parent)

    def _http_client(self) -> HttpClient:
        if self._http is None and isinstance(self._server, KeptServer):
            from bridge.testing.sweep.waking import WakingClient

            self._http = WakingClient(self._origins, self._server.wake)
        return super()._http_client()
