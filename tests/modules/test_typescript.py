"""TypeScript: the types are taken out and everything else stays in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import ScriptError
from bridge.modules.transform import transform
from tests.modules.launching import printed, printed_by

PROGRAMS = {
    "annotations": (
        "const a: number = 1; function f(b: string, c?: number): string { return b; } console.log(f('x'), a)",
        "x 1",
    ),
    "interfaces and types": (
        "interface A { b: string; }\ntype C<T> = T | A;\nlet a: C<string> = 'x'; console.log(a)",
        "x",
    ),
    "generics": (
        "function id<T extends object>(a: T): T { return a; } console.log(id<{ n: number }>({ n: 1 }).n)",
        "1",
    ),
    "a generic arrow": ("const id = <T,>(a: T): T => a; console.log(id<number>(2))", "2"),
    "new with types": ("const m = new Map<string, number[]>([['a', [3]]]); console.log(m.get('a')![0])", "3"),
    "as and satisfies": ("const a = ({ n: 4 } as any) satisfies object; console.log((a as { n: number }).n)", "4"),
    "as const": ("const a = ['x'] as const; console.log(a[0])", "x"),
    "an angle bracket cast": ("const a = <any>5; console.log(a)", "5"),
    "non-null": ("const a: { b?: { c: number } } = { b: { c: 6 } }; console.log(a.b!.c, a!.b?.c)", "6 6"),
    "a class": (
        "abstract class A<T> { protected readonly n: number = 7; private static s?: string; abstract f(): void;\n"
        "declare z: string; [key: string]: any; m?(): void; get g(): number { return this.n!; }\n"
        "constructor(a?: T) {} }\n"
        "class B extends A<string> implements Object { override f(): void {} public override m(): void {} }\n"
        "console.log(new B().g)",
        "7",
    ),
    "a member after a member without semicolon": (
        "class A { a = 1\n  private ['b'] = 2\n  public static *c() {}\n  readonly d = 3 }\nconsole.log(new A()['b'])",
        "2",
    ),
    "overloads": (
        "function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a) { return a; }\nconsole.log(f(8))",
        "8",
    ),
    "a this parameter": (
        "function f(this: { n: number }, a: number) { return this.n + a; } console.log(f.call({ n: 1 }, 8))",
        "9",
    ),
    "declarations": (
        "declare const x: number; declare function f(): void; declare module 'm' {} declare global {}\nconsole.log(10)",
        "10",
    ),
    "predicates": (
        "function is(a): a is string { return true; } function as1(a): asserts a is string {} console.log(is(1))",
        "true",
    ),
    "catch": ("try { throw 11; } catch (e: unknown) { console.log(e) }", "11"),
    "a cast before a parenthesis on the next line": (
        "const a = 12 as number\n;(() => {})()\nconst b = a as any\n(() => {})\nconsole.log(a)",
        "12",
    ),
    "a type over several lines before an arrow": (
        "const f = (a: number): Promise<\n  number\n> => a as any;\nconsole.log(f(13))",
        "13",
    ),
    "definite assignment": ("let a!: number; a = 14; console.log(a)", "14"),
    "call signatures without semicolons": (
        "interface F {\n  a: string\n  <T>(x: T): T\n  (y: number): void\n}\nconsole.log(15)",
        "15",
    ),
    "instantiation": ("const f = <T,>(a: T) => a; const g = f<number>; console.log(g(16))", "16"),
    "optional methods and parameters": (
        "const o = { f(a?: number, ...b: string[]) { return b.length; } }; console.log(o.f(1, 'a'))",
        "1",
    ),
    "destructuring": ("const { a, b = 2 }: { a: number; b?: number } = { a: 1 }; console.log(a, b)", "1 2"),
    "an async arrow": ("const f = async <T,>(a: T): Promise<T> => a; console.log(typeof f)", "function"),
    "import =": ("import c = require('./c'); console.log(c.n)", "1"),
    "a wide text": ("const é: string /* é */ = 'é'; console.log(é)", "é"),
}


@pytest.mark.parametrize(("source", "expected"), PROGRAMS.values(), ids=PROGRAMS.keys())
async def test_types_are_taken_out(tmp_path: Path, source: str, expected: str) -> None:
    assert await printed_by(tmp_path, {"a.ts": source, "c.js": "exports.n = 1;"}, "a.ts") == [expected]


@pytest.mark.parametrize(("source", "expected"), PROGRAMS.values(), ids=PROGRAMS.keys())
def test_lines_stay_where_they_are(source: str, expected: str) -> None:
    assert transform(source, "typescript").source.count("\n") == source.count("\n")


IMPORTS = {
    "import type": "import type { T } from './gone'; import type D from './gone';",
    "a type among names": "import { type T } from './gone'; let t: T;",
    "a type that is only used as one": "import { T } from './gone'; import * as N from './gone'; let t: T | N.X;",
    "export type": "export type { T } from './gone'; export type U = string; export interface V {}",
    "export { type }": "type T = 1; export { type T };",
    "export default interface": "export default interface T {}",
}


@pytest.mark.parametrize("source", IMPORTS.values(), ids=IMPORTS.keys())
async def test_what_is_only_types_is_not_required(tmp_path: Path, source: str) -> None:
    assert await printed(tmp_path, "import './a'; console.log('ran')", a_ts=source) == ["ran"]


async def test_values_are_imported_beside_types_and_for_their_effect(tmp_path: Path) -> None:
    page = "import { n } from './a'; console.log(n)"
    files = {"a_ts": "import { type T, m } from './b.js'; import './c'; export const n: T = m; abstract class A {}"}
    assert await printed(
        tmp_path, page, **files, b_ts="export type T = number; export const m = 1;", c="console.log('c')"
    ) == [
        "c",
        "1",
    ]


async def test_export_equals_is_module_exports(tmp_path: Path) -> None:
    assert await printed(tmp_path, "console.log(require('./a'))", a_ts="export = 3") == ["3"]


REFUSED = {
    "an enum": ("\n  enum A { B }", "2:3: an enum", "const Name = { A: 0 } as const"),
    "a const enum": ("const enum A { B }", "1:1: an enum", ""),
    "a namespace": ("namespace A { export const b = 1; }", "1:1: a namespace", "a module of its own"),
    "a decorator": ("@d class A {}", "1:1: a decorator", "Call the function yourself"),
    "a parameter property": ("class A {\n constructor(private a: string) {} }", "2:14: a parameter property", "assign"),
    "a readonly parameter property": ("class A { constructor(readonly a) {} }", "1:23: a parameter property", ""),
}


@pytest.mark.parametrize(("source", "place", "advice"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_needs_a_compiler_is_refused_when_it_is_required(
    tmp_path: Path, source: str, place: str, advice: str
) -> None:
    with pytest.raises(ScriptError) as raised:
        await printed(tmp_path, "import './a'", a_ts=source)
    assert raised.value.message.startswith(f"SyntaxError: pages/index/a.ts:{place}")
    assert advice in raised.value.message


async def test_an_error_names_its_line_and_column(tmp_path: Path) -> None:
    source = "interface A {\n  b: string;\n}\nconst a: A | null = null;  throw new Error('here');"
    with pytest.raises(ScriptError) as raised:
        await printed(tmp_path, "require('./a')", a_ts=source)
    assert "pages/index/a.ts:4:" in raised.value.stack
