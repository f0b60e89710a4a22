"""Every permission: what is told where the person refuses it, to all programs or when they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

import pytest

from bridge.jsapi import Device
from bridge.jsapi.device import NEVER_ASKED, Permission
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import phone

TOLD = {  # the list of scopes on the page of my.getSetting
    "location", "album", "writePhotosAlbum", "camera", "alipaysports", "phoneNumber", "aliaddress", "userInfo",
}  # fmt: skip


class Use(NamedTuple):
    """A statement that says what came of using a permission, and what is said of each refusal.

    `for_good` is said of "never", `afterwards` of the use after that.
    """

    statement: str
    granted: str
    denied: str = "2001"
    refused: str = "2001"
    for_good: str = "2003"
    afterwards: str = "2002"


def calling(api: str, options: str = "", says: str = "Object.keys(r)[0]") -> str:
    """Says something of the success, or the failure's code."""
    return f"my.{api}({{ success: (r) => console.log({says}), fail: (r) => console.log(r.error), {options} }})"


CODE = "JSON.parse(r.response).response.code"
RECORD = """
const recorder = my.getRecorderManager();
recorder.offStart();
recorder.offError();
recorder.onStart(() => console.log('started'));
recorder.onError(({ error }) => console.log(error));
recorder.start({ duration: 1000 });
"""
USES: dict[Permission, Use] = {
    "location": Use(calling("getLocation"), "longitude"),
    "camera": Use(calling("scan"), "code", denied="11"),
    "album": Use(calling("saveImage", "url: 'https://a.example/a.png'", "'saved'"), "saved", denied="15"),
    "microphone": Use(RECORD, "started", *["10"] * 4),
    "bluetooth": Use(calling("openBluetoothAdapter"), "isSupportBLE"),
    "contacts": Use(calling("choosePhoneContact"), "name", denied="10"),
    "userInfo": Use(calling("getOpenUserInfo", says=CODE), "10000", *["40003"] * 4),
    "phoneNumber": Use(calling("getPhoneNumber", says=CODE), "10000", *["40003"] * 4),
    "aliaddress": Use(calling("getAddress"), "resultStatus", *["4"] * 4),
    "steps": Use(calling("getRunData", "countDate: '2026-01-01'"), "response", *["1003"] * 4),
    "alipaysports": Use(calling("getRunData", "countDate: '2026-01-01'"), "response"),
    "writePhotosAlbum": Use(calling("saveImageToPhotosAlbum", "filePath: 'https://a.example/a.png'"), "success"),
}
EVERY = sorted(USES)


class Hands:
    """Somebody who agrees to everything, and remembers what they were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def confirm(self, title: str, content: str, ok: str, cancel: str) -> bool:
        self.asked += [content] if title == "authorize" else []
        return True

    async def prompt(self, title: str, content: str, placeholder: str, ok: str, cancel: str) -> str:
        return ""

    async def choose(self, title: str, items: Sequence[str], cancel: str) -> int:
        return 0


def asking(permission: Permission) -> Device:
    return Device(asks=frozenset({permission}))


async def said(device: Device, *sources: str, says: tuple[DialogAnswer, ...] = ()) -> list[str]:
    """What the scripts print, one after another, on a phone whose person answers with `says`, then agrees."""
    async with phone(device, says=says, host="alipay-cn") as runtime:
        for source in sources:
            await runtime.run(source)
    return [line.text for line in runtime.console]


def test_every_permission_is_asked_for_or_refused_as_a_question() -> None:
    assert USES.keys() | NEVER_ASKED.keys() == set(get_args(Permission))
    assert not USES.keys() & NEVER_ASKED.keys()


@pytest.mark.parametrize("permission", EVERY)
async def test_who_agrees_is_asked_once(permission: Permission) -> None:
    hands, use = Hands(), USES[permission]
    async with phone(asking(permission), host="alipay-cn", dialogs=hands) as runtime:
        await runtime.run(use.statement)
        await runtime.run(use.statement)
    assert ([line.text for line in runtime.console], hands.asked) == ([use.granted] * 2, [permission])


@pytest.mark.parametrize("permission", EVERY)
async def test_who_refuses_is_asked_again(permission: Permission) -> None:
    use = USES[permission]
    told = await said(asking(permission), use.statement, use.statement, says=(False, True))
    assert told == [use.refused, use.granted]


@pytest.mark.parametrize("permission", EVERY)
async def test_who_refuses_for_good_is_not_asked_again(permission: Permission) -> None:
    use = USES[permission]
    told = await said(asking(permission), use.statement, use.statement, says=("never", True))
    assert told == [use.for_good, use.afterwards]


@pytest.mark.parametrize("permission", EVERY)
async def test_what_is_refused_to_every_program_is_told(permission: Permission) -> None:
    use = USES[permission]
    assert await said(Device(denied=frozenset({permission})), use.statement) == [use.denied]


@pytest.mark.parametrize("permission", EVERY)
async def test_who_refused_for_good_can_switch_it_on_in_the_settings(permission: Permission) -> None:
    use = USES[permission]
    told = await said(asking(permission), use.statement, "my.openSetting()", use.statement, says=("never", permission))
    assert told == [use.for_good, use.granted]


@pytest.mark.parametrize("permission", EVERY)
async def test_the_settings_tell_of_documented_scopes_once_they_were_asked_for(permission: Permission) -> None:
    tell = f"my.getSetting({{ success: (r) => console.log(r.authSetting['{permission}'] ?? 'silent') }})"
    before, _, after = await said(asking(permission), tell, USES[permission].statement, tell, says=(False,))
    assert (before, after) == ("silent", "false" if permission in TOLD else "silent")
