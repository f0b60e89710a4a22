"""What whoever runs a program says its calls shall be answered."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import Runtime
from bridge.errors import UsageError

TOLD = """({
  success: (r) => console.log("success", JSON.stringify(r)),
  fail: (r) => console.log("fail", JSON.stringify(r)),
})"""


async def told(rt: Runtime, call: str) -> list[str]:
    """What a call printed: `call` gets the callbacks for `...`."""
    await rt.run(call.replace("...", f"...{TOLD}"))
    return [line.text for line in rt.console]


async def test_a_queued_answer_is_given_once() -> None:
    async with Runtime(device=None) as rt:
        rt.next("getClipboard", text="queued")
        lines = [*await told(rt, "my.getClipboard({ ... })"), *(await told(rt, "my.getClipboard({ ... })"))[1:]]
        assert lines == ['success {"text":"queued"}', 'success {"text":""}']


async def test_answers_come_in_the_order_they_were_queued_in() -> None:
    async with Runtime() as rt:
        rt.next("tradePay", resultCode="6004")
        rt.fail_next("tradePay", 12)
        lines = await told(rt, "my.tradePay({ tradeNO: '1', ... }); my.tradePay({ tradeNO: '1', ... })")
        assert lines[0] == 'success {"resultCode":"6004"}'
        assert lines[1].startswith('fail {"error":12')


async def test_a_code_stands_for_the_documented_failure() -> None:
    async with Runtime() as rt:
        rt.fail_next("signContract", "7001")
        (line,) = await told(rt, "my.signContract({ signStr: 'x', ... })")
        assert line.startswith('fail {"error":"7001","errMessage":"')


async def test_a_failure_may_say_more() -> None:
    async with Runtime() as rt:
        rt.fail_next("request", 19, status=503, errorMessage="busy")
        assert await told(rt, "my.request({ url: 'https://a.example', ... })") == [
            'fail {"error":19,"status":503,"errorMessage":"busy"}'
        ]


async def test_an_answer_may_take_its_time() -> None:
    async with Runtime() as rt:
        rt.next("getClipboard", after=500, text="late")
        before = rt.clock.now
        await told(rt, "my.getClipboard({ ... })")
        assert rt.clock.now - before == 500


async def test_what_was_never_asked_for_is_told_and_noted_at_the_end() -> None:
    async with Runtime() as rt:
        rt.next("scan", code="1")
        assert rt.unused == ["next('scan'): an answer was never used"]
    assert [note.text for note in rt.notes] == rt.unused


@pytest.mark.parametrize(
    ("name", "words"),
    [("getLocatoin", "did you mean getLocation"), ("xyzzy", "minibridge apis"), ("getAppIdSync", "inside the engine")],
)
def test_what_there_is_not_cannot_be_told(name: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Runtime().next(name, x=1)


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("my.setClipboard({ text: 'a', txet: 'b', ... })", "txet: this parameter is not documented"),
        ("my.setClipboard({ text: 'a', ... })", None),
        ("my.getLocation({ cacheTimeout: 30, ... })", None),  # no model of ours, but the typings have it
    ],
)
async def test_when_strict_undocumented_parameters_are_refused(call: str, answer: str | None) -> None:
    async with Runtime(strict=True) as rt:
        (line,) = await told(rt, call)
        assert line.startswith("success") if answer is None else answer in line and '"error":2' in line


@pytest.mark.parametrize(
    ("given", "params", "filled"),
    [
        ("{{params.url}}", {"url": 5}, 5),
        ("see {{ params.url }}!", {"url": "a"}, "see a!"),
        ({"deep": ["{{params.list.1}}"]}, {"list": [1, 2]}, {"deep": [2]}),
        ("{{params.none.of.it}}", {}, None),
        ("x{{params.none}}", {}, "x"),
        ("x{{params.a}}", {"a": {"b": 1}}, 'x{"b": 1}'),
        ("{{params}}", {"a": 1}, {"a": 1}),
        ("{{other}}", {}, "{{other}}"),
    ],
)
def test_a_body_is_filled_with_what_was_passed(given: Any, params: Any, filled: Any) -> None:
    from bridge.jsapi import scripting

    assert scripting.filled(given, params) == filled


async def test_what_a_handler_of_ones_own_answered_is_not_inferred() -> None:
    async with Runtime() as rt:
        rt.override("getLocation", lambda params: {})
        rt.override("mine", lambda params: {})
        await rt.run("my.getLocation(); my.mine(); my.scan()")
        assert [api for api, _ in rt.inferences()] == ["scan"]


@pytest.mark.parametrize("result", [{"a": object()}, {"a": b"\xff"}])
def test_what_has_no_json_answers_no_call(result: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="a call cannot be answered by"):
        Runtime().next("alert", **result)


@pytest.mark.parametrize("after", [-1, float("nan"), 1e300])
def test_an_answer_takes_a_time_that_there_is(after: float) -> None:
    with pytest.raises(UsageError, match="delay is a number of milliseconds"):
        Runtime().next("alert", after=after)
