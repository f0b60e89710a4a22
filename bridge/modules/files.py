"""The one way to a program's files: exact names, and nothing from outside the folders a program may read."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator
from pathlib import Path

from bridge.errors import Place, ProgramError
from bridge.modules.sources import read_text

_PACKAGES = "node_modules"


class Files:
    """The files of the program whose folder is `root`, by program path: relative to it, with slashes.

    A program may read what is below its folder, and npm packages: whatever is below the `node_modules` of its folder or
    of a folder above it (`../node_modules/x/index.js`). A symbolic link is followed where it leads to such a place; one
    inside a `node_modules` also to anywhere below the folder that holds this `node_modules`, as workspaces need it:
    the package it leads to may be read from then on, under the path it really has (`../packages/x/index.js`).
    Names are matched by exact case on every system, so that a program that runs here runs on a phone.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self._base = str(self.root)
        self._above = [str(folder) for folder in self.root.parents]
        self._package_homes = [_below(folder, _PACKAGES) for folder in [self._base, *self._above]]
        self._linked: dict[str, str] = {}  # real folders that links in a node_modules lead to, and who holds that
        self._real_folders: dict[str, str] = {}
        self._found: dict[str, str] = {}  # what was not found is looked for again: it may be written meanwhile
        self._listings: dict[str, frozenset[str]] = {}
        self._spelled_places = {self._base, *self._above}

    def find(self, path: str) -> Path | None:
        """Where the file is on the disk, or None: no such file, another case, or not for this program."""
        place = self._find(path)
        return None if place is None else Path(place)

    def _find(self, path: str) -> str | None:
        found = self._found.get(path)
        if found is not None:
            return found
        place = self._place(path)
        if place is None or not _is_file(place) or self._leaves(place) or not self._spelled(place):
            return None
        self._found[path] = place
        return place

    def exists(self, path: str) -> bool:
        """Whether `read` will find a file at `path`."""
        return self._find(path) is not None

    def read(self, path: str) -> str:
        """The text of a file, without a byte order mark.

        Raises `ProgramError` saying why it cannot be read: not there, another case, not UTF-8, a link that leaves.
        """
        file = self._find(path)
        if file is None:
            raise self._refusal(path)
        return read_text(file, path)

    def unique(self, path: str) -> str | None:
        """The one program path of the file at `path`, or None if it cannot be read.

        A package's files go by the place they really have, so that links to one package are one package;
        the program's own go by the path they are asked for.
        """
        file = self._find(path)
        if file is None:
            return None
        path = normal(path)
        if _PACKAGES not in path.split("/"):
            return path
        real = self._real(file)
        return Path(os.path.relpath(real, self._base)).as_posix()

    def other_case(self, path: str) -> str | None:
        """The path of a readable file that differs from `path` in nothing but the case of letters, or None."""
        folders = [""]
        for part in normal(path).split("/"):
            folders = [posixpath.join(folder, name) for folder in folders for name in self._alike(folder, part)]
        return next((other for other in sorted(folders) if other != normal(path) and self.exists(other)), None)

    def obstacle(self, path: str) -> str | None:
        """Why there is something at `path`, or nearly, and yet it cannot be read; None if there is nothing."""
        other = self.other_case(path)
        if other is not None:
            return f"letters differ in case from {other}, which is there. Write both the same way."
        place = self._place(path)
        if place is not None and _is_file(place) and self._leaves(place):
            return f"a symbolic link at {path} leaves the program's folder. Copy what it leads to into the program."
        return None

    def is_outside(self, path: str) -> bool:
        """Whether the path alone says that it is not for this program."""
        return self._place(path) is None

    def folders_above(self, folder: str) -> Iterator[str]:
        """A folder of the program and all above it, up to the machine's root: where packages are looked for."""
        folder = normal(folder)
        while folder not in (".", "..") and not folder.endswith("/.."):
            yield folder
            folder = posixpath.dirname(folder) or "."
        ups = 0 if folder == "." else folder.count("..")
        for count in range(ups, len(self._above) + 1):
            yield "/".join([".."] * count)

    def own(self, endings: tuple[str, ...]) -> Iterator[str]:
        """The program's own files whose names end so, in order, without packages, and hidden or linked folders."""
        for folder, names, files in os.walk(self._base):
            names[:] = sorted(name for name in names if name != _PACKAGES and not name.startswith("."))
            prefix = Path(os.path.relpath(folder, self._base)).as_posix()
            for name in sorted(files):
                path = posixpath.normpath(posixpath.join(prefix, name))
                if name.endswith(endings) and self.exists(path):
                    yield path

    def _place(self, path: str) -> str | None:
        """The path on this machine, or None where the path alone says that it is outside."""
        parts = normal(path).split("/")
        ups = 0
        while ups < len(parts) and parts[ups] == "..":
            ups += 1
        if ups == 0:
            return _below(self._base, *parts)
        if ups > len(self._above):
            return None
        place = _below(self._above[ups - 1], *parts[ups:])
        return place if parts[ups : ups + 1] == [_PACKAGES] or self._holder_of_linked(place) else None

    def _leaves(self, place: str) -> bool:
        real = self._real(place)
        if _is_in(real, self._base) or any(_is_in(real, home) for home in self._package_homes):
            return False
        if self._holder_of_linked(real):
            return False
        holder = self._holder_of_linked(place) or self._holder(place)
        if holder is None or not _is_in(real, holder):
            return True
        self._linked[_package_folder(place, real)] = holder
        return False

    def _holder_of_linked(self, place: str) -> str | None:
        return next((holder for folder, holder in self._linked.items() if _is_in(place, folder)), None)

    def _holder(self, place: str) -> str | None:
        """The folder that holds the first `node_modules` on the way from the program to `place`."""
        if not _is_in(place, self._base):
            return next((os.path.dirname(home) for home in self._package_homes if _is_in(place, home)), None)
        inside, found, _ = place[len(self._base) :].partition(os.sep + _PACKAGES + os.sep)
        return self._base + inside if found else None

    def _real(self, place: str) -> str:
        folder, name = os.path.split(place)
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder)
        if os.path.islink(place):
            return os.path.realpath(place)
        return _below(self._real_folders[folder], name)

    def _spelled(self, place: str) -> bool:
        """Whether every name of `place` is in its folder's list exactly so; a file system may be more lenient."""
        passed = []
        while place not in self._spelled_places:
            folder, name = os.path.split(place)
            if name not in self._listings.get(folder, ()) and name not in self._list(folder):
                return False
            passed.append(place)
            place = folder
        self._spelled_places.update(passed)
        return True

    def _list(self, folder: str) -> frozenset[str]:
        try:
            self._listings[folder] = frozenset(os.listdir(folder))
        except (OSError, ValueError):
            return frozenset()
        return self._listings[folder]

    def _alike(self, folder: str, part: str) -> list[str]:
        if part == "..":
            return [part]
        place = os.path.normpath(_below(self._base, *folder.split("/"))) if folder else self._base
        return [name for name in self._list(place) if name.lower() == part.lower()]

    def _refusal(self, path: str) -> ProgramError:
        where, place = Place(path), self._place(path)
        if place is None:
            return ProgramError("outside the program's folder", place=where, advice="Move it into the program.")
        other = self.other_case(path)
        if other is not None:
            return ProgramError(
                f"written {other} on the disk: letters differ in case", place=where, advice="Write both the same way."
            )
        if _is_file(place) and self._leaves(place):
            advice = f"It leads to {self._real(place)}. Copy what it leads to into the program."
            return ProgramError("a symbolic link that leaves the program's folder", place=where, advice=advice)
        return _unreadable(place, where)


def normal(path: str) -> str:
    """A program path without `.`, doubled slashes, and `..` in its middle; a slash at its beginning means the root."""
    return posixpath.normpath(path.lstrip("/") or ".")


def _unreadable(place: str, where: Place) -> ProgramError:
    if os.path.isdir(place):
        return ProgramError("this is a folder, not a file", place=where)
    advice = "Write the file, or take out what names it."
    return ProgramError("cannot be read: No such file or directory", place=where, advice=advice)


def _below(folder: str, *names: str) -> str:
    return folder.rstrip(os.sep) + os.sep + os.sep.join(names)


def _is_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _is_file(place: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(place).st_mode)
    except (OSError, ValueError):  # ValueError: a name with NUL, or with half a surrogate pair
        return False


def _package_folder(place: str, real: str) -> str:
    """The folder that a link on the way to `place` leads to: what its path and the real one do not end in alike."""
    while os.path.basename(place) == os.path.basename(real):
        above = os.path.dirname(place)
        if os.path.basename(above) == _PACKAGES or os.path.islink(place):
            break
        place, real = above, os.path.dirname(real)
    return real
