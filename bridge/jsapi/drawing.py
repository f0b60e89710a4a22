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
    `arguments` are JSON: functions are None, bytes are `{"$bytes": length}`, gradients and patterns `{"$paint": n}`,
    canvases `{"$canvas": surface, "width": ..., "height": ...}`. Of canvases, `number` tells contexts apart; `surface`
    is the canvas of a context that came from a node, on which it draws at once, and `size` its width and height in
    pixels where it is blank before this call. Without a surface, what is drawn appears with draw().
    """

    context: str
    id: str
    method: str
    arguments: tuple[Any, ...] = field(default_factory=tuple)
    number: int = 0
    surface: str = ""
    size: tuple[float, float] | None = None


def record(value: Mapping[str, Any]) -> Drawing:
    """One entry of a frame."""
    told = str(value["context"]), str(value["id"]), str(value["method"]), tuple(value["arguments"])
    size = value.get("size")
    surface = str(value.get("surface", ""))
    return Drawing(*told, value.get("number", 0), surface, None if size is None else (size[0], size[1]))


def recorded(value: Iterable[Mapping[str, Any]]) -> list[Drawing]:
    """The entries of one frame: everything of one turn."""
    return [record(entry) for entry in value]
