"""The endings of every JSAPI that has more than success, by the domain that answers it.

A table is made when it is first asked for, as it reads the codes of its domain. Sources: the platform's page of each
API, its typings, and the tables of codes in `bridge.jsapi`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bridge.jsapi.endings import SUCCESS, Ending, Source
from bridge.jsapi.errors import CommonError
from bridge.jsapi.radio_endings import TABLES as RADIO_TABLES
from bridge.wallet import Answer

Table = Mapping[str, tuple[Ending, ...]]


def _fails(code: int, message: str, source: Source = "documented", **how: Any) -> Ending:
    """A failure in the usual shape. `how`: further fields of `Ending`, and `extra` members of the result."""
    extra = how.pop("extra", {})
    return Ending(str(int(code)), "fail", {"error": int(code), "errorMessage": message, **extra}, source, **how)


@cache
def _contract() -> Table:
    from bridge.jsapi.domains.contract import CODE_OF_ANSWER, MESSAGES, SignContractFailure

    failures = (
        Ending(code.value, "fail", SignContractFailure.of(code.value, MESSAGES[code], {}), answer=answer)
        for answer, code in CODE_OF_ANSWER.items()
    )
    return {"signContract": (Ending(SUCCESS, answer=Answer.APPROVE), *failures)}


@cache
def _payment() -> Table:
    from bridge.jsapi.domains.payment import PAID, SERVICE_FAILED, SIGNED

    paid = [
        Ending(
            code, result={"resultCode": code} if code == "9000" else {"resultCode": code, "result": ""}, answer=answer
        )
        for answer, code in PAID.items()
    ]
    signed = (Ending(code, result={"resultStatus": code}, answer=answer) for answer, code in SIGNED.items())
    ordered = (Ending(SUCCESS), _fails(SERVICE_FAILED, "服务异常请重试", "typings"))
    return {"tradePay": tuple(paid), "paySignCenter": tuple(signed), "checkBeforeAddOrder": ordered}


@cache
def _network() -> Table:
    from bridge.jsapi.domains.network import RequestError

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
    from bridge.jsapi.domains.transfer import TransferError

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
    from bridge.jsapi.domains.sockets import SocketError

    not_open = _fails(SocketError.NOT_OPEN, "the connection is not open")
    not_allowed = _fails(CommonError.NO_PERMISSION, "the host is not on the list of allowed ones", "inferred")
    return {
        "connectSocket": (Ending(SUCCESS), not_allowed),
        "sendSocketMessage": (Ending(SUCCESS), not_open, _fails(SocketError.NOT_SENT, "the message was not sent")),
        "closeSocket": (Ending(SUCCESS), _fails(SocketError.NOT_OPEN, "the connection is not open", "inferred")),
    }


@cache
def _rsa() -> Table:
    from bridge.jsapi.domains.rsa import RsaError

    wrong = (_fails(RsaError.PARAMETER, "wrong parameters"), _fails(RsaError.KEY, "wrong key"))
    return {"rsa": (Ending(SUCCESS), *wrong)}


@cache
def _background_fetch() -> Table:
    return {"getBackgroundFetchData": (Ending(SUCCESS), _fails(CommonError.UNKNOWN, "nothing was fetched", "inferred"))}


@cache
def _identity() -> Table:
    from bridge.jsapi.domains.identity import REFUSED, VERIFIED, AuthCodeError

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
        "startAPVerify": tuple(
            Ending(status, result={"resultStatus": status}, answer=answer)
            for answer, (status, _) in VERIFIED.items()
            if answer is not Answer.UNKNOWN  # to a program, a failure
        ),
    }


@cache
def _subscriptions() -> Table:
    from bridge.jsapi.domains.subscriptions import SubscribeError

    def ended(code: SubscribeError, message: str, behavior: str = "", **how: Any) -> Ending:
        return _fails(code, message, "documented", extra={"behavior": behavior, "errorCode": int(code)}, **how)

    endings = (
        Ending(SUCCESS, result={"behavior": "subscribe"}),
        ended(SubscribeError.CANCELLED, "the user cancelled", "cancel", declines=True),
        ended(SubscribeError.SYSTEM, "system error"),
        ended(SubscribeError.BEING_ASKED, "the user is being asked already"),
        ended(SubscribeError.PARAMETER, "wrong parameters"),
        ended(SubscribeError.NO_SERVICE, "the app may not offer this service"),
        ended(SubscribeError.TOO_OFTEN, "called too often"),
        ended(SubscribeError.MIXED_KINDS, "templates for once and for long together"),
        ended(SubscribeError.NO_TEMPLATE, "there is no such template"),
        ended(SubscribeError.FAILED, "the subscription failed"),
    )
    return {"requestSubscribeMessage": endings}


@cache
def _navigation() -> Table:
    from bridge.jsapi.domains.navigation import OtherProgramError

    refused = (
        _fails(OtherProgramError.NOT_ALLOWED, "the other program may not be gone to"),
        _fails(OtherProgramError.FAILED, "the other program cannot be gone to"),
    )
    return {"navigateToMiniProgram": (Ending(SUCCESS), *refused)}


@cache
def _exercise() -> Table:
    from bridge.jsapi.domains.exercise import RunDataError

    refused, counts_none = RunDataError.REFUSED, RunDataError.NO_COUNTER
    codes = {1001: "系统繁忙", refused: "未授权支付宝应用计步权限", counts_none: "用户设备不支持计步"}
    codes[1005] = "用户未开通支付宝运动功能"
    return {"getRunData": (Ending(SUCCESS), *(_fails(code, text, "typings") for code, text in codes.items()))}


@cache
def _unloading() -> Table:
    from bridge.jsapi.domains.unloading import UnloadError

    def asked(name: str) -> tuple[Ending, ...]:
        no_page = _fails(UnloadError.NO_PAGE, f"has not found page when {name} has been invoked", "typings")
        first = _fails(UnloadError.FIRST_PAGE, f"can not invoke {name} at first page", "typings")
        return Ending(SUCCESS), no_page, first, _fails(9, f"client not support {name}", "typings")

    return {name: asked(name) for name in ("enableAlertBeforeUnload", "disableAlertBeforeUnload")}


def _refusal() -> str:
    from bridge.jsapi.domains.identity import REFUSED, response_of

    return response_of(REFUSED)


@cache
def _location() -> Table:
    from bridge.jsapi.consents import ConsentError
    from bridge.jsapi.domains.location import LocationError

    return {
        "getLocation": (
            Ending(SUCCESS),
            _fails(11, "the phone's location is switched off"),
            _fails(LocationError.NETWORK, "network error"),
            _fails(13, "the location cannot be had"),
            _fails(14, "timeout"),
            _fails(ConsentError.REFUSED, "the user denied authorization"),
        ),
        "chooseLocation": (Ending(SUCCESS), _fails(LocationError.CANCELLED, "the user cancelled", declines=True)),
    }


@cache
def _album() -> Table:
    from bridge.jsapi.consents import ConsentError
    from bridge.jsapi.domains.album import AlbumError

    chosen = (
        Ending(SUCCESS),
        _fails(AlbumError.CANCELLED, "the user cancelled", declines=True),
        _fails(ConsentError.REFUSED, "the user denied authorization"),
    )
    saved = (
        Ending(SUCCESS),
        _fails(AlbumError.NO_ALBUM, "the album may not be used"),
        _fails(AlbumError.NOT_SAVED, "it cannot be saved"),
    )
    return {
        "chooseImage": chosen,
        "chooseVideo": chosen,
        "saveImage": saved,
        "saveImageToPhotosAlbum": saved,
        "saveVideoToPhotosAlbum": saved,
    }


@cache
def _media() -> Table:
    from bridge.jsapi.domains.media import MediaError

    return {
        "getImageInfo": (
            Ending(SUCCESS),
            _fails(MediaError.EMPTY_PATH, "the path is empty"),
            _fails(MediaError.NO_PICTURE, "the picture cannot be read"),
        ),
    }


@cache
def _device_control() -> Table:
    from bridge.jsapi.domains.device_control import ScanError

    return {
        "scan": (
            Ending(SUCCESS),
            _fails(ScanError.CANCELLED, "the user cancelled", declines=True),
            _fails(ScanError.FAILED, "the camera may not be used"),
        ),
    }


@cache
def _biometrics() -> Table:
    from bridge.jsapi.domains.biometrics import IfaaError, LocalBioAuthError

    unusable = (
        _fails(LocalBioAuthError.UNSUPPORTED, "the device has no biometric support"),
        _fails(LocalBioAuthError.NOT_ENROLLED, "no biometric credentials are enrolled on the device"),
        _fails(LocalBioAuthError.UNDEFINED, "undefined error"),
    )
    return {
        "checkLocalBioAuthSupported": (Ending(SUCCESS), *unusable),
        "startLocalBioAuth": (
            Ending(SUCCESS),
            _fails(LocalBioAuthError.CANCELLED, "the user cancelled", declines=True),
            *unusable,
        ),
        "startIfaaAuthentication": (
            Ending(SUCCESS),
            _fails(IfaaError.NOT_RECOGNIZED, "not recognized"),
            _fails(IfaaError.CANCELLED, "the user cancelled", declines=True),
            _fails(IfaaError.TIMEOUT, "timeout"),
            _fails(IfaaError.UNKNOWN, "unknown error"),
            _fails(IfaaError.NETWORK, "network error"),
        ),
    }


@cache
def _contacts() -> Table:
    from bridge.jsapi.domains.contacts import ContactError

    cancelled = _fails(ContactError.CANCELLED, "the user cancelled", declines=True)
    return {
        "choosePhoneContact": (
            Ending(SUCCESS),
            _fails(ContactError.NO_PERMISSION, "no permission"),
            cancelled,
        ),
        "chooseAlipayContact": (Ending(SUCCESS), _fails(ContactError.NO_PERMISSION, "no permission"), cancelled),
        "addPhoneContact": (Ending(SUCCESS), _fails(ContactError.CANCELLED, "fail cancel", declines=True)),
    }


@cache
def _feedback() -> Table:
    return {
        "confirm": _both({"confirm": True}, {"confirm": False}),
        "prompt": _both({"ok": True}, {"ok": False, "inputValue": ""}),
        "showModal": _both({"confirm": True}, {"confirm": False}),
        "showActionSheet": (Ending(SUCCESS), Ending("cancel", result={"index": -1}, declines=True)),
    }


@cache
def _pickers() -> Table:
    nothing = {"selectedOneIndex": "", "selectedOneOption": ""}
    return {
        "optionsSelect": (Ending(SUCCESS), Ending("cancel", result=nothing, source="typings", declines=True)),
        "multiLevelSelect": _both({"success": True}, {"success": False}),
    }


def _picked(source: Source = "documented") -> tuple[Ending, ...]:
    from bridge.jsapi.asking import CANCELLED

    return Ending(SUCCESS), _fails(CANCELLED, "the user cancelled", source, declines=True)


@cache
def _cities() -> Table:
    from bridge.jsapi.domains.cities import LocatedCityError

    renamed = (
        Ending(SUCCESS),
        _fails(LocatedCityError.OTHER_CITY, "another locatedCityId is shown", "inferred"),
        _fails(LocatedCityError.NOT_LOCATED, "no city is located yet", "inferred"),
    )
    return {"chooseCity": _picked("typings"), "chooseDistrict": _picked("inferred"), "setLocatedCity": renamed}


def _both(agreed: dict[str, Any], cancelled: dict[str, Any]) -> tuple[Ending, ...]:
    """The buttons of a dialog: whichever is pressed, it is a success (documented)."""
    return Ending(SUCCESS, result=agreed), Ending("cancel", result=cancelled, declines=True)


TABLES: Mapping[str, Callable[[], Table]] = {
    "album": _album,
    "background_fetch": _background_fetch,
    "biometrics": _biometrics,
    "cities": _cities,
    "contacts": _contacts,
    "contract": _contract,
    "dates": lambda: {"datePicker": _picked()},
    "device_control": _device_control,
    "exercise": _exercise,
    "feedback": _feedback,
    "fonts": lambda: {"loadFontFace": (Ending(SUCCESS), _fails(10, "the font cannot be loaded", "typings"))},
    "identity": _identity,
    "location": _location,
    "media": _media,
    "navigation": _navigation,
    "network": _network,
    "payment": _payment,
    "pickers": _pickers,
    "regions": lambda: {"regionPicker": _picked("inferred")},
    "rsa": _rsa,
    "sockets": _sockets,
    "subscriptions": _subscriptions,
    "transfer": _transfer,
    "unloading": _unloading,
    **RADIO_TABLES,
}
"""By the domain's module name. An API that is in none has success alone."""
