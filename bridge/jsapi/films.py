"""Films as MP4 files: measured by what stands in their boxes, and made up with nothing to see.

Source of the boxes: ISO/IEC 14496-12. All of them that are read here are of version 0, or 1 with longer times.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HOLDERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
"""Boxes of boxes, each in the one before it."""

_TICKS = 1000  # a second, in films made up here


class UnknownFilm(Exception):
    """No MP4, or one that does not say how large and how long it is."""


@dataclass(frozen=True)
class Film:
    """Sizes in pixels, `duration` in seconds, `frames` in all."""

    width: int
    height: int
    duration: float
    frames: int = 0

    @property
    def fps(self) -> float:
        """Frames a second."""
        return round(self.frames / self.duration, 2) if self.duration else 0


def measure_film(content: bytes) -> Film:
    """Raises `UnknownFilm`."""
    seconds, width, height, frames = 0.0, 0, 0, 0
    try:
        for kind, body in _boxes(content):
            if kind == b"mvhd":
                seconds = _duration(body)
            elif kind == b"tkhd":
                width, height = max((width, height), _size(body))
            elif kind == b"stts" and not frames:
                frames = sum(count for count, _ in struct.iter_unpack(">II", body[8:]))
    except struct.error:
        raise UnknownFilm from None
    if not (width and height and seconds):
        raise UnknownFilm
    return Film(width, height, seconds, frames)


def _boxes(content: bytes, depth: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """Every box that holds no others, in order."""
    place = 0
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        if size < 8:
            raise UnknownFilm
        body = content[place + 8 : place + size]
        if kind in _HOLDERS[depth : depth + 1]:
            yield from _boxes(body, depth + 1)
        else:
            yield kind, body
        place += size


def _duration(mvhd: bytes) -> float:
    ticks, duration = struct.unpack(">IQ", mvhd[20:32]) if mvhd[0] == 1 else struct.unpack(">II", mvhd[12:20])
    return float(duration / ticks) if ticks else 0.0


def _size(tkhd: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", tkhd[-8:])
    return width >> 16, height >> 16


def made_up(film: Film) -> bytes:
    """A file that says it is `film`, without a single picture."""
    length = round(film.duration * _TICKS)
    mvhd = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, _TICKS, length) + bytes(80))
    tkhd = _box(b"tkhd", struct.pack(">I", 7) + bytes(72) + struct.pack(">II", film.width << 16, film.height << 16))
    each = length // film.frames if film.frames else 0
    stts = _box(b"stts", struct.pack(">IIII", 0, 1, film.frames, each))
    media = _box(b"mdia", _box(b"minf", _box(b"stbl", stts)))
    return _box(b"ftyp", b"isom\0\0\0\0isom") + _box(b"moov", mvhd + _box(b"trak", tkhd + media))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body
