"""Boxes for a page without a browser: where everything would stand on a phone, roughly and always the same.

What counts is in `properties`; how text wraps in `texts`; how components look in `defaults`. Margins merge between
blocks that follow each other, not between a block and its first child. An element that is shown and has no declared
size of 0 is reported at least 1 px wide and high.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bridge.miniprogram.layout.flex import flex
from bridge.miniprogram.layout.flow import Room, Task, flow, run
from bridge.miniprogram.layout.lengths import Length
from bridge.miniprogram.layout.pieces import Piece, Pieces, pieces
from bridge.miniprogram.layout.sizes import (
    border_height,
    border_width,
    flow_width,
    limited_height,
    shrunk_width,
)
from bridge.miniprogram.layout.styles import Computed, Styles
from bridge.miniprogram.tree.node import Node

WIDTH = 375
HEIGHT = 667


@dataclass(frozen=True, slots=True)
class Box:
    """A border box in px; `x` and `y` count from the top left of the page, or of the screen when `fixed`.

    `content_width` and `content_height` are what can be scrolled through inside.
    """

    x: float
    y: float
    width: float
    height: float
    content_width: float
    content_height: float
    fixed: bool = False

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class Boxes(dict[int, Box]):
    """Boxes by node number. What is not shown has none. `page` is the whole page, as high as all of it."""

    def __init__(self, page: Box) -> None:
        super().__init__()
        self.page = page


def layout(
    nodes: Iterable[Node | str],
    styles: Styles,
    width: float = WIDTH,
    height: float = HEIGHT,
    computed: Computed | None = None,
) -> Boxes:
    """The boxes of a page on a screen of `width` by `height` px. `computed`: its styles, if they are known already."""
    nodes = list(nodes)
    tree = pieces(nodes, computed or styles.computed(nodes))
    _Layout(tree, width, height).lay_out()
    return _reported(tree, width, height)


class _Layout:
    def __init__(self, tree: Pieces, width: float, height: float) -> None:
        self._tree = tree
        self._screen = (width, height)
        self._left = 4 * len(tree.every) + 16  # how often a box may be laid out, over all

    def lay_out(self) -> None:
        page = self._tree.page
        width, height = self._screen
        run(self.place(page, width, border_height(page, page.style.height, height, width)))
        for piece in self._tree.every[1:]:
            if piece.style.out_of_flow:
                self._position(piece)
            else:
                frame = piece.frame or piece.parent or page
                piece.left, piece.top, piece.fixed = frame.left + piece.x, frame.top + piece.y, frame.fixed
                self._move(piece, frame)

    def place(self, piece: Piece, width: float, height: float | None) -> Task:
        """Lay out what is inside a border box, and set its size."""
        again = piece.width == width and piece.content_height > 0
        self._left -= 1
        if again and self._left < 0:
            piece.height = piece.height if height is None else height
            return
        top, right, bottom, left = piece.edges(width)
        inner = None if height is None else max(height - top - bottom, 0)
        room = Room(piece, left, top, max(width - left - right, 0), inner)
        content = yield (flex if piece.style.flex else flow)(room, self.place)
        piece.width = width
        piece.content_height = content + top + bottom
        piece.height = limited_height(piece, piece.content_height if height is None else height, None, width)

    @staticmethod
    def _move(piece: Piece, frame: Piece) -> None:
        """`position: relative` moves a box without moving others."""
        if piece.style.position != "relative":
            return
        top, right, bottom, left = piece.style.inset
        piece.left += _first(left, right, frame.width)
        piece.top += _first(top, bottom, frame.height)

    def _position(self, piece: Piece) -> None:
        """`position: absolute` and `fixed`, below the nearest positioned ancestor, or the screen."""
        screen = Piece(None, self._tree.page.style, None, width=self._screen[0], height=self._screen[1])
        holder = screen if piece.style.position == "fixed" else _holder(piece, screen)
        border = holder.style.border if holder is not screen else (0, 0, 0, 0)
        room = (holder.width - border[1] - border[3], holder.height - border[0] - border[2])
        top, right, bottom, left = (
            None if inset is None else inset.over(room[place % 2 == 0]) for place, inset in enumerate(piece.style.inset)
        )
        margin = piece.margins(room[0])
        run(self.place(piece, _held_width(piece, room[0], left, right), _held_height(piece, room, top, bottom)))
        parent = piece.parent or holder
        edges = parent.edges(parent.width)
        x = _offset(left, right, room[0], piece.width, margin[3], margin[1])
        y = _offset(top, bottom, room[1], piece.height, margin[0], margin[2])
        piece.left = parent.left + edges[3] + margin[3] if x is None else holder.left + border[3] + x
        piece.top = parent.top + edges[0] + margin[0] if y is None else holder.top + border[0] + y
        piece.fixed = holder.fixed or piece.style.position == "fixed"


def _first(start: Length | None, end: Length | None, base: float) -> float:
    if start is not None:
        return start.over(base)
    return -end.over(base) if end is not None else 0.0


def _holder(piece: Piece, screen: Piece) -> Piece:
    above = piece.parent
    while above is not None and above.style.position == "static":
        above = above.parent
    return above or screen


def _held_width(piece: Piece, room: float, left: float | None, right: float | None) -> float:
    if piece.style.width is None and left is not None and right is not None:
        return flow_width(piece, max(room - left - right, 0))
    return shrunk_width(piece, room)


def _held_height(piece: Piece, room: tuple[float, float], top: float | None, bottom: float | None) -> float | None:
    if piece.style.height is None and top is not None and bottom is not None:
        margin = piece.margins(room[0])
        return max(room[1] - top - bottom - margin[0] - margin[2], 0)
    return border_height(piece, piece.style.height, room[1], room[0])


def _offset(
    start: float | None, end: float | None, room: float, size: float, before: float, after: float
) -> float | None:
    """Where a held box begins; None if nothing says so, and it stays where it would have stood."""
    if start is not None:
        return start + before
    return None if end is None else room - end - size - after


# ---- The result


def _reported(tree: Pieces, width: float, height: float) -> Boxes:
    every = tree.every
    extents = _extents(every)
    page = tree.page
    bottom = max(page.height, extents[id(page)][1], height)
    boxes = Boxes(Box(0, 0, width, bottom, max(width, extents[id(page)][0]), bottom))
    for piece in every[1:]:
        assert piece.node is not None
        wide, tall = extents[id(piece)]
        boxes[piece.node.number] = Box(
            _rounded(piece.left),
            _rounded(piece.top),
            _shown(piece.width, border_width(piece, piece.style.width, width)),
            _shown(piece.height, border_height(piece, piece.style.height, None, width)),
            _rounded(max(wide - piece.left, piece.width)),
            _rounded(max(tall - piece.top, piece.height)),
            piece.fixed,
        )
    for node, inside in tree.hosts:
        united = _union([boxes[piece.node.number] for piece in inside if piece.node is not None])
        if united is not None:
            boxes[node.number] = united
    return boxes


def _shown(size: float, declared: float | None) -> float:
    return _rounded(size) if declared == 0 else max(_rounded(size), 1.0)


def _rounded(value: float) -> float:
    return round(value, 2) + 0.0  # without a sign on 0


def _extents(every: list[Piece]) -> dict[int, tuple[float, float]]:
    """How far right and down the content of each piece reaches, on the page."""
    reach = {id(piece): (piece.left + piece.width, piece.top + piece.height) for piece in every}
    for piece in reversed(every):
        if piece.parent is None or piece.style.position == "fixed":
            continue
        own = (piece.left + piece.width, piece.top + piece.height) if piece.style.clips else reach[id(piece)]
        above = reach[id(piece.parent)]
        reach[id(piece.parent)] = (max(above[0], own[0]), max(above[1], own[1]))
    return reach


def _union(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    width, height = max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y
    return Box(x, y, width, height, width, height, boxes[0].fixed)
