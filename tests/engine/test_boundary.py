"""A program that overwrites or poisons built-ins reaches neither the boundary nor the host."""

from __future__ import annotations

import json

import pytest

from bridge import Runtime
from bridge.engine import Limits
from tests.support.scripts import Handlers, fails, printed, ran

PROPERTIES = (
    "type", "id", "ok", "result", "frames", "now", "get", "set", "value", "configurable", "enumerable", "writable",
    "name", "message", "stack", "length", "next", "act", "promise", "reason", "path", "source", "api", "action",
    "success", "fail", "complete", "aliases", "abortable", "prototype", "return", "done", "__proto__",
)  # fmt: skip

ON_OBJECT_PROTOTYPE = {
    "a setter": "{ set(v) { globalThis.seen = v; }, get() {}, configurable: true }",
    "accessors that throw": "{ set(v) { throw new Error('set'); }, get() { throw new Error('get'); } }",
    "a function": "{ value: () => 'evil', writable: true }",
}

POISONS = {
    "JSON": "JSON.stringify = () => 'evil'; JSON.parse = () => ({}); JSON = null;",
    "array methods": """for (const name of Object.getOwnPropertyNames(Array.prototype))
        if (name !== 'constructor' && name !== 'length') Array.prototype[name] = () => { throw 'array'; };""",
    "array iteration": "Array.prototype[Symbol.iterator] = () => { throw new Error('iterator'); };",
    "the iterator's next": "Object.getPrototypeOf([][Symbol.iterator]()).next = () => { throw new Error('next'); };",
    "Map, WeakMap, Set": "Map = WeakMap = Set = null;",
    "Promise.prototype": "Promise.prototype.catch = Promise.prototype.finally = () => { throw new Error('promise'); };",
    "Promise.prototype.then": "Promise.prototype.then = () => { throw new Error('then'); };",
    "Promise.prototype.constructor": "Object.defineProperty(Promise.prototype, 'constructor', { get() { throw 1; } });",
    "Promise[Symbol.species]": "Object.defineProperty(Promise, Symbol.species, { get() { throw 'species'; } });",
    "Promise": "Promise = null;",
    "call, apply, bind": """Function.prototype.call = Function.prototype.apply = Function.prototype.bind =
        () => { throw new Error('function'); };""",
    "Symbol.hasInstance": "Object.defineProperty(Function.prototype, Symbol.hasInstance, { value() { throw 1; } });",
    "string methods": """for (const name of Object.getOwnPropertyNames(String.prototype))
        if (name !== 'constructor' && name !== 'length') String.prototype[name] = () => { throw 'string'; };""",
    "number methods": "Number.prototype.toString = Number.prototype.toFixed = null; Number = String = null;",
    "regular expressions": """RegExp.prototype.exec = () => { throw new Error('exec'); };
        Object.defineProperty(RegExp.prototype, 'flags', { get() { throw new Error('flags'); } });""",
    "Reflect": "for (const name of Object.getOwnPropertyNames(Reflect)) Reflect[name] = () => { throw 1; };",
    "functions of Object": """for (const name of Object.getOwnPropertyNames(Object))
        if (typeof Object[name] === 'function') Object[name] = () => { throw new Error('object'); };""",
    "Error.prototype": """Object.defineProperty(Error.prototype, 'name', { get() { throw 1; } });
        Object.defineProperty(Error.prototype, 'toString', { value() { throw 1; } });""",
    "Error.prototype.stack": "Reflect.defineProperty(Error.prototype, 'stack', { get() { throw 1; } });",
    "Error.prepareStackTrace": "Error.prepareStackTrace = () => { throw new Error('prepare'); };",
    "Error.captureStackTrace": "Error.captureStackTrace = () => { throw new Error('capture'); };",
    "Error.stackTraceLimit": "Error.stackTraceLimit = 0;",
    "Error.isError": "Error.isError = () => { throw 1; }; Error = null;",
    "InternalError": "InternalError.prototype.x = 1; InternalError = null;",
    "conversion to a primitive": "Object.prototype[Symbol.toPrimitive] = () => { throw new Error('primitive'); };",
    "Date, Math, performance": "Date.now = Date.prototype.getTime = null; Date = Math = performance = null;",
    "eval and Function": "globalThis.eval = () => { throw 1; }; Function = null;",
    "bytes": "Uint8Array = ArrayBuffer = DataView = Int8Array = null;",
    "Symbol": "Symbol = null;",
    "my and back": "const mine = my; my = null; globalThis.my = mine;",
    "every global deleted": """for (const name of Object.getOwnPropertyNames(globalThis))
        if (!['my', 'console', 'setTimeout', 'queueMicrotask', 'TypeError'].includes(name)) delete globalThis[name];""",
    "everything frozen": """for (const name of Object.getOwnPropertyNames(globalThis)) {
          const value = globalThis[name];
          if (Object(value) === value && value !== globalThis) { Object.freeze(value); Object.freeze(value.prototype); }
        }""",
    "what a promise of ours is made of": """let made; const first = my.alert({}), second = my.alert({});
        Object.defineProperty(first, 'constructor', { get() { made = second.constructor; return Promise; } });
        first.then(() => {});
        try { Object.setPrototypeOf(made, () => { throw new Error('made'); }); } catch {}""",
}  # fmt: skip

