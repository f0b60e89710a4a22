"""Values as JavaScript's `String(value)` shows them."""

from __future__ import annotations


def shown(value: object) -> str:
    """`value` as `String(value)` of JavaScript shows what JSON can carry (inferred: content is a text)."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return ",".join("" if item is None else shown(item) for item in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _number(value: float) -> str:
    """A JSON number as JavaScript prints it: `1` for 1.0, `1e+21` for large ones, `0.00001` for small ones."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        return mantissa
    if -7 < int(exponent) < 0:
        digits = len(mantissa.partition(".")[2])
        return f"{value:.{digits - int(exponent)}f}"
    return f"{mantissa.removesuffix('.0')}e{int(exponent):+d}"
