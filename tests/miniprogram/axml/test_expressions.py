"""What stands between `{{` and `}}`."""

from __future__ import annotations

import json
from typing import Any

import pytest
import quickjs
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import ProgramError, ScriptError
from bridge.miniprogram.axml import compile_view
from tests.miniprogram.axml.rendering import PAGE, rendered, shown, value_of

DATA = {
    "a": 1, "b": 2, "s": "text", "list": [3, 1, 2], "o": {"p": {"q": 5}, "x-y": 6, "f": None}, "no": False, "zero": 0,
    "empty": "", "nothing": None, "$x": 7, "_y": 8, "constructor1": 9, "名": "wide", "key": "p",
}  # fmt: skip

VALUES: dict[str, Any] = {
    "12": 12, "1.5": 1.5, ".5": 0.5, "5.": 5, "1e3": 1000, "0x1F": 31, "0b11": 3, "0o17": 15, "'a'": "a",
    "'it\\'s'": "it's", "'\\u4f60\\n'": "你\n", "'你好😀'": "你好😀", "true": True, "false": False, "null": None,
    "undefined === void 0": True, "NaN !== NaN": True, "Infinity > 1": True,
    "a": 1, "$x": 7, "_y": 8, "名": "wide", "o.p.q": 5, "o['x-y']": 6, "o[key].q": 5, "list[0]": 3, "list.length": 3,
    "s.length": 4, "missing": None, "missing.a.b.c": None, "missing[a][b]": None, "nothing.x": None, "o?.p?.q": 5,
    "o?.['p']": {"q": 5}, "missing?.[0]": None, "this.a": 1, "o.名": None,
    "list.join('-')": "3-1-2", "s.slice(0, 2)": "te", "s.slice(...[1, 3])": "ex", "missing.f()": None,
    "missing.f().g": None, "o.p.q.toFixed(1)": "5.0", "s.replace(/T/i, 'b')": "bext", "list.map(x => x * 2)": [6, 2, 4],
    "list.filter((x, i) => x > i + a)": [3], "list.map(x => ({ v: x + b }))[0].v": 5,
    "!a": False, "!!a": True, "-a": -1, "+'3'": 3, "~a": -2, "typeof s": "string", "typeof missing": "undefined",
    "void a": None, "- -a": 1, "a - -b": 3, "a + +b": 3, "-(-a)": 1,
    "a + b * 3": 7, "(a + b) * 3": 9, "7 % 4": 3, "2 ** 3 ** 2": 512, "7 / 2": 3.5, "a+b+'x'": "3x", "'x'+a+b": "x12",
    "a < b": True, "a >= b": False, "a == '1'": True, "a === '1'": False, "a != b": True, "a !== b": True,
    "a && b": 2, "no || b": 2, "nothing ?? b": 2, "zero ?? b": 0, "(no || nothing) ?? b": 2, "'p' in o": True,
    "5 & 3": 1, "5 | 3": 7, "5 ^ 3": 6, "1 << 3": 8, "-8 >> 1": -4, "-1 >>> 31": 1, "list instanceof o.c": TypeError,
    "a ? b : 3": 2, "no ? 1 : zero ? 2 : 3": 3, "a ?.5:1": 0.5, "a?b:s": 2,
    "[]": [], "[a, b]": [1, 2], "[a, ...list]": [1, 3, 1, 2], "[a,]": [1],
    "{a: 1}": {"a": 1}, " {a: 1} ": {"a": 1}, "a: 1": {"a": 1}, "a, b": {"a": 1, "b": 2}, "...o.p": {"q": 5},
    "...o.p, q: 9": {"q": 9}, "a, x: b, ...o.p": {"a": 1, "x": 2, "q": 5}, "'x-y': 2": {"x-y": 2}, "[key]: 1": {"p": 1},
    " {'x-y': 2, [key + 'z']: a, b} ": {"x-y": 2, "pz": 1, "b": 2}, "1: a": {"1": 1}, "名: 1": {"名": 1},
    " {a: {b: {c: 1}}}": {"a": {"b": {"c": 1}}}, "if: 1, class: 2": {"if": 1, "class": 2},
    " {__proto__: 1}.__proto__": 1, "`x${a}y${`${b}`}z`": "x1y2z", "`plain`": "plain", "`a\\`b`": "a`b",
    "`${{a: 1}.a}`": "1", "'}}'": "}}", "'{{' + a": "{{1", "`}}`": "}}", "a /* }} */ + b": 3,
    "list[list.length - 1]": 2,
    "(a, b)": 2, "a &lt; b &amp;&amp; b": 2, "'a\\\nb'": "ab", "&quot;q&quot;": "q", "010": 8, "constructor1": 9,
}  # fmt: skip


