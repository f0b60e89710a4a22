"""Scripts that draw, and the pixels that come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bridge.jsapi.canvas.raster import pixels
from bridge.jsapi.pictures import measure
from tests.jsapi.phones import phone

Pixel = tuple[int, int, int, int]

RED, GREEN, BLUE = (255, 0, 0, 255), (0, 128, 0, 255), (0, 0, 255, 255)
BLACK, WHITE, CLEAR = (0, 0, 0, 255), (255, 255, 255, 255), (0, 0, 0, 0)


@dataclass
class Painted:
    """The picture that a script had made last, and what its run was told."""

    content: bytes
    notes: list[str]

    @cached_property
    def pixels(self) -> bytes:
        """Four bytes a pixel."""
        return pixels(self.content)

    def at(self, x: int, y: int) -> Pixel:
        """Red, green, blue and alpha of one pixel."""
        start = (y * measure(self.content).width + x) * 4
        red, green, blue, alpha = self.pixels[start : start + 4]
        return red, green, blue, alpha

    def row(self, y: int, *places: int) -> list[Pixel]:
        """Some pixels of a line."""
        return [self.at(x, y) for x in places]

    def is_painted(self) -> bool:
        """Whether anything is to be seen."""
        return any(self.pixels[3::4])


async def painted(script: str, files: dict[str, bytes] | None = None, **options: Any) -> Painted:
    """The last picture that `script` saved."""
    async with phone(**options) as runtime:
        for path, content in (files or {}).items():
            runtime.files.write(path, content)
        await runtime.run(script)
        content = runtime.files.read([path for path in runtime.files if path not in (files or {})][-1])
        return Painted(content, [note.text for note in runtime.notes])


async def drawn(calls: str, **options: Any) -> Painted:
    """What `calls` on `x`, the context of a canvas of 100 by 100 pixels, leave on it."""
    made = "const canvas = my.createOffscreenCanvas(100, 100); const x = canvas.getContext('2d');"
    return await painted(f"{made} {calls}; my.canvasToTempFilePath({{canvas}})", **options)


async def drawn_by_name(calls: str, **options: Any) -> Painted:
    """What `calls` on `c`, a context of the older interface, leave on its canvas of 300 by 225 pixels."""
    made = "const c = my.createCanvasContext('c');"
    return await painted(f"{made} {calls}; my.canvasToTempFilePath({{canvasId: 'c'}})", **options)
