"""Which files of a program are covered, and what an engine that ran them has counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from bridge.engine import LimitReached
from bridge.errors import ProgramError
from bridge.miniprogram.axml import compile_view
from bridge.modules.file_map import FileMap
from bridge.modules.graph import Graph
from bridge.runtime.host import COVERAGE
from bridge.testing.coverage.counts import Coverage

if TYPE_CHECKING:
    from bridge.runtime import Host

COVERED = (".js", ".ts", ".mjs", ".cjs", ".sjs", ".axml")
"""What the names of files end in that can be covered."""

_NOT_COVERED = re.compile(
    r"(?:\A|/)(?:node_modules|__tests__|__mocks__|__snapshots__|\.\.)/|\A\.\./"
    r"|\.(?:test|spec)\.[^/]+\Z|\.d\.ts\Z"
    r"|\A(?:mounted|coverage)/|\A(?:(?:jest|vitest|babel|webpack|rollup|vite|eslint|prettier|postcss)\.(?:config|setup)|gulpfile)\.[cm]?[jt]s\Z"
)


def is_covered(path: str) -> bool:
    """Whether a file is the program's own: no package, no test, no mock, no settings of a tool, nothing outside."""
    return path.endswith(COVERED) and _NOT_COVERED.search(path) is None


def collected(graph: Graph, counts: Mapping[str, list[int]]) -> Coverage:
    """What ran of the files that `graph` gave out. `counts`: what the engine answered to the action `coverage`."""
    coverage = Coverage()
    for path, file_map in graph.file_maps.items():
        coverage.add_file(path, file_map, counts.get(path))
    return coverage


class Collector:
    """Takes what the engine of `host` ran of the files that `graph` gave out for it. To be made before it runs any."""

    def __init__(self, host: Host, graph: Graph) -> None:
        self._host = host
        self._graph = graph
        self._last: Mapping[str, list[int]] | None = None
        host.on_state(COVERAGE, self._take_last)

    def _take_last(self, counts: Mapping[str, list[int]]) -> None:
        self._last = counts

    def coverage(self) -> Coverage:
        """What ran until now, or until a limit stopped the engine; to be asked before it is closed."""
        if self._last is None and any(file_map.counters for file_map in self._graph.file_maps.values()):
            try:
                return collected(self._graph, self._host.ask(COVERAGE))
            except LimitReached:  # it is told only if there was room for it
                return collected(self._graph, self._last or {})
        return collected(self._graph, self._last or {})


def add_unloaded(coverage: Coverage, graph: Graph, paths: Iterable[str] | None = None) -> None:
    """Add the program's own files that no test loaded, with nothing covered. `paths`: those to add, if not all."""
    wanted = graph.files.own(COVERED) if paths is None else paths
    for path in wanted:
        if path not in coverage.files and is_covered(path):
            coverage.add_file(path, _file_map(graph, path))


def _file_map(graph: Graph, path: str) -> FileMap:
    try:
        if not path.endswith(".axml"):
            return graph.file_map(path)
        return compile_view(graph.files.read(path), path, counts=True).file_map or FileMap()
    except ProgramError as error:
        return FileMap(unread=error.message)
