"""Which .acss files dress a page: the app's, its own, and those of the components on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bridge.errors import ProgramError
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.tree.node import Node

if TYPE_CHECKING:
    from bridge.miniprogram.layout.sheets import Sheet
    from bridge.miniprogram.layout.styles import Styles
    from bridge.modules.graph import Graph

_ACSS = ("", ".acss")


class Styling:
    """The sheets of one program, each parsed once."""

    def __init__(self, manifest: Manifest, graph: Graph) -> None:
        self._manifest = manifest
        self._graph = graph
        self._sheets: dict[str, Sheet | None] = {}

    def styles(self, page: str, nodes: Iterable[Node | str]) -> Styles:
        """The cascade for a page with these nodes on it."""
        from bridge.miniprogram.layout.styles import Styles

        return Styles(self.sheets(page, nodes))

    def sheets(self, page: str, nodes: Iterable[Node | str]) -> list[Sheet]:
        """app.acss, the page's, its components'."""
        found = [self._sheet("app", None), self._sheet(page, self._scope(page, "page"))]
        found += [self._sheet(path, self._scope(path, "component")) for path in _components(nodes)]
        return [sheet for sheet in found if sheet is not None]

    def problems(self, page: str, nodes: Iterable[Node | str]) -> list[str]:
        """What is wrong in the sheets of a page: the phone ignores it, and goes on."""
        try:
            return [str(warning) for sheet in self.sheets(page, nodes) for warning in sheet.warnings]
        except ProgramError as error:
            return [str(error)]

    def _scope(self, path: str, kind: str) -> str | None:
        own = self._manifest.page_json(path) if kind == "page" else self._manifest.component_json(path)
        return None if own.styleIsolation != "apply-shared" else "" if kind == "page" else path

    def _sheet(self, path: str, scope: str | None) -> Sheet | None:
        if path not in self._sheets:
            self._sheets[path] = self._parsed(f"{path}.acss", scope)
        return self._sheets[path]

    def _parsed(self, path: str, scope: str | None) -> Sheet | None:
        from bridge.miniprogram.layout.sheets import parse_sheet

        if not self._manifest.files.exists(path):
            return None
        return parse_sheet(self._manifest.files.read(path), path, self._resolve, scope=scope)

    def _resolve(self, specifier: str, importer: str) -> tuple[str, str] | None:
        path = self._graph.resolve(importer, specifier, _ACSS)
        return None if path is None else (path, self._manifest.files.read(path))


def _components(nodes: Iterable[Node | str]) -> Iterator[str]:
    """The paths of the components on a page, each once, in document order."""
    elements = (element for node in nodes if isinstance(node, Node) for element in node.walk())
    return iter(dict.fromkeys(element.component for element in elements if element.component is not None))
