"""Files to and from mapped origins: `my.uploadFile`, `my.downloadFile`. Source: the network pages and typings."""

from __future__ import annotations

import mimetypes
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.files import File
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi
from bridge.jsapi.texts import shown
from bridge.origins import UnmappedOrigin

if TYPE_CHECKING:
    from bridge.jsapi.http import Watch


class TransferError(IntEnum):
    """Documented codes of uploads; of downloads 12, 13 and 20."""

    NO_FILE = 11
    FAILED = 12
    NO_PERMISSION = 13
    PLAIN_HTTP = 20


TIME_LIMIT = 60.0
"""Seconds of the machine's clock: the exchange is real."""


class UploadParams(Params):
    """`name` is the form field; `fileName` is what older Alipay+ pages call it. `formData` has the other fields."""

    url: str = Field(min_length=1)
    filePath: str = Field(min_length=1)  # noqa: N815
    name: str = Field("file", validation_alias=AliasChoices("name", "fileName"))
    fileType: str | None = None  # noqa: N815
    headers: dict[str, Any] | None = Field(None, validation_alias=AliasChoices("headers", "header"))
    formData: dict[str, Any] | None = None  # noqa: N815
    hideLoading: Any = None  # noqa: N815


class UploadResult(Result):
    """`data` is the body of the answer as text, of whatever `statusCode`."""

    data: str
    statusCode: int  # noqa: N815
    header: dict[str, str]


@jsapi(
    "uploadFile",
    abortable=True,
    aliases={"status": "statusCode", "headers": "header"},
    inferred="Progress is told after every 64 KB and at the end; 12 and 13 stand for what the typings do not name.",
)
async def upload_file(params: UploadParams, app: AppContext) -> UploadResult:
    """Send a file as a form. Error 11 if there is none, 13 to an origin that nobody mapped, 12 if sending fails."""
    from bridge.jsapi.bodies import decode
    from bridge.jsapi.http import Watch
    from bridge.jsapi.multipart import encode

    file = app.services.files.find(params.filePath) or _packaged(params.filePath, app)
    if file is None:
        raise JSAPIError(TransferError.NO_FILE, f"there is no file {params.filePath}")
    boundary = f"minibridge{app.services.random.getrandbits(64):016x}"
    fields = {name: shown(value) for name, value in (params.formData or {}).items()}
    headers = {name: shown(value) for name, value in (params.headers or {}).items() if name.lower() != "content-type"}
    headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
    body = encode(boundary, fields, params.name, file)
    watch = Watch(lambda received: app.tell("onHeadersReceived", {"header": received}), sent=partial(_progress, app))
    answer = await _exchange("POST", params.url, headers, body, app, watch)
    return UploadResult(data=decode(answer, "text"), statusCode=answer.status, header=answer.headers)


def _packaged(path: str, app: AppContext) -> File | None:
    content = app.services.packaged(path)
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return None if content is None else File(path, content, kind, app.clock.now)


class DownloadParams(Params):
    """What to fetch."""

    url: str = Field(min_length=1)
    headers: dict[str, Any] | None = Field(None, validation_alias=AliasChoices("headers", "header"))


class DownloadResult(Result):
    """The same path under both names."""

    apFilePath: str  # noqa: N815
    tempFilePath: str  # noqa: N815
    headers: dict[str, str]


@jsapi(
    "downloadFile",
    abortable=True,
    aliases={"header": "headers"},
    inferred="Progress is told after every 64 KB and at the end, or only then if the server does not say how much.",
)
async def download_file(params: DownloadParams, app: AppContext) -> DownloadResult:
    """Fetch a file. Error 20 for a plain http URL, 13 for an origin that nobody mapped, 12 for what else goes wrong."""
    from bridge.jsapi.http import Watch

    if params.url.lower().startswith("http:") and not _is_mapped(params.url, app):
        message = "请求的 URL 不支持 HTTP" if app.profile.chinese else "plain http is not supported"
        raise JSAPIError(TransferError.PLAIN_HTTP, message)
    headers = {name: shown(value) for name, value in (params.headers or {}).items()}
    progress = partial(_progress, app)
    watch = Watch(lambda received: app.tell("onHeadersReceived", {"headers": received}), received=progress)
    answer = await _exchange("GET", params.url, headers, None, app, watch)
    if answer.status >= 400:
        raise JSAPIError(TransferError.FAILED, "下载失败" if app.profile.chinese else f"HTTP {answer.status}")
    media_type = answer.headers.get("Content-Type", "").partition(";")[0]
    kind = urlsplit(params.url).path.rpartition("/")[2].partition(".")[2] or "file"
    path = app.services.files.add(answer.body, kind, media_type, app.clock.now).path
    return DownloadResult(apFilePath=path, tempFilePath=path, headers=answer.headers)


def _is_mapped(url: str, app: AppContext) -> bool:
    try:
        app.services.origins.resolve(url)
    except UnmappedOrigin:
        return False
    except ValueError:
        pass  # for the exchange to complain about
    return True


def _progress(app: AppContext, done: int, total: int) -> None:
    told = {"totalBytesWritten": done, "totalBytesExpectedToWrite": total}
    app.tell("onProgressUpdate", {"progress": done * 100 // total if total else 100, **told})


async def _exchange(
    method: str, url: str, headers: dict[str, str], body: bytes | None, app: AppContext, watch: Watch
) -> Any:
    from bridge.jsapi.http import Failed, RequestFailed

    codes: dict[Failed, int] = {
        Failed.BAD_URL: CommonError.INVALID_PARAMETER,
        Failed.BAD_HEADER: CommonError.INVALID_PARAMETER,
        Failed.UNMAPPED: TransferError.NO_PERMISSION,
    }
    if not app.device.online:
        raise JSAPIError(TransferError.FAILED, "network error")
    try:
        return await app.services.http().exchange(method, url, headers, body, timeout=TIME_LIMIT, watch=watch)
    except RequestFailed as failure:
        if failure.advice:
            app.services.note(failure.advice)
        raise JSAPIError(codes.get(failure.why, TransferError.FAILED), str(failure)) from None
