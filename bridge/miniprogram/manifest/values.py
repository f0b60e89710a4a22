"""The kinds of value that the platform's files use beside text, number and object."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

_YES = ("yes", "true")
_NO = ("no", "false")


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in (*_YES, *_NO):
        return value.lower() in _YES
    raise ValueError("this is a switch: write true or false")


def _yes_no(value: Any) -> str:
    if isinstance(value, (str, bool)):
        try:
            return "YES" if _switch(value) else "NO"
        except ValueError:
            pass
    raise ValueError('this is a switch: write "YES" or "NO"')


def _color(value: Any) -> Any:
    """Older documentation has colours as numbers."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 0xFFFFFFFF:
        return f"#{value & 0xFFFFFF:06x}"
    if isinstance(value, str):
        return value
    raise ValueError('this is a colour: write it as "#rrggbb"')


Switch = Annotated[bool, BeforeValidator(_switch)]
"""`true` or `false`; programs also write "YES", "NO", "true" and "false"."""

YesNo = Annotated[Literal["YES", "NO"], BeforeValidator(_yes_no)]
"""`"YES"` or `"NO"`; programs also write `true` and `false`, which become these."""

Color = Annotated[str, BeforeValidator(_color)]

Distance = Annotated[float, Field(ge=0)]
"""Pixels."""

Components = dict[str, str]
"""`usingComponents`: tag to the path of the component."""
