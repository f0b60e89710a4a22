"""The size of a picture, read from its first bytes: PNG, GIF, JPEG and WebP."""

from __future__ import annotations

import struct
from dataclasses import dataclass


class UnknownPicture(Exception):
    """None of the kinds we know, or cut short."""


@dataclass(frozen=True)
class Size:
    """In pixels; `kind` is "png", "gif", "jpeg" or "webp"."""

    width: int
    height: int
    kind: str


def measure(content: bytes) -> Size:
    """Raises `UnknownPicture`."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", content[16:24])
            return Size(width, height, "png")
        if content[:6] in (b"GIF87a", b"GIF89a"):
            width, height = struct.unpack("<HH", content[6:10])
            return Size(width, height, "gif")
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        pass
    raise UnknownPicture


def _jpeg(content: bytes) -> Size:
    """The frame header: one of the SOF markers, which are C0 to CF but for C4, C8 and CC."""
    place = 2
    while True:
        marker, length = struct.unpack(">xBH", content[place : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return Size(width, height, "jpeg")
        place += 2 + length


def _webp(content: bytes) -> Size:
    """Lossy, lossless or extended: each keeps its size elsewhere."""
    if content[12:16] == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
    elif content[12:16] == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (side & 0x3FFF for side in struct.unpack("<HH", content[26:30]))
    return Size(width, height, "webp")
