"""Files between the program and the phone's disk, and what a file is. Source: the file pages and typings.

The disk is `files.disk`: a name and the content of each file. What was saved there can be chosen again.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import Field

from bridge.jsapi.asking import chosen
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.file_storage import FileParams, file_named
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.files import media_type_of
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi


class SaveToDiskParams(FileParams):
    """`toDisk` changes nothing: it is the disk in any case."""

    toDisk: Any = None  # noqa: N815


@jsapi("saveFileToDisk", inferred="It fails with 3 if there is no such file; a file of the same name is replaced.")
def save_file_to_disk(params: SaveToDiskParams, app: AppContext) -> SuccessResult:
    """Put a copy on the phone's disk, under the file's own name."""
    file = file_named(params, app)
    app.services.files.disk[file.path.rpartition("/")[2]] = file.content
    return SuccessResult()


class DiskError(IntEnum):
    """Codes of `my.chooseFileFromDisk`, as wallets of the platform document them."""

    CANCELLED = 15
    TOO_LARGE = 18


LARGEST = 50 * 1024 * 1024
"""Bytes of a file that can be chosen (documented)."""


class ChosenFileResult(SuccessResult):
    """Where the program finds it."""

    apFilePath: str  # noqa: N815


@jsapi(
    "chooseFileFromDisk",
    standing="observed",
    inferred="An empty disk is as if the person cancelled; the chooser covers the program, as the scanner does.",
)
async def choose_file_from_disk(params: NoParams, app: AppContext) -> ChosenFileResult:
    """Have the person choose one of the files on the phone's disk; a text in their script is its name.

    Error 15 if they cancel, 18 for a file beyond 50 MB.
    """
    name = await _chosen_name(app)
    if name is None:
        raise JSAPIError(DiskError.CANCELLED, "用户取消操作" if app.profile.chinese else "the user cancelled")
    content = app.services.files.disk[name]
    if len(content) > LARGEST:
        raise JSAPIError(DiskError.TOO_LARGE, f"{name} is larger than {LARGEST >> 20} MB")
    kind = name.rpartition(".")[2] if "." in name else "file"
    file = app.services.files.add(content, kind, media_type_of(name), app.clock.now)
    return ChosenFileResult(apFilePath=file.path)


async def _chosen_name(app: AppContext) -> str | None:
    names, stage = list(app.services.files.disk), app.services.stage
    if not names:
        return None
    if stage is not None:
        stage.cover()
    try:
        index = await chosen(app, "chooseFileFromDisk", names, None)
    finally:
        if stage is not None:
            stage.uncover()
    return None if index < 0 else names[index]


_SIGNATURES = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (0, b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (0, b"GIF8", "image/gif", ".gif"),
    (8, b"WEBP", "image/webp", ".webp"),
    (8, b"WAVE", "audio/wav", ".wav"),
    (0, b"BM", "image/bmp", ".bmp"),
    (0, b"%PDF-", "application/pdf", ".pdf"),
    (0, b"PK\x03\x04", "application/zip", ".zip"),
    (0, b"\x1f\x8b", "application/gzip", ".gz"),
    (0, b"ID3", "audio/mpeg", ".mp3"),
    (0, b"OggS", "audio/ogg", ".ogg"),
    (4, b"ftyp", "video/mp4", ".mp4"),
)
"""Where a kind of file has which bytes, its media type, and the ending of its name."""


class DetectParams(Params):
    """A path of the program's files; of the package or the web it is none (documented)."""

    filePath: str = Field(min_length=1)  # noqa: N815


class DetectResult(Result):
    """`type` such as image/jpeg, `extension` such as .jpg."""

    type: str
    extension: str


@jsapi(
    "detectFileType",
    inferred="It fails with 3 if there is no such file; of contents without a mark of their own the file's name tells.",
)
def detect_file_type(params: DetectParams, app: AppContext) -> DetectResult:
    """What a file is, by its first bytes."""
    file = app.services.files.find(params.filePath)
    if file is None:
        raise JSAPIError(CommonError.UNKNOWN, f"there is no file {params.filePath}")
    for at, mark, media_type, extension in _SIGNATURES:
        if file.content[at : at + len(mark)] == mark:
            return DetectResult(type=media_type, extension=extension)
    name = file.path.rpartition("/")[2]
    return DetectResult(type=media_type_of(name), extension=f".{name.rpartition('.')[2]}" if "." in name else "")
