"""`read_outbox`: every frame a guest sends, and what is done with what makes no sense."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.errors import EngineError
from bridge.frames import (
    AbortFrame,
    CallFrame,
    CancelFrame,
    ClockFrame,
    ConsoleFrame,
    ErrorFrame,
    TimerFrame,
    ValueFrame,
    read_outbox,
)

FRAMES: dict[str, Any] = {
    '{"type":"call","id":1,"api":"alert","params":{"a":[1]}}': CallFrame("call", 1, "alert", {"a": [1]}),
    '{"type":"call","id":1,"api":"a","params":null,"unreadable":"why"}': CallFrame("call", 1, "a", None, "why"),
    '{"type":"abort","id":1}': AbortFrame("abort", 1),
    '{"type":"timer","id":1,"delay":5,"repeat":false}': TimerFrame("timer", 1, 5, False),
    '{"type":"cancel","id":1}': CancelFrame("cancel", 1),
    '{"type":"console","level":"warn","text":"t","block":null}': ConsoleFrame("console", "warn", "t", None),
    '{"type":"error","kind":"rejection","message":"m","stack":"s"}': ErrorFrame("error", "rejection", "m", "s"),
    '{"type":"clock","now":1.5}': ClockFrame("clock", 1.5),
    '{"type":"value","id":1,"ok":true,"value":[null]}': ValueFrame("value", 1, True, [None]),
}

NONSENSE = [
    "",
    "{}",
    "[",
    "[1]",
    '[{"type":"other"}]',
    '[{"id":1}]',
    '[{"type":"timer","id":"x","delay":1,"repeat":false}]',
    '[{"type":"console","level":"loud","text":"t","block":null}]',
    '[{"type":"error","kind":"error","message":null,"stack":""}]',
]


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def call(params: str) -> str:
    return f'{{"type":"call","id":1,"api":"a","params":{params}}}'


@pytest.mark.parametrize(("text", "frame"), list(FRAMES.items()), ids=range(len(FRAMES)))
def test_a_frame_becomes_an_object_of_its_own_type(text: str, frame: object) -> None:
    assert read_outbox(f"[{text}]") == [frame]


def test_frames_keep_their_order() -> None:
    assert read_outbox(f"[{','.join(FRAMES)}]") == list(FRAMES.values())


@pytest.mark.parametrize("text", NONSENSE)
def test_what_makes_no_sense_is_an_engine_error(text: str) -> None:
    with pytest.raises(EngineError, match="make no sense"):
        read_outbox(text)


@pytest.mark.parametrize("text", ["\0", "\ud800", "\udfff\ud800", "\U0001f600", "\u2028", '"\\[{'])
def test_any_text_is_taken_as_it_is(text: str) -> None:
    outbox = f'[{{"type":"console","level":"log","text":{json.dumps(text)},"block":null}}, {call(json.dumps([text]))}]'
    line, called = read_outbox(outbox)
    assert isinstance(line, ConsoleFrame)
    assert isinstance(called, CallFrame)
    assert (line.text, called.params) == (text, [text])


@pytest.mark.parametrize("number", ["9007199254740993", "123456789012345678901234567890", "-0.5", "1e300"])
def test_a_number_keeps_its_value(number: str) -> None:
    (frame,) = read_outbox(f"[{call(number)}]")
    assert isinstance(frame, CallFrame)
    assert frame.params == json.loads(number)


@pytest.mark.parametrize("depth", [1, 150, 190])
def test_params_may_be_nested(depth: int) -> None:
    (frame,) = read_outbox(f"[{call(nested(depth))}]")
    assert isinstance(frame, CallFrame)
    assert (json.dumps(frame.params), frame.unreadable) == (nested(depth), None)


@pytest.mark.parametrize("depth", [200, 900, 5_000, 100_000])
def test_params_nested_too_deeply_are_unreadable(depth: int) -> None:
    (frame,) = read_outbox(f"[{call(nested(depth))}]")
    assert isinstance(frame, CallFrame)
    assert (frame.params, frame.unreadable) == (None, "it is nested too deeply")


def test_what_is_nested_too_deeply_leaves_the_other_frames_alone() -> None:
    text = json.dumps("[" * 300 + '"\\')
    first, deep, last = read_outbox(f"[{call(text)},{call(nested(300))},{call('[[1]]')}]")
    assert [getattr(frame, "params", ...) for frame in (first, deep, last)] == [json.loads(text), None, [[1]]]


def test_a_value_nested_too_deeply_is_null() -> None:
    assert read_outbox(f'[{{"type":"value","id":1,"ok":true,"value":{nested(300)}}}]') == [
        ValueFrame("value", 1, True, None),
    ]
