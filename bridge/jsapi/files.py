"""The files of one program, in memory: what it downloaded, was given by the person, or saved.

Paths look as on a phone: `https://resource/<id>.<kind>` for what will be gone, `https://usr/...` for what was saved.
"""

from __future__ import annotations

from typing import NamedTuple

TEMPORARY = "https://resource/"
SAVED = "https://usr/"


class File(NamedTuple):
    """One file. `created` in ms since the epoch."""

    path: str
    content: bytes
    media_type: str
    created: float
    saved: bool = False


class Files:
    """Files by path; a program's own, gone when it ends."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._last = 0

    def find(self, path: str) -> File | None:
        """The file at `path`, if there is one."""
        return self._files.get(path)

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
