"""`mini.project.json` and `ext.json`, the files beside app.json that tools and platforms write."""
# ruff: noqa: N815, RUF012 (the names are the platform's; pydantic copies defaults)

from __future__ import annotations

from typing import Any

from pydantic import Field

from bridge.miniprogram.manifest.app_json import TabBar, Window
from bridge.miniprogram.manifest.model_file import PlatformFile
from bridge.miniprogram.manifest.page_json import PageJson
from bridge.miniprogram.manifest.values import Switch


class MiniProjectJson(PlatformFile):
    """`mini.project.json`: where the program's root is, if not beside it.

    `include`: which files of the package the file system manager may read (documented), as patterns.
    """

    miniprogramRoot: str = "."
    compileType: str | None = None
    component2: Switch | None = None
    enableAppxNg: Switch | None = None
    include: list[str] = []


class ExtJson(PlatformFile):
    """`ext.json`: what a template's instance changes, in force only with `extEnable` true (documented).

    `ext` is what `my.getExtConfig` gives; `window`, `tabBar` and `extPages` (page to its window) win over app.json and
    the page's own file.
    """

    extEnable: Switch = False
    extAppid: str | None = None
    ext: dict[str, Any] = {}
    extPages: dict[str, PageJson] = {}
    window: Window = Field(default_factory=Window)
    tabBar: TabBar | None = None
