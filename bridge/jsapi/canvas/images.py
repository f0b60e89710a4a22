"""Pictures that are drawn on a canvas, as `data:` addresses: nothing in a document of ours leads out of it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from bridge.jsapi.canvas.geometry import text
from bridge.jsapi.canvas.sheet import Sheet
from bridge.jsapi.pictures import UnknownPicture, measure

MOST_PIXELS = 64_000_000
"""Of one picture: it is unpacked to be drawn."""

_DATA = "data:"


@dataclass(frozen=True)
class Embedded:
    """`address` is `data:image/...;base64,...`; sizes in pixels."""

    address: str
    width: float
    height: float

    def define(self, sheet: Sheet, smooth: bool = True) -> str:
        """Its id in a document, where it stands in its own size."""
        size = f'width="{text(self.width)}" height="{text(self.height)}"'
        rendering = "" if smooth else ' image-rendering="optimizeSpeed"'
        return sheet.define("image", f'{size}{rendering} preserveAspectRatio="none" href="{self.address}"')


def embedded(content: bytes) -> Embedded | None:
    """A PNG, JPEG, GIF or WebP; None for anything else, and for one that is too large."""
    try:
        size = measure(content)
    except UnknownPicture:
        return None
    if not 0 < size.width * size.height <= MOST_PIXELS:
        return None
    return Embedded(f"data:image/{size.kind};base64,{base64.b64encode(content).decode()}", size.width, size.height)


def content_of(address: str) -> bytes | None:
    """What a `data:` address with base64 holds; None for another."""
    head, comma, body = address.partition(",")
    if not head.startswith(_DATA) or not head.endswith(";base64") or not comma:
        return None
    try:
        return base64.b64decode(body)
    except (binascii.Error, ValueError):
        return None
