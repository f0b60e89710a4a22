"""What ran how often: one file's counts, and those of a whole run, which can be added up and sent as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bridge.modules.file_map import Arm, Branch, FileMap, Function, Span, Statement

if TYPE_CHECKING:
    from bridge.runtime import Call


@dataclass
class FileCoverage:
    """One file by its program path. `counts[n]` belongs to counter n of `file_map`."""

    path: str
    file_map: FileMap
    counts: list[int]

    def lines(self) -> dict[int, int]:
        """How often each line ran that something countable begins on, in order: the most that any of it ran.

        In markup a line of handlers alone ran as often as they did.
        """
        lines = _most((item.span.line, self.counts[item.counter]) for item in self.file_map.statements)
        if self.path.endswith(".axml"):
            handlers = _most((item.declared.line, self.counts[item.counter]) for item in self.file_map.functions)
            lines = {**handlers, **lines}
        return dict(sorted(lines.items()))

    def add(self, other: FileCoverage) -> None:
        """Add the counts of the same file. Those of a file that was changed meanwhile replace these."""
        if other.file_map == self.file_map:
            self.counts = [own + more for own, more in zip(self.counts, other.counts, strict=True)]
        else:
            self.file_map, self.counts = other.file_map, list(other.counts)


@dataclass
class Coverage:
    """What a run covered. `endings`: of each JSAPI that was called, how its calls ended ("success", "6001")."""

    files: dict[str, FileCoverage] = field(default_factory=dict)
    endings: dict[str, set[str]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[FileCoverage]:
        """The files by their paths."""
        return iter(sorted(self.files.values(), key=lambda file: file.path))

    def add(self, other: Coverage) -> None:
        """Add what another file, engine or process covered."""
        for file in other.files.values():
            known = self.files.get(file.path)
            if known is None:
                self.files[file.path] = FileCoverage(file.path, file.file_map, list(file.counts))
            else:
                known.add(file)
        for api, endings in other.endings.items():
            self.endings.setdefault(api, set()).update(endings)

    def add_file(self, path: str, file_map: FileMap, counts: Iterable[int] | None = None) -> None:
        """Add one file's counts; without any, it was not even loaded."""
        numbers = [0] * file_map.counters if counts is None else list(counts)
        self.add(Coverage({path: FileCoverage(path, file_map, numbers)}))

    def add_calls(self, calls: Iterable[Call], ending_of: Callable[[Call], str]) -> None:
        """Add how calls of `my.*` ended, as `ending_of` calls it; one that never ended is a call all the same."""
        for call in calls:
            endings = self.endings.setdefault(call.api, set())
            if call.outcome is not None:
                endings.add(ending_of(call))

    def to_json(self) -> dict[str, Any]:
        """As JSON values; `from_json` reads them."""
        return {
            "files": {file.path: {"map": _map_to_json(file.file_map), "counts": file.counts} for file in self},
            "endings": {api: sorted(endings) for api, endings in sorted(self.endings.items())},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Coverage:
        """What `to_json` gave."""
        made = cls(endings={api: set(endings) for api, endings in value["endings"].items()})
        for path, file in value["files"].items():
            made.files[path] = FileCoverage(path, _map_from_json(file["map"]), list(file["counts"]))
        return made


def _most(counted: Iterable[tuple[int, int]]) -> dict[int, int]:
    lines = dict[int, int]()
    for line, count in counted:
        lines[line] = max(lines.get(line, 0), count)
    return lines


def _map_to_json(file_map: FileMap) -> dict[str, Any]:
    return {
        "counters": file_map.counters,
        "statements": [[item.counter, *item.span] for item in file_map.statements],
        "functions": [[item.counter, item.name, *item.declared, *item.body] for item in file_map.functions],
        "branches": [
            [branch.kind, *branch.span, [[arm.counter, *(arm.span or ())] for arm in branch.arms]]
            for branch in file_map.branches
        ],
        "unread": file_map.unread,
    }


def _map_from_json(value: Mapping[str, Any]) -> FileMap:
    return FileMap(
        value["counters"],
        [Statement(counter, Span(*span)) for counter, *span in value["statements"]],
        [Function(counter, name, Span(*at[:4]), Span(*at[4:])) for counter, name, *at in value["functions"]],
        [
            Branch(kind, Span(*span), tuple(Arm(counter, Span(*at) if at else None) for counter, *at in arms))
            for kind, *span, arms in value["branches"]
        ],
        value["unread"],
    )
