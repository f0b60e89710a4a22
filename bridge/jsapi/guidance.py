"""`my.showAuthGuide`: leading the person to the phone's settings. Source: its page and typings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bridge.jsapi.asking import confirmed
from bridge.jsapi.context import AppContext
from bridge.jsapi.device import Permission
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi

AuthType = Literal[
    "BLUETOOTH", "BACKGROUNDER", "SHORTCUT", "NOTIFICATION", "SELFSTARTING", "STORAGE", "MICROPHONE", "ADDRESSBOOK",
    "CAMERA", "PHOTO", "LBSSERVICE", "LBS", "LBSHIGHACCURACY",
]  # fmt: skip

PERMISSIONS: Mapping[AuthType, Permission] = {
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
"""What a person is led to grant; nothing here depends on the others."""


class AuthGuideParams(Params):
    """What is wanted."""

    authType: AuthType  # noqa: N815


class AuthGuideResult(Result):
    """Whether the person saw it."""

    shown: bool


@jsapi(
    "showAuthGuide",
    kind="device",
    inferred="It is shown unless the permission is granted already, and a person who agrees grants it.",
)
async def show_auth_guide(params: AuthGuideParams, app: AppContext) -> AuthGuideResult:
    """Lead the person to grant what they denied (`Device.denied`), which they do unless the script says no."""
    permission = PERMISSIONS.get(params.authType)
    if permission is not None and app.device.grants(permission):
        return AuthGuideResult(shown=False)
    if await confirmed(app, "showAuthGuide", params.authType) and permission is not None:
        app.change_device(denied=app.device.denied - {permission})
    return AuthGuideResult(shown=True)
