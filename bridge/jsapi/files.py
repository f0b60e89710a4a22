"""The files of one program: what it downloaded, was given by the person, saved or wrote.

Paths look as on a phone: `https://resource/<id>.<kind>` for what will be gone, `https://usr/...` for what stays and may
be written. They live in memory. Limits: documented with the file system manager.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from bridge.errors import UsageError

TEMPORARY = "https://resource/"
SAVED = "https://usr/"
LONGEST = 10 * 1024 * 1024
"""Bytes of one file that is kept."""

LIMIT = 50 * 1024 * 1024
"""Bytes of all files that are kept."""

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""The smallest picture: what stands for any other."""

DOCUMENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
"""A document without pages: what lies on a phone's disk at first."""

Change = dict[str, Any]


class File(NamedTuple):
    """One file. `created` in ms since the epoch; `saved` is true of what `my.saveFile` and its like keep."""

    path: str
    content: bytes
    media_type: str
    created: float
    saved: bool = False


_MADE_BY_CONTEXTS = {
    f"{TEMPORARY}{name}": File(f"{TEMPORARY}{name}", content, media_type, 0)
    for name, content, media_type in (
        ("photo.png", PIXEL, "image/png"),
        ("thumb.png", PIXEL, "image/png"),
        ("recording.mp3", bytes(1024), "audio/mpeg"),
        ("video.mp4", bytes(1024), "video/mp4"),
    )
}
"""What js_shims/jsapi/drawing.js answers with: the files that camera and recorder make."""


