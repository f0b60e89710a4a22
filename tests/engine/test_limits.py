"""What a program that uses too much is told, what is kept of it, and that nothing else is hurt."""

from __future__ import annotations

import sys
import threading

import pytest

from bridge import Runtime
from bridge.engine import Engine, LimitReached, Limits
from bridge.errors import ScriptError, UsageError
from tests.support.scripts import printed, ran

QUICK = Limits(cpu=0.05)
SMALL = Limits(memory=10)
CLOCK = {"virtual": True, "start": 0, "timezone": 0, "seed": 0}

LOOPS = {
    "the script": "for (;;);",
    "try and catch": "for (;;) try { for (;;); } catch { console.log('caught'); } finally { console.log('done'); }",
    "a callback": "my.alert({ content: 'a', success() { for (;;); } });",
    "a timer": "setTimeout(() => { for (;;); }, 1);",
    "a promise job": "Promise.resolve().then(() => { for (;;); });",
    "what follows a call": "my.alert({ content: 'a' }).then(() => { for (;;); });",
    "queueMicrotask": "queueMicrotask(() => { for (;;); });",
    "an async function": "(async () => { await 0; try { for (;;); } catch { console.log('caught'); } })();",
    "a promise executor": "new Promise(() => { for (;;); });",
    "a thenable": "Promise.resolve({ then() { for (;;); } });",
    "a getter named then": "Promise.resolve({ get then() { for (;;); } });",
    "an option's getter": "my.alert({ get content() { for (;;); } });",
    "toJSON": "my.alert({ toJSON() { for (;;); } });",
    "the message of an error": "throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } });",
    "the message of a rejection": """my.alert({ content: 'a' }).then(() => {
        throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } }); });""",
    "toString of what is thrown": "console.log('%s', { toString() { for (;;); } });",
    "a sort": "[3, 2, 1].sort(() => { for (;;); });",
    "a regular expression": "/(a+)+$/.test('a'.repeat(40) + 'b');",
    "jobs that queue jobs": "(function again() { Promise.resolve().then(again); })();",
    "an endless await": "(async () => { for (;;) await 0; })();",
    "microtasks that queue more": "(function again() { queueMicrotask(again); })();",
    "the prototype of the interrupt": """
        Object.setPrototypeOf(InternalError.prototype, { get message() { for (;;); } }); for (;;);""",
}  # fmt: skip

FILLS = {
    "small objects": "kept.push({ a: [1, 2, 3] });",
    "arrays": "kept.push(new Array(1000).fill(1));",
    "long strings": "kept.push('x'.repeat(100000) + kept.length);",
    "bytes": "kept.push(new Uint8Array(100000));",
    "closures": "kept.push(() => kept);",
    "properties": "kept['k' + count++] = count;",
    "calls": "my.alert({ content: 'x' });",
    "lines": "console.log('x'.repeat(500));",
    "jobs": "queueMicrotask(() => {});",
    "timers": "setTimeout(() => {}, 1);",
}

PLACES = {
    "a callback": "my.alert({ content: 'a', complete() { FILL } });",
    "a timer": "setTimeout(() => { FILL }, 1);",
    "a promise job": "Promise.resolve().then(() => { FILL });",
    "what follows a call": "my.alert({ content: 'a' }).then(() => { FILL });",
    "queueMicrotask": "queueMicrotask(() => { FILL });",
    "an async function": "(async () => { await 0; FILL })();",
    "an async timer": "setTimeout(async () => { await 0; FILL }, 1);",
    "the message of an error": "throw Object.defineProperty(new Error(), 'message', { get() { FILL } });",
}


def assert_stopped(runtime: Runtime, limit: str) -> None:
    """The program was stopped by `limit` and told so once; its first line and call are not lost."""
    failures = [failure.message for failure in runtime.errors if failure.kind == "limit"]
    assert len(failures) == 1
    assert failures[0].startswith(f"{limit} limit")
    assert runtime.console[0].text == "first"
    assert runtime.calls[0].api == "signContract"


FIRST = "console.log('first'); my.signContract({ signStr: 'https://a.example/?authId=1' });"


@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS)
async def test_a_program_that_hangs_is_stopped(loop: str) -> None:
    runtime = await ran(FIRST + loop, limits=QUICK)
    assert_stopped(runtime, "CPU time")
    assert "caught" not in [line.text for line in runtime.console]


@pytest.mark.parametrize("fill", FILLS.values(), ids=FILLS)
async def test_a_program_that_fills_its_heap_is_stopped(fill: str) -> None:
    runtime = await ran(f"{FIRST} var kept = [], count = 0; for (;;) {{ {fill} }}", limits=SMALL)
    assert_stopped(runtime, "memory")


@pytest.mark.parametrize("fill", ["kept.push({ a: [1, 2, 3] });", "kept.push(new Array(1000).fill(1));"])
async def test_a_heap_that_was_freed_by_the_time_we_hear_of_it_was_full_all_the_same(fill: str) -> None:
    runtime = await ran(f"{FIRST} (function () {{ const kept = []; for (;;) {{ {fill} }} }})();", limits=SMALL)
    assert_stopped(runtime, "memory")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
async def test_a_heap_is_full_wherever_it_is_filled(place: str) -> None:
    loop = place.replace("FILL", "for (;;) kept.push({ a: [1, 2, 3] });")
    runtime = await ran(f"{FIRST} var kept = []; {loop}", limits=SMALL)
    assert_stopped(runtime, "memory")


@pytest.mark.parametrize("text", ["x", "\u4e2d"], ids=["narrow", "wide"])
async def test_everything_printed_before_the_heap_was_full_is_kept(text: str) -> None:
    source = f"for (let i = 0; ; i++) console.log('{text}'.repeat(1000) + i);"
    runtime = await ran(source, limits=SMALL)
    assert len(runtime.console) > 1_000
    assert [line.text.lstrip(text) for line in runtime.console] == [str(i) for i in range(len(runtime.console))]


