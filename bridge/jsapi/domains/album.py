"""Pictures and films chosen from the album or taken, and saved to it. Source: their pages and typings.

With nothing in the album (`rt.device.photos`), what the person chooses is made up: pictures of one pixel, films that
show nothing. A number in the person's script is how many pictures they choose.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from bridge.jsapi.asking import confirmed
from bridge.jsapi.consents import need
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.files import PIXEL, File
from bridge.jsapi.films import Film, made_up
from bridge.jsapi.models import Params, Result
from bridge.jsapi.photos import Photo, photo_of, photos_of
from bridge.jsapi.plain import EmptyResult, SuccessResult
from bridge.jsapi.registry import jsapi

MOST_PICTURES = 9
LONGEST_SHOT = 10
"""Seconds for which the person holds the button."""

SHOT = Photo(PIXEL, "png")


class AlbumError(IntEnum):
    """Documented codes."""

    CANCELLED = 11
    NO_ALBUM = 15
    NOT_SAVED = 17


class SourceParams(Params):
    """Where it may come from: either unless told."""

    sourceType: str | list[str] | None = None  # noqa: N815

    @property
    def sources(self) -> list[str]:
        """The sources in the order given."""
        given = [self.sourceType] if isinstance(self.sourceType, str) else self.sourceType or []
        return [source for source in given if source in ("album", "camera")] or ["album", "camera"]


Source = Literal["album", "camera"]


async def _source(params: SourceParams, app: AppContext) -> Source:
    """Where the person takes it from: the album if they may. Raises `JSAPIError` if they may not."""
    by_album = "album" in params.sources and (app.device.grants("album") or "camera" not in params.sources)
    source: Source = "album" if by_album else "camera"
    await need(app, source, "在申请授权时用户拒绝授权")
    return source


async def _agreed(app: AppContext, title: str, most: int) -> int:
    """How many the person chooses, at least one. Raises `JSAPIError` if they cancel."""
    answer = app.services.person.coming_dialog
    if not await confirmed(app, title):
        raise JSAPIError(AlbumError.CANCELLED, "用户取消操作" if app.profile.chinese else "the user cancelled")
    wanted = answer if type(answer) is int and app.services.dialogs is None else most
    return max(1, min(most, wanted))


class ChooseImageParams(SourceParams):
    """`count` is how many at most; `storeToAlbum` keeps what is taken now."""

    count: int = Field(1, ge=1)
    sizeType: Any = None  # noqa: N815
    storeToAlbum: bool = False  # noqa: N815


class ChooseImageResult(Result):
    """The same paths under both names."""

    apFilePaths: list[str]  # noqa: N815
    tempFilePaths: list[str]  # noqa: N815
    tempFiles: list[dict[str, Any]]  # noqa: N815


@jsapi("chooseImage", kind="device", inferred="An empty album offers made-up pictures, as many as may be chosen.")
async def choose_image(params: ChooseImageParams, app: AppContext) -> ChooseImageResult:
    """Have the person choose as many pictures as they may, the newest first.

    Error 11 if they cancel, 2001 to 2003 if album and camera are refused.
    """
    source = await _source(params, app)
    count = await _agreed(app, "chooseImage", min(params.count, MOST_PICTURES))
    album = photos_of(app.services)
    pictures = (album.pictures if source == "album" else [])[:count] or [SHOT] * count
    if source == "camera" and params.storeToAlbum:
        for picture in pictures:
            album.keep(picture)
    files = [_file(picture, app) for picture in pictures]
    paths = [file.path for file in files]
    sizes = [{"path": file.path, "size": len(file.content)} for file in files]
    return ChooseImageResult(apFilePaths=paths, tempFilePaths=paths, tempFiles=sizes)


def _file(photo: Photo, app: AppContext) -> File:
    return app.services.files.add(photo.content, photo.kind, photo.media_type, app.clock.now)


class ChooseVideoParams(SourceParams):
    """`maxDuration` of a film taken now, in seconds."""

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


@jsapi("chooseVideo", kind="device", inferred="An empty album offers a made-up film of at most 10 seconds.")
async def choose_video(params: ChooseVideoParams, app: AppContext) -> ChooseVideoResult:
    """Have the person choose a film; error 11 if they cancel, 2001 to 2003 if album and camera are refused."""
    source = await _source(params, app)
    await _agreed(app, "chooseVideo", 1)
    films = photos_of(app.services).films if source == "album" else []
    photo = films[0] if films else _shot(min(params.maxDuration, LONGEST_SHOT))
    assert photo.film is not None, "the films of an album are films"
    path = _file(photo, app).path
    film = photo.film
    return ChooseVideoResult(
        filePath=path,
        tempFilePath=path,
        duration=film.duration,
        size=len(photo.content),
        width=film.width,
        height=film.height,
    )


def _shot(seconds: float) -> Photo:
    film = Film(1280, 720, seconds, round(seconds * 30))
    return Photo(made_up(film), "mp4", film)


class SaveImageParams(Params):
    """`url` is on the web, or a path of the program's files."""

    url: str = Field(min_length=1)
    showActionSheet: Any = None  # noqa: N815
    cusHandleResult: Any = None  # noqa: N815


