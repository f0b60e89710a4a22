"""Which files are test files, and in which program each runs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bridge.errors import UsageError

_TEST_FILE = re.compile(r"\.(?:test|spec)\.(?:js|ts|mjs|cjs)$")
_CODE = (".js", ".ts", ".mjs", ".cjs")
_TESTS = "__tests__"
_LEFT_OUT = frozenset({"node_modules", "__snapshots__", "__mocks__"})
_MARKS = (("app.json",), ("mini.project.json", "package.json"))


@dataclass(frozen=True)
class TestFile:
    """A test file: its `path` from the folder `root`, the program's if there is one; `shown`: as people know it."""

    __test__ = False

    root: Path
    path: str
    shown: str


def find_tests(paths: Iterable[Path]) -> list[TestFile]:
    """The test files among and below `paths`, in order: `*.test.js`, `*.spec.js`, what is in `__tests__`, also `.ts`.

    A file that is named is one, whatever its name. Raises `UsageError` for a path that is not there.
    """
    found, root_of = dict[Path, TestFile](), cache(_root)
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        for file in [path] if path.is_file() else _below(path):
            real = file.resolve()
            root = root_of(real.parent) or (path if path.is_dir() else path.parent).resolve()
            found.setdefault(real, _placed(real, root))
    return list(found.values())


def is_test(path: Path) -> bool:
    """Whether a file is a test file by its name or its folder."""
    if _TEST_FILE.search(path.name):
        return True
    return path.suffix in _CODE and not path.name.endswith(".d.ts") and _TESTS in path.parts[:-1]


def test_file(file: Path, given: Path) -> TestFile:
    """`file` with its root: the nearest folder above it with an app.json, else with a package.json, else `given`."""
    real = file.resolve()
    return _placed(real, _root(real.parent) or given.resolve())


def _placed(real: Path, root: Path) -> TestFile:
    return TestFile(root, real.relative_to(root).as_posix(), os.path.relpath(real))


def _root(folder: Path) -> Path | None:
    for names in _MARKS:
        for above in (folder, *folder.parents):
            if any((above / name).is_file() for name in names):
                return above
    return None


def _below(folder: Path) -> Iterator[Path]:
    for home, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT and not name.startswith("."))
        yield from (path for path in (Path(home, name) for name in sorted(names)) if is_test(path))