PROGRAM = """
console.log("before");
my.alert({
  title: "\\u0000\\ud800", content: "c",
  success() { console.log("success"); }, complete() { console.log("complete"); },
});
my.alert({ content: "d" }).then(() => console.log("then"));
queueMicrotask(() => console.log("microtask"));
setTimeout((word) => console.log("timer %s", word), 5, "x");
setTimeout(() => { throw new TypeError("thrown"); }, 6);
"""
PRINTED = ["before", "complete", "microtask", "success", "then", "timer x"]


async def survives(poison: str, limits: Limits | None = None) -> None:
    """Given a program that did `poison`, then everything it does afterwards arrives as if it had not."""
    async with Runtime(limits=limits) as runtime:
        await runtime.run(poison, "poison.js", check=False)
        runtime.console.clear()
        runtime.calls.clear()
        runtime.errors.clear()
        await runtime.run(PROGRAM, "demo.js", check=False)
    assert sorted(line.text for line in runtime.console) == PRINTED
    assert [(call.params["content"], call.outcome) for call in runtime.calls] == [("c", "success"), ("d", "success")]
    assert runtime.calls[0].params["title"] == "\0\ud800"
    assert [failure.kind for failure in runtime.errors] == ["error"]


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
async def test_poisoned_built_ins_do_not_reach_the_boundary(poison: str) -> None:
    await survives(poison)


@pytest.mark.parametrize("shape", ON_OBJECT_PROTOTYPE.values(), ids=ON_OBJECT_PROTOTYPE)
@pytest.mark.parametrize("name", PROPERTIES)
async def test_properties_put_on_every_object_do_not_reach_the_boundary(name: str, shape: str) -> None:
    await survives(f"Object.defineProperty(Object.prototype, '{name}', {shape});")


async def test_a_poisoned_then_hurts_only_the_promises_of_the_program() -> None:
    runtime = await ran("""
        Object.prototype.then = function () { throw new Error('poison'); };
        my.alert({ content: 'a', success: () => console.log('success') });
        my.alert({ content: 'b', success: () => console.log('success') });
    """)
    assert [line.text for line in runtime.console] == ["success", "success"]
    assert [call.outcome for call in runtime.calls] == ["success", "success"]


async def test_a_poisoned_to_json_makes_options_unreadable_and_nothing_else() -> None:
    runtime = await ran("""
        Object.defineProperty(Object.prototype, 'toJSON', { get() { throw new Error('poison'); } });
        my.alert({ content: 'a', fail: (r) => console.log(r.error) });
    """)
    assert [line.text for line in runtime.console] == ["2"]
    assert runtime.errors == []


async def test_poison_between_call_and_settlement_changes_nothing() -> None:
    lines = await printed("""
        my.alert({ content: 'a', complete: () => console.log('settled') });
        JSON.parse = JSON.stringify = Array.prototype.push = Reflect.apply = () => { throw 1; };
        Object.defineProperty(Object.prototype, 'id', { get: () => 99, set() {} });
    """)
    assert lines == ["settled"]


INDESCRIBABLE = "something was thrown that cannot be described"

THROWN = {
    "Symbol('s')": "Uncaught Symbol(s)",
    "null": "Uncaught null",
    "undefined": "Uncaught undefined",
    "12n": "Uncaught 12n",
    "'\\ud800\\u0000'": "Uncaught '\\ud800\\x00'",
    "{ toString() { throw 1; } }": "Uncaught { toString: [Function: toString] }",
    "new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; } })": "Uncaught [object that cannot be inspected]",
    "new Proxy(new Error('x'), { get() { throw 1; } })": "Uncaught [object that cannot be inspected]",
    "Object.defineProperty(new Error('m'), 'name', { get() { throw 1; } })": INDESCRIBABLE,
    "Object.defineProperty(new Error('m'), 'message', { get() { throw 1; } })": INDESCRIBABLE,
    "Object.defineProperty(new Error('m'), 'stack', { get() { throw 1; } })": "Error: m",
    "Object.assign(new Error(), { message: Symbol('s') })": "Error: Symbol(s)",
    "new Error('\\ud800\\u0000')": "Error: \ud800\0",
}  # fmt: skip


