"""Fingers and faces, and a screen that is read aloud."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import Runtime
from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.jsapi.device import Biometrics
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter

SUCCESS: Outcome = ("success", {"success": True})
NO_SUPPORT = failure(12, "the device has no biometric support")
NOBODY = failure(13, "no biometric credentials are enrolled on the device")
START = "startLocalBioAuth({promptText: 'Unlock'})"


@pytest.mark.parametrize(
    ("biometrics", "checked", "started"),
    [
        ("none", NO_SUPPORT, NO_SUPPORT),
        ("unenrolled", NOBODY, NOBODY),
        ("right", SUCCESS, SUCCESS),
        ("wrong", SUCCESS, failure(99, "the biometric credentials do not match")),
    ],
)
async def test_the_phone_tells_people_as_far_as_it_can(
    biometrics: Biometrics, checked: Outcome, started: Outcome
) -> None:
    device = Device(biometrics=biometrics)
    assert await answered("checkLocalBioAuthSupported()", device) == checked
    assert await answered(START, device) == started


async def test_a_person_who_does_not_want_to_is_told_of() -> None:
    assert await answered(START, says=(False,)) == failure(11, "the user cancelled")


async def test_the_phone_may_be_unlocked_another_way() -> None:
    call = "startLocalBioAuth({promptText: 'Unlock', fallbackType: 1})"
    assert await answered(call, Device(biometrics="wrong")) == SUCCESS


@pytest.mark.parametrize(
    ("device", "modes"),
    [
        (Device(), ["fingerPrint"]),
        (Device(biometric_modes=("fingerPrint", "facial")), ["fingerPrint", "facial"]),
        (Device(biometrics="none"), []),
    ],
)
async def test_the_supported_modes_are_told(device: Device, modes: list[str]) -> None:
    outcome = await answered("checkIsSupportIfaaAuthentication()", device)
    assert outcome == ("success", {"success": True, "supportMode": modes})


@pytest.mark.parametrize(
    ("mode", "biometrics", "enrolled"),
    [
        ("fingerPrint", "right", True),
        ("fingerPrint", "wrong", True),
        ("fingerPrint", "unenrolled", False),
        ("facial", "right", False),
    ],
)
async def test_it_is_told_whether_somebody_is_known(mode: str, biometrics: Biometrics, enrolled: bool) -> None:
    outcome = await answered(f"checkIsIfaaEnrolledInDevice({{checkAuthMode: '{mode}'}})", Device(biometrics=biometrics))
    assert outcome == ("success", {"success": True, "isEnrolled": enrolled})


IFAA = "startIfaaAuthentication({requestAuthModes: ['fingerPrint'], challenge: 'order 7'})"


async def test_who_is_recognized_gets_something_to_be_verified_by() -> None:
    outcome, result = await answered(IFAA)
    assert (outcome, set(result), len(result["verifyId"])) == ("success", {"code", "verifyId"}, 32)


@pytest.mark.parametrize(
    ("device", "says", "host", "outcome"),
    [
        (Device(biometrics="wrong"), True, "alipay-cn", failure(61001, "校验失败")),
        (Device(), False, "alipay-plus", failure(61003, "the user cancelled")),
        (Device(biometrics="unenrolled"), True, "alipay-cn", failure(62002, "未知异常")),
        (Device(network="NOTREACHABLE"), True, "alipay-plus", failure(62003, "network error")),
    ],
)
async def test_who_is_not_recognized_is_a_documented_failure(
    device: Device, says: bool, host: str, outcome: Outcome
) -> None:
    assert await answered(IFAA, device, says=(says,), host=host) == outcome


@pytest.mark.parametrize(
    "call",
    ["startLocalBioAuth()", "startLocalBioAuth({promptText: 'x', fallbackType: 2})",
     "checkIsIfaaEnrolledInDevice({checkAuthMode: 'voice'})", "startIfaaAuthentication({requestAuthModes: ['facial']})",
     "startIfaaAuthentication({requestAuthModes: [], challenge: ''})"],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


@pytest.mark.parametrize("name", ["checkLocalBioAuthSupported", "startLocalBioAuth", "getScreenOrientation"])
async def test_what_only_the_international_wallets_have_is_missing_elsewhere(name: str) -> None:
    async with phone(host="alipay-cn") as runtime:
        await runtime.run(f"console.log(typeof my.{name})")
    assert runtime.console[0].text == "undefined"


def test_biometrics_that_do_not_exist_are_refused() -> None:
    with pytest.raises(UsageError, match="no such biometrics: 'voice'; there are none, unenrolled"):
        Runtime().device.biometrics = "voice"


@pytest.mark.parametrize("is_on", [True, False])
async def test_it_is_told_whether_the_screen_is_read_aloud(is_on: bool) -> None:
    device = Device(screen_reader=is_on)
    assert await answered("isScreenReaderEnabled()", device) == ("success", {"screenReaderEnabled": is_on})
    asked_of_the_manager = await answered("getAccessibilityManager().isScreenReaderEnabled()", device)
    assert asked_of_the_manager == ("success", {"enabled": is_on})


ANNOUNCE = "getAccessibilityManager().announce({text: 'Paid'})"


async def test_what_is_announced_is_read_aloud() -> None:
    assert await answered(ANNOUNCE, Device(screen_reader=True)) == SUCCESS


async def test_nothing_is_announced_while_nobody_listens() -> None:
    assert await answered(ANNOUNCE) == failure(60004, "screen reader not running")


async def test_an_announcement_without_a_text_fails_with_error_2() -> None:
    assert await refused_as_parameter("getAccessibilityManager().announce()")


async def test_the_manager_calls_back_as_documented() -> None:
    source = "my.getAccessibilityManager().announce({ text: 'x', fail: ({ error }) => console.log(error) })"
    async with phone() as runtime:
        await runtime.run(source)
    assert runtime.console[0].text == "60004"


@pytest.mark.parametrize(
    ("device", "outcome"),
    [
        (Device(), ("success", {"localip": "192.168.1.100", "netmask": "255.255.255.0"})),
        (Device(local_ip="10.0.0.7"), ("success", {"localip": "10.0.0.7", "netmask": "255.255.255.0"})),
        (Device(network="NOTREACHABLE"), failure(3, "there is no network")),
    ],
)
async def test_the_phone_has_an_address_in_its_network(device: Device, outcome: Any) -> None:
    assert await answered("getLocalIPAddress()", device) == outcome
