"""Every way to export, and the import that goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.modules.launching import printed

EXPORTS = {
    "a default value": ("export default 1 + 1;", "import x from './a'; console.log(x)", "2"),
    "a default object without semicolon": ("export default { n: 3 }", "import x from './a'; console.log(x.n)", "3"),
    "a default function": ("export default function () { return 4; }", "import f from './a'; console.log(f())", "4"),
    "a default function before a parenthesis": (
        "export default function () { return 4; }\n(() => {})()",
        "import f from './a'; console.log(f())",
        "4",
    ),
    "a named default function": (
        "export default function f() { return f.name; }",
        "import g from './a'; console.log(g())",
        "f",
    ),
    "a default async arrow": (
        "export default async () => 1;",
        "import f from './a'; console.log(typeof f)",
        "function",
    ),
    "a default class": (
        "export default class { m() { return 5; } }",
        "import C from './a'; console.log(new C().m())",
        "5",
    ),
    "a named default class": ("export default class A {}", "import C from './a'; console.log(C.name)", "A"),
    "a const": ("export const n = 6;", "import { n } from './a'; console.log(n)", "6"),
    "several variables": ("export let a = 1, b = 2;", "import { a, b } from './a'; console.log(a + b)", "3"),
    "a destructured object": (
        "export const { a, b: { c }, ...rest } = { a: 1, b: { c: 2 }, d: 3 };",
        "import { a, c, rest } from './a'; console.log(a, c, rest.d)",
        "1 2 3",
    ),
    "a destructured array": (
        "export const [a, , b = 7, ...r] = [1, 2, undefined, 4];",
        "import { a, b, r } from './a'; console.log(a, b, r[0])",
        "1 7 4",
    ),
    "a function": ("export function f() { return 7; }", "import { f } from './a'; console.log(f())", "7"),
    "an async function": ("export async function f() {}", "import { f } from './a'; console.log(typeof f)", "function"),
    "a generator": ("export function* f() { yield 8; }", "import { f } from './a'; console.log([...f()][0])", "8"),
    "a class": ("export class C { static n = 9; }", "import { C } from './a'; console.log(C.n)", "9"),
    "a list": ("const a = 1, b = 2; export { a, b as c };", "import { a, c } from './a'; console.log(a, c)", "1 2"),
    "a list with a default": ("const a = 1; export { a as default };", "import x from './a'; console.log(x)", "1"),
    "an import renamed": ("export const n = 1;", "import { n as m } from './a'; console.log(m)", "1"),
    "the default by name": ("export default 2;", "import { default as m } from './a'; console.log(m)", "2"),
    "default and named": (
        "export default 1; export const n = 2;",
        "import x, { n } from './a'; console.log(x, n)",
        "1 2",
    ),
    "default and namespace": (
        "export default 1; export const n = 2;",
        "import x, * as all from './a'; console.log(x, all.n)",
        "1 2",
    ),
    "a namespace": (
        "export const a = 1, b = 2;",
        "import * as all from './a'; console.log(Object.keys(all))",
        "[ 'a', 'b' ]",
    ),
    "a side effect": ("console.log('ran')", "import './a'", "ran"),
    "a name that is missing": ("export const a = 1;", "import { b } from './a'; console.log(b)", "undefined"),
    "CommonJS by default": ("module.exports = { n: 1 };", "import x from './a'; console.log(x.n)", "1"),
    "CommonJS by name": ("exports.n = 1;", "import { n } from './a'; console.log(n)", "1"),
    "a CommonJS function": ("module.exports = () => 3;", "import f from './a'; console.log(f())", "3"),
    "a CommonJS primitive": ("module.exports = 'text';", "import x from './a'; console.log(x)", "text"),
    "a module required": (
        "export const n = 1; export default 2;",
        "const a = require('./a'); console.log(a.n, a.default)",
        "1 2",
    ),
    "CommonJS required": ("module.exports = [1, 2];", "console.log(require('./a').length)", "2"),
    "strict mode in a module": (
        "export const t = (function () { return this; })();",
        "import { t } from './a'; console.log(t)",
        "undefined",
    ),
    "a module imported twice runs once": (
        "console.log('once'); export const n = 1;",
        "import { n } from './a'; import * as b from './a'; require('./a')",
        "once",
    ),
}


@pytest.mark.parametrize(("module", "page", "expected"), EXPORTS.values(), ids=EXPORTS.keys())
async def test_what_one_file_exports_another_imports(tmp_path: Path, module: str, page: str, expected: str) -> None:
    assert await printed(tmp_path, page, a=module) == [expected]


REEXPORTS = {
    "named": ("export { n } from './b';", "1"),
    "renamed": ("export { m as n } from './b';", "2"),
    "everything": ("export * from './b';", "1"),
    "a default as a name": ("export { default as n } from './b';", "3"),
    "imported before": ("import { n } from './b'; export { n };", "1"),
    "a namespace": ("export * as n from './b';", "{ default: 3, n: 1, m: 2 }"),
}


@pytest.mark.parametrize(("module", "expected"), REEXPORTS.values(), ids=REEXPORTS.keys())
async def test_exports_are_passed_on(tmp_path: Path, module: str, expected: str) -> None:
    source = "export const n = 1, m = 2; export default 3;"
    assert await printed(tmp_path, "import { n } from './a'; console.log(n)", a=module, b=source) == [expected]


async def test_passing_on_everything_leaves_the_default_out(tmp_path: Path) -> None:
    page = "import * as a from './a'; console.log(Object.keys(a))"
    files = {"a": "export default 'own'; export * from './b';", "b": "export default 'other'; export const n = 1;"}
    assert await printed(tmp_path, page + "; console.log(a.default)", **files) == ["[ 'default', 'n' ]", "own"]
