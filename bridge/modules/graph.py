"""The files a program's entry points reach, ready to be loaded."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bridge.errors import ProgramError
from bridge.modules.sources import parse_json, read_text, source_file
from bridge.modules.transform import transform

_ENDINGS = ("", ".js", ".json", "/index.js")


class Graph:
    """Modules below `root`, by their path in the program with slashes (`pages/index/index.js`)."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._loaded: set[str] = set()

    def load(self, entries: Iterable[str]) -> list[dict[str, Any]]:
        """The `load` entries of `entries` and all they reach, without those given out before.

        Raises `ProgramError` for a file that cannot be read. An import that leads nowhere is no error until it runs.
        """
        pending, files = list(entries), dict[str, dict[str, Any]]()
        while pending:
            path = pending.pop()
            if path in self._loaded or path in files:
                continue
            files[path] = self._file(path)
            pending.extend(files[path]["requires"].values())
        self._loaded.update(files)
        return list(files.values())

    def text(self, path: str) -> str | None:
        """The source of a file of the program as it is on disk, or None."""
        try:
            return read_text(self._root / path, path)
        except ProgramError:
            return None

    def _file(self, path: str) -> dict[str, Any]:
        text = read_text(self._root / path, path)
        if path.endswith(".json"):
            parse_json(text, path)
            return source_file(path, text, "json")
        module = transform(text)
        found = {name: self._resolve(path, name) for name in module.specifiers}
        requires = {name: target for name, target in found.items() if target is not None}
        missing = {name: self._not_found(path, name) for name, target in found.items() if target is None}
        return source_file(path, module.source, module.kind, requires, missing)

    def _resolve(self, importer: str, name: str) -> str | None:
        for candidate in _candidates(importer, name):
            file = (self._root / candidate).resolve()
            if not candidate.startswith("../") and file.is_file() and file.is_relative_to(self._root):
                return candidate
        return None

    def _not_found(self, importer: str, name: str) -> str:
        looked = ", ".join(_candidates(importer, name))
        return f"{importer}: cannot find module '{name}' (looked for {looked})"


def _candidates(importer: str, name: str) -> list[str]:
    if name.startswith("/"):
        base = name.lstrip("/")
    elif name.startswith("."):
        base = posixpath.join(posixpath.dirname(importer), name)
    else:
        base = posixpath.join("node_modules", name)
    return [posixpath.normpath(base + ending) for ending in _ENDINGS]
