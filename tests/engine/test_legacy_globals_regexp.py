"""RegExp.$1 and its kin, which the engine has not."""

from __future__ import annotations

import pytest

from tests.support.scripts import printed

from .test_legacy_globals import printed_with

DATE = "'on 2024-05-06 at'"
SEARCHES = {
    "exec": "/(\\d+)-(\\d+)/.exec(DATE)",
    "test": "/(\\d+)-(\\d+)/.test(DATE)",
    "match": "DATE.match(/(\\d+)-(\\d+)/)",
    "matchAll": "[...DATE.matchAll(/(\\d+)-(\\d+)/g)]",
    "replace": "DATE.replace(/(\\d+)-(\\d+)/, '')",
    "replaceAll": "DATE.replaceAll(/(\\d+)-(\\d+)/g, '')",
    "search": "DATE.search(/(\\d+)-(\\d+)/)",
}
MEMBERS = {
    "$1": "2024",
    "$2": "05",
    "$3": "",
    "$&": "2024-05",
    "lastMatch": "2024-05",
    "$+": "05",
    "lastParen": "05",
    "$`": "on ",
    "leftContext": "on ",
    "$'": "-06 at",
    "rightContext": "-06 at",
    "$_": "on 2024-05-06 at",
    "input": "on 2024-05-06 at",
}


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES)
async def test_every_search_is_remembered(search: str) -> None:
    assert await printed(f"{search.replace('DATE', DATE)}; console.log(RegExp.$1, RegExp.$2)") == ["2024 05"]


@pytest.mark.parametrize(("member", "value"), MEMBERS.items())
async def test_a_member(member: str, value: str) -> None:
    source = f'/(\\d+)-(\\d+)/.exec({DATE}); console.log(RegExp["{member}"] === "{value}")'
    assert await printed(source) == ["true"]


CASES = {
    "nothing yet": ("[RegExp.$1, RegExp.lastMatch, RegExp.input]", "['','','']"),
    "no match changes nothing": ("/(a)/.test('a'); /(b)/.test('c'); [RegExp.$1]", "['a']"),
    "a group that took no part": ("/(a)|(b)/.test('b'); [RegExp.$1, RegExp.$2]", "['','b']"),
    "fewer groups than before": ("/(a)(b)/.test('ab'); /(c)/.test('c'); [RegExp.$1, RegExp.$2]", "['c','']"),
    "more than nine groups": (
        "/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/.test('abcdefghijk'); [RegExp.$9, RegExp.lastParen]",
        "['i','k']",
    ),
    "the last match of many": ("'a1b2'.replace(/([a-z])\\d/g, ''); [RegExp.$1, RegExp.leftContext]", "['b','a1']"),
    "the array may be changed": ("const m = /(a)(b)/.exec('ab'); m.shift(); [RegExp.$1]", "['a']"),
    "split": ("'a1b'.split(/(\\d)/); [RegExp.$1]", "['1']"),
    "assigning does nothing": ("'use strict'; /(a)/.test('a'); RegExp.$1 = 'x'; [RegExp.$1]", "['a']"),
    "but to input": ("RegExp.input = 5; [RegExp.input, RegExp.$_]", "['5','5']"),
    "in a subclass": ("class R extends RegExp {} new R('(a)').test('a'); [RegExp.$1]", "['a']"),
    "exec looks as ever": ("RegExp.$1; [RegExp.prototype.exec.name, RegExp.prototype.exec.length]", "['exec',1]"),
    "not enumerable": ("RegExp.$1; Object.keys(RegExp)", "[]"),
    "the program's own exec": (
        """const { exec } = RegExp.prototype; let n = 0;
           RegExp.prototype.exec = function (s) { n++; return exec.call(this, s) };
           /(a)/.test('a'); [RegExp.$1, n]""",
        "['a',1]",
    ),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES)
async def test_a_case(source: str, expected: str) -> None:
    before, _, last = source.rpartition("; ") if "; " in source else ("", "", source)
    lines = await printed(f"{before}; console.log(JSON.stringify({last}))")
    assert lines == [expected.replace("'", '"')]


@pytest.mark.parametrize(
    "mention", ["RegExp.$1", "RegExp['$1']", 'RegExp["$&"]', "RegExp.lastParen", "RegExp.input", "RegExp.leftContext"]
)
async def test_a_file_that_mentions_them_brings_them(mention: str) -> None:
    source = f"/(a)/.test('a'); console.log(Object.hasOwn(RegExp, 'rightContext')); () => {mention}"
    assert await printed(source) == ["true"]


@pytest.mark.parametrize("mention", ["RegExp.prototype", "RegExp.lastIndex", "new RegExp('$1')", "RegExpx.$1"])
async def test_a_file_that_does_not_costs_nothing(mention: str) -> None:
    source = f"console.log(Object.hasOwn(RegExp, '$1')); () => {mention}"
    assert await printed(source) == ["false"]


@pytest.mark.parametrize(("setting", "expected"), [(True, "true"), (False, "false")])
async def test_the_setting_decides(setting: bool, expected: str) -> None:
    source = "const R = RegExp; () => RegExp.$1; console.log(Object.hasOwn(R, '$1'))"
    assert await printed_with(source, regexp=setting) == [expected]


async def test_they_leave_no_trace_in_stacks() -> None:
    source = "RegExp.$1; 'x'.replace(/x/, () => { try { null.x } catch (error) { console.log(error.stack) } })"
    (stack,) = await printed(source)
    assert stack.split("\n")[1:3] == ["    at [Symbol.replace] (native)", "    at replace (native)"]
    assert "<input>" not in stack


async def test_what_is_no_regular_expression_is_refused_where_the_program_asked() -> None:
    lines = await printed("try { RegExp.$1; RegExp.prototype.exec.call(1) } catch (e) { console.log(e.name, e.stack) }")
    assert lines[0].startswith("TypeError     at call (native)\n    at demo.js:1:")


async def test_they_work_after_the_built_ins_were_replaced() -> None:
    lines = await printed("""
        const setter = { configurable: true, set() { throw new Error('seen') } };
        for (let i = 0; i < 12; i++) Object.defineProperty(Array.prototype, i, setter);
        Reflect.apply = String.prototype.slice = Array.prototype.push = null;
        const found = /(a)(b)/.test('xaby'); console.log(RegExp.$2 + RegExp.leftContext);
    """)
    assert lines == ["bx"]
