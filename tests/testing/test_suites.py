"""describe, test and hooks: what runs, in which order, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.running import failure, printed, run, statuses

HOOKS = """
for (const hook of ['beforeAll', 'beforeEach', 'afterEach', 'afterAll']) globalThis[hook](() => console.log('outer ' + hook));
test('first', () => console.log('first'));
describe('inner', () => {
  for (const hook of ['beforeAll', 'beforeEach', 'afterEach', 'afterAll']) globalThis[hook](async () => console.log('inner ' + hook));
  test('second', () => console.log('second'));
});
"""


def test_hooks_run_from_the_outside_in_and_back(tmp_path: Path) -> None:
    assert printed(tmp_path, HOOKS) == [
        *("outer beforeAll", "outer beforeEach", "first", "outer afterEach"),
        *("inner beforeAll", "outer beforeEach", "inner beforeEach", "second", "inner afterEach", "outer afterEach"),
        *("inner afterAll", "outer afterAll"),
    ]


def test_names_are_joined_from_the_outside(tmp_path: Path) -> None:
    assert list(statuses(tmp_path, "describe('a', () => describe('b', () => test('c', () => {})))")) == ["a > b > c"]


MODES = {
    "skip": ("test.skip('a', () => {}); test('b', () => {});", {"a": "skipped", "b": "passed"}),
    "only": ("test('a', () => {}); test.only('b', () => {});", {"a": "skipped", "b": "passed"}),
    "todo": ("test.todo('a');", {"a": "todo"}),
    "failing": ("test.failing('a', () => { throw 1; }); test.failing('b', () => {});", {"a": "passed", "b": "failed"}),
    "concurrent": ("test.concurrent('a', async () => { await null; });", {"a": "passed"}),
    "a skipped suite": ("describe.skip('s', () => test('a', () => {}));", {"s > a": "skipped"}),
    "a focused suite": (
        "describe.only('s', () => test('a', () => {})); test('b', () => {});",
        {"s > a": "passed", "b": "skipped"},
    ),
    "only inside only": (
        "describe.only('s', () => { test('a', () => {}); test.only('b', () => {}); });",
        {"s > a": "skipped", "s > b": "passed"},
    ),
    "other names": (
        "xtest('a', () => {}); xdescribe('s', () => { it('b', () => {}); });",
        {"a": "skipped", "s > b": "skipped"},
    ),
    "runIf": ("test.runIf(false)('a', () => {}); test.skipIf(false)('b', () => {});", {"a": "skipped", "b": "passed"}),
}


@pytest.mark.parametrize(("source", "expected"), MODES.values(), ids=MODES)
def test_modes(tmp_path: Path, source: str, expected: dict[str, str]) -> None:
    assert statuses(tmp_path, source) == expected


TABLES = {
    "rows": (
        "test.each([[1, 2], [3, 4]])('%i and %s', (a, b) => console.log(a, b));",
        ["1 and 2", "3 and 4"],
        ["1 2", "3 4"],
    ),
    "values": ("test.each(['a', 'b'])('%s %#', (x) => console.log(x));", ["a 0", "b 1"], ["a", "b"]),
    "objects": ("test.each([{ n: 1, o: { p: 'x' } }])('$n $o.p $q', ({ n }) => console.log(n));", ["1 x $q"], ["1"]),
    "json": ("test.each([[{ a: 1 }]])('%j %%', (x) => console.log(x.a));", ['{"a":1} %'], ["1"]),
    "a template": ("test.each`a | b\n${1} | ${'x'}\n`('$a $b', ({ a, b }) => console.log(a, b));", ["1 x"], ["1 x"]),
    "suites": ("describe.each([[1]])('s%i', (n) => test('t', () => console.log(n)));", ["s1 > t"], ["1"]),
}


@pytest.mark.parametrize(("source", "names", "lines"), TABLES.values(), ids=TABLES)
def test_tables(tmp_path: Path, source: str, names: list[str], lines: list[str]) -> None:
    results, end = run(tmp_path, source)
    assert ([result.name for result in results], end.console) == (names, lines)


def test_done_ends_a_test(tmp_path: Path) -> None:
    source = "test('a', (done) => { setTimeout(done, 10); }); test('b', (done) => done(new Error('x')));"
    assert statuses(tmp_path, source) == {"a": "passed", "b": "failed"}


def test_a_test_is_as_long_as_it_takes_program_time(tmp_path: Path) -> None:
    ((result,), _) = run(tmp_path, "test('a', () => new Promise((resolve) => setTimeout(resolve, 3000)));")
    assert (result.status, result.ms) == ("passed", 3000)


TIMEOUTS = {
    "the usual": (
        "test('a', () => new Promise((r) => setTimeout(r, 6000)));",
        "Exceeded timeout of 5000 ms for a test.",
    ),
    "its own": ("test('a', () => new Promise((r) => setTimeout(r, 60)), 50);", "Exceeded timeout of 50 ms for a test."),
    "jest.setTimeout": ("jest.setTimeout(20); test('a', () => new Promise((r) => setTimeout(r, 60)));", "of 20 ms"),
    "a hook's": (
        "beforeEach(() => new Promise((r) => setTimeout(r, 60)), 50); test('a', () => {});",
        "for a beforeEach hook",
    ),
    "never": ("test('a', () => new Promise(() => {}));", "Nothing that it waits for is under way any more"),
}


@pytest.mark.parametrize(("source", "message"), TIMEOUTS.values(), ids=TIMEOUTS)
def test_timeouts(tmp_path: Path, source: str, message: str) -> None:
    assert message in failure(tmp_path, source)


def test_a_failing_before_all_fails_the_tests_of_its_suite(tmp_path: Path) -> None:
    source = "describe('s', () => { beforeAll(() => { throw new Error('x'); }); test('a', () => {}); }); test('b', () => {});"
    assert statuses(tmp_path, source) == {"s > a": "failed", "b": "passed"}


def test_a_failing_after_all_fails_the_last_test(tmp_path: Path) -> None:
    source = "test('a', () => {}); test('b', () => {}); afterAll(() => { throw new Error('late'); });"
    assert statuses(tmp_path, source) == {"a": "passed", "b": "failed"}


def test_after_each_runs_after_a_failure(tmp_path: Path) -> None:
    _, end = run(tmp_path, "afterEach(() => console.log('after')); test('a', () => { throw 1; });")
    assert end.console == ["after"]


def test_a_test_is_tried_again(tmp_path: Path) -> None:
    ((result,), _) = run(
        tmp_path, "jest.retryTimes(3); let n = 0; test('a', () => { if (++n < 3) throw new Error('x'); });"
    )
    assert (result.status, result.retries) == ("passed", 2)


MISTAKES = {
    "no function": ("test('a');", 'test("a") needs a function as its second argument'),
    "an async describe": ("describe('s', async () => {});", "returned a promise: tests must be declared at once"),
    "a test in a test": ("test('a', () => { test('b', () => {}); });", "was called while a test ran"),
    "no rows": ("test.each([])('a', () => {});", "a table without rows"),
    "a broken file": ("throw new Error('broken');", "Error: broken\n    at <anonymous> (a.test.js:1:"),
    "a syntax error": ("test('a', () => {", "SyntaxError"),
    "a missing module": ("import './gone';", "a.test.js:1: cannot find module './gone'"),
}


@pytest.mark.parametrize(("source", "message"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_of_the_file_are_said(tmp_path: Path, source: str, message: str) -> None:
    assert message in failure(tmp_path, source)


def test_names_choose_tests(tmp_path: Path) -> None:
    source = "describe('sign', () => { test('cancel', () => {}); test('approve', () => {}); });"
    assert statuses(tmp_path, source, pattern="sign app") == {"sign > cancel": "skipped", "sign > approve": "passed"}
    assert statuses(tmp_path, source, keywords="sign and not approve")["sign > cancel"] == "passed"


def test_bail_ends_at_the_first_failure(tmp_path: Path) -> None:
    source = "test('a', () => { throw 1; }); test('b', () => {});"
    assert statuses(tmp_path, source, bail=True) == {"a": "failed"}


def test_typescript_tests_run(tmp_path: Path) -> None:
    source = "import { twice } from './lib'; test('a', () => { const n: number = twice(2); expect(n).toBe(4); });"
    lib = {"lib.ts": "export const twice = (n: number): number => n * 2;"}
    assert statuses(tmp_path, source, lib, name="a.test.ts") == {"a": "passed"}


def test_the_runner_can_be_imported(tmp_path: Path) -> None:
    source = "import { test, expect, jest } from '@jest/globals'; import { vi } from 'vitest';"
    source += "test('a', () => { expect(jest.isMockFunction(vi.fn())).toBe(true); });"
    assert statuses(tmp_path, source) == {"a": "passed"}
