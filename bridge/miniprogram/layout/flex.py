"""Flex containers: rows and columns whose items share what room there is.

Simpler than the specification: an item shrinks to its content at the least; items that grow in a column of a known
height begin from nothing and are at least as high as their content; baselines are tops; `order` does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.miniprogram.layout.flow import Place, Room, Task
from bridge.miniprogram.layout.pieces import Piece
from bridge.miniprogram.layout.sizes import border_height, border_width, flow_width, limited_width, shrunk_width
from bridge.miniprogram.layout.style import Style
from bridge.miniprogram.layout.texts import longest_word, width_of

_ENDS = {"flex-end": 1.0, "end": 1.0, "center": 0.5, "right": 1.0}


@dataclass(slots=True)
class _Line:
    """Items beside each other in a row that wraps."""

    items: list[Piece] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


def flex(room: Room, place: Place) -> Task:
    """Lay out the items of a flex container; the task's value is the height they take."""
    items = _items(room.piece)
    if room.piece.style.backwards:
        items.reverse()
    return (yield (_column if room.piece.style.column else _row)(room, items, place))


def _items(container: Piece) -> list[Piece]:
    """Elements in flow; a bare text is an item of its own."""
    items: list[Piece] = []
    for child in container.children:
        if isinstance(child, Piece):
            if not child.style.out_of_flow:
                items.append(child)
        elif child.strip():
            items.append(_anonymous(container, child.strip()))
    return items


def _anonymous(container: Piece, text: str) -> Piece:
    above = container.style
    style = Style(
        display="block",
        font_size=above.font_size,
        line_height=above.line_height,
        text_align=above.text_align,
        nowrap=above.nowrap,
    )
    piece = Piece(None, style, container, block=True, children=[text])
    piece.most = width_of(text, above.font_size)
    piece.content = piece.least = piece.most if above.nowrap else longest_word(text, above.font_size)
    return piece


def _alignment(item: Piece, container: Style) -> str:
    own = item.style.align_self
    return container.align if own == "auto" else own


# ---- Rows


def _row(room: Room, items: list[Piece], place: Place) -> Task:
    style = room.piece.style
    lines = _wrapped(room, items) if style.wrap else [_Line(items, [_basis(item, room.width) for item in items])]
    y = 0.0
    for number, line in enumerate(lines):
        height = room.height if len(lines) == 1 else None
        y += style.gap[0] if number else 0
        y += yield _row_line(room, line, y, height, place)
    return y


def _basis(item: Piece, room: float) -> float:
    """What an item would like to be wide, without its margins."""
    style = item.style
    basis = border_width(item, style.basis, room)
    if basis is None:
        basis = border_width(item, style.width, room)
    return limited_width(item, item.most if basis is None else basis, room)


def _wrapped(room: Room, items: list[Piece]) -> list[_Line]:
    lines, used = [_Line()], 0.0
    for item in items:
        _, right, _, left = item.margins(room.width)
        width = _basis(item, room.width)
        outer = width + left + right
        if lines[-1].items and used + room.piece.style.gap[1] + outer > room.width + 0.01:
            lines.append(_Line())
            used = 0.0
        used += outer + (room.piece.style.gap[1] if lines[-1].items else 0)
        lines[-1].items.append(item)
        lines[-1].widths.append(width)
    return lines


def _row_line(room: Room, line: _Line, y: float, known: float | None, place: Place) -> Task:
    """One line of a row; the task's value is its height."""
    container = room.piece.style
    margins = [item.margins(room.width) for item in line.items]
    outside = sum(right + left for _, right, _, left in margins) + container.gap[1] * max(len(line.items) - 1, 0)
    widths = _shared(line, room.width - outside, room.width)
    for item, width, (top, _, bottom, _) in zip(line.items, widths, margins, strict=True):
        height = border_height(item, item.style.height, room.height, room.width)
        if height is None and known is not None and _stretches(item, container):
            height = max(known - top - bottom, 0)
        yield place(item, width, height)
    outer = [item.height + top + bottom for item, (top, _, bottom, _) in zip(line.items, margins, strict=True)]
    tall = max(outer, default=0.0) if known is None else known
    before, between, margin = _justified(line.items, container, room.width - outside - sum(widths), (3, 1))
    x = before
    for item, width, (top, right, bottom, left) in zip(line.items, widths, margins, strict=True):
        if _stretches(item, container) and item.style.height is None and known is None:
            yield _stretched(item, width, tall - top - bottom, place)
        x += left + (margin if item.style.margin[3] is None else 0)
        free = tall - item.height - top - bottom
        down = _ENDS.get(_alignment(item, container), 0.0) * free
        if item.style.margin[0] is None:
            down = free / 2 if item.style.margin[2] is None else free
        item.frame, item.x, item.y = room.piece, room.left + x, room.top + y + top + down
        x += width + right + (margin if item.style.margin[1] is None else 0) + between + container.gap[1]
    return tall


def _stretches(item: Piece, container: Style) -> bool:
    auto = item.style.margin[0] is None or item.style.margin[2] is None
    return not auto and _alignment(item, container) in ("stretch", "normal")


