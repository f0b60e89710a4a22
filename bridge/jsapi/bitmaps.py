"""Pictures of two colours, written from nothing: PNG from cells."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

Color = tuple[int, int, int, int]
"""Red, green, blue and how opaque, from 0 to 255."""

MOST_PIXELS = 4096
"""Of a side."""


def png(width: int, height: int, cells: Sequence[Sequence[int]], colors: tuple[Color, Color]) -> bytes:
    """A picture of two colours: `cells`, rows of 0 and 1, stretched to its size without smoothing."""
    drawn = [_line(width, row) for row in cells]
    lines = b"".join(drawn[y * len(cells) // height] for y in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)),
        (b"PLTE", b"".join(bytes(color[:3]) for color in colors)),
        (b"tRNS", bytes(color[3] for color in colors)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _line(width: int, row: Sequence[int]) -> bytes:
    """A line without a filter, a bit a pixel, the first one highest."""
    bits = "".join(str(row[x * len(row) // width]) for x in range(width))
    padded = bits.ljust(-(-width // 8) * 8, "0")
    return b"\0" + int(padded, 2).to_bytes(len(padded) // 8, "big")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
