"""Pictures and films: shown and measured. Source: the media pages and typings."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.files import File
from bridge.jsapi.films import UnknownFilm, measure_film
from bridge.jsapi.models import Params, Result
from bridge.jsapi.pictures import UnknownPicture, measure
from bridge.jsapi.plain import EmptyResult
from bridge.jsapi.registry import jsapi


class MediaError(IntEnum):
    """Documented codes of this domain."""

    EMPTY_PATH = 12
    NO_PICTURE = 18


class PreviewImageParams(Params):
    """`current` is the index, or the URL, of the first to be shown."""

    urls: list[str] = Field(min_length=1)
    current: int | str = 0
    enableSavePhoto: Any = None  # noqa: N815
    enableShowPhotoDownload: Any = None  # noqa: N815


@jsapi("previewImage", kind="outside", inferred="It succeeds at once, and the page is not covered.")
def preview_image(params: PreviewImageParams) -> EmptyResult:
    """Show pictures over the page."""
    return EmptyResult()


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


@jsapi("getImageInfo", inferred="orientation is always up: how the camera was held is not read from the picture.")
async def get_image_info(params: ImageInfoParams, app: AppContext) -> ImageInfoResult:
    """Measure a picture. Error 12 without a path, 18 for what cannot be read."""
    if not params.src:
        raise JSAPIError(MediaError.EMPTY_PATH, "路径不能为空" if app.profile.chinese else "the path is empty")
    file = await file_at(params.src, app)
    if file is None:
        raise _no_picture(app)
    try:
        size = measure(file.content)
    except UnknownPicture:
        raise _no_picture(app) from None
    return ImageInfoResult(width=size.width, height=size.height, path=file.path, type=size.kind)


async def file_at(src: str, app: AppContext) -> File | None:
    """What stands there: in the program's files, its package, or on the web; None if nothing can be had."""
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
        return None
    return app.services.files.add(response.body, "image", "", app.clock.now)


def _no_picture(app: AppContext) -> JSAPIError:
    message = "获取图片信息失败" if app.profile.chinese else "the picture cannot be read"
    return JSAPIError(MediaError.NO_PICTURE, message)


class VideoInfoParams(Params):
    """`src`: a path of the program's files, of its package, or a URL that is mapped."""

    src: str = Field(min_length=1)


class VideoInfoResult(Result):
    """`duration` in ms, `size` in kilobytes, `bitrate` in kilobits a second; `orientation` 0 is upright."""

    orientation: int = 0
    type: str = "mp4"
    duration: int
    size: int
    height: int
    width: int
    fps: float
    bitrate: int


@jsapi("getVideoInfo", inferred="It fails with error 3 for what is no MP4 film, or cannot be had.")
async def get_video_info(params: VideoInfoParams, app: AppContext) -> VideoInfoResult:
    """Measure a film. How it is turned is not looked at."""
    file = await file_at(params.src, app)
    try:
        film = measure_film(b"" if file is None else file.content)
    except UnknownFilm:
        raise JSAPIError(CommonError.UNKNOWN, "the film cannot be read") from None
    size = 0 if file is None else len(file.content)
    return VideoInfoResult(
        duration=round(film.duration * 1000),
        size=-(-size // 1024),
        height=film.height,
        width=film.width,
        fps=film.fps,
        bitrate=round(size * 8 / 1000 / film.duration),
    )


class CompressImageParams(Params):
    """Levels and sizes change nothing here."""

    apFilePaths: list[str] = Field(min_length=1)  # noqa: N815
    compressLevel: Any = None  # noqa: N815
    compressedWidth: Any = None  # noqa: N815
    compressedHeight: Any = None  # noqa: N815
    maxWidth: Any = None  # noqa: N815
    maxHeight: Any = None  # noqa: N815


class CompressImageResult(Result):
    """The paths of the smaller pictures."""

    apFilePaths: list[str]  # noqa: N815


@jsapi("compressImage", inferred="Pictures stay as they are: none gets smaller.")
def compress_image(params: CompressImageParams) -> CompressImageResult:
    """Have pictures made smaller."""
    return CompressImageResult(apFilePaths=params.apFilePaths)
