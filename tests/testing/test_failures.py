"""What fails a test besides its assertions, and what a failure says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import Limits
from tests.testing.running import failure, run, statuses

UNCAUGHT = "test('a', async () => { setTimeout(() => { throw new Error('late'); }, 1); await bridge.advance(5); });"
REJECTED = "test('a', () => { my.getStorage({ key: 'x' }).then(() => { throw new Error('nobody'); }); });"
UNUSED = "test('a', () => { bridge.next('alert', { success: {} }, { fail: 3 }); });"
PRINTED = "test('a', () => { console.error('oh'); });"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (UNCAUGHT, "Error: late\n    at <anonymous> (a.test.js:1:"),
        (REJECTED, "Unhandled rejection: Error: nobody"),
        (UNUSED, "bridge.next('alert'): 2 answers were never used"),
        (PRINTED.replace("=> {", "=> { bridge.forbid('console.error');", 1), "console.error: oh"),
        ("test('a', () => { bridge.allow('everything'); });", "'everything' cannot be said there"),
        ("test('a', () => { bridge.next('alert', { succes: 1 }); });", "an answer is {success: {...}} or {fail: code}"),
        (
            "test('a', () => { expect.assertions(2); expect(1).toBe(1); });",
            "Expected two assertions to be called but received one assertion call.",
        ),
    ],
)
def test_these_fail_a_test(tmp_path: Path, source: str, message: str) -> None:
    assert message in failure(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        UNCAUGHT.replace("=> {", "=> { bridge.allow('error');", 1),
        REJECTED.replace("=> {", "=> { bridge.allow('rejection');", 1),
        f"bridge.allow('unused'); {UNUSED}",
        PRINTED,
    ],
)
def test_these_are_let_pass(tmp_path: Path, source: str) -> None:
    assert statuses(tmp_path, source) == {"a": "passed"}


def test_what_one_test_allows_the_next_does_not(tmp_path: Path) -> None:
    source = (
        f"{UNUSED.replace('=> {', '=> { bridge.allow(`unused`);', 1)} {UNUSED.replace(chr(39) + 'a', chr(39) + 'b', 1)}"
    )
    assert statuses(tmp_path, source) == {"a": "passed", "b": "failed"}


def test_an_endless_loop_fails_its_test_and_the_rest_run(tmp_path: Path) -> None:
    source = (
        "beforeAll(() => console.log('all')); test('a', () => {}); test('b', () => { for (;;); }); test('c', () => {});"
    )
    results, end = run(tmp_path, source, limits=Limits(cpu=0.2))
    assert [(result.name, result.status) for result in results] == [("a", "passed"), ("b", "failed"), ("c", "passed")]
    assert "CPU time limit" in results[1].faults[0].message
    assert end.console == ["all", "all"]  # a fresh engine for what is left


def test_memory_fails_its_test_and_the_rest_run(tmp_path: Path) -> None:
    source = "test('a', () => { const kept = []; for (;;) kept.push(new Array(1000).fill(0)); }); test('b', () => {});"
    assert statuses(tmp_path, source, limits=Limits(memory=16)) == {"a": "failed", "b": "passed"}


def test_a_file_that_never_loads_fails_once(tmp_path: Path) -> None:
    assert statuses(tmp_path, "for (;;);", limits=Limits(cpu=0.2)) == {"(loading the file)": "failed"}


def test_a_failed_assertion_names_the_programs_own_place(tmp_path: Path) -> None:
    source = "import { check } from './lib';\ntest('a', () => {\n  check(1);\n});"
    said = failure(tmp_path, source, {"lib.js": "export const check = (n) => {\n  expect(n).toBe(2);\n};"})
    assert "Expected: 2\nReceived: 1" in said
    assert "    at check (lib.js:2:" in said
    assert "    at <anonymous> (a.test.js:3:" in said


def test_a_failed_assertion_after_an_await_points_at_it(tmp_path: Path) -> None:
    source = "test('a', async () => {\n  await expect(Promise.resolve(1)).resolves.toBe(2);\n});"
    assert "(a.test.js:2:" in failure(tmp_path, source)


def test_whatever_is_thrown_is_shown(tmp_path: Path) -> None:
    assert "thrown: { code: 1 }" in failure(tmp_path, "test('a', () => { throw { code: 1 }; });")
