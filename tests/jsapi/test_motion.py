"""Sensors, shakes, and what else happens to a phone in the hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from bridge import Runtime
from bridge.errors import UsageError
from bridge.jsapi import Device
from tests.jsapi.phones import answered, phone, refused_as_parameter

LISTEN = "my.{event}((told) => console.log(JSON.stringify(told === undefined ? null : told)));"
NOW = 1767225600000
MOVES: list[tuple[str, Any, str, str]] = [
    ("accelerometer", (0, 1, 9.8), "onAccelerometerChange", f'{{"x":0,"y":1,"z":9.8,"timestamp":{NOW}}}'),
    ("gyroscope", (1, 2, 3), "onGyroscopeChange", f'{{"x":1,"y":2,"z":3,"timestamp":{NOW}}}'),
    ("compass", 90, "onCompassChange", f'{{"direction":90,"timestamp":{NOW}}}'),
    ("motion", (1, -1, 0.5), "onDeviceMotionChange", '{"alpha":1,"beta":-1,"gamma":0.5}'),
]
STOPPED: list[tuple[str, dict[str, Any]]] = [
    ("Accelerometer", {"accelerometer": (1, 2, 3)}),
    ("Gyroscope", {"gyroscope": (1, 2, 3)}),
    ("Compass", {"compass": 1}),
]


def texts(runtime: Runtime) -> list[str]:
    """What was printed."""
    return [line.text for line in runtime.console]


@pytest.mark.parametrize(("sensor", "value", "event", "told"), MOVES, ids=[sensor for sensor, *_ in MOVES])
async def test_who_listens_hears_how_the_phone_is_moved(sensor: str, value: Any, event: str, told: str) -> None:
    async with phone() as runtime:
        await runtime.run(LISTEN.format(event=event))
        runtime.device.move(**{sensor: value})
        await runtime.idle()
    assert texts(runtime) == [told]


@pytest.mark.parametrize(("name", "moved"), STOPPED, ids=[name for name, _ in STOPPED])
async def test_a_sensor_that_was_stopped_tells_nothing_until_it_is_started(name: str, moved: dict[str, Any]) -> None:
    async with phone() as runtime:
        await runtime.run(f"my.on{name}Change(() => console.log('moved')); my.stop{name}();")
        runtime.device.move(**moved)
        await runtime.run(f"my.start{name}({{ interval: 'game', success: ({{ success }}) => console.log(success) }})")
        runtime.device.move(**moved)
        await runtime.idle()
    assert texts(runtime) == ["true", "moved"]


async def test_whoever_listens_anew_starts_the_sensor() -> None:
    async with phone() as runtime:
        await runtime.run("my.stopCompass(); my.onCompassChange(() => console.log('first')); my.stopCompass()")
        await runtime.run("my.onCompassChange(() => console.log('second'))")
        runtime.device.move(compass=1)
        await runtime.idle()
    assert texts(runtime) == ["first", "second"]


async def test_another_interval_is_refused() -> None:
    assert await refused_as_parameter("startCompass({interval: 'often'})")


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ({"compass": 360}, "direction is a number from 0 to below 360, not 360"),
        ({"accelerometer": (1, 2)}, "accelerometer: write x, y, z"),
        ({"gyroscope": (1, 2, "3")}, "z is a number, not '3'"),
        ({"gyroscope": (1, 2, math.inf)}, "z is a number, not inf"),
        ({"motion": (0, 0, 2)}, "gamma is a number from -1.571"),
    ],
)
def test_what_a_sensor_cannot_measure_is_refused(moved: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Runtime().device.move(**moved)


WATCH = """const start = Date.now();
my.watchShake({ success: (r) => console.log(JSON.stringify(r), Date.now() - start) });
"""


async def test_the_person_shakes_the_phone_by_themselves() -> None:
    async with phone() as runtime:
        await runtime.run(WATCH)
    assert texts(runtime) == ['{"success":true} 3000']


async def test_a_shake_ends_the_wait_at_once() -> None:
    async with phone() as runtime:
        runtime.override("alert", lambda _: runtime.device.shake())
        await runtime.run(WATCH + "setTimeout(() => my.alert(), 100)")
        assert texts(runtime) == ['{"success":true} 100']
        await runtime.run("const again = Date.now(); my.watchShake({ success: () => console.log(Date.now() - again) })")
    assert texts(runtime)[1:] == ["3000"]


async def test_a_shake_before_anybody_waits_is_for_the_next_who_does() -> None:
    async with phone() as runtime:
        runtime.device.shake()
        await runtime.run(WATCH)
        await runtime.run(WATCH.replace("start", "later"))
    assert texts(runtime) == ['{"success":true} 0', '{"success":true} 3000']


async def test_a_shake_after_the_wait_is_for_the_next_who_waits() -> None:
    async with phone() as runtime:
        await runtime.run(WATCH)
        runtime.device.shake()
        await runtime.run(WATCH.replace("start", "later"))
    assert texts(runtime) == ['{"success":true} 3000', '{"success":true} 0']


async def test_watching_for_a_shake_starts_the_sensors_it_names() -> None:
    async with phone() as runtime:
        await runtime.run("my.onCompassChange(() => console.log('turned')); my.stopCompass()")
        await runtime.run("my.watchShake({ monitorCompass: true })")
        runtime.device.move(compass=1)
        await runtime.idle()
    assert texts(runtime) == ["turned"]


async def test_a_shake_is_watched_for_with_the_options_of_its_page() -> None:
    assert await answered("watchShake({interval: 1, monitorGyroscope: true})") == ("success", {"success": True})


async def test_who_listens_hears_that_the_screen_was_captured() -> None:
    async with phone() as runtime:
        await runtime.run(LISTEN.format(event="onUserCaptureScreen"))
        runtime.device.capture_screen()
        await runtime.idle()
    assert texts(runtime) == ["null"]


@pytest.mark.parametrize(("platform", "told"), [("Android", '{"level":15}'), ("iOS", "{}")])
async def test_who_listens_hears_that_memory_is_short(platform: Any, told: str) -> None:
    async with phone(Device(platform=platform)) as runtime:
        await runtime.run(LISTEN.format(event="onMemoryWarning"))
        runtime.device.warn_of_memory(15)
        await runtime.idle()
    assert texts(runtime) == [told]


def test_there_are_two_levels_of_memory_warnings() -> None:
    with pytest.raises(UsageError, match="there is no level 11"):
        Runtime().device.warn_of_memory(11)


async def test_before_the_program_runs_nobody_hears_anything() -> None:
    async with phone() as runtime:
        runtime.device.move(compass=1)
        runtime.device.capture_screen()
        await runtime.run(LISTEN.format(event="onCompassChange"))
    assert texts(runtime) == []
