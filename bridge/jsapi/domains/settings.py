"""The permissions of the program, told and changed. Source: the settings pages and typings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bridge.errors import UsageError
from bridge.jsapi.asking import confirmed, handed_over
from bridge.jsapi.consents import SCOPES, SWITCHES, allow, auth_setting, flip, granted
from bridge.jsapi.context import AppContext
from bridge.jsapi.device import Permission
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams
from bridge.jsapi.registry import jsapi


class SettingResult(Result):
    """`authSetting`: by scope, whether the person grants it."""

    authSetting: dict[str, bool]  # noqa: N815


@jsapi("getSetting", kind="device")
def get_setting(params: NoParams, app: AppContext) -> SettingResult:
    """What the person grants. What they were not asked for yet (`Device.asks`) is left out."""
    return SettingResult(authSetting=auth_setting(app.services))


@jsapi("openSetting", kind="device")
async def open_setting(params: NoParams, app: AppContext) -> SettingResult:
    """Show the person the settings: they flip the switches that a text of their script names, such as "location album".

    There is a switch for all that a person is asked for, since a refusal for good ends there (documented);
    `authSetting` tells of fewer.
    Raises `UsageError` if the script names a switch that is not there.
    """
    flipped = await handed_over(app, "openSetting", "")
    for name in (flipped or "").split():
        scope = next((scope for scope in SWITCHES if scope == name), None)
        if scope is None:
            raise UsageError(f"the settings have no switch {name!r}; there are {', '.join(SWITCHES)}")
        flip(app, scope)
    return SettingResult(authSetting=auth_setting(app.services))


AuthType = Literal[
    "BLUETOOTH", "BACKGROUNDER", "SHORTCUT", "NOTIFICATION", "SELFSTARTING", "STORAGE", "MICROPHONE", "ADDRESSBOOK",
    "CAMERA", "PHOTO", "LBSSERVICE", "LBS", "LBSHIGHACCURACY",
]  # fmt: skip

_GUIDED: Mapping[AuthType, Permission] = {
    "BLUETOOTH": "bluetooth",
    "NOTIFICATION": "notification",
    "MICROPHONE": "microphone",
    "ADDRESSBOOK": "contacts",
    "CAMERA": "camera",
    "PHOTO": "album",
    "LBSSERVICE": "location",
    "LBS": "location",
    "LBSHIGHACCURACY": "location",
}
"""The permissions that a phone here has; the others are never granted."""


class AuthGuideParams(Params):
    """`authType`: what the person shall allow the wallet app itself to do."""

    authType: AuthType  # noqa: N815


class AuthGuideResult(Result):
    """`shown`: whether the person saw the guide."""

    shown: bool


@jsapi("showAuthGuide", kind="device", inferred="Who agrees to the guide switches on what it tells of.")
async def show_auth_guide(params: AuthGuideParams, app: AppContext) -> AuthGuideResult:
    """Advise the person to allow something in the phone's settings, unless they did: also what they refused when asked.

    What `authSetting` tells of is granted to the wallet and to the program apart (documented): there the guide is about
    the wallet alone. On Android `shown` is true in any case (documented as a defect).
    """
    permission = _GUIDED.get(params.authType)
    if permission is not None and _allowed(app, permission):
        return AuthGuideResult(shown=app.device.platform == "Android")
    if await confirmed(app, "showAuthGuide", params.authType) and permission is not None:
        _follow(app, permission)
    return AuthGuideResult(shown=True)


def _allowed(app: AppContext, permission: Permission) -> bool:
    if permission not in SCOPES:
        return granted(app.services, permission) is not False
    return app.device.grants(permission) and (permission != "location" or app.device.locates)


def _follow(app: AppContext, permission: Permission) -> None:
    """What `authSetting` tells of is granted to the wallet and to each program; all else has one switch here."""
    if permission not in SCOPES:
        allow(app, permission)
        return
    locates = app.device.locates or permission == "location"
    app.change_device(denied=app.device.denied - {permission}, locates=locates)
