"""A node as cssselect2 sees an element.

The library asks for the attributes below and for nothing else. A component's host node is no element of its own on
the phone (`virtualHost`), so it is left out of parents and siblings, although it can be found by a selector itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bridge.miniprogram.tree.node import Node

_UPPER = re.compile("[A-Z]")
_NOTHING: Mapping[str, str] = {}


class Face:
    """`node` is None for the page itself, which `page {}` and `:root` style."""

    __slots__ = ("_attributes", "classes", "id", "index", "local_name", "node", "parent", "siblings", "within")

    namespace_url = ""
    lang = ""
    in_html_document = False
    in_disabled_fieldset = False

    def __init__(self, node: Node | None, parent: Face | None) -> None:
        self.node = node
        self.parent = parent
        self.local_name = "page" if node is None else node.tag
        self.id = None if node is None else node.id or None
        self.classes: set[str] = set() if node is None else set(node.classes)
        self.index = 0
        self.siblings: list[Face] = []  # those this one stands among, itself included
        self.within: list[Face] = []
        self._attributes: Mapping[str, str] | None = None

    # The tree around it

    @property
    def etree_element(self) -> Face:
        return self

    @property
    def etree_siblings(self) -> list[Face]:
        return self.siblings

    @property
    def etree_children(self) -> list[Face]:
        return self.within

    @property
    def tag(self) -> str:
        return self.local_name

    @property
    def text(self) -> str:
        """For `:empty`."""
        return "" if self.node is None else "".join(item for item in self.node.children if isinstance(item, str))

    @property
    def ancestors(self) -> Iterator[Face]:
        face = self.parent
        while face is not None:
            yield face
            face = face.parent

    @property
    def previous(self) -> Face | None:
        return self.siblings[self.index - 1] if self.index > 0 else None

    @property
    def previous_siblings(self) -> Iterator[Face]:
        return iter(self.siblings[: self.index])

    def iter_siblings(self) -> Iterator[Face]:
        return iter(self.siblings)

    def iter_next_siblings(self) -> Iterator[Face]:
        return iter(self.siblings[self.index + 1 :])

    def iter_children(self) -> Iterator[Face]:
        return iter(self.within)

    def iter_subtree(self) -> Iterator[Face]:
        pending = [self]
        while pending:
            face = pending.pop()
            yield face
            pending.extend(reversed(face.within))

    # Its attributes

    @property
    def attrib(self) -> Mapping[str, str]:
        if self._attributes is None:
            self._attributes = _NOTHING if self.node is None else dict(attributes(self.node))
        return self._attributes

    def get(self, name: str, default: Any = None) -> Any:
        return self.attrib.get(name, default)


def attributes(node: Node) -> Iterator[tuple[str, str]]:
    """The attributes as texts, `data-*` again among them; those that are false or nothing are not there."""
    for name, value in node.attributes.items():
        if value is not None and value is not False:
            yield name, "" if value is True else str(value)
    for name, value in node.dataset.items():
        if value is not None:
            yield "data-" + _UPPER.sub(lambda match: "-" + match.group().lower(), name), str(value)


def faces(nodes: Iterable[Node | str]) -> tuple[Face, list[Face]]:
    """The page's face, and those of all nodes in document order."""
    page = Face(None, None)
    page.siblings = [page]
    every: list[Face] = []
    pending: list[tuple[Node, Face]] = [(node, page) for node in reversed([n for n in nodes if isinstance(n, Node)])]
    while pending:
        node, parent = pending.pop()
        face = Face(node, parent)
        every.append(face)
        if node.component is None:
            face.index = len(parent.within)
            face.siblings = parent.within
            parent.within.append(face)
            parent = face
        else:
            face.siblings = [face]
        pending.extend((child, parent) for child in reversed(node.elements))
    return page, every
