"""Frames the guest sends: what the program asked for, printed, or did wrong."""

import json
import re
from dataclasses import MISSING, Field, dataclass, fields
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic_core import SchemaValidator, ValidationError, core_schema, from_json

from bridge.errors import EngineError


@dataclass
class CallFrame:
    """`my.<api>(params)` was called. `unreadable` says why the params could not be read, if so."""

    type: Literal["call"]
    id: int
    api: str
    params: Any
    unreadable: str | None = None


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
    text: str
    block: str | None


@dataclass
class ErrorFrame:
    """Nobody caught an error (`kind` "error") or handled a rejection ("rejection"). `stack` is mapped.

    `code` is the error's own, or "JSAPI" where a call's documented failure was rejected.
    """

    type: Literal["error"]
    kind: Literal["error", "rejection"]
    message: str
    stack: str
    code: str = ""


@dataclass
class ClockFrame:
    """The program waited by reading the standing clock, which moved to `now` (ms since the epoch)."""

    type: Literal["clock"]
    now: float


@dataclass
class StateFrame:
    """The guest changed the mirrored state `name`, as `value` tells."""

    type: Literal["state"]
    name: str
    value: Any


@dataclass
class ValueFrame:
    """The answer to `invoke` number `id`: its value, or why there is none."""

    type: Literal["value"]
    id: int
    ok: bool
    value: Any = None
    message: str = ""
    stack: str = ""


GuestFrame = (
    CallFrame | AbortFrame | TimerFrame | CancelFrame | ConsoleFrame | ErrorFrame | ClockFrame | StateFrame | ValueFrame
)

# What a TypeAdapter would find out by itself, at a tenth of the time: every start of the command pays for this.
# A text is any `str`: JavaScript's may hold lone surrogates, which pydantic's own `str` does not take.
_CORE: dict[Any, core_schema.CoreSchema] = {
    int: core_schema.int_schema(),
    bool: core_schema.bool_schema(),
    float: core_schema.float_schema(),
    str: core_schema.is_instance_schema(str),
    Any: core_schema.any_schema(),
}


def _type_schema(annotation: Any) -> core_schema.CoreSchema:
    if get_origin(annotation) is Literal:
        return core_schema.literal_schema(list(get_args(annotation)))
    if NoneType in get_args(annotation):
        return core_schema.nullable_schema(_CORE[get_args(annotation)[0]])
    return _CORE[annotation]


def _field_schema(field: Field[Any]) -> core_schema.DataclassField:
    schema = _type_schema(field.type)
    if field.default is not MISSING:
        schema = core_schema.with_default_schema(schema, default=field.default)
    return core_schema.dataclass_field(field.name, schema)


def _frame_schema(frame: type) -> core_schema.CoreSchema:
    members = fields(frame)
    arguments = core_schema.dataclass_args_schema(frame.__name__, [_field_schema(field) for field in members])
    return core_schema.dataclass_schema(frame, arguments, [field.name for field in members])


def _validator() -> SchemaValidator:
    frames = {get_args(frame.__annotations__["type"])[0]: _frame_schema(frame) for frame in get_args(GuestFrame)}
    return SchemaValidator(core_schema.list_schema(core_schema.tagged_union_schema(frames, "type")))


_validate = _validator().validate_python


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
