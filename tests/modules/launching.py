"""Modules evaluated in a runtime of their own, without the framework of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge import Runtime
from bridge.modules.graph import Graph
from tests.support.folders import write

PAGE = "pages/index/index.js"


async def evaluated(folder: Path, *paths: str) -> Runtime:
    """A runtime in which the modules at `paths` of the program in `folder` have been required, in order."""
    graph = Graph(folder)
    async with Runtime() as runtime:
        for path in paths:
            runtime.guest.post({"type": "load", "files": graph.load([path])})
            await runtime.guest.invoke("require", path=path)
        await runtime.idle()
    return runtime


async def printed_by(folder: Path, files: dict[str, Any], path: str = PAGE) -> list[str]:
    """What the module at `path` of a program of these files prints."""
    runtime = await evaluated(write(folder, files), path)
    return [line.text for line in runtime.console]


async def printed(folder: Path, page: str, **files: Any) -> list[str]:
    """What the module `page` prints; `a` among `files` is a.js beside it, `b_json` b.json, `c_ts` c.ts."""
    names = {name: name.replace("_", ".") if "_" in name else f"{name}.js" for name in files}
    named = {f"pages/index/{names[name]}": text for name, text in files.items()}
    return await printed_by(folder, {PAGE: page, **named})