def _stretched(item: Piece, width: float, height: float, place: Place) -> Task:
    """An item as high as its line. Its content is only laid out again where the height matters to it."""
    if item.height >= height:
        return
    if item.style.flex:
        yield place(item, width, height)
    item.height = max(item.height, height)


def _shared(line: _Line, room: float, base: float) -> list[float]:
    """Widths after growing or shrinking into `room` px."""
    free = room - sum(line.widths)
    grow = [item.style.grow for item in line.items]
    if free > 0 and sum(grow) > 0:
        share = free / max(sum(grow), 1)
        widths = [max(width + factor * share, 0) for width, factor in zip(line.widths, grow, strict=True)]
        return [
            _at_least(item, width, base) if factor else width
            for item, width, factor in zip(line.items, widths, grow, strict=True)
        ]
    return _shrunk(line, -free, base) if free < 0 else line.widths


def _at_least(item: Piece, width: float, base: float) -> float:
    declared = item.style.width is not None or item.style.min_width is not None
    return limited_width(item, width if declared else max(width, item.least), base)


def _shrunk(line: _Line, missing: float, base: float) -> list[float]:
    """Everybody gives in proportion to width and `flex-shrink`, nobody more than to its content."""
    widths = list(line.widths)
    open_items = {i for i, item in enumerate(line.items) if item.style.shrink > 0}
    for _ in range(4):
        weight = sum(widths[i] * line.items[i].style.shrink for i in open_items)
        if missing <= 0.01 or weight <= 0:
            break
        lost = missing / weight
        for i in sorted(open_items):
            item, wanted = line.items[i], widths[i] * (1 - lost * line.items[i].style.shrink)
            floor = min(item.content, widths[i])
            if wanted <= floor:
                open_items.discard(i)
            new = limited_width(item, max(wanted, floor, 0), base)
            missing -= widths[i] - new
            widths[i] = new
    return widths


def _justified(items: list[Piece], container: Style, free: float, sides: tuple[int, int]) -> tuple[float, float, float]:
    """Room before the first item, more room between items, and the size of an auto margin on the main axis."""
    count = len(items)
    autos = sum(item.style.margin[side] is None for item in items for side in sides)
    if free <= 0 or count == 0:
        return (free * _ENDS.get(container.justify, 0.0) if free < 0 else 0.0), 0.0, 0.0
    if autos:
        return 0.0, 0.0, free / autos
    justify = container.justify
    if container.backwards and justify in ("flex-start", "normal"):
        justify = "flex-end"
    if justify == "space-between":
        return 0.0, free / (count - 1) if count > 1 else 0.0, 0.0
    if justify == "space-around":
        return free / count / 2, free / count, 0.0
    if justify == "space-evenly":
        return free / (count + 1), free / (count + 1), 0.0
    return free * _ENDS.get(justify, 0.0), 0.0, 0.0


# ---- Columns


def _column(room: Room, items: list[Piece], place: Place) -> Task:
    container = room.piece.style
    margins = [item.margins(room.width) for item in items]
    growing = [] if room.height is None else [item for item in items if item.style.grow > 0]
    grown = {id(item) for item in growing}
    for item in items:
        if id(item) not in grown:
            yield place(item, _column_width(item, container, room.width), _column_height(item, room))
    outside = sum(top + bottom for top, _, bottom, _ in margins) + container.gap[0] * max(len(items) - 1, 0)
    if growing:
        taken = outside + sum(item.height for item in items if id(item) not in grown)
        share = max((room.height or 0) - taken, 0) / max(sum(item.style.grow for item in growing), 1)
        for item in growing:
            yield _grown(item, _column_width(item, container, room.width), item.style.grow * share, place)
    used = outside + sum(item.height for item in items)
    free = 0.0 if room.height is None else room.height - used
    before, between, margin = _justified(items, container, free, (0, 2))
    y = before
    for item, (top, right, bottom, left) in zip(items, margins, strict=True):
        y += top + (margin if item.style.margin[0] is None else 0)
        across = room.width - item.width - left - right
        x = left + _ENDS.get(_alignment(item, container), 0.0) * across
        if item.style.margin[3] is None:
            x = max(across / 2 if item.style.margin[1] is None else across, 0)
        item.frame, item.x, item.y = room.piece, room.left + x, room.top + y
        y += item.height + bottom + (margin if item.style.margin[2] is None else 0) + between + container.gap[0]
    return used if room.height is None else max(used, room.height)


def _column_width(item: Piece, container: Style, room: float) -> float:
    auto = item.style.margin[1] is None or item.style.margin[3] is None
    if not auto and _alignment(item, container) in ("stretch", "normal"):
        return flow_width(item, room)
    return shrunk_width(item, room)


def _column_height(item: Piece, room: Room) -> float | None:
    declared = item.style.basis if item.style.basis is not None and item.style.basis.px else item.style.height
    return border_height(item, declared, room.height, room.width)


def _grown(item: Piece, width: float, height: float, place: Place) -> Task:
    yield place(item, width, height)
    if not item.style.clips and item.content_height > height:
        item.height = item.content_height
