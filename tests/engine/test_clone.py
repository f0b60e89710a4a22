"""`structuredClone`: what is copied, what is refused, and that a program's patches do not reach it."""

from __future__ import annotations

import pytest

from .shim_loading import ShimEngine

SHIM = "clone.js"

VALUES = {
    "primitives": ("[1, 'a', null, true].map((v) => structuredClone(v) === v)", "[true,true,true,true]"),
    "undefined": ("structuredClone(undefined)", "undefined"),
    "minus zero": ("Object.is(structuredClone(-0), -0)", "true"),
    "big integer": ("structuredClone(10n) === 10n", "true"),
    "nested": ("structuredClone({ a: [1, { b: null }] })", '{"a":[1,{"b":null}]}'),
    "boxed": (
        "[new Boolean(false), new Number(3), new String('s'), Object(5n)]"
        ".map((v) => structuredClone(v)).map((v) => typeof v + ' ' + v)",
        '["object false","object 3","object s","object 5"]',
    ),
    "date": ("structuredClone(new Date(5)).getTime()", "5"),
    "invalid date": ("structuredClone(new Date(NaN)).getTime()", "null"),
    "regular expression": (
        "(() => { const r = /a\\/b/gi; r.lastIndex = 2; const c = structuredClone(r);"
        " return [String(c), c.lastIndex, c.test('A/B')]; })()",
        '["/a\\\\/b/gi",0,true]',
    ),
}

CONTAINERS = {
    "holes and extra properties of an array": (
        "(() => { const a = [1, , 3]; a.foo = 4; const c = structuredClone(a);"
        " return [c.length, 1 in c, c.foo, Array.isArray(c)]; })()",
        "[3,false,4,true]",
    ),
    "an instance of a class becomes a plain object": (
        "(() => { class A { constructor() { this.x = 1; } get y() { return 2; } }"
        " const c = structuredClone(new A()); return [c, c.constructor === Object]; })()",
        '[{"x":1},true]',
    ),
    "only enumerable string keys": (
        "structuredClone(Object.create({ up: 1 },"
        " { shown: { value: 1, enumerable: true }, hidden: { value: 2 },"
        " [Symbol.iterator]: { value: 3, enumerable: true } }))",
        '{"shown":1}',
    ),
    "a key named __proto__": (
        "(() => { const c = structuredClone({ ['__proto__']: { x: 1 } }); return [Object.keys(c), c.x]; })()",
        '[["__proto__"],null]',
    ),
    "getters become data": (
        "Object.getOwnPropertyDescriptor(structuredClone({ get a() { return 1; } }), 'a')",
        '{"value":1,"writable":true,"enumerable":true,"configurable":true}',
    ),
    "map": ("[...structuredClone(new Map([[1, { a: 1 }], ['x', [2]]]))]", '[[1,{"a":1}],["x",[2]]]'),
    "set": ("[...structuredClone(new Set([1, 'b', [2]]))]", '[1,"b",[2]]'),
    "a subclass of Map becomes a Map": (
        "(() => { class M extends Map {} const c = structuredClone(new M([[1, 2]]));"
        " return [c.constructor === Map, c.get(1)]; })()",
        "[true,2]",
    ),
    "what only inherits from Map is plain": ("structuredClone(Object.create(Map.prototype))", "{}"),
}

SHARING = {
    "cycle": (
        "(() => { const o = { list: [] }; o.self = o; o.list[0] = o; const c = structuredClone(o);"
        " return [c !== o, c.self === c, c.list[0] === c]; })()",
        "[true,true,true]",
    ),
    "cycle through a map, keys too": (
        "(() => { const m = new Map(); m.set(m, m); const c = structuredClone(m);"
        " return [c !== m, c.get(c) === c]; })()",
        "[true,true]",
    ),
    "cycle through a set": (
        "(() => { const s = new Set(); s.add(s); const c = structuredClone(s); return [c !== s, c.has(c)]; })()",
        "[true,true]",
    ),
    "shared reference": (
        "(() => { const s = {}; const c = structuredClone([s, s]); return [c[0] !== s, c[0] === c[1]]; })()",
        "[true,true]",
    ),
    "3000 levels deep": (
        "(() => { let o = null; for (let i = 0; i < 3000; i++) o = { o };"
        " let n = 0; for (let c = structuredClone(o); c; c = c.o) n++; return n; })()",
        "3000",
    ),
    "getters run in depth-first order": (
        "(() => { const log = [];"
        " const spy = (name, value) => ({ get [name]() { log.push(name); return value; } });"
        " structuredClone({ a: spy('x', spy('y', 1)), b: spy('z', 1) }); return log; })()",
        '["x","y","z"]',
    ),
    "a property deleted on the way": (
        "(() => { const o = { get a() { delete o.b; return 1; }, b: 2 }; return structuredClone(o); })()",
        '{"a":1}',
    ),
    "a map changed on the way": (
        "(() => { const m = new Map([['a', { get x() { m.set('n', 1); return 1; } }]]);"
        " return [...structuredClone(m)]; })()",
        '[["a",{"x":1}]]',
    ),
}

