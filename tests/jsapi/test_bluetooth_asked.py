"""Bluetooth where the person is asked for it (`Device.asks`)."""

from __future__ import annotations

import pytest

from bridge.jsapi import Device
from bridge.wallet.person import DialogAnswer
from tests.jsapi.radios import Program, listening, thermometer

ASKS = Device(asks=frozenset({"bluetooth"}))
STATE = "onBluetoothAdapterStateChange"


async def auth_status(program: Program) -> int:
    status: int = (await program.ask("getBLEDeviceStatus"))["authStatus"]
    return status


@pytest.mark.parametrize("says", [False, "never"])
async def test_outside_of_china_every_refusal_is_told_of_as_the_wallets(says: DialogAnswer) -> None:
    async with listening(ASKS, says=(says, says), host="alipay-plus") as program:
        assert [await program.ask("openBluetoothAdapter") for _ in range(2)] == [14, 14]


@pytest.mark.parametrize(("says", "status"), [(True, 3), (False, 2), ("never", 2)])
async def test_the_status_tells_of_what_was_not_asked_for_yet(says: DialogAnswer, status: int) -> None:
    async with listening(ASKS, says=(says,)) as program:
        before = await auth_status(program)
        await program.ask("openBluetoothAdapter")
        assert (before, await auth_status(program)) == (0, status)


async def test_an_adapter_that_the_person_refused_is_open_and_not_available() -> None:
    async with listening(ASKS, says=(False,)) as program:
        await program.ask("openBluetoothAdapter")
        assert await program.ask("startBluetoothDevicesDiscovery") == 10001
        assert await program.told(STATE) == []


async def test_who_listens_hears_that_the_person_agreed_after_all() -> None:
    async with listening(ASKS, says=(False, True)) as program:
        await program.ask("openBluetoothAdapter")
        await program.ask("openBluetoothAdapter")
        assert await program.told(STATE) == [{"available": True, "discovering": False}]


async def test_who_listens_hears_of_the_switch_after_the_person_agreed() -> None:
    async with listening(ASKS, says=(True,)) as program:
        await program.ask("openBluetoothAdapter")
        program.runtime.device.bluetooth.on = False
        assert await program.told(STATE) == [{"available": False, "discovering": False}]


@pytest.mark.parametrize("says", [False, "never"])
async def test_the_guide_has_the_person_allow_what_they_refused(says: DialogAnswer) -> None:
    async with listening(ASKS, says=(says, True)) as program:
        await program.ask("openBluetoothAdapter")
        assert (await program.ask("showBLEPermissionGuide"))["success"] is True
        assert await program.ask("openBluetoothAdapter") == {"isSupportBLE": True}


async def test_what_is_switched_off_in_the_settings_ends_connections() -> None:
    device = Device(platform="Android", asks=frozenset({"bluetooth"}))
    async with listening(device, says=(True, "bluetooth")) as program:
        thermometer(program.runtime)
        await program.ask("openBluetoothAdapter")
        await program.ask("connectBLEDevice", deviceId="t")
        await program.ask("openSetting")
        assert [told["connected"] for told in await program.told("onBLEConnectionStateChanged")] == [True, False]
