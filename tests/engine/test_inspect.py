"""What `console.log` shows. The expected texts were recorded from Node 20, whose manner the shims follow.

Every engine here is bare: the built-ins are captured first, as the host does it, then the program's part runs,
and only then are the shims compiled.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import quickjs

Cases = list[tuple[str, str]]

SHIMS = Path(__file__).resolve().parents[2] / "js_shims" / "engine"
SOURCES = {
    name: (SHIMS / f"{name}.js").read_text(encoding="utf-8").strip()
    for name in ("inspect", "inspect_kinds", "printf", "table")
}
_OWNERS = (
    "TypedArray", "SharedArrayBuffer", "ArrayBuffer", "DataView", "WeakMap", "WeakSet", "BigInt", "RegExp", "Reflect",
    "Object", "Array", "String", "Number", "Boolean", "Symbol", "Promise", "Function", "Math", "JSON", "Map", "Set",
    "Date", "Error",
)  # fmt: skip

_HARNESS = """
var harness = (function (names, owners, sources) {
  const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const evaluate = eval;
  const { slice } = String.prototype;
  const home = (owner) => owner === "TypedArray" ? getPrototypeOf(Int8Array) : globalThis[owner];
  const uncurried = (method) => (self, ...args) => apply(method, self, args);
  const spelled = (text) => text.startsWith("Symbol")
    ? Symbol[spelled(text.slice(6))] : text[0].toLowerCase() + text.slice(1);

  function member(prototype, text) {
    const getter = /^Get./.test(text) && getOwnPropertyDescriptor(prototype, spelled(text.slice(3)))?.get;
    return uncurried(getter || prototype[spelled(text)]);
  }

  function intrinsic(name) {
    if (owners.includes(name)) return globalThis[name];
    const owner = owners.find((known) => name.startsWith(known));
    const rest = name.slice(owner.length);
    if (rest.startsWith("Prototype")) return member(home(owner).prototype, rest.slice("Prototype".length));
    return home(owner)[spelled(rest)];
  }

  const intrinsics = { __proto__: null };
  for (const name of names) intrinsics[name] = intrinsic(name);
  for (const name of names) if (intrinsics[name] === undefined) throw new Error("no such built-in: " + name);
  const compiled = { __proto__: null };
  const texts = { __proto__: null, ...sources };
  const kernel = { __proto__: null };
  kernel.lazy = (name) => (compiled[name] ??= evaluate("(" + texts[name] + ")")(intrinsics, kernel));
  const call = { // an answer is sliced because the engine cannot hand out a string that is still a concatenation
    __proto__: null,
    evaluate,
    inspect: (value, options) => apply(slice, kernel.lazy("inspect").inspect(value, options), [0]),
    format: (args, options) => apply(slice, kernel.lazy("inspect").format(args, options), [0]),
    table: (data, columns) => apply(slice, kernel.lazy("inspect").table(data, columns), [0]),
  };
  return call;
})(%s, %s, %s);
"""


def intrinsic_names() -> list[str]:
    """The built-ins that the shims take apart at their top."""
    names: set[str] = set()
    for source in SOURCES.values():
        match = re.search(r"const \{([^}]*)\} = intrinsics;", source)
        assert match is not None
        names.update(name.strip() for name in match.group(1).split(",") if name.strip())
    return sorted(names)


class Inspector:
    """A bare engine with the shims; `program` runs after the capture, before they are compiled."""

    def __init__(self, program: str = "") -> None:
        self._context = quickjs.Context()
        given = (json.dumps(part) for part in (intrinsic_names(), _OWNERS, SOURCES))
        self._context.eval(_HARNESS % tuple(given))
        self._context.eval(program)

    def inspect(self, expression: str, options: str = "{}") -> str:
        return str(self._context.eval(f"harness.inspect(({expression}), {options})"))

    def format(self, args: str, options: str = "{}") -> str:
        return str(self._context.eval(f"harness.format({args}, {options})"))

    def table(self, args: str) -> str:
        return str(self._context.eval(f"harness.table({args})"))


@pytest.fixture(scope="module")
def inspector() -> Inspector:
    return Inspector()


VALUES: Cases = [
    # primitives
    ('"it\'s"', '"it\'s"'),
    ('"it\'s \\"x\\""', '`it\'s "x"`'),
    ('"`it\'s` \\"x\\""', "'`it\\'s` \"x\"'"),
    ('"a\\u0007\\t\\x7f\\\\b"', "'a\\x07\\t\\x7F\\\\b'"),
    ('"\\ud800"', "'\\ud800'"),
    ('"中文😀"', "'中文😀'"),
    ("-0", "-0"),
    ("[0, -0]", "[ 0, -0 ]"),
    ("NaN", "NaN"),
    ("10n", "10n"),
    ("null", "null"),
    ("undefined", "undefined"),
    ("true", "true"),
    ('Symbol("a b")', "Symbol(a b)"),
    ("Symbol()", "Symbol()"),
    (
        '"x".repeat(20) + "\\n" + "y".repeat(60)',
        ("'xxxxxxxxxxxxxxxxxxxx\\n' +\n  'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'"),
    ),
    # objects
    ("{}", "{}"),
    (
        '{ a: 1, "a-b": 2, $a: 3, 1: 4, __a: 5, "": 6, [Symbol("s")]: 7 }',
        "{ '1': 4, a: 1, 'a-b': 2, '$a': 3, __a: 5, '': 6, [Symbol(s)]: 7 }",
    ),
    ('JSON.parse(`{"__proto__": 1}`)', "{ ['__proto__']: 1 }"),
    (
        "{ get a() { throw 1 }, get b() { return 1 }, set b(v) {}, set c(v) {} }",
        "{ a: [Getter], b: [Getter/Setter], c: [Setter] }",
    ),
    ('Object.defineProperty({ a: 1 }, "hidden", { value: 2 })', "{ a: 1 }"),
    ("{ a: { b: { c: {} } } }", "{ a: { b: { c: {} } } }"),
    ("{ a: { b: { c: { d: 1 } } } }", "{ a: { b: { c: [Object] } } }"),
    ("[[[[1]], [[]]]]", "[ [ [ [Array] ], [ [] ] ] ]"),
    (
        "{ a: { b: { c: [1], d: new Date(0), f: /a/g, g: () => 1, m: new Map([[1, 2]]), s: new Set() } } }",
        (
            "{\n"
            "  a: {\n"
            "    b: {\n"
            "      c: [Array],\n"
            "      d: 1970-01-01T00:00:00.000Z,\n"
            "      f: /a/g,\n"
            "      g: [Function: g],\n"
            "      m: [Map],\n"
            "      s: Set(0) {}\n"
            "    }\n"
            "  }\n"
            "}"
        ),
    ),
    (
        "{ a: { b: { c: Object.assign(/a/, { x: 1 }), d: Object.assign(() => 1, { x: 1 }), e: new Uint8Array(1) } } }",
        "{ a: { b: { c: /a/, d: [Function], e: [Uint8Array] } } }",
    ),
    (
        '{ title: "a title that is rather long", description: "and a description beside it", n: 1 }',
        ("{\n  title: 'a title that is rather long',\n  description: 'and a description beside it',\n  n: 1\n}"),
    ),
    (
        '{ title: "a title that is rather long", description: "and a description beside it, longer", n: 1 }',
        (
            "{\n"
            "  title: 'a title that is rather long',\n"
            "  description: 'and a description beside it, longer',\n"
            "  n: 1\n"
            "}"
        ),
    ),
    (
        '{ rows: [{ id: 1, name: "one" }, { id: 2, name: "two" }, { id: 3, name: "three" }, { id: 4, name: "four" }] }',
        (
            "{\n"
            "  rows: [\n"
            "    { id: 1, name: 'one' },\n"
            "    { id: 2, name: 'two' },\n"
            "    { id: 3, name: 'three' },\n"
            "    { id: 4, name: 'four' }\n"
            "  ]\n"
            "}"
        ),
    ),
    ('{ a: "x\\ny" }', "{ a: 'x\\ny' }"),
    (
        '{ a: "x".repeat(20) + "\\n" + "y".repeat(60) }',
        ("{\n  a: 'xxxxxxxxxxxxxxxxxxxx\\n' +\n    'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'\n}"),
    ),
    ('(function () { return arguments; })(1, "a")', "[Arguments] { '0': 1, '1': 'a' }"),
    # classes
    ("new (class Foo { constructor() { this.a = 1; } })()", "Foo { a: 1 }"),
    ("new (class {})()", "{}"),
    ('new (class A { get [Symbol.toStringTag]() { return "T"; } })()', "A [T] {}"),
    ('new (class A extends Map { get [Symbol.toStringTag]() { return "T"; } })()', "A(0) [T] {}"),
    ('{ [Symbol.toStringTag]: "T" }', "{ [Symbol(Symbol.toStringTag)]: 'T' }"),
    ('Object.defineProperty({ a: 1 }, Symbol.toStringTag, { value: "T" })', "Object [T] { a: 1 }"),
    ("Object.create(null)", "[Object: null prototype] {}"),
    ("Object.assign(Object.create(null), { a: 1 })", "[Object: null prototype] { a: 1 }"),
    ("Object.create({})", "{}"),
    ("Object.create(Object.create(null))", "Object <[Object: null prototype] {}> {}"),
    ("Object.create(Map.prototype)", "Map {}"),
    ("Object.prototype", "[Object: null prototype] {}"),
    ("Map.prototype", "Object [Map] {}"),
    ("Array.prototype", "Object(0) []"),
    ("Function.prototype", "[Function (anonymous)] Object"),
    ("new (class P extends Promise {})(() => {})", "P [Promise] {}"),
    ("new Promise(() => {})", "Promise {}"),
    ("Math", "Object [Math] {}"),
    ("new Proxy([1, 2], {})", "[ 1, 2 ]"),
    ("(function* () {})()", "Object [Generator] {}"),
    # functions
    ("function f() {}", "[Function: f]"),
    ("() => 1", "[Function (anonymous)]"),
    ("async () => {}", "[AsyncFunction (anonymous)]"),
    ("async function f() {}", "[AsyncFunction: f]"),
    ("function* f() {}", "[GeneratorFunction: f]"),
    ("async function* f() {}", "[AsyncGeneratorFunction: f]"),
    ("class {}", "[class (anonymous)]"),
    ("class A {}", "[class A]"),
    ("class B extends class A {} {}", "[class B extends A]"),
    ("class C extends null {}", "[class C]"),
    ("Object.assign(class A {}, { x: 1 })", "[class A] { x: 1 }"),
    ("Object.assign(() => {}, { a: 1 })", "[Function (anonymous)] { a: 1 }"),
    (
        "{ f() {}, g: () => 1, class() {}, classify() {} }",
        (
            "{\n"
            "  f: [Function: f],\n"
            "  g: [Function: g],\n"
            "  class: [Function: class],\n"
            "  classify: [Function: classify]\n"
            "}"
        ),
    ),
    ("Object.setPrototypeOf(function f() {}, null)", "[Function (null prototype): f]"),
    ("Map", "[Function: Map]"),
    ("(function f() {}).bind()", "[Function: bound f]"),
    # lists
    ("[]", "[]"),
    ("[1, 2, 3]", "[ 1, 2, 3 ]"),
    ("[1, , 3, , , ]", "[ 1, <1 empty item>, 3, <2 empty items> ]"),
    ("[undefined, , null]", "[ undefined, <1 empty item>, null ]"),
    ("Array(200)", "[ <200 empty items> ]"),
    ('Object.assign([1], { a: 1, "-1": 2 })', "[ 1, a: 1, '-1': 2 ]"),
    ("Object.assign([], { a: 1 })", "[ a: 1 ]"),
    ("[1.5, -2, 3, 4, 5, 6, 700]", ("[\n  1.5, -2,   3, 4,\n    5,  6, 700\n]")),
    ('["a", "bb", "ccc", "d", "e", "f", "g", "h"]', ("[\n  'a', 'bb', 'ccc',\n  'd', 'e',  'f',\n  'g', 'h'\n]")),
    ('["中文", "b", "c", "d", "e", "f", "g"]', ("[\n  '中文', 'b',\n  'c',    'd',\n  'e',    'f',\n  'g'\n]")),
    (
        "Array(101).fill(1)",
        (
            "[\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,\n"
            "  1, 1, 1, 1,\n"
            "  ... 1 more item\n"
            "]"
        ),
    ),
    (
        'Array(27).fill("ab")',
        (
            "[\n"
            "  'ab', 'ab', 'ab', 'ab', 'ab',\n"
            "  'ab', 'ab', 'ab', 'ab', 'ab',\n"
            "  'ab', 'ab', 'ab', 'ab', 'ab',\n"
            "  'ab', 'ab', 'ab', 'ab', 'ab',\n"
            "  'ab', 'ab', 'ab', 'ab', 'ab',\n"
            "  'ab', 'ab'\n"
            "]"
        ),
    ),
    ("[1, 2, 3, 4, 5, 6, {}]", ("[\n  1, 2, 3,  4,\n  5, 6, {}\n]")),
    ("[[1, 2], [3, 4], { a: [5] }]", "[ [ 1, 2 ], [ 3, 4 ], { a: [ 5 ] } ]"),
    (
        '["a long entry of a list, 30 ch.", "a long entry of a list, 30 ch.", "another"]',
        ("[\n  'a long entry of a list, 30 ch.',\n  'a long entry of a list, 30 ch.',\n  'another'\n]"),
    ),
    ("(() => { const a = []; a[3] = 1; a[9] = 2; return a; })()", "[ <3 empty items>, 1, <5 empty items>, 2 ]"),
    ("new (class L extends Array {})(2)", "L(2) [ <2 empty items> ]"),
    ("Object.setPrototypeOf([1], null)", "[Array(1): null prototype] [ 1 ]"),
    # collections
    ("new Map()", "Map(0) {}"),
    ('new Map([["a", 1], [{ b: 2 }, [3]]])', "Map(2) { 'a' => 1, { b: 2 } => [ 3 ] }"),
    ('new Set(["a", { b: new Set([1]) }])', "Set(2) { 'a', { b: Set(1) { 1 } } }"),
    ("Object.assign(new Map([[1, 2]]), { x: 3 })", "Map(1) { 1 => 2, x: 3 }"),
    ("Object.assign(new Set(), { x: 3 })", "Set(0) { x: 3 }"),
    ("Object.setPrototypeOf(new Map([[1, 2]]), null)", "[Map(1): null prototype] { 1 => 2 }"),
    ("new WeakMap()", "WeakMap { <items unknown> }"),
    ("new WeakSet()", "WeakSet { <items unknown> }"),
    (
        '{ inner: new Map([["a rather long key of a map", { value: "and its value", more: true }], ["b", 1]]) }',
        (
            "{\n"
            "  inner: Map(2) {\n"
            "    'a rather long key of a map' => { value: 'and its value', more: true },\n"
            "    'b' => 1\n"
            "  }\n"
            "}"
        ),
    ),
    # cycles
    ("(() => { const a = {}; a.a = a; return a; })()", "<ref *1> { a: [Circular *1] }"),
    (
        "(() => { const a = { b: { c: {} } }; a.b.c.a = a; a.b.c.b = a.b; return a; })()",
        "<ref *1> { b: <ref *2> { c: { a: [Circular *1], b: [Circular *2] } } }",
    ),
    ("(() => { const a = [1]; a.push(a); return a; })()", "<ref *1> [ 1, [Circular *1] ]"),
    ('(() => { const m = new Map(); m.set("self", m); return m; })()', "<ref *1> Map(1) { 'self' => [Circular *1] }"),
    ("(() => { const f = () => 1; f.f = f; return f; })()", "<ref *1> [Function: f] { f: [Circular *1] }"),
    ("(() => { const a = { x: 1 }; return [a, a]; })()", "[ { x: 1 }, { x: 1 } ]"),
    # bytes
    ("new Uint8Array([1, 2])", "Uint8Array(2) [ 1, 2 ]"),
    ("new Uint8Array(0)", "Uint8Array(0) []"),
    ("new Float64Array(3)", "Float64Array(3) [ 0, 0, 0 ]"),
    ("new BigInt64Array(2)", "BigInt64Array(2) [ 0n, 0n ]"),
    ("new (class X extends Uint8Array {})(1)", "X(1) [Uint8Array] [ 0 ]"),
    ("new ArrayBuffer(3)", "ArrayBuffer { [Uint8Contents]: <00 00 00>, byteLength: 3 }"),
    (
        "new DataView(new ArrayBuffer(2))",
        (
            "DataView {\n"
            "  byteLength: 2,\n"
            "  byteOffset: 0,\n"
            "  buffer: ArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 }\n"
            "}"
        ),
    ),
    ("new SharedArrayBuffer(1)", "SharedArrayBuffer { [Uint8Contents]: <00>, byteLength: 1 }"),
    ("Object.assign(new Uint8Array(1), { x: 1 })", "Uint8Array(1) [ 0, x: 1 ]"),
    # others
    ("new Date(0)", "1970-01-01T00:00:00.000Z"),
    ("new Date(NaN)", "Invalid Date"),
    ("Object.assign(new Date(0), { a: 1 })", "1970-01-01T00:00:00.000Z { a: 1 }"),
    ("new (class D extends Date {})(0)", "D 1970-01-01T00:00:00.000Z"),
    ("/a[/]b/giu", "/a[/]b/giu"),
    ("Object.assign(/a/, { x: 1 })", "/a/ { x: 1 }"),
    ("new Number(-0)", "[Number: -0]"),
    ('new String("ab")', "[String: 'ab']"),
    ('Object.assign(new String("ab"), { x: 1 })', "[String: 'ab'] { x: 1 }"),
    ('Object(Symbol("a"))', "[Symbol: Symbol(a)]"),
    ("Object(1n)", "[BigInt: 1n]"),
    ("new Boolean(false)", "[Boolean: false]"),
    ("new (class N extends Number {})(3)", "[Number (N): 3]"),
    ("Object.setPrototypeOf(new Date(0), null)", "[Date: null prototype] 1970-01-01T00:00:00.000Z"),
]

ERRORS: Cases = [
    # errors
    ('(() => { const e = new TypeError("m"); e.stack = ""; return e; })()', "[TypeError: m]"),
    ('(() => { const e = new Error(); e.stack = ""; return e; })()', "[Error]"),
    ('(() => { const e = new Error("m"); e.code = 4; e.stack = ""; return e; })()', "[Error: m] { code: 4 }"),
    (
        '(() => { const e = new Error("m", { cause: { a: 1 } }); e.stack = ""; return e; })()',
        "[Error: m] { [cause]: { a: 1 } }",
    ),
    (
        '(() => { const e = new AggregateError([1, 2], "m"); e.stack = ""; return e; })()',
        "[AggregateError: m] { [errors]: [ 1, 2 ] }",
    ),
    ('(() => { const e = new (class FooError extends Error {})("m"); e.stack = ""; return e; })()', "[FooError: m]"),
    ('(() => { const e = new (class Foo extends Error {})("m"); e.stack = ""; return e; })()', "[Foo [Error]: m]"),
    ('(() => { const e = new Error("m"); e.name = "Foo"; e.stack = ""; return [e]; })()', "[ [Foo: m] ]"),
    ('(() => { const e = new Error("m\\nn"); e.stack = ""; return { e }; })()', ("{\n  e: [Error: m\n  n]\n}")),
    (
        '(() => { const e = Object.setPrototypeOf(new Error("m"), null); e.stack = ""; return e; })()',
        "[[Error: null prototype]: m]",
    ),
    ('{ message: "m", __proto__: Error.prototype }', "[Error: m]"),
]

ON_ONE_LINE: Cases = [
    # as Node shows them
    (
        '{ title: "a title that is rather long", description: "and a description beside it, longer", n: 1 }',
        "{ title: 'a title that is rather long', description: 'and a description beside it, longer', n: 1 }",
    ),
    ("{ a: { b: { c: { d: 1 } } } }", "{ a: { b: { c: [Object] } } }"),
    (
        'new Map([["a rather long key of a map", { value: "and its value", more: true }], ["b", 1]])',
        "Map(2) { 'a rather long key of a map' => { value: 'and its value', more: true }, 'b' => 1 }",
    ),
    ('{ a: "x".repeat(9) + "\\n" + "y".repeat(9) }', "{ a: 'xxxxxxxxx\\nyyyyyyyyy' }"),
    (
        "[new Date(0), /a/, () => 1, class A {}, null]",
        "[ 1970-01-01T00:00:00.000Z, /a/, [Function (anonymous)], [class A], null ]",
    ),
    ("(() => { const a = {}; a.a = a; return a; })()", "<ref *1> { a: [Circular *1] }"),
]

DEEPER: Cases = [
    # depth: null
    ("{ a: { b: { c: {} } } }", "{ a: { b: { c: {} } } }"),
    ("{ a: { b: { c: { d: { e: 1 } } } } }", ("{\n  a: {\n    b: { c: { d: { e: 1 } } }\n  }\n}")),
    ("[[[[[1]]]]]", ("[\n  [\n    [ [ [ 1 ] ] ]\n  ]\n]")),
]

FORMATS: Cases = [
    # plain
    ("[]", ""),
    ('[""]', ""),
    ('["a", "b\\n"]', "a b\n"),
    ('[1, "a", { s: "q" }]', "1 a { s: 'q' }"),
    ('["%%"]', "%%"),
    ('["%s"]', "%s"),
    ('[null, "%s", 1]', "null %s 1"),
    ('["a", Symbol("q")]', "a Symbol(q)"),
    # percent
    ('["%%", 1]', "% 1"),
    ('["%d%%", 50]', "50%"),
    ('["100%", 1]', "100% 1"),
    ('["%x", 1]', "%x 1"),
    ('["%s %s", "a"]', "a %s"),
    ('["a%sb%sc", 1, 2, "d"]', "a1b2c d"),
    ('["%s%", 1]', "1%"),
    # %s
    ('["%s", -0]', "-0"),
    ('["%s", 1n]', "1n"),
    ('["%s", Symbol("a")]', "Symbol(a)"),
    ('["%s", null]', "null"),
    ('["%s", undefined]', "undefined"),
    ('["%s", "it\'s"]', "it's"),
    ('["%s", { a: { b: 1 } }]', "{ a: [Object] }"),
    ('["%s", [1, [2, [3]]]]', "[ 1, [Array] ]"),
    ('["%s", new Date(0)]', "1970-01-01T00:00:00.000Z"),
    ('["%s", { toString() { return "T"; } }]', "T"),
    ('["%s", new (class A { toString() { return "A!"; } })()]', "A!"),
    ('["%s", { [Symbol.toPrimitive]() { return "P"; } }]', "P"),
    ('["%s", Object.create({ toString() { return "in"; } })]', "in"),
    ('["%s", Object.create(null)]', "[Object: null prototype] {}"),
    ('["%s", { toString: 1 }]', "{ toString: 1 }"),
    ('["%s", class X {}]', "class X {}"),
    ('["%s", () => 1]', "() => 1"),
    # numbers
    ('["%d", -0]', "-0"),
    ('["%d", "0x10"]', "16"),
    ('["%d", "5x"]', "NaN"),
    ('["%d", 1n]', "1n"),
    ('["%d", Symbol()]', "NaN"),
    ('["%d", { valueOf() { return 3; } }]', "3"),
    ('["%d", {}]', "NaN"),
    ('["%i", 3.7]', "3"),
    ('["%i", "12px"]', "12"),
    ('["%i", -0.5]', "-0"),
    ('["%i", [1, 2]]', "1"),
    ('["%f", "1.5x"]', "1.5"),
    ('["%f", 1n]', "1"),
    ('["%f", Symbol()]', "NaN"),
    # objects
    ('["%j", { a: 1 }]', '{"a":1}'),
    ('["%j", undefined]', "undefined"),
    ('["%j", (() => { const a = {}; a.a = a; return a; })()]', "[Circular]"),
    ('["%o", [1, { a: () => 1 }]]', "[ 1, { a: [Function: a] { [length]: 0, [name]: 'a' } }, [length]: 2 ]"),
    ('["%o", { a: { b: { c: { d: { e: {} } } } } }]', ("{\n  a: {\n    b: { c: { d: { e: {} } } }\n  }\n}")),
    ('["%o", "s"]', "'s'"),
    ('["%O", { a: { b: { c: { d: 1 } } } }]', "{ a: { b: { c: [Object] } } }"),
    ('["%c%s", "color: red", "x"]', "x"),
]

TABLES: Cases = [
    # console.table
    (
        '[1, "a"]',
        (
            "┌─────────┬────────┐\n"
            "│ (index) │ Values │\n"
            "├─────────┼────────┤\n"
            "│ 0       │ 1      │\n"
            "│ 1       │ 'a'    │\n"
            "└─────────┴────────┘"
        ),
    ),
    (
        '[{ a: 1, b: "x" }, { a: { x: 1 }, c: [1, 2, 3, 4] }]',
        (
            "┌─────────┬──────────┬─────┬──────────────────────────────┐\n"
            "│ (index) │ a        │ b   │ c                            │\n"
            "├─────────┼──────────┼─────┼──────────────────────────────┤\n"
            "│ 0       │ 1        │ 'x' │                              │\n"
            "│ 1       │ { x: 1 } │     │ [ 1, 2, 3, ... 1 more item ] │\n"
            "└─────────┴──────────┴─────┴──────────────────────────────┘"
        ),
    ),
    (
        "[[1, 2], [3, 4, 5]]",
        (
            "┌─────────┬───┬───┬───┐\n"
            "│ (index) │ 0 │ 1 │ 2 │\n"
            "├─────────┼───┼───┼───┤\n"
            "│ 0       │ 1 │ 2 │   │\n"
            "│ 1       │ 3 │ 4 │ 5 │\n"
            "└─────────┴───┴───┴───┘"
        ),
    ),
    (
        "{ r: { a: 1 }, s: 5 }",
        (
            "┌─────────┬───┬────────┐\n"
            "│ (index) │ a │ Values │\n"
            "├─────────┼───┼────────┤\n"
            "│ r       │ 1 │        │\n"
            "│ s       │   │ 5      │\n"
            "└─────────┴───┴────────┘"
        ),
    ),
    (
        "[{ b: 1, 1: 2 }]",
        ("┌─────────┬───┬───┐\n│ (index) │ 1 │ b │\n├─────────┼───┼───┤\n│ 0       │ 2 │ 1 │\n└─────────┴───┴───┘"),
    ),
    (
        "[{ a: { x: 1, y: 2, z: 3 } }]",
        (
            "┌─────────┬──────────┐\n"
            "│ (index) │ a        │\n"
            "├─────────┼──────────┤\n"
            "│ 0       │ [Object] │\n"
            "└─────────┴──────────┘"
        ),
    ),
    (
        '[{ 名: "中文" }]',
        (
            "┌─────────┬────────┐\n"
            "│ (index) │ 名     │\n"
            "├─────────┼────────┤\n"
            "│ 0       │ '中文' │\n"
            "└─────────┴────────┘"
        ),
    ),
    (
        'new Map([[1, { a: 1 }], ["k", 2]])',
        (
            "┌───────────────────┬─────┬──────────┐\n"
            "│ (iteration index) │ Key │ Values   │\n"
            "├───────────────────┼─────┼──────────┤\n"
            "│ 0                 │ 1   │ { a: 1 } │\n"
            "│ 1                 │ 'k' │ 2        │\n"
            "└───────────────────┴─────┴──────────┘"
        ),
    ),
    (
        "new Set([1, { a: 1 }])",
        (
            "┌───────────────────┬──────────┐\n"
            "│ (iteration index) │ Values   │\n"
            "├───────────────────┼──────────┤\n"
            "│ 0                 │ 1        │\n"
            "│ 1                 │ { a: 1 } │\n"
            "└───────────────────┴──────────┘"
        ),
    ),
    (
        '[{ a: 1, b: 2 }], ["b"]',
        ("┌─────────┬───┐\n│ (index) │ b │\n├─────────┼───┤\n│ 0       │ 2 │\n└─────────┴───┘"),
    ),
    (
        '[1, { a: 2 }], ["a", "z"]',
        (
            "┌─────────┬───┬───┐\n"
            "│ (index) │ a │ z │\n"
            "├─────────┼───┼───┤\n"
            "│ 0       │   │   │\n"
            "│ 1       │ 2 │   │\n"
            "└─────────┴───┴───┘"
        ),
    ),
    ("[]", ("┌─────────┐\n│ (index) │\n├─────────┤\n└─────────┘")),
    ("5", "5"),
    ('"text"', "text"),
    ("null", "null"),
    ("() => 1", "[Function (anonymous)]"),
]


@pytest.mark.parametrize(("expression", "text"), VALUES + ERRORS)
def test_values_are_shown_over_several_lines(inspector: Inspector, expression: str, text: str) -> None:
    assert inspector.inspect(expression) == text


@pytest.mark.parametrize(("expression", "text"), ON_ONE_LINE)
def test_values_are_shown_on_one_line(inspector: Inspector, expression: str, text: str) -> None:
    assert inspector.inspect(expression, "{ breakLength: Infinity }") == text


@pytest.mark.parametrize(("expression", "text"), DEEPER)
def test_depth_without_a_limit(inspector: Inspector, expression: str, text: str) -> None:
    assert inspector.inspect(expression, "{ depth: null }") == text


@pytest.mark.parametrize(("args", "text"), FORMATS)
def test_formats(inspector: Inspector, args: str, text: str) -> None:
    assert inspector.format(args) == text


@pytest.mark.parametrize(("args", "text"), TABLES)
def test_tables(inspector: Inspector, args: str, text: str) -> None:
    assert inspector.table(args) == text


@pytest.mark.parametrize("count", [7, 30, 100])
def test_unlike_in_node_a_long_list_stays_on_one_line_too(inspector: Inspector, count: int) -> None:
    text = inspector.inspect(f"Array({count}).fill(1)", "{ breakLength: Infinity }")
    assert text == f"[ {', '.join(['1'] * count)} ]"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ("{ depth: 0 }", "{ a: [Array], s: 'abcdef' }"),
        ("{ maxArrayLength: 2 }", "{ a: [ 1, 2, ... 1 more item ], s: 'abcdef' }"),
        ("{ maxStringLength: 4 }", "{ a: [ 1, 2, 3 ], s: 'abcd'... 2 more characters }"),
        ("{ showHidden: true }", "{ a: [ 1, 2, 3, [length]: 3 ], s: 'abcdef' }"),
        ("{ breakLength: 20 }", "{\n  a: [\n    1,\n    2,\n    3\n  ],\n  s: 'abcdef'\n}"),
        ("undefined", "{ a: [ 1, 2, 3 ], s: 'abcdef' }"),
    ],
)
def test_options(inspector: Inspector, options: str, text: str) -> None:
    assert inspector.inspect('{ a: [1, 2, 3], s: "abcdef" }', options) == text


def test_format_hands_its_options_on(inspector: Inspector) -> None:
    assert (
        inspector.format('["%O", { a: { b: 1 } }, { a: { b: 1 } }]', "{ depth: 0 }")
        == "{ a: [Object] } { a: [Object] }"
    )


def test_very_long_strings_and_lists_are_cut(inspector: Inspector) -> None:
    assert inspector.inspect('"x".repeat(10005)') == f"'{'x' * 10_000}'... 5 more characters"
    assert inspector.inspect("Array(1e9)") == "[ <1000000000 empty items> ]"
    assert inspector.inspect("Array(50000).fill(1)").endswith("  ... 49900 more items\n]")
    assert inspector.inspect("new Set(Array.from({ length: 102 }, (_, i) => i))").endswith(
        "  99,\n  ... 2 more items\n}"
    )


def test_an_error_is_shown_with_its_stack_and_cause() -> None:
    program = """
