"""Every permission: what is told where the person refuses it, to all programs or when they are asked."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from bridge.jsapi import Device
from bridge.jsapi.device import Permission
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import phone


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


def calling(api: str, options: str = "") -> str:
    """Says the success's keys, or the failure's code."""
    outcomes = "success: (r) => console.log(Object.keys(r).join()), fail: (r) => console.log(r.error)"
    return f"my.{api}({{ {outcomes}, {options} }})"


RECORD = """
const recorder = my.getRecorderManager();
recorder.offStart();
recorder.offError();
recorder.onStart(() => console.log('started'));
recorder.onError(({ error }) => console.log(error));
recorder.start({ duration: 1000 });
"""

USES: dict[Permission, Use] = {
    "bluetooth": Use(calling("openBluetoothAdapter"), "isSupportBLE"),
    "steps": Use(calling("getRunData", "countDate: '2026-01-01'"), "response", *["1003"] * 4),
    "microphone": Use(RECORD, "started", *["10"] * 4),
    "alipaysports": Use(calling("getRunData", "countDate: '2026-01-01'"), "response"),
}
EVERY = sorted(USES)


async def said(permission: Permission, *says: DialogAnswer, denied: bool = False) -> list[str]:
    """What is said of using it twice, by a person who answers with `says`, where they are asked for it."""
    told = frozenset({permission})
    device = Device(denied=told) if denied else Device(asks=told)
    async with phone(device, says=says, host="alipay-cn") as runtime:
        for _ in range(2):
            await runtime.run(USES[permission].statement)
    return [line.text for line in runtime.console]


@pytest.mark.parametrize("permission", EVERY)
async def test_who_agrees_is_asked_once(permission: Permission) -> None:
    granted = USES[permission].granted
    assert await said(permission, True, False) == [granted, granted]


@pytest.mark.parametrize("permission", EVERY)
async def test_who_refuses_is_asked_again(permission: Permission) -> None:
    use = USES[permission]
    assert await said(permission, False, True) == [use.refused, use.granted]


@pytest.mark.parametrize("permission", EVERY)
async def test_who_refuses_for_good_is_not_asked_again(permission: Permission) -> None:
    use = USES[permission]
    assert await said(permission, "never", True) == [use.for_good, use.afterwards]


@pytest.mark.parametrize("permission", EVERY)
async def test_what_is_refused_to_every_program_is_not_asked_for(permission: Permission) -> None:
    use = USES[permission]
    assert await said(permission, True, denied=True) == [use.denied, use.denied]
