"""From a tree's bytes to lines and columns in characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bridge.modules.file_map import Span

if TYPE_CHECKING:
    from tree_sitter import Node

_LINE_END = re.compile(b"\r\n|[\n\r]")


class Spans:
    """Makes the spans of nodes of the tree of `raw`. `comments`: all that are in it."""

    def __init__(self, raw: bytes, comments: Iterable[Node] = ()) -> None:
        self._raw = raw
        self._comment_ends = {comment.end_byte for comment in comments}
        self._starts = None if raw.isascii() else [0, *(match.end() for match in _LINE_END.finditer(raw))]
        self._known: dict[int, tuple[int, int]] = {}

    def of(self, node: Node) -> Span:
        start, end = node.start_point, self.last(node).end_point
        return Span(start[0] + 1, self._column(*start), end[0] + 1, self._column(*end))

    def last(self, node: Node) -> Node:
        """What ends where the node does, as it is written: the grammar adds a comment to a statement without `;`."""
        while node.end_byte in self._comment_ends and node.child_count:
            node = next((child for child in reversed(node.children) if child.type != "comment"), node.children[0])
        return node

    def _column(self, row: int, offset: int) -> int:
        """Of a byte of a line. Counted on from the last one asked for in that line, as lines may be long."""
        if self._starts is None:
            return offset + 1
        start = self._starts[row]
        before, column = self._known.get(row, (0, 1))
        if before > offset:
            before, column = 0, 1
        column += len(self._raw[start + before : start + offset].decode("utf-8", "replace"))
        self._known[row] = (offset, column)
        return column
