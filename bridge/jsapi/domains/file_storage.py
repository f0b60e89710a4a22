"""Files a program keeps. Source: the file pages and typings; they live in memory (bridge/jsapi/files.py).

How a missing file fails is not documented but for uploads: error 3, the unknown one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.files import File
from bridge.jsapi.models import Params
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.profile import HostName
from bridge.jsapi.registry import jsapi

LIMITS: Mapping[HostName, int] = {"alipay-plus": 10 * 1024 * 1024, "alipay-cn": 50 * 1024 * 1024}
"""Bytes of all files that saveFile keeps (documented)."""

NOT_SAVED = 15
"""The code that the file system manager's removeSavedFile documents."""


class FileParams(Params):
    """One of the two names of the same thing."""

    apFilePath: str | None = Field(None, min_length=1)  # noqa: N815
    filePath: str | None = Field(None, min_length=1)  # noqa: N815

    @model_validator(mode="after")
    def _one_of_them(self) -> FileParams:
        if not (self.apFilePath or self.filePath):
            raise ValueError("apFilePath is wanted")
        return self

    @property
    def path(self) -> str:
        return self.apFilePath or self.filePath or ""


def file_named(params: FileParams, app: AppContext) -> File:
    """The file at the path given. Raises `JSAPIError` if there is none."""
    file = app.services.files.find(params.path)
    if file is None:
        raise JSAPIError(CommonError.UNKNOWN, f"there is no file {params.path}")
    return file


def saved_file(params: FileParams, app: AppContext, code: int) -> File:
    """The same of one that `my.saveFile` or its like kept; others are refused with `code`."""
    file = file_named(params, app)
    if not file.saved:
        raise JSAPIError(code, f"{file.path} was not saved by my.saveFile")
    return file


class SaveFileResult(SuccessResult):
    """Where it is from now on."""

    apFilePath: str  # noqa: N815


@jsapi("saveFile", inferred="It fails with 3 if there is no such file, or no room; the temporary file stays.")
def save_file(params: FileParams, app: AppContext) -> SaveFileResult:
    """Keep a temporary file."""
    file = file_named(params, app)
    limit = LIMITS[app.profile.host]
    if sum(len(saved.content) for saved in app.services.files.saved()) + len(file.content) > limit:
        raise JSAPIError(CommonError.UNKNOWN, f"no room for {file.path}: {limit >> 20} MB is the most for all of them")
    return SaveFileResult(apFilePath=app.services.files.save(file, app.clock.now).path)


class FileInfoParams(FileParams):
    """How to digest it."""

    digestAlgorithm: Literal["md5", "sha1"] = "md5"  # noqa: N815


class FileInfoResult(SuccessResult):
    """`size` in bytes, `digest` in hexadecimal."""

    size: int
    digest: str


@jsapi("getFileInfo", inferred="It fails with 3 if there is no such file.")
def get_file_info(params: FileInfoParams, app: AppContext) -> FileInfoResult:
    """Size and digest of a file."""
    content = file_named(params, app).content
    digest = hashlib.new(params.digestAlgorithm, content, usedforsecurity=False).hexdigest()
    return FileInfoResult(size=len(content), digest=digest)


class SavedFileInfoResult(SuccessResult):
    """`size` in bytes, `createTime` in ms since the epoch."""

    size: int
    createTime: int  # noqa: N815


@jsapi("getSavedFileInfo", inferred="createTime is in ms since the epoch; it fails with 3 if no such file was saved.")
def get_saved_file_info(params: FileParams, app: AppContext) -> SavedFileInfoResult:
    """About a file that was saved."""
    file = saved_file(params, app, CommonError.UNKNOWN)
    return SavedFileInfoResult(size=len(file.content), createTime=int(file.created))


class SavedFileListResult(SuccessResult):
    """Oldest first."""

    fileList: list[dict[str, Any]]  # noqa: N815


@jsapi("getSavedFileList", inferred="createTime is in ms since the epoch; the oldest file is first.")
def get_saved_file_list(params: NoParams, app: AppContext) -> SavedFileListResult:
    """Every file that was saved."""
    saved = [
        {"apFilePath": file.path, "size": len(file.content), "createTime": int(file.created)}
        for file in app.services.files.saved()
    ]
    return SavedFileListResult(fileList=saved)


@jsapi("removeSavedFile", inferred="It fails with 3 if there is no such file, with 15 for one that was not saved.")
def remove_saved_file(params: FileParams, app: AppContext) -> EmptyResult:
    """Forget a file that was saved."""
    app.services.files.remove(saved_file(params, app, NOT_SAVED).path)
    return EmptyResult()


class OpenDocumentParams(FileParams):
    """Its kind changes nothing."""

    fileType: Any = None  # noqa: N815


@jsapi("openDocument", kind="outside", inferred="It fails with 3 if there is no such file; its type is not checked.")
def open_document(params: OpenDocumentParams, app: AppContext) -> EmptyResult:
    """Show a document over the page."""
    file_named(params, app)
    return EmptyResult()
