"""How the phone is moved: what its sensors tell, and who waits for it to be shaken.

Source of the events' fields and ranges: the platform's typings.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bridge.errors import UsageError
from bridge.jsapi.context import AppContext, Services
from bridge.jsapi.parts import Part, part


class Axis(NamedTuple):
    """A number that a sensor tells: from `least` on, below `most`."""

    name: str
    least: float = -math.inf
    most: float = math.inf


class Sensor(NamedTuple):
    """Its event, and what that carries."""

    event: str
    axes: tuple[Axis, ...]


_IN_SPACE = (Axis("x"), Axis("y"), Axis("z"))
_TURNED = (Axis("alpha", 0, 2 * math.pi), Axis("beta", -math.pi, math.pi), Axis("gamma", -math.pi / 2, math.pi / 2))

SENSORS: Mapping[str, Sensor] = {
    "accelerometer": Sensor("onAccelerometerChange", _IN_SPACE),
    "gyroscope": Sensor("onGyroscopeChange", _IN_SPACE),
    "compass": Sensor("onCompassChange", (Axis("direction", 0, 360),)),
    "motion": Sensor("onDeviceMotionChange", _TURNED),
}
_STAMPED = ("accelerometer", "gyroscope", "compass")


class Sensors(Part):
    """Who waits for the phone to be shaken; a shake for which nobody waits is kept for the next who does."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._shakes = 0
        self._waiting: list[AppContext] = []

    def shake(self) -> None:
        """Let everybody know who waits for it."""
        if not self._waiting:
            self._shakes += 1
        for waiting in self._waiting:
            waiting.rouse()

    async def until_shaken(self, app: AppContext, ms: float) -> None:
        """Wait for a shake, at most `ms` of program time."""
        if self._shakes:
            self._shakes -= 1
            return
        self._waiting.append(app)
        try:
            await app.sleep(ms)
        finally:
            self._waiting.remove(app)


def sensors_of(services: Services) -> Sensors:
    """The sensors of the program's phone."""
    sensors: Sensors = part(services, "sensors")
    return sensors


def reading(name: str, given: float | Sequence[float], now: float) -> dict[str, float]:
    """What the event of the sensor `name` carries. Raises `UsageError` for what it cannot measure."""
    axes = SENSORS[name].axes
    values = [given] if isinstance(given, (int, float)) else list(given)
    if len(values) != len(axes):
        raise UsageError(f"{name}: write {', '.join(axis.name for axis in axes)}, not {given!r}")
    told = {axis.name: _measured(name, axis, value) for axis, value in zip(axes, values, strict=True)}
    return {**told, "timestamp": now} if name in _STAMPED else told


def _measured(sensor: str, axis: Axis, value: Any) -> float:
    if not isinstance(value, (int, float)) or not axis.least <= value < axis.most or math.isinf(value):
        within = "" if math.isinf(axis.most) else f" from {axis.least:.4g} to below {axis.most:.4g}"
        raise UsageError(f"{sensor}: {axis.name} is a number{within}, not {value!r}")
    return value
