"""`app.json`: what a program says of itself (source: the platform's documentation; names as they are written there)."""
# ruff: noqa: N815, RUF012 (the names are the platform's; pydantic copies defaults)

from __future__ import annotations

from typing import Any, Literal

from pydantic import AliasChoices, Field

from bridge.miniprogram.manifest.model_file import PlatformFile
from bridge.miniprogram.manifest.values import Color, Components, Distance, Switch, YesNo


class Window(PlatformFile):
    """How a page looks; in app.json under `window`, in a page's own file directly."""

    defaultTitle: str | None = None
    titleBarColor: Color | None = None
    titleImage: str | None = None
    transparentTitle: Literal["none", "always", "auto"] | None = None
    titlePenetrate: YesNo | None = None
    showTitleLoading: YesNo | None = None
    barButtonTheme: str | None = None
    backgroundColor: Color | None = None
    backgroundImageColor: Color | None = None
    backgroundImageUrl: str | None = None
    pullRefresh: Switch | None = None
    allowsBounceVertical: YesNo | None = None
    enableScrollBar: YesNo | None = None
    gestureBack: YesNo | None = None
    onReachBottomDistance: Distance | None = None
    responsive: Switch | None = None


class TabItem(PlatformFile):
    """One tab. `text` and the icon paths are the names of another platform; `Manifest.notes` says so."""

    pagePath: str
    name: str = Field("", validation_alias=AliasChoices("name", "text"))
    icon: str = Field("", validation_alias=AliasChoices("icon", "iconPath"))
    activeIcon: str = Field("", validation_alias=AliasChoices("activeIcon", "selectedIconPath"))


class TabBar(PlatformFile):
    """The bar of tabs. `list` and `color` are the names of another platform; `Manifest.notes` says so."""

    textColor: Color | None = Field(None, validation_alias=AliasChoices("textColor", "color"))
    selectedColor: Color | None = None
    backgroundColor: Color | None = None
    items: list[TabItem] = Field([], validation_alias=AliasChoices("items", "list"))


class SubPackage(PlatformFile):
    """Pages that the platform downloads later. `pages` are relative to `root`."""

    root: str
    name: str | None = None
    pages: list[str] = []
    independent: Switch = False


class PreloadRule(PlatformFile):
    """Which subpackages a page has downloaded ahead, over which network."""

    network: str = "wifi"
    packages: list[str] = []


class Behavior(PlatformFile):
    """`decodeQuery`: whether values of a query are decoded; off for false, "disable" and the like (inferred).

    `connectSocketDefaultMultiple`: `multiple` of `my.connectSocket` where it is not given.
    """

    decodeQuery: bool | str = True
    connectSocketDefaultMultiple: bool = False


class AppJson(PlatformFile):
    """`app.json`. What is not written is None or empty."""

    pages: list[str] = Field(min_length=1)
    entryPagePath: str | None = None
    window: Window = Field(default_factory=Window)
    tabBar: TabBar | None = None
    subPackages: list[SubPackage] = []
    subpackages: list[SubPackage] = []
    preloadRule: dict[str, PreloadRule] = {}
    plugins: dict[str, dict[str, Any]] = {}
    useDynamicPlugins: Switch = False
    permission: dict[str, Any] = {}
    workers: str | list[str] | dict[str, Any] | None = None
    behavior: Behavior = Field(default_factory=Behavior)
    usingComponents: Components = {}
    lazyCodeLoading: str | None = None
    networkTimeout: dict[str, float] = {}
