"""What the person lets the program do: asked at its first use, and changed in the settings.

Source of the order of questions and of the codes: the page of my.getSetting. Who agrees is not asked again, unless they
switch it off in the settings; who refuses (2001) is, unless they do not want to be (2003, and 2002 from then on).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import get_args

from bridge.jsapi.asking import permitted
from bridge.jsapi.context import AppContext, Services
from bridge.jsapi.device import NEVER_ASKED, Permission
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.parts import Part, part

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
"""What `authSetting` tells of, as the page of my.getSetting lists it."""

SWITCHES: tuple[Permission, ...] = tuple(name for name in get_args(Permission) if name not in NEVER_ASKED)
"""What the person can change in the settings: all that they are asked for, `authSetting` tells of them or not."""


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


class Consents(Part):
    """`answers` are what the person said last, by permission; of what is `silenced` they are not asked again."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.answers: dict[Permission, bool] = {}
        self.silenced: set[Permission] = set()


def consents_of(services: Services) -> Consents:
    """What the person of this program said."""
    consents: Consents = part(services, "consents")
    return consents


async def need(
    app: AppContext, permission: Permission, refused: str | None = None, *, own: JSAPIError | None = None
) -> None:
    """Raises `JSAPIError` unless the person grants `permission`; they are asked if it is among `Device.asks`.

    `refused`: the Chinese message of an API with its own. `own`: the failure of one that documents a code of its own
    for a refusal: it goes before the common ones (the page of my.getSetting), and stands for all three (inferred).
    """
    code = await _refused(app, permission)
    if code is not None:
        raise own or _refusal(app, code, refused if code is ConsentError.REFUSED else None)


async def _refused(app: AppContext, permission: Permission) -> ConsentError | None:
    """How the person refuses; None if they agree, or did before."""
    consents = consents_of(app.services)
    if permission in consents.silenced:
        return ConsentError.SILENCED
    if not app.device.grants(permission):
        return ConsentError.REFUSED
    if permission not in app.device.asks or consents.answers.get(permission):
        return None
    answer = await permitted(app, permission)
    _heard(app, permission, answer)
    if answer is None:
        return ConsentError.REFUSED_FOR_GOOD
    return None if answer else ConsentError.REFUSED


def _heard(app: AppContext, permission: Permission, answer: bool | None) -> None:
    consents = consents_of(app.services)
    consents.answers[permission] = answer is True
    if answer is None:
        consents.silenced.add(permission)
    app.change_device()  # no field is another, but parts of the phone go by what was said


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
    told = {scope: granted(services, scope) for scope in SCOPES}
    return {scope: agreed for scope, agreed in told.items() if agreed is not None}


def granted(services: Services, scope: Permission) -> bool | None:
    """Whether the person lets the program use it; None if they are to be asked, and were not yet."""
    consents = consents_of(services)
    if not services.device.grants(scope) or scope in consents.silenced:
        return False
    return consents.answers.get(scope) if scope in services.device.asks else True


def flip(app: AppContext, scope: Permission) -> None:
    """Switch a scope in the settings: what is switched off is asked for at its next use."""
    consents = consents_of(app.services)
    consents.answers[scope] = not granted(app.services, scope)
    consents.silenced.discard(scope)
    app.change_device(asks=app.device.asks | {scope}, denied=app.device.denied - {scope})


def allow(app: AppContext, permission: Permission) -> None:
    """Have the person grant what they refused, or were not asked for yet: they followed a guide."""
    consents = consents_of(app.services)
    consents.answers[permission] = True
    consents.silenced.discard(permission)
    app.change_device(denied=app.device.denied - {permission})
