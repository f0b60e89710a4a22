"""The files of one program, in memory: what it downloaded, was given by the person, or saved.

Paths look as on a phone: `https://resource/<id>.<kind>` for what will be gone, `https://usr/...` for what was saved.
"""

from __future__ import annotations

import base64
from typing import NamedTuple

TEMPORARY = "https://resource/"
SAVED = "https://usr/"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""The smallest picture: what stands for any other."""


class File(NamedTuple):
    """One file. `created` in ms since the epoch."""

    path: str
    content: bytes
    media_type: str
    created: float
    saved: bool = False


_MADE_BY_CONTEXTS = {
    f"{TEMPORARY}{name}": File(f"{TEMPORARY}{name}", content, media_type, 0)
    for name, content, media_type in (
        ("canvas.png", PIXEL, "image/png"),
        ("photo.png", PIXEL, "image/png"),
        ("thumb.png", PIXEL, "image/png"),
        ("recording.mp3", bytes(1024), "audio/mpeg"),
        ("video.mp4", bytes(1024), "video/mp4"),
    )
}
"""What js_shims/jsapi/drawing.js answers with: the files that canvas, camera and recorder make."""


class Files:
    """Files by path; a program's own, gone when it ends."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._last = 0

    def find(self, path: str) -> File | None:
        """The file at `path`, if there is one."""
        return self._files.get(path) or _MADE_BY_CONTEXTS.get(path)

    def add(self, content: bytes, kind: str, media_type: str, now: float = 0) -> File:
        """Keep `content` as a temporary file; `kind` is its extension."""
        self._last += 1
        return self.put(File(f"{TEMPORARY}{self._last}.{kind}", content, media_type, now))

    def put(self, file: File) -> File:
        """Keep `file` at its path."""
        self._files[file.path] = file
        return file

    def save(self, file: File, now: float) -> File:
        """A lasting copy of `file`."""
        name = file.path.rpartition("/")[2]
        return self.put(File(f"{SAVED}{name}", file.content, file.media_type, now, saved=True))

    def remove(self, path: str) -> bool:
        """Forget a file; whether there was one."""
        return self._files.pop(path, None) is not None

    def saved(self) -> list[File]:
        """What was saved, oldest first."""
        return [file for file in self._files.values() if file.saved]
