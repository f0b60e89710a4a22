"""The rendered tree as text for people and snapshots, written like AXML with nothing left to evaluate.

Strings stand in quotes, a bare name is `true`, everything else stands in braces as JSON. Form controls show what they
hold now. A component's own tree stands inside its tag, after a comment that says which component it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bridge.miniprogram.tree.attributes import HELD_AS, function_name, json_text, value_of
from bridge.miniprogram.tree.node import Node, event_of

WIDTH = 100
"""A text stands on the line of its tags if they fit into so many columns."""

_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;", "\u00a0": "&#160;"}
_IN_TEXT = str.maketrans(_ESCAPED)
_IN_QUOTES = str.maketrans({**_ESCAPED, '"': "&quot;"})
_GROUPS = {"checkbox-group", "radio-group"}


def html(nodes: Sequence[Node | str]) -> str:
    """The nodes as indented text, two blanks a level, one element or text a line, without a line end at the end.

    Attributes stand in a fixed order: id, class, the others as written, data-*, handlers. Blanks in texts are joined.
    """
    return "\n".join(_lines(nodes))


def _lines(nodes: Sequence[Node | str]) -> Iterator[str]:
    pending: list[tuple[Node | str, int, bool]] = [(node, 0, False) for node in reversed(nodes)]
    while pending:
        item, level, closing = pending.pop()
        indent = "  " * level
        if isinstance(item, str):
            if item.strip():
                yield indent + _text(item)
        elif closing:
            yield f"{indent}</{item.tag}>"
        else:
            line = _whole(item, indent)
            yield line or indent + _opening(item) + _boundary(item)
            if not line:
                pending.append((item, level, True))
                pending.extend((child, level + 1, False) for child in reversed(item.children))


def _whole(node: Node, indent: str) -> str:
    """An element that fits on one line, else ""."""
    if node.component is not None:
        return "" if node.children else f"{indent}{_opening(node)[:-1]} />{_boundary(node)}"
    if not any(child.strip() if isinstance(child, str) else True for child in node.children):
        return f"{indent}{_opening(node)[:-1]} />"
    if node.elements:
        return ""
    line = f"{indent}{_opening(node)}{_text(node.text)}</{node.tag}>"
    return line if len(line) <= WIDTH else ""


def _text(text: str) -> str:
    return " ".join(text.split()).translate(_IN_TEXT)


def _opening(node: Node) -> str:
    return "<" + " ".join([node.tag, *_attributes(node)]) + ">"


def _boundary(node: Node) -> str:
    return "" if node.component is None else f"  <!-- {node.component} -->"


def _attributes(node: Node) -> Iterator[str]:
    written = {**node.written, **_held(node)}
    for name in sorted(written, key=_rank):
        yield _attribute(name, written[name])


def _held(node: Node) -> dict[str, Any]:
    value = None if node.tag in _GROUPS else value_of(node)
    name = HELD_AS.get(node.tag, "value")
    if value is None or (name not in node.written and not value):
        return {}
    return {name: value}


def _rank(name: str) -> int:
    if name in ("id", "class"):
        return 0 if name == "id" else 1
    if name.startswith("data-"):
        return 3
    return 2 if event_of(name) is None else 4


def _attribute(name: str, value: Any) -> str:
    if value is True:
        return name
    if isinstance(value, str):
        return f'{name}="{value.translate(_IN_QUOTES)}"'
    called = function_name(value)
    return f"{name}={{{json_text(value)}}}" if called is None else f"{name}={{function {called}}}".replace(" }", "}")
