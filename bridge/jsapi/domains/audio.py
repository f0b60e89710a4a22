"""What a phone can record from, and whether a program may. Source: the recording pages and typings.

The recorder is made in the guest (js_shims/jsapi/recorder.js); that a recording starts is the call `$startRecording`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from bridge.jsapi.consents import need
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Result
from bridge.jsapi.plain import EmptyResult, NoParams
from bridge.jsapi.registry import jsapi

Source = Literal["auto", "buildInMic", "headsetMic", "mic", "camcorder"]

_SOURCES: dict[str, list[Source]] = {
    "iOS": ["auto", "buildInMic", "headsetMic"],
    "Android": ["auto", "mic", "camcorder"],
}


class AudioSourcesResult(Result):
    """Names that a recorder's `audioSource` takes."""

    audioSources: list[Source]  # noqa: N815


@jsapi(
    "getAvailableAudioSources",
    kind="device",
    inferred="Which sources a platform has: iOS its microphones, Android microphone and camera.",
)
def get_available_audio_sources(params: NoParams, app: AppContext) -> AudioSourcesResult:
    """What the phone's platform has (`device.platform`)."""
    return AudioSourcesResult(audioSources=_SOURCES[app.device.platform])


class RecordingError(IntEnum):
    """The documented code of `RecorderManager.onError` that happens here."""

    REFUSED = 10


@jsapi("$startRecording", kind="device", inferred="A refusal for good has the same code, and so what follows it.")
async def start_recording(params: NoParams, app: AppContext) -> EmptyResult:
    """`start` of the recorder; error 10, which `onError` tells of, if the person refuses the microphone.

    They are asked for it if `Device.asks` says so (observed: programs look it up in the settings, as `audioRecord`. An
    example of the page of my.getSetting had that once; its list has not, and so `authSetting` does not tell of it).
    """
    message = "获取权限失败" if app.profile.chinese else "the microphone may not be used"
    await need(app, "microphone", own=JSAPIError(RecordingError.REFUSED, message))
    return EmptyResult()
