"""`my.request` and its predecessor `my.httpRequest`: real HTTP to mapped origins.

Source: the platform's network pages and typings.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, model_serializer

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

Method = Literal["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT"]
DEFAULT_TIMEOUT = 30_000  # milliseconds, of the machine's clock: the exchange is real


class RequestError(IntEnum):
    """Documented codes of `my.request`."""

    NETWORK = 12
    TIMEOUT = 13
    DECODING = 14
    URL_ENCODING = 15
    HTTP_STATUS = 19


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class RequestParams(Params):
    """`timeout` in ms. `data` goes into the query of a GET, else into the body as the content type says.

    `isBuffer` is the guest's own: `data` was an ArrayBuffer, and is its base64.
    """

    url: str = Field(min_length=1)
    method: Annotated[Method, BeforeValidator(_upper)] = "GET"
    headers: dict[str, Any] | None = Field(None, validation_alias=AliasChoices("headers", "header"))
    data: Any = None
    timeout: float = Field(DEFAULT_TIMEOUT, gt=0)
    dataType: Literal["json", "text", "base64", "arraybuffer"] = "json"  # noqa: N815
    isBuffer: bool = False  # noqa: N815


class RequestResult(Result):
    """`status` is the HTTP status. Newer typings call `status` `statusCode` and `headers` `header`."""

    data: Any
    status: int
    headers: dict[str, str]

    @model_serializer
    def _whole(self) -> dict[str, Any]:
        """All three always: a server's `null` is data too."""
        return {"data": self.data, "status": self.status, "headers": self.headers, **(self.model_extra or {})}


@jsapi(
    "request",
    abortable=True,
    aliases={"statusCode": "status", "header": "headers"},
    front="tasks",
    inferred="An answer as base64 is a data: URL of the server's media type, and aborting what is over succeeds.",
)
async def request(params: RequestParams, app: AppContext) -> RequestResult:
    """Send a request. HTTP 400 and above fail with error 19 and still carry data, status and headers.

    An origin that nobody mapped fails with error 4, and the transcript says how to map it.
    """
    from bridge.jsapi.bodies import JSON_TYPE

    return await _ask(params, JSON_TYPE, app)


@jsapi(
    "httpRequest",
    abortable=True,
    aliases={"statusCode": "status", "header": "headers"},
    front="tasks",
    standing="observed",
    inferred="It can do all that my.request can; only its default content type is told.",
)
async def http_request(params: RequestParams, app: AppContext) -> RequestResult:
    """`my.request` as it was before: data is sent as a form unless the headers say otherwise."""
    from bridge.jsapi.bodies import FORM_TYPE

    return await _ask(params, FORM_TYPE, app)


async def _ask(params: RequestParams, content_type: str, app: AppContext) -> RequestResult:
    from bridge.jsapi.bodies import decode, encode
    from bridge.jsapi.http import RequestFailed, Watch

    if not app.device.online:
        raise JSAPIError(RequestError.NETWORK, "network error: the phone has no connection")
    try:
        headers, url, body = encode(params, content_type)
        watch = Watch(lambda received: app.tell("onHeadersReceived", {"headers": received}))
        limit = params.timeout / 1000
        response = await app.services.http().exchange(params.method, url, headers, body, timeout=limit, watch=watch)
    except RequestFailed as failure:
        if failure.advice:
            app.services.note(failure.advice)
        raise JSAPIError(CODES[failure.why.name], str(failure)) from None
    if response.status >= 400:
        data = decode(response, "any" if params.dataType == "json" else params.dataType)
        answer = {"data": data, "status": response.status, "headers": response.headers}
        raise JSAPIError(RequestError.HTTP_STATUS, "http status error", **answer)
    try:
        data = decode(response, params.dataType)
    except ValueError:
        raise JSAPIError(RequestError.DECODING, "JSON parse data error") from None
    return RequestResult(data=data, status=response.status, headers=response.headers)


CODES: dict[str, int] = {
    "BAD_URL": CommonError.INVALID_PARAMETER,
    "BAD_HEADER": CommonError.INVALID_PARAMETER,
    "UNMAPPED": CommonError.NO_PERMISSION,
    "NETWORK": RequestError.NETWORK,
    "TIMEOUT": RequestError.TIMEOUT,
    "UNENCODABLE": RequestError.URL_ENCODING,
}
