"""What `my.createSelectorQuery()` is answered with: rows of a laid-out page.

Shapes are the documented ones of boundingClientRect, scrollOffset and fields. The page's own rectangle has only
`width` and `height`. Coordinates are those of the screen: what is scrolled away is negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cssselect2

from bridge.miniprogram.layout.boxes import HEIGHT, WIDTH, Box, Boxes, layout
from bridge.miniprogram.layout.defaults import canvas_size
from bridge.miniprogram.layout.faces import Face, faces
from bridge.miniprogram.layout.sheets import NO_SELECTOR
from bridge.miniprogram.layout.style import style_names
from bridge.miniprogram.layout.styles import Computed, Styles
from bridge.miniprogram.tree.node import Node

Row = dict[str, Any]
Query = Mapping[str, Any]
"""{kind: "select" | "selectAll" | "selectViewport", selector, component: owner number or None, fields: {...}}.

`fields`: `bounds` (x, y, width, height, top, right, bottom, left), `rect`, `size`, `id`, `dataset`, `scrollOffset`,
`computedStyle: [names]`, `node`, `context`; for our own use `clip` (the part of the screen that its scrolling parents
leave to it) and `extent` (scrollWidth, scrollHeight).
"""


@dataclass(frozen=True)
class Scroll:
    """How far the page is scrolled, in px, and (left, top) of the scroll-views, by node number."""

    left: float = 0
    top: float = 0
    nodes: Mapping[int, tuple[float, float]] = field(default_factory=dict)


def answer(
    queries: Sequence[Query],
    nodes: Sequence[Node | str],
    styles: Styles,
    scroll: Scroll | None = None,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> list[Any]:
    """One result a query, in order: a row or None; for selectAll a list of rows, empty if nothing matches."""
    return LaidOut(nodes, styles, width, height).answer(queries, scroll)


class LaidOut:
    """A page with its boxes, to be asked as often as one likes while nothing on it changes."""

    def __init__(
        self, nodes: Sequence[Node | str], styles: Styles, width: float = WIDTH, height: float = HEIGHT
    ) -> None:
        self._screen = (width, height)
        self._computed = styles.computed(nodes)
        self._boxes = layout(nodes, styles, width, height, self._computed)
        self._found = Finder(nodes)

    def answer(self, queries: Sequence[Query], scroll: Scroll | None = None) -> list[Any]:
        """One result a query, in order, as the function `answer` gives it."""
        measured = Measured(self._boxes, self._computed, scroll or Scroll(), self._screen)
        return [_answer_one(query, self._found, measured) for query in queries]


def _answer_one(query: Query, found: Finder, measured: Measured) -> Any:
    fields = query.get("fields") or {}
    if query.get("kind") == "selectViewport":
        return measured.viewport_row(fields)
    matches = found.all(str(query.get("selector") or ""), query.get("component"))
    if query.get("kind") == "selectAll":
        return [measured.row(node, fields) for node in matches]
    return measured.row(matches[0], fields) if matches else None


# ---- Finding


class Finder:
    """Selectors over one tree. A text that is no selector finds nothing; `selector_problem` says why."""

    def __init__(self, nodes: Iterable[Node | str]) -> None:
        _, self._faces = faces(nodes)

    def all(self, selector: str, owner: int | None = None) -> list[Node]:
        """Nodes in document order; with `owner`, those its own markup wrote."""
        tests = _compiled(selector)
        return [face.node for face in self._faces if _matches(face, tests, owner) and face.node is not None]


def _matches(face: Face, tests: Sequence[Callable[[Face], bool]], owner: int | None) -> bool:
    if owner is not None and (face.node is None or face.node.owner != owner):
        return False
    return any(test(face) for test in tests)


def _compiled(selector: str) -> list[Callable[[Face], bool]]:
    try:
        compiled = cssselect2.compile_selector_list(selector.replace(">>>", " "))
    except NO_SELECTOR:
        return []
    return [each.test for each in compiled if each.pseudo_element is None and not each.never_matches]


def selector_problem(selector: str) -> str | None:
    """Why a text is no selector, or None if it is one."""
    try:
        cssselect2.compile_selector_list(selector.replace(">>>", " "))
    except NO_SELECTOR as error:
        return f"{selector!r} is no selector: {error}"
    return None


# ---- Rows

Rect = tuple[float, float, float, float]
"""left, top, right, bottom"""


@dataclass
class Measured:
    """A laid-out page, scrolled; everything here is in coordinates of the screen."""

    boxes: Boxes
    computed: Computed
    scroll: Scroll
    screen: tuple[float, float]

    def viewport_row(self, fields: Mapping[str, Any]) -> Row:
        row: Row = {}
        if fields.get("rect"):
            row |= {"left": 0, "top": 0, "right": self.screen[0], "bottom": self.screen[1]}
        if fields.get("bounds") or fields.get("size"):
            row |= {"width": self.screen[0], "height": self.screen[1]}
        if fields.get("id"):
            row["id"] = ""
        if fields.get("dataset"):
            row["dataset"] = {}
        if fields.get("scrollOffset"):
            row |= {"scrollTop": self.scroll.top, "scrollLeft": self.scroll.left}
        if fields.get("extent"):
            row |= _extent(self.boxes.page)
        return row

    def row(self, node: Node, fields: Mapping[str, Any]) -> Row:
        """The asked-for fields of a node; one that is not shown is all zeros, as in a browser."""
        row = self._sizes(node, fields)
        if fields.get("id"):
            row["id"] = node.id
        if fields.get("dataset"):
            row["dataset"] = dict(node.dataset)
        if fields.get("scrollOffset"):
            left, top = self.scroll.nodes.get(node.number, (0, 0))
            row |= {"scrollTop": top, "scrollLeft": left}
        if fields.get("extent") and node.number in self.boxes:
            row |= _extent(self.boxes[node.number])
        if fields.get("clip"):
            row["clip"] = dict(zip(("left", "top", "right", "bottom"), self._clip(node), strict=True))
        if fields.get("computedStyle"):
            row |= self._styles(node, fields["computedStyle"])
        for name in ("node", "context"):
            if fields.get(name):
                size = {**self._sizes(node, {"size": True}), **canvas_size(node)}
                row[name] = {"tag": node.tag, "id": node.id, "owner": node.owner, **size}
        return row

    def rect(self, node: Node) -> Rect | None:
        """Where a node stands on the screen, or None if it is not shown."""
        box = self.boxes.get(node.number)
        if box is None:
            return None
        left, top = self._scrolled(node, box)
        return _rounded(box.x - left), _rounded(box.y - top), _rounded(box.right - left), _rounded(box.bottom - top)

    def _sizes(self, node: Node, fields: Mapping[str, Any]) -> Row:
        left, top, right, bottom = self.rect(node) or (0, 0, 0, 0)
        size = {"width": _rounded(right - left), "height": _rounded(bottom - top)}
        edges = {"top": top, "right": right, "bottom": bottom, "left": left}
        if fields.get("bounds"):
            return {"x": left, "y": top, **size, **edges}
        return {**(edges if fields.get("rect") else {}), **(size if fields.get("size") else {})}

    def _scrolled(self, node: Node, box: Box) -> tuple[float, float]:
        left, top = (0.0, 0.0) if box.fixed else (self.scroll.left, self.scroll.top)
        above = node.parent
        while above is not None and self.scroll.nodes:
            moved = self.scroll.nodes.get(above.number, (0, 0))
            left, top, above = left + moved[0], top + moved[1], above.parent
        return left, top

    def _clip(self, node: Node) -> Rect:
        left, top, right, bottom = float("-inf"), float("-inf"), float("inf"), float("inf")
        above = node.parent
        while above is not None:
            style = self.computed.by_number.get(above.number)
            rect = self.rect(above) if style is not None and style.clips else None
            if rect is not None:
                left, top = max(left, rect[0]), max(top, rect[1])
                right, bottom = min(right, rect[2]), min(bottom, rect[3])
            above = above.parent
        big = 1e9
        return max(left, -big), max(top, -big), min(right, big), min(bottom, big)

    def _styles(self, node: Node, names: object) -> Row:
        style = self.computed.by_number[node.number]
        size = self._sizes(node, {"size": True})
        row: Row = {}
        for asked, name in style_names(map(str, names) if isinstance(names, list) else ()):
            row[asked] = f"{size[name]:g}px" if name in size and style.display != "none" else style.text(name)
        return row


def _extent(box: Box) -> Row:
    return {"scrollWidth": box.content_width, "scrollHeight": box.content_height}


def _rounded(value: float) -> float:
    return round(value, 2) + 0.0
