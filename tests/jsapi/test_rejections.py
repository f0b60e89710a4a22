"""Which rejections are reported: those nobody handles, and no others."""

from __future__ import annotations

import pytest

from tests.support.scripts import fails, ran

SIGN = "my.signContract({ signStr: 'https://w.example/' })"
WITH = "my.signContract({ signStr: 'https://w.example/', %s })"

UNHANDLED = {
    "no callbacks at all": SIGN,
    "success alone": WITH % "success() {}",
    "a then without a second function": f"{SIGN}.then(() => 1)",
    "a finally": f"{SIGN}.finally(() => 1)",
    "a chain": f"{SIGN}.then(() => 1).then(() => 2).finally(() => 3)",
    "a catch that rejects anew": f"{SIGN}.catch((r) => {{ throw r; }})",
    "one branch of two": f"const p = {SIGN}; p.catch(() => 1); p.then(() => 2);",
    "a fail callback, then a chain without catch": (WITH % "fail() {}") + ".then(() => 1)",
    "an async function awaiting it": f"(async () => {{ await {SIGN}; }})()",
    "a timer that returns it": f"setTimeout(() => {SIGN}, 10); 0",
    "an async timer": f"setTimeout(async () => {{ await {SIGN}; }}, 10); 0",
    "an async success": f"my.alert({{ async success() {{ await {SIGN}; }} }}); 0",
    "an async complete": f"my.alert({{ async complete() {{ await {SIGN}; }} }}); 0",
    "a microtask that returns it": f"queueMicrotask(async () => {{ await {SIGN}; }}); 0",
}

HANDLED = {
    "fail": WITH % "fail() {}",
    "complete": WITH % "complete() {}",
    "a positional callback": "my.call('signContract', {}, () => 1)",
    "catch": f"{SIGN}.catch(() => 1)",
    "catch at the end of a chain": f"{SIGN}.then(() => 1).finally(() => 2).catch(() => 3)",
    "then with two functions": f"{SIGN}.then(() => 1, () => 2)",
    "try around await": f"(async () => {{ try {{ await {SIGN}; }} catch (r) {{}} }})()",
    "a promise awaited later in the turn": f"const p = {SIGN}; (async () => {{ try {{ await p; }} catch {{}} }})()",
    "a catch added later in the turn": f"const p = {SIGN}; Promise.resolve().then(() => p.catch(() => 1)); 0",
    "Promise.all with catch": f"Promise.all([{SIGN}, {SIGN}]).catch(() => 1)",
    "Promise.race with catch": f"Promise.race([{SIGN}]).catch(() => 1)",
    "Promise.allSettled": f"Promise.allSettled([{SIGN}])",
    "a promise resolved with it, caught": f"new Promise((done) => done({SIGN})).catch(() => 1)",
    "an async function that returns it, caught": f"(async () => {SIGN})().catch(() => 1)",
    "a caught promise in a timer": f"setTimeout(() => {SIGN}.catch(() => 1), 10); 0",
    "fail in an async function that does not await": f"(async () => {{ {WITH % 'fail() {}'}; }})()",
}


@pytest.mark.parametrize("source", UNHANDLED.values(), ids=UNHANDLED.keys())
async def test_reported_once(source: str) -> None:
    runtime = await ran(source, user="cancel")
    ((kind, message),) = fails(runtime)
    assert kind == "rejection"
    assert message.startswith("Unhandled rejection: { error: '6001'")


@pytest.mark.parametrize("source", HANDLED.values(), ids=HANDLED.keys())
async def test_not_reported(source: str) -> None:
    runtime = await ran(source, user="cancel")
    assert fails(runtime) == []


async def test_an_error_thrown_after_an_await_is_reported_with_its_place() -> None:
    runtime = await ran("(async () => {\n  await my.alert();\n  throw new Error('late');\n})()")
    assert fails(runtime) == [("rejection", "Unhandled rejection: Error: late")]
    assert "demo.js:3" in runtime.errors[0].stack


async def test_awaiting_a_failed_call_throws_the_failure_where_it_is_awaited() -> None:
    source = f"(async () => {{ try {{ await {SIGN}; }} catch (r) {{ console.log(r.error, r.errMessage); }} }})()"
    runtime = await ran(source, user="cancel")
    assert [line.text for line in runtime.console] == ["6001 User cancels the sign process."]


async def test_a_promise_of_my_is_an_ordinary_promise_to_the_program() -> None:
    source = "const p = my.alert(); console.log(p instanceof Promise, Promise.resolve(p) === p, String(p))"
    runtime = await ran(source)
    assert [line.text for line in runtime.console] == ["true true [object Promise]"]
