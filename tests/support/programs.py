"""Mini-programs with markup and components, opened for one test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bridge import MiniProgram
from bridge.miniprogram.page import Page
from tests.support.folders import write

HOME = "pages/home/home"


def page(path: str, script: str = "Page({})", view: str = "<view/>", json: Any = None) -> dict[str, Any]:
    """The files of a page."""
    return {f"{path}.js": script, f"{path}.axml": view, f"{path}.json": json or {}}


def component(path: str, script: str = "Component({})", view: str = "<view/>", using: Any = None) -> dict[str, Any]:
    """The files of a component."""
    json = {"component": True, **({"usingComponents": using} if using else {})}
    return {f"{path}.js": script, f"{path}.axml": view, f"{path}.json": json}


def files(*parts: dict[str, Any], app: str = "App({})", **app_json: Any) -> dict[str, Any]:
    """A program of these parts; its pages are those that lie in pages/."""
    every = {name: content for part in parts for name, content in part.items()}
    pages = [name.removesuffix(".axml") for name in every if name.startswith("pages/") and name.endswith(".axml")]
    return {"app.json": {"pages": pages, **app_json}, "app.js": app, **every}


@asynccontextmanager
async def opened(folder: Path, *parts: dict[str, Any], **options: Any) -> AsyncIterator[tuple[MiniProgram, Page]]:
    """A launched program and its first page; `options` are those of `files`."""
    async with MiniProgram.open(write(folder, files(*parts, **options))) as app:
        yield app, await app.launch()


def printed(app: MiniProgram) -> list[str]:
    """What the program printed."""
    return [line.text for line in app.console]


def messages(app: MiniProgram) -> list[str]:
    """What nobody caught."""
    return [failure.message for failure in app.errors]
