"""Ways from page to page: which lifecycles run, in which order. The diagram in ARCHITECTURE.md is drawn from the table.

Source: the platform's pages on routing and page lifecycle; what they leave open is marked inferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Target = Literal["page", "tab", "any", "below", "none"]

OPEN = ("new.onLoad", "new.onShow", "new.render", "new.onReady")
DEEPEST_STACK = 10
"""Pages that may be open at a time (documented)."""


@dataclass(frozen=True)
class Route:
    """One way to another page.

    `target`: what it may lead to: a "page" that is no tab, a "tab", "any", a page "below" in the stack, or "none".
    `steps`: who does what. `app`; `current`: the page on top; `above`: those above the target, from the top down;
    `all`: every page there is, from the top down; `others`: pages of the stack that are no tabs; `tab`: the tab page
    that is shown and is not the target; `target`: a page that is there already; `new`: the page that is opened.
    """

    target: Target
    steps: tuple[str, ...]


ROUTES: Mapping[str, Route] = {
    "launch": Route("any", ("app.onLaunch", "app.onShow", *OPEN)),
    "navigateTo": Route("page", ("current.onHide", *OPEN)),
    "redirectTo": Route("page", ("current.onUnload", *OPEN)),
    "navigateBack": Route("below", ("above.onUnload", "target.onShow")),
    "reLaunch": Route("any", ("all.onUnload", *OPEN)),
    "switchTab": Route("tab", ("others.onUnload", "tab.onHide", *OPEN)),
    "switchTab, again": Route("tab", ("others.onUnload", "tab.onHide", "target.onShow")),
    "cover": Route("none", ("app.onHide", "current.onHide")),
    "uncover": Route("none", ("app.onShow", "current.onShow")),
}

_MEANINGS = {
    "launch": "cold start",
    "switchTab": "the first time",
    "switchTab, again": "the tab page is kept",
    "cover": "to the background, or under an authorization page",
    "uncover": "back again",
}


def diagram() -> str:
    """The table as text: one line a route, its lifecycles in the order in which they run."""
    width = max(map(len, ROUTES))
    lines = (f"{name:<{width}}  {' → '.join(route.steps)}{_meaning(name)}" for name, route in ROUTES.items())
    return "\n".join(lines)


def _meaning(name: str) -> str:
    return f"   ({_MEANINGS[name]})" if name in _MEANINGS else ""