@pytest.mark.parametrize(("expression", "value"), VALUES.items())
def test_an_expression_has_the_value_it_has_in_javascript(expression: str, value: Any) -> None:
    if value is TypeError:
        with pytest.raises(ScriptError):
            value_of(expression, DATA)
    else:
        assert value_of(expression, DATA) == value


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_string_may_have_the_quotes_that_the_attribute_does_not_have(quote: str) -> None:
    other = {"'": '"', '"': "'"}[quote]
    assert shown(f"<view x={quote}{{{{{other}a{other} + 1}}}}{quote}/>") == '<view x="a1"/>'


@pytest.mark.parametrize(
    "name", ["__proto__", "constructor", "hasOwnProperty", "d", "k", "S", "h", "t", "arguments", "let"]
)
def test_no_name_of_the_data_breaks_the_code(name: str) -> None:
    data = json.loads(f'{{"{name}": "mine"}}')
    expected = None if name == "__proto__" else "mine"  # what a setData of it does is no matter of the view's
    assert value_of(f"o.{name}", {"o": data}) == "mine" if expected else True
    assert value_of(f"typeof {name}", data) in ("string", "object")


REFUSED = {
    "a = 1": (3, "unexpected '='"),
    "a += 1": (3, "unexpected '+='"),
    "a++": (2, "'++' changes a value"),
    "new Date()": (1, "'new' is a word of JavaScript"),
    "function () {}": (1, "'function' is a word"),
    "x => { return 1 }": (6, "a function in AXML is one expression"),
    "class": (1, "'class' is a word"),
    "a +": (4, "a value is missing before '}}'"),
    "a b": (3, "unexpected 'b'"),
    "a.": (3, "a property's name is missing before '}}'"),
    "(a": (3, "')' is missing before the }}"),
    "[a": (3, "']' is missing before the }}"),
    "a)": (2, "unexpected ')'"),
    "[a)": (3, "unexpected ')'; ']' is expected"),
    "a ? b": (6, "':' of a condition is missing"),
    "f(a b)": (5, "',' or ')' is missing before 'b'"),
    "{a b}": (4, "':' of an object's member is missing before 'b'"),
    "a;": (2, "unexpected ';'"),
    "'abc": (1, "a string is not closed"),
    "`abc": (1, "a template literal is not closed"),
    "3px": (1, "bad number: 3p"),
    "a # b": (3, "unexpected character '#'"),
    "'\\x1'": (1, "bad escape"),
    "a ?? b || c": (3, "?? is mixed with && or ||"),
    "-a ** b": (4, "a sign before ** is ambiguous"),
    "f`x`": (2, "a tagged template literal is not possible"),
    "a: b c": (6, "',' is missing before 'c'"),
    "/* a": (1, "a comment is not closed"),
    "(" * 70 + "a" + ")" * 70: (65, "nested more than 64 levels"),
}


@pytest.mark.parametrize(("expression", "expected"), REFUSED.items())
def test_what_is_no_expression_is_refused_at_its_place(expression: str, expected: tuple[int, str]) -> None:
    with pytest.raises(ProgramError) as caught:
        compile_view(f'<view>\n  <view x="{{{{{expression}}}}}"/>\n</view>', PAGE)
    assert caught.value.place is not None
    assert (caught.value.place.line, caught.value.place.column) == (2, 13 + expected[0])
    assert expected[1] in caught.value.message


def test_a_call_of_what_is_no_function_is_an_error() -> None:
    with pytest.raises(ScriptError, match="not a function"):
        value_of("a.b()", {"a": {}})


TEXTS = [
    (5, "5"), (0, "0"), ("x", "x"), (True, "true"), (False, "false"), (None, ""), ([1, 2], "1,2"),
    ({"a": 1}, "[object Object]"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), TEXTS)
def test_a_text_shows_what_string_makes_of_a_value_and_nothing_for_null(value: Any, text: str) -> None:
    assert shown("<view>[{{x}}]</view>", {"x": value}) == f"<view>[{text}]</view>"


@pytest.mark.parametrize(("value", "text"), [(5, "5"), ("x", "x"), (None, ""), ({"a": 1}, "[object Object]")])
def test_a_text_of_one_expression_is_a_string_too(value: Any, text: str) -> None:
    assert shown("<view>{{x}}</view>", {"x": value}) == f"<view>{text}</view>"


JOINED = [
    ("a{{x}}", "a1"), ("{{x}}b", "1b"), ("{{x}}{{x}}", "11"), ("{{x + 1}} of {{x || 2}}", "2 of 1"),
    ("{{x ? 'y' : 'n'}}!", "y!"), ("{a}", "{a}"), ("a}}b", "a}}b"), (" {{x}} ", 1),
    ("{{missing}}px", "undefinedpx"), ("a{{x,y}}", "a[object Object]"), ("{{}}", None),
]  # fmt: skip


