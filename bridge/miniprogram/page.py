"""`Page`: one open page, to look at and to act on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bridge.errors import NeverFinished, UsageError
from bridge.miniprogram.tree.node import Node

if TYPE_CHECKING:
    from bridge.miniprogram.router import OpenPage
    from bridge.miniprogram.stage import Stage
    from bridge.miniprogram.tree.locator import Locator, Locators

PATIENCE = 60_000
"""How long an action waits for what it started, in ms of program time: timeouts, calls, what handlers promised."""


class Page:
    """One open page. Finding gives locators, which look anew each time they are read or acted on.

    An action runs the program until nothing is left to do but intervals, and timeouts more than a minute away.
    """

    def __init__(self, stage: Stage, page: OpenPage) -> None:
        self._stage = stage
        self._page = page

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and other._page is self._page

    def __hash__(self) -> int:
        return hash(self._page)

    def __repr__(self) -> str:
        return f"<Page {self.path}>"

    @property
    def number(self) -> int:
        """Tells it from every other page that this program opened."""
        return self._page.number

    @property
    def path(self) -> str:
        """`pages/index/index`."""
        return self._page.path

    @property
    def query(self) -> Mapping[str, str]:
        """What it was opened with."""
        return self._page.query

    @property
    def is_open(self) -> bool:
        """Whether it is in the stack, or a tab page that is kept."""
        return self._stage.router.is_alive(self._page)

    @property
    def data(self) -> dict[str, Any]:
        """The page's `data` as it is now, as JSON has it. Raises `UsageError` for a page that is closed."""
        data: dict[str, Any] = self._ask("data")
        return data

    def tree(self) -> list[Node | str]:
        """What stands on the page now: elements and texts, components expanded, slots filled.

        Raises `ScriptError` if rendering it fails; the next look finds what stood there before.
        """
        self._check_open()
        self._stage.forget_failures()
        nodes = self._stage.tree(self._page)
        self._stage.raise_failure()
        return nodes

    # Looking

    def find(self, selector: str) -> Locator:
        """The first element that `selector` matches in the page's own markup; `>>>` crosses into components."""
        from bridge.miniprogram.tree.locator import locate

        return locate(self, selector)

    def find_all(self, selector: str) -> Locators:
        """Every element that `selector` matches."""
        from bridge.miniprogram.tree.locator import locate_all

        return locate_all(self, selector)

    def by_text(self, text: str, exact: bool = False) -> Locator:
        """The innermost element whose text contains `text`, or is `text` if `exact`; also inside components."""
        from bridge.miniprogram.tree.locator import locate_text

        return locate_text(self, text, exact)

    async def text(self) -> str:
        """All text on the page."""
        return " ".join(await self.texts())

    async def texts(self) -> list[str]:
        """The pieces of text on the page, in document order."""
        return [piece for item in self.tree() for piece in (item.texts() if isinstance(item, Node) else [item.strip()])]

    async def html(self) -> str:
        """The page as indented text that looks like markup: for people, and for snapshots."""
        from bridge.miniprogram.tree.html import html

        return html(self.tree())

    async def outline(self) -> str:
        """The page at a glance: one line an element, its text and what it does beside it."""
        from bridge.miniprogram.tree.outline import outline

        return outline(self.tree())

    async def picture(self) -> str:
        """The page as one HTML file that looks like it in a browser: styles, title bar and tabs included."""
        return self._stage.draw(self._page)

    # Acting

    async def call(self, handler: str, detail: Mapping[str, Any] | None = None) -> Any:
        """Call a handler as a tap would, and return what it returned, once what it started is done.

        Raises `UsageError` if the page has no such handler, `ScriptError` if it threw or its promise was rejected.
        """
        names: list[str] = self._ask("handlers")
        if handler not in names:
            known = ", ".join(names) or "none"
            raise UsageError(f"page {self.path} has no handler {handler!r}; it has: {known}")
        event = self._tap(detail or {})
        value = await self._host.invoke("handle", page=self._page.number, name=handler, event=event)
        await self._host.settle(PATIENCE)
        return value

    async def pull_down(self) -> None:
        """Pull the page down, as a person does: `onPullDownRefresh({from: "manual"})`."""
        await self.happen("onPullDownRefresh", {"from": "manual"})

    async def reach_bottom(self) -> None:
        """Scroll to the end of the page: `onReachBottom`."""
        await self.happen("onReachBottom")

    async def scroll(self, top: float) -> None:
        """Scroll the page to `top` px: `onPageScroll({scrollTop, scrollHeight})`."""
        self._stage.forget_failures()
        self._stage.scroll_page(self._page, top)
        await self.settle()

    async def happen(self, event: str, *args: Any) -> None:
        """Have something happen to the page as a whole: its handler `event` runs, also one in `events`."""
        self._stage.forget_failures()
        self._ask_event(event, args)
        await self.settle()

    async def settle(self) -> None:
        """Run the program until nothing is left to do but intervals, and timeouts more than a minute away.

        Raises `ScriptError` for the first thing the program threw or rejected since the last action began.
        """
        await self._host.settle(PATIENCE)
        self._stage.raise_failure()

    async def fire(self, number: int, type: str, detail: Any = None, *, raw: bool = False) -> Mapping[str, Any]:
        """Dispatch an event at a node of the tree last read, wait for its handlers, and give the guest's answer."""
        self._stage.forget_failures()
        event = {"page": self._page.number, "node": number, "type": type, "detail": detail, "raw": raw}
        try:
            told: Mapping[str, Any] = await self._host.invoke("fire", **event)
        except NeverFinished:  # a promise that its handler returned and nobody keeps
            return {"handled": 1}
        return told

    @property
    def _host(self) -> Any:
        return self._stage.host

    def _ask(self, action: str) -> Any:
        self._check_open()
        return self._host.ask(action, page=self._page.number)

    def _check_open(self) -> None:
        if not self.is_open:
            raise UsageError(f"page {self.path} is closed: app.page is the one that is shown")

    def _ask_event(self, event: str, args: tuple[Any, ...]) -> None:
        self._check_open()
        step = {"do": "event", "page": self._page.number, "name": event, "args": list(args)}
        self._host.ask("transition", steps=[step])

    def _tap(self, detail: Mapping[str, Any]) -> dict[str, Any]:
        target = {"id": "", "dataset": {}}
        return {
            "type": "tap",
            "timeStamp": self._host.clock.now,
            "target": target,
            "currentTarget": target,
            "detail": dict(detail),
        }
