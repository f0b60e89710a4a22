"""Rejections that nobody handles fail the test in which they happen; those that somebody handles do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import MiniProgram
from tests.support.folders import write
from tests.testing.running import failure, printed, run, statuses

BOOM = "const boom = () => { throw new Error('boom'); };\n"
UNHANDLED = {
    "Promise.reject": "Promise.reject(new Error('boom'));",
    "new Promise": "new Promise((_, reject) => reject(new Error('boom')));",
    "new Promise that throws": "new Promise(boom);",
    "new of another name": "const APromise = Promise; new APromise(boom);",
    "withResolvers": "Promise.withResolvers().reject(new Error('boom'));",
    "then": "Promise.resolve().then(boom);",
    "then of a rejected one": "Promise.reject(new Error('boom')).then(() => {});",
    "finally": "Promise.reject(new Error('boom')).finally(() => {});",
    "a catch that throws": "Promise.reject(1).catch(boom);",
    "all": "Promise.all([new Promise(boom)]);",
    "race": "Promise.race([new Promise(boom)]);",
    "an async arrow": "(async () => boom())();",
    "an async function": "(async function () { boom(); })();",
    "an async declaration": "async function f() { boom(); } f();",
    "an async method": "({ async m() { boom(); } }).m();",
    "a static async method": "class A { static async m() { boom(); } } A.m();",
    "after await": "(async () => { await null; boom(); })();",
    "after a directive": "(async () => { 'use strict'; boom(); })();",
    "what it returns": "(async () => { return new Promise(boom); })();",
    "what an arrow returns": "(async () => new Promise(boom))();",
    "one in another": "const f = async () => boom(); (async () => { await f(); })();",
    "returned by another": "const f = async () => boom(); (async () => f())();",
    "its try without await": "const f = async () => boom(); (async () => { try { return f(); } catch {} })();",
    "resolve": "const f = async () => boom(); Promise.resolve(f());",
    "kept": "globalThis.kept = (async () => boom())();",
    "an async generator": "(async function* () { boom(); })().next();",
    "a timer": "setTimeout(async () => boom(), 5); await new Promise((done) => setTimeout(done, 10));",
    "a second one of the same": "const e = new Error('boom'); const f = async () => { throw e; }; f().catch(() => {}); f();",
    "expect": "expect(Promise.resolve(1)).resolves.toBe(2);",
}
HANDLED = {
    "catch": "Promise.reject(1).catch(() => {});",
    "then": "Promise.reject(1).then(null, () => {});",
    "await in try": "try { await (async () => boom())(); } catch {}",
    "rejects": "await expect((async () => boom())()).rejects.toThrow('boom');",
    "allSettled": "await Promise.allSettled([Promise.reject(1), (async () => boom())()]);",
    "race": "await Promise.race([Promise.reject(1), new Promise(boom)]).catch(() => {});",
    "a chain": "await (async () => boom())().then(() => 1).catch(() => 2);",
    "finally, then catch": "await Promise.reject(1).finally(() => {}).catch(() => {});",
    "through three": "const f = async () => boom(); const g = async () => f(); const h = async () => { await g(); }; await h().catch(() => {});",
    "a generator": "async function* g() { yield 1; boom(); } try { for await (const x of g()); } catch {}",
    "primitives": "const f = async () => { throw 1; }; await f().catch(() => {}); await Promise.reject(1).catch(() => {});",
    "undefined": "const f = async () => { throw undefined; }; await f().catch(() => {});",
    "later": "const p = (async () => boom())(); await new Promise((done) => setTimeout(done, 10)); await p.catch(() => {});",
    "rejected, later": "const p = Promise.reject(1); await new Promise((done) => setTimeout(done, 10)); p.catch(() => {});",
    "a call, later": "bridge.next('getAuthCode', {fail: 12}); const p = my.getAuthCode(); await new Promise((done) => setTimeout(done, 10)); p.catch(() => {});",
    "a thenable": "const t = { then(_, reject) { reject(1); } }; await Promise.resolve(t).catch(() => {});",
    "a subclass": "class P extends Promise {} await new P(boom).catch(() => {});",
    "caught inside": "(async () => { try { boom(); } catch {} })();",
    "an empty body": "await (async () => {})(); await (async () => { 'use strict' })();",
}
STAYS = {
    "constructor": "expect(Promise.resolve().constructor).toBe(Promise);",
    "own constructor": "const p = Promise.resolve(); p.constructor = 5; expect(p.constructor).toBe(5);",
    "names": "expect([Promise.prototype.then.name, Promise.reject.name, Promise.all.length]).toEqual(['then', 'reject', 1]);",
    "species": "expect(Promise.resolve().then(() => {})).toBeInstanceOf(Promise);",
    "order": """const seen = []; const f = async () => { seen.push(1); await null; seen.push(4); return 1; };
        f().then(() => seen.push(6)); Promise.resolve().then(() => seen.push(5)); seen.push(2); await null; seen.push(3);
        await new Promise((done) => setTimeout(done)); expect(seen).toEqual([1, 2, 4, 5, 3, 6]);""",
    "a resolved promise is the same": "const p = Promise.resolve(1); expect(Promise.resolve(p)).toBe(p);",
    "this and arguments": "const o = { async m() { return [this === o, arguments.length]; } }; expect(await o.m(1, 2)).toEqual([true, 2]);",
    "async functions": "expect(Object.prototype.toString.call(async () => {})).toBe('[object AsyncFunction]');",
    "a returned sequence": "const f = async () => { return 1, 2; }; expect(await f()).toBe(2);",
    "a returned object": "const f = async () => ({ a: 1 }); expect(await f()).toEqual({ a: 1 });",
}


def _test(body: str) -> str:
    return f"{BOOM}test('it', async () => {{ {body} }});"


@pytest.mark.parametrize("body", UNHANDLED.values(), ids=UNHANDLED)
def test_a_rejection_that_nobody_handles_fails_the_test(tmp_path: Path, body: str) -> None:
    assert "Unhandled rejection" in failure(tmp_path, _test(body))


@pytest.mark.parametrize("body", HANDLED.values(), ids=HANDLED)
def test_a_rejection_that_somebody_handles_does_not(tmp_path: Path, body: str) -> None:
    assert statuses(tmp_path, _test(body)) == {"it": "passed"}


@pytest.mark.parametrize("body", STAYS.values(), ids=STAYS)
def test_programs_see_the_promises_of_the_language(tmp_path: Path, body: str) -> None:
    assert statuses(tmp_path, _test(body)) == {"it": "passed"}


def test_each_is_told_once(tmp_path: Path) -> None:
    results, _ = run(tmp_path, _test("(async () => { await (async () => boom())(); })();"))
    assert [fault.message for fault in results[0].faults] == ["Unhandled rejection: Error: boom"]


def test_it_fails_the_test_in_which_it_happens(tmp_path: Path) -> None:
    source = "test('a', () => {});\ntest('b', () => { Promise.reject(1); });\ntest('c', () => {});"
    assert statuses(tmp_path, source) == {"a": "passed", "b": "failed", "c": "passed"}


def test_a_test_may_allow_it(tmp_path: Path) -> None:
    source = "test('it', () => { bridge.allow('rejection'); Promise.reject(1); });"
    assert statuses(tmp_path, source) == {"it": "passed"}


PLACES = """test('it', async () => {
  const own = async () => { 'x'; return fail(new Error('\\u00e9')); };
  const fail = async (e) => new Promise(() => { if (e) throw e; });
  try { await own(); } catch (e) { console.log(e.stack); }
});"""


@pytest.mark.parametrize("coverage", [False, True], ids=["alone", "beside counters"])
def test_places_are_those_of_the_file_as_it_is_written(tmp_path: Path, coverage: bool) -> None:
    stacks = [printed(tmp_path, PLACES, coverage=coverage, track_rejections=tracks) for tracks in (True, False)]
    assert "a.test.js:2:" in stacks[0][0]
    assert stacks[0] == stacks[1]


@pytest.mark.parametrize(("tracks", "told"), [(True, ["Unhandled rejection: 1"]), (False, [])], ids=["on", "off"])
async def test_a_program_tells_if_it_is_asked_to(tmp_path: Path, tracks: bool, told: list[str]) -> None:
    script = "App({ onLaunch() { new Promise((_, reject) => reject(1)); } })"
    write(tmp_path, {"app.json": {"pages": ["a"]}, "app.js": script, "a.js": "Page({})", "a.axml": "<view/>"})
    async with MiniProgram.open(tmp_path, track_rejections=tracks) as app:
        await app.launch()
        assert [error.message for error in app.errors] == told
