"""Listening to the phone's movement. Source: the sensor pages and typings.

The listeners themselves are in the guest (js_shims/jsapi/listeners.js). Whoever adds one starts its sensor, and whoever
stops a sensor hears nothing from it until it is started again (documented).
"""

from __future__ import annotations

from typing import Any, Literal

from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi
from bridge.jsapi.sensors import SENSORS, sensors_of

SHAKEN_AFTER = 3000
"""Milliseconds after which the person shakes the phone by themselves."""

LIES_STILL = "The phone lies still: an event comes when a test moves it and none in between, whatever the interval."


class IntervalParams(Params):
    """How often to hear of it; nothing is measured in between here."""

    interval: Literal["game", "ui", "normal"] = "normal"


@jsapi("startAccelerometer", kind="device", inferred=LIES_STILL)
def start_accelerometer(params: IntervalParams, app: AppContext) -> SuccessResult:
    """Have the listeners hear of acceleration again."""
    return _hear(app, "accelerometer", True)


@jsapi("stopAccelerometer", kind="device")
def stop_accelerometer(params: NoParams, app: AppContext) -> SuccessResult:
    """Have the listeners hear nothing more of acceleration."""
    return _hear(app, "accelerometer", False)


@jsapi("startGyroscope", kind="device", inferred=LIES_STILL)
def start_gyroscope(params: IntervalParams, app: AppContext) -> SuccessResult:
    """Have the listeners hear of rotation again."""
    return _hear(app, "gyroscope", True)


@jsapi("stopGyroscope", kind="device")
def stop_gyroscope(params: NoParams, app: AppContext) -> SuccessResult:
    """Have the listeners hear nothing more of rotation."""
    return _hear(app, "gyroscope", False)


@jsapi("startCompass", kind="device", inferred=LIES_STILL)
def start_compass(params: IntervalParams, app: AppContext) -> SuccessResult:
    """Have the listeners hear of the direction again."""
    return _hear(app, "compass", True)


@jsapi("stopCompass", kind="device")
def stop_compass(params: NoParams, app: AppContext) -> SuccessResult:
    """Have the listeners hear nothing more of the direction."""
    return _hear(app, "compass", False)


def _hear(app: AppContext, sensor: str, audible: bool) -> SuccessResult:
    app.hush(SENSORS[sensor].event, not audible)
    return SuccessResult()


class ShakeParams(Params):
    """Sensors to be started meanwhile. `interval` in seconds."""

    monitorAccelerometer: bool = False  # noqa: N815
    monitorCompass: bool = False  # noqa: N815
    monitorGyroscope: bool = False  # noqa: N815
    interval: Any = None

    @property
    def monitored(self) -> list[str]:
        """The names of those sensors."""
        wanted = {
            "accelerometer": self.monitorAccelerometer,
            "compass": self.monitorCompass,
            "gyroscope": self.monitorGyroscope,
        }
        return [name for name, is_wanted in wanted.items() if is_wanted]


@jsapi("watchShake", kind="device", inferred="The person shakes the phone after 3 seconds unless a test does before.")
async def watch_shake(params: ShakeParams, app: AppContext) -> SuccessResult:
    """Wait until the phone is shaken; one call hears of one shake."""
    for sensor in params.monitored:
        app.hush(SENSORS[sensor].event, False)
    await sensors_of(app.services).until_shaken(app, SHAKEN_AFTER)
    return SuccessResult()
