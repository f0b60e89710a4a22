"""Numbers as programs give them, and the transforms of a canvas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

FARTHEST = 1e6
"""Pixels from the corner: nothing further away is told from it, as no canvas is larger."""

Point = tuple[float, float]


def number(value: Any) -> float:
    """As JavaScript's Number(value) for what has JSON; NaN for all else, so for null, which stands for NaN, too."""
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < 1e300 else math.nan
    try:
        return float(value) if isinstance(value, str) and value.strip() else math.nan
    except ValueError:
        return math.nan


def numbers(values: Sequence[Any], count: int) -> list[float] | None:
    """The first `count` as finite numbers; None if one is not, as drawing then does nothing (HTML standard)."""
    read = [number(value) for value in values[:count]]
    return read if len(read) == count and all(map(math.isfinite, read)) else None


def text(value: float) -> str:
    """For SVG: short, and never more than it can read."""
    return f"{max(-FARTHEST * 1000, min(value, FARTHEST * 1000)):.7g}"


class Matrix(NamedTuple):
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def apply(self, x: float, y: float) -> Point:
        """Where a point comes to lie, within `FARTHEST`."""
        across = self.a * x + self.c * y + self.e
        down = self.b * x + self.d * y + self.f
        return max(-FARTHEST, min(across, FARTHEST)), max(-FARTHEST, min(down, FARTHEST))

    def after(self, inner: Matrix) -> Matrix:
        """First `inner`, then this one; this one alone if that leads beyond all numbers."""
        a, b, c, d, e, f = self
        product = Matrix(
            a * inner.a + c * inner.b,
            b * inner.a + d * inner.b,
            a * inner.c + c * inner.d,
            b * inner.c + d * inner.d,
            a * inner.e + c * inner.f + e,
            b * inner.e + d * inner.f + f,
        )
        return product if all(abs(entry) < 1e9 for entry in product) else self

    @property
    def determinant(self) -> float:
        return self.a * self.d - self.b * self.c

    @property
    def scale(self) -> float:
        """How much longer things become, on average."""
        return math.sqrt(abs(self.determinant))

    @property
    def is_flat(self) -> bool:
        """Whether everything becomes too thin to be seen, and nothing leads back."""
        return abs(self.determinant) < 1e-9

    @property
    def keeps_shapes(self) -> bool:
        """Whether it only moves, turns, mirrors and scales alike."""
        near = 1e-6 * max(1.0, abs(self.a), abs(self.b))
        turns = abs(self.a - self.d) <= near and abs(self.b + self.c) <= near
        return turns or (abs(self.a + self.d) <= near and abs(self.b - self.c) <= near)

    def inverse(self) -> Matrix:
        """What leads back; of a flat one, nothing sensible: ask `is_flat` first."""
        area = self.determinant
        a, b, c, d = self.d / area, -self.b / area, -self.c / area, self.a / area
        return Matrix(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))

    def __str__(self) -> str:
        return f"matrix({' '.join(text(entry) for entry in self)})"


IDENTITY = Matrix()
"""What changes nothing."""
