"""Routes, and the names of places."""

from __future__ import annotations

import pytest

from bridge.jsapi import Device
from bridge.jsapi.device import Location
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter

OFFLINE = Device(network="NOTREACHABLE")
DEGREE = 111_195  # metres, along the equator
EAST = "startLat: 0, startLng: 0, endLat: 0, endLng: 1"


@pytest.mark.parametrize(
    ("given", "metres", "seconds"),
    [
        ("", DEGREE, 88956),
        ("searchType: 'ride'", DEGREE, 27799),
        ("searchType: 'bus', city: 'hangzhou'", DEGREE, 18532),
        ("searchType: 'drive', mode: 0", DEGREE, 11119),
        ("searchType: 'drive', throughPoints: [{lat: 0, lng: 2}]", 3 * DEGREE, 33358),
        ("searchType: 'walk', throughPoints: [{lat: 0, lng: 2}]", DEGREE, 88956),
    ],
)
async def test_a_route_takes_as_long_as_its_way_of_travelling(given: str, metres: int, seconds: int) -> None:
    outcome, result = await answered(f"calculateRoute({{{EAST}, {given}}})")
    assert (outcome, result["success"]) == ("success", True)
    assert (result["distance"], result["duration"]) == (pytest.approx(metres, abs=2), pytest.approx(seconds, abs=2))


async def test_the_map_tells_of_itself() -> None:
    outcome, result = await answered("getMapInfo()")
    names = {"is3d", "isSupportAnim", "sdkName", "sdkVersion", "isSupportOversea", "needStyleV7"}
    assert (outcome, set(result), result["sdkName"]) == ("success", names, "amap")


def geocoding(latitude: str, longitude: str) -> str:
    """The call that asks for the names of a place."""
    return f"getGeocoder().reverseGeocoding({{latitude: '{latitude}', longitude: '{longitude}'}})"


async def test_a_place_near_the_phone_has_its_names() -> None:
    outcome, result = await answered(geocoding("30.2747", "120.1263"))
    assert (outcome, result["cityAdcode"], result["district"]) == ("success", "330100", "西湖区")
    assert set(result) == {
        "country", "countryCode", "province", "provinceAdcode", "city", "cityAdcode", "district", "districtAdcode",
    }  # fmt: skip


HERE = geocoding("30.2747", "120.1263")
NAMELESS = Device(location=Location()._replace(country=""))
FAILURES: list[tuple[str, Device, str, Outcome]] = [
    (f"calculateRoute({{{EAST}}})", OFFLINE, "alipay-plus", failure(12, "network error")),
    (geocoding("31", "121"), Device(), "alipay-cn", failure(1002, "逆地理编码信息为空")),
    (HERE, NAMELESS, "alipay-plus", failure(1002, "nothing is known of the place")),
    (HERE, OFFLINE, "alipay-cn", failure(1001, "逆地理编码失败")),
]


@pytest.mark.parametrize(("call", "device", "host", "outcome"), FAILURES)
async def test_failures_are_the_documented_ones(call: str, device: Device, host: str, outcome: Outcome) -> None:
    assert await answered(call, device, host=host) == outcome


@pytest.mark.parametrize(
    "call",
    ["calculateRoute()", f"calculateRoute({{{EAST}, searchType: 'fly'}})", f"calculateRoute({{{EAST}, mode: 10}})",
     f"calculateRoute({{{EAST}, searchType: 'bus'}})", "getGeocoder().reverseGeocoding()", geocoding("91", "0")],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_the_geocoder_goes_where_the_phone_goes() -> None:
    async with phone() as runtime:
        runtime.device.location = Location(121.5, 31.2, city="上海市")
        await runtime.run("my." + geocoding("31.2", "121.5"))
        assert runtime.calls[0].result is not None
        assert runtime.calls[0].result["city"] == "上海市"
