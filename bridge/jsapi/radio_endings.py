"""The endings of bluetooth and Wi-Fi calls, by the domain that answers them.

All are forced where the call is answered, those that are a person's doing too: whether there is a dialog to say no in
depends on the phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from bridge.jsapi.endings import SUCCESS, Ending, Table


def _codes(codes: Iterable[int], told: Callable[[int], str]) -> tuple[Ending, ...]:
    """Success, and a failure for each code."""
    failures = (Ending(str(int(code)), "fail", {"error": int(code), "errorMessage": told(code)}) for code in codes)
    return (Ending(SUCCESS), *failures)


def _bluetooth_codes(*codes: int) -> tuple[Ending, ...]:
    from bridge.jsapi.bluetooth_errors import BluetoothError, refused

    usual = (BluetoothError.NOT_OPEN, BluetoothError.UNAVAILABLE)
    return _codes((*usual, *codes), lambda code: refused(BluetoothError(code)).message)


@cache
def _adapter() -> Table:
    from bridge.jsapi.bluetooth_errors import BluetoothError, refused
    from bridge.jsapi.domains.bluetooth import GUIDE_REFUSED

    opening = [code for code in BluetoothError if code < BluetoothError.NOT_OPEN]
    asked = {code: f"the person did not {what} bluetooth" for what, code in GUIDE_REFUSED.items()}
    plain = ("startBluetoothDevicesDiscovery", "stopBluetoothDevicesDiscovery", "getBluetoothDevices")
    return {
        "openBluetoothAdapter": _codes(opening, lambda code: refused(BluetoothError(code)).message),
        "showBLEPermissionGuide": _codes(asked, asked.__getitem__),
        **{name: _bluetooth_codes() for name in (*plain, "getConnectedBluetoothDevices")},
    }


@cache
def _ble() -> Table:
    from bridge.jsapi.bluetooth_errors import BluetoothError as Code

    read = (Code.NO_DEVICE, Code.NOT_CONNECTED, Code.NO_SERVICE, Code.NO_CHARACTERISTIC, Code.NOT_SUPPORTED)
    return {
        "connectBLEDevice": _bluetooth_codes(Code.NO_DEVICE, Code.CONNECTION_FAILED, Code.TIMEOUT),
        "disconnectBLEDevice": _bluetooth_codes(Code.NO_DEVICE),
        "getBLEDeviceServices": _bluetooth_codes(Code.NO_DEVICE, Code.NOT_CONNECTED),
        "getBLEDeviceCharacteristics": _bluetooth_codes(Code.NO_DEVICE, Code.NOT_CONNECTED, Code.NO_SERVICE),
        "readBLECharacteristicValue": _bluetooth_codes(*read, Code.TIMEOUT),
        "writeBLECharacteristicValue": _bluetooth_codes(*read, Code.BAD_VALUE, Code.TIMEOUT, Code.WRITE_FAILED),
        "notifyBLECharacteristicValueChange": _bluetooth_codes(*read, Code.NO_DESCRIPTOR),
        "getBLEDeviceRSSI": _bluetooth_codes(Code.NO_DEVICE, Code.NOT_CONNECTED),
        "getBLEMTU": _bluetooth_codes(Code.NO_DEVICE, Code.NOT_CONNECTED),
        "setBLEMTU": _bluetooth_codes(Code.NO_DEVICE, Code.NOT_CONNECTED),
    }


@cache
def _pairing() -> Table:
    from bridge.jsapi.bluetooth_errors import BluetoothError as Code

    return {
        "makeBluetoothPair": _bluetooth_codes(Code.NO_DEVICE, Code.CONNECTION_FAILED, Code.TIMEOUT),
        "cancelBluetoothPair": _bluetooth_codes(Code.NO_DEVICE),
        "getBluetoothPairs": _bluetooth_codes(),
    }


@cache
def _beacons() -> Table:
    from bridge.jsapi.domains.beacons import BeaconError

    return {
        "startBeaconDiscovery": _codes(BeaconError, lambda code: BeaconError(code).name),
        "getBeacons": _codes([BeaconError.BLUETOOTH], lambda code: BeaconError(code).name),
    }


@cache
def _wifi() -> Table:
    from bridge.jsapi.domains.wifi import WifiError as Code

    def of(*codes: Code) -> tuple[Ending, ...]:
        return _codes((Code.NOT_STARTED, *codes), lambda code: Code(code).name)

    usable = (Code.SWITCHED_OFF, Code.UNUSABLE)
    joining = (Code.WRONG_PASSWORD, Code.TIMEOUT, Code.DUPLICATE, Code.REFUSED, Code.BAD_SSID)
    return {
        "stopWifi": of(),
        "getWifiList": of(*usable, Code.NO_LOCATION),
        "getConnectedWifi": of(*usable, Code.NO_LOCATION, Code.NOT_CONNECTED),
        "connectWifi": of(*usable, *joining),
        "setWifiList": of(Code.NOT_SUPPORTED, Code.SYSTEM),
        "registerSSID": of(Code.NOT_SUPPORTED, Code.BAD_SSID),
        "unregisterSSID": of(Code.NOT_SUPPORTED),
    }


TABLES: Mapping[str, Callable[[], Table]] = {
    "beacons": _beacons,
    "ble": _ble,
    "bluetooth": _adapter,
    "pairing": _pairing,
    "wifi": _wifi,
}