ERRORS = {
    "name, message, stack and cause": (
        "(() => { const e = new RangeError('m', { cause: { a: [1] } }); e.extra = 1;"
        " const c = structuredClone(e);"
        " return [c instanceof RangeError, c.name, c.message, c.cause, c.stack === e.stack,"
        " Object.keys(c)]; })()",
        '[true,"RangeError","m",{"a":[1]},true,[]]',
    ),
    "an unknown name": (
        "(() => { const e = new TypeError('m'); e.name = 'Custom'; const c = structuredClone(e);"
        " return [c.name, c.constructor === Error]; })()",
        '["Error",true]',
    ),
    "subclass": (
        "(() => { class E extends TypeError {} return structuredClone(new E('q')).constructor === TypeError; })()",
        "true",
    ),
    "neither message nor cause": (
        "(() => { const c = structuredClone(new Error());"
        " return [Object.hasOwn(c, 'message'), Object.hasOwn(c, 'cause')]; })()",
        "[false,false]",
    ),
    "its own cause": (
        "(() => { const e = new Error(); e.cause = e; const c = structuredClone(e); return c.cause === c; })()",
        "true",
    ),
}

BUFFERS = {
    "views share one cloned buffer": (
        "(() => { const b = new Uint8Array([1, 2, 3, 4]).buffer;"
        " const [u, d, c] = structuredClone([new Uint8Array(b, 1, 2), new DataView(b, 2), b]);"
        " return [c !== b, u.buffer === c, d.buffer === c, [...u], u.byteOffset, d.byteLength,"
        " d.getUint8(0)]; })()",
        "[true,true,true,[2,3],1,2,3]",
    ),
    "every typed array": (
        "[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,"
        " BigInt64Array, BigUint64Array, Float16Array, Float32Array, Float64Array].every((T) => {"
        " const c = structuredClone(new T(2)); return c.constructor === T && c.length === 2; })",
        "true",
    ),
    "transfer detaches": (
        "(() => { const b = new Uint8Array([1, 2]).buffer;"
        " const c = structuredClone({ b, v: new Uint8Array(b) }, { transfer: [b] });"
        " return [b.byteLength, [...c.v], c.v.buffer === c.b]; })()",
        "[0,[1,2],true]",
    ),
    "transfer of what is not in the value": (
        "(() => { const b = new ArrayBuffer(2); structuredClone(1, { transfer: [b] }); return b.byteLength; })()",
        "0",
    ),
    "a failure detaches nothing": (
        "(() => { const b = new ArrayBuffer(2);"
        " try { structuredClone([b, () => 1], { transfer: [b] });"
        " } catch (e) { return [e.name, b.byteLength]; } })()",
        '["DataCloneError",2]',
    ),
    "bytes written while cloning are transferred": (
        "(() => { const b = new ArrayBuffer(1);"
        " const c = structuredClone({ b, get x() { new Uint8Array(b)[0] = 7; return 1;"
        " } }, { transfer: [b] });"
        " return new Uint8Array(c.b)[0]; })()",
        "7",
    ),
}

REFUSED = {
    "function": ("() => 1", "() => 1"),
    "method": ("{ f() {} }", "f() {}"),
    "symbol": ("Symbol('q')", "Symbol(q)"),
    "nested symbol": ("{ a: [Symbol.iterator] }", "Symbol(Symbol.iterator)"),
    "boxed symbol": ("Object(Symbol('q'))", "#<Symbol>"),
    "map key": ("new Map([[() => 1, 1]])", "() => 1"),
    "weak map": ("new WeakMap()", "#<WeakMap>"),
    "weak set": ("new WeakSet()", "#<WeakSet>"),
    "weak reference": ("new WeakRef({})", "#<WeakRef>"),
    "promise": ("Promise.resolve(1)", "#<Promise>"),
    "generator": ("(function* () {})()", "#<Iterator>"),
    "shared memory": ("new Uint8Array(new SharedArrayBuffer(2))", "#<SharedArrayBuffer>"),
    "detached buffer": (
        "(() => { const b = new ArrayBuffer(2); b.transfer(); return b; })()",
        "An ArrayBuffer is detached and",
    ),
    "view on a detached buffer": (
        "(() => { const u = new Uint8Array(2); u.buffer.transfer(); return u; })()",
        "An ArrayBuffer is detached and",
    ),
}

