"""What bluetooth calls fail with.

Source: the platform's table of bluetooth codes (opendocs.alipay.com/mini/api/ucd2lh), and the page of each call.
"""

from __future__ import annotations

from enum import IntEnum

from bridge.jsapi.errors import JSAPIError


class BluetoothError(IntEnum):
    """Documented codes; those below 10000 are of `my.openBluetoothAdapter`."""

    SWITCHED_OFF = 12
    SERVICE_LOST = 13
    WALLET_NOT_ALLOWED = 14
    UNKNOWN = 15
    PROGRAM_NOT_ALLOWED = 2001
    NOT_ASKED_AGAIN = 2002
    NEVER_ASK_AGAIN = 2003
    NOT_OPEN = 10000
    UNAVAILABLE = 10001
    NO_DEVICE = 10002
    CONNECTION_FAILED = 10003
    NO_SERVICE = 10004
    NO_CHARACTERISTIC = 10005
    NOT_CONNECTED = 10006
    NOT_SUPPORTED = 10007
    SYSTEM = 10008
    NO_DESCRIPTOR = 10010
    BAD_DEVICE_ID = 10011
    BAD_SERVICE_ID = 10012
    BAD_CHARACTERISTIC_ID = 10013
    BAD_VALUE = 10014
    TIMEOUT = 10015
    MISSING = 10016
    WRITE_FAILED = 10017


_MESSAGES = {
    BluetoothError.SWITCHED_OFF: "bluetooth is switched off",
    BluetoothError.SERVICE_LOST: "the system's bluetooth service is gone",
    BluetoothError.UNKNOWN: "unknown error",
    BluetoothError.WALLET_NOT_ALLOWED: "the wallet may not use bluetooth",
    BluetoothError.PROGRAM_NOT_ALLOWED: "the person does not let this program use bluetooth",
    BluetoothError.NOT_ASKED_AGAIN: "the person did not let it before, and is not asked again",
    BluetoothError.NEVER_ASK_AGAIN: "the person does not let it, and will not be asked again",
    BluetoothError.NOT_OPEN: "the adapter is not open: call my.openBluetoothAdapter first",
    BluetoothError.UNAVAILABLE: "the adapter is not available",
    BluetoothError.NO_DEVICE: "no such device was found",
    BluetoothError.CONNECTION_FAILED: "the connection failed",
    BluetoothError.NO_SERVICE: "the device has no such service",
    BluetoothError.NO_CHARACTERISTIC: "the service has no such characteristic",
    BluetoothError.NOT_CONNECTED: "the device is not connected",
    BluetoothError.NOT_SUPPORTED: "the characteristic does not support this",
    BluetoothError.SYSTEM: "the system refused",
    BluetoothError.NO_DESCRIPTOR: "the characteristic has no such descriptor",
    BluetoothError.BAD_DEVICE_ID: "deviceId is empty",
    BluetoothError.BAD_SERVICE_ID: "serviceId is empty",
    BluetoothError.BAD_CHARACTERISTIC_ID: "characteristicId is empty",
    BluetoothError.BAD_VALUE: "value is empty, or no text of hexadecimal bytes",
    BluetoothError.TIMEOUT: "the device did not answer in time",
    BluetoothError.MISSING: "a parameter is missing",
    BluetoothError.WRITE_FAILED: "the value could not be written",
}


def refused(code: BluetoothError, detail: str = "") -> JSAPIError:
    """The failure to raise; `detail` says more than the code does."""
    return JSAPIError(code, detail or _MESSAGES[code])
