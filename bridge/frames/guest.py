"""Frames the guest sends: what the program asked for, printed, or did wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from bridge.errors import EngineError
from bridge.frames.json_text import read_json


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

    `code` is the error's own, or "JSAPI" where a call's documented failure was rejected. `number` names a rejection
    that may still be handled; 0 if it cannot.
    """

    type: Literal["error"]
    kind: Literal["error", "rejection"]
    message: str
    stack: str
    code: str = ""
    number: int = 0


@dataclass
class HandledFrame:
    """The rejection that was reported as `number` has been handled after all."""

    type: Literal["handled"]
    number: int


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
    CallFrame
    | AbortFrame
    | TimerFrame
    | CancelFrame
    | ConsoleFrame
    | ErrorFrame
    | HandledFrame
    | ClockFrame
    | StateFrame
    | ValueFrame
)


def read_outbox(text: str) -> list[GuestFrame]:
    """The frames of an outbox. Raises `EngineError` if the guest half broke the protocol.

    A value nested deeper than `json_text.DEEPEST` becomes null, and a call with such params unreadable.
    """
    try:
        given = read_json(text)
        if type(given) is not list:
            raise ValueError("an outbox is a list")
        return [_READERS[frame["type"]](frame) for frame in given]
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"the engine sent frames that make no sense: {error}") from error


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    raise ValueError(f"{value!a} is no text")


def _text_or_null(value: Any) -> str | None:
    return None if value is None else _text(value)


def _one_of(words: tuple[str, ...], value: Any) -> Any:
    if value in words:
        return value
    raise ValueError(f"{value!a} is none of {', '.join(words)}")


def _flag(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise ValueError(f"{value!a} is neither true nor false")


def _integer(value: Any) -> int:
    if type(value) is int or (type(value) is float and value.is_integer()):
        return int(value)
    raise ValueError(f"{value!a} is no whole number")


def _number(value: Any) -> float:
    if type(value) is int or type(value) is float:
        return float(value)
    raise ValueError(f"{value!a} is no number")


_LEVELS = get_args(ConsoleFrame.__annotations__["level"])
_KINDS = get_args(ErrorFrame.__annotations__["kind"])

# Written out, as every call of every program passes here.
_READERS: dict[str, Callable[[dict[str, Any]], GuestFrame]] = {
    "call": lambda given: CallFrame(
        "call", _integer(given["id"]), _text(given["api"]), given["params"], _text_or_null(given.get("unreadable"))
    ),
    "abort": lambda given: AbortFrame("abort", _integer(given["id"])),
    "timer": lambda given: TimerFrame("timer", _integer(given["id"]), _integer(given["delay"]), _flag(given["repeat"])),
    "cancel": lambda given: CancelFrame("cancel", _integer(given["id"])),
    "console": lambda given: ConsoleFrame(
        "console", _one_of(_LEVELS, given["level"]), _text(given["text"]), _text_or_null(given["block"])
    ),
    "error": lambda given: ErrorFrame(
        "error",
        _one_of(_KINDS, given["kind"]),
        _text(given["message"]),
        _text(given["stack"]),
        _text(given.get("code", "")),
        _integer(given.get("number", 0)),
    ),
    "handled": lambda given: HandledFrame("handled", _integer(given["number"])),
    "clock": lambda given: ClockFrame("clock", _number(given["now"])),
    "state": lambda given: StateFrame("state", _text(given["name"]), given["value"]),
    "value": lambda given: ValueFrame(
        "value",
        _integer(given["id"]),
        _flag(given["ok"]),
        given.get("value"),
        _text(given.get("message", "")),
        _text(given.get("stack", "")),
    ),
}
