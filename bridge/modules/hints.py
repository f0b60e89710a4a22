"""Comments that keep code from being counted: `/* istanbul ignore next */`, `if`, `else` and `file`."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from bridge.modules.syntax import grammar

if TYPE_CHECKING:
    from tree_sitter import Node

_HINT = re.compile(rb"(?://|/\*)\s*istanbul\s+ignore\s+(next|if|else|file)(?=\W|\Z)")


class Hints:
    """The hints of the file `root`, whose source is `raw`. A hint is about what begins right after it."""

    def __init__(self, root: Node, raw: bytes) -> None:
        self.ignores_file = False
        self._ignored: list[tuple[int, int]] = []
        self._ifs: dict[int, Literal["if", "else"]] = {}
        self._starts: list[int] = []
        if _HINT.search(raw):
            self._read(root)

    def _read(self, root: Node) -> None:
        from tree_sitter import Query, QueryCursor

        for comment in QueryCursor(Query(grammar("javascript"), "(comment) @c")).captures(root).get("c", []):
            match = _HINT.match(comment.text or b"")
            if match is None:
                continue
            self.ignores_file = self.ignores_file or match[1] == b"file"
            target = _after(comment)
            if target is None or match[1] == b"file":
                continue
            if match[1] == b"next":
                self._ignored.append((target.start_byte, target.end_byte))
            else:
                self._ifs[target.start_byte] = "if" if match[1] == b"if" else "else"
                self._ignore_arm(target)
        self._ignored = _merged(self._ignored)
        self._starts = [start for start, _ in self._ignored]

    def _ignore_arm(self, target: Node) -> None:
        """All of the arm that a hint is about."""
        name = "consequence" if self._ifs[target.start_byte] == "if" else "alternative"
        arm = target.child_by_field_name(name) if target.type == "if_statement" else None
        if arm is not None:
            self._ignored.append((arm.start_byte, arm.end_byte))

    def skips(self, node: Node) -> bool:
        """Whether it lies in what is not counted."""
        before = bisect_right(self._starts, node.start_byte) - 1
        return before >= 0 and node.end_byte <= self._ignored[before][1]

    def of_if(self, statement: Node) -> Literal["if", "else"] | None:
        """Which arm of an `if` is not counted."""
        return self._ifs.get(statement.start_byte)


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those inside others."""
    kept = list[tuple[int, int]]()
    for start, end in sorted(ranges, key=lambda one: (one[0], -one[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _after(comment: Node) -> Node | None:
    node = comment.next_sibling
    while node is not None and node.type == "comment":
        node = node.next_sibling
    return node
