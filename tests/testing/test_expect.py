"""What `expect` finds, and the words it finds for it. Rarer cases are compared with Jest itself, in tests/truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.running import failure, printed, statuses

CYCLE = "const cycle = () => { const made = { a: 1 }; made.self = made; return made; };"
POINT = "class Point { constructor(x) { this.x = x; } }"
CALLED = "const called = jest.fn((n) => n * 2); called(1); called(2, { a: 1 });"


def holds(folder: Path, assertion: str, before: str = "") -> bool:
    """Whether an assertion holds, in a test of its own."""
    return statuses(folder, f"{before} test('a', () => {assertion});") == {"a": "passed"}


@pytest.mark.parametrize(
    "assertion",
    [
        "expect(NaN).toBe(NaN)",
        "expect(0).not.toBe(-0)",
        "expect({ a: undefined }).toEqual({})",
        "expect({ a: undefined }).not.toStrictEqual({})",
        "expect([1, , 3]).toEqual([1, undefined, 3])",
        "expect([1, , 3]).not.toStrictEqual([1, undefined, 3])",
        "expect(new Point(1)).toEqual({ x: 1 })",
        "expect(new Point(1)).not.toStrictEqual({ x: 1 })",
        "expect(new Map([[{ k: 1 }, [1]]])).toEqual(new Map([[{ k: 1 }, [1]]]))",
        "expect(new Set([[1], [2]])).toEqual(new Set([[2], [1]]))",
        "expect(new Set([1])).not.toEqual(new Set([2]))",
        "expect(new Date(0)).not.toEqual(new Date(1))",
        "expect(new Error('a')).not.toEqual(new Error('b'))",
        "expect(new Uint8Array([1, 2])).not.toEqual(new Uint8Array([1, 3]))",
        "expect({ [Symbol.for('s')]: 1 }).not.toEqual({ [Symbol.for('s')]: 2 })",
        "expect(cycle()).toEqual(cycle())",
        "expect({ a: 5 }).toEqual({ a: expect.any(Number) })",
        "expect({ a: [{ b: 1, c: 2 }], d: 3 }).toMatchObject({ a: [{ b: 1 }] })",
        "expect(new Map([['a', { b: 1, c: 2 }]])).toMatchObject(new Map([['a', { b: 1 }]]))",
        "expect({ a: { b: [1, { c: 2 }] } }).toHaveProperty('a.b[1].c', 2)",
        "expect({ 'a.b': 1 }).not.toHaveProperty('a.b')",
        "expect({ 'a.b': 1 }).toHaveProperty(['a.b'], 1)",
        "expect(2n).toBeGreaterThan(1)",
        "expect(0.1 + 0.2).toBeCloseTo(0.3)",
        "expect(() => { throw new TypeError('no way'); }).toThrow(/way/)",
        "expect(() => { throw new TypeError('no'); }).not.toThrow(RangeError)",
        "expect(() => { throw new Error('a', { cause: 1 }); }).not.toThrow(new Error('a', { cause: 2 }))",
        "expect(() => { throw 'a text'; }).toThrow('text')",
        "expect([]).not.toEqual(expect.objectContaining({}))",
        "expect([1, 'a']).not.toEqual(expect.arrayOf(expect.any(Number)))",
        "expect('hello').toBeTypeOf('string')",
        "expect(3).toSatisfy((n) => n > 2)",
    ],
)
def test_these_hold(tmp_path: Path, assertion: str) -> None:
    assert holds(tmp_path, assertion, CYCLE + POINT)


@pytest.mark.parametrize(
    "assertion",
    [
        "expect(called).toHaveBeenCalledTimes(2)",
        "expect(called).toBeCalledWith(1)",
        "expect(called).toHaveBeenLastCalledWith(2, expect.objectContaining({ a: 1 }))",
        "expect(called).nthCalledWith(1, 1)",
        "expect(called).not.toHaveBeenCalledWith(2)",
        "expect(called).toHaveReturnedWith(4)",
        "expect(called).lastReturnedWith(4)",
        "expect(called).not.toHaveBeenCalledOnce()",
    ],
)
def test_these_hold_of_a_mock(tmp_path: Path, assertion: str) -> None:
    assert holds(tmp_path, assertion, CALLED)


@pytest.mark.parametrize(
    ("assertion", "words"),
    [
        (
            "expect(1).toBe(2)",
            "expect(received).toBe(expected) // Object.is equality\n\nExpected: 2\nReceived: 1",
        ),
        (
            "expect({ a: 1, b: 'x' }).toEqual({ a: 2, b: 'x' })",
            "expect(received).toEqual(expected) // deep equality\n\n- Expected  - 1\n+ Received  + 1\n\n"
            '  Object {\n-   "a": 2,\n+   "a": 1,\n    "b": "x",\n  }',
        ),
        (
            "expect(['a', 'b']).toContain('c')",
            'expect(received).toContain(expected) // indexOf\n\nExpected value: "c"\nReceived array: ["a", "b"]',
        ),
        (
            "expect('one\\ntwo\\nthree').toBe('one\\n2\\nthree')",
            "- Expected  - 1\n+ Received  + 1\n\n  one\n- 2\n+ two\n  three",
        ),
        (
            "expect(Array.from({ length: 30 }, (_, i) => i)).toEqual(Array.from({ length: 30 }, (_, i) => i || 'x'))",
            '@@ -1,7 +1,7 @@\n  Array [\n-   "x",\n+   0,\n    1,',
        ),
        (
            "expect({ a: 1, b: 2 }).toEqual({ a: expect.any(Number), b: 3 })",
            '  Object {\n    "a": Any<Number>,\n-   "b": 3,\n+   "b": 2,\n  }',
        ),
        (
            "expect(null).toHaveLength(1)",
            "Matcher error: received value must have a length property whose value must be a number\n\n"
            "Received has value: null",
        ),
        (
            "expect({ a: { b: 1 } }).toHaveProperty('a.c', 2)",
            'Expected path: "a.c"\nReceived path: "a"\n\nExpected value: 2\nReceived value: {"b": 1}',
        ),
        (
            "expect(() => 1).toThrow('x')",
            'expect(received).toThrow(expected)\n\nExpected substring: "x"\n\nReceived function did not throw',
        ),
        (
            "expect(called).toHaveBeenCalledWith(9)",
            'Expected: 9\nReceived\n       1: 1\n       2: 2, {"a": 1}\n\nNumber of calls: 2',
        ),
        (
            "expect(called).toHaveBeenLastCalledWith({ b: 1 })",
            'Received\n       1: 1\n->     2: 2, {"a": 1}\n\nNumber of calls: 2',
        ),
    ],
)
def test_a_failure_says(tmp_path: Path, assertion: str, words: str) -> None:
    assert words in failure(tmp_path, f"{CALLED} test('a', () => {assertion});")


@pytest.mark.parametrize(
    ("assertion", "words"),
    [
        ("expect(Promise.resolve(1)).resolves.toBe(2)", "expect(received).resolves.toBe(expected)"),
        ("expect(Promise.reject(3)).resolves.toBe(2)", "Received promise rejected instead of resolved"),
        ("expect(Promise.resolve(1)).rejects.toBe(2)", "Received promise resolved instead of rejected"),
        ("expect(1).resolves.toBe(1)", "received value must be a promise or a function returning a promise"),
        ("expect(Promise.reject(new Error('no'))).rejects.toThrow('yes')", 'Expected substring: "yes"'),
    ],
)
def test_an_awaited_failure_says(tmp_path: Path, assertion: str, words: str) -> None:
    assert words in failure(tmp_path, f"test('a', async () => {{ await {assertion}; }});")


EVEN = """
expect.extend({
  toBeEven(value) { return { pass: value % 2 === 0, message: () => `${value} is ${this.isNot ? '' : 'not '}even` }; },
  async toArrive(value) { return { pass: (await value) === 1, message: () => 'did not arrive' }; },
});
"""


@pytest.mark.parametrize(
    ("assertion", "words"),
    [
        ("expect(3).toBeEven()", "3 is not even"),
        ("expect(4).not.toBeEven()", "4 is even"),
        ("expect({ a: 3 }).toEqual({ a: expect.toBeEven() })", '-   "a": toBeEven<>,\n+   "a": 3,'),
        ("expect(Promise.resolve(2)).toArrive()", "did not arrive"),
    ],
)
def test_a_matcher_of_the_program_fails(tmp_path: Path, assertion: str, words: str) -> None:
    assert words in failure(tmp_path, f"{EVEN} test('a', async () => {{ await {assertion}; }});")


def test_testers_of_the_program_decide_wherever_values_are_compared(tmp_path: Path) -> None:
    source = (
        "class Volume { constructor(ml) { this.ml = ml; } }"
        "const near = (a, b) => a instanceof Volume && b instanceof Volume ? Math.abs(a.ml - b.ml) < 5 : undefined;"
        "expect.addEqualityTesters([near]);"
        "const f = jest.fn(); f(new Volume(1));"
        "test('equal', () => expect({ a: [new Volume(1)] }).toEqual({ a: [new Volume(2)] }));"
        "test('in a set', () => expect(new Set([new Volume(1)])).toEqual(new Set([new Volume(2)])));"
        "test('part', () => expect({ a: new Volume(1), b: 1 }).toMatchObject({ a: new Volume(2) }));"
        "test('argument', () => expect(f).toHaveBeenCalledWith(new Volume(2)));"
        "test('other', () => expect(new Volume(1)).toEqual(new Volume(9)));"
    )
    passed = dict.fromkeys(("equal", "in a set", "part", "argument"), "passed")
    assert statuses(tmp_path, source) == {**passed, "other": "failed"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("expect.assertions(2); expect(1).toBe(1);", "Expected two assertions to be called but received one"),
        ("expect.hasAssertions();", "Expected at least one assertion to be called but received none."),
    ],
)
def test_promised_assertions_must_come(tmp_path: Path, body: str, words: str) -> None:
    assert words in failure(tmp_path, f"test('a', () => {{ {body} }});")


def test_what_one_test_promised_does_not_bind_the_next(tmp_path: Path) -> None:
    source = "test('a', () => { expect.assertions(1); expect(1).toBe(1); }); test('b', () => {});"
    assert statuses(tmp_path, source) == {"a": "passed", "b": "passed"}


def test_a_failed_assertion_is_an_error_with_its_result(tmp_path: Path) -> None:
    source = (
        "test('a', () => { try { expect({ a: 1 }).toEqual({ a: 2 }); } catch (error) {"
        " const { name, pass, expected, actual } = error.matcherResult;"
        " console.log(error instanceof Error, error.name, name, pass, expected, actual); } });"
    )
    assert printed(tmp_path, source) == ["true Error toEqual false { a: 2 } { a: 1 }"]


def test_state_is_the_tests_own(tmp_path: Path) -> None:
    source = (
        "describe('outer', () => test('inner', () => { expect.setState({ mine: 5 }); expect(1).toBe(1);"
        " const { currentTestName, assertionCalls, mine } = expect.getState();"
        " console.log(currentTestName, assertionCalls, mine); }));"
    )
    assert printed(tmp_path, source) == ["outer inner 1 5"]
