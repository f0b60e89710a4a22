"""Snapshots that are written into the test's own source, where they were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.modules.syntax import field, parse, text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_ESCAPED = re.compile(r"`|\\|\$\{")


@dataclass(frozen=True)
class InlineSnapshot:
    """`text` belongs into the call of `matcher` at `line` and `column` (from 1) of the file `path`."""

    path: str
    line: int
    column: int
    matcher: str
    text: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> InlineSnapshot:
        """What the guest told: its place as `file:line:column`."""
        path, line, column = given["place"].rsplit(":", 2)
        return cls(path, int(line), int(column), given["name"], given["text"])


def write_inline(root: Path, snapshots: Sequence[InlineSnapshot]) -> list[InlineSnapshot]:
    """Write snapshots into their files; everything else there stays byte for byte. Gives those without a call."""
    lost = list[InlineSnapshot]()
    for path in dict.fromkeys(snapshot.path for snapshot in snapshots):
        file = root / path
        source, without = with_inline(file.read_bytes(), [snapshot for snapshot in snapshots if snapshot.path == path])
        file.write_bytes(source)
        lost += without
    return lost


def with_inline(raw: bytes, snapshots: Sequence[InlineSnapshot]) -> tuple[bytes, list[InlineSnapshot]]:
    """The source `raw` with its snapshots, and those for which it has no call."""
    language = "typescript" if snapshots and snapshots[0].path.endswith(".ts") else "javascript"
    root = parse(raw, language).root_node
    newline = "\r\n" if b"\r\n" in raw else "\n"
    edits = dict[tuple[int, int], bytes]()
    lost = list[InlineSnapshot]()
    for snapshot in snapshots:
        call = _call(raw, root, snapshot)
        if call is None:
            lost.append(snapshot)
        else:
            start, end, before = _room(call)
            edits[start, end] = (before + _literal(snapshot.text, _indentation(raw, call), newline)).encode()
    for (start, end), new in sorted(edits.items(), reverse=True):
        raw = raw[:start] + new + raw[end:]
    return raw, lost


def _call(raw: bytes, root: Node, snapshot: InlineSnapshot) -> Node | None:
    """The call of the matcher that is nearest to the place, on its line or around it."""
    calls = [call for call in _calls(root) if text_of(_matcher(call)) == snapshot.matcher]
    row = snapshot.line - 1
    fitting = [call for call in calls if call.start_point[0] <= row <= call.end_point[0]]
    return min(fitting, key=lambda call: _distance(raw, call, row, snapshot.column), default=None)


def _distance(raw: bytes, call: Node, row: int, column: int) -> tuple[int, int]:
    """In lines and columns; these count UTF-16 units, as JavaScript does."""
    matcher = _matcher(call)
    assert matcher is not None
    start = matcher.start_byte
    before = raw[raw.rfind(b"\n", 0, start) + 1 : start].decode(errors="replace")
    return abs(matcher.start_point[0] - row), abs(len(before.encode("utf-16-le")) // 2 + 1 - column)


def _calls(root: Node) -> Iterator[Node]:
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type == "call_expression":
            yield node
        pending.extend(node.named_children)


def _matcher(call: Node) -> Node | None:
    callee = field(call, "function")
    return field(callee, "property") if callee is not None and callee.type == "member_expression" else None


def _room(call: Node) -> tuple[int, int, str]:
    """Which bytes the literal takes, and what comes before it."""
    arguments = field(call, "arguments")
    assert arguments is not None
    given = [node for node in arguments.named_children if node.type != "comment"]
    known = next((node for node in given if node.type in ("template_string", "string")), None)
    if known is not None:
        return known.start_byte, known.end_byte, ""
    end = given[-1].end_byte if given else arguments.start_byte + 1
    return end, end, ", " if given else ""


def _indentation(raw: bytes, call: Node) -> str:
    """That of the line on which the statement of the call begins."""
    node = call
    while node.parent is not None and node.parent.type not in ("statement_block", "program", "arrow_function"):
        node = node.parent
    line_start = raw.rfind(b"\n", 0, node.start_byte) + 1
    line = raw[line_start : node.start_byte].decode(errors="replace")
    return line[: len(line) - len(line.lstrip())]


def _literal(text: str, indentation: str, newline: str) -> str:
    escaped = _ESCAPED.sub(r"\\\g<0>", text)
    if "\n" not in escaped:
        return f"`{escaped}`"
    deeper = indentation + ("\t" if indentation.startswith("\t") else "  ")
    lines = [deeper + line if line else "" for line in escaped.split("\n")]
    return newline.join(["`", *lines, f"{indentation}`"])
