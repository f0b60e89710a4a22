"""What a context of `my.cloud.createCloudContext` asks for: functions, containers and files of a cloud.

Source: the typings. The names are those of `Runtime.override("cloud.callFunction", ...)`; they are none of `my`, as the
context calls them (js_shims/jsapi/clouds.js) and adds its own `env` and `appId`. Files are kept here; what a function
or container does, only a test can tell.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import BaseModel, StrictStr

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.files import SAVED, File
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import SuccessResult
from bridge.jsapi.registry import jsapi

MOST_FILES = 50
WEEK = 7 * 24 * 3600
DAY = 24 * 3600


class CloudError(IntEnum):
    """Codes of the typings; 60003, a timeout, happens to nobody here."""

    INVALID = 60001
    NOT_INITIALIZED = 60002
    NETWORK = 60004
    FAILED = 60005  # of init: no network
    NO_FILE = 60006  # and too many of them


class CloudParams(Params):
    """Which environment it is about; the context adds it."""

    env: str | None = None
    appId: str | None = None  # noqa: N815


def _key(params: CloudParams) -> tuple[str, str]:
    return params.appId or "", params.env or ""


def _require_env(params: CloudParams) -> None:
    if not params.env:
        raise JSAPIError(CloudError.INVALID, "无效入参，缺少参数 env")  # noqa: RUF001


def _ready(params: CloudParams, app: AppContext) -> None:
    """Raises `JSAPIError` where a cloud would refuse whatever is asked."""
    _require_env(params)
    if _key(params) not in app.services.kept.get("clouds", ()):
        raise JSAPIError(CloudError.NOT_INITIALIZED, "调用前，请先初始化云环境")  # noqa: RUF001
    if not app.device.online:
        raise JSAPIError(CloudError.NETWORK, "网络异常")


def _wanted(value: Any, problem: str) -> None:
    if not value:
        raise JSAPIError(CloudError.INVALID, f"无效入参，{problem}")  # noqa: RUF001


def _request_id(app: AppContext) -> str:
    return f"{app.services.random.getrandbits(128):032x}"


@jsapi("cloud.init", inferred="Every environment exists.")
def init(params: CloudParams, app: AppContext) -> SuccessResult:
    """Begin: everything else fails with 60002 before. 60005 without a network."""
    _require_env(params)
    if not app.device.online:
        raise JSAPIError(CloudError.FAILED, "网络异常")
    app.services.kept.setdefault("clouds", set()).add(_key(params))
    return SuccessResult()


# Functions and containers


class CallFunctionParams(CloudParams):
    """`data` is what the function receives."""

    name: str | None = None
    data: Any = None


class CallFunctionResult(Result):
    """`result` is what the function returned."""

    result: Any
    requestID: str  # noqa: N815


def _nobody(name: str, what: str, app: AppContext) -> JSAPIError:
    app.services.note(f"{what}: there is no cloud here; answer it by override({name!r}, ...) of the runtime")
    return JSAPIError(CloudError.FAILED, "云调用失败")


@jsapi("cloud.callFunction", kind="outside")
def call_function(params: CallFunctionParams, app: AppContext) -> CallFunctionResult:
    """Call a function of the cloud: 60005, as there is none, unless a test overrides this."""
    _wanted(params.name, "缺少参数 name")
    _ready(params, app)
    raise _nobody("cloud.callFunction", f"cloud function {params.name}", app)


class CallContainerParams(CloudParams):
    """A request to a service of the cloud; `config.env` may name another environment."""

    path: str | None = None
    config: dict[str, Any] | None = None
    header: dict[str, Any] | None = None
    method: str | None = None
    data: Any = None


class CallContainerResult(Result):
    """`resultCode` is 200 where all went well."""

    resultCode: int | None = None  # noqa: N815
    resultData: Any  # noqa: N815


@jsapi("cloud.callContainer", kind="outside")
def call_container(params: CallContainerParams, app: AppContext) -> CallContainerResult:
    """Ask a service of the cloud: 60005, as there is none, unless a test overrides this."""
    _wanted(params.path, "缺少参数 path")
    _ready(params, app)
    raise _nobody("cloud.callContainer", f"cloud container {params.path}", app)


# Files


class UploadParams(CloudParams):
    """`cloudPath` is where it goes, `filePath` where it is."""

    cloudPath: str | None = None  # noqa: N815
    filePath: str | None = None  # noqa: N815


class UploadResult(Result):
    """`fileID` is its name in the cloud."""

    fileID: str  # noqa: N815
    statusCode: int  # noqa: N815
    requestID: str  # noqa: N815


def _stored(app: AppContext) -> dict[str, bytes]:
    """The files of every cloud, by id."""
    files: dict[str, bytes] = app.services.kept.setdefault("cloud files", {})
    return files


@jsapi("cloud.uploadFile")
def upload_file(params: UploadParams, app: AppContext) -> UploadResult:
    """Put a file into the cloud. 60006 if there is none."""
    _wanted(params.cloudPath, "请传入合法的参数 cloudPath")
    _wanted(params.filePath, "请传入合法的参数 filePath")
    _ready(params, app)
    found = app.services.files.find(params.filePath or "")
    content = found.content if found else app.services.packaged(params.filePath or "")
    if content is None:
        raise JSAPIError(CloudError.NO_FILE, "文件不存在")
    name = f"cloud://{params.env}/{(params.cloudPath or '').lstrip('/')}"
    _stored(app)[name] = content
    return UploadResult(fileID=name, statusCode=200, requestID=_request_id(app))


class DownloadParams(CloudParams):
    """`filePath` is where it is to go; a temporary file if it is not given."""

    fileID: str | None = None  # noqa: N815
    filePath: str | None = None  # noqa: N815


class DownloadResult(Result):
    """`tempFilePath` if no `filePath` was given, else that."""

    tempFilePath: str | None = None  # noqa: N815
    filePath: str | None = None  # noqa: N815
    statusCode: int  # noqa: N815
    requestID: str  # noqa: N815


@jsapi("cloud.downloadFile", inferred="A file that is not in the cloud is error 60005.")
def download_file(params: DownloadParams, app: AppContext) -> DownloadResult:
    """Fetch a file from the cloud."""
    _wanted(params.fileID, "请传入合法的参数 fileID")
    _wanted(params.filePath is None or params.filePath.startswith(SAVED), "请传入合法的参数 filePath")
    _ready(params, app)
    content = _stored(app).get(params.fileID or "")
    if content is None:
        raise JSAPIError(CloudError.FAILED, "云调用失败")
    kept = app.services.files
    kind = "application/octet-stream"
    told = {"statusCode": 200, "requestID": _request_id(app)}
    if params.filePath is None:
        return DownloadResult(tempFilePath=kept.add(content, "file", kind, app.clock.now).path, **told)
    return DownloadResult(filePath=kept.put(File(params.filePath, content, kind, app.clock.now, True)).path, **told)


class Asked(BaseModel):
    """A file, and for how many seconds its address is wanted."""

    fileID: StrictStr  # noqa: N815
    maxAge: int = DAY  # noqa: N815


class FilesParams(CloudParams):
    """At most 50 files."""

    fileList: list[StrictStr | Asked] | None = None  # noqa: N815


class FilesResult(Result):
    """An object a file: `status` is 0 where all went well."""

    fileList: list[dict[str, Any]]  # noqa: N815
    resultMessage: str  # noqa: N815
    requestID: str  # noqa: N815


def _files(params: FilesParams, app: AppContext) -> list[Asked]:
    _wanted(params.fileList, "请传入合法的参数 fileList")
    files = [Asked(fileID=file) if isinstance(file, str) else file for file in params.fileList or []]
    if len(files) > MOST_FILES:
        raise JSAPIError(CloudError.NO_FILE, f"请检查传入 fileList 项数量， 最大限制为 {MOST_FILES}")  # noqa: RUF001
    _ready(params, app)
    return files


def _all_of(files: list[dict[str, Any]], app: AppContext) -> FilesResult:
    return FilesResult(fileList=files, resultMessage="", requestID=_request_id(app))


@jsapi("cloud.getTempFileURL", inferred="The address of a file that is not there is empty, and its status -1.")
def get_temp_file_url(params: FilesParams, app: AppContext) -> FilesResult:
    """Addresses of files."""

    def told(file: Asked) -> dict[str, Any]:
        is_there = file.fileID in _stored(app)
        address = f"https://cloud.example/{file.fileID.removeprefix('cloud://')}" if is_there else ""
        age = min(file.maxAge, WEEK)
        return {"fileID": file.fileID, "tempFileURL": address, "maxAge": age, **_status(is_there, text=True)}

    return _all_of([told(file) for file in _files(params, app)], app)


@jsapi("cloud.deleteFile", inferred="The status of a file that is not there is -1.")
def delete_file(params: FilesParams, app: AppContext) -> FilesResult:
    """Files go from the cloud."""
    stored = _stored(app)
    files = _files(params, app)
    return _all_of([{"fileID": f.fileID, **_status(stored.pop(f.fileID, None) is not None)} for f in files], app)


def _status(is_there: bool, *, text: bool = False) -> dict[str, Any]:
    """The typings have a text in one list, and a number in the other."""
    status: Any = 0 if is_there else -1
    return {"status": str(status) if text else status, "resultMessage": "" if is_there else "文件不存在"}
