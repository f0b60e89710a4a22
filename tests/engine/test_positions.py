"""Every stack that anybody reads names the program's own file, line and column."""

from __future__ import annotations

import re

import pytest

from bridge.errors import ScriptError
from bridge.miniprogram.runtime import Runtime
from tests.support.scripts import printed, ran

PLACES = {
    "a function and its caller": ("\n\n   function f() { throw new Error('x') }\nf()", ["f 3:29", "4:1"]),
    "a line with wide characters": ("const s = '日本語'; throw new Error('x')", ["1:28"]),
    "a line with pairs of surrogates": ("const s = '😀😀'; throw new Error('x')", ["1:29"]),
    "wide characters in another line": ("// 日本語\nthrow new Error('x')", ["2:11"]),
    "lines that end in CR LF": ("var a = 1;\r\nvar b = 2;\r\n  throw new Error('x')", ["3:13"]),
    "lines that end in CR": ("var a = 1;\rvar b = 2;\r  throw new Error('x')", ["3:13"]),
    "a line separator": ("var a = 1;\u2028  throw new Error('x')", ["2:13"]),
    "a paragraph separator": ("var a = 1;\u2029  throw new Error('x')", ["2:13"]),
    "below a hash bang": ("#!/usr/bin/env node\nthrow new Error('x')", ["2:11"]),
    "tabs": ("\t\tthrow new Error('x')", ["1:13"]),
    "eval'd code": ("\neval('\\n\\nthrow new Error(1)')", ["<eval> <anonymous>:3:11", "2:1"]),
    "a made function": ("\nnew Function('\\nthrow new Error(1)')()", ["anonymous <anonymous>:4:11", "2:5"]),
    "a native function": ("\n[1].map(function f() { throw new Error('x') })", ["f 2:34", "map (native)", "2:9"]),
    "a constructor": ("class A { constructor() { throw new Error('c') } }\nnew A()", ["A 1:37", "2:5"]),
    "a getter": ("({ get a() { throw new Error('g') } }).a", ["get a 1:24", "1:1"]),
    "a TypeError of the engine": ("\n  null.foo", ["2:3"]),
    "a ReferenceError of the engine": ("\n  missing()", ["2:3"]),
    "a callback": ("my.alert({ content: 'a',\n  success() { throw new Error('x') } })", ["success 2:25"]),
    "a timer": ("setTimeout(function later() {\n  throw new Error('x') }, 1)", ["later 2:13"]),
    "a microtask": ("queueMicrotask(function soon() { throw new Error('x') })", ["soon 1:44"]),
    "a promise reaction": ("my.alert({ content: 'a' }).then(() => {\n   throw new Error('x') })", ["<anonymous> 2:14"]),
    "an async function": ("setTimeout(async () => {\n  await 0;\n  throw new Error('x') })", ["<anonymous> 3:13"]),
}


_FRAME = re.compile(r"^(.*? )?\(?(?:demo\.js:)?([^ ()]+:\d+:?\d*)\)?$")


def shown(stack: str) -> list[str]:
    """`    at f (demo.js:1:2)` as `f 1:2`."""
    return [_FRAME.sub(r"\1\2", line.strip().removeprefix("at ")) for line in stack.rstrip().split("\n")]


@pytest.mark.parametrize(("source", "places"), PLACES.values(), ids=PLACES)
async def test_python_is_given_the_program_s_own_positions(source: str, places: list[str]) -> None:
    runtime = await ran(source)
    assert shown(runtime.errors[0].stack) == places


async def test_javascript_reads_the_same_positions() -> None:
    (stack,) = await printed("\nfunction f() {\n  return new Error('x').stack;\n}\nconsole.log(f());")
    assert shown(stack) == ["f 3:14", "5:13"]


async def test_a_stack_may_be_captured_for_any_object() -> None:
    (stack,) = await printed(
        "const o = {};\nfunction f() {\n  Error.captureStackTrace(o);\n}\nf();\nconsole.log(o.stack);"
    )
    assert shown(stack) == ["f 3:27", "5:1"]


async def test_a_printed_error_names_its_place() -> None:
    assert await printed("\nconsole.log(new TypeError('x'))") == ["TypeError: x\n    at demo.js:2:17"]


async def test_a_trace_names_its_place() -> None:
    assert await printed("function f() { console.trace('here'); }\nf()") == [
        "Trace: here\n    at f (demo.js:1:24)\n    at demo.js:2:1"
    ]


async def test_files_run_one_after_the_other_keep_their_names() -> None:
    async with Runtime() as runtime:
        await runtime.run("function first() {\n  throw new Error('x');\n}", "a.js")
        await runtime.run("\n\nfirst();", "b.js", check=False)
    assert runtime.errors[0].stack == "    at first (a.js:2:13)\n    at b.js:3:1\n"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("var a = 1;\n  var b = = 2;", "2:11"),
        ("var s = '日本'; var b = = 2;", "1:23"),
        ("function f() {\n", "3:1"),
        ("let a;\nlet a;", "2:6"),
    ],
)
async def test_a_syntax_error_has_a_place(source: str, place: str) -> None:
    runtime = await ran(source)
    assert runtime.errors[0].message.startswith("SyntaxError: ")
    assert shown(runtime.errors[0].stack)[0] == place


async def test_a_mistake_in_a_regular_expression_names_at_least_the_file() -> None:
    runtime = await ran("\nvar r = /(/;")
    assert runtime.errors[0].stack == "    at demo.js\n"


async def test_the_error_that_run_raises_carries_the_stack() -> None:
    async with Runtime() as runtime:
        with pytest.raises(ScriptError) as raised:
            await runtime.run("\n  throw new Error('x')", "demo.js")
    assert (raised.value.message, raised.value.stack) == ("Error: x", "    at demo.js:2:13\n")


async def test_a_prepare_stack_trace_is_kept_but_never_called() -> None:
    source = "Error.prepareStackTrace = () => 'mine';\nconsole.log(Error.prepareStackTrace(), new Error('x').stack)"
    assert await printed(source) == ["mine     at demo.js:2:44\n"]


async def test_a_stack_that_a_program_writes_is_its_own() -> None:
    assert await printed("const e = new Error('x'); e.stack = 'mine'; console.log(e.stack)") == ["mine"]
