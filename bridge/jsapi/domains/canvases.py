"""Pictures and pixels of canvases, and images for them. Source: the pages on CanvasContext and Canvas, and the typings.

Names with a dollar are asked by js_shims/jsapi/canvas_pictures.js, which has the methods that programs know.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from bridge.jsapi.bitmaps import MOST_PIXELS
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

if TYPE_CHECKING:
    from bridge.jsapi.canvas.gallery import Gallery

_MOST_DATA = 4_000_000
"""Pixels of one getImageData: they cross the boundary as text, and the program's heap holds them four times."""

_INFERRED = (
    "Fonts are the machine's, a jpg is a PNG on black, and error 1 is for no canvas, another fileType, "
    "over 4096 pixels a side."
)


class CanvasNode(BaseModel):
    """A canvas that is passed itself: `surface` is what its drawings name, sizes are in its pixels."""

    surface: str = ""
    width: float = Field(300, ge=0)
    height: float = Field(225, ge=0)


class CanvasParams(Params):
    """`canvas` or the id of one; sizes in pixels, `destWidth` and `destHeight` those of the picture."""

    canvasId: str | None = None  # noqa: N815
    canvas: CanvasNode | None = None
    x: float = 0
    y: float = 0
    width: float | None = Field(None, ge=1)
    height: float | None = Field(None, ge=1)
    destWidth: float | None = Field(None, ge=1)  # noqa: N815
    destHeight: float | None = Field(None, ge=1)  # noqa: N815
    fileType: Any = "png"  # noqa: N815
    quality: Any = 1


class CanvasResult(Result):
    """The same path under both names."""

    apFilePath: str  # noqa: N815
    tempFilePath: str  # noqa: N815


class DataURLResult(Result):
    """`data:image/png;base64,...`."""

    dataURL: str  # noqa: N815


class PixelsResult(Result):
    """`data`: red, green, blue and alpha of each pixel, line by line, as base64."""

    width: int
    height: int
    data: str


class ImageParams(Params):
    """`src`: a `data:` address, a path of the program's files or of its package, or a URL that is mapped."""

    src: str = ""


class ImageResult(Result):
    """In pixels; 0 where no picture can be had."""

    width: float = 0
    height: float = 0


@jsapi("canvasToTempFilePath", front="canvas_pictures", inferred=_INFERRED)
async def canvas_to_temp_file_path(params: CanvasParams, app: AppContext) -> CanvasResult:
    """A file with a picture of what was drawn, or of a part, in the wanted size."""
    return await _saved(params, app)


@jsapi("$toTempFilePath")
async def to_temp_file_path(params: CanvasParams, app: AppContext) -> CanvasResult:
    """The same of a context or a node. For the program it is no call of `my`."""
    return await _saved(params, app)


async def _saved(params: CanvasParams, app: AppContext) -> CanvasResult:
    is_named = params.canvas is not None or bool(params.canvasId)
    if not is_named or params.fileType not in ("png", "jpg"):
        raise _wrong()
    picture = await _picture(params, app)
    path = app.services.files.add(picture, params.fileType, "image/png", app.clock.now).path
    return CanvasResult(apFilePath=path, tempFilePath=path)


@jsapi("$toDataURL")
async def to_data_url(params: CanvasParams, app: AppContext) -> DataURLResult:
    """The picture itself. It is a PNG, and says so, whatever `fileType` is [inferred]."""
    picture = await _picture(params, app)
    return DataURLResult(dataURL=f"data:image/png;base64,{base64.b64encode(picture).decode()}")


@jsapi("$getImageData")
async def get_image_data(params: CanvasParams, app: AppContext) -> PixelsResult:
    """The pixels of a part. Sizes are rounded down; more than four million fail with 1 [inferred]."""
    from bridge.jsapi.canvas.raster import pixels

    part = params.model_copy(update={"destWidth": None, "destHeight": None, "fileType": "png"})
    width, height = int(params.width or 1), int(params.height or 1)
    if width * height > _MOST_DATA:
        raise _wrong()
    part = part.model_copy(update={"width": width, "height": height, "x": int(params.x), "y": int(params.y)})
    data = pixels(await _picture(part, app))
    return PixelsResult(width=width, height=height, data=base64.b64encode(data).decode())


@jsapi("$loadImage")
async def load_image(params: ImageParams, app: AppContext) -> ImageResult:
    """How large an image for a canvas is; one of the web is fetched, and kept for when it is drawn."""
    gallery = await _fetched(params.src, app)
    image = gallery.image(params.src)
    return ImageResult() if image is None else ImageResult(width=image.width, height=image.height)


async def _picture(params: CanvasParams, app: AppContext) -> bytes:
    from bridge.jsapi.canvas.gallery import addresses, gallery_of

    gallery = gallery_of(app.services)
    for address in addresses(gallery.unseen()):
        await _fetched(address, app)
    key = params.canvas.surface if params.canvas is not None else gallery.key_of(params.canvasId or "")
    width, height = _size(params, gallery)
    box = params.x, params.y, params.width or max(1, width - params.x), params.height or max(1, height - params.y)
    size = int(params.destWidth or box[2]), int(params.destHeight or box[3])
    if max(size) > MOST_PIXELS:
        raise _wrong()
    try:
        return gallery.picture(key, (width, height), box, size, is_opaque=params.fileType == "jpg")
    except ValueError:
        raise _wrong() from None


def _size(params: CanvasParams, gallery: Gallery) -> tuple[float, float]:
    """Of the whole canvas."""
    if params.canvas is not None:
        return params.canvas.width, params.canvas.height
    return gallery.size_of(params.canvasId or "")


async def _fetched(address: str, app: AppContext) -> Gallery:
    """The gallery, with the picture of the web at `address`, if it can be had; asked for once."""
    from bridge.jsapi.canvas.gallery import gallery_of
    from bridge.jsapi.domains.media import file_at

    gallery = gallery_of(app.services)
    if address.startswith(("http://", "https://")) and address not in gallery.fetched:
        gallery.fetched[address] = b""
        file = await file_at(address, app)
        gallery.fetched[address] = b"" if file is None else file.content
    return gallery


def _wrong() -> JSAPIError:
    return JSAPIError(1, "canvas content or format wrong!")
