"""Ways to find elements that can be asked again: what they find, how messages name them, what to suggest instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bridge.miniprogram.tree import selectors
from bridge.miniprogram.tree.node import Node

Nodes = list[Node | str]
_FEW = 8


@dataclass(frozen=True)
class Query:
    """`select` finds the elements among those of a page, in document order; `instead` tells what there is if none."""

    words: str
    select: Callable[[Nodes], list[Node]]
    instead: Callable[[Nodes], str]


def by_selector(selector: str, within: Query | None = None) -> Query:
    """What a CSS selector matches, on the page or inside what `within` finds. Raises `UsageError` for a bad one."""
    selectors.check(selector)

    def select(nodes: Nodes) -> list[Node]:
        return _inside(nodes, within, lambda below: selectors.find_all(nodes, selector, below))

    def instead(nodes: Nodes) -> str:
        from bridge.miniprogram.tree.suggestions import inside_components, instead_of

        hint = inside_components(selector, nodes) if within is None else ""
        advice = f"\nIt stands inside a component: write {hint!r}." if hint else ""
        return instead_of(selector, _around(nodes, within)) + advice

    return Query(_words(repr(selector), within), select, instead)


def by_text(text: str, exact: bool = False, within: Query | None = None) -> Query:
    """The innermost elements with a text, on the page or inside what `within` finds."""

    def select(nodes: Nodes) -> list[Node]:
        return _inside(nodes, within, lambda below: selectors.by_text(nodes, text, exact, below))

    def instead(nodes: Nodes) -> str:
        from bridge.miniprogram.tree.suggestions import instead_of_text

        return instead_of_text(text, _around(nodes, within))

    return Query(_words(f"the text {text!r}", within), select, instead)


def number(index: int, of: Query) -> Query:
    """One of what `of` finds, from 0, or negative from the end."""

    def select(nodes: Nodes) -> list[Node]:
        found = of.select(nodes)
        return [found[index]] if -len(found) <= index < len(found) else []

    def instead(nodes: Nodes) -> str:
        from bridge.miniprogram.tree.suggestions import described

        found = of.select(nodes)
        return "\n".join(f"  {described(node)}" for node in found[:_FEW]) if found else of.instead(nodes)

    return Query(f"number {index} of {of.words}", select, instead)


def _inside(nodes: Nodes, within: Query | None, search: Callable[[Node | None], list[Node]]) -> list[Node]:
    if within is None:
        return search(None)
    groups = [search(below) for below in within.select(nodes)]
    found = {node for group in groups for node in group}
    return groups[0] if len(groups) == 1 else [node for node in selectors.walk(nodes) if node in found]


def _around(nodes: Nodes, within: Query | None) -> Nodes:
    found = within.select(nodes) if within is not None else []
    return [child for node in found for child in node.children] or nodes


def _words(words: str, within: Query | None) -> str:
    return words if within is None else f"{words} in {within.words}"
