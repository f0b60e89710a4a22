"""What the program's JSAPIs may do to its pages: go from one to another, cover them, measure and scroll them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from bridge.errors import ProgramError, ScriptError
from bridge.jsapi import CommonError, JSAPIError
from bridge.jsapi.stage import Route
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.router import CannotNavigate, OpenPage, Plan, Router, Step
from bridge.miniprogram.styling import Styling
from bridge.miniprogram.tree.node import Node, nodes_of
from bridge.miniprogram.units import Delivery, Units
from bridge.runtime import Failure, Host, Trace
from bridge.runtime.trace import Launch

if TYPE_CHECKING:
    from bridge.jsapi.canvas.gallery import Gallery
    from bridge.miniprogram.axml import Remark
    from bridge.miniprogram.layout.queries import LaidOut
    from bridge.modules.graph import Graph


class Stage:
    """The pages of one running program. Everything here happens in a turn of its own, at once."""

    def __init__(self, manifest: Manifest, graph: Graph, trace: Trace) -> None:
        self.router = Router(manifest.pages, manifest.tab_pages, decode_query=manifest.decode_query)
        self._manifest = manifest
        self._units = Units(manifest, graph)
        self._styling = Styling(manifest, graph)
        self._trace = trace
        self._host: Host | None = None
        self._seen = 0
        self.chrome: dict[str, Any] = {}
        self.remarks: list[Remark] = []  # about markup that is hardly meant
        self._last_laid_out: tuple[list[Any], LaidOut] | None = None  # and the tree that it was made of
        self.launch_options: Mapping[str, Any] | None = None
        self.is_pulled_down = False
        self.gallery: Callable[[], Gallery | None] = lambda: None  # None if nobody drew

    def join(self, host: Host) -> None:
        """The engine there is from now on."""
        self._host = host

    @property
    def host(self) -> Host:
        assert self._host is not None, "a stage works only after its program has an engine"
        return self._host

    def plan(self, kind: str, url: str = "", delta: int = 1, app: Mapping[str, Any] | None = None) -> Plan:
        """What has to happen, with everything loaded for it.

        Raises `CannotNavigate`, and `ProgramError` for a page that cannot be opened.
        """
        plan = self.router.plan(kind, url, delta, app=app)
        if plan.opens is not None:
            self.deliver(self._units.page(plan.opens.path))
        return plan

    def prepare(self, path: str, markup: str, using: dict[str, str]) -> None:
        """Have a page ready that is in no file. Raises `ProgramError` for markup that makes no sense."""
        self.deliver(self._units.made_up(path, markup, using))

    def show_prepared(self, path: str) -> OpenPage:
        """Show such a page in place of all others."""
        plan = self.router.plan_unlisted(path)
        self.follow(plan)
        assert plan.opens is not None
        return plan.opens

    def deliver(self, delivery: Delivery) -> None:
        """Give the guest what a page needs; what is wrong with it is an error of the program."""
        if delivery.files:
            self.host.post({"type": "load", "files": delivery.files})
        if delivery.units:
            self.host.mirror("units", [unit.entry for unit in delivery.units])
        self.remarks += delivery.remarks
        for problem in delivery.problems:
            self._trace.add_failure(Failure(self.host.clock.now, "error", str(problem)))

    def follow(self, plan: Plan) -> list[str]:
        """Have the guest do `plan`, now; the paths of pages and components whose scripts failed."""
        if plan.opens is not None:
            self._trace.tell(Launch(self.host.clock.now, plan.opens.path))
        self.router.follow(plan)
        answers = [self.host.ask("transition", about=self._file_of(steps), steps=steps) for steps in _turns(plan.steps)]
        return [path for answer in answers for path in answer["broken"]]

    def _file_of(self, steps: list[Step]) -> str:
        """The file that a turn of these steps is about."""
        page = self.router.find(steps[0].get("page", 0))
        if page is None:
            return ""
        return f"{page.path}.axml" if steps[0]["do"] == "render" else f"{page.path}.js"

    def go(self, kind: str, url: str = "", delta: int = 1) -> OpenPage | None:
        """Go to another page, and return the one that is shown then.

        Raises `CannotNavigate` where the platform refuses; one that cannot be opened is an error of the program, too.
        """
        try:
            plan = self.plan(kind, url, delta)
        except ProgramError as error:
            self._trace.add_failure(Failure(self.host.clock.now, "error", str(error)))
            raise CannotNavigate(f"{kind}: {error.message}") from error
        self.follow(plan)
        return self.router.current

    @property
    def depth(self) -> int:
        """How many pages are open."""
        return len(self.router.stack)

    @property
    def question(self) -> str | None:
        """What the person is asked before they go back from the page that is shown."""
        return self.router.current.question if self.router.current else None

    def ask_before_back(self, question: str | None) -> None:
        """Have that asked from now on, of the page that is shown."""
        if self.router.current is not None:
            self.router.current.question = question

    def cover(self) -> None:
        """Something of the wallet's is shown over the program, or it goes to the background."""
        self.follow(self.router.plan("cover"))

    def uncover(self) -> None:
        """The program is seen again."""
        self.follow(self.router.plan("uncover", app=self.launch_options))

    async def navigate(self, kind: Route, url: str = "", delta: int = 1) -> None:
        """Go to another page for a call of the program. Raises `JSAPIError` where the platform refuses."""
        try:
            self.go(kind, url, delta)
        except CannotNavigate as refusal:
            raise JSAPIError(CommonError.INVALID_PARAMETER, str(refusal)) from None

    def scroll_to(self, top: float | None, selector: str | None) -> None:
        """Scroll the current page to `top` px, or to what `selector` finds."""
        page = self.router.current
        if page is not None:
            self.scroll_page(page, top if top is not None else self._top_of(selector))

    def scroll_page(self, page: OpenPage, top: float) -> None:
        """A page is scrolled, and told of it."""
        page.scroll_top = top
        self.event("onPageScroll", {"scrollTop": top, "scrollHeight": self._height()})

    def tree(self, page: OpenPage) -> list[Node | str]:
        """What stands on a page now: elements and texts, components expanded, slots filled. Raises `ScriptError`."""
        return nodes_of(self._told(page))

    def measure(self, queries: Sequence[dict[str, Any]], page: int | None = None) -> list[Any]:
        """Rows of the laid-out page `page`, or of the one that is shown (`bridge.miniprogram.layout.queries`)."""
        from bridge.miniprogram.layout.queries import Scroll

        looked_at = self.router.current if page is None else self.router.find(page)
        if looked_at is None:
            return [[] if query["kind"] == "selectAll" else None for query in queries]
        return self._laid_out(looked_at).answer(queries, Scroll(top=looked_at.scroll_top))

    def _laid_out(self, page: OpenPage) -> LaidOut:
        """The page with its boxes; programs ask many times while nothing on it changes."""
        from bridge.miniprogram.layout.queries import LaidOut

        told = self._told(page)
        if self._last_laid_out is None or self._last_laid_out[0] != told:
            nodes = nodes_of(told)
            self._last_laid_out = told, LaidOut(nodes, self._styling.styles(page.path, nodes))
        return self._last_laid_out[1]

    def _told(self, page: OpenPage) -> list[Any]:
        """The tree as the guest gives it. An attribute too deep to cross the boundary would take the rest with it."""
        ask = partial(self.host.ask, "tree", about=f"{page.path}.axml", page=page.number)
        nodes: list[Any] = (ask() or ask(shallow=True))["nodes"]
        return nodes

    def style_problems(self, nodes: Sequence[Node | str]) -> list[str]:
        """What is wrong in the .acss files of the page that is shown, on which `nodes` stand."""
        return self._styling.problems(self.router.stack[-1].path, nodes)

    def draw(self, page: OpenPage) -> str:
        """The page as an HTML file."""
        from bridge.miniprogram.portrait import Portrait

        portrait = Portrait(self._manifest, self._styling, self.chrome, self.gallery)
        return portrait.draw(page.path, self.tree(page), self.router)

    def _top_of(self, selector: str | None) -> float:
        """Where on the page the first match begins; where the page is already if there is none."""
        scrolled = self.router.current.scroll_top if self.router.current else 0
        (row,) = self.measure([{"kind": "select", "selector": selector or "", "fields": {"bounds": True}}])
        return scrolled + row["top"] if row else scrolled

    def _height(self) -> float:
        (row,) = self.measure([{"kind": "selectViewport", "fields": {"extent": True, "size": True}}])
        return row.get("scrollHeight", row.get("height", 0)) if row else 0

    async def pull_down(self) -> None:
        """Have the current page refreshed, as `my.startPullDownRefresh` does."""
        self.is_pulled_down = True
        self.event("onPullDownRefresh", {"from": "code"})

    def stop_pull_down(self) -> None:
        """The refresh is over."""
        self.is_pulled_down = False

    def forget_failures(self) -> None:
        """An action begins: what went wrong before is not its doing."""
        self._seen = len(self._trace.errors)

    def raise_failure(self) -> None:
        """Raise `ScriptError` for what went wrong since the action began."""
        failures, self._seen = self._trace.errors[self._seen :], len(self._trace.errors)
        failures = [failure for failure in failures if not failure.handled]
        if failures:
            raise ScriptError(failures[0].message, failures[0].stack)

    def event(self, name: str, *args: Any) -> None:
        """Tell the current page of something that happens to it as a whole."""
        if self.router.current is not None:
            step = {"do": "event", "page": self.router.current.number, "name": name, "args": list(args)}
            self.host.ask("transition", steps=[step])


def _turns(steps: list[Step]) -> Iterator[list[Step]]:
    """Steps that share a turn: what a lifecycle's promises do comes before the next page is made, and before it shows.

    On a phone the view lives in another thread, so that each of these arrives as a message of its own (inferred).
    """
    turn: list[Step] = []
    for step in steps:
        if turn and (step["do"] in ("load", "render") or turn[-1]["do"] == "start"):
            yield turn
            turn = []
        turn.append(step)
    if turn:
        yield turn
