"""Fake timers: what `tests/truth` cannot ask Jest, and what is peculiar here, where the real time is virtual itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.running import printed, statuses

FAKE = "jest.useFakeTimers({ now: 0 });"
CASES = {
    "my answers while fake time moves": f"""
        {FAKE} const seen = []; setTimeout(async () => {{ seen.push((await my.getNetworkType()).networkType); setTimeout(() => seen.push('later'), 10); }}, 10);
        await jest.advanceTimersByTimeAsync(20); expect(seen).toEqual(['WIFI', 'later']);""",
    "promises of any depth are waited for": f"""
        {FAKE} let done = false; setTimeout(async () => {{ for (let i = 0; i < 500; i++) await null; done = true; }}, 1);
        await jest.advanceTimersByTimeAsync(1); expect(done).toBe(true);""",
    "a timer of the program itself can be cleared": """
        let fired = false; const id = setTimeout(() => { fired = true; }, 1); jest.useFakeTimers(); clearTimeout(id); jest.useRealTimers();
        await new Promise((resolve) => setTimeout(resolve, 5)); expect(fired).toBe(false);""",
    "a clock that goes by itself": """
        jest.useFakeTimers({ advanceTimers: true, now: 0 }); await new Promise((resolve) => setTimeout(resolve, 50)); expect(Date.now()).toBeGreaterThanOrEqual(50);""",
    "and ends with the fake timers": """
        const real = Date; jest.useFakeTimers({ advanceTimers: 5, now: 0 }); jest.useRealTimers(); expect(Date).toBe(real);""",
    "frames": f"""
        {FAKE} const seen = []; requestAnimationFrame((at) => seen.push(at)); const id = requestAnimationFrame(() => seen.push('no')); cancelAnimationFrame(id);
        jest.advanceTimersToNextFrame(); expect(seen).toEqual([16]);""",
    "nextTick": f"{FAKE} const seen = []; process.nextTick((x) => seen.push(x), 1); expect(seen).toEqual([]); jest.runAllTicks(); expect(seen).toEqual([1]);",
    "what was there before, exactly": """
        const names = ['setTimeout', 'Date', 'queueMicrotask', 'performance', 'requestAnimationFrame'];
        const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name)); jest.useFakeTimers(); jest.useRealTimers();
        expect(names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))).toEqual(before);""",
    "Vitest's words": """
        vi.useFakeTimers({ toFake: ['setTimeout'] }); const isReal = Date.now() > 1e12; vi.useRealTimers();
        vi.useFakeTimers(); vi.setSystemTime('2020-01-01T00:00:00Z'); expect([isReal, vi.isFakeTimers(), vi.getMockedSystemTime().getTime()]).toEqual([true, true, 1577836800000]);""",
    "libraries can tell": f"{FAKE} expect(Object.hasOwn(setTimeout, 'clock')).toBe(true);",
    "a time that is none": f"{FAKE} expect(() => jest.setSystemTime({{}})).toThrow('now should be milliseconds since UNIX epoch');",
    "a mode that is none": f"{FAKE} expect(() => jest.setTimerTickMode({{ mode: 'fast' }})).toThrow('there is no timer tick mode fast');",
    "legacy ones": "expect(() => jest.useFakeTimers({ legacyFakeTimers: true })).toThrow('legacy fake timers are not supported');",
    "a job that throws is not run again": f"""
        {FAKE} const seen = []; queueMicrotask(() => {{ throw new Error('x'); }}); queueMicrotask(() => seen.push('next'));
        expect(() => jest.runAllTicks()).toThrow('x'); jest.runAllTicks(); expect(seen).toEqual(['next']);""",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_fake_timers(tmp_path: Path, source: str) -> None:
    program = f"afterEach(() => jest.useRealTimers()); test('a', async () => {{ {source} }});"
    assert statuses(tmp_path, program) == {"a": "passed"}


def test_moving_what_is_not_fake_says_so_and_where(tmp_path: Path) -> None:
    said = "\n".join(printed(tmp_path, "test('a', () => {\n  jest.advanceTimersByTime(1);\n});"))
    assert said.startswith(
        "A function to advance timers was called but the timers APIs are not replaced with fake timers."
    )
    assert "Stack Trace:" in said
    assert "a.test.js:2:" in said


def test_a_test_may_wait_for_an_interval(tmp_path: Path) -> None:
    source = "test('a', async () => { let n = 0; await new Promise((done) => { setInterval(() => { if (++n === 3) done(); }, 20); }); });"
    assert statuses(tmp_path, source) == {"a": "passed"}


def test_an_interval_does_not_keep_a_test_beyond_its_time(tmp_path: Path) -> None:
    source = "test('a', async () => { setInterval(() => {}, 20); await new Promise(() => {}); }, 500);"
    assert statuses(tmp_path, source) == {"a": "failed"}