CALLS = {
    "name and length": ("[structuredClone.name, structuredClone.length]", '["structuredClone",1]'),
    "no constructor": ("new structuredClone(1)", "TypeError: not a constructor"),
    "no argument": ("structuredClone()", "TypeError: structuredClone requires an argument"),
    "the error is a DOMException": (
        "(() => { try { structuredClone(() => 1); } catch (e) { return [e instanceof DOMException, e.code]; } })()",
        "[true,25]",
    ),
    "what a getter throws": (
        "structuredClone({ get a() { throw new RangeError('boo'); } })",
        "RangeError: boo",
    ),
    "options may be null": ("structuredClone(1, null)", "1"),
    "transfer is an array": (
        "structuredClone(1, { transfer: 2 })",
        "TypeError: The option 'transfer' must be an array",
    ),
    "the same buffer twice": (
        "(() => { const b = new ArrayBuffer(1); structuredClone(1, { transfer: [b, b] }); })()",
        "DataCloneError: An ArrayBuffer is to be transferred twice and could not be cloned.",
    ),
}

PASSING = {**VALUES, **CONTAINERS, **SHARING, **ERRORS, **BUFFERS, **CALLS}

POISON = {
    "setters on Object.prototype": """
        for (const key of ["a", "b", "key", "value", "items", "top", "0", "cause", "at"])
          Object.defineProperty(Object.prototype, key, { __proto__: null, configurable: true, set() {} });
    """,
    "setters on Array.prototype": """
        for (const key of ["0", "1", "2"])
          Object.defineProperty(Array.prototype, key, { __proto__: null, configurable: true, set() {} });
    """,
    "iteration": """
        Array.prototype[Symbol.iterator] = () => { throw new Error("poisoned"); };
        Map.prototype[Symbol.iterator] = Set.prototype[Symbol.iterator] = Array.prototype[Symbol.iterator];
    """,
    "methods": """
        const poisoned = () => { throw new Error("poisoned"); };
        Map.prototype.set = Map.prototype.get = Map.prototype.forEach = Set.prototype.add = poisoned;
        Object.keys = Reflect.defineProperty = Array.prototype.push = String.prototype.concat = poisoned;
        Function.prototype.call = Function.prototype.apply = Date.prototype.getTime = poisoned;
    """,
    "getters of buffers and expressions": """
        const get = () => { throw new Error("poisoned"); };
        for (const key of ["length", "buffer", "byteOffset", "byteLength", "constructor", Symbol.toStringTag])
          Object.defineProperty(Object.getPrototypeOf(Int8Array.prototype), key, { __proto__: null, get });
        for (const key of ["flags", "source", "global", Symbol.match])
          Object.defineProperty(RegExp.prototype, key, { __proto__: null, get });
    """,
    "globals": "Map = Set = Error = Uint8Array = DOMException = ArrayBuffer = Object = undefined;",
}

# Filled before the poison, and looked at with what was kept before it.
INPUT = """
var kept = {
  mapGet: Map.prototype.get, setHas: Set.prototype.has, time: Date.prototype.getTime,
    test: RegExp.prototype.exec,
  own: Reflect.getOwnPropertyDescriptor, call: Reflect.apply,
};
var input = {
  map: new Map([[1, { a: 1 }]]), set: new Set(["s"]), date: new Date(5), pattern: /A/gi,
    bytes: new Uint8Array([1, 2]),
  error: new RangeError("m", { cause: { b: 2 } }), list: [1, , { a: 3 }],
};
input.self = input;
"""
LOOK = """
(() => {
  const c = structuredClone(input);
  const { call, own } = kept;
  return {
    m: call(kept.mapGet, c.map, [1]).a, s: call(kept.setHas, c.set, ["s"]), d: call(kept.time, c.date, []),
    r: call(kept.test, c.pattern, ["xa"]) !== null, u: c.bytes[1], e: own(c.error, "message").value,
    c: own(own(c.error, "cause").value, "b").value, l: own(own(c.list, "2").value, "a").value,
      t: c.self === c,
  };
})()
"""


@pytest.fixture(scope="module")
def engine() -> ShimEngine:
    return ShimEngine(SHIM)


@pytest.mark.parametrize(("expression", "expected"), PASSING.values(), ids=PASSING.keys())
def test_copies(engine: ShimEngine, expression: str, expected: str) -> None:
    assert engine.json(expression) == expected


@pytest.mark.parametrize(("value", "described"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses(engine: ShimEngine, value: str, described: str) -> None:
    assert engine.json(f"structuredClone({value})") == f"DataCloneError: {described} could not be cloned."


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())
def test_patched_built_ins_change_nothing(poison: str) -> None:
    engine = ShimEngine(SHIM, INPUT + poison)
    assert engine.json(LOOK) == '{"m":1,"s":true,"d":5,"r":true,"u":2,"e":"m","c":2,"l":3,"t":true}'


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())
def test_patched_built_ins_do_not_change_the_refusal(poison: str) -> None:
    engine = ShimEngine(SHIM, poison)
    assert engine.json("structuredClone(() => 1)") == "DataCloneError: () => 1 could not be cloned."
