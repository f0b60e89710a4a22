"""The rendered tree as plain data: what stands on a page, components expanded and slots filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from bridge.errors import Place
from bridge.miniprogram.tree.rich_text import rich_text

_DASHED = re.compile(r"-(.)")
_Below = dict[int, list[tuple[int, Mapping[str, Any]] | str]]  # what is directly below each element, by its number


@dataclass(frozen=True)
class Handler:
    """`onTap="pay"` or `catchTap="pay"`: the method's name ("" for a function given as a value); `stops` for catch."""

    name: str
    stops: bool


class Node:
    """One element, as the guest told of it. `parent` is the element around it.

    `number` addresses it in actions. `owner` numbers the page or component whose markup wrote it; `component` (its
    path) and `instance` are set where a component's own tree begins. `value` is what a form control holds now.
    `written` has every attribute under the name it is written with, `data-*` and handlers too. Most looks at a page
    read few of its elements, so each is made when somebody comes to it.
    """

    def __init__(self, number: int, item: Mapping[str, Any], below: _Below, parent: Node | None = None) -> None:
        self._item = item
        self._below = below
        self.number = number
        self.parent = parent
        self.tag: str = item["tag"]
        self.owner: int = item["owner"]
        self.component: str | None = item.get("component")
        self.instance: int | None = item.get("instance")
        self.value: Any = item.get("value")
        self.written: Mapping[str, Any] = item.get("attrs") or {}

    def __repr__(self) -> str:
        return f"<Node {self.tag} at {self.place}>"

    @cached_property
    def place(self) -> Place:
        """Where it is written."""
        return Place(self._item["file"], self._item["line"], self._item["column"])

    @cached_property
    def children(self) -> list[Node | str]:
        """Elements and texts, in order."""
        return _made(self._below, self.number, self)

    @cached_property
    def attributes(self) -> Mapping[str, Any]:
        """What is neither data nor a handler."""
        return {name: value for name, value in self.written.items() if not _is_special(name)}

    @cached_property
    def dataset(self) -> Mapping[str, Any]:
        """The values of `data-*`, by the names that handlers read."""
        return {dataset_key(name): value for name, value in self.written.items() if name.startswith("data-")}

    @cached_property
    def handlers(self) -> Mapping[str, Handler]:
        """Who listens, by event."""
        return dict(_handlers(self.written))

    @property
    def id(self) -> str:
        return str(self.attributes.get("id") or "")

    @property
    def classes(self) -> list[str]:
        return str(self.attributes.get("class") or "").split()

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in document order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(reversed(node.elements))

    @property
    def text(self) -> str:
        """All text below in document order, every run of blanks and line ends as one blank, none at the ends."""
        return _without_extra_blanks("".join(self._pieces()))

    def texts(self) -> list[str]:
        """The pieces of text below, in document order, blanks as in `text`, without empty ones."""
        return [_without_extra_blanks(piece) for piece in self._pieces() if piece.strip()]

    def _pieces(self) -> Iterator[str]:
        pending: list[Node | str] = [self]
        while pending:
            item = pending.pop()
            if not isinstance(item, Node):
                yield item
            elif item.tag == "rich-text":
                yield rich_text(item.attributes.get("nodes"))
            else:
                pending.extend(reversed(item.children))


def _without_extra_blanks(text: str) -> str:
    return " ".join(text.split())


def nodes_of(items: Sequence[Any]) -> list[Node | str]:
    """The elements and texts at the top of what the guest's `tree` action gave: all of them in document order.

    An element is an object, numbered as it comes, whose `up` is the number of the one around it, -1 at the top; a text
    is `[up, text]`.
    """
    below: _Below = {-1: []}
    number = 0
    for item in items:
        if isinstance(item, dict):
            below[item["up"]].append((number, item))
            below[number] = []
            number += 1
        else:
            below[item[0]].append(item[1])
    return _made(below, -1, None)


def _made(below: _Below, number: int, parent: Node | None) -> list[Node | str]:
    return [item if isinstance(item, str) else Node(*item, below, parent) for item in below[number]]


def _is_special(name: str) -> bool:
    return name.startswith("data-") or event_of(name) is not None


def dataset_key(attribute: str) -> str:
    """`data-full-name` is `fullName`; `data-orderId` stays `orderId` (observed)."""
    return _DASHED.sub(lambda match: match.group(1).upper(), attribute.removeprefix("data-"))


@lru_cache(maxsize=1024)
def event_of(attribute: str) -> str | None:
    """The event that an attribute listens for: `onTap` and `catchTap` are `tap`. None for other attributes."""
    for prefix in ("on", "catch"):
        rest = attribute.removeprefix(prefix)
        if rest != attribute and rest[:1].isupper():
            return rest[0].lower() + rest[1:]
    return None


def _handlers(attributes: Mapping[str, Any]) -> Iterator[tuple[str, Handler]]:
    for name, value in attributes.items():
        event = event_of(name)
        if event is not None:
            yield event, Handler(value if isinstance(value, str) else "", name.startswith("catch"))