function fail() { throw new TypeError("inner"); }
function wrap() { try { fail(); } catch (cause) { return Object.assign(new Error("outer", { cause }), { code: 7 }); } }
"""
    text = Inspector(program).inspect("{ error: wrap() }")
    assert re.sub(r"<input>:\d+:\d+", "app.js:1:1", text) == (
        "{\n"
        "  error: Error: outer\n"
        "      at wrap (app.js:1:1)\n"
        "      at <eval> (app.js:1:1) {\n"
        "    code: 7,\n"
        "    [cause]: TypeError: inner\n"
        "        at fail (app.js:1:1)\n"
        "        at wrap (app.js:1:1)\n"
        "        at <eval> (app.js:1:1)\n"
        "  }\n"
        "}"
    )


def test_the_header_of_a_stack_follows_name_and_message(inspector: Inspector) -> None:
    script = '(() => { const e = new Error("old"); e.name = "ApiError"; e.message = "new"; return e; })()'
    assert inspector.inspect(script).splitlines()[0] == "ApiError: new"
    assert "name:" not in inspector.inspect(script)


def test_a_stack_the_program_wrote_is_shown_as_it_is(inspector: Inspector) -> None:
    script = 'Object.defineProperty(new Error("m"), "stack", { value: "Custom: m\\n    at f (a.js:1:2)" })'
    assert inspector.inspect(script) == "Custom: m\n    at f (a.js:1:2)"


def test_a_promise_is_known_although_its_constructor_is_watched() -> None:
    program = 'Object.defineProperty(Promise.prototype, "constructor", { get() { throw new Error("asked"); } });'
    assert Inspector(program).inspect("[Promise.resolve(3), Promise.reject]") == "[ Promise {}, [Function: reject] ]"


HOSTILE: Cases = [
    ('new Proxy({}, { ownKeys() { throw new Error("boom"); } })', "[object that cannot be inspected: boom]"),
    ("new Proxy({}, { get() { throw null; } })", "[object that cannot be inspected]"),
    (
        "new Proxy({}, { getPrototypeOf() { throw { get message() { throw 1; } }; } })",
        "[object that cannot be inspected]",
    ),
    (
        "(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return { a: 1, proxy, b: 2 }; })()",
        "{ a: 1, proxy: [object that cannot be inspected: revoked proxy], b: 2 }",
    ),
    (
        "(() => { const endless = () => new Proxy({}, { getPrototypeOf: endless }); return endless(); })()",
        "Object <Complex prototype> {}",
    ),
    ("{ get a() { throw 1; } }", "{ a: [Getter] }"),
    (
        'new (class { get [Symbol.toStringTag]() { throw new Error("tag"); } })()',
        "[object that cannot be inspected: tag]",
    ),
]


@pytest.mark.parametrize(("expression", "text"), HOSTILE)
def test_what_throws_while_it_is_looked_at_becomes_text(inspector: Inspector, expression: str, text: str) -> None:
    assert inspector.inspect(expression) == text


@pytest.mark.parametrize(
    ("args", "text"),
    [
        ('["%s", { toString() { throw 1; } }]', "{ toString: [Function: toString] }"),
        ('["%d", { valueOf() { throw 1; } }]', "NaN"),
        ('["%j", { toJSON() { throw new Error("no"); } }]', "[object without JSON: no]"),
        ('["%j", 1n]', "[object without JSON: BigInt are forbidden in JSON.stringify]"),
    ],
)
def test_what_throws_while_it_is_converted_becomes_text(inspector: Inspector, args: str, text: str) -> None:
    assert inspector.format(args) == text


def test_an_endless_depth_ends(inspector: Inspector) -> None:
    script = "(() => { const top = {}; for (let i = 0, o = top; i < 1e5; i++) o = o.a = {}; return top; })()"
    assert "[object that cannot be inspected" in inspector.inspect(script, "{ depth: null, breakLength: Infinity }")


SAMPLE = r"""
var sample = {
  list: [1, 2, 3, 4, 5, 6, 7, 80, "it's\n"], holes: [, 1], map: new Map([[1, { a: 2 }]]), set: new Set(["q"]),
  date: new Date(0), pattern: /a/g, f() {}, g: class A {}, get x() { return 1; }, [Symbol("k")]: 1, n: null,
  o: { p: { q: {} } }, error: Object.assign(new TypeError("m"), { code: 4, stack: "" }), box: Object(3),
  bytes: new Uint8Array([1, 2]), buffer: new ArrayBuffer(2), "a-b": -0, promise: new Promise(() => {}), big: 3n,
};
sample.self = sample;
var args = ["%s %d %i %o|%O%% %c", { a: 1 }, "5", 6.5, [1], { c: { d: 1 } }, "css", "rest", ["x", -1n]];
var rows = [{ a: 1, 名: "中文" }, 2];
"""

SHOWN = """\
<ref *1> {
  list: [ 1, 2, 3, 4, 5, 6, 7, 80, "it's\\n" ],
  holes: [ <1 empty item>, 1 ],
  map: Map(1) { 1 => { a: 2 } },
  set: Set(1) { 'q' },
  date: 1970-01-01T00:00:00.000Z,
  pattern: /a/g,
  f: [Function: f],
  g: [class A],
  x: [Getter],
  n: null,
  o: { p: { q: {} } },
  error: [TypeError: m] { code: 4 },
  box: [Number: 3],
  bytes: Uint8Array(2) [ 1, 2 ],
  buffer: ArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 },
  'a-b': -0,
  promise: Promise {},
  big: 3n,
  self: [Circular *1],
  [Symbol(k)]: 1
}"""

# Each adds what it spoils to `targets`; the trap is then laid by plain loops, which need no built-in.
POISONS = {
    "setters on prototypes": """
