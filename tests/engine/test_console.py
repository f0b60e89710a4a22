"""`console`, as far as it is more than the text of a value: levels, groups, labels, and the two forms of a line."""

from __future__ import annotations

import pytest

from tests.support.scripts import fails, printed, ran

METHODS = {
    "log": ("console.log('a', 1, { b: 2 })", [("log", "a 1 { b: 2 }")]),
    "info": ("console.info('a', 1)", [("info", "a 1")]),
    "warn": ("console.warn('a', 1)", [("warn", "a 1")]),
    "error": ("console.error('a', 1)", [("error", "a 1")]),
    "debug": ("console.debug('a', 1)", [("debug", "a 1")]),
    "nothing at all": ("console.log()", [("log", "")]),
    "a trace": ("console.trace()", [("trace", "Trace\n    at demo.js:1:9")]),
    "an assertion that holds": ("console.assert(1 === 1, 'no')", []),
    "an assertion that fails": ("console.assert(0, 'why', { a: 1 })", [("error", "Assertion failed: why { a: 1 }")]),
    "an assertion of nothing": ("console.assert()", [("error", "Assertion failed")]),
    "formats": (
        "console.log('%s %d %i %f %j %o %O%c %% %x', 's', 1.5, 1.5, '2.5', { a: 1 }, [1], { b: 2 }, 'css', 'more')",
        [("log", 's 1.5 1 2.5 {"a":1} [ 1, [length]: 1 ] { b: 2 } % %x more')],
    ),
    "a format alone": ("console.log('%s')", [("log", "%s")]),
    "dir": ("console.dir({ a: { b: 1 } })", [("log", "{ a: { b: 1 } }")]),
    "dir to a depth": ("console.dir({ a: { b: 1 } }, { depth: 0 })", [("log", "{ a: [Object] }")]),
    "dir of a text": ("console.dir('%s')", [("log", "'%s'")]),
    "a table of what is none": ("console.table('text')", [("log", "text")]),
    "clear": ("console.clear()", []),
    "a method on its own": ("const { log } = console; log('alone')", [("log", "alone")]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "lines"), METHODS.values(), ids=METHODS)
async def test_a_method_prints(source: str, lines: list[tuple[str, str]]) -> None:
    runtime = await ran(source)
    assert [(line.level, line.text) for line in runtime.console] == lines


async def test_a_table_has_a_column_for_each_property() -> None:
    (text,) = await printed("console.table([{ a: 1, b: 'x' }, { a: 2 }])")
    assert text.split("\n") == [
        "┌─────────┬───┬─────┐",
        "│ (index) │ a │ b   │",
        "├─────────┼───┼─────┤",
        "│ 0       │ 1 │ 'x' │",
        "│ 1       │ 2 │     │",
        "└─────────┴───┴─────┘",
    ]


async def test_groups_indent_every_line_in_them() -> None:
    lines = await printed("""
        console.group('outer'); console.log('a');
        console.groupCollapsed(); console.log('b\\nc'); console.groupEnd();
        console.log('d'); console.groupEnd(); console.groupEnd(); console.log('e');
    """)
    assert lines == ["outer", "  a", "    b\n    c", "  d", "e"]


async def test_counters_count_each_label() -> None:
    lines = await printed("""
        console.count(); console.count('x'); console.count(); console.countReset(); console.count();
        console.count('__proto__');
    """)
    assert lines == ["default: 1", "x: 1", "default: 2", "default: 1", "__proto__: 1"]


@pytest.mark.parametrize(("ms", "text"), [(20, "20ms"), (1_500, "1.500s"), (61_000, "1:01.000 (m:ss.mmm)")])
async def test_a_timer_measures_program_time(ms: int, text: str) -> None:
    assert await printed(f"console.time('t'); setTimeout(() => console.timeEnd('t'), {ms})") == [f"t: {text}"]


async def test_a_timer_may_be_read_before_it_ends() -> None:
    assert await printed("console.time(); console.timeLog('default', 'half'); console.timeEnd()") == [
        "default: 0ms half",
        "default: 0ms",
    ]


@pytest.mark.parametrize("method", ["timeEnd", "timeLog"])
async def test_a_timer_nobody_started_is_a_warning(method: str) -> None:
    runtime = await ran(f"console.{method}('t')")
    assert [(line.level, line.text) for line in runtime.console] == [
        ("warn", f"No such label 't' for console.{method}()"),
    ]


async def test_a_long_value_has_one_line_and_a_block() -> None:
    runtime = await ran("console.log({ a: 'x'.repeat(50), b: 'y'.repeat(50) })")
    (line,) = runtime.console
    assert line.text == f"{{ a: '{'x' * 50}', b: '{'y' * 50}' }}"
    assert line.block == f"{{\n  a: '{'x' * 50}',\n  b: '{'y' * 50}'\n}}"


@pytest.mark.parametrize("source", ["console.log('plain')", "console.log({ a: 1 })", "console.log('a\\nb')"])
async def test_a_block_is_there_only_where_it_differs(source: str) -> None:
    runtime = await ran(source)
    assert runtime.console[0].block is None


async def test_a_label_that_cannot_be_read_is_the_program_s_error() -> None:
    runtime = await ran("console.count({ toString() { throw new Error('label'); } })")
    assert fails(runtime) == [("error", "Error: label")]


async def test_a_getter_that_prints_while_it_is_printed_keeps_both_lines() -> None:
    name = "{ get() { console.log('inner'); return 'N'; } }"
    lines = await printed(f"console.log(Object.defineProperty(new Error('outer'), 'name', {name}))")
    assert (lines[0], lines[-1].split("\n")[0]) == ("inner", "N: outer")


async def test_a_program_may_put_its_own_console_in_place() -> None:
    source = "const { log } = console; globalThis.console = { log: (text) => log('mine: ' + text) }; console.log('a')"
    assert await printed(source) == ["mine: a"]
