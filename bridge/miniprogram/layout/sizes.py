"""Sizes that a style asks for, as sizes of border boxes."""

from __future__ import annotations

from bridge.miniprogram.layout.lengths import Length
from bridge.miniprogram.layout.pieces import Piece


def border_width(piece: Piece, declared: Length | None, base: float) -> float | None:
    """`declared` as a width of the border box; None for auto."""
    if declared is None:
        return None
    _, right, _, left = piece.edges(base)
    return max(declared.over(base) + (0 if piece.style.border_box else right + left), right + left)


def border_height(piece: Piece, declared: Length | None, base: float | None, width_base: float) -> float | None:
    """`declared` as a height of the border box; None for auto, and for a share of a height nobody knows yet."""
    if declared is None or (declared.ratio and base is None):
        return None
    top, _, bottom, _ = piece.edges(width_base)
    return max(declared.over(base or 0) + (0 if piece.style.border_box else top + bottom), top + bottom)


def limited_width(piece: Piece, width: float, base: float) -> float:
    """`width` between the declared limits; never below 0."""
    most = border_width(piece, piece.style.max_width, base)
    least = border_width(piece, piece.style.min_width, base)
    if most is not None:
        width = min(width, most)
    return max(width, least or 0.0)


def limited_height(piece: Piece, height: float, base: float | None, width_base: float) -> float:
    """`height` between the declared limits; never below 0."""
    most = border_height(piece, piece.style.max_height, base, width_base)
    least = border_height(piece, piece.style.min_height, base, width_base)
    if most is not None:
        height = min(height, most)
    return max(height, least or 0.0)


def flow_width(piece: Piece, room: float) -> float:
    """The width of a block in a container `room` px wide: declared, or all that its margins leave."""
    declared = border_width(piece, piece.style.width, room)
    if declared is None:
        _, right, _, left = piece.margins(room)
        declared = max(room - left - right, 0.0)
    return limited_width(piece, declared, room)


def shrunk_width(piece: Piece, room: float) -> float:
    """The width of what is as wide as its content, where there is room for that."""
    declared = border_width(piece, piece.style.width, room)
    if declared is None:
        _, right, _, left = piece.margins(room)
        declared = max(min(piece.most, room - left - right), piece.least)
    return limited_width(piece, declared, room)
