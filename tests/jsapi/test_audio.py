"""What a phone records from."""

from __future__ import annotations

from bridge.jsapi import Device
from tests.jsapi.phones import answered


async def test_a_phone_records_from_what_its_platform_has() -> None:
    call = "getAvailableAudioSources()"
    assert (await answered(call))[1] == {"audioSources": ["auto", "buildInMic", "headsetMic"]}
    assert (await answered(call, Device(platform="Android")))[1] == {"audioSources": ["auto", "mic", "camcorder"]}
