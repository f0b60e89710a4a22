"""The bluetooth adapter: opening, switching, searching, permission."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.jsapi.peripherals import Characteristic
from tests.jsapi.phones import answered
from tests.jsapi.radios import ANDROID, Program, listening, thermometer

OFF = Device(bluetooth_on=False)
REFUSED = Device(denied=frozenset({"bluetooth"}))
STATE = "onBluetoothAdapterStateChange"
FOUND = "onBluetoothDeviceFound"
NEED_AN_OPEN_ADAPTER = [
    "closeBluetoothAdapter", "getBluetoothAdapterState", "startBluetoothDevicesDiscovery",
    "stopBluetoothDevicesDiscovery", "getBluetoothDevices", "getConnectedBluetoothDevices", "connectBLEDevice",
    "disconnectBLEDevice", "getBLEDeviceServices", "getBLEDeviceCharacteristics", "readBLECharacteristicValue",
    "writeBLECharacteristicValue", "notifyBLECharacteristicValueChange", "getBLEDeviceRSSI", "getBLEMTU",
    "makeBluetoothPair", "cancelBluetoothPair", "getBluetoothPairs",
]  # fmt: skip
NEED_AN_AVAILABLE_ADAPTER = [
    api for api in NEED_AN_OPEN_ADAPTER if api not in ("closeBluetoothAdapter", "getBluetoothAdapterState")
]


async def names_found(program: Program) -> list[list[str]]:
    return [[device["name"] for device in told["devices"]] for told in await program.told(FOUND)]


async def test_opening_says_that_there_is_ble() -> None:
    async with listening() as program:
        assert await program.ask("openBluetoothAdapter") == {"isSupportBLE": True}


@pytest.mark.parametrize(
    ("device", "host", "code"),
    [(OFF, "alipay-plus", 12), (REFUSED, "alipay-plus", 14), (REFUSED, "alipay-cn", 2001)],
)
async def test_what_is_off_or_refused_does_not_open(device: Device, host: str, code: int) -> None:
    async with listening(device, host=host) as program:
        assert await program.ask("openBluetoothAdapter") == code


@pytest.mark.parametrize("api", NEED_AN_OPEN_ADAPTER)
async def test_nothing_works_before_opening(api: str) -> None:
    async with listening() as program:
        assert await program.ask(api) == 10000


@pytest.mark.parametrize("api", NEED_AN_AVAILABLE_ADAPTER)
async def test_nothing_works_while_it_is_off(api: str) -> None:
    async with listening() as program:
        await program.ask("openBluetoothAdapter")
        program.runtime.device.bluetooth.on = False
        assert await program.ask(api) == 10001


async def test_closed_it_is_not_open() -> None:
    async with listening() as program:
        await program.ask("openBluetoothAdapter")
        assert await program.ask("closeBluetoothAdapter") == {}
        assert await program.ask("getBluetoothAdapterState") == 10000


async def test_the_state_tells_of_switch_and_search() -> None:
    async with listening() as program:
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery")
        assert await program.ask("getBluetoothAdapterState") == {"available": True, "discovering": True}
        program.runtime.device.bluetooth.on = False
        assert await program.ask("getBluetoothAdapterState") == {"available": False, "discovering": False}


async def test_who_listens_hears_of_the_switch_even_if_it_was_off_when_opening() -> None:
    async with listening(OFF) as program:
        await program.ask("openBluetoothAdapter")
        program.runtime.device.bluetooth.on = True
        program.runtime.device.denied = {"bluetooth"}
        told = await program.told(STATE)
        assert told == [{"available": True, "discovering": False}, {"available": False, "discovering": False}]


async def test_nobody_hears_of_the_switch_before_opening() -> None:
    async with listening() as program:
        program.runtime.device.bluetooth.on = False
        assert await program.told(STATE) == []


async def test_the_switch_is_told_by_the_system_setting() -> None:
    async with listening() as program:
        program.runtime.device.bluetooth.on = False
        assert (await program.ask("getSystemInfo"))["bluetoothEnabled"] is False


async def test_a_search_finds_each_device_once() -> None:
    async with listening() as program:
        near = program.runtime.device.bluetooth.add("near", rssi=-40)
        program.runtime.device.bluetooth.add("gone").vanish()
        await program.ask("openBluetoothAdapter")
        assert await program.ask("startBluetoothDevicesDiscovery") == {}
        near.rssi = -30
        program.runtime.device.bluetooth.add("late")
        assert await names_found(program) == [["near"], ["late"]]


async def test_the_success_of_a_search_comes_before_what_it_finds() -> None:
    """As programs begin to listen in its callback (observed)."""
    async with listening() as program:
        program.runtime.device.bluetooth.add("near")
        await program.runtime.run("""my.openBluetoothAdapter({ success: () =>
            my.startBluetoothDevicesDiscovery({ success: () =>
                my.onBluetoothDeviceFound(({ devices }) => console.log('"' + devices[0].name + '"')) }) })""")
        assert '"near"' in [line.text for line in program.runtime.console]


async def test_a_device_is_told_with_its_advertisement() -> None:
    async with listening(ANDROID) as program:
        program.runtime.device.bluetooth.add("T", rssi=-40, advertis_data=b"\x02\x01", manufacturer_data=b"\xff")
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery")
        names = {"name": "T", "deviceName": "T", "localName": "T"}
        data = {"advertisData": "0201", "manufacturerData": "ff"}
        expected = {**names, "deviceId": "02:00:00:00:00:01", "RSSI": -40, **data}
        assert await program.told(FOUND) == [{"devices": [expected]}]
        assert await program.ask("getBluetoothDevices") == {"devices": [expected]}


async def test_an_id_made_up_on_ios_is_a_uuid() -> None:
    async with listening() as program:
        peripheral = program.runtime.device.bluetooth.add("T")
        assert peripheral.device_id == "00000000-0000-4000-8000-000000000001"


async def test_a_device_without_a_name_has_none() -> None:
    async with listening() as program:
        assert "name" not in program.runtime.device.bluetooth.add("").told()


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"services": ["0000181a-0000-1000-8000-00805f9b34fb"]}, ["T"]),
        ({"services": ["181A", "FFFF"]}, ["T"]),
        ({"deviceIds": ["u"]}, ["U"]),
        ({"deviceNames": ["U"]}, ["U"]),
        ({"services": []}, ["T", "U"]),
    ],
)
async def test_a_search_may_be_for_some_only(options: dict[str, Any], names: list[str]) -> None:
    async with listening() as program:
        thermometer(program.runtime)
        program.runtime.device.bluetooth.add("U", device_id="u", services={"180F": {}}, advertises=[])
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery", **options)
        assert await names_found(program) == [[name] for name in names]


async def test_a_search_that_allows_duplicates_tells_of_each_change_of_signal() -> None:
    async with listening() as program:
        near = program.runtime.device.bluetooth.add("T", rssi=-40)
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery", allowDuplicatesKey=True)
        near.rssi = -30
        assert [told["devices"][0]["RSSI"] for told in await program.told(FOUND)] == [-40, -30]


async def test_a_search_with_an_interval_reports_together_when_it_is_over() -> None:
    async with listening() as program:
        program.runtime.device.bluetooth.add("T")
        program.runtime.device.bluetooth.add("U")
        await program.ask("openBluetoothAdapter")
        began = program.runtime.clock.now
        await program.ask("startBluetoothDevicesDiscovery", interval=2000)
        assert await names_found(program) == [["T", "U"]]
        assert program.runtime.clock.now == began + 2000


async def test_a_search_that_stopped_finds_nothing_more() -> None:
    async with listening() as program:
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery")
        assert await program.ask("stopBluetoothDevicesDiscovery") == {"success": True}
        program.runtime.device.bluetooth.add("T")
        assert await program.told(FOUND) == []
        assert [told["discovering"] for told in await program.told(STATE)] == [True, False]


async def test_what_ends_before_a_device_was_heard_tells_nothing() -> None:
    async with listening() as program:
        program.runtime.device.bluetooth.add("T")
        await program.ask("openBluetoothAdapter")
        await program.runtime.run("my.startBluetoothDevicesDiscovery(); my.stopBluetoothDevicesDiscovery()")
        assert await program.told(FOUND) == []


async def test_a_device_that_is_gone_before_it_was_heard_is_not_found() -> None:
    async with listening() as program:
        peripheral = program.runtime.device.bluetooth.add("T")
        program.runtime.override("vibrate", lambda params: peripheral.vanish())
        await program.ask("openBluetoothAdapter")
        await program.runtime.run("my.startBluetoothDevicesDiscovery(); my.vibrate()")
        assert await program.told(FOUND) == []
        assert await program.ask("getBluetoothDevices") == {"devices": []}


async def test_closing_ends_connections_and_forgets_what_was_found() -> None:
    async with listening(ANDROID) as program:
        peripheral = thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery")
        await program.ask("connectBLEDevice", deviceId="t")
        await program.ask("closeBluetoothAdapter")
        assert not peripheral.is_connected
        await program.ask("openBluetoothAdapter")
        assert await program.ask("getBluetoothDevices") == {"devices": []}


async def test_connected_devices_are_listed_beside_those_found() -> None:
    async with listening(ANDROID) as program:
        thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        await program.ask("connectBLEDevice", deviceId="t")
        for api in ("getBluetoothDevices", "getConnectedBluetoothDevices"):
            assert [device["deviceId"] for device in (await program.ask(api))["devices"]] == ["t"]


@pytest.mark.parametrize(
    ("device", "status"),
    [
        (Device(), {"authStatus": 3, "powerStatus": 5}),
        (OFF, {"authStatus": 3, "powerStatus": 4}),
        (REFUSED, {"authStatus": 2, "powerStatus": 5}),
    ],
)
async def test_the_status_tells_of_permission_and_switch(device: Device, status: dict[str, int]) -> None:
    assert await answered("getBLEDeviceStatus()", device) == ("success", status)


NEITHER = Device(bluetooth_on=False, denied=frozenset({"bluetooth"}))


async def test_the_guide_has_the_person_allow_and_switch_on() -> None:
    async with listening(NEITHER, says=(True, True)) as program:
        result = await program.ask("showBLEPermissionGuide", openTipsTitle="please")
        assert result == {"success": True, "error": "0", "errorMessage": "ok"}
        assert await program.ask("openBluetoothAdapter") == {"isSupportBLE": True}


@pytest.mark.parametrize(("says", "code"), [((False,), 60006), ((True, False), 60005)])
async def test_a_person_may_refuse_the_guide(says: tuple[bool, ...], code: int) -> None:
    async with listening(NEITHER, says=says) as program:
        assert await program.ask("showBLEPermissionGuide") == code


async def test_the_guide_asks_nothing_where_all_is_well() -> None:
    async with listening(says=(False,)) as program:
        assert (await program.ask("showBLEPermissionGuide"))["success"] is True


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"device_id": "t"}, "there is a peripheral t already"),
        ({"services": {"here": {}}}, "'here' is no UUID"),
        ({"services": {"180F": {"x": Characteristic()}}}, "'x' is no UUID"),
    ],
)
async def test_a_peripheral_that_makes_no_sense_is_refused(options: dict[str, Any], words: str) -> None:
    async with listening() as program:
        thermometer(program.runtime)
        with pytest.raises(UsageError, match=words):
            program.runtime.device.bluetooth.add("U", **options)


def test_a_program_without_bluetooth_loads_none_of_it() -> None:
    code = """
import asyncio, sys
from bridge import Runtime
async def run():
    async with Runtime() as rt:
        await rt.run("my.getSystemInfo()")
        rt.device.network = "4G"
asyncio.run(run())
print([name for name in sys.modules if name.endswith((".radio", ".peripherals", ".access_points"))])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