async def test_what_was_printed_is_kept_though_a_rejection_can_never_be_described() -> None:
    runtime = await ran(
        """
        my.alert({ content: 'a' }).then(() => {
          throw Object.defineProperty(new Error(), 'message', { get() { for (;;); } });
        });
        my.alert({ content: 'b', complete() {
          console.log('kept');
          Promise.resolve().then(() => {}).then(() => {}).then(() => { for (;;); });
        } });
        """,
        limits=QUICK,
    )
    assert [line.text for line in runtime.console] == ["kept"]


async def test_null_thrown_by_a_program_is_no_full_heap() -> None:
    assert await reported("throw null") == [("error", "Uncaught null")]
    assert await reported("setTimeout(async () => { throw null; }, 1)") == [("rejection", "Unhandled rejection: null")]


async def reported(source: str) -> list[tuple[str, str]]:
    runtime = await ran(source, limits=SMALL)
    return [(failure.kind, failure.message) for failure in runtime.errors]


async def test_endless_recursion_is_an_error_that_can_be_caught() -> None:
    source = "function f() { f(); } try { f(); } catch (e) { console.log(e.name); }"
    assert await printed(source) == ["RangeError"]


async def test_endless_recursion_in_a_callback_is_reported_with_its_place() -> None:
    runtime = await ran("my.alert({ content: 'a', success() {\n  (function f() { f(); })(); } })")
    assert runtime.errors[0].message == "RangeError: Maximum call stack size exceeded"
    assert "at f (demo.js:2:19)" in runtime.errors[0].stack


async def test_the_limit_names_the_place_and_how_to_raise_it() -> None:
    spin = "function spin() {\n  for (let n = 0; ; ) n += one();\n}\nconst one = () => 1;\nspin();"
    runtime = await ran(spin, limits=QUICK)
    (failure,) = runtime.errors
    assert failure.message == (
        "CPU time limit: one turn of the program took more than 0.05 s and the program was stopped. "
        "Raise it with --time-limit SECONDS or limits=Limits(cpu=SECONDS)."
    )
    assert "at demo.js:5:1" in failure.stack


async def test_run_raises_the_limit_as_an_error() -> None:
    async with Runtime(limits=QUICK) as runtime:
        with pytest.raises(LimitReached) as raised:
            await runtime.run("for (;;);")
    assert (raised.value.limit, isinstance(raised.value, ScriptError)) == ("cpu", True)


async def test_the_limit_is_one_turn_s_not_the_whole_run_s() -> None:
    spin = "const end = performance.now() + 20; while (performance.now() < end);"
    again = "if (--left) setTimeout(next, 1); else console.log('done');"
    source = f"let left = 6; (function next() {{ {spin} {again} }})();"
    assert await printed(source, clock="real", limits=Limits(cpu=0.1)) == ["done"]


async def test_other_engines_go_on_when_one_is_stopped() -> None:
    async with Runtime() as other:
        await other.run("globalThis.kept = 'kept';")
        await ran("for (;;);", limits=QUICK)
        await ran("const a = []; for (;;) a.push({});", limits=SMALL)
        await other.run("console.log(kept);")
    assert [line.text for line in other.console] == ["kept"]


async def test_what_was_printed_is_told_once_however_often_a_stopped_program_is_run() -> None:
    async with Runtime(limits=QUICK) as runtime:
        await runtime.run("console.log('once'); for (;;);", check=False)
        await runtime.run("console.log('never');", check=False)
    assert [line.text for line in runtime.console] == ["once"]


async def test_a_busy_thread_beside_it_does_not_end_a_program() -> None:
    over = threading.Event()
    burner = threading.Thread(target=lambda: _burn(over), name="burner")
    burner.start()
    try:
        spin = "const end = performance.now() + 100; while (performance.now() < end); console.log('done');"
        assert await printed(spin, clock="real", limits=Limits(cpu=0.15)) == ["done"]
    finally:
        over.set()
        burner.join()


def _burn(over: threading.Event) -> None:
    while not over.is_set():
        sum(range(1_000))


@pytest.mark.parametrize("values", [{"cpu": 0}, {"cpu": -1}, {"memory": 0}, {"cpu": float("nan")}], ids=str)
def test_a_limit_must_be_more_than_zero(values: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="more than zero"):
        Limits(**values)


def test_an_engine_belongs_to_its_thread() -> None:
    raised: list[BaseException] = []
    engine = Engine({"clock": CLOCK})

    def use() -> None:
        try:
            engine.turn('{"now":0,"frames":[]}')
        except UsageError as error:
            raised.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert "thread" in str(raised[0])


def test_a_turn_with_nothing_to_do_sends_nothing() -> None:
    engine = Engine({"clock": CLOCK})
    assert engine.turn('{"now":0,"frames":[]}') == "[]"


def test_a_closed_engine_says_so() -> None:
    engine = Engine({"clock": CLOCK})
    engine.close()
    engine.close()
    with pytest.raises(ScriptError, match="closed"):
        engine.turn('{"now":0,"frames":[]}')


def test_a_closed_engine_frees_its_heap_even_while_somebody_keeps_it() -> None:
    engine = Engine({"clock": CLOCK})
    context = engine._context
    engine.close()
    assert sys.getrefcount(context) == 2  # ours and the argument


def test_a_stopped_engine_frees_its_heap() -> None:
    engine = Engine({"clock": CLOCK}, limits=Limits(memory=0.01))
    context = engine._context
    with pytest.raises(LimitReached):
        engine.turn('{"now":0,"frames":[]}')
    assert sys.getrefcount(context) == 2
