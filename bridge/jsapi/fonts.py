"""Fonts from the web. Source: the font page and typings. Nothing is drawn, so no font is fetched."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

from pydantic import Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

_ADDRESS = re.compile(r"""^\s*url\(\s*(['"]?)(.+?)\1\s*\)""")


class FontError(IntEnum):
    """The documented code of `my.loadFontFace`."""

    FAILED = 10


class FontParams(Params):
    """`source` is `url("https://...")`."""

    family: str = Field(min_length=1)
    source: str = Field(min_length=1)
    desc: Any = None
    global_: Any = Field(None, alias="global")
    nativeCanvas: Any = None  # noqa: N815


class FontResult(Result):
    """`status` is "loaded"."""

    status: str


@jsapi(
    "loadFontFace",
    inferred="The font itself is not fetched: whatever has an address that the phone can reach counts as loaded.",
)
def load_font_face(params: FontParams, app: AppContext) -> FontResult:
    """Have a font. Error 10 without a connection or an address, and on iOS for one that is not https (documented)."""
    match = _ADDRESS.match(params.source)
    if match is None:
        raise JSAPIError(FontError.FAILED, f'{params.source} has no address: write url("https://...")')
    address = match.group(2)
    is_local = "://" not in address
    if not is_local and app.device.platform == "iOS" and not address.lower().startswith("https:"):
        raise JSAPIError(FontError.FAILED, f"iOS loads fonts by https alone: {address}")
    if not is_local and not app.device.online:
        raise JSAPIError(FontError.FAILED, f"{address} cannot be reached")
    return FontResult(status="loaded")
