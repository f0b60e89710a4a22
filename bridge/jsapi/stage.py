"""Where a program's pages stand: what navigation and the page's surroundings need of whoever runs the pages."""

from __future__ import annotations

from typing import Any, Literal, Protocol

Route = Literal["navigateTo", "redirectTo", "navigateBack", "reLaunch", "switchTab"]


class Stage(Protocol):
    """The pages of one running mini-program.

    `chrome` is what surrounds the pages, and JSON throughout: "navigationBar", "tabBar", "background", "loading",
    "toast", ... by name, as the last calls left them (`bridge.jsapi.domains.page_chrome` says which).
    """

    chrome: dict[str, Any]

    @property
    def depth(self) -> int:
        """How many pages are open."""

    @property
    def question(self) -> str | None:
        """What the person is asked before they go back from the page that is shown; None if they just go."""

    def ask_before_back(self, question: str | None) -> None:
        """Have that asked from now on, of the page that is shown."""

    async def navigate(self, kind: Route, url: str = "", delta: int = 1) -> None:
        """Go to another page; returns when it stands. Raises `JSAPIError` as documented for what cannot be."""

    def scroll_to(self, top: float | None, selector: str | None) -> None:
        """Scroll the page to `top`, in logical pixels, or to what `selector` finds."""

    async def pull_down(self) -> None:
        """Have the page refreshed as if it was pulled down."""

    def stop_pull_down(self) -> None:
        """The refresh is over."""

    def cover(self) -> None:
        """Something of the wallet's covers the program: onHide of app and page."""

    def uncover(self) -> None:
        """The program is seen again: onShow of app and page."""
