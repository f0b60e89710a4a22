"""Bluetooth devices that Android is paired with."""

from __future__ import annotations

import pytest

from bridge.jsapi import Device
from tests.jsapi.radios import ANDROID, connected, listening, thermometer


async def test_a_device_with_a_pin_connects_once_it_is_paired() -> None:
    async with listening(ANDROID) as program:
        thermometer(program.runtime, pin="1234")
        await program.ask("openBluetoothAdapter")
        assert await program.ask("connectBLEDevice", deviceId="t") == 10003
        assert await program.ask("makeBluetoothPair", deviceId="t", pin="1234") == {"success": True}
        assert (await program.ask("connectBLEDevice", deviceId="t"))["error"] == "0"


async def test_a_wrong_pin_does_not_pair() -> None:
    async with listening(ANDROID) as program:
        thermometer(program.runtime, pin="1234")
        await program.ask("openBluetoothAdapter")
        assert await program.ask("makeBluetoothPair", deviceId="t", pin="0000") == 10003


async def test_paired_devices_are_listed_until_they_are_forgotten() -> None:
    async with connected() as (program, peripheral):
        await program.ask("makeBluetoothPair", deviceId="t", pin="")
        assert await program.ask("getBluetoothPairs") == {"devices": [peripheral.told()]}
        assert await program.ask("cancelBluetoothPair", deviceId="t") == {}
        assert await program.ask("getBluetoothPairs") == {"devices": []}


async def test_pairing_with_what_does_not_respond_ends_after_the_timeout_in_seconds() -> None:
    async with connected() as (program, peripheral):
        peripheral.responds = False
        began = program.runtime.clock.now
        assert await program.ask("makeBluetoothPair", deviceId="t", pin="", timeout=3) == 10015
        assert program.runtime.clock.now == began + 3000


@pytest.mark.parametrize("api", ["makeBluetoothPair", "cancelBluetoothPair", "getBluetoothPairs"])
async def test_ios_does_not_support_it(api: str) -> None:
    async with connected(Device()) as (program, _):
        assert await program.ask(api, deviceId="t", pin="") == 1


async def test_ios_pairs_by_itself() -> None:
    async with connected(Device(), pin="1234") as (_, peripheral):
        assert peripheral.is_connected
