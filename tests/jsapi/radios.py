"""A program beside bluetooth devices and Wi-Fi networks, asked call by call, that listens to all their events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bridge import Runtime
from bridge.jsapi import Device
from bridge.jsapi.peripherals import Characteristic, Peripheral
from tests.jsapi.phones import phone

EVENTS = (
    "onBluetoothAdapterStateChange", "onBluetoothDeviceFound", "onBLEConnectionStateChanged",
    "onBLECharacteristicValueChange", "onBeaconUpdate", "onBeaconServiceChange", "onGetWifiList", "onWifiConnected",
)  # fmt: skip
LISTENING = f"""
for (const event of {list(EVENTS)}) my[event]((told) => console.log(JSON.stringify([event, told])));
"""
ANDROID = Device(platform="Android")


class Program:
    """One that runs, and is asked to call one API after another."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    async def ask(self, api: str, **options: Any) -> Any:
        """What success received, or the code of the failure, after all that followed from the call."""
        await self.runtime.run(f"my.{api}({json.dumps(options)})", f"call{len(self.runtime.calls)}.js", check=False)
        call = self.runtime.calls[-1]
        assert call.result is not None
        return call.result if call.outcome == "success" else call.result["error"]

    async def told(self, event: str) -> list[Any]:
        """What that event told, each time until now."""
        await self.runtime.idle()
        heard = [json.loads(line.text) for line in self.runtime.console]
        return [told for name, told in heard if name == event]


@asynccontextmanager
async def listening(device: Device | None = None, **options: Any) -> AsyncIterator[Program]:
    """A program that listens to everything."""
    async with phone(device, **options) as runtime:
        await runtime.run(LISTENING, "listening.js")
        yield Program(runtime)


def thermometer(runtime: Runtime, **options: Any) -> Peripheral:
    """A peripheral "T" whose temperature can be read, written and subscribed to, and whose secret cannot."""
    temperature = Characteristic(b"\x10\x27", write=True, notify=True)
    secret = Characteristic(b"s", read=False)
    services = {"181A": {"2A6E": temperature, "2A00": secret}}
    return runtime.device.bluetooth.add("T", **{"device_id": "t", "services": services, **options})


@asynccontextmanager
async def connected(device: Device = ANDROID, **options: Any) -> AsyncIterator[tuple[Program, Peripheral]]:
    """A program that is connected to a thermometer."""
    async with listening(device) as program:
        peripheral = thermometer(program.runtime, **options)
        await program.ask("openBluetoothAdapter")
        await program.ask("startBluetoothDevicesDiscovery")
        await program.ask("stopBluetoothDevicesDiscovery")
        assert await program.ask("connectBLEDevice", deviceId="t") == {"error": "0", "errorMessage": "ok"}
        yield program, peripheral
