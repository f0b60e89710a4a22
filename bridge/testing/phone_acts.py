"""What `bridge.device({...})` takes: the fields of a phone, and what happens to it, in JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError

if TYPE_CHECKING:
    from bridge.jsapi.phone import Phone


def act_on(phone: Phone, given: Any) -> None:
    """Change fields, then let happen what is named, in the order written.

    `scan_next`: codes, `move`: readings of sensors, `shake` and `capture_screen`: true; `bluetooth` and `wifi`: lists
    of what comes into reach, with the names of `Bluetooth.add` and `Wifi.add`, or booleans, for their switches; bytes
    are text in UTF-8. Raises `UsageError` for what makes no sense.
    """
    if not isinstance(given, Mapping):
        raise UsageError(f"bridge.device takes an object, such as {{ network: 'NOTREACHABLE' }}, not {given!r}")
    phone.change(**{name: value for name, value in given.items() if name not in ACTS})
    for name, value in given.items():
        if name in ACTS:
            _act(phone, name, value)


def _act(phone: Phone, name: str, value: Any) -> None:
    try:
        ACTS[name](phone, value)
    except (TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"bridge.device: {name}: {value!r} makes no sense: {error}") from None


def _scan_next(phone: Phone, codes: Any) -> None:
    phone.scan_next(*([codes] if isinstance(codes, str) else codes))


def _bluetooth(phone: Phone, given: Any) -> None:
    if isinstance(given, bool):
        phone.bluetooth.on = given
        return
    for peripheral in _objects(given, "{ name: 'Scale' }"):
        texts = {name: peripheral[name].encode() for name in _BYTES if name in peripheral}
        phone.bluetooth.add(**{**peripheral, **texts, "services": _services(peripheral.get("services") or {})})


_BYTES = ("advertis_data", "manufacturer_data")


def _services(given: Mapping[str, Any]) -> dict[str, Any]:
    from bridge.jsapi.peripherals import Characteristic

    return {
        service: {
            uuid: Characteristic(**{**told, "value": told.get("value", "").encode()})
            for uuid, told in characteristics.items()
        }
        for service, characteristics in given.items()
    }


def _wifi(phone: Phone, given: Any) -> None:
    if isinstance(given, bool):
        phone.wifi.on = given
        return
    for network in _objects(given, "{ ssid: 'Cafe' }"):
        phone.wifi.add(**network)


def _objects(given: Any, like: str) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise ValueError(f"write true or false for the switch, or a list such as [{like}] of what comes into reach")
    return given


def _when(act: Callable[[Phone], None]) -> Callable[[Phone, Any], None]:
    return lambda phone, wanted: act(phone) if wanted is True else None


ACTS: Mapping[str, Callable[[Phone, Any], None]] = {
    "scan_next": _scan_next,
    "move": lambda phone, readings: phone.move(**readings),
    "shake": _when(lambda phone: phone.shake()),
    "capture_screen": _when(lambda phone: phone.capture_screen()),
    "bluetooth": _bluetooth,
    "wifi": _wifi,
}
