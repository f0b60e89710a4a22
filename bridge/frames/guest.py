"""Frames the guest sends: what the program asked for, printed, or did wrong."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import core_schema, from_json

from bridge.errors import EngineError


class _AnyText:
    """Any `str`: JavaScript's may hold lone surrogates, which pydantic's own `str` does not take."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(str)


Text = Annotated[str, _AnyText()]


@dataclass
class CallFrame:
    """`my.<api>(params)` was called. `unreadable` says why the params could not be read, if so."""

    type: Literal["call"]
    id: int
    api: Text
    params: Any
    unreadable: Text | None = None


@dataclass
class AbortFrame:
    """The program aborted the task of call `id`."""

    type: Literal["abort"]
    id: int


@dataclass
class TimerFrame:
    """A timeout or interval was set: `delay` in ms of program time."""

    type: Literal["timer"]
    id: int
    delay: int
    repeat: bool


@dataclass
class CancelFrame:
    """Timer `id` was cleared."""

    type: Literal["cancel"]
    id: int


@dataclass
class ConsoleFrame:
    """The program printed. `block` is the text over several lines, where a terminal would show it so."""

    type: Literal["console"]
    level: Literal["log", "info", "warn", "error", "debug", "trace"]
    text: Text
    block: Text | None


@dataclass
class ErrorFrame:
    """Nobody caught an error (`kind` "error") or handled a rejection ("rejection"). `stack` is mapped."""

    type: Literal["error"]
    kind: Literal["error", "rejection"]
    message: Text
    stack: Text


@dataclass
class ClockFrame:
    """The program waited by reading the standing clock, which moved to `now` (ms since the epoch)."""

    type: Literal["clock"]
    now: float


@dataclass
class ValueFrame:
    """The answer to `invoke` number `id`: its value, or why there is none."""

    type: Literal["value"]
    id: int
    ok: bool
    value: Any = None
    message: Text = ""
    stack: Text = ""


GuestFrame = CallFrame | AbortFrame | TimerFrame | CancelFrame | ConsoleFrame | ErrorFrame | ClockFrame | ValueFrame

_adapter: TypeAdapter[list[GuestFrame]] = TypeAdapter(list[Annotated[GuestFrame, Field(discriminator="type")]])
_validate = _adapter.validator.validate_python


DEEPEST = 195
"""How deep a value may be nested. JavaScript's go to some thousands, where no code on our side could follow."""

_VALUE = 3  # an outbox is a list of frames, a frame an object of values
_TOO_DEEP = 'null,"unreadable":"it is nested too deeply"'
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]')


def read_outbox(text: str) -> list[GuestFrame]:
    """The frames of an outbox. Raises `EngineError` if the guest half broke the protocol.

    A value nested deeper than `DEEPEST` becomes null, and a call with such params unreadable.
    """
    try:
        frames: list[GuestFrame] = _validate(_parsed(text))
    except (ValueError, ValidationError) as error:
        raise EngineError(f"the engine sent frames that make no sense: {error}") from error
    return frames


def _parsed(text: str) -> Any:
    try:
        return from_json(text)
    except ValueError:  # it takes neither deep nesting nor the lone surrogates that JavaScript allows
        return json.loads(_without_deep_values(text))


def _without_deep_values(text: str) -> str:
    kept, copied = [], 0
    depth = start = deepest = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in "[{":
            depth += 1
            start, deepest = (token.start(), depth) if depth == _VALUE else (start, max(deepest, depth))
        elif mark in "]}":
            if depth == _VALUE and deepest > DEEPEST:
                kept += [text[copied:start], _TOO_DEEP]
                copied = token.end()
            depth -= 1
    return "".join([*kept, text[copied:]])
