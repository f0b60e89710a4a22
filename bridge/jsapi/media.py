"""Pictures and films: chosen, shown, saved, measured. Source: the media pages and typings.

What the person chooses is made up: pictures of one pixel, films of no length, in the program's files.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import Field

from bridge.jsapi.asking import confirmed
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.files import PIXEL, File
from bridge.jsapi.models import Params, Result
from bridge.jsapi.pictures import UnknownPicture, measure
from bridge.jsapi.plain import EmptyResult, SuccessResult
from bridge.jsapi.registry import jsapi

MOST_PICTURES = 9


class MediaError(IntEnum):
    """Documented codes of this domain."""

    CANCELLED = 11
    REFUSED = 2001
    EMPTY_PATH = 12  # of getImageInfo
    NO_PICTURE = 18  # of getImageInfo
    NOT_SAVED = 17  # of saveImage


class ChooseImageParams(Params):
    """`count` is how many at most."""

    count: int = Field(1, ge=1)
    sizeType: Any = None  # noqa: N815
    sourceType: str | list[str] | None = None  # noqa: N815
    storeToAlbum: Any = None  # noqa: N815


class ChooseImageResult(Result):
    """The same paths under both names."""

    apFilePaths: list[str]  # noqa: N815
    tempFilePaths: list[str]  # noqa: N815
    tempFiles: list[dict[str, Any]]  # noqa: N815


async def _chosen(app: AppContext, title: str) -> None:
    """Raises `JSAPIError` unless the person chose something."""
    chinese = app.profile.chinese
    if not (app.device.grants("album") or app.device.grants("camera")):
        raise JSAPIError(MediaError.REFUSED, "在申请授权时用户拒绝授权" if chinese else "the user denied authorization")
    if not await confirmed(app, title):
        raise JSAPIError(MediaError.CANCELLED, "用户取消操作" if chinese else "the user cancelled")


@jsapi("chooseImage")
async def choose_image(params: ChooseImageParams, app: AppContext) -> ChooseImageResult:
    """Have the person choose as many pictures as they may.

    Error 11 if they cancel, 2001 if album and camera are refused.
    """
    await _chosen(app, "chooseImage")
    count = min(params.count, MOST_PICTURES)
    files = [app.services.files.add(PIXEL, "png", "image/png", app.clock.now) for _ in range(count)]
    paths = [file.path for file in files]
    sizes = [{"path": file.path, "size": len(file.content)} for file in files]
    return ChooseImageResult(apFilePaths=paths, tempFilePaths=paths, tempFiles=sizes)


class ChooseVideoParams(Params):
    """`maxDuration` in seconds."""

    sourceType: str | list[str] | None = None  # noqa: N815
    compressed: Any = None
    maxDuration: float = Field(60, gt=0)  # noqa: N815
    camera: Any = None


class ChooseVideoResult(Result):
    """`duration` in seconds, `size` in bytes."""

    filePath: str  # noqa: N815
    tempFilePath: str  # noqa: N815
    duration: float
    size: int
    width: int
    height: int


@jsapi("chooseVideo")
async def choose_video(params: ChooseVideoParams, app: AppContext) -> ChooseVideoResult:
    """Have the person choose a film; error 11 if they cancel, 2001 if album and camera are refused."""
    await _chosen(app, "chooseVideo")
    path = app.services.files.add(b"\0" * 1024, "mp4", "video/mp4", app.clock.now).path
    duration = min(params.maxDuration, 10)
    return ChooseVideoResult(filePath=path, tempFilePath=path, duration=duration, size=1024, width=1280, height=720)


class PreviewImageParams(Params):
    """`current` is the index, or the URL, of the first to be shown."""

    urls: list[str] = Field(min_length=1)
    current: int | str = 0
    enableSavePhoto: Any = None  # noqa: N815
    enableShowPhotoDownload: Any = None  # noqa: N815


@jsapi("previewImage")
def preview_image(params: PreviewImageParams) -> EmptyResult:
    """Show pictures over the page."""
    return EmptyResult()


class SaveImageParams(Params):
    """`url` is on the web, or a path of the program's files."""

    url: str = Field(min_length=1)
    showActionSheet: Any = None  # noqa: N815
    cusHandleResult: Any = None  # noqa: N815


@jsapi("saveImage")
def save_image(params: SaveImageParams, app: AppContext) -> EmptyResult:
    """Put a picture into the album; error 17 if there is none, 15 if the album is refused. The web is not asked."""
    if not app.device.grants("album"):
        raise JSAPIError(15, "没有开启相册权限(ios only)" if app.profile.chinese else "the album may not be used")
    _in_album(params.url, app)
    return EmptyResult()


class SaveToAlbumParams(Params):
    """A path of the program's files."""

    filePath: str = Field(min_length=1)  # noqa: N815
    hideToast: Any = None  # noqa: N815


@jsapi("saveImageToPhotosAlbum")
def save_image_to_photos_album(params: SaveToAlbumParams, app: AppContext) -> SuccessResult:
    """Put a picture into the album; error 17 if there is none."""
    _in_album(params.filePath, app)
    return SuccessResult()


def _in_album(path: str, app: AppContext) -> None:
    if path.startswith("https://resource/") and app.services.files.find(path) is None:
        raise JSAPIError(MediaError.NOT_SAVED, "保存图片过程中的其他错误" if app.profile.chinese else "no such file")


class ImageInfoParams(Params):
    """`src`: a path of the program's files, of its package, or a URL that is mapped."""

    src: str


class ImageInfoResult(Result):
    """Sizes in pixels; `type` is "png", "jpeg", ..."""

    width: int
    height: int
    path: str
    orientation: str = "up"
    type: str


@jsapi("getImageInfo")
async def get_image_info(params: ImageInfoParams, app: AppContext) -> ImageInfoResult:
    """Measure a picture. Error 12 without a path, 18 for what cannot be read."""
    if not params.src:
        raise JSAPIError(MediaError.EMPTY_PATH, "路径不能为空" if app.profile.chinese else "the path is empty")
    file = await _picture(params.src, app)
    try:
        size = measure(file.content)
    except UnknownPicture:
        raise _no_picture(app) from None
    return ImageInfoResult(width=size.width, height=size.height, path=file.path, type=size.kind)


async def _picture(src: str, app: AppContext) -> File:
    from bridge.jsapi.http import RequestFailed

    file = app.services.files.find(src)
    if file is not None:
        return file
    packaged = app.services.packaged(src)
    if packaged is not None:
        return app.services.files.add(packaged, src.rpartition(".")[2], "", app.clock.now)
    try:
        response = await app.services.http().exchange("GET", src, {}, None, timeout=30)
    except RequestFailed as failure:
        if failure.advice:
            app.services.note(failure.advice)
        raise _no_picture(app) from None
    return app.services.files.add(response.body, "image", "", app.clock.now)


def _no_picture(app: AppContext) -> JSAPIError:
    message = "获取图片信息失败" if app.profile.chinese else "the picture cannot be read"
    return JSAPIError(MediaError.NO_PICTURE, message)


class CompressImageParams(Params):
    """Levels and sizes change nothing here."""

    apFilePaths: list[str] = Field(min_length=1)  # noqa: N815
    compressLevel: Any = None  # noqa: N815


class CompressImageResult(Result):
    """The paths of the smaller pictures."""

    apFilePaths: list[str]  # noqa: N815


@jsapi("compressImage")
def compress_image(params: CompressImageParams) -> CompressImageResult:
    """The pictures as they are: none of ours can get smaller."""
    return CompressImageResult(apFilePaths=params.apFilePaths)
