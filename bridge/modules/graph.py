"""The files a program's entry points reach, ready to be loaded."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bridge.errors import Place, ProgramError
from bridge.modules.file_map import FileMap
from bridge.modules.files import Files, normal
from bridge.modules.resolution import EMPTY, ENDINGS, SJS_ENDINGS, Resolution
from bridge.modules.sources import parse_json, source_file
from bridge.modules.transform import Dialect, Transformed, transform

_DIALECTS: dict[str, Dialect] = {".ts": "typescript", ".tsx": "tsx", ".sjs": "sjs"}
_NO_CODE = (
    *(".acss", ".axml", ".css", ".gif", ".html", ".jpeg", ".jpg", ".less", ".md", ".mp3", ".png", ".sass", ".scss"),
    *(".styl", ".svg", ".ttf", ".txt", ".webp", ".woff", ".woff2"),
)
_LOADED_BY_A_MADE_UP_NAME = (".js", ".json", ".ts", ".mjs", ".cjs")


class Graph:
    """The modules of the program whose folder (or files) is `root`, by their program path (`pages/index/index.js`).

    `counts`: which of them, by their path, count what of them runs; only the engines of tests can take such files.
    `file_maps`: what they count. `keeps`: a file is read once only, as nobody edits it meanwhile.
    """

    def __init__(self, root: Path | Files, counts: Callable[[str], bool] | None = None) -> None:
        self.counts = counts or _counts_nothing
        self.tells = False
        self.file_maps: dict[str, FileMap] = {}
        self.files = root if isinstance(root, Files) else Files(root)
        self._resolution = Resolution(self.files)
        self._loaded: set[str] = set()
        self._refused: set[str] = set()
        self._loads_all = False
        self.keeps = False
        self._kept: dict[str, tuple[dict[str, Any], bool]] = {}

    def load(self, entries: Iterable[str]) -> list[dict[str, Any]]:
        """The `load` entries of `entries` and all they reach, without those given out before, unless mended since.

        Raises `ProgramError` for an entry that cannot be read. What else is wrong is thrown when the file is required.
        """
        pending, files = [normal(entry) for entry in entries], dict[str, dict[str, Any]]()
        for entry in pending:
            if entry not in self._loaded:
                self.files.read(entry)
        pending.extend(self._refused)
        self._loaded -= self._refused
        while pending:
            path = pending.pop()
            if path in self._loaded or path in files:
                continue
            files[path], dynamic = self._kept.get(path) or self._file(path)
            if self.keeps:
                self._kept[path] = files[path], dynamic
            pending.extend(files[path]["requires"].values())
            if dynamic and not self._loads_all and _is_own(path):
                self._loads_all = True
                pending.extend(self.files.own(_LOADED_BY_A_MADE_UP_NAME))
        self._loaded.update(files)
        given = [file for path, file in files.items() if path not in self._refused or not file["refusal"]]
        self._refused = {path for path, file in files.items() if file["refusal"]}
        return given

    def forget(self) -> None:
        """Begin again, for an engine that was given nothing."""
        self._loaded.clear()
        self._refused.clear()
        self._loads_all = False

    @property
    def loaded(self) -> frozenset[str]:
        """The paths of all that was given out."""
        return frozenset(self._loaded)

    def text(self, path: str) -> str | None:
        """The source of a file of the program as it is on disk, or None."""
        try:
            return self.files.read(path)
        except ProgramError:
            return None

    def file_map(self, path: str) -> FileMap:
        """What a file of code would count. Raises `ProgramError` if it cannot be read."""
        made = transform(self.files.read(path), self._dialect(path), counts=True)
        return made.file_map or FileMap(unread=made.refused.message if made.refused is not None else "")

    def _dialect(self, path: str) -> Dialect:
        return _DIALECTS.get(posixpath.splitext(path)[1].lower(), "javascript")

    def resolve(self, importer: str, specifier: str, endings: Sequence[str] = ENDINGS) -> str | None:
        """The program path of the file that `specifier` means in the file `importer`, or None.

        `endings` are tried in order, after the name and after `/index` in it: `(".json",)` for a component's path,
        `("", ".axml")` for a template's.
        """
        return self._resolution.resolve(importer, specifier, endings)

    def obstacle(self, importer: str, specifier: str, endings: Sequence[str] = ENDINGS) -> str | None:
        """Why `resolve` finds nothing although there is something, or something outside; None if there is nothing."""
        return self._resolution.obstacle(importer, specifier, endings)

    def _file(self, path: str) -> tuple[dict[str, Any], bool]:
        if path == EMPTY:
            return source_file(path, "", "commonjs"), False
        ending = posixpath.splitext(path)[1].lower()
        try:
            text = self.files.read(path)
            if ending == ".json":
                return self._json(path, text), False
        except ProgramError as error:
            return source_file(path, "", "json" if ending == ".json" else "commonjs", refusal=str(error)), False
        if ending in _NO_CODE:
            refusal = f"{path}: only code and JSON can be required, and this is {ending}"
            return source_file(path, "", "commonjs", refusal=refusal), False
        module = transform(text, self._dialect(path), counts=self.counts(path), tells=self.tells)
        return self._module(path, module), module.dynamic

    def _json(self, path: str, text: str) -> dict[str, Any]:
        if not text.strip():
            text = "{}"  # pages come with empty ones
        parse_json(text, path)
        return source_file(path, text, "json")

    def _module(self, path: str, module: Transformed) -> dict[str, Any]:
        if module.refused is not None:
            refused = module.refused
            error = ProgramError(
                refused.message, place=Place(path, refused.line, refused.column), advice=refused.advice
            )
            return source_file(path, "", "commonjs", refusal=str(error))
        requires, missing = dict[str, str](), dict[str, str]()
        for name, line in module.specifiers.items():
            self._link(path, name, line, requires, missing)
        counters = None
        if module.file_map is not None:
            self.file_maps[path] = module.file_map
            counters = module.file_map.counters
        heading: Any = {"head": module.head, "head_lines": module.head_lines, "counters": counters}
        return source_file(path, module.source, module.kind, requires, missing, shifts=module.shifts, **heading)

    def _link(self, path: str, name: str, line: int, requires: dict[str, str], missing: dict[str, str]) -> None:
        is_sjs = path.endswith(".sjs")
        endings = SJS_ENDINGS if is_sjs else ENDINGS
        target = self._resolution.resolve(path, name, endings)
        if target is None:
            missing[name] = self._resolution.not_found(path, line, name, endings)
        elif is_sjs and not target.endswith(".sjs"):
            missing[name] = f"{path}:{line}: an .sjs file can import only .sjs files, and '{name}' is {target}"
        else:
            requires[name] = target


def _counts_nothing(path: str) -> bool:
    return False


def _is_own(path: str) -> bool:
    return not path.startswith("../") and "node_modules" not in path.split("/")
