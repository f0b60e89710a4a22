"""The phone of a running program, in the hands of whoever tests it: read by its fields, and changed by setting them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError
from bridge.jsapi.context import Services
from bridge.jsapi.device import Battery, Device, Location, Screen
from bridge.jsapi.surroundings import change_device
from bridge.runtime import Host

if TYPE_CHECKING:
    from bridge.jsapi.access_points import Wifi
    from bridge.jsapi.radio import Bluetooth

_FIELDS = frozenset(field.name for field in fields(Device))
_PARTS: dict[str, Callable[..., Any]] = {"battery": Battery, "screen": Screen}


class Phone:
    """`phone.network = "NOTREACHABLE"`, `phone.location = (31.2, 121.5)`: the fields are those of `Device`.

    What is set is found at once by a program that runs, and whoever listens hears of it. `location` takes latitude and
    longitude in degrees, or a whole `Location`. Setting raises `UsageError` for a field that a phone does not have, or
    a value that makes no sense.
    """

    __slots__ = ("_host", "_services")

    def __init__(self, services: Services, host: Callable[[], Host | None]) -> None:
        object.__setattr__(self, "_services", services)
        object.__setattr__(self, "_host", host)

    @property
    def current(self) -> Device:
        """All of it, as it is now."""
        device: Device = self._services.device
        return device

    def change(self, **changes: Any) -> None:
        """Set several fields at once."""
        for name in changes.keys() - _FIELDS:
            raise UsageError(f"a phone has no {name!r}; it has {', '.join(sorted(_FIELDS))}")
        change_device(self._services, self._host(), **{name: _read(name, value) for name, value in changes.items()})

    def __getattr__(self, name: str) -> Any:
        if name in _FIELDS or name == "online":
            return getattr(self._services.device, name)
        raise AttributeError(f"a phone has no {name!r}")

    @property
    def bluetooth(self) -> Bluetooth:
        """What is around the phone by bluetooth: `phone.bluetooth.add("Thermometer")`; its switch is `.on`."""
        from bridge.jsapi.radio import bluetooth_of

        return bluetooth_of(self._services)

    @property
    def wifi(self) -> Wifi:
        """The networks around the phone: `phone.wifi.add("Cafe", password="latte")`; its switch is `.on`."""
        from bridge.jsapi.access_points import wifi_of

        return wifi_of(self._services)

    def __setattr__(self, name: str, value: Any) -> None:
        self.change(**{name: value})


def _read(name: str, value: Any) -> Any:
    """A plain tuple stands for what the field holds."""
    if name == "location" and not isinstance(value, Location):
        return _place(value)
    if name in _PARTS and type(value) is tuple:
        return _PARTS[name](*value)
    return frozenset(value) if name == "denied" else value


def _place(given: Any) -> Location:
    """Nobody knows what is there, so it has no names."""
    try:
        latitude, longitude = map(float, given)
    except (TypeError, ValueError):
        advice = "write latitude and longitude in degrees, such as (31.2, 121.5)"
        raise UsageError(f"{given!r} is no place: {advice}") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"there is no latitude {latitude} and longitude {longitude}")
    return Location(longitude, latitude, Location().accuracy, *[""] * len(Location._fields[3:]))
