"""Queries: CSS selectors over the rendered tree, and text.

A plain selector sees the markup of one owner: an element's parent is the nearest one above it that the same page or
component wrote. So what was put into a component's slot is found, and the component's own inside is not. `>>>` crosses
into it: `my-card >>> .title`; `>>> .title` alone searches everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NoReturn

from bridge.errors import UsageError
from bridge.miniprogram.tree.attributes import attribute_text, value_of
from bridge.miniprogram.tree.node import Node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Nodes = Sequence[Node | str]
_Step = Any  # a compiled selector, or None before a leading `>>>`

TOO_DEEP = (SyntaxError, MemoryError, RecursionError)
"""What the library raises for a selector nested too deeply: it writes Python from it, and has that compiled."""

_STATES = {"checked": "[-checked]", "disabled": "[-disabled]", "enabled": ":not([-disabled])"}


def find(nodes: Nodes, selector: str, below: Node | None = None) -> Node | None:
    """The first match in document order, or None. Raises `UsageError` for a bad selector."""
    return next(iter(find_all(nodes, selector, below)), None)


def find_all(nodes: Nodes, selector: str, below: Node | None = None) -> list[Node]:
    """Every match in document order; with `below`, only what stands below that node, in the markup that it is part of.

    `nodes` are those of a whole page. Raises `UsageError`, with the column, for a bad selector.
    """
    alternatives = _compiled(selector)
    markup = _Markup(nodes)
    found = {node for steps in alternatives for node in markup.select(steps, below)}
    return [node for node in markup.nodes if node in found]


def check(selector: str) -> None:
    """Raise `UsageError`, with the column, for a bad selector."""
    _compiled(selector)


def by_text(nodes: Nodes, text: str, exact: bool = False, below: Node | None = None) -> list[Node]:
    """The innermost elements whose text contains `text` (with `exact`: is it), components' insides included.

    Runs of blanks count as one. Raises `UsageError` for an empty text.
    """
    wanted = " ".join(text.split())
    if not wanted:
        raise UsageError("by_text needs a text to look for")

    def matches(node: Node) -> bool:
        return node.text == wanted if exact else wanted in node.text

    candidates = walk(nodes) if below is None else (node for node in below.walk() if node is not below)
    return [node for node in candidates if matches(node) and not any(map(matches, node.elements))]


def walk(nodes: Nodes) -> Iterator[Node]:
    """Every element, in document order."""
    for node in nodes:
        if isinstance(node, Node):
            yield from node.walk()


def texts(nodes: Nodes) -> list[str]:
    """The text of each element, and each text that stands by itself."""
    own = (node.text if isinstance(node, Node) else " ".join(node.split()) for node in nodes)
    return [text for text in own if text]


def text(nodes: Nodes) -> str:
    """All the text there is, a blank between what stands side by side."""
    return " ".join(texts(nodes))


def is_below(node: Node, above: Node) -> bool:
    """Whether `node` stands somewhere inside `above`, component boundaries notwithstanding."""
    return any(ancestor is above for ancestor in ancestors(node))


def ancestors(node: Node) -> Iterator[Node]:
    """The elements around a node, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


# The markup of each owner as a document of its own, which the selector library can search


class _Markup:
    def __init__(self, nodes: Nodes) -> None:
        self.nodes = list(walk(nodes))
        self._page = self.nodes[0].owner if self.nodes else 0
        self._roots: dict[int, Element] = {}
        self._elements: dict[Node, Element] = {}
        self._written: dict[Element, Node] = {}
        for node in self.nodes:
            self._add(node)

    def _add(self, node: Node) -> None:
        from xml.etree.ElementTree import Element

        parent = next((above for above in ancestors(node) if above.owner == node.owner), None)
        into = self._elements.get(parent) if parent is not None else None
        if into is None:
            into = self._roots.setdefault(node.owner, Element("page"))
        element = Element(node.tag, _texts_of(node))
        element.text = "".join(child for child in node.children if isinstance(child, str)) or None  # for :empty
        into.append(element)
        self._elements[node] = element
        self._written[element] = node

    def select(self, steps: tuple[_Step, ...], below: Node | None) -> set[Node]:
        """What the last of the steps matches below what the steps before it matched."""
        first, *others = steps
        if first is None:
            found = {below} if below is not None else set(self.nodes)
            if below is None and others:
                return self._cross(others[1:], set(self._matching(self._roots, others[0])))
        else:
            owner = self._page if below is None else below.owner
            found = {node for node in self._matching([owner], first) if below is None or is_below(node, below)}
        return self._cross(others, found)

    def _cross(self, steps: Sequence[_Step], found: set[Node]) -> set[Node]:
        for step in steps:
            matching = self._matching(self._roots, step)
            found = {node for node in matching if any(above in found for above in ancestors(node))}
        return found

    def _matching(self, owners: Iterable[int], step: _Step) -> Iterator[Node]:
        for owner in owners:
            root = self._roots.get(owner)
            if root is None:
                continue
            for element in _wrapper().from_xml_root(root).iter_subtree():
                node = self._written.get(element.etree_element)
                if node is not None and step.test(element):
                    yield node


