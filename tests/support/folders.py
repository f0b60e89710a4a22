"""Mini-programs written to disk for one test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

APP_JSON = {"pages": ["pages/index/index"]}


def write(folder: Path, files: dict[str, Any]) -> Path:
    """Write `files`: text as it is, bytes as they are, anything else as JSON. Returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, (str, bytes)):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def program(folder: Path, page: str = "Page({})", *, app: str = "App({})", files: dict[str, Any] | None = None) -> Path:
    """A program of one page, with more `files`."""
    own = {"app.json": APP_JSON, "app.js": app, "pages/index/index.js": page, "pages/index/index.axml": "<view/>"}
    return write(folder, own | (files or {}))
