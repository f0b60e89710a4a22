"""The endings of every JSAPI that has more than success, by the domain that answers it.

A table is made when it is first asked for, as it reads the codes of its domain. Sources: the platform's page of each
API, its typings, and the tables of codes in `bridge.jsapi`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bridge.jsapi.errors import CommonError
from bridge.testing.endings import SUCCESS, Ending, Source
from bridge.wallet import Answer

Table = Mapping[str, tuple[Ending, ...]]


def _fails(code: int, message: str, source: Source = "documented", **how: Any) -> Ending:
    """A failure in the usual shape. `how`: further fields of `Ending`, and `extra` members of the result."""
    extra = how.pop("extra", {})
    return Ending(str(int(code)), "fail", {"error": int(code), "errorMessage": message, **extra}, source, **how)


@cache
def _contract() -> Table:
    from bridge.jsapi.contract import CODE_OF_ANSWER, MESSAGES, SignContractFailure

    failures = (
        Ending(code.value, "fail", SignContractFailure.of(code.value, MESSAGES[code], {}), answer=answer)
        for answer, code in CODE_OF_ANSWER.items()
    )
    return {"signContract": (Ending(SUCCESS, answer=Answer.APPROVE), *failures)}


@cache
def _payment() -> Table:
    from bridge.jsapi.payment import PAID, SIGNED

    paid = [
        Ending(
            code, result={"resultCode": code} if code == "9000" else {"resultCode": code, "result": ""}, answer=answer
        )
        for answer, code in PAID.items()
    ]
    nobody_says = [
        Ending("8000", result={"resultCode": "8000", "result": ""}, answer=Answer.APPROVE),
        Ending("99", result={"resultCode": "99", "result": ""}, answer=Answer.CANCEL),
    ]
    signed = (Ending(code, result={"resultStatus": code}, answer=answer) for answer, code in SIGNED.items())
    return {"tradePay": (*paid, *nobody_says), "paySignCenter": tuple(signed)}


@cache
def _network() -> Table:
    from bridge.jsapi.network import RequestError

    answered = {"data": "Internal Server Error", "status": 500, "headers": {}}
    endings = (
        Ending(SUCCESS),
        _fails(CommonError.INVALID_PARAMETER, "invalid parameter"),
        _fails(CommonError.NO_PERMISSION, "the host is not on the list of allowed ones", "typings"),
        _fails(CommonError.ABORTED, "request:fail abort", "typings"),
        _fails(11, "no cross-domain permission", "typings"),
        _fails(RequestError.NETWORK, "network error"),
        _fails(RequestError.TIMEOUT, "timeout", takes_effect=True),
        _fails(RequestError.DECODING, "JSON parse data error", takes_effect=True),
        _fails(RequestError.URL_ENCODING, "the data cannot be put into the URL"),
        _fails(RequestError.HTTP_STATUS, "http status error", extra=answered),
        _fails(20, "the request was stopped", "typings"),
        _fails(23, "the proxy failed", "typings"),
    )
    return {"request": endings, "httpRequest": endings}


@cache
def _transfer() -> Table:
    from bridge.jsapi.transfer import TransferError

    return {
        "uploadFile": (
            Ending(SUCCESS),
            _fails(TransferError.NO_FILE, "the file does not exist"),
            _fails(TransferError.FAILED, "the upload failed"),
            _fails(TransferError.NO_PERMISSION, "no permission"),
        ),
        "downloadFile": (
            Ending(SUCCESS),
            _fails(TransferError.FAILED, "the download failed"),
            _fails(TransferError.NO_PERMISSION, "no permission"),
            _fails(TransferError.PLAIN_HTTP, "plain http is not supported"),
        ),
    }


@cache
def _sockets() -> Table:
    from bridge.jsapi.sockets import SocketError

    not_open = _fails(SocketError.NOT_OPEN, "the connection is not open")
    not_allowed = _fails(CommonError.NO_PERMISSION, "the host is not on the list of allowed ones", "inferred")
    return {
        "connectSocket": (Ending(SUCCESS), not_allowed),
        "sendSocketMessage": (Ending(SUCCESS), not_open, _fails(SocketError.NOT_SENT, "the message was not sent")),
        "closeSocket": (Ending(SUCCESS), _fails(SocketError.NOT_OPEN, "the connection is not open", "inferred")),
    }


@cache
def _rsa() -> Table:
    from bridge.jsapi.rsa import RsaError

    wrong = (_fails(RsaError.PARAMETER, "wrong parameters"), _fails(RsaError.KEY, "wrong key"))
    return {"rsa": (Ending(SUCCESS), *wrong)}


@cache
def _background_fetch() -> Table:
    return {"getBackgroundFetchData": (Ending(SUCCESS), _fails(CommonError.UNKNOWN, "nothing was fetched", "inferred"))}


@cache
def _identity() -> Table:
    from bridge.jsapi.identity import REFUSED, AuthCodeError

    unauthorized = _fails(CommonError.NO_PERMISSION, "the user has not authorized auth_user", "inferred")
    return {
        "getAuthCode": (
            Ending(SUCCESS),
            _fails(CommonError.UNKNOWN, "unknown error"),
            _fails(AuthCodeError.EMPTY, "the authCode is empty"),
            _fails(AuthCodeError.CANCELLED, "the user cancelled", declines=True),
        ),
        "getOpenUserInfo": (Ending(SUCCESS), Ending(REFUSED["code"], result={**REFUSED, "response": _refusal()})),
        "getPhoneNumber": (Ending(SUCCESS), Ending(REFUSED["code"], result={"response": _refusal()})),
        "getAuthUserInfo": (Ending(SUCCESS), unauthorized),
        "getAddress": (
            Ending("9000", result={"resultStatus": "9000"}),
            Ending("6001", result={"resultStatus": "6001", "result": ""}, declines=True),
            _fails(CommonError.NO_PERMISSION, "无权调用该接口"),
        ),
        "requestSubscribeMessage": (
            Ending(SUCCESS, result={"behavior": "subscribe"}, source="typings"),
            Ending("cancel", result={"behavior": "cancel"}, source="typings", declines=True),
        ),
        "startAPVerify": (
            Ending("9000", result={"resultStatus": "9000"}),
            Ending("6001", result={"resultStatus": "6001"}, declines=True),
        ),
    }


def _refusal() -> str:
    from bridge.jsapi.identity import REFUSED, response_of

    return response_of(REFUSED)


@cache
def _location() -> Table:
    from bridge.jsapi.location import LocationError

    return {
        "getLocation": (
            Ending(SUCCESS),
            _fails(11, "the phone's location is switched off"),
            _fails(LocationError.NETWORK, "network error"),
            _fails(13, "the location cannot be had"),
            _fails(14, "timeout"),
            _fails(LocationError.REFUSED, "the user denied authorization"),
        ),
        "chooseLocation": (Ending(SUCCESS), _fails(LocationError.CANCELLED, "the user cancelled", declines=True)),
    }


@cache
def _media() -> Table:
    from bridge.jsapi.media import MediaError

    chosen = (
        Ending(SUCCESS),
        _fails(MediaError.CANCELLED, "the user cancelled", declines=True),
        _fails(MediaError.REFUSED, "the user denied authorization"),
    )
    not_saved = _fails(MediaError.NOT_SAVED, "the picture cannot be saved")
    return {
        "chooseImage": chosen,
        "chooseVideo": chosen,
        "saveImage": (Ending(SUCCESS), _fails(15, "the album may not be used"), not_saved),
        "saveImageToPhotosAlbum": (Ending(SUCCESS), not_saved),
        "getImageInfo": (
            Ending(SUCCESS),
            _fails(MediaError.EMPTY_PATH, "the path is empty"),
            _fails(MediaError.NO_PICTURE, "the picture cannot be read"),
        ),
    }


@cache
def _device_control() -> Table:
    from bridge.jsapi.device_control import ContactError, ScanError

    return {
        "scan": (
            Ending(SUCCESS),
            _fails(ScanError.CANCELLED, "the user cancelled", declines=True),
            _fails(ScanError.FAILED, "the camera may not be used"),
        ),
        "choosePhoneContact": (
            Ending(SUCCESS),
            _fails(ContactError.NO_PERMISSION, "no permission"),
            _fails(ContactError.CANCELLED, "the user cancelled", declines=True),
        ),
        "addPhoneContact": (Ending(SUCCESS), _fails(CommonError.UNKNOWN, "fail cancel", "inferred", declines=True)),
    }


@cache
def _feedback() -> Table:
    return {
        "confirm": _both({"confirm": True}, {"confirm": False}),
        "prompt": _both({"ok": True}, {"ok": False, "inputValue": ""}),
        "showModal": _both({"confirm": True}, {"confirm": False}),
        "showActionSheet": (Ending(SUCCESS), Ending("cancel", result={"index": -1}, source="inferred", declines=True)),
    }


def _both(agreed: dict[str, Any], cancelled: dict[str, Any]) -> tuple[Ending, ...]:
    """The buttons of a dialog: whichever is pressed, it is a success (documented)."""
    return Ending(SUCCESS, result=agreed), Ending("cancel", result=cancelled, declines=True)


TABLES: Mapping[str, Callable[[], Table]] = {
    "background_fetch": _background_fetch,
    "contract": _contract,
    "device_control": _device_control,
    "feedback": _feedback,
    "identity": _identity,
    "location": _location,
    "media": _media,
    "network": _network,
    "payment": _payment,
    "rsa": _rsa,
    "sockets": _sockets,
    "transfer": _transfer,
}
"""By the domain's module name. An API that is in none has success alone."""
