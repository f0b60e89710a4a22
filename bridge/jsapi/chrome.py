"""What surrounds the pages and lies over them, as the last calls left it: JSON by name.

"toast" and "loading" are there until hidden and seen only between their times; "navigationBar", "tabBar", "background",
"pullDown", "shareMenu" hold what was set and nothing that was not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.jsapi.context import AppContext


def chrome_of(app: AppContext) -> dict[str, Any]:
    """The stage's, or in a program without pages one of its own."""
    return app.services.chrome if app.services.stage is None else app.services.stage.chrome


def part_of(app: AppContext, name: str) -> dict[str, Any]:
    """One part of the chrome, to be changed."""
    part: dict[str, Any] = chrome_of(app).setdefault(name, {})
    return part


def seen(chrome: Mapping[str, Any], name: str, now: float) -> Mapping[str, Any] | None:
    """The "toast" or the "loading" if it is seen at `now`, ms since the epoch."""
    shown: Mapping[str, Any] | None = chrome.get(name)
    if shown is None or now < shown["from"] or now >= shown.get("until", float("inf")):
        return None
    return shown
