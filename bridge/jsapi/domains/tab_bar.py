"""The tab bar. Source: the interface pages and typings.

Nothing is drawn: what was set is in `chrome["tabBar"]` (bridge/jsapi/chrome.py), and `items` there has what was set of
a tab, by its index as text.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from bridge.jsapi.chrome import part_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.feedback import Shown
from bridge.jsapi.models import Params
from bridge.jsapi.plain import EmptyResult
from bridge.jsapi.registry import jsapi

BEYOND = "An index beyond the tab bar is kept, and not refused."


class AnimationParams(Params):
    """Nothing moves here."""

    animation: Any = None


@jsapi("showTabBar")
def show_tab_bar(params: AnimationParams, app: AppContext) -> EmptyResult:
    """The tab bar is seen."""
    part_of(app, "tabBar")["hidden"] = False
    return EmptyResult()


@jsapi("hideTabBar")
def hide_tab_bar(params: AnimationParams, app: AppContext) -> EmptyResult:
    """The tab bar is not seen."""
    part_of(app, "tabBar")["hidden"] = True
    return EmptyResult()


class TabBarStyleParams(Params):
    """Colours are hexadecimal."""

    color: str | None = None
    selectedColor: str | None = None  # noqa: N815
    backgroundColor: str | None = None  # noqa: N815
    borderStyle: str | None = None  # noqa: N815


@jsapi("setTabBarStyle")
def set_tab_bar_style(params: TabBarStyleParams, app: AppContext) -> EmptyResult:
    """The colours of all tabs."""
    part_of(app, "tabBar").update(params.model_dump(exclude_unset=True))
    return EmptyResult()


class TabParams(Params):
    """`index` counts from 0."""

    index: int = Field(ge=0)


class TabTextParams(TabParams):
    """`text` is the badge's."""

    text: Shown


class TabItemParams(TabParams):
    """What is not given stays."""

    text: Shown | None = None
    iconPath: str | None = None  # noqa: N815
    selectedIconPath: str | None = None  # noqa: N815


def _tab(params: TabParams, app: AppContext, **changes: Any) -> EmptyResult:
    tab = part_of(app, "tabBar").setdefault("items", {}).setdefault(str(params.index), {})
    tab.update(changes)
    return EmptyResult()


@jsapi("setTabBarItem", inferred=BEYOND)
def set_tab_bar_item(params: TabItemParams, app: AppContext) -> EmptyResult:
    """Text and icons of one tab."""
    return _tab(params, app, **params.model_dump(exclude_unset=True, exclude={"index"}))


@jsapi("setTabBarBadge", inferred=BEYOND)
def set_tab_bar_badge(params: TabTextParams, app: AppContext) -> EmptyResult:
    """A short text at a tab's corner."""
    return _tab(params, app, badge=params.text)


@jsapi("removeTabBarBadge", inferred=BEYOND)
def remove_tab_bar_badge(params: TabParams, app: AppContext) -> EmptyResult:
    """Take the text at a tab's corner away."""
    return _tab(params, app, badge=None)


@jsapi("showTabBarRedDot", inferred=BEYOND)
def show_tab_bar_red_dot(params: TabParams, app: AppContext) -> EmptyResult:
    """A dot at a tab's corner."""
    return _tab(params, app, redDot=True)


@jsapi("hideTabBarRedDot", inferred=BEYOND)
def hide_tab_bar_red_dot(params: TabParams, app: AppContext) -> EmptyResult:
    """Take the dot at a tab's corner away."""
    return _tab(params, app, redDot=False)
