"""What the person lets the program do: asked at its first use, and changed in the settings.

Source of the order of questions and of the codes: the page of my.getSetting. Who agrees is not asked again, unless they
switch it off in the settings; who refuses (2001) is, unless they do not want to be (2003, and 2002 from then on).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from bridge.jsapi.asking import permitted
from bridge.jsapi.context import AppContext, Services
from bridge.jsapi.device import Permission
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.parts import part

SCOPES: tuple[Permission, ...] = (
    "location",
    "album",
    "camera",
    "userInfo",
    "phoneNumber",
    "aliaddress",
    "alipaysports",
    "writePhotosAlbum",
)
"""What `authSetting` tells of."""


class ConsentError(IntEnum):
    """The codes of a refusal, where an API has none of its own."""

    REFUSED = 2001
    SILENCED = 2002
    REFUSED_FOR_GOOD = 2003


_MESSAGES: Mapping[ConsentError, tuple[str, str]] = {
    ConsentError.REFUSED: ("the user denied authorization", "用户拒绝给小程序授权"),
    ConsentError.SILENCED: ("the user denied it before, and is not asked again", "用户此前已拒绝，不再询问"),  # noqa: RUF001
    ConsentError.REFUSED_FOR_GOOD: ("the user denied it, and will not be asked again", "用户拒绝授权，且不再询问"),  # noqa: RUF001
}


class Consents:
    """`answers` are what the person said last, by permission; of what is `silenced` they are not asked again."""

    def __init__(self) -> None:
        self.answers: dict[Permission, bool] = {}
        self.silenced: set[Permission] = set()


def consents_of(services: Services) -> Consents:
    """What the person of this program said."""
    consents: Consents = part(services, "consents")
    return consents


async def need(app: AppContext, permission: Permission, refused: str | None = None) -> None:
    """Raises `JSAPIError` unless the person grants `permission`; they are asked if it is among `Device.asks`.

    `refused`: the Chinese message of an API with its own.
    """
    consents = consents_of(app.services)
    if permission in consents.silenced:
        raise _refusal(app, ConsentError.SILENCED)
    if not app.device.grants(permission):
        raise _refusal(app, ConsentError.REFUSED, refused)
    if permission not in app.device.asks or consents.answers.get(permission):
        return
    answer = await permitted(app, permission)
    consents.answers[permission] = answer is True
    if answer is None:
        consents.silenced.add(permission)
        raise _refusal(app, ConsentError.REFUSED_FOR_GOOD)
    if not answer:
        raise _refusal(app, ConsentError.REFUSED, refused)


async def agrees(app: AppContext, permission: Permission) -> bool:
    """Whether the person grants `permission`; they are asked as in `need`."""
    try:
        await need(app, permission)
    except JSAPIError:
        return False
    return True


def _refusal(app: AppContext, code: ConsentError, chinese: str | None = None) -> JSAPIError:
    english, usual = _MESSAGES[code]
    return JSAPIError(code, (chinese or usual) if app.profile.chinese else english)


def auth_setting(services: Services) -> dict[str, bool]:
    """`authSetting` of `my.getSetting`: what the person grants; what they were never asked for is left out."""
    told = {scope: _granted(services, scope) for scope in SCOPES}
    return {scope: granted for scope, granted in told.items() if granted is not None}


def _granted(services: Services, scope: Permission) -> bool | None:
    consents = consents_of(services)
    if not services.device.grants(scope) or scope in consents.silenced:
        return False
    return consents.answers.get(scope) if scope in services.device.asks else True


def flip(app: AppContext, scope: Permission) -> None:
    """Switch a scope in the settings: what is switched off is asked for at its next use."""
    consents = consents_of(app.services)
    consents.answers[scope] = not _granted(app.services, scope)
    consents.silenced.discard(scope)
    app.change_device(asks=app.device.asks | {scope}, denied=app.device.denied - {scope})