const keys = ["0", "1", "2", "get", "set", "value", "enumerable", "depth", "breakLength", "maxArrayLength",
  "showHidden", "next", "number", "base", "fill", "open", "isList", "isLeaf", "isNumeric", "key",
  "descriptor", "lazy", "s", "tag"];
for (const holder of [Object, Array, String, Function]) add(holder.prototype, keys);
""",
    "methods of Array.prototype": "spoil(Array.prototype);",
    "methods of String.prototype": "spoil(String.prototype);",
    "methods of RegExp.prototype": """
add(RegExp.prototype, ["exec", "test", "toString", Symbol.replace, Symbol.split, Symbol.match, Symbol.search]);
""",
    "methods of Function.prototype": "spoil(Function.prototype);",
    "methods of Object.prototype": """
add(Object.prototype, ["hasOwnProperty", "isPrototypeOf", "valueOf", "__proto__"]);
""",
    "methods of other prototypes": """
for (const owner of [Map, Set, WeakMap, WeakSet, Date, Number, BigInt, Symbol, Boolean, ArrayBuffer, DataView,
  Promise])
  spoil(owner.prototype);
spoil(Object.getPrototypeOf(Int8Array.prototype));
""",
    "iteration": """
for (const owner of [Array, Map, Set, String]) add(owner.prototype, [Symbol.iterator]);
for (const iterable of [[], new Map(), new Set(), ""])
  add(Object.getPrototypeOf(iterable[Symbol.iterator]()), ["next"]);
