"""WebSockets to mapped origins: `my.connectSocket`, `my.sendSocketMessage`, `my.closeSocket`.

With `multiple` the program gets a SocketTask; its methods are calls of the same APIs that carry `socketTaskID`
(js_shims/jsapi/sockets.js). Without, there is one connection, whose events are those of `my.onSocketOpen` and so on.
Source: the WebSocket pages of both hosts, and the typings.
"""

from __future__ import annotations

import base64
import binascii
from enum import IntEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, StrictStr, field_validator

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult, SuccessResult
from bridge.jsapi.registry import jsapi
from bridge.jsapi.texts import shown

if TYPE_CHECKING:
    from bridge.jsapi.connections import Address, Connection

DEFAULT_TIMEOUT = 30_000  # milliseconds, of the machine's clock: the connection is real
_SCHEMES = {"ws": "http", "wss": "https"}
_LONGEST_REASON = 123  # bytes


class SocketError(IntEnum):
    """Documented codes of WebSockets, of the international pages."""

    UNKNOWN = 1
    NO_URL = 3
    BAD_URL = 4
    BAD_SCHEME = 5
    TIMEOUT = 6
    CERTIFICATE = 7
    HANDSHAKE = 8
    NOT_OPEN = 10
    NOT_SENT = 11
    PLAIN = 20  # of Alipay China


class ConnectParams(Params):
    """`data` goes into the query; `timeout` in ms. `socketTaskID` is the task's own, none for the one connection."""

    url: StrictStr = ""
    data: dict[str, Any] | None = None
    header: dict[str, Any] | None = Field(None, validation_alias=AliasChoices("header", "headers"))
    protocols: list[StrictStr] = Field(default_factory=list)
    multiple: bool = False
    timeout: float = Field(DEFAULT_TIMEOUT, gt=0)
    socketTaskID: StrictStr = ""  # noqa: N815

    @field_validator("protocols", mode="before")
    @classmethod
    def _none(cls, given: Any) -> Any:
        return [] if given is None else given

    @field_validator("multiple", mode="before")
    @classmethod
    def _one(cls, given: Any) -> Any:
        return False if given is None else given


@jsapi(
    "connectSocket",
    front="sockets",
    inferred="It succeeds when connecting begins; what fails later is an error event, and a close event has the code.",
)
def connect_socket(params: ConnectParams, app: AppContext) -> EmptyResult:
    """Begin to connect. The one connection that there was is closed.

    Errors: 3 (Alipay China: 2) without a URL, 4 for what is none and for an origin that nobody mapped, 5 unless it
    begins with ws or wss, 20 in Alipay China for a ws URL that nobody mapped. Listeners to errors hear of these too.
    """
    try:
        address = _address(params, app)
        if not app.device.online:
            raise JSAPIError(SocketError.UNKNOWN, "network error: the phone has no connection")
    except JSAPIError as error:
        app.connections.refuse(params.socketTaskID, int(error.code), error.message)
        raise
    app.connections.open(params.socketTaskID, app.services.http(), address)
    return EmptyResult()


def _address(params: ConnectParams, app: AppContext) -> Address:
    from bridge.jsapi.bodies import header, with_query
    from bridge.jsapi.connections import Address
    from bridge.jsapi.http import Failed, RequestFailed

    try:
        url = with_query(_http(params.url, app), params.data)
        headers = dict(header(name, shown(value)) for name, value in (params.header or {}).items())
        app.services.http().resolve(url)
    except RequestFailed as failure:
        if failure.advice:
            app.services.note(failure.advice)
        is_plain = app.profile.chinese and params.url.lower().startswith("ws:")
        codes = {
            Failed.UNMAPPED: SocketError.PLAIN if is_plain else CommonError.NO_PERMISSION,
            Failed.BAD_URL: SocketError.BAD_URL,
        }
        raise JSAPIError(codes.get(failure.why, CommonError.INVALID_PARAMETER), str(failure)) from None
    return Address(url, headers, params.protocols, params.timeout / 1000)


def _http(url: str, app: AppContext) -> str:
    """The same address as the origins know it: wss as https."""
    if not url:
        code = CommonError.INVALID_PARAMETER if app.profile.chinese else SocketError.NO_URL
        raise JSAPIError(code, "connectSocket: there is no url")
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        raise JSAPIError(SocketError.BAD_URL, f"connectSocket: not a URL: {url}") from None
    if scheme not in _SCHEMES:
        raise JSAPIError(SocketError.BAD_SCHEME, "connectSocket: the url must begin with ws: or wss:")
    return _SCHEMES[scheme] + url.strip()[len(scheme) :]


class SendParams(Params):
    """`data` is a text, of base64 if `isBuffer`; the guest makes such of an ArrayBuffer."""

    data: StrictStr
    isBuffer: bool = False  # noqa: N815
    socketTaskID: StrictStr = ""  # noqa: N815

    @field_validator("isBuffer", mode="before")
    @classmethod
    def _left_out(cls, given: Any) -> Any:
        return False if given is None else given


@jsapi(
    "sendSocketMessage",
    front="sockets",
    inferred="Its codes are those which the page of my.connectSocket has for sending.",
)
async def send_socket_message(params: SendParams, app: AppContext) -> SuccessResult:
    """Send a message. Error 10 while there is no open connection, 11 if it cannot be sent, 2 for what is no base64."""
    connection = _connection(params.socketTaskID, app)
    if not connection.is_open:
        raise JSAPIError(SocketError.NOT_OPEN, "the connection is not open: wait for its open event")
    try:
        await connection.send(base64.b64decode(params.data, validate=True) if params.isBuffer else params.data)
    except (binascii.Error, UnicodeError) as error:
        raise JSAPIError(CommonError.INVALID_PARAMETER, f"data cannot be sent: {error}") from None
    except (OSError, RuntimeError) as error:
        raise JSAPIError(SocketError.NOT_SENT, f"the message was not sent: {error}") from None
    return SuccessResult()


class CloseParams(Params):
    """`code`: 1000, or one from 3000 to 4999 that the program chose. `reason`: at most 123 bytes."""

    code: int = 1000
    reason: StrictStr = ""
    socketTaskID: StrictStr = ""  # noqa: N815

    @field_validator("code")
    @classmethod
    def _allowed(cls, code: int) -> int:
        if code != 1000 and not 3000 <= code <= 4999:
            raise ValueError("1000, or a number from 3000 to 4999 is wanted")
        return code

    @field_validator("reason")
    @classmethod
    def _short(cls, reason: str) -> str:
        if len(reason.encode()) > _LONGEST_REASON:
            raise ValueError(f"it is longer than {_LONGEST_REASON} bytes")
        return reason


class CloseResult(Result):
    """A message for people."""

    message: str


@jsapi("closeSocket", inferred="Closing what is not there fails with 10, and a code is 1000 or from 3000 to 4999.")
def close_socket(params: CloseParams, app: AppContext) -> CloseResult:
    """Begin to close; its event tells when it is. Error 10 if there is no connection."""
    _connection(params.socketTaskID, app).close(params.code, params.reason)
    return CloseResult(message="ok")


def _connection(task: str, app: AppContext) -> Connection:
    connection = app.connections.get(task)
    if connection is None:
        raise JSAPIError(SocketError.NOT_OPEN, "there is no connection: call my.connectSocket first")
    return connection