@pytest.mark.parametrize(("value", "message"), THROWN.items(), ids=range(len(THROWN)))
async def test_whatever_is_thrown_is_reported_and_stops_nothing_else(value: str, message: str) -> None:
    runtime = await ran(f"setTimeout(() => console.log('later'), 1); throw {value};")
    assert fails(runtime) == [("error", message)]
    assert [line.text for line in runtime.console] == ["later"]


@pytest.mark.parametrize("where", ["success", "complete"])
async def test_what_a_callback_throws_does_not_stop_the_others(where: str) -> None:
    runtime = await ran(f"""
        my.alert({{ content: 'a', {where}() {{ throw Symbol('odd'); }} }}).then(() => console.log('then'));
    """)
    assert [line.text for line in runtime.console] == ["then"]
    assert fails(runtime) == [("error", "Uncaught Symbol(odd)")]


async def test_the_value_of_a_script_is_not_looked_at() -> None:
    lines = await printed("({ get x() { console.log('read'); }, toJSON() { console.log('converted'); } })")
    assert lines == []


SEES = {
    "what calls a callback": "my.alert({ content: 'x', success: function f() { show(() => f.caller); } });",
    "the caller of a getter": "my.alert({ get content() { show(() => arguments.callee.caller); return 'x'; } });",
    "this of a timer": "setTimeout(function () { 'use strict'; show(() => this); }, 1);",
    "call sites": "Error.prepareStackTrace = (e, sites) => sites; show(() => new Error().stack[0].getFunction);",
    "call sites of an object": """Error.prepareStackTrace = (e, sites) => sites;
        const holder = {}; Error.captureStackTrace(holder);
        show(() => holder.stack.getFunction ?? holder.stack[0].getFunction);""",
    "globals of ours": "show(() => globalThis.kernel ?? globalThis.cross ?? globalThis.bridge);",
}  # fmt: skip


@pytest.mark.parametrize("attempt", SEES.values(), ids=SEES)
async def test_a_program_does_not_see_our_side(attempt: str) -> None:
    show = "function show(read) { let v; try { v = read(); } catch {} console.log(String(v)); }"
    lines = await printed(f"{show}\n{attempt}")
    assert lines in (["undefined"], ["null"])


TEXTS = ["", "a\0b", "\ud800", "\udfff\ud800", "\u2028\u2029", "\U0001f600", '"\\', "</script>", "x" * 100_000]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_any_text_goes_out_and_comes_back_as_it_is(text: str) -> None:
    handlers: Handlers = {"echo": lambda params: {"text": params["text"]}}
    literal = json.dumps(text)
    runtime = await ran(f"my.echo({{ text: {literal}, success: (r) => console.log(r.text === {literal}) }});", handlers)
    assert runtime.calls[0].params == {"text": text}
    assert [line.text for line in runtime.console] == ["true"]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_any_text_is_printed_as_it_is(text: str) -> None:
    assert await printed(f"console.log({json.dumps(text)})") == [text]


async def test_a_source_may_hold_what_the_engine_does_not_take() -> None:
    assert await printed("console.log('a\0b'.length, '\ud800'.length)") == ["3 1"]


async def test_options_that_have_no_json_are_answered() -> None:
    runtime = await ran("""
        const cycle = {}; cycle.cycle = cycle;
        my.alert({ content: 10n, fail: (r) => console.log(r.error) });
        my.alert(Object.assign(cycle, { fail: (r) => console.log(r.error) }));
    """)
    assert [line.text for line in runtime.console] == ["2", "2"]


async def test_a_hundred_thousand_lines_arrive_in_order() -> None:
    lines = await printed("for (let i = 0; i < 1e5; i++) console.log('line ' + i);")
    assert lines == [f"line {number}" for number in range(100_000)]


async def test_an_api_called_with_new_is_a_call() -> None:
    runtime = await ran("new my.alert({ content: 'x' })")
    assert [(call.api, call.outcome) for call in runtime.calls] == [("alert", "success")]
