"""Programs to run, written to a folder of the test's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Write = Callable[..., Path]


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    """Writes one .js file."""

    def write(source: str, name: str = "demo.js") -> Path:
        path = tmp_path / name
        path.write_text(source, encoding="utf-8", newline="")
        return path

    return write


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Path]:
    """Writes a program of one page, `pages/home/home`, with the given page script and further files."""

    def write(page: str = "Page({});", files: dict[str, Any] | None = None) -> Path:
        folder = tmp_path / "program"
        contents: dict[str, Any] = {
            "app.json": {"pages": ["pages/home/home"]},
            "app.js": "App({});",
            "pages/home/home.js": page,
            "pages/home/home.axml": "<view/>",
            **(files or {}),
        }
        for name, content in contents.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return folder

    return write
