"""The endings of every JSAPI that has more than success, by the domain that answers it.

A table is made when it is first asked for, as it reads the codes of its domain. Sources: the platform's page of each
API, its typings, and the tables of codes in `bridge.jsapi`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bridge.jsapi.endings import SUCCESS, Ending, Source, Table, fails
from bridge.jsapi.errors import CommonError
from bridge.jsapi.radio_endings import TABLES as RADIO_TABLES
from bridge.jsapi.wallet_endings import TABLES as WALLET_TABLES


@cache
def _network() -> Table:
    from bridge.jsapi.domains.network import RequestError

    answered = {"data": "Internal Server Error", "status": 500, "headers": {}}
    endings = (
        Ending(SUCCESS),
        fails(CommonError.INVALID_PARAMETER, "invalid parameter"),
        fails(CommonError.NO_PERMISSION, "the host is not on the list of allowed ones", "typings"),
        fails(CommonError.ABORTED, "request:fail abort", "typings"),
        fails(11, "no cross-domain permission", "typings"),
        fails(RequestError.NETWORK, "network error"),
        fails(RequestError.TIMEOUT, "timeout", takes_effect=True),
        fails(RequestError.DECODING, "JSON parse data error", takes_effect=True),
        fails(RequestError.URL_ENCODING, "the data cannot be put into the URL"),
        fails(RequestError.HTTP_STATUS, "http status error", extra=answered),
        fails(20, "the request was stopped", "typings"),
        fails(23, "the proxy failed", "typings"),
    )
    return {"request": endings, "httpRequest": endings}


@cache
def _transfer() -> Table:
    from bridge.jsapi.domains.transfer import TransferError

    return {
        "uploadFile": (
            Ending(SUCCESS),
            fails(TransferError.NO_FILE, "the file does not exist"),
            fails(TransferError.FAILED, "the upload failed"),
            fails(TransferError.NO_PERMISSION, "no permission"),
        ),
        "downloadFile": (
            Ending(SUCCESS),
            fails(TransferError.FAILED, "the download failed"),
            fails(TransferError.NO_PERMISSION, "no permission"),
            fails(TransferError.PLAIN_HTTP, "plain http is not supported"),
        ),
    }


@cache
def _sockets() -> Table:
    from bridge.jsapi.domains.sockets import SocketError

    not_open = fails(SocketError.NOT_OPEN, "the connection is not open")
    not_allowed = fails(CommonError.NO_PERMISSION, "the host is not on the list of allowed ones", "inferred")
    return {
        "connectSocket": (Ending(SUCCESS), not_allowed),
        "sendSocketMessage": (Ending(SUCCESS), not_open, fails(SocketError.NOT_SENT, "the message was not sent")),
        "closeSocket": (Ending(SUCCESS), fails(SocketError.NOT_OPEN, "the connection is not open", "inferred")),
    }


@cache
def _rsa() -> Table:
    from bridge.jsapi.domains.rsa import RsaError

    wrong = (fails(RsaError.PARAMETER, "wrong parameters"), fails(RsaError.KEY, "wrong key"))
    return {"rsa": (Ending(SUCCESS), *wrong)}


@cache
def _background_fetch() -> Table:
    return {"getBackgroundFetchData": (Ending(SUCCESS), fails(CommonError.UNKNOWN, "nothing was fetched", "inferred"))}


@cache
def _navigation() -> Table:
    from bridge.jsapi.domains.navigation import OtherProgramError

    refused = (
        fails(OtherProgramError.NOT_ALLOWED, "the other program may not be gone to"),
        fails(OtherProgramError.FAILED, "the other program cannot be gone to"),
    )
    return {"navigateToMiniProgram": (Ending(SUCCESS), *refused)}


@cache
def _exercise() -> Table:
    from bridge.jsapi.domains.exercise import RunDataError

    refused, counts_none = RunDataError.REFUSED, RunDataError.NO_COUNTER
    codes = {1001: "系统繁忙", refused: "未授权支付宝应用计步权限", counts_none: "用户设备不支持计步"}
    codes[1005] = "用户未开通支付宝运动功能"
    return {"getRunData": (Ending(SUCCESS), *(fails(code, text, "typings") for code, text in codes.items()))}


@cache
def _unloading() -> Table:
    from bridge.jsapi.domains.unloading import UnloadError

    def asked(name: str) -> tuple[Ending, ...]:
        no_page = fails(UnloadError.NO_PAGE, f"has not found page when {name} has been invoked", "typings")
        first = fails(UnloadError.FIRST_PAGE, f"can not invoke {name} at first page", "typings")
        return Ending(SUCCESS), no_page, first, fails(9, f"client not support {name}", "typings")

    return {name: asked(name) for name in ("enableAlertBeforeUnload", "disableAlertBeforeUnload")}


@cache
def _location() -> Table:
    from bridge.jsapi.consents import ConsentError
    from bridge.jsapi.domains.location import LocationError

    return {
        "getLocation": (
            Ending(SUCCESS),
            fails(11, "the phone's location is switched off"),
            fails(LocationError.NETWORK, "network error"),
            fails(13, "the location cannot be had"),
            fails(14, "timeout"),
            fails(ConsentError.REFUSED, "the user denied authorization"),
        ),
        "chooseLocation": (Ending(SUCCESS), fails(LocationError.CANCELLED, "the user cancelled", declines=True)),
    }


@cache
def _album() -> Table:
    from bridge.jsapi.consents import ConsentError
    from bridge.jsapi.domains.album import AlbumError

    chosen = (
        Ending(SUCCESS),
        fails(AlbumError.CANCELLED, "the user cancelled", declines=True),
        fails(ConsentError.REFUSED, "the user denied authorization"),
    )
    saved = (
        Ending(SUCCESS),
        fails(AlbumError.NO_ALBUM, "the album may not be used"),
        fails(AlbumError.NOT_SAVED, "it cannot be saved"),
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
            fails(MediaError.EMPTY_PATH, "the path is empty"),
            fails(MediaError.NO_PICTURE, "the picture cannot be read"),
        ),
    }


@cache
def _device_control() -> Table:
    from bridge.jsapi.domains.device_control import ScanError

    return {
        "scan": (
            Ending(SUCCESS),
            fails(ScanError.CANCELLED, "the user cancelled", declines=True),
            fails(ScanError.FAILED, "the camera may not be used"),
        ),
    }


@cache
def _biometrics() -> Table:
    from bridge.jsapi.domains.biometrics import IfaaError, LocalBioAuthError

    unusable = (
        fails(LocalBioAuthError.UNSUPPORTED, "the device has no biometric support"),
        fails(LocalBioAuthError.NOT_ENROLLED, "no biometric credentials are enrolled on the device"),
        fails(LocalBioAuthError.UNDEFINED, "undefined error"),
    )
    return {
        "checkLocalBioAuthSupported": (Ending(SUCCESS), *unusable),
        "startLocalBioAuth": (
            Ending(SUCCESS),
            fails(LocalBioAuthError.CANCELLED, "the user cancelled", declines=True),
            *unusable,
        ),
        "startIfaaAuthentication": (
            Ending(SUCCESS),
            fails(IfaaError.NOT_RECOGNIZED, "not recognized"),
            fails(IfaaError.CANCELLED, "the user cancelled", declines=True),
            fails(IfaaError.TIMEOUT, "timeout"),
            fails(IfaaError.UNKNOWN, "unknown error"),
            fails(IfaaError.NETWORK, "network error"),
        ),
    }


@cache
def _contacts() -> Table:
    from bridge.jsapi.domains.contacts import ContactError

    cancelled = fails(ContactError.CANCELLED, "the user cancelled", declines=True)
    return {
        "choosePhoneContact": (
            Ending(SUCCESS),
            fails(ContactError.NO_PERMISSION, "no permission"),
            cancelled,
        ),
        "chooseAlipayContact": (Ending(SUCCESS), fails(ContactError.NO_PERMISSION, "no permission"), cancelled),
        "addPhoneContact": (Ending(SUCCESS), fails(ContactError.CANCELLED, "fail cancel", declines=True)),
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

    return Ending(SUCCESS), fails(CANCELLED, "the user cancelled", source, declines=True)


@cache
def _cities() -> Table:
    from bridge.jsapi.domains.cities import LocatedCityError

    renamed = (
        Ending(SUCCESS),
        fails(LocatedCityError.OTHER_CITY, "another locatedCityId is shown", "inferred"),
        fails(LocatedCityError.NOT_LOCATED, "no city is located yet", "inferred"),
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
    "dates": lambda: {"datePicker": _picked()},
    "device_control": _device_control,
    "exercise": _exercise,
    "feedback": _feedback,
    "fonts": lambda: {"loadFontFace": (Ending(SUCCESS), fails(10, "the font cannot be loaded", "typings"))},
    "location": _location,
    "media": _media,
    "navigation": _navigation,
    "network": _network,
    "pickers": _pickers,
    "regions": lambda: {"regionPicker": _picked("inferred")},
    "rsa": _rsa,
    "sockets": _sockets,
    "transfer": _transfer,
    "unloading": _unloading,
    **RADIO_TABLES,
    **WALLET_TABLES,
}
"""By the domain's module name. An API that is in none has success alone."""
