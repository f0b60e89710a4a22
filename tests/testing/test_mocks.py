"""Mock functions, spies, replaced properties: what `tests/truth` cannot ask Jest, and what tests rely on most."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.running import failure, statuses

CASES = {
    "methods are functions of their own": """
        const o = { f: () => 1 }; const { mockRestore } = jest.spyOn(o, 'f').mockReturnValue(2);
        const during = o.f(); mockRestore(); expect([during, o.f()]).toEqual([2, 1]);""",
    "restoring everything keeps what was recorded": """
        const o = { f: () => 1 }; const spy = jest.spyOn(o, 'f'); o.f(3); jest.restoreAllMocks();
        expect(spy.mock.calls).toEqual([[3]]); expect(jest.isMockFunction(o.f)).toBe(false);""",
    "resetting everything reaches mocks that nobody called": """
        const f = jest.fn(() => 1).mockName('mine'); jest.resetAllMocks(); expect([f(), f.getMockName()]).toEqual([undefined, 'jest.fn()']);""",
    "a class stands for itself": """
        class K { constructor(n) { this.n = n; } twice() { return 2 * this.n; } }
        const lib = { K }; const spy = jest.spyOn(lib, 'K'); const made = new lib.K(4);
        expect(made.twice()).toBe(8); expect(made).toBeInstanceOf(K); expect(spy).toHaveBeenCalledWith(4); expect(spy.mock.instances[0]).toBe(made);""",
    "two spies on one property go away": """
        let v = 1; const o = { get x() { return v; }, set x(to) { v = to; } };
        jest.spyOn(o, 'x', 'get').mockReturnValue(9); jest.spyOn(o, 'x', 'set'); jest.restoreAllMocks(); o.x = 5; expect(o.x).toBe(5);""",
    "what was done last is undone first": """
        const o = { a: 1 }; jest.replaceProperty(o, 'a', () => 2); jest.spyOn(o, 'a').mockReturnValue(3); jest.restoreAllMocks(); expect(o.a).toBe(1);""",
    "what is read-only is refused, and breaks nothing later": """
        const spying = () => jest.spyOn(Object.freeze({ f() {} }), 'f');
        expect(spying).toThrow("Cannot assign to read only property 'f' of object '[object Object]'"); jest.restoreAllMocks();""",
    "what cannot grow is refused": """
        expect(() => jest.spyOn(Object.freeze(Object.create({ f() {} })), 'f')).toThrow('Cannot add property f, object is not extensible');""",
    "a read-only property is not replaced": """
        const o = Object.defineProperty({}, 'a', { value: 1, configurable: true });
        expect(() => jest.replaceProperty(o, 'a', 2)).toThrow('read only'); expect(() => jest.replaceProperty(Object.freeze({ a: 1 }), 'a', 2)).toThrow('Property `a` is not declared configurable');""",
    "answers for given arguments": """
        const f = jest.fn(() => 'else'); f.whenCalledWith('a').mockReturnValue(1); f.whenCalledWith(expect.any(Number)).mockReturnValue(2);
        expect([f('a'), f(7), f('b')]).toEqual([1, 2, 'else']);""",
    "my": """
        const before = my.alert; jest.spyOn(my, 'alert').mockImplementation(({ success }) => success('mocked'));
        const success = jest.fn(); my.alert({ success }); expect(success).toHaveBeenCalledWith('mocked');
        jest.restoreAllMocks(); expect(my.alert).toBe(before);""",
    "a mock can be disposed of": """
        const o = { f: () => 1 }; const spy = jest.spyOn(o, 'f').mockReturnValue(2); spy[Symbol.dispose](); expect(o.f()).toBe(1);""",
}

LIB = {
    "lib.js": "class K { m() { return 1; } }\nmodule.exports = { K, big: 10n, when: new Date(0), f: () => 1, list: [1], nested: { g: () => 2 } };"
}
AUTOMATIC = {
    "every instance has mocks of its own": """
        const [a, b] = [new lib.K(), new lib.K()]; a.m(1);
        expect(a.m.mock.calls).toEqual([[1]]); expect(b.m).not.toHaveBeenCalled(); expect(lib.K.prototype.m).toHaveBeenCalledWith(1);""",
    "those of the prototype answer for them": "lib.K.prototype.m.mockReturnValue(8); expect(new lib.K().m()).toBe(8);",
    "what no mock is made of is left out": "expect(Object.keys(lib)).toEqual(['K', 'f', 'list', 'nested']);",
    "lists are empty, objects deep": "expect([lib.list, lib.nested.g()]).toEqual([[], undefined]);",
    "the module itself is as it was": "const { K, list } = jest.requireActual('./lib'); expect([new K().m(), list]).toEqual([1, [1]]);",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_mocks(tmp_path: Path, source: str) -> None:
    assert statuses(tmp_path, f"test('a', () => {{ {source} }});") == {"a": "passed"}


@pytest.mark.parametrize("source", AUTOMATIC.values(), ids=AUTOMATIC)
def test_automatic_mocks(tmp_path: Path, source: str) -> None:
    program = f"jest.mock('./lib'); const lib = require('./lib'); test('a', () => {{ {source} }});"
    assert statuses(tmp_path, program, LIB) == {"a": "passed"}


def test_a_module_that_exports_a_date_cannot_be_mocked_by_itself(tmp_path: Path) -> None:
    source = "jest.mock('./day'); test('a', () => { require('./day'); });"
    said = failure(tmp_path, source, {"day.js": "module.exports = new Date(0);"})
    assert "no automatic mock can be made of a module that exports a Date: give jest.mock a factory" in said
