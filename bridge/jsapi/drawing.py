"""What a program drew, played and steered: the log of its contexts, as state frames named "drawing" bring it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

STATE = "drawing"
"""`host.on_state(STATE, lambda value: app.drawings.extend(recorded(value)))`"""


@dataclass(frozen=True)
class Drawing:
    """One call on a context, in the order in which the program made them.

    `context`: canvas, map, video, audio, backgroundAudio, recorder, webView, lottie, camera or rewardedAd; `id` is what
    the program made it with. `method` is a method, or a property of a canvas that was set (`fillStyle`).
    `arguments` are JSON: functions are None, bytes are `{"$bytes": length}`, gradients and patterns `{"$paint": n}`.
    """

    context: str
    id: str
    method: str
    arguments: tuple[Any, ...] = field(default_factory=tuple)


def record(value: Mapping[str, Any]) -> Drawing:
    """One entry of a frame."""
    return Drawing(str(value["context"]), str(value["id"]), str(value["method"]), tuple(value["arguments"]))


def recorded(value: Iterable[Mapping[str, Any]]) -> list[Drawing]:
    """The entries of one frame: everything of one turn."""
    return [record(entry) for entry in value]
