"""Connections to bluetooth low energy devices: services, characteristics, reading, writing, notifications.

Source: the platform's bluetooth pages and typings. Values are texts of hexadecimal bytes. A parameter that is missing
is 10016, an id that is empty 10011 to 10013.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import Field, StrictBool, StrictStr

from bridge.jsapi.bluetooth_errors import BluetoothError, refused
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.bluetooth import ready
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.peripherals import Characteristic, Peripheral, whole_uuid
from bridge.jsapi.plain import EmptyResult, SuccessResult
from bridge.jsapi.radio import Link
from bridge.jsapi.registry import jsapi

CONNECT_TIMEOUT = 10_000  # ms of program time, unless told (inferred)
ANSWER_TIMEOUT = 10_000  # ms that a read or a write waits (inferred)
HEADER = 3  # bytes of each packet that carry no value (source: the standard)


class DeviceParams(Params):
    """`deviceId`: an address on Android, a UUID on iOS."""

    deviceId: StrictStr | None = None  # noqa: N815


def _given(text: str | None, name: str, empty: BluetoothError) -> str:
    if text is None:
        raise refused(BluetoothError.MISSING, f"{name} is missing")
    if not text.strip():
        raise refused(empty)
    return text


def device_of(params: DeviceParams, app: AppContext) -> Peripheral:
    """The device that is meant. Raises 10000 and 10001, 10016, 10011, or 10002 if the phone does not know it."""
    radio = ready(app)
    peripheral = radio.known(_given(params.deviceId, "deviceId", BluetoothError.BAD_DEVICE_ID))
    if peripheral is None:
        raise refused(BluetoothError.NO_DEVICE)
    return peripheral


def _link(params: DeviceParams, app: AppContext) -> Link:
    peripheral = device_of(params, app)
    link = ready(app).links.get(peripheral.device_id)
    if link is None:
        raise refused(BluetoothError.NOT_CONNECTED)
    return link


async def _answered(peripheral: Peripheral, app: AppContext, within: float) -> None:
    """Wait for a device that does not respond. Raises 10015 then."""
    if not peripheral.responds:
        await app.sleep(within)
        raise refused(BluetoothError.TIMEOUT)


class ConnectParams(DeviceParams):
    """`timeout` in ms of program time."""

    timeout: float = Field(CONNECT_TIMEOUT, ge=0)


class ConnectResult(Result):
    """`error` is "0" in success."""

    error: str = "0"
    errorMessage: str = "ok"  # noqa: N815


SUCCESS_CODE = 'success has "0" for a code, as it has in my.getBeacons.'


@jsapi(
    "connectBLEDevice",
    kind="device",
    inferred=f"It waits 10 s unless told; a device with a PIN that Android did not pair is 10003; {SUCCESS_CODE}",
)
async def connect_ble_device(params: ConnectParams, app: AppContext) -> ConnectResult:
    """Connect to a device that was found; success at once if it is connected (documented).

    Error 10002 if the phone does not know it, 10003 if it is gone or refuses, 10015 if it does not respond.
    """
    peripheral = device_of(params, app)
    if peripheral.is_connected:
        return ConnectResult()
    if not peripheral.is_near or not peripheral.connectable or _needs_pairing(peripheral, app):
        raise refused(BluetoothError.CONNECTION_FAILED)
    await _answered(peripheral, app, params.timeout)
    ready(app).connect(peripheral)
    return ConnectResult()


def _needs_pairing(peripheral: Peripheral, app: AppContext) -> bool:
    """iOS pairs by itself."""
    on_android = app.device.platform == "Android"
    return on_android and peripheral.pin is not None and peripheral.device_id not in ready(app).paired


class CodeResult(Result):
    """`errorCode` is "0" in success."""

    errorCode: str = "0"  # noqa: N815
    errorMessage: str = "ok"  # noqa: N815


@jsapi("disconnectBLEDevice", kind="device", inferred=f"It succeeds without a connection, too; {SUCCESS_CODE}")
def disconnect_ble_device(params: DeviceParams, app: AppContext) -> CodeResult:
    """End a connection."""
    ready(app).lost(device_of(params, app))
    return CodeResult()


class ServicesResult(Result):
    """`services`: `{serviceId, isPrimary}`."""

    services: list[dict[str, Any]]


@jsapi("getBLEDeviceServices", kind="device", inferred="Every service is primary.")
def get_ble_device_services(params: DeviceParams, app: AppContext) -> ServicesResult:
    """The services of a connected device."""
    services = _link(params, app).peripheral.services
    return ServicesResult(services=[{"serviceId": uuid, "isPrimary": True} for uuid in services])


class ServiceParams(DeviceParams):
    """`serviceId`: 16, 32 or 128 bits, in capitals or not."""

    serviceId: StrictStr | None = None  # noqa: N815


def _service(params: ServiceParams, link: Link) -> str:
    wanted = whole_uuid(_given(params.serviceId, "serviceId", BluetoothError.BAD_SERVICE_ID))
    for uuid in link.peripheral.services:
        if whole_uuid(uuid) == wanted:
            return uuid
    raise refused(BluetoothError.NO_SERVICE)


class CharacteristicsResult(Result):
    """`characteristics`: `{characteristicId, serviceId, value, properties}`."""

    characteristics: list[dict[str, Any]]


@jsapi("getBLEDeviceCharacteristics", kind="device", inferred="The value is there before it was read.")
def get_ble_device_characteristics(params: ServiceParams, app: AppContext) -> CharacteristicsResult:
    """The characteristics of a service of a connected device."""
    link = _link(params, app)
    service = _service(params, link)
    members = link.peripheral.services[service].items()
    return CharacteristicsResult(characteristics=[_whole(service, uuid, each) for uuid, each in members])


def _told(service: str, uuid: str, characteristic: Characteristic) -> dict[str, Any]:
    return {"characteristicId": uuid, "serviceId": service, "value": characteristic.value.hex()}


def _whole(service: str, uuid: str, characteristic: Characteristic) -> dict[str, Any]:
    properties = {name: getattr(characteristic, name) for name in ("read", "write", "notify", "indicate")}
    return {**_told(service, uuid, characteristic), "properties": properties}


class CharacteristicParams(ServiceParams):
    """`characteristicId`: 16, 32 or 128 bits, in capitals or not."""

    characteristicId: StrictStr | None = None  # noqa: N815


def _characteristic(params: CharacteristicParams, link: Link) -> tuple[str, str, Characteristic]:
    """UUIDs of service and characteristic, and the characteristic."""
    service = _service(params, link)
    given = _given(params.characteristicId, "characteristicId", BluetoothError.BAD_CHARACTERISTIC_ID)
    for uuid, characteristic in link.peripheral.services[service].items():
        if whole_uuid(uuid) == whole_uuid(given):
            return service, uuid, characteristic
    raise refused(BluetoothError.NO_CHARACTERISTIC)


class ReadResult(Result):
    """`characteristic`: `{characteristicId, serviceId, value}`."""

    characteristic: dict[str, Any]


@jsapi("readBLECharacteristicValue", kind="device", inferred="A device that does not respond is waited for 10 seconds.")
async def read_ble_characteristic_value(params: CharacteristicParams, app: AppContext) -> ReadResult:
    """Read a value, which onBLECharacteristicValueChange tells, too (documented). Error 10007 if it cannot be read."""
    link = _link(params, app)
    service, uuid, characteristic = _characteristic(params, link)
    if not characteristic.read:
        raise refused(BluetoothError.NOT_SUPPORTED)
    await _answered(link.peripheral, app, ANSWER_TIMEOUT)
    ready(app).tell_value(link.peripheral, service, uuid, characteristic.value)
    return ReadResult(characteristic=_told(service, uuid, characteristic))


class WriteParams(CharacteristicParams):
    """`value`: hexadecimal bytes, at most 20 unless a larger MTU was agreed on."""

    value: StrictStr | None = None

    @property
    def bytes(self) -> bytes:
        """What is to be written. Raises 10016 or 10014."""
        text = _given(self.value, "value", BluetoothError.BAD_VALUE)
        if not re.fullmatch("(?:[0-9a-fA-F]{2})+", text):
            raise refused(BluetoothError.BAD_VALUE)
        return bytes.fromhex(text)


@jsapi(
    "writeBLECharacteristicValue",
    kind="device",
    inferred=f"Too many bytes for the connection are 10017; {SUCCESS_CODE}",
)
async def write_ble_characteristic_value(params: WriteParams, app: AppContext) -> CodeResult:
    """Write a value. Error 10007 if it cannot be written, 10014 if it is no text of bytes."""
    link = _link(params, app)
    _, uuid, characteristic = _characteristic(params, link)
    value = params.bytes
    if not characteristic.write:
        raise refused(BluetoothError.NOT_SUPPORTED)
    most = link.mtu - HEADER
    if len(value) > most:
        raise refused(BluetoothError.WRITE_FAILED, f"{len(value)} bytes are more than the {most} at a time")
    await _answered(link.peripheral, app, ANSWER_TIMEOUT)
    characteristic.value = value
    link.peripheral.written.append((uuid, value))
    if characteristic.on_write is not None:
        characteristic.on_write(value)
    return CodeResult()


class NotifyParams(CharacteristicParams):
    """`state`: on unless told. `descriptorId`: the one that every such characteristic has, unless told."""

    descriptorId: StrictStr | None = None  # noqa: N815
    state: StrictBool | None = None


DESCRIPTOR = "00002902"  # how the UUID begins; the page's own spelling of the rest lacks a dash


@jsapi("notifyBLECharacteristicValueChange", kind="device", inferred="Without a state it is turned on.")
def notify_ble_characteristic_value_change(params: NotifyParams, app: AppContext) -> EmptyResult:
    """Subscribe to a value. Error 10007 if it neither notifies nor indicates, 10010 for another descriptor."""
    link = _link(params, app)
    service, uuid, characteristic = _characteristic(params, link)
    if not characteristic.tells:
        raise refused(BluetoothError.NOT_SUPPORTED)
    if params.descriptorId and not whole_uuid(params.descriptorId).startswith(DESCRIPTOR):
        raise refused(BluetoothError.NO_DESCRIPTOR)
    change = link.subscribed.discard if params.state is False else link.subscribed.add
    change((whole_uuid(service), whole_uuid(uuid)))
    return EmptyResult()


class SignalResult(Result):
    """`RSSI` in dBm."""

    RSSI: int


@jsapi("getBLEDeviceRSSI", kind="device")
def get_ble_device_rssi(params: DeviceParams, app: AppContext) -> SignalResult:
    """The strength of a connected device's signal."""
    return SignalResult(RSSI=_link(params, app).peripheral.rssi)


