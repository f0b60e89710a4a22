"""Blocks below each other, and lines of text and inline boxes between them.

Tasks are generators that yield the tasks they wait for, so that no depth of nesting is a depth of Python calls.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from bridge.miniprogram.layout.pieces import Piece
from bridge.miniprogram.layout.sizes import border_height, flow_width, shrunk_width
from bridge.miniprogram.layout.texts import wrap

Task = Generator[Any, Any, Any]
Place = Callable[[Piece, float, "float | None"], Task]
"""`place(piece, width, height)`: lay out what is inside a border box; height None is as much as that needs."""


@dataclass(slots=True)
class Room:
    """Where children go: the content box of `piece`, `left` and `top` in its border box; height None: not known."""

    piece: Piece
    left: float
    top: float
    width: float
    height: float | None


def run(task: Task) -> Any:
    """Run a task, and the tasks it waits for, to its end."""
    stack: list[Task] = [task]
    value: Any = None
    while stack:
        try:
            stack.append(stack[-1].send(value))
            value = None
        except StopIteration as stop:
            stack.pop()
            value = stop.value
    return value


def flow(room: Room, place: Place) -> Task:
    """Lay out children one below the other; the task's value is the height they take."""
    y, gap = 0.0, 0.0  # gap: the bottom margin of the block above, which merges with the next top margin
    line: list[Piece | str] = []
    for child in [*room.piece.children, None]:
        if isinstance(child, str) or (child is not None and child.inline):
            line.append(child)
            continue
        if child is not None and child.style.out_of_flow:
            continue
        if any(not isinstance(item, str) or (not item.isspace() and item) for item in line):
            y = yield _lines(room, line, y + gap, place)
            gap = 0.0
        line = []
        if child is not None:
            y, gap = yield _block(room, child, y, gap, place)
    return y + gap


def _block(room: Room, child: Piece, y: float, gap: float, place: Place) -> Task:
    top, right, bottom, left = child.margins(room.width)
    y += max(gap, top) if top >= 0 and gap >= 0 else gap + top
    width = flow_width(child, room.width)
    free = room.width - width - left - right
    if child.style.margin[3] is None:
        left = max(free / 2 if child.style.margin[1] is None else free, 0)
    height = border_height(child, child.style.height, room.height, room.width)
    yield place(child, width, height)
    child.frame, child.x, child.y = room.piece, room.left + left, room.top + y
    return y + child.height, bottom


# ---- Lines


@dataclass(slots=True)
class _Part:
    """Something on a line: a stretch of text, an inline box, or the edge of an inline element (no piece)."""

    x: float
    width: float
    height: float
    piece: Piece | None
    around: tuple[Piece, ...]


@dataclass(slots=True)
class _Lines:
    """The lines as they fill: `room` px wide, from `y` on; `strut` is the least height of a line with text."""

    room: Room
    align: str
    y: float
    x: float = 0.0
    parts: list[_Part] = field(default_factory=list)

    def add(self, width: float, height: float, piece: Piece | None, around: tuple[Piece, ...]) -> None:
        self.parts.append(_Part(self.x, width, height, piece, around))
        self.x += width

    def end(self) -> None:
        """Put what is on the line into its place, and begin the next."""
        height = max((part.height for part in self.parts), default=0.0)
        free = max(self.room.width - self.x, 0)
        shift = {"center": free / 2, "right": free, "end": free}.get(self.align, 0.0)
        for part in self.parts:
            self._settle(part, self.room.left + part.x + shift, self.room.top + self.y + height - part.height)
        self.y += height
        self.x = 0.0
        self.parts = []

    def _settle(self, part: _Part, x: float, y: float) -> None:
        if part.piece is not None:
            _, _, _, left = part.piece.margins(self.room.width)
            top, _, _, _ = part.piece.margins(self.room.width)
            part.piece.frame, part.piece.x, part.piece.y = self.room.piece, x + left, y + top
        for piece in part.around:
            _grow(piece, self.room.piece, x, y, part.width, part.height)


def _grow(piece: Piece, frame: Piece, x: float, y: float, width: float, height: float) -> None:
    """An inline element's box holds all of its parts."""
    if piece.frame is None:
        piece.frame, piece.x, piece.y, piece.width, piece.height = frame, x, y, width, height
        return
    right, bottom = max(piece.x + piece.width, x + width), max(piece.y + piece.height, y + height)
    piece.x, piece.y = min(piece.x, x), min(piece.y, y)
    piece.width, piece.height = right - piece.x, bottom - piece.y


def _lines(room: Room, items: list[Piece | str], y: float, place: Place) -> Task:
    """Put inline content on lines; the task's value is where the next block begins."""
    lines = _Lines(room, room.piece.style.text_align, y)
    pending: list[tuple[Any, tuple[Piece, ...]]] = [(item, ()) for item in reversed(items)]
    while pending:
        item, around = pending.pop()
        if isinstance(item, str):
            _text(lines, item, around[-1] if around else room.piece, around)
        elif isinstance(item, float):  # the edge of an inline element
            lines.add(item, 0.0, None, around)
        elif item.style.out_of_flow:
            continue
        elif item.inline and item.style.display == "inline":
            pending.extend(_opened(item, room, around))
        else:
            yield _atom(lines, item, around, place)
    lines.end()
    return lines.y


def _opened(piece: Piece, room: Room, around: tuple[Piece, ...]) -> list[tuple[Any, tuple[Piece, ...]]]:
    """What an inline element comes to on a line, last first."""
    piece.frame = None
    inside = (*around, piece)
    _, right, _, left = piece.edges(room.width)
    _, margin_right, _, margin_left = piece.margins(room.width)
    content: list[tuple[Any, tuple[Piece, ...]]] = [(child, inside) for child in piece.children]
    parts = [(margin_left, around), (left, inside), *content, (right, inside), (margin_right, around)]
    return [part for part in reversed(parts) if part[0] != 0.0]


def _text(lines: _Lines, text: str, owner: Piece, around: tuple[Piece, ...]) -> None:
    if lines.x == 0:
        text = text.lstrip()
    if not text:
        return
    style = owner.style
    if style.nowrap:
        lengths = wrap(text, style.font_size, float("inf"), float("inf"))
    else:
        lengths = wrap(text, style.font_size, lines.room.width - lines.x, lines.room.width)
    for place, width in enumerate(lengths):
        if place > 0:
            lines.end()
        if width > 0:
            lines.add(width, style.line_height, None, around)


def _atom(lines: _Lines, piece: Piece, around: tuple[Piece, ...], place: Place) -> Task:
    room = lines.room
    width = shrunk_width(piece, room.width)
    yield place(piece, width, border_height(piece, piece.style.height, room.height, room.width))
    top, right, bottom, left = piece.margins(room.width)
    outer = width + left + right
    if lines.x > 0 and lines.x + outer > room.width + 0.01 and not room.piece.style.nowrap:
        lines.end()
    lines.add(outer, piece.height + top + bottom, piece, around)
