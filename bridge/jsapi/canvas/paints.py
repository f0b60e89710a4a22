"""Gradients and patterns, as programs made them and as SVG has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bridge.jsapi.canvas.geometry import Matrix, number, numbers, text
from bridge.jsapi.canvas.images import Embedded
from bridge.jsapi.canvas.sheet import Sheet
from bridge.jsapi.canvas.styles import Color, color

MOST_STOPS = 1000
LARGEST_TILE = 8192
"""Pixels of a side, as it comes out: a pattern is a picture of its own to the renderer."""


@dataclass
class Gradient:
    """`kind` is linearGradient or radialGradient; `reversed`: the first circle is the outer one."""

    kind: str
    attributes: str
    is_reversed: bool = False
    stops: list[tuple[float, Color]] = field(default_factory=list)

    def add_stop(self, offset: Any, shade: Any) -> None:
        """What makes no sense adds nothing."""
        place, read = number(offset), color(shade) if isinstance(shade, str) else None
        if 0 <= place <= 1 and read is not None and len(self.stops) < MOST_STOPS:
            self.stops.append((place, read))

    def define(self, sheet: Sheet, at: Matrix) -> str | None:
        """Its id in a document; None for one without stops, which paints nothing."""
        stops = sorted(self.stops, key=lambda stop: stop[0])
        if self.is_reversed:
            stops = [(1 - offset, shade) for offset, shade in reversed(stops)]
        written = "".join(
            f'<stop offset="{text(offset)}" stop-color="{shade}" stop-opacity="{text(alpha)}"/>'
            for offset, (shade, alpha) in stops
        )
        if not written:
            return None
        attributes = f'gradientUnits="userSpaceOnUse" {self.attributes} gradientTransform="{at}"'
        return sheet.define(self.kind, attributes, written)


@dataclass(frozen=True)
class Pattern:
    """A picture that is repeated; `repetition` as createPattern takes it."""

    image: Embedded
    repetition: str

    def define(self, sheet: Sheet, at: Matrix) -> str | None:
        """Its id in a document; None for one whose tiles would be too large."""
        width, height = self.image.width, self.image.height
        across = width if self.repetition in ("repeat", "repeat-x") else max(width, sheet.width) * 2
        down = height if self.repetition in ("repeat", "repeat-y") else max(height, sheet.height) * 2
        if max(across, down) * max(abs(entry) for entry in at[:4]) > LARGEST_TILE:
            return None
        size = f'width="{text(across)}" height="{text(down)}"'
        attributes = f'patternUnits="userSpaceOnUse" {size} patternTransform="{at}"'
        return sheet.define("pattern", attributes, f'<use href="#{self.image.define(sheet)}"/>')


Paint = Gradient | Pattern


def linear(given: Sequence[Any]) -> Gradient | None:
    """createLinearGradient(x0, y0, x1, y1)."""
    read = numbers(given, 4)
    return None if read is None else Gradient("linearGradient", _attributes(("x1", "y1", "x2", "y2"), read))


def radial(given: Sequence[Any]) -> Gradient | None:
    """createRadialGradient(x0, y0, r0, x1, y1, r1)."""
    read = numbers(given, 6)
    if read is None or min(read[2], read[5]) < 0:
        return None
    is_reversed = read[2] > read[5]
    circles = read[3:] + read[:3] if is_reversed else read
    return Gradient("radialGradient", _attributes(("fx", "fy", "fr", "cx", "cy", "r"), circles), is_reversed)


def circular(given: Sequence[Any]) -> Gradient | None:
    """createCircularGradient(x, y, r): from the centre on (documented)."""
    read = numbers(given, 3)
    return None if read is None else radial([read[0], read[1], 0, *read])


def _attributes(names: Sequence[str], values: Sequence[float]) -> str:
    return " ".join(f'{name}="{text(value)}"' for name, value in zip(names, values, strict=True))
