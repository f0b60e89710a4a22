"""Lengths: what `12rpx`, `50%`, `2em` and `calc(100% - 20rpx)` come to on a screen of a given size.

Every length is a sum of three parts, so that calc() needs no tree: px, a share of a base not known yet, and ems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

RPX_A_SCREEN = 750
ROOT_FONT = 16.0
"""px of a rem (inferred: the web view's default)."""

_MOST_NESTED = 50


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen's size in px; the platform's own design width is 375."""

    width: float = 375
    height: float = 667

    def unit(self, name: str) -> float | None:
        """px of one `name`, for units that need nothing but the screen."""
        known = {
            "px": 1.0,
            "rpx": self.width / RPX_A_SCREEN,
            "vw": self.width / 100,
            "vh": self.height / 100,
            "vmin": min(self.width, self.height) / 100,
            "vmax": max(self.width, self.height) / 100,
            "rem": ROOT_FONT,
            "pt": 4 / 3,
        }
        return known.get(name)


@dataclass(frozen=True, slots=True)
class Length:
    """`px` + `ratio` of the base + `em` of the font size."""

    px: float = 0
    ratio: float = 0
    em: float = 0

    def plus(self, other: Length, sign: float = 1) -> Length:
        return Length(self.px + sign * other.px, self.ratio + sign * other.ratio, self.em + sign * other.em)

    def times(self, factor: float) -> Length:
        return Length(self.px * factor, self.ratio * factor, self.em * factor)

    def at(self, font_size: float) -> Length:
        """With its ems in px."""
        return self if self.em == 0 else Length(self.px + self.em * font_size, self.ratio)

    def over(self, base: float) -> float:
        """In px, with percentages of `base`."""
        return self.px + self.ratio * base


ZERO = Length()


def length_of(token: Any, screen: Screen) -> Length | None:
    """The length that one token says, or None. A bare number other than 0 is no length."""
    kind = token.type
    if kind == "dimension":
        px = screen.unit(token.lower_unit)
        if px is not None:
            return Length(token.value * px)
        return Length(em=token.value * (0.5 if token.lower_unit == "ch" else 1)) if token.lower_unit in _EMS else None
    if kind == "percentage":
        return Length(ratio=token.value / 100)
    if kind == "number" and token.value == 0:
        return ZERO
    if kind == "function" and token.lower_name == "calc":
        value = _sum(_meaningful(token.arguments), screen, 0)
        return value if isinstance(value, Length) else None
    if kind == "function" and token.lower_name in ("env", "constant"):
        return ZERO  # safe areas of a phone without a notch
    return None


_EMS = ("em", "ch")


def _meaningful(tokens: Sequence[Any]) -> list[Any]:
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def _sum(tokens: list[Any], screen: Screen, depth: int) -> Length | float | None:
    """Products joined by + and -. A result is a length, a number, or None for what is neither."""
    total: Length | float | None = None
    start, sign = 0, 1.0
    for place in range(len(tokens) + 1):
        at_end = place == len(tokens)
        if not at_end and not (tokens[place].type == "literal" and tokens[place].value in "+-"):
            continue
        part = _product(tokens[start:place], screen, depth)
        total = part if total is None and start == 0 else _added(total, part, sign)
        if total is None:
            return None
        start, sign = place + 1, -1.0 if not at_end and tokens[place].value == "-" else 1.0
    return total


def _added(left: Length | float | None, right: Length | float | None, sign: float) -> Length | float | None:
    if isinstance(left, Length) and isinstance(right, Length):
        return left.plus(right, sign)
    if isinstance(left, float) and isinstance(right, float):
        return left + sign * right
    return None


def _product(tokens: list[Any], screen: Screen, depth: int) -> Length | float | None:
    if len(tokens) % 2 == 0:
        return None
    result = _factor(tokens[0], screen, depth)
    for operator, operand in zip(tokens[1::2], tokens[2::2], strict=True):
        factor = _factor(operand, screen, depth)
        if result is None or factor is None or operator.type != "literal":
            return None
        result = _scaled(result, factor, operator.value)
    return result


def _scaled(left: Length | float, right: Length | float, operator: str) -> Length | float | None:
    if operator == "/":
        if isinstance(right, Length) or right == 0:
            return None
        right = 1 / right
    elif operator != "*":
        return None
    if isinstance(left, Length):
        return None if isinstance(right, Length) else left.times(right)
    return right.times(left) if isinstance(right, Length) else left * right


def _factor(token: Any, screen: Screen, depth: int) -> Length | float | None:
    if token.type == "number":
        return float(token.value)
    inner = None
    if token.type == "() block":
        inner = token.content
    elif token.type == "function" and token.lower_name == "calc":
        inner = token.arguments
    if inner is None:
        return length_of(token, screen)
    return None if depth > _MOST_NESTED else _sum(_meaningful(inner), screen, depth + 1)
