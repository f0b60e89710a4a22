"""A mini-program that remembers, in order, what a person would have noticed, and where each call was made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bridge.engine import Shims
from bridge.jsapi import JSAPI
from bridge.miniprogram.program import MiniProgram
from bridge.runtime import Call, Event, Failure, Host, WalletRequest
from bridge.testing.sweep.servers import KeptServer, Servers, SharedServer

if TYPE_CHECKING:
    from bridge.jsapi.http import HttpClient
    from bridge.miniprogram.manifest import Manifest
    from bridge.miniprogram.manifest.run_file import ServerCommand
    from bridge.miniprogram.server import ServerProcess

SHIM = "testing/witness.js"
_DATA = "miniprogram/data.js"  # after it, and before whoever uses it, the witness stands
_PLACE = re.compile(r"(?:\(|at )([^()\n]+?):(\d+):(\d+)\)?$", re.MULTILINE)
_REACH = 4000  # characters from a call's last argument back to its name, at most


@dataclass(frozen=True)
class Moment:
    """Something happened: the person acted, data was set, a call was made, its end reached the program, the wallet was
    asked. `during`: in the callbacks of which call, by number; 0 if in none, or if it cannot be told.
    """

    kind: Literal["step", "data", "call", "end", "wallet"]
    call: Call | None = None
    request: WalletRequest | None = None
    during: int = 0


def place_in(stack: str) -> str:
    """`file:line:column` of the innermost frame, or nothing."""
    found = _PLACE.search(stack)
    return ":".join(found.groups()) if found else ""


class Witness(MiniProgram):
    """`kept` starts the program's own server; without it that is started as in any run.

    `shared`: whether one that is up already will do; None leaves it to minibridge.json.
    """

    def __init__(
        self, manifest: Manifest, *, kept: Servers | None = None, shared: bool | None = None, **options: Any
    ) -> None:
        server = manifest.run.server
        self._kept = kept
        self._shares = server is not None and (server.shared if shared is None else shared)
        super().__init__(manifest, **{"track_rejections": True, **options})
        self.moments: list[Moment] = []
        self._by_id: dict[int, Call] = {}
        self._stacks: dict[int, str] = {}
        self._suspects: dict[int, Call] = {}  # by the number of an error, the call that had just failed
        self._last_failed: Call | None = None
        self.listen(self._notice)

    def api(self, name: str) -> JSAPI | None:
        """The API as this program has it."""
        return self._registry.get(name)

    def step(self) -> None:
        """The person does something: what failed before has been told of by now, or never will be."""
        self.moments.append(Moment("step"))

    # Places

    def place_of(self, call: Call) -> str:
        """Where `call` was made. The engine tells of an argument's place, so that the name is looked for before it."""
        place = _PLACE.search(self._stacks.get(call.id, ""))
        if place is None:
            return ""
        path, line, column = place[1], int(place[2]), int(place[3])
        line, column = self._name_before(call.api, path, line, column) or (line, column)
        return f"{path}:{line}:{column}"

    def place_of_failure(self, number: int) -> str:
        """Where error `number` happened; if it is a call's own failure, where the call was made."""
        failure = self.errors[number]
        suspect = self._suspects.get(number)
        return place_in(failure.stack) or (self.place_of(suspect) if failure.code == "JSAPI" and suspect else "")

    def _name_before(self, api: str, path: str, line: int, column: int) -> tuple[int, int] | None:
        lines = (self.source(path) or "").split("\n")
        offset = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
        begin = max(offset - _REACH, 0)
        near = "\n".join(lines)[begin : offset + len(api) + 10]
        names = re.finditer(rf"(?:\bmy\s*\.\s*|\b){re.escape(api)}\s*\(", near)
        starts = [begin + name.start() for name in names if begin + name.start() <= offset]
        if not starts:
            return None
        before = "\n".join(lines)[: starts[-1]]
        return before.count("\n") + 1, starts[-1] - before.rfind("\n")

    # What happens

    def _notice(self, event: Event) -> None:
        if isinstance(event, Call):
            self._by_id[event.id] = event
        elif isinstance(event, Failure) and self._last_failed is not None:
            self._suspects[len(self.errors) - 1] = self._last_failed
        elif isinstance(event, WalletRequest):
            self.moments.append(Moment("wallet", request=event))

    def _join(self) -> Host:
        host = super()._join()
        host.on_state("calledAt", self._called_at)
        host.on_state("ended", self._ended)
        host.on_state("dataSet", lambda during: self.moments.append(Moment("data", during=during)))
        return host

    def _called_at(self, told: dict[str, Any]) -> None:
        call = self.calls[-1]
        self._stacks[call.id] = told["stack"]
        self.moments.append(Moment("call", call, during=told["during"]))

    def _ended(self, id: int) -> None:
        call = self._by_id[id]
        self.moments.append(Moment("end", call))
        if call.outcome == "fail":
            self._last_failed = call

    # How it is put together

    def _shims(self) -> Shims:
        shims = super()._shims()
        after = shims.eager.index(_DATA) + 1
        return Shims((*shims.eager[:after], SHIM, *shims.eager[after:]), shims.lazy)

    def _make_server(self, server: ServerCommand) -> ServerProcess:
        if self._kept is None:
            return super()._make_server(server)
        kind = SharedServer if self._shares else KeptServer
        return kind(self._kept, server.command, server.ready, self.manifest.run_file.parent, server.environment)

    @property
    def _wallet_port(self) -> int:
        return self._kept.shared.wallet_port if self._kept is not None and self._shares else 0

    def _http_client(self) -> HttpClient:
        if self._http is None and isinstance(self._server, KeptServer):
            from bridge.testing.sweep.waking import WakingClient

            self._http = WakingClient(self._origins, self._server)
        return super()._http_client()
