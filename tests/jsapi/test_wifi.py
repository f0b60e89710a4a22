"""Wi-Fi networks around the phone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.jsapi import Device
from tests.jsapi.radios import ANDROID, Program, listening

SUCCESS = {"success": True}
JOINED = {"success": True, "error": "0", "errorMessage": "ok"}
HOME = {"SSID": "Home", "BSSID": "02:00:00:01:00:01", "secure": True, "signalStrength": 70}
CAFE = {"SSID": "Cafe", "BSSID": "ca:fe", "secure": True, "signalStrength": 40}
LIST, CONNECTED = "onGetWifiList", "onWifiConnected"
NEED_A_START = [
    "stopWifi", "getWifiList", "getConnectedWifi", "connectWifi", "setWifiList", "registerSSID", "unregisterSSID",
]  # fmt: skip
NO_LOCATION = Device(platform="Android", denied=frozenset({"location"}))


@asynccontextmanager
async def started(device: Device | None = None, **options: Any) -> AsyncIterator[Program]:
    """A program that uses Wi-Fi near a café."""
    async with listening(device, **options) as program:
        program.runtime.device.wifi.add("Cafe", bssid="ca:fe", password="latte", signal_strength=40)
        assert await program.ask("startWifi") == SUCCESS
        yield program


@pytest.mark.parametrize("api", NEED_A_START)
async def test_nothing_works_before_the_start(api: str) -> None:
    async with listening() as program:
        assert await program.ask(api, SSID="Home", wifiList=[]) == 12000


async def test_stopped_it_has_to_be_started_again() -> None:
    async with started() as program:
        assert await program.ask("stopWifi") == SUCCESS
        assert await program.ask("getWifiList") == 12000


@pytest.mark.parametrize("api", ["getWifiList", "getConnectedWifi", "connectWifi"])
@pytest.mark.parametrize(("device", "code"), [(ANDROID, 12005), (Device(), 12012)])
async def test_switched_off_nothing_works(api: str, device: Device, code: int) -> None:
    async with started(device) as program:
        program.runtime.device.wifi.on = False
        assert await program.ask(api, SSID="Cafe") == code
        assert program.runtime.device.network == "4G"


async def test_networks_are_told_to_who_listens() -> None:
    async with started() as program:
        assert await program.ask("getWifiList") == SUCCESS
        assert await program.told(LIST) == [{"wifiList": [HOME, CAFE]}]


async def test_the_success_comes_before_the_networks() -> None:
    async with started() as program:
        await program.runtime.run("""my.getWifiList({ success: () =>
            my.onGetWifiList(({ wifiList }) => console.log(JSON.stringify(["late", wifiList.length]))) })""")
        assert await program.told("late") == [2]


async def test_a_network_that_vanished_is_not_told() -> None:
    async with started() as program:
        program.runtime.device.wifi.networks[1].vanish()
        await program.ask("getWifiList")
        assert await program.told(LIST) == [{"wifiList": [HOME]}]


@pytest.mark.parametrize("api", ["getWifiList", "getConnectedWifi"])
async def test_android_needs_its_location_to_tell_of_networks(api: str) -> None:
    async with started(NO_LOCATION) as program:
        assert await program.ask(api) == 12006


async def test_the_network_that_was_joined_is_told() -> None:
    async with started() as program:
        assert await program.ask("getConnectedWifi") == {"success": True, "wifi": HOME}


async def test_without_wifi_no_network_is_joined() -> None:
    async with started(Device(network="4G")) as program:
        assert await program.ask("getConnectedWifi") == 12013


@pytest.mark.parametrize("name", [{"SSID": "Cafe"}, {"BSSID": "ca:fe"}, {"SSID": "Cafe", "BSSID": "ca:fe"}])
async def test_the_right_password_joins(name: dict[str, str]) -> None:
    async with started() as program:
        assert await program.ask("connectWifi", **name, password="latte") == JOINED
        assert await program.told(CONNECTED) == [{"wifi": CAFE}]
        assert (await program.ask("getConnectedWifi"))["wifi"] == CAFE


@pytest.mark.parametrize("password", [{}, {"password": "tea"}, {"password": ""}])
async def test_a_wrong_password_does_not_join(password: dict[str, str]) -> None:
    async with started() as program:
        assert await program.ask("connectWifi", SSID="Cafe", **password) == 12002
        assert (await program.ask("getConnectedWifi"))["wifi"] == HOME
        assert await program.told(CONNECTED) == []


async def test_an_open_network_needs_no_password() -> None:
    async with started() as program:
        program.runtime.device.wifi.add("Park")
        assert await program.ask("connectWifi", SSID="Park") == JOINED
        assert (await program.ask("getConnectedWifi"))["wifi"]["secure"] is False


async def test_a_network_that_was_joined_before_needs_no_password() -> None:
    async with started() as program:
        await program.ask("connectWifi", SSID="Cafe", password="latte")
        assert await program.ask("connectWifi", SSID="Home") == JOINED


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({}, 12008),
        ({"SSID": ""}, 12008),
        ({"SSID": "x" * 33}, 12008),
        ({"SSID": "Home"}, 12004),
        ({"SSID": "Nowhere"}, 12003),
        ({"SSID": "Cafe", "BSSID": "other"}, 12003),
        ({"SSID": 1}, 2),
    ],
)
async def test_a_network_that_cannot_be_joined_has_its_code(options: dict[str, Any], code: int) -> None:
    async with started() as program:
        assert await program.ask("connectWifi", **options) == code


async def test_a_network_that_is_not_near_is_looked_for_for_ten_seconds() -> None:
    async with started() as program:
        began = program.runtime.clock.now
        await program.ask("connectWifi", SSID="Nowhere")
        assert program.runtime.clock.now == began + 10_000


async def test_a_person_may_not_want_to_join() -> None:
    async with started(says=(False,)) as program:
        assert await program.ask("connectWifi", SSID="Cafe", password="latte") == 12007


async def test_joining_from_a_mobile_network_changes_the_network() -> None:
    async with started(Device(network="4G")) as program:
        await program.ask("connectWifi", SSID="Cafe", password="latte")
        assert program.runtime.device.network == "WIFI"
        assert await program.told(CONNECTED) == [{"wifi": CAFE}]


async def test_a_network_that_vanishes_leaves_the_phone_with_its_mobile_one() -> None:
    async with started() as program:
        program.runtime.device.wifi.networks[0].vanish()
        assert program.runtime.device.network == "4G"
        assert await program.ask("getConnectedWifi") == 12013


async def test_python_may_have_the_phone_join() -> None:
    async with started() as program:
        wifi = program.runtime.device.wifi
        wifi.join(wifi.networks[1])
        assert await program.told(CONNECTED) == [{"wifi": CAFE}]
        assert wifi.connected is wifi.networks[1]


async def test_a_phone_that_is_on_wifi_again_is_told() -> None:
    async with started() as program:
        program.runtime.device.network = "4G"
        program.runtime.device.network = "WIFI"
        program.runtime.device.model = "another"
        assert await program.told(CONNECTED) == [{"wifi": HOME}]


async def test_nobody_hears_of_networks_after_the_stop() -> None:
    async with started() as program:
        await program.ask("stopWifi")
        wifi = program.runtime.device.wifi
        wifi.join(wifi.networks[1])
        assert await program.told(CONNECTED) == []


PRESETS = [{"SSID": "Cafe", "BSSID": "ca:fe", "password": "latte"}, {"SSID": "Park"}]


@pytest.mark.parametrize(
    ("says", "presets", "joined"),
    [
        ((), PRESETS, ["Cafe"]),
        (("Park",), PRESETS, ["Park"]),
        ((False,), PRESETS, []),
        ((), [{"SSID": "Home"}, *PRESETS], ["Cafe"]),
        ((), [{"SSID": "Cafe", "password": "tea"}], []),
        ((), [{"SSID": "Nowhere"}, {}], []),
        ((), [], []),
    ],
)
async def test_on_ios_the_person_joins_with_what_the_program_set(
    says: tuple[Any, ...], presets: list[dict[str, str]], joined: list[str]
) -> None:
    async with started(says=says) as program:
        program.runtime.device.wifi.add("Park")
        await program.ask("getWifiList")
        assert await program.ask("setWifiList", wifiList=presets) == SUCCESS
        assert [told["wifi"]["SSID"] for told in await program.told(CONNECTED)] == joined


async def test_networks_cannot_be_set_before_they_were_told() -> None:
    async with started() as program:
        assert await program.ask("setWifiList", wifiList=[]) == 12010


async def test_after_a_stop_networks_have_to_be_told_again() -> None:
    async with started() as program:
        await program.ask("getWifiList")
        await program.ask("stopWifi")
        await program.ask("startWifi")
        assert await program.ask("setWifiList", wifiList=[]) == 12010


@pytest.mark.parametrize("api", ["setWifiList", "registerSSID", "unregisterSSID"])
async def test_android_does_not_support_it(api: str) -> None:
    async with started(ANDROID) as program:
        assert await program.ask(api, SSID="Cafe", wifiList=[]) == 12001


async def test_a_network_is_trusted_until_it_is_no_longer() -> None:
    async with started() as program:
        assert await program.ask("registerSSID", SSID="Cafe") == {}
        assert program.runtime.device.wifi.trusted == {"Cafe"}
        assert await program.ask("unregisterSSID", SSID="Cafe") == {}
        assert program.runtime.device.wifi.trusted == set()


@pytest.mark.parametrize(("options", "code"), [({}, 2), ({"SSID": ""}, 12008)])
async def test_a_network_without_a_name_is_not_trusted(options: dict[str, str], code: int) -> None:
    async with started() as program:
        assert await program.ask("registerSSID", **options) == code


@pytest.mark.parametrize(
    ("ssid", "strength", "words"), [("", 50, "no name of a network"), ("x" * 33, 50, "no name"), ("x", 101, "0 to 100")]
)
async def test_a_network_that_makes_no_sense_is_refused(ssid: str, strength: int, words: str) -> None:
    async with listening() as program:
        with pytest.raises(UsageError, match=words):
            program.runtime.device.wifi.add(ssid, signal_strength=strength)
