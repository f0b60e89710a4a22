"""What a package's package.json says about which of its files a name means."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Literal

from bridge.errors import ProgramError
from bridge.modules.files import Files
from bridge.modules.sources import parse_json

# CommonJS first: it is what packages for mini-programs are shipped as. "import" where there is nothing else.
_CONDITIONS = frozenset({"alipay", "miniprogram", "browser", "require", "default"})
_MORE_CONDITIONS = _CONDITIONS | {"import", "module"}
_MAIN_FIELDS = ("browser", "main", "module")


class Packages:
    """The manifests of the packages among `files`, read once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._manifests: dict[str, dict[str, Any]] = {}

    def manifest(self, folder: str) -> dict[str, Any]:
        """The package.json in a folder; empty if there is none that can be read."""
        if folder not in self._manifests:
            self._manifests[folder] = self._read(posixpath.join(folder, "package.json"))
        return self._manifests[folder]

    def _read(self, path: str) -> dict[str, Any]:
        try:
            value = parse_json(self._files.read(path), path)
        except ProgramError:
            return {}
        return value if isinstance(value, dict) else {}

    def instead(self, path: str, name: str) -> str | Literal[False] | None:
        """What the `browser` table of the package that the file `path` is in has in place of `name`.

        `name` is a bare specifier, or a path inside the package (`./a.js`). False: nothing at all; None: nothing else.
        """
        folder = _package_of(path)
        table = self.manifest(folder).get("browser") if folder else None
        if not isinstance(table, dict):
            return None
        for key in (name, name.removesuffix(".js")):
            if key in table and (table[key] is False or isinstance(table[key], str)):
                target: str | Literal[False] = table[key]
                return posixpath.join(folder, _inside(target)) if target and target.startswith(".") else target
        return None

    def inner(self, path: str) -> str:
        """`./a/b.js` for a file of a package, "" for others."""
        folder = _package_of(path)
        return f"./{path[len(folder) + 1 :]}" if folder else ""

    def targets(self, folder: str, inner: str) -> Iterator[str]:
        """Paths that `inner` ("" for the package itself) of the package in `folder` may mean, the best first.

        They may still lack an ending, or be folders. What `exports` does not list is found all the same: component
        packages are used by the paths of their files.
        """
        manifest = self.manifest(folder)
        source = manifest.get("miniprogram")
        if isinstance(source, str):
            yield from self._plain(posixpath.join(folder, _inside(source)), inner, manifest)
        key = f"./{inner}" if inner else "."
        for conditions in (_CONDITIONS, _MORE_CONDITIONS):
            for target in exported(manifest.get("exports"), key, conditions):
                yield posixpath.join(folder, _inside(target))
        yield from self._plain(folder, inner, manifest)

    def _plain(self, folder: str, inner: str, manifest: dict[str, Any]) -> Iterator[str]:
        if inner:
            yield posixpath.join(folder, inner)
            return
        for name in _MAIN_FIELDS:
            main = manifest.get(name)
            if isinstance(main, str) and main:
                yield posixpath.join(folder, _inside(main))
        yield posixpath.join(folder, "index")


def exported(exports: Any, key: str, conditions: frozenset[str]) -> Iterator[str]:
    """What the `exports` (or `imports`) of a package give for `key` under these conditions, as written."""
    if isinstance(exports, dict) and any(name.startswith((".", "#")) for name in exports):
        if key in exports:
            yield from _matching(exports[key], "", conditions)
            return
        patterns = [name for name in exports if name.count("*") == 1 and _fits(name, key)]
        for pattern in sorted(patterns, key=lambda name: -name.index("*"))[:1]:
            before, _, after = pattern.partition("*")
            yield from _matching(exports[pattern], key[len(before) : len(key) - len(after)], conditions)
    elif key == ".":
        yield from _matching(exports, "", conditions)


def _fits(pattern: str, key: str) -> bool:
    before, _, after = pattern.partition("*")
    return len(key) >= len(pattern) and key.startswith(before) and key.endswith(after)


def _matching(target: Any, star: str, conditions: frozenset[str]) -> Iterator[str]:
    if isinstance(target, str):
        yield target.replace("*", star)
    elif isinstance(target, list):
        for each in target:
            yield from _matching(each, star, conditions)
    elif isinstance(target, dict):
        for condition, inner in target.items():
            if condition in conditions:
                yield from _matching(inner, star, conditions)


def _package_of(path: str) -> str:
    """The folder of the package that a path leads into, or "" for a path of the program."""
    before, found, inside = path.rpartition("node_modules/")
    parts = inside.split("/")
    length = 2 if inside.startswith("@") else 1
    return before + found + "/".join(parts[:length]) if found and len(parts) > length else ""


def _inside(path: str) -> str:
    """A path from a manifest, held inside its package."""
    return posixpath.normpath("/" + path).lstrip("/") or "."
