"""A program that counts what runs does what it did before."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.testing.coverage.counting import ran

VALUES = st.sampled_from(
    ["0", "1", "''", "'a'", "null", "undefined", "x", "y", "z", "[]", "({ q: 2 }).q", "this", "f.name"]
)
NAMES = st.sampled_from(["x", "y", "z"])


def _values(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda two: f"({two[0]} || {two[1]})"),
        pair.map(lambda two: f"({two[0]} && {two[1]})"),
        pair.map(lambda two: f"({two[0]} ?? {two[1]})"),
        pair.map(lambda two: f"({two[0]}, {two[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: f"({three[0]} ? {three[1]} : {three[2]})"),
        pair.map(lambda two: f"((p = {two[0]}) => {two[1]})()"),
        pair.map(lambda two: f"(function ({{ p = {two[0]} }} = {{}}) {{ return {two[1]} }})()"),
        inner.map(lambda one: f"[...(function* () {{ yield {one} }})()].length"),
        inner.map(lambda one: f"typeof ({one})"),
        inner.map(lambda one: f"new (class {{ m = {one}; get g() {{ return this.m }} }})().g"),
        NAMES.map(lambda name: f"({name}++)"),
        st.tuples(NAMES, inner).map(lambda both: f"({both[0]} = {both[1]})"),
    )


def _statements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    value = st.recursive(VALUES, _values, max_leaves=6)
    body = st.one_of(inner, inner.map(lambda one: f"{{ {one} }}"))
    return st.one_of(
        st.tuples(value, body, body).map(lambda given: f"if ({given[0]}) {given[1]}\nelse {given[2]}"),
        st.tuples(value, body).map(lambda given: f"if ({given[0]}) {given[1]}"),
        body.map(lambda one: f"for (let i = 0, n = 2; i < n; i++) {one}"),
        body.map(lambda one: f"for (const [v = 1] of [[], [2]]) {one}"),
        body.map(lambda one: f"do {one}\nwhile (0)"),
        body.map(lambda one: f"out: for (;;) {{ {one}\nbreak out }}"),
        st.tuples(value, inner, inner).map(
            lambda given: f"switch ({given[0]}) {{ case 1: {given[1]}\ncase 0: break; default: {given[2]} }}"
        ),
        st.tuples(inner, inner).map(lambda two: f"try {{ {two[0]}\n{two[1]} }} catch {{}} finally {{ log('f') }}"),
        st.tuples(inner, inner).map(lambda two: f"{{ {two[0]}\n{two[1]} }}"),
    )


def _simple() -> st.SearchStrategy[str]:
    value = st.recursive(VALUES, _values, max_leaves=6)
    return st.one_of(
        value.map(lambda one: f"log({one})"),
        value.map(lambda one: f"log({one}); // c"),
        st.tuples(NAMES, value).map(lambda both: f"{both[0]} = {both[1]} /* c */"),
        value.map(lambda one: f"{{ const f = () => {one}; log(f.name, f()) }}"),
        value.map(lambda one: f"if ({one}) throw new TypeError('t')"),
        st.just(";"),
    )


PROGRAMS = st.lists(st.recursive(_simple(), _statements, max_leaves=5), min_size=1, max_size=6).map("\n".join)
HEAD = st.sampled_from(["", "'use strict'\n", "export const e = () => 1;", "import './other'\n"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HEAD, PROGRAMS)
def test_any_program_prints_the_same(head: str, body: str) -> None:
    lines = "const log = (...a) => console.log(JSON.stringify(a)), f = function () {}; let x = 0, y = 1, z\n"
    source = head + lines + body
    results = []
    for counts in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            made = asyncio.run(ran(Path(folder), source, counts=counts, files={"other.js": "1"}))
            results.append((made.printed, made.problems))
    assert results[0] == results[1]


KEPT = {
    "strictness": "'use strict'; (function () { return this === undefined })()",
    "strictness of one function": "(function () { 'use strict'\n return this === undefined })()",
    "a second directive": "(function () { 'a'; 'use strict' // c\n return this === undefined })()",
    "sloppy this": "(function () { return this === globalThis })()",
    "this of the module": "this === module.exports",
    "a dead zone": "(() => { try { return t; let t = () => 1 } catch (e) { return e.name } })()",
    "a name from a variable": "(() => { const f = () => 1, g = function () {}; return f.name + g.name })()",
    "a name in a loop's head": "(() => { for (let f = () => {};;) return f.name })()",
    "a name from a default": "(({ f = () => 1 } = {}, g = class {}) => f.name + g.name)()",
    "a name from a list's default": "(() => { const [f = (() => 1)] = []; return f.name })()",
    "names of fields": "(() => { const o = new (class { f = () => 1; #g = () => 1; 'a b' = () => 1; n() {"
    " return [this.f.name, this.#g.name, this['a b'].name] } })(); return o.n() })()",
    "a field named __proto__": "new (class { __proto__ = () => 1 })().__proto__.name",
    "a computed field": "(() => { let n = 0; class A { [(n++, 'f')] = () => 1 } return new A().f.name + n })()",
    "no name": "(() => (() => {}))().name",
    "an own name": "(() => { const f = function own() {}; return f.name })()",
    "statements that end without semicolons": "(() => { let a = 1\n++a\na\n++\na\nreturn a })()",
    "else after a comment": "(() => { if (0) return 1 // c\nelse return 2 /* d */ })()",
    "an else that belongs to the inner if": "(() => { if (1) if (0) return 1; else return 2; return 3 })()",
    "labels": "(() => { let n = 0; a: b: for (const i of [1, 2]) { for (;;) { n += i; continue a } } return n })()",
    "a labelled block": "(() => { let n = 0; c: { break c; n = 1 } return n })()",
    "functions in blocks": "(() => { if (1) function g() { return 1 } return typeof g })()",
    "falling through": "(() => { let n = 0; switch (2) { case 1: n += 1; case 2: case 3: n += 2 } return n })()",
    "private names": "new (class { #p = 1; has(o) { return (#p in o) && (o?.#p ?? 0) } })().has({})",
    "a call's owner": "(() => { let o = { v: 1, f() { return this?.v } }; return [(o.f)(), (0 || o.f)()] })()",
    "a method of super": "({ __proto__: { m() { return 2 } }, m() { return super.m() || 1 } }).m()",
    "new.target": "(() => { function F() { this.t = new.target === F ? 1 : 2 } return new F().t })()",
    "arguments": "(function () { return arguments.length || 0 })(1, 2)",
    "a generator": "[...(function* () { const got = yield 1 || 2; yield* got ? [] : [3] })()]",
    "a deleted member": "(() => { const o = { a: 1 }; return (delete o.a) && !('a' in o) })()",
    "assignment patterns": "(() => { let a, b; ({ a = 1, c: b = a } = {}); [a = 2] = []; return [a, b] })()",
    "the name $c": "(() => { const $c = 5; return $c })()",
}


@pytest.mark.parametrize("expression", KEPT.values(), ids=KEPT.keys())
async def test_the_language_means_the_same(tmp_path: Path, expression: str) -> None:
    lead = "'use strict';" if expression.startswith("'use strict';") else ""
    source = f"{lead}console.log(JSON.stringify({expression.removeprefix(lead).strip()}))"
    plain = await ran(tmp_path / "a", source, counts=False)
    counting = await ran(tmp_path / "b", source)
    assert (counting.printed, counting.problems) == (plain.printed, plain.problems)


@pytest.mark.parametrize(
    "source",
    ["", "#!/usr/bin/env x\nconsole.log(1)", "'use strict'", "// only", "if(1);else;", "export default () => {}", ";;"],
)
async def test_odd_files_stay_valid(tmp_path: Path, source: str) -> None:
    assert (await ran(tmp_path, source)).problems == []


async def test_a_file_the_grammar_does_not_know_is_left_as_it_is(tmp_path: Path) -> None:
    made = await ran(tmp_path, "console.log(1)\nlet [")
    assert made.coverage.files["main.js"].file_map.unread == "line 2 was not understood"


async def test_a_syntax_error_is_where_it_was(tmp_path: Path) -> None:
    made = await ran(tmp_path, "const a = 1;\nif (a) return 1 +;")
    assert "main.js:2:" in made.stacks[0]


async def test_stacks_name_the_columns_as_they_are_written(tmp_path: Path) -> None:
    source = "const é = '漢' || 1;\nif (é) { const a = é ? null : 1; a.b() }"
    made = await ran(tmp_path, source)
    plain = await ran(tmp_path / "plain", source, counts=False)
    assert (made.stacks, "main.js:2:34" in made.stacks[0]) == (plain.stacks, True)
