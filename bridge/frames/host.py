"""Frames the host sends: plain dictionaries, written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from bridge.frames.json_text import write_json


class LoadFrame(TypedDict):
    """Sources for later use; see `bridge.modules.sources` for one file's shape."""

    type: Literal["load"]
    files: Sequence[Mapping[str, Any]]


class SettleFrame(TypedDict):
    """The one outcome of call `id`: success if `ok`, else fail."""

    type: Literal["settle"]
    id: int
    ok: bool
    result: Mapping[str, Any]


class TimerDueFrame(TypedDict):
    """Timer `id` is due."""

    type: Literal["timer"]
    id: int


class InvokeFrame(TypedDict):
    """Do `action` with `arguments`, and answer with a value frame of the same `id`."""

    type: Literal["invoke"]
    id: int
    action: str
    arguments: Mapping[str, Any]


class MirrorFrame(TypedDict):
    """State `name`, which the guest answers from, is now `value`."""

    type: Literal["mirror"]
    name: str
    value: Any


HostFrame = LoadFrame | SettleFrame | TimerDueFrame | InvokeFrame | MirrorFrame


def write_inbox(now: float, frames: Sequence[HostFrame]) -> str:
    """The inbox text of one turn at `now` (ms since the epoch).

    Raises `TypeError` or `ValueError` for values that have no JSON.
    """
    return write_json({"now": now, "frames": frames})
