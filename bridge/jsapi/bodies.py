"""What `my.request` sends and receives: options to headers, URL and body; a response to data."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlencode

from multidict import CIMultiDict

from bridge.frames import jsonable
from bridge.jsapi.http import Failed, RequestFailed, Response
from bridge.jsapi.texts import shown

if TYPE_CHECKING:
    from bridge.jsapi.domains.network import RequestParams

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile("[^\x00-\x08\x0a-\x1f\x7f\ud800-\udfff]*")


def encode(params: RequestParams, usual_type: str = JSON_TYPE) -> tuple[dict[str, str], str, bytes | None]:
    """Headers, URL and body of a request, of `usual_type` unless its headers say otherwise.

    Raises `RequestFailed` for data that cannot be put into the URL.
    """
    headers = CIMultiDict(header(name, shown(value)) for name, value in (params.headers or {}).items())
    content_type = headers.setdefault("Content-Type", usual_type)  # observed default
    if params.data is None:
        return dict(headers), params.url, None
    if params.method in ("GET", "HEAD"):
        return dict(headers), with_query(params.url, params.data), None
    try:
        body = _bytes(params.data) if params.isBuffer else _body(params.data, content_type).encode()
        return dict(headers), params.url, body
    except UnicodeEncodeError:
        raise RequestFailed(Failed.UNENCODABLE, "the data holds half of a surrogate pair") from None


def header(name: str, value: str) -> tuple[str, str]:
    """A header as it can be sent. Raises `RequestFailed` if it cannot."""
    if _HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value):
        return name, value
    raise RequestFailed(Failed.BAD_HEADER, f"{Failed.BAD_HEADER.value}: {name!r}: {value!r}")


def with_query(url: str, data: Any) -> str:
    """`url` with the fields of `data`, if it has any, in its query. Raises `RequestFailed`."""
    if not isinstance(data, dict):
        return url
    address, fragment = urldefrag(url)
    try:
        query = urlencode({name: _field(value) for name, value in data.items()})
    except UnicodeEncodeError:
        raise RequestFailed(Failed.UNENCODABLE) from None
    joined = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
    return f"{joined}#{fragment}" if fragment else joined


def _bytes(data: Any) -> bytes:
    try:
        return base64.b64decode(data, validate=True)
    except (ValueError, TypeError):
        raise RequestFailed(Failed.UNENCODABLE, "the data is no base64, as isBuffer says it is") from None


def _body(data: Any, content_type: str) -> str:
    if isinstance(data, str):  # observed: programs pass JSON they made themselves
        return data
    if content_type.startswith(FORM_TYPE) and isinstance(data, dict):
        return urlencode({name: _field(value) for name, value in data.items()})
    return _compact(data)


def _field(value: Any) -> str:
    return _compact(value) if isinstance(value, (dict, list)) else shown(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode(response: Response, data_type: str) -> Any:
    """The body as `"json"`, as `"text"`, or as `"any"` of them. Raises `ValueError` if it is no JSON.

    As `"base64"` it is a `data:` URL; as `"arraybuffer"` base64, of which the guest makes one.
    """
    if data_type in ("base64", "arraybuffer"):
        text = base64.b64encode(response.body).decode()
        media_type = response.headers.get("Content-Type", "").partition(";")[0]
        return text if data_type == "arraybuffer" else f"data:{media_type};base64,{text}"
    try:
        text = response.body.decode(response.charset or "utf-8", errors="replace")
    except LookupError:
        text = response.body.decode("utf-8", errors="replace")
    if data_type == "text":
        return text
    try:
        return jsonable({"data": json.loads(text, parse_constant=_refuse)})[
            "data"
        ]  # the limit of nesting is the answer's
    except (ValueError, RecursionError):
        if data_type == "any":
            return text
        raise ValueError("the body is no JSON") from None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")
