"""Tags, attributes and texts: what is taken, and what is refused where."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bridge.errors import ProgramError
from bridge.miniprogram.axml import compile_view
from tests.miniprogram.axml.rendering import PAGE, rendered, shown

TAKEN = {
    "<view></view>": "<view/>",
    "<view/>": "<view/>",
    "<view />": "<view/>",
    "<view\n>x</view\n>": "<view>x</view>",
    "<input></input>": "<input/>",
    "<input/>": "<input/>",
    "<image src='a.png'/>": '<image src="a.png"/>',
    "<my-card.x_y/>": "<my-card.x_y/>",
    "<a:b/>": "<a:b/>",
    "<view hidden/>": "<view hidden=true/>",
    "<view hidden />": "<view hidden=true/>",
    '<view a=""/>': '<view a=""/>',
    "<view a = 'b' c=d/>": '<view a="b" c="d"/>',
    "<view a=b>x</view>": '<view a="b">x</view>',
    "<view a={{1 + 2}} b=x{{3}}/>": '<view a=3 b="x3"/>',
    '<view a="b"c="d"/>': '<view a="b" c="d"/>',
    '<view a="1" a="2"/>': '<view a="1"/>',
    "<view @tap='x' :y='z' .w='v' on:tap='q' wx:key='w' data-full-name='n' onTap='t'/>":
        '<view @tap="x" :y="z" .w="v" on:tap="q" wx:key="w" data-full-name="n" onTap="t"/>',
    '<view a="x > y"/>': '<view a="x > y"/>',
    "<view a='\"'/>": '<view a="\\""/>',
    '<view a="{{1 < 2}}">{{ 1 < 2 }} {{ 2 > 1 }}</view>': "<view a=true>true true</view>",
    "<view a='{{\"</view>\"}}'>{{'</view>'}}</view>": '<view a="</view>"></view></view>',
    "a < b": "a < b",
    "1<2": "1<2",
    "<!-- c --><view><!-- <text> {{ -->a<!----></view>": "<view>a</view>",
    "<?xml version='1.0'?><!DOCTYPE x><view/>": "<view/>",
    "<view><![CDATA[<b>]]></view>": "<view><b></view>",
    "\ufeff<view/>": "<view/>",
    "<view>&lt;&amp;&#39;&#x41;&nbsp;&unknown;&</view>": "<view><&'A\u00a0&unknown;&</view>",
    '<view a="&lt;&quot;"/>': '<view a="<\\""/>',
    "<view>\n  a\n  b\n</view>": "<view>a\n  b</view>",
    "<view>\n  {{1}}\n</view>": "<view>1</view>",
    "<view> <text> a </text> </view>": "<view><text> a </text></view>",
    "<text> </text>": "<text> </text>",
    "<text><block a:if='{{true}}'> a</block></text>": "<text> a</text>",
    "<view>{{1}} {{2}}</view>": "<view>1 2</view>",
    "<view>{ a } }}</view>": "<view>{ a } }}</view>",
    "<view>{{1}}}</view>": "<view>1}</view>",
    "<view x='{{{a:1}}}'/>": '<view x={"a": 1}/>',
    "<view __proto__='a' constructor='b' 名='c'/>": '<view __proto__="a" constructor="b" 名="c"/>',
    "<view>\\ \" ' ` ${a} \u2028 😀</view>": "<view>\\ \" ' ` ${a} \u2028 😀</view>",
    "": "",
    " \n ": "",
    "<block></block>": "",
}  # fmt: skip


@pytest.mark.parametrize(("markup", "nodes"), TAKEN.items())
def test_markup_is_taken_as_the_platform_takes_it(markup: str, nodes: str) -> None:
    assert shown(markup) == nodes


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end_ends_a_line(end: str) -> None:
    nodes = rendered(f"<view>{end}</view>{end}  <view/>")
    assert [(node["line"], node["column"]) for node in nodes] == [(1, 1), (3, 3)]


def test_columns_count_characters() -> None:
    assert rendered("<text>名😀</text><view/>")[1]["column"] == 16


REFUSED = {
    "<view>": (1, 1, "<view> is not closed: the file ends before it", "</view>"),
    "<view>\n  <text>\n</view>": (2, 3, "<text> is not closed: </view> on line 3 comes before it", "</text>"),
    "<view>\n <input>\n</view>": (2, 2, "<input> is not closed", "/>"),
    "<view></text></view>": (1, 7, "</text> closes nothing", "Close <view> here"),
    "</view>": (1, 1, "</view> closes nothing", "Take it out"),
    "<view": (1, 1, "the tag <view is not finished", ">"),
    "<view a": (1, 1, "the tag <view is not finished", ">"),
    "<view\n<text/>": (1, 1, "the tag <view is not finished", ">"),
    "<view></view <text/>": (1, 7, "a closing tag is not finished", "</tag>"),
    "<view>\n {{ a </view>": (2, 2, "{{ is not closed", "}}"),
    "<view>{{ a\n<b x='1'>{{c}}</b></view>": (1, 7, "{{ is not closed", "}}"),
    '<view a="{{b" c="d}}"/>': (1, 10, "{{ is not closed", "}}"),
    '<view a="{{b == "c"}}"/>': (1, 10, "{{ is not closed", "}}"),
    '<view a="b>\n<text c="d"/>': (1, 9, "the value of 'a' on <view> is not closed", 'closing "'),
    '<view a="b': (1, 9, "the value of 'a' on <view> is not closed", 'closing "'),
    "<view a=>": (1, 9, "the value of 'a' on <view> is missing", 'a="..."'),
    "<view a='&lt;&amp;{{b c}}'/>": (1, 23, "unexpected 'c'", ""),
    "<view a='b'' c='d'/>": (1, 12, "a quote ' stands where a name", "too many"),
    "<view {{a}}/>": (1, 7, "{{ }} cannot stand for attributes", "one by one"),
    "<view = 'b'/>": (1, 7, "unexpected '='", ""),
    "<view a:else/>": (1, 7, "'a:else' without an a:if before it", "just before it"),
    "<view a:if='{{a}}'/>x<view a:else/>": (1, 28, "'a:else' without an a:if", "same level"),
    "<view a:if='{{a}}'/><view a:else/><view a:elif='{{b}}'/>": (1, 41, "'a:elif' without an a:if", ""),
    "<view a:if='{{a}}'/><view a:else a:if='{{b}}'/>": (1, 27, "only one of a:if, a:elif and a:else", "a:elif"),
    "<view a:if/>": (1, 7, "'a:if' has no value", "{{condition}}"),
    "<view a:for=''/>": (1, 7, "'a:for' has no value", "{{list}}"),
    "<view a:for='{{a}}' a:for-item='{{b}}'/>": (1, 21, "'a:for-item' is no name", 'a:for-item="item"'),
    "<view a:for='{{a}}' a:for-index='if'/>": (1, 21, "'a:for-index' is no name", ""),
    "<view a:for='{{a}}' a:if='{{item}}'/><view a:else/>": (1, 21, "an a:if about each item", "<block>"),
    "<template/>": (1, 1, "a template has neither a name nor an 'is'", "<block>"),
    "<template name='{{a}}'/>": (1, 11, "a template's name must be a text", ""),
    "<template is='a' data='b'/>": (1, 18, "the data of a template must be one {{ }}", "{{...object}}"),
    "<template is='a' data='{{b.c}}'/>": (1, 27, "':' of an object's member is missing", "...value"),
    "<import/>": (1, 1, "'src' of <import> is missing", 'src="./file"'),
    "<include src='{{a}}'/>": (1, 10, "'src' of <include> is read before there is data", ""),
    "<import-sjs name='m'/>": (1, 1, "'from' of <import-sjs> is missing", ""),
    "<import-sjs from='./m.sjs'/>": (1, 1, "<import-sjs> needs a name", "{a, b: c}"),
    "<import-sjs from='./m.sjs' name='{a, b'/>": (1, 28, "<import-sjs> needs a name", ""),
    "<my-a><view slot-scope='1'/></my-a>": (1, 13, "'slot-scope' is no name", "{item, index}"),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), REFUSED.items())
def test_what_is_wrong_is_named_with_its_place(markup: str, expected: tuple[int, int, str, str]) -> None:
    line, column, message, advice = expected
    with pytest.raises(ProgramError) as caught:
        compile_view(markup, PAGE)
    place = caught.value.place
    assert place is not None
    assert (place.file, place.line, place.column) == (PAGE, line, column)
    assert message in caught.value.message
    assert advice in caught.value.advice


def test_all_that_is_wrong_in_expressions_and_directives_is_told_in_order() -> None:
    with pytest.raises(ProgramError) as caught:
        compile_view("<view a:else>{{a +}}</view>\n<view b='{{c d}}'/>", PAGE)
    assert str(caught.value.place) == f"{PAGE}:1:7"
    assert f"{PAGE}:2:14" in caught.value.advice


def test_elements_may_be_nested_deep() -> None:
    nodes = rendered("<view>" * 190 + "x" + "</view>" * 190)
    for _ in range(190):
        (nodes,) = [nodes[0]["children"]]
    assert nodes == ["x"]


def test_elements_nested_too_deep_are_refused() -> None:
    with pytest.raises(ProgramError, match="nested more than 500 levels"):
        compile_view("<view>" * 10_000, PAGE)


def test_code_for_the_deepest_markup_is_taken_by_the_engine() -> None:
    condition = "<view a:if='{{a}}'>" * 500 + "</view>" * 500
    assert shown(condition) == ""


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>/{}\"'= \nabv:-!&;x.`$()?[]\\", max_size=60) | st.text(max_size=60))
@example("<a {{")
@example("<a b=")
@example("{{`${")
@example("<a b='{{&quot;'/>")
@example("<a b=&#123;{/>")
def test_any_text_is_compiled_or_refused_at_a_place(text: str) -> None:
    try:
        compile_view(text, PAGE)
    except ProgramError as error:
        assert error.place is not None
        assert error.place.line is not None


PIECES = [
    "<view ", "<text>", "</view>", "</text>", "/>", ">", ' a:if="{{a}}"', " a:else", " a:for='{{b}}'", "{{", "}}",
    "x", "\n", "<block>", "</block>", "<template ", "name='t'", 'is="{{t}}"', " slot-scope='s'", "<slot/>", "<!--",
    "<my-card/>", "{{c}}", "-->", "'", '"', "<import-sjs name='m' from='m'/>", "{{m.f(1)}}",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_pieces_of_markup_are_compiled_or_refused(text: str) -> None:
    try:
        compile_view(text, PAGE)
    except ProgramError as error:
        assert error.place is not None


FORGIVEN = {
    "<view>a</view": (1, 8, "the last closing tag is not finished"),
    "<view>a</view>\n<!-- b": (2, 1, "a comment is not closed: the rest of the file belongs to it"),
}


@pytest.mark.parametrize("text", FORGIVEN)
def test_an_unfinished_end_of_a_file_is_forgiven_and_remarked(text: str) -> None:
    line, column, message = FORGIVEN[text]
    (remark,) = compile_view(text, "a.axml").warnings
    assert (remark.place.line, remark.place.column, remark.message) == (line, column, message)
