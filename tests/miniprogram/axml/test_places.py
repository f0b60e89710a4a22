"""An error while rendering names the line in the AXML; columns are those of the expression."""

from __future__ import annotations

import pytest

from bridge.errors import ScriptError
from bridge.miniprogram.axml import compile_view
from tests.miniprogram.axml.rendering import PAGE, places, rendered

THROWS = "exports.f = () => { throw new Error('sjs') }; exports.g = x => x"
SJS = '<import-sjs name="m" from="./m.sjs"/>'
LINES = {
    "in a text": (f"{SJS}\n\n<view>\n  a\n  {{{{m.f()}}}}\n</view>", 5),
    "in an attribute": (f"{SJS}\n<view\n  id='a'\n  class='{{{{m.f()}}}}'\n/>", 4),
    "in a later piece of a value": (f"{SJS}<view class='a\n {{{{b}}}}\n {{{{m.f()}}}}'/>", 3),
    "in an expression of several lines": (f"{SJS}<view x='{{{{\n b\n  || m.f()\n}}}}'/>", 3),
    "in an expression that begins on the next line": (f"{SJS}<view x='\n{{{{m.f()}}}}'/>", 2),
    "in a loop's list": (f"{SJS}\n<view a:for='{{{{m.f()}}}}'/>", 2),
    "in a row": (f"{SJS}\n<view a:for='{{{{2}}}}'>\n{{{{m.f()}}}}</view>", 3),
    "in a row with a key": (f"{SJS}\n<input a:for='{{{{2}}}}' a:key='x'\n value='{{{{m.f()}}}}'/>", 3),
    "in a condition": (f"{SJS}\n<view/>\n<view a:if='{{{{m.f()}}}}'/>", 3),
    "in a later condition": (f"{SJS}\n<view a:if='{{{{b}}}}'/>\n<view a:elif='{{{{m.f()}}}}'/>", 3),
    "in a condition below attributes, at its tag": (f"{SJS}\n<view\n id='a'\n a:if='{{{{m.f()}}}}'/>", 2),
    "after a condition below attributes": (
        f"{SJS}\n<view\n id='a'\n a:if='{{{{!b\n|| b}}}}'>\n{{{{m.f()}}}}</view>",
        6,
    ),
    "in a template": (f"{SJS}\n<template name='t'>\n{{{{m.f()}}}}\n</template>\n<template is='t'/>", 3),
    "in a template's data": (f"{SJS}\n<template name='t'></template>\n<template is='t'\n data='{{{{a: m.f()}}}}'/>", 4),
    "after a template": (f"{SJS}\n<template name='t'>\n</template>\n<view>{{{{m.f()}}}}</view>", 4),
    "after a comment": (f"{SJS}<!--\n\n-->{{{{m.f()}}}}", 3),
    "with other line ends": (f"{SJS}\r\n\r\n{{{{m.f()}}}}", 3),
    "after a line separator": (f"{SJS}\u2028\n{{{{m.f()}}}}", 2),
    "a call of nothing": ("\n{{b.c()}}", 2),
    "after a template literal of several lines": (f"{SJS}\n{{{{`\n\n`}}}}\n{{{{m.f()}}}}", 5),
}


@pytest.mark.parametrize(("markup", "line"), LINES.values(), ids=LINES)
def test_an_error_while_rendering_names_its_line(markup: str, line: int) -> None:
    with pytest.raises(ScriptError) as caught:
        rendered(markup, {"b": {}} if "b.c" in markup else {}, m=THROWS)
    assert next(place for place in places(caught.value) if place.startswith(PAGE)) == f"{PAGE}:{line}"


def test_an_error_in_an_sjs_file_names_that_file_first() -> None:
    with pytest.raises(ScriptError) as caught:
        rendered(f"{SJS}\n{{{{m.f()}}}}", m=THROWS)
    assert places(caught.value) == ["pages/m.sjs:1", f"{PAGE}:2"]


def meant(markup: str, needle: str) -> tuple[int, int]:
    """Which line and column of the AXML a place in the code stands for, by the view's shifts."""
    view = compile_view(markup, PAGE)
    lines = view.source.split("\n")
    line = next(number for number, text in enumerate(lines, 1) if needle in text)
    column = lines[line - 1].index(needle) + 1
    numbers = [int(number) for number in view.shifts.split()]
    moved = 0
    for own_line, start, before, now in zip(*[iter(numbers)] * 4, strict=True):
        if own_line == line and start <= column:
            if column < start + now:
                return line, start - moved
            moved += now - before
    return line, column - moved


COLUMNS = {
    "an attribute": ("\n<view a='1' b='{{m.f(1)}}'/>", "d.m?.f", (2, 18)),
    "the second of two": ("<view a='{{m.f(1)}}' b='{{m.g(2)}}'/>", "d.m?.g", (1, 27)),
    "a text": ("<view>abc {{ m.f(1) }}</view>", "d.m?.f", (1, 13)),
    "inside an expression": ("<view>{{a + m.f(1)}}</view>", "d.m?.f", (1, 9)),
    "a condition behind an attribute": ("<view a='{{m.f(1)}}' a:if='{{m.g(2)}}'/>", "d.m?.g", (1, 30)),
    "an attribute before a condition": ("<view a='{{m.f(1)}}' a:if='{{m.g(2)}}'/>", "d.m?.f", (1, 12)),
    "a condition on a line below": ("<view\n a='1'\n a:if='{{m.g(2)}}'/>", "d.m?.g", (1, 1)),
    "behind a character reference": ("<view a='&lt;{{m.f(1)}}'/>", "d.m?.f", (1, 16)),
    "the use of a template": ("<view/>  <template is='x'/>", "u(", (1, 10)),
    "wide characters before": ("<view>名前{{m.f(1)}}</view>", "d.m?.f", (1, 11)),
}


@pytest.mark.parametrize(("markup", "needle", "place"), COLUMNS.values(), ids=COLUMNS)
def test_shifts_lead_to_the_column_where_an_expression_begins(markup: str, needle: str, place: tuple[int, int]) -> None:
    assert meant(markup, needle) == place
