"""Imports are live, in cycles too, and are told from inner names that are spelled the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import ScriptError
from tests.modules.launching import printed

COUNTER = (
    "export let n = 0; export function more() { n += 1; } export default function f(...all) { return all.length; }"
)

LIVE = {
    "a variable that changes": (COUNTER, "import { n, more } from './a'; more(); console.log(n)", "1"),
    "through a namespace": (COUNTER, "import * as a from './a'; a.more(); console.log(a.n)", "1"),
    "by destructuring": (
        "export let n = 0; export function more() { [n] = [5]; }",
        "import { n, more } from './a'; more(); console.log(n)",
        "5",
    ),
    "in a loop's head": (
        "export let n = 0; export function more() { for (n of [7]); }",
        "import { n, more } from './a'; more(); console.log(n)",
        "7",
    ),
    "a function that is replaced": (
        "export function f() { return 1; } export function change() { f = () => 2; }",
        "import { f, change } from './a'; change(); console.log(f())",
        "2",
    ),
    "listed before it is declared": (
        "export { n as m, f }; let n = 1; function f() { n++; }",
        "import { m, f } from './a'; f(); console.log(m)",
        "2",
    ),
    "declared by var inside a block": (
        "if (true) { var n = 3; } export { n };",
        "import { n } from './a'; console.log(n)",
        "3",
    ),
    "a CommonJS export that changes": (
        "exports.n = 0; exports.more = () => { exports.n = 4; };",
        "import { n, more } from './a'; more(); console.log(n)",
        "4",
    ),
    "a default that is a snapshot": (
        "let n = 1; export default n; n = 2;",
        "import n from './a'; console.log(n)",
        "1",
    ),
    "a default class that is replaced": (
        "export default class A { static n = 1 } A = { n: 2 };",
        "import A from './a'; console.log(A.n)",
        "2",
    ),
}


@pytest.mark.parametrize(("module", "page", "expected"), LIVE.values(), ids=LIVE.keys())
async def test_an_import_follows_what_the_other_file_does(
    tmp_path: Path, module: str, page: str, expected: str
) -> None:
    assert await printed(tmp_path, page, a=module) == [expected]


CYCLES = {
    "functions are there before the file runs": (
        "import { g } from './b'; export function f() { return 1; } console.log(g())",
        "import { f } from './a'; export function g() { return f() + 1; } console.log(f())",
        ["1", "2"],
    ),
    "a default function is there too": (
        "import './b'; export default function () { return 1; }",
        "import f from './a'; console.log(f())",
        ["1"],
    ),
    "a constant is undefined until it is set": (
        "import { late } from './b'; export const c = 1; console.log(late())",
        "import { c } from './a'; export const late = () => c; console.log(c)",
        ["undefined", "1"],
    ),
    "a name that is listed at the end is there once it is declared": (
        "const c = 1; require('./b'); export { c };",
        "import { c } from './a'; console.log(c)",
        ["1"],
    ),
    "a re-export is read late": (
        "export { x } from './c'; import { read } from './b'; console.log(read())",
        "import { x } from './a'; export const read = () => x;",
        ["9"],
    ),
    "everything passed on of a file that is not done yet": (
        "import { read } from './b'; export const own = 4; console.log(read())",
        "export * from './a'; import * as b from './b'; export const read = () => b.own;",
        ["4"],
    ),
    "a namespace is read late": (
        "import { read } from './b'; export const own = 5; console.log(read())",
        "import * as a from './a'; export const read = () => a.own;",
        ["5"],
    ),
    "a name only inside the default object is read late": (
        "import { read } from './b'; export default { own: 6 }; console.log(read())",
        "import { own } from './a'; export const read = () => own;",
        ["6"],
    ),
}


@pytest.mark.parametrize(("a", "b", "expected"), CYCLES.values(), ids=CYCLES.keys())
async def test_files_that_import_each_other(tmp_path: Path, a: str, b: str, expected: list[str]) -> None:
    assert await printed(tmp_path, "import './a'", a=a, b=b, c="export const x = 9;") == expected


# Each prints the imported name where it is not shadowed ("out") and the inner one where it is ("in").
SHADOWED = {
    "a parameter": "const f = function (x) { return x; }; console.log(f('in'), x)",
    "a parameter without parentheses": "const f = x => x; console.log(f('in'), x)",
    "a destructured parameter": "const f = ({ x }) => x; console.log(f({ x: 'in' }), x)",
    "a renamed parameter": "const f = ({ y: x }) => x; console.log(f({ y: 'in' }), x)",
    "a rest parameter": "const f = (...x) => x[0]; console.log(f('in'), x)",
    "a parameter's default": "const f = (y = x) => { const x = 'in'; return [x, y]; }; console.log(...f())",
    "a let in a block": "{ let x = 'in'; console.log(x, (() => 'out')()); }",
    "a var in a function": "function f() { if (true) { var x = 'in'; } return x; } console.log(f(), x)",
    "a function in a block": "{ function x() { return 'in'; } console.log(x(), 'out'); }",
    "a class in a block": "{ class x { static s = 'in' } console.log(x.s, 'out'); }",
    "a function's own name": "const f = function x() { return typeof x; }; console.log(f() === 'function' && 'in', x)",
    "a caught error": "try { throw 'in'; } catch (x) { console.log(x, 'out'); }",
    "a destructured error": "try { throw { x: 'in' }; } catch ({ x }) { console.log(x, 'out'); }",
    "a for loop": "for (let x = 'in'; ; ) { console.log(x, 'out'); break; }",
    "a for of loop": "for (const x of ['in']) console.log(x, 'out')",
    "a for in loop": "for (var [x] of [['in']]) console.log(x, 'out')",
    "a switch": "switch (1) { case 1: let x = 'in'; console.log(x, 'out'); }",
    "a method's parameter": "const o = { x(x) { return x; } }; console.log(o.x('in'), x)",
    "a generator's name": "const g = function* x() { yield typeof x; }; console.log(g().next().value && 'in', x)",
}


@pytest.mark.parametrize("page", SHADOWED.values(), ids=SHADOWED.keys())
async def test_an_inner_name_hides_the_import(tmp_path: Path, page: str) -> None:
    if page.startswith("for (var"):
        page = f"(() => {{ {page} }})()"
    if "y = x" in page:
        page = page.replace("[x, y]", "['in', y]")
    assert await printed(tmp_path, f"import {{ x }} from './a'; {page}", a="export const x = 'out';") == ["in out"]


USES = {
    "shorthand properties": "console.log({ x }.x)",
    "shorthand in a default export's object": "export default { x }; console.log(exports.default.x)",
    "typeof": "console.log(typeof x === 'string' && x)",
    "a template": "console.log(`${x}`)",
    "a computed key": "console.log({ [x]: x }.out)",
    "a default parameter": "((a = x) => console.log(a))()",
    "a destructuring default": "const { a = x } = {}; console.log(a)",
    "a class field": "class A { a = x } console.log(new A().a)",
    "a spread": "console.log([...x].join(''))",
    "a property of the same name": "console.log({ x: 1, y: x }.y)",
    "a member of the same name": "console.log({ x: 'out' }.x)",
    "a label of the same name": "x: for (;;) { break x; } console.log(x)",
    "optional chaining": "console.log(x?.toString())",
    "a regular expression that spells it": "console.log(/x/.test('x') && x)",
    "an arrow's body": "console.log((() => x)())",
    "parentheses": "console.log((x))",
}


@pytest.mark.parametrize("page", USES.values(), ids=USES.keys())
async def test_where_an_import_may_be_used(tmp_path: Path, page: str) -> None:
    assert await printed(tmp_path, f"import {{ x }} from './a'; {page}", a="export const x = 'out';") == ["out"]


CALLS = {
    "without a semicolon before": "const a = 1\nf('A')",
    "after a block": "if (true) {}\nf('A')",
    "in an if without braces": "if (true) f('A'); else f('B')",
    "in an else without braces": "if (false) f('B')\nelse f('A')",
    "in a loop without braces": "for (const c of ['A']) f(c)",
    "in do while": "do f('A')\nwhile (false)",
    "after a label": "here: f('A')",
    "after return on a line of its own": "(() => { return\nf('B') })(), f('A')",
    "in a case": "switch (1) { case 1: f('A') }",
    "chained": "const a = 1\nf('A').then",
    "as a tag": "f`A`",
    "optionally": "f?.('A')",
    "in parentheses": "(f)('A')",
    "after await": "(async () => { await f('A') })()",
    "in an arrow": "(() => f('A'))()",
    "as the operand of new": "new (f.A)(); f('A')",
    "after increment": "let i = 0\ni++\nf('A')",
}


@pytest.mark.parametrize("page", CALLS.values(), ids=CALLS.keys())
async def test_a_call_of_an_import_stays_a_call(tmp_path: Path, page: str) -> None:
    module = "export function f(text) { console.log(String(text), this === undefined); return {}; } f.A = class {};"
    assert await printed(tmp_path, f"import {{ f }} from './a'\n{page}", a=module) == ["A true"]


async def test_an_imported_class_is_constructed_and_extended(tmp_path: Path) -> None:
    page = "import C, { D } from './a'; class E extends D {} console.log(new C().n, new C.In().n, new E().n)"
    module = "export default class { n = 1; static In = class { n = 2 } } export class D { n = 3 }"
    assert await printed(tmp_path, page, a=module) == ["1 2 3"]


@pytest.mark.parametrize("way", ["n = 1", "n++", "n += 1", "[n] = [1]", "({ n } = {})", "for (n of [1]);"])
async def test_an_import_cannot_be_assigned_to(tmp_path: Path, way: str) -> None:
    page = f"import {{ n }} from './a'; try {{ {way} }} catch (e) {{ console.log(e.name, n); }}"
    assert await printed(tmp_path, page, a="export let n = 5;") == ["TypeError 5"]


async def test_an_import_cannot_be_declared_again(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="SyntaxError"):
        await printed(tmp_path, "import { n } from './a'; let n = 1;", a="export const n = 1;")


async def test_a_blanked_import_does_not_join_its_neighbours(tmp_path: Path) -> None:
    page = "console.log('one')\nimport './a'\n(() => console.log('two'))()\nexport default 1\n;[1].map(() => 1)"
    assert await printed(tmp_path, page, a="") == ["one", "two"]


DECLARED = {
    "const module": ("const module = 'own'; console.log(module)", "own"),
    "let exports": ("let exports = 'own'; console.log(exports)", "own"),
    "class require": ("class require { static n = 'own' } console.log(require.n)", "own"),
    "a destructured one": ("const { module, a } = { module: 'own' }; console.log(module)", "own"),
    "one after a default": ("const { a = 1, b: { c }, module } = { b: 1, module: 'own' }; console.log(module)", "own"),
    "one of several": ("let a = 1, module = 'own'; console.log(module)", "own"),
    "var keeps the wrapper's": ("var exports = exports || 'other'; console.log(exports === module.exports)", "true"),
    "in an ES module": ("export const require = 'own'; console.log(require)", "own"),
    "by an import": ("import module from './a'; console.log(module)", "imported"),
    "a name like ours": ("const $m = 'own'; export default $m; console.log($m)", "own"),
    "a name like the default's": ("const _default = 'own'; export default class {} console.log(_default)", "own"),
}


@pytest.mark.parametrize(("page", "expected"), DECLARED.values(), ids=DECLARED.keys())
async def test_a_module_may_declare_the_wrapper_s_names(tmp_path: Path, page: str, expected: str) -> None:
    assert await printed(tmp_path, page, a="export default 'imported';") == [expected]
