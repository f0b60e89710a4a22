"""iBeacons."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.jsapi import Device
from tests.jsapi.radios import listening

UUID = "FDA50693-A4E2-4FB1-AFCF-C6EB07647825"
OTHER = "00000000-0000-0000-0000-000000000000"
NEAR = {"uuid": UUID, "major": "1", "minor": "2", "proximity": 2, "accuracy": 1.5, "rssi": -60}
UPDATE = "onBeaconUpdate"


async def test_a_search_tells_of_the_beacons_that_are_near() -> None:
    async with listening() as program:
        program.runtime.device.bluetooth.add_beacon(UUID, 1, 2, distance=1.5, rssi=-60)
        program.runtime.device.bluetooth.add_beacon(OTHER, 3, 4)
        assert await program.ask("startBeaconDiscovery", uuids=[UUID.lower()]) == {}
        assert await program.told(UPDATE) == [{"beacons": [NEAR]}]
        assert await program.ask("getBeacons") == {"beacons": [NEAR], "errCode": "0", "errorMsg": "ok"}


async def test_a_beacon_that_moves_is_told_of_again() -> None:
    async with listening() as program:
        beacon = program.runtime.device.bluetooth.add_beacon(UUID, 1, 2)
        await program.ask("startBeaconDiscovery", uuids=[UUID])
        await program.told(UPDATE)
        beacon.distance, beacon.rssi = 8, -90
        told = await program.told(UPDATE)
        assert len(told) == 2
        assert (told[1]["beacons"][0]["accuracy"], told[1]["beacons"][0]["rssi"]) == (8, -90)


async def test_a_beacon_comes_and_goes() -> None:
    async with listening() as program:
        await program.ask("startBeaconDiscovery", uuids=[UUID])
        beacon = program.runtime.device.bluetooth.add_beacon(UUID, 1, 2)
        await program.told(UPDATE)
        beacon.vanish()
        await program.told(UPDATE)
        beacon.appear()
        assert [len(told["beacons"]) for told in await program.told(UPDATE)] == [0, 1, 0, 1]


@pytest.mark.parametrize(("distance", "proximity"), [(-1, 0), (0.1, 1), (1, 2), (20, 3)])
async def test_how_far_it_is_has_a_number(distance: float, proximity: int) -> None:
    async with listening() as program:
        beacon = program.runtime.device.bluetooth.add_beacon(UUID, 1, 2, distance=distance)
        assert beacon.told()["proximity"] == proximity


async def test_the_service_is_told_of() -> None:
    async with listening() as program:
        await program.ask("startBeaconDiscovery", uuids=[UUID])
        program.runtime.device.bluetooth.on = False
        program.runtime.device.bluetooth.on = True
        assert await program.ask("stopBeaconDiscovery") == {}
        both = [(told["available"], told["discovering"]) for told in await program.told("onBeaconServiceChange")]
        assert both == [(True, True), (False, False), (True, True), (True, False)]


async def test_a_search_that_stopped_tells_nothing_more() -> None:
    async with listening() as program:
        await program.ask("startBeaconDiscovery", uuids=[UUID])
        await program.ask("stopBeaconDiscovery")
        program.runtime.device.bluetooth.add_beacon(UUID, 1, 2)
        assert await program.told(UPDATE) == [{"beacons": []}]
        assert (await program.ask("getBeacons"))["beacons"] == []


async def test_a_search_that_stops_at_once_tells_nothing() -> None:
    async with listening() as program:
        program.runtime.device.bluetooth.add_beacon(UUID, 1, 2)
        await program.runtime.run(f"my.startBeaconDiscovery({{ uuids: ['{UUID}'] }}); my.stopBeaconDiscovery()")
        assert await program.told(UPDATE) == []


async def test_a_search_under_way_is_not_begun_again() -> None:
    async with listening() as program:
        await program.ask("startBeaconDiscovery", uuids=[UUID])
        assert await program.ask("startBeaconDiscovery", uuids=[UUID]) == 11004


@pytest.mark.parametrize(
    ("device", "options", "code"),
    [
        (Device(), {}, 11008),
        (Device(), {"uuids": []}, 11008),
        (Device(), {"uuids": ["uuid1"]}, 11006),
        (Device(), {"uuids": UUID}, 2),
        (Device(bluetooth_on=False), {"uuids": [UUID]}, 11001),
        (Device(denied=frozenset({"bluetooth"})), {"uuids": [UUID]}, 11001),
        (Device(denied=frozenset({"location"})), {"uuids": [UUID]}, 11003),
    ],
)
async def test_a_search_that_cannot_be_has_its_code(device: Device, options: dict[str, Any], code: int) -> None:
    async with listening(device) as program:
        assert await program.ask("startBeaconDiscovery", **options) == code


async def test_there_are_no_beacons_without_bluetooth() -> None:
    async with listening(Device(bluetooth_on=False)) as program:
        assert await program.ask("getBeacons") == 11001


async def test_a_beacon_without_a_uuid_is_refused() -> None:
    async with listening() as program:
        with pytest.raises(UsageError, match="'180F' is no beacon's UUID"):
            program.runtime.device.bluetooth.add_beacon("180F", 1, 2)