@pytest.mark.parametrize(("value", "result"), JOINED)
def test_an_attribute_is_a_value_of_its_own_type_or_a_string_of_pieces(value: str, result: Any) -> None:
    expected = "" if result is None else f" x={json.dumps(result)}"
    assert shown(f'<view x="{value}"/>', {"x": 1}) == f"<view{expected}/>"


STYLES = [
    ('style="{{s}}"', {"s": {"backgroundColor": "red", "--x": 1, "top": None}}, "background-color:red;--x:1;"),
    ('style="a:b;{{s}}"', {"s": {"fontSize": "1px"}}, "a:b;font-size:1px;"),
    ('style="{{s}}"', {"s": "a:b"}, "a:b"),
    ('class="{{s}}"', {"s": ["a", "", None, ["b"]]}, "a b"),
    ('class="x {{s}}"', {"s": ["a", "b"]}, "x a b"),
    ("class=\"x {{s}} {{s && 'y'}}\"", {"s": "z"}, "x z y"),
]


@pytest.mark.parametrize(("attribute", "data", "text"), STYLES)
def test_classes_and_styles_of_built_in_tags_become_texts(attribute: str, data: dict[str, Any], text: str) -> None:
    assert json.dumps(text) in shown(f"<view {attribute}/>", data)


def test_a_style_given_to_a_component_keeps_its_type() -> None:
    assert shown('<my-card style="{{s}}"/>', {"s": {"a": 1}}) == '<my-card style={"a": 1}/>'


# ---- Any expression means what it means in JavaScript, with every member made optional

NAMES = st.sampled_from(["a", "b", "s", "list", "o", "missing", "nothing", "no"])
Pair = tuple[str, str]
BINARY = [
    "+", "-", "*", "/", "%", "<", ">", "<=", ">=", "==", "!=", "===", "!==", "&", "|", "^", "<<", ">>",
    ">>>", "&&", "||",
]  # fmt: skip


def _leaves() -> st.SearchStrategy[Pair]:
    literals = st.sampled_from(["1", "0", "2.5", "'x'", "''", "true", "false", "null", "undefined", "0x10", "NaN"])
    return literals.map(lambda text: (text, text)) | NAMES.map(lambda name: (name, f"data.{name}"))


def _grown(inner: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    binary = st.sampled_from(BINARY)
    member = st.sampled_from(["p", "q", "length", "constructor1"])

    def both(pattern: str, *pairs: Pair) -> Pair:
        return pattern.format(*[pair[0] for pair in pairs]), pattern.format(*[pair[1] for pair in pairs])

    return st.one_of(
        st.tuples(inner, binary, inner).map(lambda t: both(f"{{}} {t[1]} {{}}", t[0], t[2])),
        st.tuples(inner, inner, inner).map(lambda t: both("{} ? {} : {}", *t)),
        st.tuples(st.sampled_from("!-+~"), inner).map(lambda t: both(t[0] + "({})", t[1])),
        inner.map(lambda p: both("typeof ({})", p)),
        inner.map(lambda p: both("({})", p)),
        st.tuples(inner, member).map(lambda t: (f"({t[0][0]}).{t[1]}", f"({t[0][1]})?.{t[1]}")),
        st.tuples(inner, inner).map(lambda t: (f"({t[0][0]})[{t[1][0]}]", f"({t[0][1]})?.[{t[1][1]}]")),
        st.tuples(inner, inner).map(lambda t: both("[{}, {}]", *t)),
        st.tuples(inner, inner).map(lambda t: both("{{a: {}, 'b': {}}}", *t)),
        inner.map(lambda p: both("`<${{{}}}>`", p)),
    )


EXPRESSIONS = st.recursive(_leaves(), _grown, max_leaves=12)


@settings(max_examples=150, deadline=None)
@given(EXPRESSIONS)
def test_any_expression_means_what_it_means_in_javascript(pair: Pair) -> None:
    axml, javascript = pair
    context = quickjs.Context()
    script = (
        f"const data = {json.dumps(DATA)}; try {{ JSON.stringify([({javascript}), 0]) }} catch (e) {{ '\"threw\"' }}"
    )
    expected = json.loads(context.eval(script))
    try:
        assert value_of(f"[{axml}, 0]", DATA) == expected
    except ScriptError:
        assert expected == "threw"


@pytest.mark.parametrize("markup", ["<text>{{a &gt; 1 &amp;&amp; 'y'}}</text>", "<text>{{a &lt; 1 || 'y'}} </text>"])
def test_character_references_in_a_text_s_expression_are_what_they_stand_for(markup: str) -> None:
    assert rendered(markup, {"a": 2})[0]["children"][0].strip() == "y"
