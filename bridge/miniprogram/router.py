"""Where the program may go, and what has to happen for it: the page stack, as the host sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bridge.miniprogram import urls
from bridge.miniprogram.routes import DEEPEST_STACK, ROUTES, Route

Step = dict[str, Any]


class CannotNavigate(Exception):
    """The platform refuses to go there; the text is what the program is told."""


@dataclass(eq=False)
class OpenPage:
    """A page that is alive. Tab pages stay alive when another tab is shown."""

    number: int
    path: str
    query: Mapping[str, str]
    is_tab: bool
    is_visible: bool = False
    scroll_top: float = 0
    question: str | None = None  # which the person is asked before they go back from it


@dataclass
class Plan:
    """What has to happen: the guest's `steps`; the stack afterwards, and whether its top is shown then."""

    steps: list[Step]
    stack: list[OpenPage]
    opens: OpenPage | None = None
    shows: bool = True


class Router:
    """The page stack of one program. `plan` decides, `follow` makes a plan true once the guest has done it."""

    def __init__(self, pages: Collection[str], tab_pages: Collection[str], *, decode_query: bool = True) -> None:
        self.stack: list[OpenPage] = []
        self._pages = pages
        self._tab_pages = tuple(tab_pages)
        self._decode_query = decode_query
        self._tabs: dict[str, OpenPage] = {}
        self._last_number = 0

    @property
    def current(self) -> OpenPage | None:
        """The page on top."""
        return self.stack[-1] if self.stack else None

    def find(self, number: int) -> OpenPage | None:
        """The page of that number, if it is alive."""
        return next((page for page in (*self.stack, *self._tabs.values()) if page.number == number), None)

    def is_alive(self, page: OpenPage) -> bool:
        """Whether it is in the stack, or a tab page that is kept."""
        return page in self.stack or self._tabs.get(page.path) is page

    def plan(self, kind: str, url: str = "", delta: int = 1, *, app: Mapping[str, Any] | None = None) -> Plan:
        """What `kind` of going to `url` means now. `app` are the options for lifecycles of the app.

        Raises `CannotNavigate`.
        """
        route = ROUTES[kind]
        if route.target == "below":
            return self._back(route, delta)
        if route.target == "none":
            return Plan(list(self._steps(route, None, None, app)), self.stack, shows=kind != "cover")
        path, query = self._destination(kind, route, url)
        if route.target == "tab" and path in self._tabs:
            return self._again(path)
        page = OpenPage(self._last_number + 1, path, query, path in self._tab_pages)
        kept = self.stack[:-1] if kind == "redirectTo" else self.stack if kind == "navigateTo" else []
        if len(kept) >= DEEPEST_STACK:
            raise CannotNavigate(f"{kind}: {DEEPEST_STACK} pages are open already, which is the most there may be")
        steps = list(self._steps(route, page, None, app, kept))
        if kind == "navigateTo":
            steps = [{**step, "channel": True} if step["do"] == "load" else step for step in steps]
        return Plan(steps, [*kept, page], page)

    def plan_unlisted(self, path: str) -> Plan:
        """A page that app.json does not list, in place of all there are."""
        page = OpenPage(self._last_number + 1, path, {}, is_tab=False)
        return Plan(list(self._steps(ROUTES["reLaunch"], page, None, None, [])), [page], page)

    def follow(self, plan: Plan) -> None:
        """The guest has done `plan`."""
        unloaded = {step["page"] for step in plan.steps if step["do"] == "unload"}
        self._tabs = {path: page for path, page in self._tabs.items() if page.number not in unloaded}
        if plan.opens is not None:
            self._last_number = plan.opens.number
            if plan.opens.is_tab:
                self._tabs[plan.opens.path] = plan.opens
        for page in (*self.stack, *self._tabs.values()):
            page.is_visible = False
        self.stack = plan.stack
        if self.current is not None:
            self.current.is_visible = plan.shows

    def _destination(self, kind: str, route: Route, url: str) -> tuple[str, dict[str, str]]:
        path, query = urls.split(url)
        here = self.current.path if self.current else None
        found = urls.resolve(path, here, self._pages)
        if found is None:
            raise CannotNavigate(f"{kind}: there is no page {path!r}")
        if route.target == "page" and found in self._tab_pages:
            raise CannotNavigate(f"{kind}: {found} is a page of the tab bar; use switchTab")
        if route.target == "tab" and found not in self._tab_pages:
            raise CannotNavigate(f"{kind}: {found} is no page of the tab bar")
        if route.target == "tab" and query:
            raise CannotNavigate(f"{kind}: a page of the tab bar takes no parameters: {query!r}")
        return found, urls.parse_query(query, decode=self._decode_query)

    def _back(self, route: Route, delta: int) -> Plan:
        if len(self.stack) < 2:
            return Plan([], self.stack)
        kept = self.stack[: max(len(self.stack) - max(delta, 1), 1)]
        return Plan(list(self._steps(route, None, kept[-1], None, kept)), kept)

    def _again(self, path: str) -> Plan:
        page = self._tabs[path]
        if self.stack == [page]:
            return Plan([], self.stack)
        steps = list(self._steps(ROUTES["switchTab, again"], None, page, None, [page]))
        return Plan(steps, [page])

    def _steps(
        self,
        route: Route,
        new: OpenPage | None,
        target: OpenPage | None,
        app: Mapping[str, Any] | None,
        kept: list[OpenPage] | None = None,
    ) -> Iterator[Step]:
        """The guest's steps; the stack changes when everything that goes has gone."""
        is_stacked = kept is None
        for step in route.steps:
            who, what = step.split(".")
            if who in ("new", "target") and not is_stacked:
                is_stacked = True
                yield {"do": "stack", "pages": [page.number for page in kept or []]}
            if who == "app":
                yield {"do": "app", "name": what, **({"options": app} if app is not None else {})}
                continue
            for page in self._whom(who, new, target):
                yield from _done(page, what)

    def _whom(self, who: str, new: OpenPage | None, target: OpenPage | None) -> list[OpenPage]:
        downwards = self.stack[::-1]
        if who in ("new", "target"):
            page = new if who == "new" else target
            return [page] if page is not None else []
        if who == "current":
            return downwards[:1]
        if who == "above":
            return [page for page in downwards if target is None or self.stack.index(target) < self.stack.index(page)]
        if who == "all":
            return [*downwards, *(page for page in self._tabs.values() if page not in self.stack)]
        if who == "others":
            return [page for page in downwards if not page.is_tab]
        return [page for page in downwards if page.is_tab and page.is_visible and page is not target]


def _done(page: OpenPage, what: str) -> Iterator[Step]:
    if what == "onLoad":
        yield {"do": "load", "page": page.number, "path": page.path, "query": dict(page.query)}
    elif what == "onShow" and not page.is_visible:
        yield {"do": "show", "page": page.number}
    elif what == "onHide" and page.is_visible:
        yield {"do": "hide", "page": page.number}
    elif what in ("render", "onReady", "onUnload"):
        yield {"do": {"render": "render", "onReady": "ready", "onUnload": "unload"}[what], "page": page.number}