class Files:
    """Files by path; a program's own, gone when it ends.

    The guest has a copy once the program names `my.getFileSystemManager` (`share`). What changes here is told to it,
    what it changed arrives by `apply`. `seen` counts those, so that the guest can tell which of two changes came last.
    `disk`: by name, the files of the phone outside the program, for `my.chooseFileFromDisk` and `my.saveFileToDisk`.
    """

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._folders: dict[str, float] = {}  # and when they were made
        self._last = 0
        self._seen = 0
        self._tell: Callable[[Change], None] | None = None
        self.disk: dict[str, bytes] = {"document.pdf": DOCUMENT}

    # What tests use

    def read(self, path: str) -> bytes:
        """The content of a file. Raises `UsageError` if there is none at `path`."""
        file = self.find(path)
        if file is None:
            raise UsageError(f"there is no file {path!r}; there are {', '.join(self) or 'none'}")
        return file.content

    def write(self, path: str, content: bytes | str, now: float = 0) -> None:
        """Put a file below `https://usr/`, with the folders around it; a text as UTF-8.

        Raises `UsageError` for another place, and beyond a limit.
        """
        data = content.encode() if isinstance(content, str) else content
        below = path.removeprefix(SAVED)
        if below == path or not all(part not in ("", ".", "..") for part in below.split("/")) or path in self._folders:
            raise UsageError(f"{path!r} cannot be written: give a path such as {SAVED}notes.txt")
        if not self.has_room(path, len(data)):
            raise UsageError(f"{path!r} is too large: {LONGEST >> 20} MB a file, {LIMIT >> 20} MB all files together")
        for parent in _parents(path):
            self.make_folder(parent, now)
        self.put(File(path, data, media_type_of(path), now))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    # What handlers use

    def find(self, path: str) -> File | None:
        """The file at `path`, if there is one."""
        return self._files.get(path) or _MADE_BY_CONTEXTS.get(path)

    def below(self, folder: str) -> list[File]:
        """All files in a folder and in those inside it, by path."""
        return [self._files[path] for path in sorted(self._files) if path.startswith(f"{folder}/")]

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder at `path`, which has no slash at its end."""
        return path in self._folders or f"{path}/" in (SAVED, TEMPORARY)

    def has_room(self, path: str, size: int) -> bool:
        """Whether a file of `size` bytes may be kept at `path`."""
        before = self._files.get(path)
        return size <= LONGEST and self.has_room_for(size - (len(before.content) if before else 0))

    def has_room_for(self, more: int) -> bool:
        """Whether `more` bytes may be kept besides what is."""
        return sum(len(file.content) for file in self._files.values() if _is_kept(file.path)) + more <= LIMIT

    def add(self, content: bytes, kind: str, media_type: str, now: float = 0) -> File:
        """Keep `content` as a temporary file; `kind` is its extension."""
        self._last += 1
        return self.put(File(f"{TEMPORARY}{self._last}.{kind}", content, media_type, now))

    def put(self, file: File) -> File:
        """Keep `file` at its path."""
        self._files[file.path] = file
        self._change(put=_told(file))
        return file

    def make_folder(self, path: str, now: float) -> None:
        """Have a folder at `path`; those around it are there."""
        if not self.is_folder(path):
            self._folders[path] = now
            self._change(folder=[path, now])

    def save(self, file: File, now: float) -> File:
        """A lasting copy of `file`."""
        name = file.path.rpartition("/")[2]
        return self.put(File(f"{SAVED}{name}", file.content, file.media_type, now, saved=True))

    def remove(self, path: str) -> bool:
        """Forget a file; whether there was one."""
        is_there = self._files.pop(path, None) is not None
        self._change(remove=path)
        return is_there

    def saved(self) -> list[File]:
        """What was saved, oldest first."""
        return [file for file in self._files.values() if file.saved]

    # What the guest sees and says

    def share(self, tell: Callable[[Change], None], packaged: Callable[[], Mapping[str, bytes]]) -> None:
        """Tell the guest everything, once, and from now on what changes. `packaged`: files of the program's package."""
        if self._tell is not None:
            return
        self._tell = tell
        self._change(
            files=[_told(file) for file in (*_MADE_BY_CONTEXTS.values(), *self._files.values())],
            fixed=len(_MADE_BY_CONTEXTS),
            folders=list(self._folders.items()),
            package=[[path, _text(content)] for path, content in packaged().items()],
        )

    def apply(self, change: Change) -> None:
        """The guest wrote, within the limits: one of `write`, `append`, `folder`, `move`, `remove`, at `at`."""
        self._seen += 1
        at = change["at"]
        if "write" in change:
            self._keep(change["write"][0], base64.b64decode(change["write"][1]), at)
        elif "append" in change:
            path, text = change["append"]
            before = self._files.get(path)  # gone, if a handler took it away meanwhile
            self._keep(path, (before.content if before else b"") + base64.b64decode(text), at)
        elif "folder" in change:
            self._folders[change["folder"]] = at
        elif "move" in change:
            source, target, saved = change["move"]
            self._move(source, target, saved, at)
        else:
            self._forget(change["remove"])

    def _keep(self, path: str, content: bytes, at: float) -> None:
        before = self._files.get(path)
        created, saved = (before.created, before.saved) if before else (at, False)
        self._files[path] = File(path, content, media_type_of(path), created, saved)

    def _move(self, source: str, target: str, saved: bool, at: float) -> None:
        """A file, or a folder with all that is in it."""
        file = self.find(source)
        if file is not None:
            self._files.pop(source, None)
            self._files[target] = file._replace(path=target, saved=saved, created=at if saved else file.created)
        for path in [path for path in self._files if path.startswith(f"{source}/")]:
            moved = self._files.pop(path)
            new = target + path.removeprefix(source)
            self._files[new] = moved._replace(path=new)
        for path in [path for path in self._folders if path == source or path.startswith(f"{source}/")]:
            self._folders[target + path.removeprefix(source)] = self._folders.pop(path)

    def _forget(self, path: str) -> None:
        for known in (self._files, self._folders):
            for gone in [each for each in known if each == path or each.startswith(f"{path}/")]:
                del known[gone]

    def _change(self, **change: Any) -> None:
        if self._tell is not None:
            self._tell({"seen": self._seen, **change})


def media_type_of(path: str) -> str:
    """What a path's ending says, such as image/png."""
    import mimetypes

    return mimetypes.guess_type(path)[0] or "application/octet-stream"


def _parents(path: str) -> Iterator[str]:
    """The folders around a kept file, outermost first."""
    for at in range(len(SAVED), len(path)):
        if path[at] == "/":
            yield path[:at]


def _is_kept(path: str) -> bool:
    return path.startswith(SAVED)


def _told(file: File) -> list[Any]:
    return [file.path, _text(file.content), len(file.content), file.created, file.saved]


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
