"""How things are drawn: what save() keeps and restore() brings back."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bridge.jsapi.canvas.geometry import IDENTITY, Matrix, number, numbers

Color = tuple[str, float]
"""As SVG writes it, and how opaque it is, from 0 to 1."""

Style = Color | int
"""A colour, or the number of a gradient or a pattern."""

_FONT = re.compile(r"(?P<before>.*?)(?P<size>\d*\.?\d+)(?P<unit>px|pt)(?:/\S+)?\s+(?P<families>.+)", re.DOTALL)
_WEIGHT = re.compile(r"bold|bolder|lighter|[1-9]00")
_UNITS = {"px": 1.0, "pt": 4 / 3}
_CAPS = frozenset({"butt", "round", "square"})
_JOINS = frozenset({"miter", "round", "bevel"})
_ALIGNS = frozenset({"left", "right", "center", "start", "end"})
_BASELINES = frozenset({"top", "hanging", "middle", "alphabetic", "ideographic", "bottom", "normal"})


@dataclass(frozen=True)
class Font:
    """`size` in pixels."""

    size: float = 10
    families: tuple[str, ...] = ("sans-serif",)
    weight: str = "normal"
    is_italic: bool = False


@dataclass
class Styles:
    """One entry of the stack. `clips` are ids of the document, the outermost first; `shadow` is across and down."""

    fill: Style = ("#000000", 1)
    stroke: Style = ("#000000", 1)
    alpha: float = 1
    composite: str = "source-over"
    line_width: float = 1
    cap: str = "butt"
    join: str = "miter"
    miter: float = 10
    dash: tuple[float, ...] = ()
    dash_offset: float = 0
    shadow: tuple[float, float] = (0, 0)
    blur: float = 0
    shadow_color: Color = ("#000000", 0)
    font: Font = field(default_factory=Font)
    align: str = "left"
    baseline: str = "alphabetic"
    smooth: bool = True
    matrix: Matrix = IDENTITY
    clips: tuple[str, ...] = ()

    def copied(self) -> Styles:
        """For save()."""
        return copy.copy(self)

    def set(self, name: str, values: tuple[Any, ...]) -> bool:
        """Take a property, or what one of the older setters says; whether there is such a name.

        A value that makes no sense leaves everything as it was (HTML standard).
        """
        setter = _SETTERS.get(name)
        if setter is None:
            return False
        setter(self, *values[:4]) if name == "shadow" else setter(self, values[0] if values else None)
        return True


@lru_cache(maxsize=512)
def color(written: str) -> Color | None:
    """A CSS colour; None for what is none. Source: CSS Color 4, as tinycss2 reads it."""
    from tinycss2.color4 import parse_color

    parsed = parse_color(written[:100])
    if parsed is None or parsed == "currentcolor":
        return ("#000000", 1.0) if parsed else None
    red, green, blue = (round(max(0.0, min(share or 0, 1.0)) * 255) for share in parsed.to("srgb").coordinates)
    return f"#{red:02x}{green:02x}{blue:02x}", max(0.0, min(float(parsed.alpha), 1.0))


def style(value: Any) -> Style | None:
    """What fillStyle and strokeStyle may be."""
    if isinstance(value, dict):
        made = value.get("$paint")
        return made if isinstance(made, int) else None
    return color(value) if isinstance(value, str) else None


@lru_cache(maxsize=256)
def font(written: str) -> Font | None:
    """A CSS font with a size in px or pt; None for another."""
    found = _FONT.fullmatch(written[:500].strip())
    if found is None:
        return None
    words = found["before"].lower().split()
    weights = [word for word in words if _WEIGHT.fullmatch(word)]
    families = tuple(family for part in found["families"].split(",") if (family := part.strip(" \t'\"")))
    is_italic = "italic" in words or "oblique" in words
    size = float(found["size"]) * _UNITS[found["unit"]]
    return Font(min(size, 10000), families[:20], weights[-1] if weights else "normal", is_italic)


def _number(name: str, *, low: float, is_above: bool = False, high: float = 1e6) -> Callable[[Styles, Any], None]:
    def take(styles: Styles, value: Any) -> None:
        read = number(value)
        if math.isfinite(read) and (read > low if is_above else read >= low) and read <= high:
            setattr(styles, name, read)

    return take


def _word(name: str, words: frozenset[str]) -> Callable[[Styles, Any], None]:
    def take(styles: Styles, value: Any) -> None:
        if isinstance(value, str) and value in words:
            setattr(styles, name, value)

    return take


def _style(name: str) -> Callable[[Styles, Any], None]:
    def take(styles: Styles, value: Any) -> None:
        read = style(value)
        if read is not None:
            setattr(styles, name, read)

    return take


def _take_font(styles: Styles, value: Any) -> None:
    read = font(value) if isinstance(value, str) else None
    if read is not None:
        styles.font = read


def _take_font_size(styles: Styles, value: Any) -> None:
    size = number(value)
    if 0 < size < 10000:
        known = styles.font
        styles.font = Font(size, known.families, known.weight, known.is_italic)


def _take_dash(styles: Styles, value: Any) -> None:
    """An odd list is taken twice; one with a negative or no number is none at all (HTML standard)."""
    read = numbers(value, len(value)) if isinstance(value, list) and len(value) <= 1000 else None
    if read is not None and all(length >= 0 for length in read):
        styles.dash = tuple(read * 2 if len(read) % 2 else read) if any(read) else ()


def _take_shadow_color(styles: Styles, value: Any) -> None:
    read = color(value) if isinstance(value, str) else None
    if read is not None:
        styles.shadow_color = read


def _take_offset(styles: Styles, value: Any, place: int) -> None:
    read = number(value)
    if abs(read) < 1e6:
        styles.shadow = (read, styles.shadow[1]) if place == 0 else (styles.shadow[0], read)


def _take_shadow(styles: Styles, across: Any = 0, down: Any = 0, blur: Any = 0, shade: Any = "black") -> None:
    """setShadow; what is left out is 0, and black (documented)."""
    _take_offset(styles, across, 0)
    _take_offset(styles, down, 1)
    _SETTERS["shadowBlur"](styles, blur)
    _take_shadow_color(styles, shade)


def _take_composite(styles: Styles, value: Any) -> None:
    if isinstance(value, str):
        styles.composite = value


def _take_smooth(styles: Styles, value: Any) -> None:
    styles.smooth = bool(value)


_SETTERS: dict[str, Callable[..., None]] = {
    "fillStyle": _style("fill"),
    "strokeStyle": _style("stroke"),
    "globalAlpha": _number("alpha", low=0, high=1),
    "globalCompositeOperation": _take_composite,
    "lineWidth": _number("line_width", low=0, is_above=True),
    "lineCap": _word("cap", _CAPS),
    "lineJoin": _word("join", _JOINS),
    "miterLimit": _number("miter", low=0, is_above=True),
    "lineDash": _take_dash,
    "lineDashOffset": _number("dash_offset", low=-1e6),
    "shadow": _take_shadow,
    "shadowColor": _take_shadow_color,
    "shadowBlur": _number("blur", low=0),
    "shadowOffsetX": lambda styles, value: _take_offset(styles, value, 0),
    "shadowOffsetY": lambda styles, value: _take_offset(styles, value, 1),
    "font": _take_font,
    "fontSize": _take_font_size,
    "textAlign": _word("align", _ALIGNS),
    "textBaseline": _word("baseline", _BASELINES),
    "imageSmoothingEnabled": _take_smooth,
}
