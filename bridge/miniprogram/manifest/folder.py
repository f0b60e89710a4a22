"""`Manifest`: a program's folder, read and checked.

The models of its files are loaded with the first file that is there: tests of plain modules have none.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from bridge.errors import Place, ProgramError
from bridge.modules import read_text
from bridge.modules.files import Files

if TYPE_CHECKING:
    from pydantic import BaseModel

    from bridge.miniprogram.manifest.app_json import AppJson, TabBar
    from bridge.miniprogram.manifest.page_json import ComponentJson, PageJson
    from bridge.miniprogram.manifest.pages import PageList
    from bridge.miniprogram.manifest.project import ExtJson
    from bridge.miniprogram.manifest.run_file import RunFile

M = TypeVar("M", bound="BaseModel")
APP_JSON = "app.json"
_SCRIPTS = (".js", ".ts")
_UNDECODED = (False, "disable", "disabled", "none", "no", "false", "off")
_FOREIGN = {
    "list": "items", "color": "textColor", "text": "name", "iconPath": "icon", "selectedIconPath": "activeIcon",
}  # fmt: skip


class Manifest:
    """A program's folder, read and checked.

    `root`: where app.json is. `app`: app.json. `run`, `run_file`: minibridge.json and where it is or would be
    (`has_run_file`).
    `pages`: every listed page as the platform's `route` has it (no leading slash), subpackages' last. `home`: where a
    start without a page begins. `tab_pages`: those in the tab bar. `ext`: what `my.getExtConfig` gives.
    `decode_query`: whether values of a query are decoded. `notes`: what works here and may not on the platform.

    `needs_app=False`: a folder without app.json has no pages, and that is no error (`has_app` is false then).

    Raises `ProgramError` that names the file, the line and the key, and what to write instead.
    """

    def __init__(self, folder: Path, *, needs_app: bool = True) -> None:
        if not folder.is_dir():
            what = "this is a file: give the folder that holds app.json" if folder.exists() else "no such folder"
            raise ProgramError(what, place=folder)
        self.folder = folder.resolve()
        self.has_app = needs_app or (self.folder / APP_JSON).is_file()
        self.root = self._find_root() if self.has_app else self.folder
        self.files = Files(self.root)
        self.pages = tuple(self._list.places) if self.has_app else ()
        self.home = self._list.home() if self.has_app else ""
        self._ext = self._read_ext()
        self.tab_bar = self._find_tab_bar() if self.has_app else None
        self.tab_pages = tuple(self._tab_pages())
        self.run_file = self._find_run_file()
        self.has_run_file = self.run_file.is_file()
        if self.has_run_file:
            _ = self.run  # what is wrong with it is told now
        self._page_files: dict[str, PageJson] = {}
        self._component_files: dict[str, ComponentJson] = {}

    @property
    def app(self) -> AppJson:
        return self._list.app

    @cached_property
    def run(self) -> RunFile:
        from bridge.miniprogram.manifest.run_file import RunFile

        return self._read(self.run_file, RunFile) if self.has_run_file else RunFile()

    @cached_property
    def _list(self) -> PageList:
        return self._read_pages() if self.has_app else _no_pages()

    def _read_pages(self) -> PageList:
        from bridge.miniprogram.manifest.app_json import AppJson
        from bridge.miniprogram.manifest.model_file import model_of
        from bridge.miniprogram.manifest.pages import PageList

        app_json = self.root / APP_JSON
        text = read_text(_inside(app_json, self.folder), str(app_json))
        return PageList.read(model_of(text, AppJson, str(app_json)), text, str(app_json))

    # Pages

    def page_path(self, page: str | None) -> str:
        """The page to open, `home` by default. Raises `ProgramError` for one that is not listed."""
        return self.home if page is None else self._list.find(page, self._has_markup)

    def _has_markup(self, page: str) -> bool:
        return self.files.exists(f"{page}.axml")

    def script_of(self, page: str) -> str:
        """The page's script, relative to the root, `.js` before `.ts`. Raises `ProgramError` if it is missing."""
        return self._file_of(page, _SCRIPTS, "script")

    def view_of(self, page: str) -> str:
        """The page's markup, relative to the root. Raises `ProgramError` if it is missing."""
        return self._file_of(page, (".axml",), "markup")

    def app_script(self) -> str:
        """app.js, or app.ts. Raises `ProgramError` if neither is there: the platform requires it."""
        for name in ("app.js", "app.ts"):
            if self.files.exists(name):
                return name
        other = self.files.other_case("app.js")
        advice = f"Rename {other}: letters differ in case." if other else 'Write one; "App({})" is enough.'
        raise ProgramError("there is no app.js, and every program has one", place=self.root, advice=advice)

    def place_of(self, page: str) -> Place:
        """Where app.json lists the page."""
        location = self._list.places.get(page)
        return Place(str(self.root / APP_JSON)) if location is None else self._list.place_of(location)

    def _file_of(self, page: str, endings: tuple[str, ...], what: str) -> str:
        for ending in endings:
            if self.files.exists(page + ending):
                return page + ending
        raise ProgramError(
            f"page {page!r} has no {what}", place=self.place_of(page), advice=self._missing(page, endings)
        )

    def _missing(self, page: str, endings: tuple[str, ...]) -> str:
        for ending in endings:
            other = self.files.other_case(page + ending)
            if other is not None:
                return f"On the disk it is {other}: letters differ in case. Write both the same way."
        path = self.root / (page + endings[0])
        if os.path.lexists(path):
            return f"{page}{endings[0]} cannot be read: it is a folder, or leads out of the program."
        return f"Write {page}{endings[0]}, or take the page out of app.json."

    # Their files of settings

    def page_json(self, path: str) -> PageJson:
        """The page's own file; a page without one says nothing. `path` is the page's. Raises `ProgramError`."""
        from bridge.miniprogram.manifest.page_json import PageJson

        if path not in self._page_files:
            self._page_files[path] = self._beside(path, PageJson)
        return self._page_files[path]

    def component_json(self, path: str) -> ComponentJson:
        """The component's own file; `path` is the component's, without ending. Raises `ProgramError`."""
        from bridge.miniprogram.manifest.page_json import ComponentJson

        if path not in self._component_files:
            self._component_files[path] = self._beside(path, ComponentJson)
        return self._component_files[path]

    def window_of(self, page: str) -> dict[str, Any]:
        """The page's window: app.json's, over it the page's own; ext.json's wins over each (if it is in force).

        Keys as the platform names them and only those somebody wrote; switches are bool or "YES" and "NO", colours
        "#rrggbb".
        """
        window = {**self.app.window.written()}
        window.update(self._ext.window.written() if self._ext else {})
        window.update(self.page_json(page).window())
        if self._ext and page in self._ext.extPages:
            window.update(self._ext.extPages[page].window())
        return window

    def using_of(self, path: str, kind: Literal["page", "component"]) -> dict[str, str]:
        """Which tags mean components in the markup of `path`: tag to specifier, its own before those of app.json.

        A specifier of app.json that is relative (to app.json) is given from the root, with a leading slash.
        Backslashes are slashes.
        """
        own = self.page_json(path) if kind == "page" else self.component_json(path)
        using = {tag: _from_root(specifier) for tag, specifier in self.app.usingComponents.items()}
        using.update((tag, specifier.replace("\\", "/")) for tag, specifier in own.usingComponents.items())
        return using

    def place_of_tag(self, path: str, kind: Literal["page", "component"], tag: str) -> Place:
        """Where it is written what `tag` means in the markup of `path`: in its own file, or in app.json."""
        own = self.page_json(path) if kind == "page" else self.component_json(path)
        if tag in own.usingComponents:
            from bridge.miniprogram.manifest.json_text import place_in

            return place_in(self.files.read(f"{path}.json"), ("usingComponents", tag), f"{path}.json")
        return self._list.place_of(("usingComponents", tag))

    @property
    def ext(self) -> dict[str, Any]:
        """What `my.getExtConfig` gives: empty unless there is an ext.json with `extEnable` true."""
        return self._ext.ext if self._ext else {}

    @property
    def many_sockets(self) -> bool:
        """Whether `my.connectSocket` gives a task unless told otherwise (documented)."""
        return self.has_app and self.app.behavior.connectSocketDefaultMultiple

    @property
    def decode_query(self) -> bool:
        """Whether values of a query are decoded (documented: `behavior.decodeQuery`; its values are inferred)."""
        value = self.app.behavior.decodeQuery if self.has_app else None
        return (value.lower() if isinstance(value, str) else value) not in _UNDECODED

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What is understood here and may not be on the platform, or has no effect."""
        return tuple(self._notes())

    def _beside(self, path: str, model: type[M]) -> M:
        from bridge.miniprogram.manifest.model_file import model_of

        name = f"{path}.json"
        is_there = self.files.exists(name) or os.path.lexists(self.root / name)  # what cannot be read is told of
        text = self.files.read(name) if is_there else ""
        return model_of(text, model, name, empty_is_object=True)

    # The other files

    def _notes(self) -> Iterator[str]:
        for key in self._foreign_keys():
            yield f"app.json: tabBar: {key!r} is another platform's name; Alipay's is {_FOREIGN[key]!r}"
        for page in self._tabs():
            if page not in self.pages:
                yield f"app.json: tabBar: {page!r} is not among the pages, so it is no tab"
        if self._ext is None and self.files.exists("ext.json"):
            yield "ext.json has no effect: its extEnable is not true"

    def _foreign_keys(self) -> list[str]:
        bar = self._list.raw().get("tabBar")
        if not isinstance(bar, dict):
            return []
        items = bar.get("items", bar.get("list"))
        rows = [bar, *(item for item in items if isinstance(item, dict))] if isinstance(items, list) else [bar]
        return [key for key in _FOREIGN if any(key in row and _FOREIGN[key] not in row for row in rows)]

    def _find_tab_bar(self) -> TabBar | None:
        return (self._ext and self._ext.tabBar) or self.app.tabBar

    def _tabs(self) -> list[str]:
        items = self.tab_bar.items if self.tab_bar else []
        return [posixpath.normpath(item.pagePath.partition("?")[0].strip("/")) for item in items]

    def _tab_pages(self) -> Iterator[str]:
        return (page for page in dict.fromkeys(self._tabs()) if page in self.pages)

    def _read_ext(self) -> ExtJson | None:
        path = self.root / "ext.json"
        if not path.is_file():
            return None
        from bridge.miniprogram.manifest.project import ExtJson

        ext = self._read(path, ExtJson)
        return ext if ext.extEnable else None

    def _find_root(self) -> Path:
        if (self.folder / APP_JSON).is_file():
            return self.folder
        project = self.folder / "mini.project.json"
        if project.is_file():
            return self._root_named_by(project)
        kind = "no app.json"
        if os.path.lexists(self.folder / APP_JSON):
            kind = "app.json is no file that can be read"
        raise ProgramError(
            f"{kind}: not a mini-program",
            place=self.folder,
            advice="Give a folder with app.json, or one .js file.",
        )

    def included(self) -> list[str]:
        """Paths of the package's files that mini.project.json includes. Raises `ProgramError` for a bad one."""
        project = self.folder / "mini.project.json"
        if not project.is_file():
            return []
        from bridge.miniprogram.manifest.project import MiniProjectJson

        patterns = self._read(project, MiniProjectJson).include
        try:
            found = [place for pattern in patterns for place in _matching(self.root, pattern.lstrip("/"))]
        except ValueError as error:
            raise ProgramError(f"include: {error}", place=project, advice="Write it as resource/*.txt.") from None
        paths = (place.relative_to(self.root).as_posix() for place in found)
        return sorted({path for path in paths if self.files.exists(path)})

    def _root_named_by(self, project: Path) -> Path:
        from bridge.miniprogram.manifest.project import MiniProjectJson

        root = self.folder / self._read(project, MiniProjectJson).miniprogramRoot.replace("\\", "/")
        try:
            found = (root / APP_JSON).is_file()
        except (OSError, ValueError):  # a name that no file can have
            found = False
        if found:
            return _inside(root, self.folder).resolve()
        raise ProgramError(f"no app.json in {ascii(str(root))[1:-1]}", place=project, advice="Mend miniprogramRoot.")

    def _read(self, path: Path, model: type[M]) -> M:
        return read_model(_inside(path, self.folder), model)

    def _find_run_file(self) -> Path:
        """Where minibridge.json is: beside app.json or, failing that, beside mini.project.json."""
        beside = self.root / "minibridge.json"
        return beside if beside.is_file() else self.folder / "minibridge.json"


