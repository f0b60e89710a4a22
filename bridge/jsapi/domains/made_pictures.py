"""Pictures that a program has made of a text: QR codes. Source: the media pages and typings."""

from __future__ import annotations

import base64
from typing import Literal

from pydantic import Field

from bridge.jsapi.bitmaps import MOST_PIXELS, Color, png
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

_WHITE: Color = (255, 255, 255, 255)

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
