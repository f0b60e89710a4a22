"""Fingers and faces: what the phone can tell, whom it knows, and who is before it (`Device.biometrics`).

Source: the international pages on biometric authentication, with their codes, and the IFAA pages and typings.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from pydantic import Field, StrictStr

from bridge.jsapi.asking import confirmed
from bridge.jsapi.context import AppContext
from bridge.jsapi.device import BiometricMode
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi


class LocalBioAuthError(IntEnum):
    """Documented codes of the international APIs."""

    CANCELLED = 11
    UNSUPPORTED = 12
    NOT_ENROLLED = 13
    UNDEFINED = 99


class IfaaError(IntEnum):
    """Documented codes of `my.startIfaaAuthentication`."""

    NOT_RECOGNIZED = 61001
    CANCELLED = 61003
    TIMEOUT = 61004
    UNKNOWN = 62002
    NETWORK = 62003


def _check_local(app: AppContext) -> None:
    if app.device.biometrics == "none":
        raise JSAPIError(LocalBioAuthError.UNSUPPORTED, "the device has no biometric support")
    if app.device.biometrics == "unenrolled":
        raise JSAPIError(LocalBioAuthError.NOT_ENROLLED, "no biometric credentials are enrolled on the device")


@jsapi("checkLocalBioAuthSupported", kind="device")
def check_local_bio_auth_supported(params: NoParams, app: AppContext) -> SuccessResult:
    """Whether biometrics can be used: error 12 if the phone has none, 13 if it knows nobody's."""
    _check_local(app)
    return SuccessResult()


class LocalBioAuthParams(Params):
    """`promptText` is shown to the person. `fallbackType` 1 lets them unlock the phone another way instead."""

    promptText: StrictStr = Field(min_length=1)  # noqa: N815
    fallbackType: Literal[0, 1] = 0  # noqa: N815


@jsapi(
    "startLocalBioAuth",
    kind="device",
    inferred="A wrong finger is told of by error 99, unless the person may unlock the phone another way.",
)
async def start_local_bio_auth(params: LocalBioAuthParams, app: AppContext) -> SuccessResult:
    """Have the person show a finger or their face; error 11 if they do not want to."""
    _check_local(app)
    if not await confirmed(app, "startLocalBioAuth", params.promptText):
        raise JSAPIError(LocalBioAuthError.CANCELLED, "the user cancelled")
    if app.device.biometrics == "wrong" and params.fallbackType == 0:
        raise JSAPIError(LocalBioAuthError.UNDEFINED, "the biometric credentials do not match")
    return SuccessResult()


class SupportResult(SuccessResult):
    """`supportMode` is empty if the phone has no biometrics."""

    supportMode: list[str]  # noqa: N815


@jsapi("checkIsSupportIfaaAuthentication", kind="device")
def check_is_support_ifaa_authentication(params: NoParams, app: AppContext) -> SupportResult:
    """What the phone can tell people by: `Device.biometric_modes`."""
    return SupportResult(supportMode=list(app.device.biometric_modes) if app.device.biometrics != "none" else [])


class EnrolledParams(Params):
    """Which of them is asked about."""

    checkAuthMode: BiometricMode  # noqa: N815


class EnrolledResult(SuccessResult):
    """Whether the phone knows somebody by it."""

    isEnrolled: bool  # noqa: N815


@jsapi("checkIsIfaaEnrolledInDevice", kind="device")
def check_is_ifaa_enrolled_in_device(params: EnrolledParams, app: AppContext) -> EnrolledResult:
    """Whether the phone knows somebody's finger or face."""
    return EnrolledResult(isEnrolled=_knows(app, params.checkAuthMode))


def _knows(app: AppContext, mode: BiometricMode) -> bool:
    return mode in app.device.biometric_modes and app.device.biometrics in ("right", "wrong")


class IfaaParams(Params):
    """`requestAuthModes`: any of them will do. `challenge` is the program's own name of the request."""

    requestAuthModes: list[BiometricMode] = Field(min_length=1)  # noqa: N815
    challenge: StrictStr


class IfaaResult(Result):
    """`verifyId` is what the merchant's server asks about; of the rest nobody tells what it is."""

    code: str
    verifyId: str  # noqa: N815
    message: str | None = None
    srcCode: str | None = None  # noqa: N815
    subCode: str | None = None  # noqa: N815
    token: str | None = None
    verifyCode: str | None = None  # noqa: N815
    nextIsCasherPament2: bool | None = None  # noqa: N815
    bizResponseData: str | None = None  # noqa: N815


@jsapi(
    "startIfaaAuthentication",
    kind="device",
    inferred="The code of success is 1000; 62002 tells that the phone knows nobody by what was asked for.",
)
async def start_ifaa_authentication(params: IfaaParams, app: AppContext) -> IfaaResult:
    """Have the person show a finger or their face.

    Error 62003 without a network, 61003 if they do not want to, 61001 if it is the wrong one.
    """
    if not app.device.online:
        raise JSAPIError(IfaaError.NETWORK, "网络异常" if app.profile.chinese else "network error")
    if not any(_knows(app, mode) for mode in params.requestAuthModes):
        raise JSAPIError(IfaaError.UNKNOWN, "未知异常" if app.profile.chinese else "unknown error")
    if not await confirmed(app, "startIfaaAuthentication", params.challenge):
        raise JSAPIError(IfaaError.CANCELLED, "用户取消" if app.profile.chinese else "the user cancelled")
    if app.device.biometrics == "wrong":
        raise JSAPIError(IfaaError.NOT_RECOGNIZED, "校验失败" if app.profile.chinese else "not recognized")
    return IfaaResult(code="1000", verifyId=f"{app.services.random.getrandbits(128):032x}")
