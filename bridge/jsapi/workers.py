"""What `my.createWorker` starts: a script of the program in an engine of its own. Loaded when there is one.

js_shims/jsapi/workers.js tells of it by states named "worker"; what the script sees is js_shims/jsapi/worker_scope.js.
Source: the worker pages and typings; observed is that the script has `worker.onMessage` and `worker.postMessage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bridge.errors import ProgramError
from bridge.jsapi.surroundings import emit
from bridge.runtime import Failure, Host

if TYPE_CHECKING:
    from bridge.jsapi.context import Services


class Workers:
    """There is one at a time; the guest sees to that."""

    def __init__(self, services: Services, host: Host) -> None:
        self._services = services
        self._host = host

    def take(self, told: Mapping[str, Any]) -> None:
        """Do what the program said: `do` is "start", "post" or "end", `id` the worker's number."""
        if told["do"] == "start":
            self._start(told["id"], told["path"])
        elif told["do"] == "post" and self._host.beside is not None:
            self._tell("message", message=told["message"])
        elif told["do"] == "end":
            self._host.dismiss()

    def _start(self, id: int, path: str) -> None:
        try:
            if self._services.worker is None:
                raise ProgramError(
                    "this program is a single script", advice="Open a mini-program's folder to have workers."
                )
            engine, entry, files = self._services.worker(path)
        except ProgramError as error:
            failure = Failure(self._host.clock.now, "error", f"createWorker: {error}")
            self._host.trace.add_failure(failure)
            return self._failed(id, failure)
        self._host.accompany(
            engine,
            lambda _, message: emit(self._host, f"onMessage@{id}", message),
            lambda failure: self._failed(id, failure),
        )
        assert self._host.beside is not None
        self._host.beside.post({"type": "load", "files": files})
        self._tell("require", path=entry)

    def _tell(self, action: str, **arguments: Any) -> None:
        assert self._host.beside is not None
        self._host.beside.post({"type": "invoke", "id": 0, "action": action, "arguments": arguments})

    def _failed(self, id: int, failure: Failure) -> None:
        emit(self._host, f"onError@{id}", {"message": failure.message, "stack": failure.stack})