class MTUResult(Result):
    """`mtu` in bytes."""

    mtu: int


@jsapi("getBLEMTU", kind="device", inferred="23 bytes until another was agreed on.")
def get_ble_mtu(params: DeviceParams, app: AppContext) -> MTUResult:
    """The largest packet of a connection."""
    return MTUResult(mtu=_link(params, app).mtu)


class SetMTUParams(DeviceParams):
    """`mtu` in bytes, from 23 to 512."""

    mtu: int = Field(ge=23, le=512)


class SetMTUResult(SuccessResult):
    """`mtu` is what was agreed on."""

    mtu: int


@jsapi(
    "setBLEMTU",
    kind="device",
    inferred="On iOS, which does not support it, it is error 1; a device may agree on less.",
)
def set_ble_mtu(params: SetMTUParams, app: AppContext) -> SetMTUResult:
    """Agree on another packet size with a connected device."""
    link = _link(params, app)
    android_only("setBLEMTU", app)
    link.mtu = min(params.mtu, link.peripheral.max_mtu)
    return SetMTUResult(mtu=link.mtu)


def android_only(name: str, app: AppContext) -> None:
    """Raises error 1 on iOS."""
    if app.device.platform == "iOS":
        raise JSAPIError(CommonError.NOT_IMPLEMENTED, f"my.{name}: iOS does not support it")
