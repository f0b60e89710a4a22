"""Where the phone is, and places on a map."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi import Device
from bridge.jsapi.device import Location
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter

HERE = Device(location=Location(longitude=1.5, latitude=-2.0, accuracy=30))
POSITION = {"longitude", "latitude", "accuracy", "horizontalAccuracy"}
NAMES = {"country", "countryCode", "province", "provinceAdcode", "city", "cityAdcode", "district", "districtAdcode"}


async def test_the_position_is_in_texts() -> None:
    expected = {"longitude": "1.5", "latitude": "-2", "accuracy": "30", "horizontalAccuracy": "30"}
    assert await answered("getLocation()", HERE) == ("success", expected)


@pytest.mark.parametrize(
    ("type", "fields"),
    [
        (0, POSITION),
        (1, POSITION | NAMES),
        (2, POSITION | NAMES | {"streetNumber"}),
        (3, POSITION | NAMES | {"streetNumber", "pois"}),
    ],
)
async def test_more_is_told_as_the_type_says(type: int, fields: set[str]) -> None:
    outcome, result = await answered(f"getLocation({{type: {type}}})")
    assert (outcome, set(result)) == ("success", fields)


OFFLINE = Device(network="NOTREACHABLE")
DENIED = Device(denied=frozenset({"location"}))
SWITCHED_OFF = Device(locates=False)
FAILURES: list[tuple[str, Device, str, Outcome]] = [
    ("getLocation()", SWITCHED_OFF, "alipay-plus", failure(11, "the phone's location is switched off")),
    ("getLocation()", SWITCHED_OFF, "alipay-cn", failure(11, "请确认定位相关权限已开启")),
    ("getLocation()", DENIED, "alipay-plus", failure(2001, "the user denied authorization")),
    ("getLocation()", DENIED, "alipay-cn", failure(2001, "用户拒绝给小程序授权")),
    ("getLocation({type: 1})", OFFLINE, "alipay-plus", failure(12, "network error")),
    ("chooseLocation()", Device(), "alipay-plus", failure(11, "the user cancelled")),
    ("chooseLocation()", Device(), "alipay-cn", failure(11, "用户取消操作")),
]


@pytest.mark.parametrize(("call", "device", "host", "outcome"), FAILURES)
async def test_failures_are_the_documented_ones(call: str, device: Device, host: str, outcome: Outcome) -> None:
    assert await answered(call, device, host=host, says=(False,)) == outcome


async def test_the_position_alone_needs_no_network() -> None:
    assert (await answered("getLocation()", OFFLINE))[0] == "success"


async def test_the_place_chosen_is_where_the_phone_is() -> None:
    outcome, result = await answered("chooseLocation()", HERE)
    fields = {"name", "address", "longitude", "latitude", "provinceName", "cityName"}
    assert (outcome, set(result), result["longitude"]) == ("success", fields, "1.5")


@pytest.mark.parametrize("degrees", ["longitude: '1.5', latitude: '2'", "longitude: 1.5, latitude: 2"])
async def test_a_place_is_shown(degrees: str) -> None:
    assert await answered(f"openLocation({{{degrees}, name: 'n', address: 'a'}})") == ("success", {})


BAD: list[Any] = [
    "getLocation({type: 4})",
    "openLocation()",
    "openLocation({longitude: 1, latitude: 91, name: 'n', address: 'a'})",
    "openLocation({longitude: '', latitude: 1, name: 'n', address: 'a'})",
    "openLocation({longitude: 1, latitude: 1, name: 'n'})",
]


@pytest.mark.parametrize("call", BAD)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_a_program_that_asks_again_hears_where_the_phone_went() -> None:
    source = "my.getLocation({ success: ({ latitude, longitude }) => console.log(latitude, longitude) })"
    async with phone() as runtime:
        for place in ((31.2, 121.5), (30, 120)):
            runtime.device.location = place
            await runtime.run(source)
    assert [line.text for line in runtime.console] == ["31.2 121.5", "30 120"]


async def test_a_phone_that_does_not_look_where_it_is_says_so() -> None:
    async with phone(SWITCHED_OFF) as runtime:
        await runtime.run("console.log(my.getSystemSetting().locationEnabled)")
        runtime.device.locates = True
        await runtime.run("console.log(my.getSystemSetting().locationEnabled)")
    assert [line.text for line in runtime.console] == ["false", "true"]
