"""What a phone can record from. Source: the recording pages and typings."""

from __future__ import annotations

from typing import Literal

from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Result
from bridge.jsapi.plain import NoParams
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
