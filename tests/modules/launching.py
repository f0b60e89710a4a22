"""A program of one page and the files beside it, launched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge import MiniProgram
from tests.support.folders import program


async def printed(folder: Path, page: str, **files: Any) -> list[str]:
    """What the program printed whose page is `page`; `a` among `files` is a.js beside the page, `b_json` b.json."""
    names = {name: name.replace("_json", ".json") if name.endswith("_json") else f"{name}.js" for name in files}
    named = {f"pages/index/{names[name]}": text for name, text in files.items()}
    async with MiniProgram.open(program(folder, page, files=named)) as app:
        await app.launch()
    return [line.text for line in app.console]
