"""Directives: the texts such as "use strict" that a file or a function's body begins with, and that must stay first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node


def end_of_directives(body: Node, raw: bytes, found: set[int] | None = None) -> int:
    """Where code may be put into a function's body or a file: after its directives; -1 if there are none.

    `found` is told where each begins.
    """
    place = -1
    for number in range(body.named_child_count):
        child = body.named_child(number)
        if child is None or child.type in ("comment", "hash_bang_line"):
            continue
        if not _is_directive(child, raw):
            break
        if found is not None:
            found.add(child.start_byte)
        place = child.end_byte
    return place


def _is_directive(statement: Node, raw: bytes) -> bool:
    if statement.type != "expression_statement" or raw[statement.start_byte] not in b"\"'":
        return False
    return statement.named_child_count > 0 and statement.named_children[0].type == "string"
