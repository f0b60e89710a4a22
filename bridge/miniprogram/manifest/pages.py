"""The pages a program lists, by the paths under which the rest of this package knows them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bridge.errors import Place, ProgramError
from bridge.miniprogram.manifest.app_json import AppJson, SubPackage
from bridge.miniprogram.manifest.json_text import parse, place_in
from bridge.miniprogram.manifest.model_file import did_you_mean

Location = tuple[int | str, ...]
_UNUSUAL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_DRIVE = re.compile("[A-Za-z]:")
_LONGEST_NAME = 255  # bytes; what file systems have in common


def page_path(written: str) -> str:
    """A page's path as the platform's `route` has it: from the root, without leading slash, `.` and `..`.

    Raises `ValueError`, saying what is wrong, for what is no path inside the program.
    """
    if "\\" in written:
        raise ValueError("a path with backslashes; write slashes")
    if _DRIVE.match(written):
        raise ValueError("a path outside the program")
    if _UNUSUAL.search(written) or any(len(name.encode()) > _LONGEST_NAME for name in written.split("/")):
        raise ValueError("this is no path of a file")
    path = posixpath.normpath(written.strip("/") or ".")
    if path == ".":
        raise ValueError("this names no page")
    if path.split("/")[0] == "..":
        raise ValueError("a path outside the program")
    return path


@dataclass(frozen=True)
class PageList:
    """The pages of app.json, those of subpackages last. Made by `read`, which raises `ProgramError` for a bad path."""

    app: AppJson
    text: str
    shown: str
    places: dict[str, Location]

    @classmethod
    def read(cls, app: AppJson, text: str, shown: str) -> PageList:
        """The pages of `app`, whose file's text is `text` and is shown as `shown`."""
        pages = cls(app, text, shown, {})
        for number, written in enumerate(app.pages):
            pages._add(written, ("pages", number))
        for key, packages in (("subPackages", app.subPackages), ("subpackages", app.subpackages)):
            for number, package in enumerate(packages):
                pages._add_package(package, (key, number))
        return pages

    def _add(self, written: str, location: Location) -> None:
        self.places.setdefault(self.checked(written, location), location)

    def _add_package(self, package: SubPackage, location: Location) -> None:
        self.checked(package.root, (*location, "root"))
        for number, page in enumerate(package.pages):
            self.checked(page, (*location, "pages", number))
            self._add(f"{package.root}/{page.lstrip('/')}", (*location, "pages", number))

    def checked(self, written: str, location: Location) -> str:
        """The path that `written` means. Raises `ProgramError` naming app.json, line and key."""
        try:
            return page_path(written)
        except ValueError as error:
            key = ".".join(map(str, location))
            advice = 'Write it from the folder of app.json, such as "pages/index/index".'
            raise ProgramError(f"{key}: {error}: {written!a}", place=self.place_of(location), advice=advice) from None

    def home(self) -> str:
        """The page a start without a page opens. Raises `ProgramError` for an entryPagePath that is not listed."""
        if self.app.entryPagePath is None:
            return next(iter(self.places))
        location = ("entryPagePath",)
        path = self.checked(self.app.entryPagePath, location)
        if path not in self.places:
            message = f"entryPagePath: no page {path!r}"
            raise ProgramError(message, place=self.place_of(location), advice=self.suggestion(path))
        return path

    def find(self, wanted: str, has_markup: Callable[[str], bool] = lambda page: False) -> str:
        """The listed page that `wanted` names. Raises `ProgramError` that names those there are.

        `has_markup`: whether the files of a page are there, so that it may only have been left out of the list.
        """
        try:
            path = page_path(wanted)
        except ValueError:
            path = wanted
        if path in self.places:
            return path
        advice = f"Its files are there: add {path!r} to pages." if has_markup(path) else self.suggestion(path)
        raise ProgramError(f"no page {path!r}", place=Place(self.shown), advice=advice)

    def suggestion(self, path: str) -> str:
        """What to write instead of `path`."""
        known = list(self.places)
        listed = f"Its pages are: {', '.join(known)}."
        other = next((page for page in known if page.lower() == path.lower()), None)
        if other is not None:
            return f"Write {other!r}: letters differ in case. {listed}"
        return f"{did_you_mean(path, known)} {listed}".strip()

    def raw(self) -> dict[str, Any]:
        """app.json as it is written."""
        value: dict[str, Any] = parse(self.text, self.shown)
        return value

    def place_of(self, location: Location) -> Place:
        """Where in app.json `location` is."""
        return place_in(self.text, location, self.shown)
