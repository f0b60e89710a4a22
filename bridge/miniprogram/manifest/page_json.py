"""The `.json` files beside pages and components (source: the platform's documentation)."""
# ruff: noqa: N815, RUF012 (the names are the platform's; pydantic copies defaults)

from __future__ import annotations

from typing import Any

from bridge.miniprogram.manifest.app_json import Window
from bridge.miniprogram.manifest.model_file import PlatformFile
from bridge.miniprogram.manifest.values import Components, Switch

_NOT_OF_THE_WINDOW = ("usingComponents", "component", "styleIsolation", "componentGenerics")


class PageJson(Window):
    """A page's file: keys of the window directly, and what else a page says of itself."""

    optionMenu: dict[str, Any] | None = None
    usingComponents: Components = {}
    styleIsolation: str | None = None

    def window(self) -> dict[str, Any]:
        """What it says of the window."""
        return {key: value for key, value in self.written().items() if key not in _NOT_OF_THE_WINDOW}


class ComponentJson(PlatformFile):
    """A component's file. `component` is true in every one that the platform takes for a component."""

    component: Switch = False
    usingComponents: Components = {}
    styleIsolation: str | None = None
    componentGenerics: dict[str, Any] = {}
