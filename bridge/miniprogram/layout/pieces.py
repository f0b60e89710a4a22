"""The tree that is laid out: one piece a node that is shown, texts among them, with intrinsic widths.

Components' hosts have no piece; what stands in them stands in their parent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bridge.miniprogram.layout.defaults import TEXTLESS
from bridge.miniprogram.layout.lengths import Length
from bridge.miniprogram.layout.style import Style
from bridge.miniprogram.layout.styles import Computed
from bridge.miniprogram.layout.texts import collapsed, longest_word, width_of
from bridge.miniprogram.tree.node import Node
from bridge.miniprogram.tree.rich_text import rich_text


@dataclass(slots=True, eq=False)
class Piece:
    """A node on its way to a box. `x` and `y` count from the border box of `frame`, the piece that placed it.

    `least` and `most` are the widths of its border box when it wraps wherever it can, and nowhere; `content` is what
    its content needs at the least, whatever width was declared.
    """

    node: Node | None
    style: Style
    parent: Piece | None
    inline: bool = False
    block: bool = False  # made a block by its flex parent
    children: list[Piece | str] = field(default_factory=list)
    frame: Piece | None = None
    x: float = 0
    y: float = 0
    left: float = 0
    top: float = 0
    width: float = 0
    height: float = 0
    least: float = 0
    most: float = 0
    content: float = 0
    content_height: float = 0
    fixed: bool = False

    def edges(self, base: float) -> tuple[float, float, float, float]:
        """Padding and border at each side, top first, with percentages of `base`."""
        pad, line = self.style.padding, self.style.border
        return (
            _px(pad[0], base) + line[0],
            _px(pad[1], base) + line[1],
            _px(pad[2], base) + line[2],
            _px(pad[3], base) + line[3],
        )

    def margins(self, base: float) -> tuple[float, float, float, float]:
        """Margins, top first; auto is 0 here."""
        top, right, bottom, left = self.style.margin
        return _px(top, base), _px(right, base), _px(bottom, base), _px(left, base)


def _px(length: Length | None, base: float) -> float:
    return 0.0 if length is None else length.over(base)


@dataclass(slots=True)
class Pieces:
    """`every` in document order, the page first; `hosts` with the pieces directly inside them."""

    page: Piece
    every: list[Piece]
    hosts: list[tuple[Node, list[Piece]]]


def pieces(nodes: Iterable[Node | str], computed: Computed) -> Pieces:
    """The pieces of everything that is shown, measured from inside out."""
    page = Piece(None, computed.page, None)
    every, hosts = [page], list[tuple[Node, list[Piece]]]()
    pending: list[tuple[Node | str, Piece, list[list[Piece]]]] = [(item, page, []) for item in _backwards(nodes)]
    while pending:
        item, above, inside = pending.pop()
        if isinstance(item, str):
            above.children.append(collapsed(item))
            continue
        style = computed.by_number[item.number]
        if style.display == "none":
            continue
        if style.display == "contents":
            hosts.append((item, []))
            found = [*inside, hosts[-1][1]]
            pending.extend((child, above, found) for child in _backwards(item.children))
            continue
        piece = Piece(item, style, above)
        every.append(piece)
        above.children.append(piece)
        for host in inside:
            host.append(piece)
        pending.extend((child, piece, []) for child in _backwards(content_of(item)))
    _measure(every)
    return Pieces(page, every, hosts)


def _backwards(items: Iterable[Node | str]) -> list[Node | str]:
    return list(items)[::-1]


def content_of(node: Node) -> list[Node | str]:
    """What is laid out inside a node."""
    if node.tag == "rich-text":
        return [rich_text(node.attributes.get("nodes"))]
    if node.tag in ("input", "textarea"):
        shown = node.value if node.value not in (None, "") else node.attributes.get("value")
        return [str(shown if shown not in (None, "") else node.attributes.get("placeholder") or "")]
    if node.tag in TEXTLESS:
        return [child for child in node.children if isinstance(child, Node)]
    return node.children


def _measure(every: list[Piece]) -> None:
    """Set `inline`, `block` and the intrinsic widths, children before parents."""
    for piece in every:
        in_flex = piece.parent is not None and piece.parent.style.flex
        piece.block = in_flex or piece.style.out_of_flow
        piece.inline = piece.style.inline and not piece.block
    for piece in reversed(every):
        _measure_one(piece)


def _measure_one(piece: Piece) -> None:
    style = piece.style
    row = style.flex and not style.column
    least, most, line_least, line_most = 0.0, 0.0, 0.0, 0.0
    for child in piece.children:
        small, large, breaks = _outer(child, style)
        if breaks and not row:
            least, most = max(least, line_least), max(most, line_most)
            line_least, line_most = small, large
            least, most, line_least, line_most = max(least, line_least), max(most, line_most), 0.0, 0.0
        elif row:
            line_least, line_most = line_least + small, line_most + large + style.gap[1]
        else:
            line_least, line_most = max(line_least, small), line_most + large
    least, most = max(least, line_least), max(most, line_most - (style.gap[1] if row and line_most else 0))
    if row and style.wrap:
        least = max((_outer(child, style)[0] for child in piece.children), default=0.0)
    if style.nowrap:
        least = most
    _, right, _, left = piece.edges(0)
    piece.content = right + left + (0.0 if style.clips else least)
    piece.least = _limited(piece, 0.0 if style.clips else least, right + left)
    piece.most = _limited(piece, most, right + left)


def _outer(child: Piece | str, style: Style) -> tuple[float, float, bool]:
    """Widths with margins, and whether it stands on lines of its own."""
    if isinstance(child, str):
        text = child.strip() if style.flex else child
        if text.isspace() or not text:
            return 0.0, 0.0, False
        return longest_word(text, style.font_size), width_of(text, style.font_size), style.flex
    if child.style.out_of_flow:
        return 0.0, 0.0, False
    _, right, _, left = child.margins(0)
    return child.least + right + left, child.most + right + left, not child.inline


def _limited(piece: Piece, content: float, edges: float) -> float:
    """The border box for a content width, or for a declared one, between the declared limits."""
    style = piece.style
    extra = 0.0 if style.border_box else edges
    width = content + edges
    if not (piece.inline and style.display == "inline"):
        if style.width is not None and style.width.ratio == 0:
            width = style.width.px + extra
        if style.max_width is not None and style.max_width.ratio == 0:
            width = min(width, style.max_width.px + extra)
        if style.min_width is not None:
            width = max(width, style.min_width.px + extra)
    return max(width, edges)
