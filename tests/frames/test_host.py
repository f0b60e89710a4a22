"""`write_inbox`: what Python gives to a program, as the text that the engine parses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bridge.engine import Engine, Shims
from bridge.frames import ValueFrame, read_outbox, write_inbox
from bridge.frames.host import InvokeFrame, SettleFrame
from bridge.modules import script

CLOCK = {"virtual": True, "start": 0, "timezone": 0, "seed": 0}

VALUES: list[Any] = [
    None,
    True,
    0,
    -1.5,
    2**31,
    2**53,
    "",
    "\0",
    "\ud800",
    "a\udfff\u2028",
    "\U0001f600",
    [],
    {"": {"__proto__": 1, "toJSON": "x", "then": "y", "type": "z"}},
    [[[]]],
]


def settle(value: Any) -> SettleFrame:
    return {"type": "settle", "id": 1, "ok": True, "result": {"value": value}}


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_value_is_written_as_it_is(value: Any) -> None:
    inbox = json.loads(write_inbox(5, [settle(value)]))
    assert inbox == {"now": 5, "frames": [settle(value)]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), ["\ud800", float("-inf")]], ids=str)
def test_a_number_that_json_does_not_have_is_null(value: Any) -> None:
    written = json.loads(write_inbox(0, [settle(value)]))["frames"][0]["result"]["value"]
    assert written in (None, ["\ud800", None])


def test_no_text_holds_what_the_engine_refuses() -> None:
    text = write_inbox(0, [settle("\0\ud800")])
    assert "\0" not in text
    text.encode()  # no half of a pair as itself


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine({"clock": CLOCK}, Shims(("runtime/invoke.js", "modules/modules.js")))
    yield engine
    engine.close()


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_value_goes_into_the_engine_and_out_again_unchanged(engine: Engine, value: Any) -> None:
    inner = json.dumps(value, ensure_ascii=False)
    file = script("a.js", f"JSON.parse({json.dumps(inner, ensure_ascii=False)})")
    ask: InvokeFrame = {"type": "invoke", "id": 7, "action": "script", "arguments": {"path": "a.js"}}
    outbox = engine.turn(write_inbox(0, [{"type": "load", "files": [file]}, ask]))
    assert read_outbox(outbox) == [ValueFrame("value", 7, True, value)]
