"""Connections to bluetooth low energy devices."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.jsapi.peripherals import Characteristic
from tests.jsapi.radios import ANDROID, connected, listening, thermometer

CONNECTION = "onBLEConnectionStateChanged"
VALUE = "onBLECharacteristicValueChange"
TEMPERATURE = {"deviceId": "t", "serviceId": "181A", "characteristicId": "2A6E"}
SECRET = {**TEMPERATURE, "characteristicId": "2A00"}
OK = {"errorCode": "0", "errorMessage": "ok"}


async def test_connecting_and_disconnecting_are_told() -> None:
    async with connected() as (program, peripheral):
        assert peripheral.is_connected
        assert await program.ask("disconnectBLEDevice", deviceId="t") == OK
        assert not peripheral.is_connected
        both = [{"deviceId": "t", "connected": True}, {"deviceId": "t", "connected": False}]
        assert await program.told(CONNECTION) == both


async def test_connecting_twice_succeeds_and_is_told_once() -> None:
    async with connected() as (program, _):
        assert await program.ask("connectBLEDevice", deviceId="t") == {"error": "0", "errorMessage": "ok"}
        assert len(await program.told(CONNECTION)) == 1


async def test_ios_connects_only_to_what_was_found() -> None:
    async with listening(Device()) as program:
        thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        assert await program.ask("connectBLEDevice", deviceId="t") == 10002
        await program.ask("startBluetoothDevicesDiscovery")
        assert (await program.ask("connectBLEDevice", deviceId="t"))["error"] == "0"


@pytest.mark.parametrize(
    ("options", "code"), [({}, 10016), ({"deviceId": " "}, 10011), ({"deviceId": "x"}, 10002), ({"deviceId": 1}, 2)]
)
async def test_a_device_that_is_not_named_is_refused(options: dict[str, Any], code: int) -> None:
    async with listening(ANDROID) as program:
        thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        assert await program.ask("connectBLEDevice", **options) == code


@pytest.mark.parametrize("change", ["vanish", "refuse"])
async def test_what_is_gone_or_refuses_does_not_connect(change: str) -> None:
    async with listening(ANDROID) as program:
        peripheral = thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        if change == "vanish":
            peripheral.vanish()
        else:
            peripheral.connectable = False
        assert await program.ask("connectBLEDevice", deviceId="t") == 10003


async def test_what_does_not_respond_is_waited_for_as_long_as_told() -> None:
    async with listening(ANDROID) as program:
        thermometer(program.runtime).responds = False
        await program.ask("openBluetoothAdapter")
        began = program.runtime.clock.now
        assert await program.ask("connectBLEDevice", deviceId="t", timeout=500) == 10015
        assert program.runtime.clock.now == began + 500


@pytest.mark.parametrize("change", ["vanish", "disconnect"])
async def test_a_device_may_end_the_connection(change: str) -> None:
    async with connected() as (program, peripheral):
        getattr(peripheral, change)()
        assert (await program.told(CONNECTION))[-1] == {"deviceId": "t", "connected": False}
        assert await program.ask("readBLECharacteristicValue", **TEMPERATURE) == 10006


async def test_switching_off_ends_connections() -> None:
    async with connected() as (program, peripheral):
        program.runtime.device.bluetooth.on = False
        assert (await program.told(CONNECTION))[-1] == {"deviceId": "t", "connected": False}
        assert not peripheral.is_connected


async def test_what_comes_back_can_be_connected_again() -> None:
    async with connected() as (program, peripheral):
        peripheral.vanish()
        peripheral.appear()
        assert (await program.ask("connectBLEDevice", deviceId="t"))["error"] == "0"


async def test_services_and_characteristics_are_listed() -> None:
    async with connected() as (program, _):
        assert await program.ask("getBLEDeviceServices", deviceId="t") == {
            "services": [{"serviceId": "181A", "isPrimary": True}]
        }
        told = await program.ask("getBLEDeviceCharacteristics", deviceId="t", serviceId="181a")
        assert told["characteristics"][0] == {
            "characteristicId": "2A6E",
            "serviceId": "181A",
            "value": "1027",
            "properties": {"read": True, "write": True, "notify": True, "indicate": False},
        }


async def test_a_value_that_is_read_is_told_twice() -> None:
    async with connected() as (program, _):
        read = await program.ask("readBLECharacteristicValue", **TEMPERATURE)
        assert read == {"characteristic": {"characteristicId": "2A6E", "serviceId": "181A", "value": "1027"}}
        assert await program.told(VALUE) == [{**TEMPERATURE, "value": "1027"}]


async def test_long_uuids_mean_the_same() -> None:
    async with connected() as (program, _):
        long = {"serviceId": "0000181A-0000-1000-8000-00805F9B34FB", "characteristicId": "00002a6e"}
        assert "characteristic" in await program.ask("readBLECharacteristicValue", deviceId="t", **long)


async def test_a_value_that_is_written_is_read_again_and_python_sees_it() -> None:
    async with connected() as (program, peripheral):
        assert await program.ask("writeBLECharacteristicValue", **TEMPERATURE, value="aB01") == OK
        read = await program.ask("readBLECharacteristicValue", **TEMPERATURE)
        assert read["characteristic"]["value"] == "ab01"
        assert peripheral.characteristic("2a6e").value == b"\xab\x01"
        assert peripheral.written == [("2A6E", b"\xab\x01")]


@pytest.mark.parametrize(
    ("value", "code"), [("", 10014), ("xy", 10014), ("abc", 10014), ("00" * 21, 10017), (None, 10016), (7, 2)]
)
async def test_what_is_no_value_is_not_written(value: Any, code: int) -> None:
    async with connected() as (program, peripheral):
        assert await program.ask("writeBLECharacteristicValue", **TEMPERATURE, value=value) == code
        assert peripheral.written == []


async def test_a_larger_mtu_lets_more_be_written() -> None:
    async with connected(max_mtu=100) as (program, _):
        assert await program.ask("getBLEMTU", deviceId="t") == {"mtu": 23}
        assert await program.ask("setBLEMTU", deviceId="t", mtu=200) == {"success": True, "mtu": 100}
        assert await program.ask("getBLEMTU", deviceId="t") == {"mtu": 100}
        assert await program.ask("writeBLECharacteristicValue", **TEMPERATURE, value="00" * 97) == OK


@pytest.mark.parametrize(("device", "mtu", "code"), [(ANDROID, 22, 2), (ANDROID, 513, 2), (Device(), 100, 1)])
async def test_an_mtu_out_of_range_or_on_ios_is_refused(device: Device, mtu: int, code: int) -> None:
    async with connected(device) as (program, _):
        assert await program.ask("setBLEMTU", deviceId="t", mtu=mtu) == code


async def test_a_device_that_answers_commands_notifies_after_the_write_succeeded() -> None:
    async with connected() as (program, peripheral):
        await program.ask("notifyBLECharacteristicValueChange", **TEMPERATURE)
        peripheral.characteristic("2A6E").on_write = lambda value: peripheral.notify("2A6E", value + b"!")
        order = "my.writeBLECharacteristicValue({...%s, value: '01', success: () => console.log('[\"written\", 0]')})"
        await program.runtime.run(order % str(TEMPERATURE))
        assert [line.text for line in program.runtime.console][-2:] == [
            '["written", 0]',
            '["onBLECharacteristicValueChange",{"deviceId":"t","serviceId":"181A","characteristicId":"2A6E","value":"0121"}]',
        ]


async def test_a_subscribed_value_is_told_until_it_is_no_longer() -> None:
    async with connected() as (program, peripheral):
        assert peripheral.notify("2A6E", b"\x01") is False
        assert await program.ask("notifyBLECharacteristicValueChange", **TEMPERATURE) == {}
        assert peripheral.notify("2A6E", b"\x02") is True
        await program.ask("notifyBLECharacteristicValueChange", **TEMPERATURE, state=False)
        assert peripheral.notify("2A6E", b"\x03") is False
        assert await program.told(VALUE) == [{**TEMPERATURE, "value": "02"}]


@pytest.mark.parametrize(
    ("descriptor", "outcome"),
    [("00002902-0000-10008000-00805f9b34fb", {}), ("2902", {}), ("2901", 10010)],
)
async def test_only_one_descriptor_turns_notifications_on(descriptor: str, outcome: Any) -> None:
    async with connected() as (program, _):
        given = {**TEMPERATURE, "descriptorId": descriptor}
        assert await program.ask("notifyBLECharacteristicValueChange", **given) == outcome


@pytest.mark.parametrize(
    "api", ["readBLECharacteristicValue", "writeBLECharacteristicValue", "notifyBLECharacteristicValueChange"]
)
@pytest.mark.parametrize(
    ("place", "code"),
    [
        (SECRET, 10007),
        ({**TEMPERATURE, "serviceId": "180F"}, 10004),
        ({**TEMPERATURE, "serviceId": ""}, 10012),
        ({**TEMPERATURE, "characteristicId": "2A19"}, 10005),
        ({**TEMPERATURE, "characteristicId": ""}, 10013),
        ({"deviceId": "t"}, 10016),
        ({**TEMPERATURE, "deviceId": "x"}, 10002),
    ],
)
async def test_a_value_that_is_not_there_has_its_code(api: str, place: dict[str, str], code: int) -> None:
    async with connected() as (program, _):
        assert await program.ask(api, **{"value": "00", **place}) == code


@pytest.mark.parametrize("api", ["readBLECharacteristicValue", "writeBLECharacteristicValue"])
async def test_a_device_that_stops_responding_times_out(api: str) -> None:
    async with connected() as (program, peripheral):
        peripheral.responds = False
        assert await program.ask(api, **TEMPERATURE, value="00") == 10015


@pytest.mark.parametrize(
    "api", ["getBLEDeviceServices", "getBLEDeviceCharacteristics", "getBLEDeviceRSSI", "getBLEMTU"]
)
async def test_what_is_not_connected_tells_nothing(api: str) -> None:
    async with listening(ANDROID) as program:
        thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        assert await program.ask(api, deviceId="t") == 10006


async def test_the_signal_of_a_connected_device_is_told() -> None:
    async with connected() as (program, peripheral):
        peripheral.rssi = -33
        assert await program.ask("getBLEDeviceRSSI", deviceId="t") == {"RSSI": -33}


async def test_a_connection_begins_without_the_subscriptions_of_the_last() -> None:
    async with connected() as (program, peripheral):
        await program.ask("notifyBLECharacteristicValueChange", **TEMPERATURE)
        peripheral.disconnect()
        await program.ask("connectBLEDevice", deviceId="t")
        assert peripheral.notify("2A6E", b"") is False


@pytest.mark.parametrize(
    ("uuid", "words"), [("2A00", "cannot notify"), ("2A19", "no characteristic '2A19'; it has 2A6E, 2A00")]
)
async def test_notifying_what_cannot_be_is_the_test_s_mistake(uuid: str, words: str) -> None:
    async with connected() as (_, peripheral):
        with pytest.raises(UsageError, match=words):
            peripheral.notify(uuid, b"")


async def test_a_fault_of_on_write_comes_out() -> None:
    async with connected() as (program, peripheral):
        peripheral.characteristic("2A6E").on_write = lambda value: [][0]
        with pytest.raises(IndexError):
            await program.ask("writeBLECharacteristicValue", **TEMPERATURE, value="00")


async def test_indications_are_subscribed_to_alike() -> None:
    services = {"181A": {"2A6E": Characteristic(indicate=True)}}
    async with connected(services=services) as (program, peripheral):
        await program.ask("notifyBLECharacteristicValueChange", **TEMPERATURE, state=True)
        assert peripheral.notify("2A6E", b"\x01") is True
