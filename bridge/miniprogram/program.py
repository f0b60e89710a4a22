"""`MiniProgram`: a program with pages, opened from a folder and driven from Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from bridge.engine import Engine, Shims
from bridge.errors import Place, ProgramError, ScriptError, UsageError
from bridge.jsapi import AppContext
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.own_options import own_options
from bridge.miniprogram.page import PATIENCE, Page
from bridge.miniprogram.router import CannotNavigate, Plan
from bridge.miniprogram.runtime import Runtime
from bridge.miniprogram.stage import Stage
from bridge.miniprogram.urls import parse_query
from bridge.modules import LAZY_SHIMS as MODULE_LAZY_SHIMS
from bridge.modules import SHIMS as MODULE_SHIMS
from bridge.modules.graph import Graph
from bridge.runtime import SHIMS as RUNTIME_SHIMS

if TYPE_CHECKING:
    from bridge.jsapi.canvas.gallery import Gallery
    from bridge.miniprogram.manifest.app_json import TabItem
    from bridge.miniprogram.manifest.run_file import ServerCommand, Step
    from bridge.miniprogram.server import ServerProcess
    from bridge.wallet.keyring import Keyring

SHIMS = tuple(f"miniprogram/{name}.js" for name in ("data", "owners", "app", "pages", "views"))
LAZY_SHIMS = tuple(
    f"miniprogram/{name}.js"
    for name in (
        "components",
        "component_events",
        "data_observers",
        "dataset",
        "selection",
        "relations",
        "tree",
        "channels",
        "events",
        "gestures",
        "forms",
        "entries",
        "controls",
        "rendering",
    )
)


class MiniProgram(Runtime):
    """A mini-program from a folder: `async with MiniProgram.open("shop") as app:`.

    Takes the options of `Runtime`. What the folder's minibridge.json says about server, origins, person, host and seed
    is used where no option says otherwise. `servers=False` starts none. `track_rejections`: tell of every promise
    that is rejected and never handled, not only of those of `my.*` and what handlers return; promises then take longer.
    """

    def __init__(
        self, manifest: Manifest, *, servers: bool = True, track_rejections: bool = False, **options: Any
    ) -> None:
        self.manifest = manifest
        self._tracks_rejections = track_rejections
        self._starts_servers = servers
        self._server: ServerProcess | None = None
        self._modules = Graph(manifest.files)
        self._is_started = False
        given = {name: value for name, value in options.items() if value is not None}
        own = own_options(manifest, given.get("clock", "virtual")) if manifest.has_run_file else {}
        super().__init__(**{**own, **given})
        self._modules.tells = self._tracks_rejections
        self._stage = Stage(manifest, self._modules, self._trace)
        self._stage.gallery = self._gallery
        self._services.stage = self._stage
        self._services.packaged = self._packaged
        self._services.included = self._included
        self._services.ext = manifest.ext
        self._services.worker = self._worker
        self._services.many_sockets = manifest.many_sockets

    def _settings(self) -> dict[str, Any]:
        return {**super()._settings(), "rejections": self._tracks_rejections}

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

    # Pages

    @property
    def page(self) -> Page:
        """The page that is shown. Raises `UsageError` before `launch`."""
        if self.stage.router.current is None:
            raise UsageError("no page is open: await app.launch() first")
        return Page(self.stage, self.stage.router.current)

    @property
    def pages(self) -> list[Page]:
        """The open pages, as `getCurrentPages()` has them: the last one is shown."""
        return [Page(self.stage, page) for page in self.stage.router.stack]

    async def launch(self, page: str | None = None, query: str | Mapping[str, str] | None = None) -> Page:
        """Open the app at `page` (its home page by default), run its lifecycle, and what that starts.

        A page that is not listed is told to the app (`onPageNotFound`), which may lead elsewhere. Raises
        `ProgramError` for a page that is not there, `ScriptError` if app.js or the page's script throws.
        """
        seen = len(self.errors)
        if not self._is_started:
            self._tell_of_files()
        given = self.manifest.run.query if query is None and page is None else query
        wanted = page or self._own_page()
        plan = self._first_plan(wanted, parse_query(given, decode=self.manifest.decode_query))
        broken = self.stage.follow(plan)
        self._is_started = True
        await self.guest.settle(PATIENCE)
        if broken:
            failure = self.errors[seen]
            raise ScriptError(failure.message, failure.stack)
        if self.stage.router.current is None:
            self.manifest.page_path(wanted)
        return self.page

    def _tell_of_files(self) -> None:
        for note in self.manifest.notes:
            self._services.note(note)

    def _own_page(self) -> str | None:
        """The page that minibridge.json begins with. Raises `ProgramError` naming it for one that is not there."""
        wanted = self.manifest.run.page
        try:
            self.manifest.page_path(wanted)
        except ProgramError as error:
            raise ProgramError(f"page: {error.message}", place=self.manifest.run_file, advice=error.advice) from None
        return wanted

    async def navigate_to(self, url: str) -> Page:
        """Go to a page as `my.navigateTo` does. Raises `UsageError` where the platform refuses."""
        return await self._go("navigateTo", url)

    async def redirect_to(self, url: str) -> Page:
        """Go to a page instead of the current one."""
        return await self._go("redirectTo", url)

    async def navigate_back(self, delta: int = 1) -> Page:
        """Go back by `delta` pages. A program may have the person asked first, who stays if they say no."""
        if self.stage.question is not None and not await self._goes_back():
            return self.page
        return await self._go("navigateBack", delta=delta)

    async def _goes_back(self) -> bool:
        from bridge.jsapi.asking import goes_back

        return await goes_back(AppContext(self._services, self.guest, 0))

    async def re_launch(self, url: str) -> Page:
        """Close every page and open this one."""
        return await self._go("reLaunch", url)

    async def tab(self, name: str) -> Page:
        """Tap a tab of the tab bar, by its text or its page: `onTabItemTap`, and the tab's page is shown."""
        index, item = self._tab_item(name)
        path = item.pagePath.strip("/")
        tapped = {"from": "user", "pagePath": path, "text": item.name, "index": index}
        before = self.page
        await before.happen("beforeTabItemTap", tapped)
        shown = await self._go("switchTab", f"/{path}")
        if shown == before:
            await shown.happen("onSelectedTabItemTap", tapped)
        await shown.happen("onTabItemTap", tapped)
        return self.page

    async def background(self) -> None:
        """The person leaves the app: `onHide` of app and page."""
        self.stage.cover()
        await self.guest.settle(PATIENCE)

    async def foreground(self) -> None:
        """The person comes back: `onShow` of app and page."""
        self.stage.uncover()
        await self.guest.settle(PATIENCE)

    async def do(self, step: Step) -> None:
        """Do one step of a headless run (see minibridge.json) on the page that is shown.

        Raises `UsageError` if there is nothing to do it to, `ScriptError` if a handler fails.
        """
        from bridge.miniprogram.manifest.run_file import CallStep, InputStep, TapStep, WaitStep

        if isinstance(step, CallStep):
            await self.page.call(step.call, step.detail)
        elif isinstance(step, TapStep):
            await self.page.find(step.tap).tap()
        elif isinstance(step, InputStep):
            await self.page.find(step.input.selector).enter(step.input.value)
        elif isinstance(step, WaitStep):
            await self.advance(step.wait)
        else:
            await self.navigate_to(step.navigate)

    async def _go(self, kind: str, url: str = "", delta: int = 1) -> Page:
        try:
            self.stage.go(kind, url, delta)
        except CannotNavigate as refusal:
            raise UsageError(str(refusal)) from None
        await self.guest.settle(PATIENCE)
        return self.page

    def _first_plan(self, wanted: str | None, query: Mapping[str, str]) -> Plan:
        """The cold start, or another start of a program that runs."""
        path = (wanted or self.manifest.home).strip("/")
        url = f"/{path}?{urlencode(query, quote_via=quote)}"
        options = self.stage.launch_options = {"path": path, "query": dict(query), "scene": 1000}
        if self._is_started:
            return self._next_plan(url, options)
        script = self.manifest.app_script()
        self.guest.post({"type": "load", "files": self._modules.load([script])})
        self.guest.mirror("launch", options)
        start = {"do": "start", "file": script}
        try:
            plan = self.stage.plan("launch", url, app=options)
        except CannotNavigate:
            return Plan([start, *_not_found(options)], [])
        return Plan([start, *plan.steps], plan.stack, plan.opens)

    def _next_plan(self, url: str, options: Mapping[str, Any]) -> Plan:
        """A start of a program that runs already; of a page that it does not have the app is told then, too."""
        try:
            return self.stage.plan("reLaunch", url)
        except CannotNavigate:
            missing = {"path": options["path"], "query": options["query"], "isEntryPage": True}
            step = {"do": "app", "name": "onPageNotFound", "options": missing}
            return Plan([step], self.stage.router.stack)

    def _tab_item(self, name: str) -> tuple[int, TabItem]:
        items = self.manifest.tab_bar.items if self.manifest.tab_bar else []
        for index, item in enumerate(items):
            if name in (item.name, item.pagePath) or name.strip("/") == item.pagePath.strip("/"):
                return index, item
        known = ", ".join(repr(item.name) for item in items) or "none"
        raise UsageError(f"no tab {name!r}; there are: {known}")

    @property
    def stage(self) -> Stage:
        """What the program's JSAPIs may do to its pages."""
        self._stage.join(self.guest)
        return self._stage

    def _gallery(self) -> Gallery | None:
        if not any(drawing.context == "canvas" for drawing in self.drawings):
            return None
        from bridge.jsapi.canvas.gallery import gallery_of

        return gallery_of(self._services)

    def _packaged(self, path: str) -> bytes | None:
        """The content of one of the program's own files, for JSAPIs that read pictures and the like."""
        file = self.manifest.files.find(path.lstrip("/"))
        return None if file is None else file.read_bytes()

    def _included(self) -> dict[str, bytes]:
        """What the file system manager finds of the package: nothing if mini.project.json cannot be read."""
        try:
            paths = self.manifest.included()
        except ProgramError as error:
            self._services.note(str(error))
            return {}
        return {path: content for path in paths if (content := self._packaged(path)) is not None}

    def _worker(self, path: str) -> tuple[Engine, str, list[dict[str, Any]]]:
        """An engine for a worker, its script, and the files that this needs.

        Raises `ProgramError` for a script that cannot be read, or an app.json that names no workers.
        """
        files = self.manifest.files
        if self.manifest.has_app and not self.manifest.app.workers:
            place = path.strip("/").rpartition("/")[0] or path
            advice = f'Write "workers": "{place}", which is where the scripts of workers are.'
            raise ProgramError("no workers are named", place=Place("app.json"), advice=advice)
        wanted = path.strip("/")
        script = next((wanted + ending for ending in ("", ".js", ".ts") if files.exists(wanted + ending)), wanted)
        graph = Graph(files)
        graph.tells = self._tracks_rejections
        settings = {**self._bare_settings(self._seed + 1), "rejections": self._tracks_rejections}
        shims = Shims((*RUNTIME_SHIMS, *MODULE_SHIMS, "jsapi/worker_scope.js"), MODULE_LAZY_SHIMS)
        return Engine(settings, shims, self._limits), script, graph.load([script])

    def _shims(self) -> Shims:
        base = super()._shims()
        return Shims((*base.eager, *SHIMS), (*base.lazy, *LAZY_SHIMS))

    def source(self, path: str) -> str | None:
        return super().source(path) or self._modules.text(path)

    async def close(self) -> None:
        try:
            await super().close()
        finally:
            if self._server is not None:
                await self._server.stop()
                self._server = None

    async def _start_servers(self) -> None:
        if not self._starts_servers:
            return
        run, places = self.manifest.run, {}
        keys = keyring_for(run.server)
        if self._wants_wallet or run.server is not None:
            places["wallet"] = (await self.start_wallet(keys.signing() if keys else None, self._wallet_port)).url
        if run.server is not None:
            self._server = self._make_server(run.server)
            places["server"] = self._server.url
        self._map_origins(run.origins, places)
        if self._server is not None:
            await self._server.start({"wallet": places["wallet"], **(keys.words() if keys else {})})

    @property
    def _wallet_port(self) -> int:
        return 0

    def _make_server(self, server: ServerCommand) -> ServerProcess:
        from bridge.miniprogram.server import ServerProcess

        return ServerProcess(server.command, server.ready, self.manifest.run_file.parent, server.environment)

    def _map_origins(self, origins: Mapping[str, str], places: Mapping[str, str]) -> None:
        for origin, target in origins.items():
            for name, url in places.items():
                target = target.replace(f"{{{name}}}", url)
            if origin in self._given_origins:
                continue
            if "{server}" in target:
                advice = 'Say how it is started: "server": { "command": [...] }.'
                message = f"origins: {origin} is mapped to {{server}}, and there is no server"
                raise ProgramError(message, place=self.manifest.run_file, advice=advice)
            self._map_origin(origin, target)

    def _map_origin(self, origin: str, target: str) -> None:
        try:
            self.origins.map(origin, target)
        except UsageError as error:
            raise ProgramError(str(error), place=self.manifest.run_file) from None


def keyring_for(server: ServerCommand | None) -> Keyring | None:
    """The keys of a server that asks for them, and of its wallet."""
    if server is None or not server.signs:
        return None
    from bridge.wallet.keyring import keyring

    return keyring()


def _not_found(options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The start of a program at a page that it does not have."""
    missing = {"path": options["path"], "query": options["query"], "isEntryPage": True}
    for name, given in (("onLaunch", options), ("onShow", options), ("onPageNotFound", missing)):
        yield {"do": "app", "name": name, "options": given}
