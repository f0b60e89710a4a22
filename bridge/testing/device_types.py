"""Types for editors of what `bridge.device({...})` takes: read off `Device`, and off the methods that `ACTS` call.

What JSON cannot say is left out (functions) or said as text (bytes).
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bridge.jsapi.access_points import Wifi
from bridge.jsapi.device import NEVER_ASKED, Battery, Contact, Device, Location, Permission, Screen
from bridge.jsapi.peripherals import Characteristic
from bridge.jsapi.phone import Phone, Space
from bridge.jsapi.radio import Bluetooth

_PLAIN: Mapping[Any, str] = {
    str: "string",
    bytes: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    NoneType: "null",
    Permission: "PhonePermission",
    Screen: "PhoneScreen",
    Battery: "PhoneBattery",
    Location: "PhoneLocation",
    Contact: "PhoneContact",
    Characteristic: "PhoneCharacteristic",
    Space: "PhoneAxes",
}
"""Browsers have types called Screen and Location: ours begin with Phone."""

_NEEDED: Mapping[Any, int] = {Contact: 2}
"""How many members a list of them has at least (`bridge.jsapi.phone_fields`)."""

_FIELDS: Mapping[str, str] = {
    "asks": f"readonly Exclude<PhonePermission, {' | '.join(map(json.dumps, NEVER_ASKED))}>[]",
}
"""Fields that take less than their types say."""

_ACTS: Mapping[str, str] = {
    "scan_next": "string | readonly string[]",
    "move": "PhoneMovement",
    "shake": "true",
    "capture_screen": "true",
    "bluetooth": "boolean | readonly PhonePeripheral[]",
    "wifi": "boolean | readonly PhoneNetwork[]",
}
"""What each of `bridge.testing.phone_acts.ACTS` takes."""


def device_types() -> str:
    """The interface `PhoneChanges`, and what it consists of."""
    return "\n".join(_declarations())


def _declarations() -> Iterator[str]:
    yield f"type PhonePermission = {_choices(Permission)};"
    yield "type PhoneAxes = readonly [x: number, y: number, z: number];"
    for kind in (Screen, Battery, Contact):
        yield f"type {_PLAIN[kind]} = {_object(_members(kind))} | {_list(kind)};"
    place = _object(_members(Location, needed=("latitude", "longitude")))
    yield f"type PhoneLocation = {place} | readonly [latitude: number, longitude: number];"
    yield f"type PhoneMovement = {_object(_options(Phone.move))};"
    yield f"type PhoneCharacteristic = {_object(_members(Characteristic, but='on_write'))};"
    yield f"type PhonePeripheral = {_object(_options(Bluetooth.add))};"
    yield f"type PhoneNetwork = {_object(_options(Wifi.add))};"
    yield ""
    yield "interface PhoneChanges {"
    yield from (f"  {member};" for member in _changes())
    yield "}"
    yield ""


def _changes() -> Iterator[str]:
    hints = get_type_hints(Device)
    for field in fields(Device):
        yield f"{field.name}?: {_FIELDS.get(field.name) or _written(hints[field.name])}"
    yield from (f"{name}?: {taken}" for name, taken in _ACTS.items())


def _members(kind: type, needed: tuple[str, ...] = (), but: str = "") -> Iterator[str]:
    for name, hint in get_type_hints(kind).items():
        if name != but:
            yield f"{name}{'' if name in needed else '?'}: {_written(hint)}"


def _options(act: Callable[..., Any]) -> Iterator[str]:
    """What a method takes by name."""
    hints = get_type_hints(act)
    for name, parameter in list(inspect.signature(act).parameters.items())[1:]:
        yield f"{name}{'' if parameter.default is parameter.empty else '?'}: {_written(hints[name])}"


def _object(members: Iterator[str]) -> str:
    return f"{{ {'; '.join(members)} }}"


def _list(kind: type) -> str:
    first = tuple(get_type_hints(kind))[: _NEEDED.get(kind, 0)]
    return f"readonly [{', '.join(_members(kind, first))}]"


def _choices(hint: Any) -> str:
    return " | ".join(map(json.dumps, get_args(hint)))


def _written(hint: Any) -> str:
    """A type of ours in TypeScript. Raises `KeyError` for one that nobody has written yet."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is None or hint in _PLAIN:
        return _PLAIN[hint]
    if origin is Literal:
        return _choices(hint)
    if origin in (Union, UnionType):
        return " | ".join(map(_written, inner))
    if origin is Mapping:
        return f"Record<string, {_written(inner[1])}>"
    member = _written(inner[0])
    return f"readonly ({member})[]" if " " in member else f"readonly {member}[]"


if __name__ == "__main__":
    print(device_types(), end="")
