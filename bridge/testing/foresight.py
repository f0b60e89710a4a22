"""What forked processes are going to need, loaded before they fork: done once, it is there in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bridge.errors import ProgramError
from bridge.modules.graph import Graph

if TYPE_CHECKING:
    from bridge.jsapi import Registry
    from bridge.miniprogram.manifest import Manifest

_CALLED = re.compile(r"\bmy\s*\.\s*([$\w]+)")
_SCRIPTED = re.compile(r"""\bbridge\s*\.\s*\w+\s*\(\s*['"](\w+)""")
_LAUNCHED = re.compile(r"""\blaunch\s*\(\s*(?:['"]([^'"?]*))?""")
_MOUNTED = re.compile(r"\bmount\s*\(")


class Foresight:
    """Reads what the files of one program call and open. It is a guess: what it misses is loaded when it is needed."""

    def __init__(self, manifest: Manifest, registry: Registry) -> None:
        self._manifest = manifest
        self._registry = registry
        self._seen = set[str]()
        self._opened = set[str]()

    def look_at(self, files: Iterable[Mapping[str, Any]]) -> None:
        """`files`: entries of a `load` frame."""
        for file in files:
            if file["path"] not in self._seen:
                self._seen.add(file["path"])
                self._read(file["source"])

    def _read(self, source: str) -> None:
        for name in _CALLED.findall(source):
            self._load_api(name)
        for name in _SCRIPTED.findall(source):
            import bridge.jsapi.ending_tables  # noqa: F401

            self._load_api(name)
        if _MOUNTED.search(source):
            self._load_pages()
        for page in _LAUNCHED.findall(source):
            self._open(page.strip("/"))

    def _load_api(self, name: str) -> None:
        api = self._registry.get(name)
        for model in (api.params, api.result) if api is not None else ():
            if model is not None:
                model.model_rebuild()  # its schema, which is made when it is first needed

    def _load_pages(self) -> None:
        import cssselect2  # noqa: F401

    def _open(self, page: str) -> None:
        """Compile a page and what it uses: compiled texts are kept, by content, for the whole process."""
        self._load_pages()
        page = page or self._manifest.home
        if page in self._opened or page not in self._manifest.pages:
            return
        self._opened.add(page)
        from bridge.miniprogram.units import Units

        with suppress(ProgramError):  # who opens it is told
            graph = Graph(self._manifest.files)
            delivery = Units(self._manifest, graph).page(page)
            self.look_at([*delivery.files, *graph.load([self._manifest.app_script()])])
