"""`MiniProgram`: a program with pages, opened from a folder and driven from Python."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl

from bridge.errors import ProgramError, UsageError
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.runtime import Runtime
from bridge.miniprogram.server import ServerProcess
from bridge.modules.graph import Graph
from bridge.runtime import Launch


class ProgramRuntime(Runtime):
    """A runtime whose engine also has App and Page."""

    def _shims(self) -> tuple[str, ...]:
        return (*super()._shims(), "miniprogram/app.js")


class Page:
    """One open page."""

    def __init__(self, program: MiniProgram, path: str, number: int) -> None:
        self.path = path
        self._guest = program.guest
        self._number = number

    @property
    def data(self) -> dict[str, Any]:
        """The page's `data` as it is now, as JSON has it."""
        data: dict[str, Any] = self._guest.ask("data", page=self._number)
        return data

    async def call(self, handler: str, detail: Mapping[str, Any] | None = None) -> Any:
        """Call a handler as a tap would, wait until it has finished, and return what it returned.

        Raises `UsageError` if the page has no such handler, `ScriptError` if it threw or its promise was rejected.
        """
        names: list[str] = self._guest.ask("handlers", page=self._number)
        if handler not in names:
            known = ", ".join(names) or "none"
            raise UsageError(f"page {self.path} has no handler {handler!r}; it has: {known}")
        return await self._guest.invoke("handle", page=self._number, name=handler, event=self._tap(detail or {}))

    def _tap(self, detail: Mapping[str, Any]) -> dict[str, Any]:
        target = {"id": "", "dataset": {}}
        return {
            "type": "tap",
            "timeStamp": self._guest.clock.now,
            "target": target,
            "currentTarget": target,
            "detail": dict(detail),
        }


class MiniProgram(ProgramRuntime):
    """A mini-program from a folder: `async with MiniProgram.open("shop") as app:`.

    Takes the options of `Runtime`. What the folder's minibridge.json says about server, origins, person, host and seed
    is used where no option says otherwise.
    """

    def __init__(self, manifest: Manifest, **options: Any) -> None:
        self.manifest = manifest
        self._server: ServerProcess | None = None
        self._modules = Graph(manifest.root)
        run = manifest.run
        options = {name: value for name, value in options.items() if value is not None}
        for name, value in (("user", run.user or None), ("host", run.host), ("seed", run.seed)):
            if value is not None:
                options.setdefault(name, value)
        if run.server is not None and options.get("clock", "virtual") == "virtual":
            # Its clock is the machine's: expiries and signatures of the two must agree.
            options.setdefault("start", time.time() * 1000 // 1)
        super().__init__(**options)

    @classmethod
    def open(cls, folder: str | Path, **options: Any) -> MiniProgram:
        """A program that starts when it is entered with `async with`. Raises `ProgramError` for a bad folder."""
        return cls(Manifest(Path(folder)), **options)

    async def __aenter__(self) -> MiniProgram:
        try:
            await self._start_servers()
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def launch(self, page: str | None = None, query: str | Mapping[str, str] | None = None) -> Page:
        """Open the app at `page` (the first of app.json by default) and run its lifecycle.

        Raises `ProgramError` for a page that is not there, `ScriptError` if app.js or the page's script throws.
        """
        path = self.manifest.page_path(page or self.manifest.run.page)
        script = self.manifest.script_of(path)
        given = self.manifest.run.query if query is None and page is None else query
        self.guest.post({"type": "load", "files": self._modules.load(["app.js", script])})
        self._trace.tell(Launch(self.clock.now, path))
        number = await self.guest.invoke("launch", app="app.js", page=path, file=script, query=parse_query(given))
        return Page(self, path, number)

    def source(self, path: str) -> str | None:
        """The text of one of the program's files, for showing a place in it."""
        return self._modules.text(path)

    async def close(self) -> None:
        try:
            await super().close()
        finally:
            if self._server is not None:
                await self._server.stop()
                self._server = None

    async def _start_servers(self) -> None:
        run, places = self.manifest.run, {}
        if self._wants_wallet or run.server is not None:
            places["wallet"] = (await self.start_wallet()).url
        if run.server is not None:
            self._server = ServerProcess(run.server.command, run.server.ready, self.manifest.run_file.parent)
            places["server"] = self._server.url
        self._map_origins(run.origins, places)
        if self._server is not None:
            await self._server.start(places["wallet"])

    def _map_origins(self, origins: Mapping[str, str], places: Mapping[str, str]) -> None:
        for origin, target in origins.items():
            for name, url in places.items():
                target = target.replace(f"{{{name}}}", url)
            if origin not in self._given_origins:
                self._map_origin(origin, target)

    def _map_origin(self, origin: str, target: str) -> None:
        try:
            self.origins.map(origin, target)
        except UsageError as error:
            raise ProgramError(str(error), place=self.manifest.run_file) from None


def parse_query(query: str | Mapping[str, str] | None) -> dict[str, str]:
    """`a=1&b=2` (a leading `?` is fine) as a dict of decoded strings."""
    if query is None:
        return {}
    return dict(query) if isinstance(query, Mapping) else dict(parse_qsl(query.lstrip("?"), keep_blank_values=True))
