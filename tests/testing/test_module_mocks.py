"""jest.mock and its kin."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.running import failure, statuses

LIB = {
    "lib.js": "export const one = () => 1; export default { two: () => 2 }; export class K { m() { return 3; } }",
    "user.js": "import lib, { one } from './lib'; export const used = () => [one(), lib && lib.two && lib.two()];",
    "common.js": "let n = 0; module.exports = { next: () => ++n };",
    "__mocks__/common.js": "module.exports = { next: () => 'manual' };",
}
CASES = {
    "a factory, although it stands below the import": """
        import { used } from './user';
        jest.mock('./lib', () => ({ __esModule: true, one: () => 'mocked', default: {} }));
        test('a', () => expect(used()).toEqual(['mocked', undefined]));""",
    "a factory that uses what is declared above it when it is called": """
        import { one } from './lib';
        const mockOne = jest.fn(() => 5);
        jest.mock('./lib', () => ({ one: (...args) => mockOne(...args) }));
        test('a', () => { expect(one(7)).toBe(5); expect(mockOne).toHaveBeenCalledWith(7); });""",
    "automatic": """
        import lib, { one, K } from './lib';
        jest.mock('./lib');
        test('a', () => { one.mockReturnValue(9); expect(one()).toBe(9); expect(lib.two()).toBe(undefined); expect(new K().m()).toBe(undefined); });""",
    "manual": "jest.mock('./common'); const { next } = require('./common'); test('a', () => expect(next()).toBe('manual'));",
    "requireActual": """
        jest.mock('./lib', () => ({ ...jest.requireActual('./lib'), one: () => 'mocked' }));
        const lib = require('./lib');
        test('a', () => expect([lib.one(), lib.default.two()]).toEqual(['mocked', 2]));""",
    "unmock": "jest.mock('./lib'); jest.unmock('./lib'); const { one } = require('./lib'); test('a', () => expect(one()).toBe(1));",
    "doMock stays where it is": """
        test('a', () => { const before = require('./lib').one(); jest.resetModules(); jest.doMock('./lib', () => ({ one: () => 2 }));
          expect([before, require('./lib').one()]).toEqual([1, 2]); });""",
    "virtual": "jest.mock('./gone', () => ({ v: 1 }), { virtual: true }); test('a', () => expect(require('./gone').v).toBe(1));",
    "resetModules": """
        test('a', () => { const { next } = require('./common'); next(); jest.resetModules(); expect(require('./common').next()).toBe(1); });""",
    "isolateModules": """
        test('a', () => { let inside; require('./common').next();
          jest.isolateModules(() => { inside = require('./common').next(); });
          expect([inside, require('./common').next()]).toEqual([1, 2]); });""",
    "createMockFromModule": "test('a', () => { const lib = jest.createMockFromModule('./lib'); expect(jest.isMockFunction(lib.one)).toBe(true); });",
    "requireMock": "test('a', () => { expect(jest.isMockFunction(jest.requireMock('./lib').one)).toBe(true); });",
    "vi.mock with a default": "vi.mock('./lib', () => ({ default: 'd' })); import lib from './lib'; test('a', () => expect(lib).toBe('d'));",
    "spying on an export": """
        import * as lib from './lib';
        test('a', () => { const spy = jest.spyOn(lib, 'one').mockReturnValue(4); expect(require('./user').used()[0]).toBe(4); spy.mockRestore(); });""",
    "jest imported": """
        import { jest as j, test as t, expect as e } from '@jest/globals';
        import { one } from './lib';
        j.mock; t('a', () => e(one()).toBe(1));""",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_modules_are_stood_in_for(tmp_path: Path, source: str) -> None:
    assert statuses(tmp_path, source, LIB) == {"a": "passed"}


def test_a_factory_that_promises_is_refused(tmp_path: Path) -> None:
    source = "jest.mock('./lib', async () => ({})); test('a', () => { require('./lib'); });"
    assert "the factory of the mock of lib.js returned a promise" in failure(tmp_path, source, LIB)


def test_a_module_that_is_not_there_cannot_be_mocked(tmp_path: Path) -> None:
    said = failure(tmp_path, "test('a', () => {});\njest.mock('./gone', () => ({}));")
    assert "a.test.js:2: cannot find module './gone'" in said
