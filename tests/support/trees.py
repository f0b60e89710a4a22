"""Composed trees for tests: written nested, given to Python as the guest tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bridge.miniprogram.tree.node import Node, nodes_of


def nodes_from(nested: Sequence[Any]) -> list[Node | str]:
    """The nodes that Python makes of elements with `children`, numbered in document order."""
    return nodes_of(list(_told(nested)))


def _told(nested: Sequence[Any]) -> Iterator[Any]:
    pending = [(-1, item) for item in reversed(nested)]
    number = -1
    while pending:
        up, item = pending.pop()
        if isinstance(item, str):
            yield [up, item]
            continue
        number += 1
        yield {**item, "up": up}
        pending.extend((number, child) for child in reversed(item["children"]))
