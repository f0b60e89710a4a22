"""Pictures of few colours, written from nothing: PNG from cells, and a JPEG that is white."""

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


def white_jpeg(width: int, height: int) -> bytes:
    """Baseline, grey: the first block says white, every other that nothing changes."""
    blocks = -(-width // 8) * -(-height // 8)
    # By the tables below: a difference of seven bits, all ones; no difference; nothing more in the block.
    bits = "10" + "1" * 7 + "0" + "00" * (blocks - 1)
    padded = bits.ljust(-(-len(bits) // 8) * 8, "1")
    scan = int(padded, 2).to_bytes(len(padded) // 8, "big").replace(b"\xff", b"\xff\x00")
    parts = (
        (0xDB, b"\0" + bytes([8]) * 64),  # every step is 8: white is 127 of them above the middle
        (0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)),
        (0xC4, b"\x00" + bytes([1, 1] + [0] * 14) + bytes([0, 7])),
        (0xC4, b"\x10" + bytes([1] + [0] * 15) + bytes([0])),
        (0xDA, bytes([1, 1, 0x00, 0, 63, 0])),
    )
    head = b"".join(struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data for mark, data in parts)
    return b"\xff\xd8" + head + scan + b"\xff\xd9"
