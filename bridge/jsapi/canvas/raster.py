"""SVG to PNG, and PNG to pixels. The only importer of `resvg_py`."""

from __future__ import annotations

import struct
import zlib
from functools import cache


def render(svg: str) -> bytes:
    """A PNG with 8 bits of red, green, blue and alpha. Fonts of the machine are looked for only where there is text.

    Raises `ValueError` for a document that cannot be drawn.
    """
    import resvg_py

    return resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts="<text" not in svg)


@cache
def has_fonts() -> bool:
    """Whether this machine can draw a letter."""
    letter = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text x="2" y="16">M</text></svg>'
    return any(pixels(render(letter)))


def pixels(png: bytes) -> bytes:
    """Red, green, blue and alpha of every pixel, line by line, of a PNG as `render` gives it."""
    width, height = struct.unpack(">II", png[16:24])
    stride, packed = width * 4, zlib.decompress(_data(png))
    before, lines = bytes(stride), []
    for start in range(0, (stride + 1) * height, stride + 1):
        before = _unfiltered(packed[start], packed[start + 1 : start + 1 + stride], before)
        lines.append(before)
    return b"".join(lines)


def _data(png: bytes) -> bytes:
    at, found = 8, []
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            found.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(found)


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """What a line was before it was filtered (PNG, filter types 0 to 4)."""
    if kind == 0:
        return line
    if kind == 2:
        return bytes((value + up) & 255 for value, up in zip(line, above, strict=True))
    out = bytearray(line)
    for at, value in enumerate(line):
        left, corner = (out[at - 4], above[at - 4]) if at >= 4 else (0, 0)
        out[at] = (value + _guess(kind, left, above[at], corner)) & 255
    return bytes(out)


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 1:
        return left
    if kind == 3:
        return (left + up) // 2
    sideways, upwards, across = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if sideways <= upwards and sideways <= across:
        return left
    return up if upwards <= across else corner
