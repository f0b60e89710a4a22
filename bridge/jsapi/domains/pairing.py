"""Bluetooth devices that Android is paired with. Source: the platform's pages and typings; iOS pairs by itself."""

from __future__ import annotations

from pydantic import Field, StrictStr

from bridge.jsapi.bluetooth_errors import BluetoothError, refused
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.ble import DeviceParams, android_only, device_of
from bridge.jsapi.domains.bluetooth import DevicesResult, ready
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

ON_IOS = "on iOS, which does not support it, it is error 1."


class PairParams(DeviceParams):
    """`timeout` in seconds."""

    pin: StrictStr | None = None
    timeout: float = Field(20, ge=0)


@jsapi(
    "makeBluetoothPair",
    kind="device",
    inferred=f"A wrong PIN is 10003; {ON_IOS}",
)
async def make_bluetooth_pair(params: PairParams, app: AppContext) -> SuccessResult:
    """Pair with a device. Error 10003 if it is gone or the PIN is wrong, 10015 if it does not respond in time."""
    peripheral = device_of(params, app)
    android_only("makeBluetoothPair", app)
    if not peripheral.responds:
        await app.sleep(params.timeout * 1000)
        raise refused(BluetoothError.TIMEOUT)
    if not peripheral.is_near or peripheral.pin not in (None, params.pin):
        raise refused(BluetoothError.CONNECTION_FAILED)
    ready(app).paired.add(peripheral.device_id)
    return SuccessResult()


@jsapi(
    "cancelBluetoothPair",
    kind="device",
    inferred=f"It succeeds for a device that is not paired, too, and ends no connection; {ON_IOS}",
)
def cancel_bluetooth_pair(params: DeviceParams, app: AppContext) -> EmptyResult:
    """Forget a device that was paired."""
    peripheral = device_of(params, app)
    android_only("cancelBluetoothPair", app)
    ready(app).paired.discard(peripheral.device_id)
    return EmptyResult()


@jsapi(
    "getBluetoothPairs",
    kind="device",
    inferred=f"RSSI is a number, as in my.getBluetoothDevices; {ON_IOS}",
)
def get_bluetooth_pairs(params: NoParams, app: AppContext) -> DevicesResult:
    """All that are paired."""
    radio = ready(app)
    android_only("getBluetoothPairs", app)
    return DevicesResult(devices=[each.told() for each in radio.peripherals if each.device_id in radio.paired])
