"""The adapter: opening it, its state, searching for devices, and the person's permission for it.

Source: the platform's bluetooth pages and typings. Everything but opening needs an open adapter (10000) that is
available (10001).
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, StrictBool, StrictStr

from bridge.jsapi.asking import confirmed
from bridge.jsapi.bluetooth_errors import BluetoothError, refused
from bridge.jsapi.consents import allow, granted, need
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.peripherals import whole_uuid
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.radio import Bluetooth, Discovery, bluetooth_of
from bridge.jsapi.registry import jsapi

RSSI_IS_A_NUMBER = "RSSI is a number, as the pages have it; the typings call it a text."


def opened(app: AppContext) -> Bluetooth:
    """The open adapter. Raises 10000 if the program did not open it."""
    radio = bluetooth_of(app.services)
    if not radio.is_open:
        raise refused(BluetoothError.NOT_OPEN)
    return radio


def ready(app: AppContext) -> Bluetooth:
    """The open adapter that can be used. Raises 10000, or 10001 if it is off or forbidden."""
    radio = opened(app)
    if not radio.available:
        raise refused(BluetoothError.UNAVAILABLE)
    return radio


class OpenParams(Params):
    """`autoClose` is of Android alone: whether leaving the page closes it."""

    autoClose: StrictBool = True  # noqa: N815


class OpenResult(Result):
    """Every phone here has BLE."""

    isSupportBLE: bool  # noqa: N815


@jsapi(
    "openBluetoothAdapter",
    kind="device",
    inferred="A refusal is 2001 to 2003 where those codes are documented, else 14; leaving a page closes nothing.",
)
async def open_bluetooth_adapter(params: OpenParams, app: AppContext) -> OpenResult:
    """Open the adapter, for which the person is asked if `bluetooth` is among `Device.asks`.

    Error 12 if it is switched off, 2001 to 2003 if the person refuses: 14 outside of China. Even then it is open, so
    that the program hears when it becomes available (documented).
    """
    radio = bluetooth_of(app.services)
    try:
        await need(app, "bluetooth", own=None if app.profile.chinese else refused(BluetoothError.WALLET_NOT_ALLOWED))
    finally:
        radio.is_open = True
    if not radio.on:
        raise refused(BluetoothError.SWITCHED_OFF)
    return OpenResult(isSupportBLE=True)


@jsapi("closeBluetoothAdapter", kind="device", inferred="No event tells of the connections that end with it.")
def close_bluetooth_adapter(params: NoParams, app: AppContext) -> EmptyResult:
    """Close the adapter, and every connection with it (documented)."""
    opened(app).close()
    return EmptyResult()


class AdapterStateResult(Result):
    """`available`: whether it is switched on and allowed. `discovering`: whether devices are searched for."""

    discovering: bool
    available: bool


@jsapi("getBluetoothAdapterState", kind="device")
def get_bluetooth_adapter_state(params: NoParams, app: AppContext) -> AdapterStateResult:
    """What the adapter is doing; answers of one that is not available, too."""
    radio = opened(app)
    return AdapterStateResult(discovering=radio.discovery is not None, available=radio.available)


class DiscoveryParams(Params):
    """`services`: only devices that advertise one of these UUIDs. `interval` in ms, 0 reports each device at once."""

    services: list[StrictStr] | None = None
    deviceIds: list[StrictStr] | None = None  # noqa: N815
    deviceNames: list[StrictStr] | None = None  # noqa: N815
    allowDuplicatesKey: StrictBool | None = None  # noqa: N815
    interval: float = Field(0, ge=0, le=60_000)
    includeClassic: Any = None  # noqa: N815

    def discovery(self) -> Discovery:
        """The search that is asked for."""
        return Discovery(
            frozenset(whole_uuid(uuid) for uuid in self.services or ()),
            frozenset(self.deviceIds or ()),
            frozenset(self.deviceNames or ()),
            bool(self.allowDuplicatesKey),
            self.interval,
        )


@jsapi(
    "startBluetoothDevicesDiscovery",
    kind="device",
    inferred="A device is heard after 100 ms, then, if allowed, when its signal changes; intervals end at a minute.",
)
def start_discovery(params: DiscoveryParams, app: AppContext) -> EmptyResult:
    """Search for devices, which onBluetoothDeviceFound tells of, in place of a search under way."""
    ready(app).search(params.discovery())
    return EmptyResult()


@jsapi("stopBluetoothDevicesDiscovery", kind="device", inferred="It succeeds without a search, too.")
def stop_discovery(params: NoParams, app: AppContext) -> SuccessResult:
    """Search no more."""
    ready(app).search(None)
    return SuccessResult()


class DevicesResult(Result):
    """Devices as onBluetoothDeviceFound tells them."""

    devices: list[dict[str, Any]]


@jsapi("getBluetoothDevices", kind="device", inferred=RSSI_IS_A_NUMBER)
def get_bluetooth_devices(params: NoParams, app: AppContext) -> DevicesResult:
    """All that were found, and all that are connected (documented)."""
    radio = ready(app)
    connected = {device_id: link.peripheral for device_id, link in radio.links.items()}
    return DevicesResult(devices=[peripheral.told() for peripheral in {**radio.found, **connected}.values()])


@jsapi("getConnectedBluetoothDevices", kind="device", inferred=RSSI_IS_A_NUMBER)
def get_connected_bluetooth_devices(params: NoParams, app: AppContext) -> DevicesResult:
    """All that are connected."""
    return DevicesResult(devices=[link.peripheral.told() for link in ready(app).links.values()])


class StatusParams(Params):
    """`sysAlert`: whether iOS may ask the person."""

    sysAlert: Any = None  # noqa: N815


class StatusResult(Result):
    """`authStatus`: 0 the person was not asked yet, 2 refused, 3 allowed. `powerStatus`: 4 switched off, 5 on."""

    authStatus: int  # noqa: N815
    powerStatus: int  # noqa: N815


_AUTH_STATUS = {None: 0, False: 2, True: 3}


@jsapi("getBLEDeviceStatus", kind="device", inferred="It needs no open adapter.")
def get_ble_device_status(params: StatusParams, app: AppContext) -> StatusResult:
    """Whether bluetooth is allowed and switched on."""
    allowed, on = granted(app.services, "bluetooth"), app.device.bluetooth_on
    return StatusResult(authStatus=_AUTH_STATUS[allowed], powerStatus=5 if on else 4)


GUIDE_REFUSED = {"allow": 60006, "switch on": 60005}
"""Documented codes of `my.showBLEPermissionGuide` for what the person does not do."""


class GuideParams(Params):
    """Texts of its dialogs."""

    firstTipTitle: Any = None  # noqa: N815
    firstTipsMessage: Any = None  # noqa: N815
    authTipsTitle: StrictStr | None = None  # noqa: N815
    authTipsMessage: StrictStr | None = None  # noqa: N815
    authTipsButton: StrictStr | None = None  # noqa: N815
    openTipsTitle: StrictStr | None = None  # noqa: N815
    openTipsMessage: StrictStr | None = None  # noqa: N815
    openTipsButton: StrictStr | None = None  # noqa: N815


class GuideResult(SuccessResult):
    """`error` is "0" in success."""

    error: str = "0"
    errorMessage: str = "ok"  # noqa: N815


@jsapi(
    "showBLEPermissionGuide",
    kind="device",
    inferred='Who allows nothing is 60006, who switches nothing on 60005; success has "0" in error.',
)
async def show_ble_permission_guide(params: GuideParams, app: AppContext) -> GuideResult:
    """Have the person allow bluetooth and switch it on: each is asked for only where it is needed, and then done.

    Error 60006 if they do not allow it, 60005 if they do not switch it on.
    """
    if not granted(app.services, "bluetooth"):
        await _agreed(app, "allow", params.authTipsTitle, params.authTipsMessage, params.authTipsButton)
        allow(app, "bluetooth")
    if not app.device.bluetooth_on:
        await _agreed(app, "switch on", params.openTipsTitle, params.openTipsMessage, params.openTipsButton)
        app.change_device(bluetooth_on=True)
    return GuideResult()


async def _agreed(app: AppContext, what: str, title: str | None, message: str | None, button: str | None) -> None:
    if not await confirmed(app, title or f"{what} bluetooth", message or "", button):
        raise JSAPIError(GUIDE_REFUSED[what], f"the person did not {what} bluetooth")
