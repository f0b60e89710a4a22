"""The phone of a running program, in the hands of whoever tests it: read by its fields, and changed by setting them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError
from bridge.jsapi.context import Services
from bridge.jsapi.device import Device
from bridge.jsapi.parts import PARTS, part
from bridge.jsapi.phone_fields import FIELDS, read_fields
from bridge.jsapi.surroundings import change_device, emit
from bridge.runtime import Host

if TYPE_CHECKING:
    from bridge.jsapi.access_points import Wifi
    from bridge.jsapi.photos import Photos
    from bridge.jsapi.radio import Bluetooth

_MEMORY_LEVELS = (10, 15)
Space = Sequence[float]
"""Along three axes."""


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
        """Set several fields at once, as `bridge.jsapi.phone_fields` reads them."""
        change_device(self._services, self._host(), **read_fields(changes))

    def move(
        self,
        *,
        accelerometer: Space | None = None,
        gyroscope: Space | None = None,
        compass: float | None = None,
        motion: Space | None = None,
    ) -> None:
        """Have the sensors tell of it, once each: `move(compass=90)`, `move(accelerometer=(0, 0, 9.8))`.

        `compass` in degrees from 0 to below 360, `motion` is alpha, beta and gamma in radians. Whoever listens hears of
        it, unless they stopped the sensor. Raises `UsageError` for what a sensor cannot measure.
        """
        from bridge.jsapi.sensors import SENSORS, reading

        host = self._host()
        now = 0.0 if host is None else host.clock.now
        given = {"accelerometer": accelerometer, "gyroscope": gyroscope, "compass": compass, "motion": motion}
        told = {name: reading(name, value, now) for name, value in given.items() if value is not None}
        for name, value in told.items():
            self._tell(SENSORS[name].event, value)

    def shake(self) -> None:
        """End every `my.watchShake` at once; the next one, if none is waiting."""
        part(self._services, "sensors").shake()

    def capture_screen(self) -> None:
        """Take a picture of the screen: `my.onUserCaptureScreen` hears of it."""
        self._tell("onUserCaptureScreen")

    def warn_of_memory(self, level: int = 10) -> None:
        """Run short of memory: `my.onMemoryWarning` hears of it, of `level` 10 (low) or 15 (badly so) on Android alone.

        Raises `UsageError` for another level.
        """
        if level not in _MEMORY_LEVELS:
            raise UsageError(f"there is no level {level!r} of memory warnings: write 10 (low) or 15 (critically low)")
        self._tell("onMemoryWarning", {"level": level} if self._services.device.platform == "Android" else {})

    def scan_next(self, *codes: str) -> None:
        """Hold these before the camera, one for each `my.scan`; then it is `scanned` again."""
        part(self._services, "camera").codes.extend(codes)

    @property
    def photos(self) -> Photos:
        """Its album: `photos.add("shop.png")`, `photos.add_film(duration=12)`."""
        album: Photos = part(self._services, "photos")
        return album

    def _tell(self, event: str, *args: Any) -> None:
        """Nobody listens before the program runs."""
        host = self._host()
        if host is not None:
            emit(host, event, *args)

    def __getattr__(self, name: str) -> Any:
        if name in PARTS:
            return part(self._services, name)
        if name in FIELDS or name == "online":
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
