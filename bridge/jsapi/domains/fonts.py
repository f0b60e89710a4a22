"""`my.loadFontFace`. Source: its page and typings."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, StrictStr

from bridge.jsapi.chrome import part_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

NOT_LOADED = 10
"""Documented, without a message."""

_URL = re.compile(r"""^\s*url\(\s*['"]?(.*?)['"]?\s*\)\s*$""", re.DOTALL)


class FontParams(Params):
    """`source`: a URL, bare or in `url("...")`, or a file of the program."""

    family: StrictStr = Field(min_length=1)
    source: StrictStr = Field(min_length=1)
    desc: Any = None
    nativeCanvas: Any = None  # noqa: N815

    @property
    def address(self) -> str:
        """Where it is."""
        written = _URL.match(self.source)
        return written[1] if written else self.source


class FontResult(Result):
    """`status` is "loaded"."""

    status: Literal["loaded"] = "loaded"


@jsapi("loadFontFace", inferred="Every reason for which a font is not loaded is error 10.")
async def load_font_face(params: FontParams, app: AppContext) -> FontResult:
    """Fetch a font, from mapped origins as all that is fetched; `chrome["fonts"]` has its size in bytes by family."""
    content = await _content(params.address, app)
    part_of(app, "fonts")[params.family] = len(content)
    return FontResult(status="loaded")


async def _content(address: str, app: AppContext) -> bytes:
    if not address.lower().startswith(("http:", "https:", "data:")):
        content = app.services.packaged(address)
        if content is None:
            raise JSAPIError(NOT_LOADED, f"loadFontFace: the program has no file {address}")
        return content
    return address.encode() if address.lower().startswith("data:") else await _fetched(address, app)


async def _fetched(url: str, app: AppContext) -> bytes:
    """The file at `url`: iOS takes it by https alone (documented)."""
    from bridge.jsapi.http import RequestFailed

    if app.device.platform == "iOS" and not url.lower().startswith("https:"):
        raise JSAPIError(NOT_LOADED, f"loadFontFace: iOS loads fonts by https alone, not {url}")
    if not app.device.online:
        raise JSAPIError(NOT_LOADED, "loadFontFace: network error")
    try:
        answer = await app.services.http().exchange("GET", url, {}, None, timeout=60)
    except RequestFailed as failure:
        if failure.advice:
            app.services.note(failure.advice)
        raise JSAPIError(NOT_LOADED, f"loadFontFace: {failure}") from None
    if answer.status >= 400:
        raise JSAPIError(NOT_LOADED, f"loadFontFace: HTTP {answer.status}")
    return answer.body