def _texts_of(node: Node) -> dict[str, str]:
    values = {name: attribute_text(value) for name, value in node.written.items()}
    if node.attributes.get("disabled"):
        values["-disabled"] = ""
    if value_of(node) is True:
        values["-checked"] = ""
    return {name: value for name, value in values.items() if value is not None}


@cache
def _wrapper() -> Any:
    """The library's view of an element; its own `ancestors` and `previous_siblings` recurse too deep in long lists."""
    from cssselect2 import ElementWrapper

    class Wrapper(ElementWrapper):  # type: ignore[misc]
        @property
        def ancestors(self) -> list[Any]:
            return list(_chain(self.parent, "parent"))

        @property
        def previous_siblings(self) -> list[Any]:
            return list(_chain(self.previous, "previous"))

    return Wrapper


def _chain(start: Any, step: str) -> Iterator[Any]:
    while start is not None:
        yield start
        start = getattr(start, step)


# Parsing


@lru_cache(maxsize=256)
def _compiled(selector: str) -> tuple[tuple[_Step, ...], ...]:
    """The alternatives between commas, each with its steps between `>>>`."""
    try:
        return tuple(_alternatives(selector))
    except TOO_DEEP:
        _refuse(selector, 1, "it is nested too deeply; write a shorter one")


def _alternatives(selector: str) -> Iterator[tuple[_Step, ...]]:
    from tinycss2 import parse_component_value_list

    tokens = parse_component_value_list(selector, skip_comments=True)
    _refuse_broken(selector, tokens)
    for part, end in _split(tokens, [","], len(selector) + 1):
        yield _steps(selector, part, end)


def _refuse_broken(selector: str, tokens: list[Any]) -> None:
    for token in tokens:
        if token.type == "error":
            _refuse(selector, token.source_column, token.message)
        _refuse_broken(selector, getattr(token, "content", None) or getattr(token, "arguments", None) or [])


def _split(tokens: list[Any], separator: list[str], end: int) -> Iterator[tuple[list[Any], int]]:
    """The parts between separators, each with the column where it ends."""
    part: list[Any] = []
    at = 0
    while at < len(tokens):
        if tokens[at : at + len(separator)] == separator:
            yield part, tokens[at].source_column
            part, at = [], at + len(separator)
        else:
            part.append(tokens[at])
            at += 1
    yield part, end


def _steps(selector: str, tokens: list[Any], end: int) -> tuple[_Step, ...]:
    parts = list(_split(tokens, [">", ">", ">"], end))
    leading = len(parts) > 1 and _is_blank(parts[0][0])
    steps = [_compile(selector, *part) for part in (parts[1:] if leading else parts)]
    return (None, *steps) if leading else tuple(steps)


def _is_blank(tokens: list[Any]) -> bool:
    return all(token.type == "whitespace" for token in tokens)


def _compile(selector: str, tokens: list[Any], end: int) -> _Step:
    from cssselect2 import SelectorError, compile_selector_list

    if _is_blank(tokens):
        _refuse(selector, end, "a selector is missing there")
    try:
        (compiled,) = compile_selector_list(list(_with_states(tokens)))
    except SelectorError as error:
        _explain(selector, error, end)
    except NotImplementedError:
        _refuse(selector, tokens[0].source_column, "there are no namespaces here")
    if compiled.pseudo_element is not None:
        _refuse(selector, selector.rfind(":") + 1, f"::{compiled.pseudo_element} is no element of the tree")
    return compiled


def _with_states(tokens: list[Any]) -> Iterator[Any]:
    """`:checked`, `:disabled` and `:enabled` as attributes: the library knows them of HTML alone."""
    from tinycss2 import parse_component_value_list

    colon = None
    for token in tokens:
        state = _STATES.get(token.value) if colon is not None and token.type == "ident" else None
        if state is not None:
            yield from parse_component_value_list(state)
            colon = None
            continue
        if colon is not None:
            yield colon
        colon = token if token == ":" else None
        if colon is None:
            if token.type == "function":
                token.arguments = list(_with_states(token.arguments))
            yield token
    if colon is not None:
        yield colon


def _explain(selector: str, error: ValueError, end: int) -> NoReturn:
    """The library names the token it stumbled over, or a pseudo-class that it does not know, or nothing."""
    about = error.args[0] if len(error.args) > 1 else None
    message = str(error.args[-1])
    if isinstance(about, str):
        _refuse(selector, selector.find(f":{message}") + 1, f"there is no pseudo-class :{message}")
    if len(error.args) == 1:
        name = message.rpartition(":")[2].rstrip("()")
        _refuse(selector, selector.find(f":{name}") + 1, f":{name}() wants other arguments, such as 2, odd or 2n+1")
    expected = (
        message.partition(", got")[0].rstrip(".").replace("a compound selector", "a tag, #id, .class or [attribute]")
    )
    expected = expected[:1].lower() + expected[1:]
    if about is None:
        _refuse(selector, end, f"{expected}, but it ends there")
    _refuse(selector, about.source_column, f"{expected}, not {about.serialize()!r}")


def _refuse(selector: str, column: int, why: str) -> NoReturn:
    raise UsageError(f"the selector {selector!r} is wrong at column {column}: {why}")