WEB_IS_NOT_ASKED = "The web is not asked for what is saved: a made-up one of the kind goes into the album."


@jsapi("saveImage", kind="device", inferred=WEB_IS_NOT_ASKED)
async def save_image(params: SaveImageParams, app: AppContext) -> EmptyResult:
    """Put a picture into the album; error 17 if there is none, 15 if the album is refused to the wallet.

    2001 to 2003 if the person refuses it to the program: the scope `album` covers this (documented).
    """
    if not app.device.grants("album"):
        raise JSAPIError(AlbumError.NO_ALBUM, _NO_ALBUM[0] if app.profile.chinese else _NO_ALBUM[1])
    await need(app, "album")
    photos_of(app.services).keep(_saved(params.url, app, SHOT))
    return EmptyResult()


class SaveToAlbumParams(Params):
    """A path of the program's files, or an address on the web."""

    filePath: str = Field(min_length=1)  # noqa: N815
    hideToast: Any = None  # noqa: N815


@jsapi("saveImageToPhotosAlbum", kind="device", inferred=WEB_IS_NOT_ASKED)
async def save_image_to_photos_album(params: SaveToAlbumParams, app: AppContext) -> SuccessResult:
    """Put a picture into the album.

    Error 17 if there is none, 15 if the wallet may not use the album, 2001 to 2003 if the program may not.
    """
    await _may_save(app)
    photos_of(app.services).keep(_saved(params.filePath, app, SHOT))
    return SuccessResult()


class SaveVideoParams(Params):
    """`src` is the older name of `filePath`."""

    filePath: str | None = None  # noqa: N815
    src: str | None = None

    @model_validator(mode="after")
    def _has_a_path(self) -> SaveVideoParams:
        if not self.path:
            raise ValueError("filePath is missing")
        return self

    @property
    def path(self) -> str:
        """Whichever is given."""
        return self.filePath or self.src or ""


@jsapi("saveVideoToPhotosAlbum", kind="device", inferred=WEB_IS_NOT_ASKED)
async def save_video_to_photos_album(params: SaveVideoParams, app: AppContext) -> SuccessResult:
    """Put a film into the album, with the same errors."""
    await _may_save(app)
    photos_of(app.services).keep(_saved(params.path, app, _shot(LONGEST_SHOT)))
    return SuccessResult()


_NO_ALBUM = ("没有开启相册权限(ios only)", "the album may not be used")


async def _may_save(app: AppContext) -> None:
    """Whoever refuses the album is told of by 15 on iOS alone (documented); on Android by 17."""
    if not app.device.grants("album"):
        if app.device.platform == "iOS":
            raise JSAPIError(AlbumError.NO_ALBUM, _NO_ALBUM[0] if app.profile.chinese else _NO_ALBUM[1])
        raise _not_saved(app)
    await need(app, "writePhotosAlbum")


def _saved(path: str, app: AppContext, usual: Photo) -> Photo:
    """What stands at `path`; on the web nobody looks."""
    file = app.services.files.find(path)
    if file is None and path.startswith("https://resource/"):
        raise _not_saved(app)
    content = app.services.packaged(path) if file is None else file.content
    return usual if content is None else photo_of(content) or usual._replace(content=content)


def _not_saved(app: AppContext) -> JSAPIError:
    return JSAPIError(AlbumError.NOT_SAVED, "保存图片过程中的其他错误" if app.profile.chinese else "no such file")
