"""Packing and unpacking for the file system manager, whose guest half calls it (js_shims/jsapi/file_system.js).

Source: the pages and typings of FileSystemManager. Files are at their place before the program hears of it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from enum import IntEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.files import LIMIT, LONGEST, SAVED, File, media_type_of
from bridge.jsapi.models import Params
from bridge.jsapi.plain import SuccessResult
from bridge.jsapi.registry import jsapi


class FileError(IntEnum):
    """Documented codes of the file system manager; the guest has them, too."""

    MISSING = 10022
    FOLDER = 10023
    NO_PERMISSION = 10024
    TOO_LARGE = 10028


class UnzipParams(Params):
    """`targetPath` is a folder, made if its own folder is there."""

    zipFilePath: str = Field(min_length=1)  # noqa: N815
    targetPath: str = Field(min_length=1)  # noqa: N815


@jsapi("$unzip", inferred="What is there already is replaced; names that lead out of the folder make it fail.")
def unzip(params: UnzipParams, app: AppContext) -> SuccessResult:
    """Unpack a zip file. Error 10022 if it or the folder around is missing, 3 for what is no zip file."""
    target = _target(params.targetPath, app)
    content = _source(params.zipFilePath, app).content
    try:
        unpacked = list(_members(content))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as problem:
        raise JSAPIError(CommonError.UNKNOWN, f"{params.zipFilePath} cannot be unpacked: {problem}") from None
    _make_room(unpacked, target, app)
    app.services.files.make_folder(target, app.clock.now)
    for name, data in unpacked:
        _place(f"{target}/{name}", data, app)
    return SuccessResult()


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class ZipParams(Params):
    """`zipFilePaths` is a path, or several: of files or folders."""

    zipFilePaths: Annotated[list[str], BeforeValidator(_listed), Field(min_length=1)]  # noqa: N815
    targetPath: str = Field(min_length=1)  # noqa: N815


@jsapi("$zip", inferred="A folder is packed under its own name.")
def pack(params: ZipParams, app: AppContext) -> SuccessResult:
    """Pack files and folders. Error 10022 if one is missing, or there is nothing in them."""
    target = _target(params.targetPath, app)
    packed = [member for path in params.zipFilePaths for member in _packed(path.rstrip("/"), app)]
    if not packed:
        raise JSAPIError(FileError.MISSING, f"there is nothing to be packed in {', '.join(params.zipFilePaths)}")
    if app.services.files.is_folder(target):
        raise JSAPIError(FileError.FOLDER, f"{target} is a folder")
    content = _archive(packed)
    _make_room([("", content)], target, app)
    _place(target, content, app)
    return SuccessResult()


def _source(path: str, app: AppContext) -> File:
    file = app.services.files.find(path)
    if file is None and app.services.files.is_folder(path.rstrip("/")):
        raise JSAPIError(FileError.FOLDER, f"{path} is a folder")
    if file is None:
        raise JSAPIError(FileError.MISSING, f"there is no file {path}")
    return file


def _target(path: str, app: AppContext) -> str:
    """A path that may be written, without a slash at its end."""
    target = path.rstrip("/")
    if not f"{target}/".startswith(SAVED) or any(part in (".", "..") for part in target.split("/")):
        raise JSAPIError(FileError.NO_PERMISSION, f"{path} may not be written")
    around = target.rpartition("/")[0]
    if f"{target}/" != SAVED and not app.services.files.is_folder(around):
        raise JSAPIError(FileError.MISSING, f"there is no folder {around}")
    return target


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Names and contents. Raises `ValueError` for names that lead elsewhere, and for more than can be kept."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        for info in infos:
            parts = info.filename.replace("\\", "/").split("/")
            if any(part in ("", ".", "..") for part in parts):
                raise ValueError(f"a name in it leads elsewhere: {info.filename}")
        if sum(info.file_size for info in infos) > LIMIT or any(info.file_size > LONGEST for info in infos):
            raise JSAPIError(FileError.TOO_LARGE, "what is in it is too large to be kept")
        for info in infos:
            yield info.filename.replace("\\", "/"), archive.read(info)


def _make_room(members: list[tuple[str, bytes]], target: str, app: AppContext) -> None:
    total = sum(len(data) for _, data in members)
    if any(len(data) > LONGEST for _, data in members) or not app.services.files.has_room_for(total):
        raise JSAPIError(FileError.TOO_LARGE, f"there is no room for it at {target}")


def _place(path: str, data: bytes, app: AppContext) -> None:
    files = app.services.files
    for at in (at for at in range(len(SAVED), len(path)) if path[at] == "/"):
        files.make_folder(path[:at], app.clock.now)
    files.put(File(path, data, media_type_of(path), app.clock.now))


def _packed(path: str, app: AppContext) -> list[tuple[str, bytes]]:
    name = path.rpartition("/")[2]
    if not app.services.files.is_folder(path):
        return [(name, _source(path, app).content)]
    return [(name + file.path.removeprefix(path), file.content) for file in app.services.files.below(path)]


def _archive(members: list[tuple[str, bytes]]) -> bytes:
    """The same bytes for the same members, whatever the time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
