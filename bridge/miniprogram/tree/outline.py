"""The rendered tree at a glance: one line an element, its text and what it does beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bridge.miniprogram.tree.attributes import attribute_text, json_text, value_of
from bridge.miniprogram.tree.node import Node

MOST_TEXT = 60
"""Longer texts are cut."""

_WIDEST = 44  # an element's name may take so much room before it pushes the others of its own line aside
_NOTED = (
    "name",
    "type",
    "url",
    "src",
    "form-type",
    "formType",
    "open-type",
    "openType",
    "hidden",
    "disabled",
    "loading",
)


@dataclass
class _Row:
    name: str
    text: str
    notes: str


def outline(nodes: Sequence[Node | str]) -> str:
    """An indented list of the elements in columns: `tag#id.class`, text, and then values, states and handlers."""
    rows = list(_rows(nodes))
    names = _width([row.name for row in rows if row.text or row.notes], _WIDEST)
    words = _width([row.text for row in rows if row.notes], MOST_TEXT)
    return "\n".join(_line(row, names, words) for row in rows)


def label(node: Node) -> str:
    """`button#authorize.wide`."""
    return node.tag + (f"#{node.id}" if node.id else "") + "".join(f".{name}" for name in node.classes)


def quoted(text: str, most: int = MOST_TEXT) -> str:
    """A text in quotes, cut where it is long."""
    return json_text(text if len(text) <= most else text[: most - 1].rstrip() + "…")


def handlers(node: Node) -> list[str]:
    """`onTap=pay`, for each."""
    return [
        f"{'catch' if handler.stops else 'on'}{event[0].upper()}{event[1:]}={handler.name or 'function'}"
        for event, handler in node.handlers.items()
    ]


def _rows(nodes: Sequence[Node | str]) -> Iterator[_Row]:
    pending: list[tuple[Node | str, int]] = [(node, 0) for node in reversed(nodes)]
    while pending:
        item, level = pending.pop()
        if isinstance(item, str):
            if item.strip():
                yield _Row("  " * level + quoted(" ".join(item.split())), "", "")
            continue
        below, text = _inline(item)
        yield _Row("  " * level + label(item), text, "  ".join(_notes(item)))
        pending.extend((child, level + 1) for child in reversed(below))


def _inline(node: Node) -> tuple[Sequence[Node | str], str]:
    """An element that holds nothing but text has it beside it."""
    if node.elements or node.component is not None:
        return node.children, ""
    return [], quoted(node.text) if node.text else ""


def _notes(node: Node) -> Iterator[str]:
    if node.component is not None:
        yield f"({node.component})"
    yield from _value(node)
    for name in _NOTED:
        value = attribute_text(node.attributes.get(name))
        if value is not None:
            yield f"{name}={value}" if value else name
    yield from handlers(node)


def _value(node: Node) -> Iterator[str]:
    value: Any = value_of(node)
    if value is True:
        yield "checked"
    elif value not in (None, False, ""):
        yield f"value={quoted(value) if isinstance(value, str) else attribute_text(value)}"


def _width(texts: list[str], most: int) -> int:
    return min(max(map(len, texts), default=0), most)


def _line(row: _Row, names: int, words: int) -> str:
    beside = f"{row.text:<{words}}  {row.notes}" if row.text else row.notes
    return f"{row.name:<{names}}  {beside}".rstrip()
