"""Who holds the phone: authorization codes, profile, phone number, address, and consents.

Source: the open capability pages and typings.

Codes that `my.getAuthCode` gives belong to no server here: exchanging them is the merchant server's own test.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import IntEnum

from pydantic import Field

from bridge.jsapi.asking import confirmed, decided, permitted
from bridge.jsapi.consents import agrees
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams
from bridge.jsapi.registry import jsapi
from bridge.wallet import Answer

AVATAR = "https://example.com/avatar.png"
SILENT = frozenset({"auth_base"})
"""Scopes nobody is asked about (documented)."""


class AuthCodeError(IntEnum):
    """Documented codes of `my.getAuthCode`."""

    EMPTY = 10
    CANCELLED = 11


class AuthCodeParams(Params):
    """`scopes` is one or several: auth_base, auth_user, USER_ID, ..."""

    scopes: str | list[str] = "auth_base"


class AuthCodeResult(Result):
    """`authErrorScopes` maps a scope to why it was refused."""

    authCode: str  # noqa: N815
    authErrorScopes: dict[str, str]  # noqa: N815
    authSuccessScopes: list[str]  # noqa: N815


@jsapi("getAuthCode", inferred="Who agrees grants every scope; who refuses, none.")
async def get_auth_code(params: AuthCodeParams, app: AppContext) -> AuthCodeResult:
    """A code for the merchant's server. All scopes but auth_base ask the person first; error 11 if they refuse.

    Who refuses for good ("never") refuses this once: no page tells of more.
    """
    scopes = [params.scopes] if isinstance(params.scopes, str) else params.scopes or ["auth_base"]
    if not SILENT.issuperset(scopes) and not await permitted(app, ", ".join(scopes), title="getAuthCode"):
        message = "用户取消授权" if app.profile.chinese else "the user cancelled"
        raise JSAPIError(AuthCodeError.CANCELLED, message)
    code = f"{app.services.random.getrandbits(128):032x}"
    return AuthCodeResult(authCode=code, authErrorScopes={}, authSuccessScopes=scopes)


PLAIN = "`response` is plain text here; on a phone it is encrypted and signed."


class OpenDataResult(Result):
    """`response` is JSON text: `{"response": {"code": "10000", ...}}`, encrypted and signed on a phone, plain here."""

    response: str


class OpenUserInfoResult(OpenDataResult):
    """The properties beside `response` are those of the typings."""

    code: str
    msg: str
    subCode: str | None = None  # noqa: N815
    subMsg: str | None = None  # noqa: N815
    nickName: str | None = None  # noqa: N815
    avatar: str | None = None


FINE = {"code": "10000", "msg": "Success"}
REFUSED = {
    "code": "40003",
    "msg": "Insufficient Conditions",
    "subCode": "isv.invalid-auth-relations",
    "subMsg": "无效的授权关系",
}
"""As documented for a person who has not agreed: a success whose response says so."""


def response_of(answer: dict[str, str]) -> str:
    """The text of `response` that holds `answer`."""
    return json.dumps({"response": answer}, ensure_ascii=False)


@jsapi("getOpenUserInfo", kind="device", inferred=PLAIN)
async def get_open_user_info(params: NoParams, app: AppContext) -> OpenUserInfoResult:
    """The person's public profile; one who has not agreed is a success whose response has code 40003 (documented).

    On a phone a button asks them; here this call does, if `userInfo` is among `Device.asks`.
    """
    if not await agrees(app, "userInfo"):
        return OpenUserInfoResult(response=response_of(REFUSED), **REFUSED)
    answer = {**FINE, "nickName": app.device.owner.name, "avatar": AVATAR}
    details = {"city": app.device.location.city, "province": app.device.location.province, "countryCode": "CN"}
    return OpenUserInfoResult(response=response_of({**answer, **details, "gender": "m"}), **answer)


class AuthUserInfoResult(Result):
    """The older form of the profile."""

    nickName: str  # noqa: N815
    avatar: str


@jsapi(
    "getAuthUserInfo",
    kind="device",
    standing="observed",
    inferred="Without the person's agreement it fails with the common code 4.",
)
async def get_auth_user_info(params: NoParams, app: AppContext) -> AuthUserInfoResult:
    """The person's public profile, as it was told before `my.getOpenUserInfo`; error 4 if they have not agreed."""
    if not await agrees(app, "userInfo"):
        raise JSAPIError(CommonError.NO_PERMISSION, "the user has not authorized auth_user")
    return AuthUserInfoResult(nickName=app.device.owner.name, avatar=AVATAR)


@jsapi("getPhoneNumber", kind="device", inferred=PLAIN)
async def get_phone_number(params: NoParams, app: AppContext) -> OpenDataResult:
    """The person's number; one who has not agreed is a success whose response has code 40003 (documented)."""
    granted = await agrees(app, "phoneNumber")
    return OpenDataResult(response=response_of({**FINE, "mobile": app.device.owner.mobile} if granted else REFUSED))


class AddressResult(Result):
    """`result` is the address with "9000", and an empty text with "6001"."""

    resultStatus: str  # noqa: N815
    result: dict[str, str] | str


@jsapi("getAddress", kind="device", inferred="The address is where the phone is.")
async def get_address(params: NoParams, app: AppContext) -> AddressResult:
    """Have the person choose a delivery address. That they do not is a success (documented); error 4 if refused."""
    if not await agrees(app, "aliaddress"):
        raise JSAPIError(CommonError.NO_PERMISSION, "无权调用该接口")
    if not await confirmed(app, "getAddress"):
        return AddressResult(resultStatus="6001", result="")
    place, owner = app.device.location, app.device.owner
    address = {
        "fullname": owner.name,
        "mobilePhone": owner.mobile,
        "country": place.country,
        "prov": place.province,
        "city": place.city,
        "area": place.district,
        "street": place.street,
        "address": f"{place.street}{place.number}",
    }
    return AddressResult(resultStatus="9000", result=address)


class VerifyParams(Params):
    """As the merchant's server was given them."""

    certifyId: str = Field(min_length=1)  # noqa: N815
    url: str | None = None


class VerifyResult(Result):
    """`resultStatus` "9000" passed, "6001" cancelled, "6002" without a network, "4000" failed.

    `result` is `{certifyId, errorCode}`, and empty with 6001 and 6002 (documented).
    """

    resultStatus: str  # noqa: N815
    result: dict[str, str]


VERIFIED: Mapping[Answer, tuple[str, str | None]] = {
    Answer.APPROVE: ("9000", ""),
    Answer.CANCEL: ("6001", None),
    Answer.NETWORK_ERROR: ("6002", None),
    Answer.FAIL: ("4000", "SYSTEM_ERROR"),
    Answer.UNKNOWN: ("4000", "UNKNOWN_ERROR"),
}
"""`resultStatus` and `errorCode`, None where there is no `result`.

Source: Alibaba Cloud's page on verification in Alipay mini programs (document 144545), for the same page of the wallet.
"""


@jsapi(
    "startAPVerify",
    inferred="No network is 6002 and nobody is asked; an outcome that is lost, or still worked on, is 4000 with "
    "UNKNOWN_ERROR.",
)
async def start_ap_verify(params: VerifyParams, app: AppContext) -> VerifyResult:
    """Have the person prove who they are, on a page of the wallet. However it ends, it ends in success (documented)."""
    question = f"startAPVerify {params.certifyId}"
    answer = (await decided(app, question)).told if app.device.online else Answer.NETWORK_ERROR
    status, error = VERIFIED[answer]
    return VerifyResult(
        resultStatus=status, result={} if error is None else {"certifyId": params.certifyId, "errorCode": error}
    )
