"""Pictures that a program has made: of a text as a QR code, and of a canvas. Source: the media pages and typings."""

from __future__ import annotations

import base64
from typing import Any, Literal

from pydantic import BaseModel, Field

from bridge.jsapi.bitmaps import MOST_PIXELS, Color, png, white_jpeg
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

_WHITE: Color = (255, 255, 255, 255)
_CLEAR: Color = (0, 0, 0, 0)

Orientation = Literal["up", "down", "left", "right", "up-mirrored", "down-mirrored", "left-mirrored", "right-mirrored"]


class CodeParams(Params):
    """`width` in pixels, of the square picture; `codeColor` in hexadecimal."""

    code: str = Field(min_length=1)
    format: Literal["QRCODE"] = "QRCODE"
    width: float = Field(ge=1, le=MOST_PIXELS)
    correctLevel: Literal["L", "M", "Q", "H"] = "H"  # noqa: N815
    orientation: Orientation = "up"
    codeColor: str = Field("#000000", pattern="^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")  # noqa: N815


class CodeResult(Result):
    """`image` is a picture that an <image> shows: `data:image/png;base64,...`."""

    image: str


@jsapi(
    "generateImageFromCode",
    inferred="The picture is a PNG with a margin of four modules; a text that no QR code can hold fails with 2.",
)
def generate_image_from_code(params: CodeParams, app: AppContext) -> CodeResult:
    """A QR code of a text, which any scanner reads."""
    import segno

    try:
        code = segno.make_qr(params.code, error=params.correctLevel, boost_error=False)
    except (segno.DataOverflowError, UnicodeError):
        raise JSAPIError(CommonError.INVALID_PARAMETER, "code: no QR code can hold this text") from None
    modules = [[int(bool(module)) for module in row] for row in code.matrix_iter(border=4)]
    width = int(params.width)
    picture = png(width, width, _turned(modules, params.orientation), (_WHITE, _color(params.codeColor)))
    return CodeResult(image=f"data:image/png;base64,{base64.b64encode(picture).decode()}")


def _turned(rows: list[list[int]], orientation: str) -> list[list[int]]:
    """As a picture lies whose top shows to `orientation`; mirrored ones are swapped left to right first."""
    turned = [row[::-1] for row in rows] if orientation.endswith("mirrored") else rows
    for _ in range(("up", "right", "down", "left").index(orientation.partition("-")[0])):
        turned = [list(column) for column in zip(*turned[::-1], strict=True)]
    return turned


def _color(text: str) -> Color:
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue, 255


class CanvasSize(BaseModel):
    """What is known of a canvas that is passed itself."""

    width: float = Field(300, ge=1)
    height: float = Field(225, ge=1)


class CanvasParams(Params):
    """`canvas` or the id of one; sizes in pixels, `destWidth` and `destHeight` those of the picture."""

    canvasId: str | None = None  # noqa: N815
    canvas: CanvasSize | None = None
    x: float = 0
    y: float = 0
    width: float | None = Field(None, ge=1)
    height: float | None = Field(None, ge=1)
    destWidth: float | None = Field(None, ge=1)  # noqa: N815
    destHeight: float | None = Field(None, ge=1)  # noqa: N815
    fileType: Any = "png"  # noqa: N815
    quality: float = 1

    @property
    def size(self) -> tuple[int, int]:
        """Of the picture: as told, else as much of the canvas as is wanted, else all of it."""
        whole = self.canvas or CanvasSize.model_validate({})
        return int(self.destWidth or self.width or whole.width), int(self.destHeight or self.height or whole.height)


class CanvasResult(Result):
    """The same path under both names."""

    apFilePath: str  # noqa: N815
    tempFilePath: str  # noqa: N815


@jsapi(
    "canvasToTempFilePath",
    inferred="What was drawn is not in it; error 1 is for no canvas, another fileType, and over 4096 pixels a side.",
)
def canvas_to_temp_file_path(params: CanvasParams, app: AppContext) -> CanvasResult:
    """A file with a picture of the wanted size and type. What was drawn is in `drawings`; nothing is painted here."""
    width, height = params.size
    is_named = params.canvas is not None or bool(params.canvasId)
    if not is_named or params.fileType not in ("png", "jpg") or max(width, height) > MOST_PIXELS:
        raise JSAPIError(1, "canvas content or format wrong!")
    is_png = params.fileType == "png"
    content = png(width, height, [[0]], (_CLEAR, _CLEAR)) if is_png else white_jpeg(width, height)
    media_type = "image/png" if is_png else "image/jpeg"
    path = app.services.files.add(content, params.fileType, media_type, app.clock.now).path
    return CanvasResult(apFilePath=path, tempFilePath=path)
