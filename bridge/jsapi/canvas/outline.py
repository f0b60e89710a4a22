"""Paths: every call becomes lines and curves on the canvas itself, with the transform of that moment."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from bridge.jsapi.canvas.geometry import Matrix, Point, number, text

_TURN = 2 * math.pi
_PLACES = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}


class Outline:
    """`pieces` are M, L, C, Q and Z of SVG with their points, in pixels of the canvas."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, tuple[Point, ...]]] = []
        self._start: Point | None = None
        self._last: Point | None = None

    def _add(self, letter: str, *points: Point) -> None:
        self.pieces.append((letter, points))
        self._last = points[-1]

    def move(self, at: Matrix, x: float, y: float) -> None:
        """Begin another part."""
        self._start = at.apply(x, y)
        self._add("M", self._start)

    def line(self, at: Matrix, x: float, y: float) -> None:
        """A straight line; the first one only says where it begins."""
        if self._last is None:
            return self.move(at, x, y)
        self._add("L", at.apply(x, y))

    def quadratic(self, at: Matrix, *given: float) -> None:
        """A curve with one control point: x and y of it, then of the end."""
        self._begin(at, given)
        self._add("Q", *_points(at, given))

    def cubic(self, at: Matrix, *given: float) -> None:
        """A curve with two control points."""
        self._begin(at, given)
        self._add("C", *_points(at, given))

    def _begin(self, at: Matrix, given: Sequence[float]) -> None:
        if self._last is None:
            self.move(at, given[0], given[1])

    def close(self) -> None:
        """Back to where this part began."""
        if self._start is not None:
            self.pieces.append(("Z", ()))
            self._last = self._start

    def rectangle(self, at: Matrix, x: float, y: float, width: float, height: float) -> None:
        """A closed part of its own."""
        self.move(at, x, y)
        for right, down in ((x + width, y), (x + width, y + height), (x, y + height)):
            self.line(at, right, down)
        self.close()

    def rounded(self, at: Matrix, x: float, y: float, width: float, height: float, radii: Any = 0) -> None:
        """A rectangle with round corners: one radius, or up to four, from the top left on, as in CSS."""
        if width < 0:
            x, width = x + width, -width
        if height < 0:
            y, height = y + height, -height
        corners = _corners(radii, width, height)
        if corners is None:
            return
        centres = ((x, y, 1, 1), (x + width, y, -1, 1), (x + width, y + height, -1, -1), (x, y + height, 1, -1))
        self._last = None
        for turn, (radius, (left, top, right, down)) in enumerate(zip(corners, centres, strict=True)):
            begin = math.pi + turn * _TURN / 4
            self.ellipse(at, left + right * radius, top + down * radius, radius, radius, 0, begin, begin + _TURN / 4)
        self.close()

    def ellipse(
        self,
        at: Matrix,
        x: float,
        y: float,
        across: float,
        down: float,
        turned: float,
        begin: float,
        end: float,
        backwards: bool = False,
    ) -> None:
        """A part of an ellipse, with a line to where it begins; radians, clockwise unless `backwards`."""
        if across < 0 or down < 0:
            return
        own = at.after(Matrix(math.cos(turned), math.sin(turned), -math.sin(turned), math.cos(turned), x, y))
        own = own.after(Matrix(across, 0, 0, down))
        sweep = _sweep(begin, end, backwards)
        self.line(own, math.cos(begin), math.sin(begin))
        count = max(1, math.ceil(abs(sweep) / (_TURN / 4) - 1e-9))
        for place in range(count):
            self.cubic(own, *_bend(begin + sweep * place / count, sweep / count))

    def corner(self, at: Matrix, x1: float, y1: float, x2: float, y2: float, radius: float) -> None:
        """arcTo: towards the first point, and round by `radius` towards the second."""
        if radius < 0 or at.is_flat:
            return
        if self._last is None:
            return self.move(at, x1, y1)
        x0, y0 = at.inverse().apply(*self._last)
        before, after = math.atan2(y0 - y1, x0 - x1), math.atan2(y2 - y1, x2 - x1)
        between = math.remainder(after - before, _TURN)
        if (x0, y0) == (x1, y1) or (x1, y1) == (x2, y2) or radius == 0 or abs(math.sin(between)) < 1e-9:
            return self.line(at, x1, y1)
        far = radius / math.sin(abs(between) / 2)
        middle = before + between / 2
        centre = x1 + far * math.cos(middle), y1 + far * math.sin(middle)
        quarter = math.copysign(math.pi / 2, between)
        self.ellipse(at, *centre, radius, radius, 0, before - quarter, after + quarter, between > 0)

    def box(self) -> tuple[float, float, float, float] | None:
        """Left, top, right and bottom of all points; None without one."""
        points = [point for _, points in self.pieces for point in points]
        if not points:
            return None
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across), max(down)

    def data(self, back: Matrix | None = None) -> str:
        """For `d` of an SVG path, moved by `back`."""
        return "".join(self._written(back))

    def _written(self, back: Matrix | None) -> Iterator[str]:
        for letter, points in self.pieces:
            moved = points if back is None else [back.apply(*point) for point in points]
            yield letter + " ".join(f"{text(x)} {text(y)}" for x, y in moved)


def _points(at: Matrix, given: Sequence[float]) -> list[Point]:
    return [at.apply(given[place], given[place + 1]) for place in range(0, len(given), 2)]


def _sweep(begin: float, end: float, backwards: bool) -> float:
    """How far an arc goes: all around if it is told to go as far, else less than that (HTML standard)."""
    ahead = begin - end if backwards else end - begin
    if ahead < _TURN:
        ahead %= _TURN
    return -min(ahead, _TURN) if backwards else min(ahead, _TURN)


def _bend(begin: float, sweep: float) -> tuple[float, ...]:
    """At most a quarter of the unit circle as a cubic curve: two control points, and the end."""
    reach, end = 4 / 3 * math.tan(sweep / 4), begin + sweep
    return (
        math.cos(begin) - reach * math.sin(begin),
        math.sin(begin) + reach * math.cos(begin),
        math.cos(end) + reach * math.sin(end),
        math.sin(end) - reach * math.cos(end),
        math.cos(end),
        math.sin(end),
    )


def _corners(radii: Any, width: float, height: float) -> list[float] | None:
    """Of the four corners, made smaller until they fit; None for what are none."""
    given = [number(each) for each in (radii if isinstance(radii, list) else [0 if radii is None else radii])]
    if not 1 <= len(given) <= 4 or not all(math.isfinite(each) and each >= 0 for each in given):
        return None
    a, b, c, d = (given[place] for place in _PLACES[len(given)])
    sides = ((a + b, width), (b + c, height), (c + d, width), (d + a, height))
    fit = min(1.0, *(side / wanted for wanted, side in sides if wanted > 0), 1.0)
    return [radius * fit for radius in (a, b, c, d)]