def _no_pages() -> PageList:
    from bridge.miniprogram.manifest.app_json import AppJson
    from bridge.miniprogram.manifest.pages import PageList

    nothing: dict[str, Any] = {"pages": []}
    return PageList(AppJson.model_construct(None, **nothing), "{}", APP_JSON, {})


def read_model(path: Path, model: type[M]) -> M:
    """A JSON file of the program as `model`. Raises `ProgramError` naming file, line and key."""
    from bridge.miniprogram.manifest.model_file import model_of

    return model_of(read_text(path, str(path)), model, str(path))


def _inside(path: Path, folder: Path) -> Path:
    """`path` as it is. Raises `ProgramError` if it leads out of `folder`."""
    if path.resolve().is_relative_to(folder):
        return path
    advice = "Copy what it leads to into the program."
    raise ProgramError("this leads out of the program's folder", place=path, advice=advice)


def _from_root(specifier: str) -> str:
    specifier = specifier.replace("\\", "/")
    return posixpath.normpath(f"/{specifier}") if specifier.startswith(".") else specifier


def _matching(root: Path, pattern: str) -> Iterator[Path]:
    """What a pattern such as `resource/*.txt` names; one that leads out of the folder names nothing."""
    return iter(()) if not pattern or ".." in pattern.split("/") else root.glob(pattern)
