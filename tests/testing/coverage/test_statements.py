"""What counts as a statement, a function and a branch, and how often it ran: as Istanbul has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.coverage.counting import branches_of, calls_of, counts_of, ran

STATEMENTS = {
    "const a = 1, b = 2\nlet c": {"1": 1, "2": 1},
    "f(); function f() { return 1; }": {"f();": 1, "return 1;": 1},
    "for (let i = 0; i < 2; i++) f(); function f() {}": {
        "for (let i = 0; i < 2; i++) f();": 1,
        "0": 1,
        "f();": 2,
    },
    "[1, 2].map(x => x + 1)": {"[1, 2].map(x => x + 1)": 1, "x + 1": 2},
    "class A { a = 1; static b = 2; c }": {"1": 0, "2": 1},
    "a: while (1) break a": {"a: while (1) break a": 1, "while (1) break a": 1, "break a": 1},
    "'use strict'; 1;": {"1;": 1},
    "export default function f() { return 1 }\nf()": {"return 1": 1, "f()": 1},
    "export const a = () => 1": {"() => 1": 1, "1": 0},
    "if (0) { 1; } else if (1) 2;": {"if (0) { 1; } else if (1) 2;": 1, "1;": 0, "if (1) 2;": 1, "2;": 1},
    "do ; while (0)": {"do ; while (0)": 1},
    "try { throw 1 } catch { 2 }": {"try { throw 1 } catch { 2 }": 1, "throw 1": 1, "2": 1},
    "const f = (((a))); var a": {"a": 1},
    "return 1 // comment\n2": {"return 1": 1, "2": 0},
}


@pytest.mark.parametrize(("source", "counts"), STATEMENTS.items())
async def test_statements(tmp_path: Path, source: str, counts: dict[str, int]) -> None:
    made = await ran(tmp_path, source)
    assert counts_of(made.coverage.files["main.js"], source) == counts


FUNCTIONS = {
    "function f() {} f(); f()": {"f": 2},
    "const o = { m() {}, f: function () {}, get g() { return 1 }, 'a-b': () => 1 }; o.m(); o.g": {
        "m": 1,
        "f": 0,
        "g": 1,
        "a-b": 0,
    },
    "class A { constructor() {} static s() {} #p() {} } new A": {"constructor": 1, "s": 0, "#p": 0},
    "const f = async () => { await f.x }; f()": {"f": 1},
    "exports.run = function () {}": {"run": 0},
    "[1].map(() => 1)": {"(anonymous_0)": 1},
    "const g = function* () {}; g(); g().next()": {"g": 1},
    "(function own() {})()": {"own": 1},
}


@pytest.mark.parametrize(("source", "calls"), FUNCTIONS.items())
async def test_functions(tmp_path: Path, source: str, calls: dict[str, int]) -> None:
    assert calls_of((await ran(tmp_path, source)).coverage.files["main.js"]) == calls


BRANCHES = {
    "if (1) 1": [("if", [1, 0])],
    "if (0) 1; else 2": [("if", [0, 1])],
    "1 ? 2 : 3": [("cond-expr", [1, 0])],
    "0 || 1 || 2": [("binary-expr", [1, 1, 0])],
    "(0 || 1) && (null ?? 2)": [("binary-expr", [1, 1, 1, 1])],
    "switch (2) { case 1: case 2: 1; default: 2 }": [("switch", [0, 1, 1])],
    "switch (1) {}": [],
    "function f(a = 1, { b = 2 } = {}) {} f(); f(1, {})": [
        ("default-arg", [1]),
        ("default-arg", [1]),
        ("default-arg", [2]),
    ],
    "let a; a ||= 1": [],
    "const { a = 1 } = {}, [b = 2] = [3]": [("default-arg", [1]), ("default-arg", [0])],
}


@pytest.mark.parametrize(("source", "branches"), BRANCHES.items())
async def test_branches(tmp_path: Path, source: str, branches: list[tuple[str, list[int]]]) -> None:
    assert branches_of((await ran(tmp_path, source)).coverage.files["main.js"]) == branches


async def test_an_else_that_is_not_written_has_no_place(tmp_path: Path) -> None:
    file = (await ran(tmp_path, "if (1) 2")).coverage.files["main.js"]
    assert [arm.span for arm in file.file_map.branches[0].arms] == [(1, 1, 1, 9), None]


async def test_columns_are_characters(tmp_path: Path) -> None:
    file = (await ran(tmp_path, "'漢字'; f(); function f() {}")).coverage.files["main.js"]
    assert [tuple(item.span) for item in file.file_map.statements] == [(1, 7, 1, 11)]


async def test_a_function_is_counted_before_what_it_awaits(tmp_path: Path) -> None:
    file = (await ran(tmp_path, "async function f() { await new Promise(() => {}); 2 }\nf()")).coverage.files["main.js"]
    assert calls_of(file)["f"] == 1


async def test_what_stops_in_the_middle_is_counted_as_far_as_it_came(tmp_path: Path) -> None:
    source = "1;\nnull.x;\n2;"
    assert counts_of((await ran(tmp_path, source)).coverage.files["main.js"], source) == {
        "1;": 1,
        "null.x;": 1,
        "2;": 0,
    }