""",
    "static functions": """
for (const owner of [Object, JSON, Math, Number, Array, String, Error, Reflect])
  add(owner, Reflect.ownKeys(owner).filter((key) => !["prototype", "name", "length"].includes(key)));
""",
    "globals": """
add(globalThis, ["Map", "Array", "Object", "String", "RegExp", "Symbol", "JSON", "Math", "Reflect", "Number",
  "Error", "Promise", "DataView", "Uint8Array", "eval"]);
""",
}

_POISONED = """
(() => {
  const trap = () => { throw "reached"; };
  const trapped = { __proto__: null, get: trap, set: trap, configurable: true };
  const define = Reflect.defineProperty;
  const targets = [];
  const add = (holder, keys) => keys.forEach((key) => targets.push({ holder, key }));
  const spoil = (prototype) => add(prototype, Reflect.ownKeys(prototype).filter(
    (key) => !["constructor", "length", "name", Symbol.toStringTag].includes(key)));
  %s
  const count = targets.length;
  for (let i = 0; i < count; i++) define(targets[i].holder, targets[i].key, trapped);
})();
0;
"""


POISONS["all of them"] = "\n".join(f"{{{part}}}" for part in POISONS.values())


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS.keys())
def test_poisoned_built_ins_change_nothing(poison: str) -> None:
    clean, bad = Inspector(SAMPLE + "0;"), Inspector(SAMPLE + _POISONED % poison)
    line = "{ __proto__: null, breakLength: 1 / 0 }"
    assert bad.inspect("sample") == SHOWN
    assert bad.inspect("sample", line) == clean.inspect("sample", line)
    assert bad.format("args") == clean.format("args")
    assert bad.table("rows") == clean.table("rows")


@pytest.mark.parametrize("name", SOURCES)
def test_the_shims_hold_no_syntax_that_calls_built_ins(name: str) -> None:
    code = re.sub(r'"(?:\\.|[^"\\\n])*"|//.*', '""', SOURCES[name])
    assert "`" not in code  # QuickJS: String.prototype.concat
    assert not re.search(r"\bof\b|\[\.\.\.|\(\.\.\.|\bconst \[|\.push\(|\.join\(", code)
