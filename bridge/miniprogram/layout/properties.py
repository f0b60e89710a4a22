"""The declarations that count for layout: shorthands taken apart, values parsed.

Counted: display, position and its insets, width and height with min and max, margin, padding, border widths,
box-sizing, the flex family with gap, font-size, line-height, white-space, text-align, overflow. Everything else
(colours, transforms, grid, float, animation) is kept as text for computed styles, and moves no box.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import tinycss2

from bridge.miniprogram.layout.lengths import ZERO, Length, Screen, length_of

Parsed = tuple[str, Any]
Tokens = Sequence[Any]
SIDES = ("top", "right", "bottom", "left")

AUTO = "auto"
_LENGTHS = {
    "width", "height", "min-width", "max-width", "min-height", "max-height", "flex-basis", "font-size", "line-height",
    "row-gap", "column-gap", *SIDES, *(f"margin-{side}" for side in SIDES), *(f"padding-{side}" for side in SIDES),
    *(f"border-{side}-width" for side in SIDES),
}  # fmt: skip
_NUMBERS = {"flex-grow", "flex-shrink", "order"}
_KEYWORDS = {
    "display", "position", "box-sizing", "flex-direction", "flex-wrap", "justify-content", "align-items",
    "align-self", "white-space", "text-align", "overflow-x", "overflow-y",
}  # fmt: skip
_BORDER_WIDTHS = {"thin": 1.0, "medium": 3.0, "thick": 5.0}
_FONT_SIZES = {"small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "x-small": 10.0, "xx-small": 9.0}
_NO_BORDER = ("none", "hidden")


def parse(name: str, tokens: Tokens, screen: Screen) -> list[Parsed]:
    """The longhands that `name: tokens` sets, parsed; empty for what does not count or is no value."""
    values = [token for token in tokens if token.type not in ("whitespace", "comment")]
    if not values:
        return []
    shorthand = _SHORTHANDS.get(name)
    if shorthand is not None:
        return list(shorthand(name, values, screen))
    if len(values) != 1:
        return []
    value = _longhand(name, values[0], screen)
    return [] if value is None else [(name, value)]


def _longhand(name: str, token: Any, screen: Screen) -> Any:
    if token.type == "ident" and token.lower_value in ("inherit", "initial", "unset"):
        return token.lower_value
    if name in _LENGTHS:
        return _length(name, token, screen)
    if name in _NUMBERS:
        return float(token.value) if token.type == "number" else None
    if name in _KEYWORDS:
        return token.lower_value if token.type == "ident" else None
    return None


def _length(name: str, token: Any, screen: Screen) -> Any:
    if token.type == "ident":
        return _named_length(name, token.lower_value)
    if token.type == "number" and name == "line-height":
        return float(token.value)
    return length_of(token, screen)


def _named_length(name: str, keyword: str) -> Any:
    if name == "font-size":
        return Length(_FONT_SIZES[keyword]) if keyword in _FONT_SIZES else None
    if name.startswith("border-"):
        return Length(_BORDER_WIDTHS[keyword]) if keyword in _BORDER_WIDTHS else None
    if keyword in ("auto", "none", "normal", "content", "max-content", "min-content", "fit-content"):
        return AUTO
    return None


# ---- Shorthands


def _four(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
    """One to four values: top, right, bottom, left."""
    if len(values) > 4:
        return
    top, right, bottom, left = (values[index] for index in _PLACES[len(values)])
    for side, token in zip(SIDES, (top, right, bottom, left), strict=True):
        longhand = _FOURFOLD[name].format(side)
        value = _longhand(longhand, token, screen)
        if value is not None:
            yield longhand, value


_PLACES = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}
_FOURFOLD = {"margin": "margin-{}", "padding": "padding-{}", "border-width": "border-{}-width", "inset": "{}"}


def _border(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
    """`border: 1px solid red`, `border-top: none`: the width that is left of it."""
    sides = SIDES if name == "border" else (name.removeprefix("border-"),)
    width: Any = None
    styled = False
    for token in values:
        if token.type == "ident" and token.lower_value in _NO_BORDER:
            width, styled = ZERO, True
        elif token.type == "ident" and token.lower_value in ("solid", "dashed", "dotted", "double"):
            styled = True
        else:
            width = _length("border-top-width", token, screen) or width
    chosen = (Length(_BORDER_WIDTHS["medium"]) if width is None else width) if styled else ZERO
    yield from ((f"border-{side}-width", chosen) for side in sides)


def _border_style(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
    if all(token.type == "ident" and token.lower_value in _NO_BORDER for token in values):
        yield from ((f"border-{side}-width", ZERO) for side in SIDES)


def _flex(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
    """`flex: 1`, `flex: none`, `flex: 0 0 50%`."""
    first = values[0]
    if first.type == "ident" and first.lower_value in ("none", "auto", "initial"):
        grow, shrink = {"none": (0.0, 0.0), "auto": (1.0, 1.0), "initial": (0.0, 1.0)}[first.lower_value]
        yield from (("flex-grow", grow), ("flex-shrink", shrink), ("flex-basis", AUTO))
        return
    numbers = [float(token.value) for token in values if token.type == "number"]
    lengths = [_length("flex-basis", token, screen) for token in values if token.type != "number"]
    if len(numbers) == 3:  # `flex: 1 1 0`
        lengths = [ZERO]
    yield "flex-grow", numbers[0] if numbers else 1.0
    yield "flex-shrink", numbers[1] if len(numbers) > 1 else 1.0
    yield "flex-basis", (lengths[0] if lengths and lengths[0] is not None else Length())


def _flow(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
    for token in values:
        if token.type == "ident":
            target = "flex-wrap" if "wrap" in token.lower_value else "flex-direction"
            yield target, token.lower_value


def _pair(names: tuple[str, str]) -> Callable[[str, Tokens, Screen], Iterator[Parsed]]:
    def both(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
        for longhand, token in zip(names, (values[0], values[-1]), strict=True):
            value = _longhand(longhand, token, screen)
            if value is not None:
                yield longhand, value

    return both


def _font(name: str, values: Tokens, screen: Screen) -> Iterator[Parsed]:
    """`font: bold 14px/1.5 sans-serif`: size and line height."""
    for place, token in enumerate(values):
        size = _length("font-size", token, screen)
        if not isinstance(size, Length):
            continue
        yield "font-size", size
        rest = values[place + 1 : place + 3]
        if len(rest) == 2 and rest[0].type == "literal" and rest[0].value == "/":
            height = _length("line-height", rest[1], screen)
            if height is not None:
                yield "line-height", height
        return


_SHORTHANDS: dict[str, Callable[[str, Tokens, Screen], Iterator[Parsed]]] = {
    "margin": _four,
    "padding": _four,
    "border-width": _four,
    "inset": _four,
    "border": _border,
    **{f"border-{side}": _border for side in SIDES},
    "border-style": _border_style,
    "flex": _flex,
    "flex-flow": _flow,
    "gap": _pair(("row-gap", "column-gap")),
    "overflow": _pair(("overflow-x", "overflow-y")),
    "font": _font,
}


def text_of(tokens: Tokens, screen: Screen) -> str:
    """A value as text, rpx in px: what a computed style shows of a property that does not count for layout."""
    parts = []
    for token in tokens:
        if token.type == "dimension" and token.lower_unit == "rpx":
            parts.append(f"{token.value * (screen.unit('rpx') or 0):g}px")
        else:
            parts.append(tinycss2.serialize([token]))
    return "".join(parts).strip()
