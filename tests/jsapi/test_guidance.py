"""Leading the person to the phone's settings."""

from __future__ import annotations

from typing import get_args

import pytest

from bridge.jsapi import Device
from bridge.jsapi.device import Permission
from bridge.jsapi.guidance import PERMISSIONS, AuthType
from tests.jsapi.phones import answered, phone, refused_as_parameter

NOTHING = Device(denied=frozenset(get_args(Permission)))


@pytest.mark.parametrize("wanted", get_args(AuthType))
async def test_what_is_denied_is_guided_to_and_granted(wanted: AuthType) -> None:
    async with phone(NOTHING) as runtime:
        await runtime.run(f"my.showAuthGuide({{authType: '{wanted}'}})")
        assert runtime.calls[0].result == {"shown": True}
        granted = NOTHING.denied - runtime.device.denied
        assert granted == ({PERMISSIONS[wanted]} if wanted in PERMISSIONS else set())


async def test_a_person_who_says_no_grants_nothing() -> None:
    async with phone(NOTHING, says=(False,)) as runtime:
        await runtime.run("my.showAuthGuide({authType: 'CAMERA'})")
        assert runtime.calls[0].result == {"shown": True}
        assert runtime.device.denied == NOTHING.denied


async def test_what_is_granted_already_is_not_guided_to() -> None:
    assert await answered("showAuthGuide({authType: 'LBS'})") == ("success", {"shown": False})


@pytest.mark.parametrize("given", ["", "{}", "{authType: 'lbs'}", "{authType: 7}"])
async def test_what_makes_no_sense_fails_with_error_2(given: str) -> None:
    assert await refused_as_parameter(f"showAuthGuide({given})")
