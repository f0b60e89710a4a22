"""The rendered tree as plain data: what stands on a page, components expanded and slots filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from bridge.errors import Place

_DASHED = re.compile(r"-(.)")


@dataclass(frozen=True)
class Handler:
    """`onTap="pay"` or `catchTap="pay"`: the method's name ("" for a function given as a value); `stops` for catch."""

    name: str
    stops: bool


@dataclass(eq=False)
class Node:
    """One element. `children` are elements and texts, in order.

    `owner` numbers the page or component whose markup wrote it; `component` and `instance` are set where a component's
    own tree begins. `value` is what a form control holds now. `number` addresses the node in actions. `written` has
    every attribute under the name it is written with, `data-*` and handlers too.
    """

    tag: str
    number: int
    owner: int
    place: Place
    component: str | None = None
    instance: int | None = None
    value: Any = None
    written: Mapping[str, Any] = field(default_factory=dict, repr=False)
    parent: Node | None = field(default=None, repr=False)
    children: list[Node | str] = field(default_factory=list, repr=False)

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
            if isinstance(item, Node):
                pending.extend(reversed(item.children))
            else:
                yield item


def _without_extra_blanks(text: str) -> str:
    return " ".join(text.split())


def from_json(items: list[Any], parent: Node | None = None) -> list[Node | str]:
    """The nodes that the guest's `tree` action gave. Deep trees are no danger: no recursion."""
    roots: list[Node | str] = []
    pending = [(items, parent, roots)]
    while pending:
        given, above, into = pending.pop()
        for item in given:
            if isinstance(item, str):
                into.append(item)
                continue
            node = _node(item, above)
            into.append(node)
            pending.append((item.get("children") or [], node, node.children))
    return roots


def _node(item: Mapping[str, Any], parent: Node | None) -> Node:
    return Node(
        tag=item["tag"],
        number=item["n"],
        owner=item["owner"],
        place=Place(item["file"], item["line"], item["column"]),
        component=item.get("component"),
        instance=item.get("instance"),
        value=item.get("value"),
        written=item.get("attrs") or {},
        parent=parent,
    )


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
