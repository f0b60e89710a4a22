"""Frames the host sends: plain dictionaries, written here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from pydantic_core import PydanticSerializationError, to_json, to_jsonable_python


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

# json escapes what is not ASCII: a lone surrogate, which JavaScript allows, could not cross as itself.
_escape = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def write_inbox(now: float, frames: Sequence[HostFrame]) -> str:
    """The inbox text of one turn at `now` (ms since the epoch).

    Raises `TypeError` or `ValueError` for values that have no JSON.
    """
    inbox = {"now": now, "frames": frames}
    try:
        return to_json(inbox, inf_nan_mode="null").decode()
    except (PydanticSerializationError, ValueError):  # a lone surrogate, or a value at the limit of nesting
        return _escape(_respelled(inbox))


def jsonable(value: Any) -> Any:
    """`value` as plain JSON data, with null for what is no number.

    Raises `ValueError` for what has no JSON, or is nested some 250 deep.
    """
    try:
        return to_jsonable_python(value, inf_nan_mode="null")
    except UnicodeError:  # a lone surrogate in a key
        return _respelled(value)


def _respelled(value: Any) -> Any:
    try:
        text = json.dumps(value, default=to_jsonable_python)
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None
