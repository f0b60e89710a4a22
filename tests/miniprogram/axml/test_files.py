"""Templates, and what a view takes from other files."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import ScriptError
from bridge.miniprogram.axml import compile_view
from bridge.miniprogram.axml import view as view_module
from tests.miniprogram.axml.rendering import PAGE, Views, keys, places, rendered, shown

CARD = '<template name="card"><view>{{title}}</view></template>'
TEMPLATES = {
    "members": (CARD + '<template is="card" data="{{title: t}}"/>', "<view>T</view>"),
    "shorthand": (CARD + '<template is="card" data="{{title}}"/>', "<view>title</view>"),
    "spread": (CARD + '<template is="card" data="{{...o}}"/>', "<view>O</view>"),
    "later members win": (CARD + '<template is="card" data="{{...o, title: 1}}"/>', "<view>1</view>"),
    "an object with its braces": (CARD + '<template is="card" data="{{ {title: 2} }}"/>', "<view>2</view>"),
    "no data": (CARD + '<template is="card"/>', "<view></view>"),
    "empty data": (CARD + '<template is="card" data="{{}}"/>', "<view></view>"),
    "only its own data": ('<template name="a">[{{title}}{{t}}]</template><template is="a" data="{{t}}"/>', "[T]"),
    "not the variables around it": ('<template name="a">[{{item}}]</template><template a:for="{{1}}" is="a"/>', "[]"),
    "used before it is defined": ('<template is="card" data="{{title}}"/>' + CARD, "<view>title</view>"),
    "a name that is computed": (
        CARD + "<template is=\"{{t === 'T' ? 'card' : ''}}\" data=\"{{title: 1}}\"/>",
        "<view>1</view>",
    ),
    "a name in pieces": (CARD + '<template is="ca{{r}}" data="{{title: 1}}"/>', "<view>1</view>"),
    "no name": (CARD + '<template is="{{missing}}"/>x', "x"),
    "several nodes": ('<template name="a">x<text/>{{t}}</template><template is="a" data="{{t}}"/>', "x<text/>T"),
    "in a loop": (
        CARD + '<template is="card" a:for="{{[1,2]}}" data="{{title: item}}"/>',
        "<view>1</view><view>2</view>",
    ),
    "in a condition": (CARD + '<template is="card" a:if="{{missing}}"/><text a:else/>', "<text/>"),
    "in another": (
        CARD + '<template name="b"><template is="card" data="{{title: x}}"/></template>'
        '<template is="b" data="{{x: 3}}"/>',
        "<view>3</view>",
    ),
    "recursive": (
        '<template name="n"><view>{{v}}<template is="n" a:for="{{c}}" data="{{...item}}"/></view></template>'
        '<template is="n" data="{{...tree}}"/>',
        "<view>1<view>2</view><view>3<view>4</view></view></view>",
    ),
    "defined inside an element": (
        "<view>" + CARD + '</view><template is="card" data="{{title: 5}}"/>',
        "<view/><view>5</view>",
    ),
    "a name like a member of all objects": ('<template name="__proto__">x</template><template is="__proto__"/>', "x"),
}
DATA = {
    "t": "T",
    "title": "title",
    "o": {"title": "O"},
    "r": "rd",
    "tree": {"v": 1, "c": [{"v": 2}, {"v": 3, "c": [{"v": 4}]}]},
}


@pytest.mark.parametrize(("markup", "nodes"), TEMPLATES.values(), ids=TEMPLATES)
def test_templates(markup: str, nodes: str) -> None:
    assert shown(markup, DATA) == nodes


def test_a_template_s_nodes_have_the_place_in_their_call_in_their_keys() -> None:
    markup = '<template name="a"><input/></template><template is="a"/><template a:for="{{2}}" is="a"/>'
    assert keys(rendered(markup)) == ["t1;0", "#0;t2;0", "#1;t2;0"]


def test_a_template_that_is_nowhere_is_an_error_at_its_use() -> None:
    with pytest.raises(ScriptError, match=r"there is no template 'x' in pages/a\.axml") as caught:
        rendered('<view>\n<template is="x"/></view>')
    assert places(caught.value)[0] == f"{PAGE}:2"


def test_a_template_without_end_is_an_error_that_names_it() -> None:
    with pytest.raises(ScriptError, match=r"template 'a' is used inside itself without end") as caught:
        rendered('<template name="a">\n<template is="a"/></template><template is="a"/>')
    assert f"{PAGE}:2" in places(caught.value)


def test_templates_inside_each_other_may_go_deep() -> None:
    again = '<template is="a" a:if="{{n}}" data="{{n: n - 1}}"/>'
    markup = f'<template name="a">{again}[{{{{n}}}}]</template><template is="a" data="{{{{n}}}}"/>'
    assert shown(markup, {"n": 199}) == "".join(f"[{n}]" for n in range(200))


IMPORTS: dict[str, tuple[str, dict[str, str], str]] = {
    "a template of another file": (
        '<import src="./x.axml"/><template is="card" data="{{title}}"/>',
        {"x_axml": CARD},
        "<view>title</view>",
    ),
    "an own template wins": (
        '<template name="card">own</template><import src="./x.axml"/><template is="card"/>',
        {"x_axml": CARD},
        "own",
    ),
    "the later import wins": (
        '<import src="./x.axml"/><import src="./y.axml"/><template is="a"/>',
        {"x_axml": '<template name="a">x</template>', "y_axml": '<template name="a">y</template>'},
        "y",
    ),
    "nothing else of the file": ('<import src="./x.axml"/>me', {"x_axml": "<view/>" + CARD}, "me"),
    "a template uses its own file's": (
        '<import src="./x.axml"/><template is="a"/>',
        {"x_axml": '<template name="a"><template is="b"/></template><template name="b">x</template>'},
        "x",
    ),
    "a cycle": (
        '<import src="./x.axml"/><template name="p">p</template><template is="q"/>',
        {"x_axml": '<import src="./a.axml"/><template name="q"><template is="p"/></template>'},
        "p",
    ),
    "an include": ('<include src="./x.axml"/>', {"x_axml": CARD + "<text>{{t}}</text>"}, "<text>T</text>"),
    "an include in a loop": (
        '<view a:for="{{[1, 2]}}"><include src="./x.axml"/></view>',
        {"x_axml": "{{item}}{{t}}"},
        "<view>1T</view><view>2T</view>",
    ),
    "an include of a file that includes": (
        '<include src="./x.axml"/>',
        {"x_axml": '<include src="./y.axml"/>', "y_axml": "y"},
        "y",
    ),
    "an include under a condition": ('<include a:if="{{missing}}" src="./x.axml"/>', {"x_axml": "x"}, ""),
    "no templates of an include": ('<include src="./x.axml"/><template is="{{missing}}"/>', {"x_axml": CARD}, ""),
}


@pytest.mark.parametrize(("markup", "files", "nodes"), IMPORTS.values(), ids=IMPORTS)
def test_imports_and_includes(markup: str, files: dict[str, str], nodes: str) -> None:
    assert shown(markup, DATA, **files) == nodes


def test_an_import_is_not_passed_on() -> None:
    page, other = '<import src="./x.axml"/><template is="card"/>', '<import src="./y.axml"/>'
    with pytest.raises(ScriptError, match=r"there is no template 'card'"):
        rendered(page, x_axml=other, y_axml=CARD)


def test_an_include_s_keys_name_the_include() -> None:
    assert keys(rendered('<include src="./x.axml"/><include src="./x.axml"/>', x_axml="<input/>")) == ["i1;0", "i2;0"]


def test_nodes_of_an_include_have_their_own_places() -> None:
    (node,) = rendered('<include src="./x.axml"/>', x_axml="\n<view/>")[0]
    assert node["line"] == 2


def test_an_include_cycle_is_an_error_that_names_the_file() -> None:
    with pytest.raises(ScriptError, match=r"include of pages/.\.axml is used inside itself without end") as caught:
        rendered('\n<include src="./x.axml"/>', x_axml='\n\n<include src="./a.axml"/>')
    assert {f"{PAGE}:2", "pages/x.axml:3"} <= set(places(caught.value))


def test_a_template_may_be_used_any_number_of_times() -> None:
    markup = '<template name="a">x</template><template a:for="{{300}}" is="a"/>'
    assert shown(markup) == "x" * 300


def test_a_template_s_error_does_not_count_as_a_level_for_the_next_rendering() -> None:
    again = '<template is="a" a:if="{{n}}" data="{{n: n - 1}}"/>'
    views = Views({PAGE: f'<template name="a">{again}{{{{x()}}}}</template><template is="a" data="{{{{n}}}}"/>'})
    for _ in range(3):
        with pytest.raises(ScriptError, match="not a function"):
            views.render({"n": 150})


@pytest.mark.parametrize("markup", ['<include src="./no.axml"/>', '<import-sjs name="m" from="./no.sjs"/>'])
def test_a_file_that_is_missing_is_an_error_where_it_is_named(markup: str) -> None:
    with pytest.raises(ScriptError, match=r"cannot find '\./no") as caught:
        rendered("\n" + markup)
    assert places(caught.value)[0] == f"{PAGE}:2"


SJS = "module.exports = { one: 1, f: x => x + 1, two: 2 }"
MODULE = "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { d: 3 }; exports.named = 4;"
READS: dict[str, tuple[str, str, str]] = {
    "a whole file": ('<import-sjs name="m" from="./m.sjs"/>{{m.f(m.one)}}', SJS, "2"),
    "with src": ('<import-sjs name="m" src="./m.sjs"/>{{m.one}}', SJS, "1"),
    "some names": ('<import-sjs name="{one, two: b, f}" from="./m.sjs"/>{{one}}{{b}}{{f(one)}}', SJS, "122"),
    "the default of a module": ('<import-sjs name="m" from="./m.sjs"/>{{m.d}}', MODULE, "3"),
    "a named export": ('<import-sjs name="{named}" from="./m.sjs"/>{{named}}', MODULE, "4"),
    "a name inside the default": ('<import-sjs name="{d}" from="./m.sjs"/>{{d}}', MODULE, "3"),
    "a name that is not there": ('<import-sjs name="{none}" from="./m.sjs"/>[{{none}}]', SJS, "[]"),
    "below its first use": ('{{m.one}}<import-sjs name="m" from="./m.sjs"/>', SJS, "1"),
    "inside an element": ('{{m.one}}<view><import-sjs name="m" from="./m.sjs"/></view>', SJS, "1<view/>"),
    "in a template": (
        '<import-sjs name="m" from="./m.sjs"/><template name="a">{{m.one}}</template><template is="a"/>',
        SJS,
        "1",
    ),
    "behind a loop variable": (
        '<import-sjs name="item" from="./m.sjs"/><text a:for="{{1}}">{{item}}</text>',
        SJS,
        "<text>0</text>",
    ),
    "before data of its name": ('<import-sjs name="t" from="./m.sjs"/>{{t.one}}', SJS, "1"),
    "by a name of ours": (
        '<import-sjs name="{one: h, two: S, f: d}" from="./m.sjs"/>{{h}}{{S}}{{d(1)}}{{t}}',
        SJS,
        "122T",
    ),
}


@pytest.mark.parametrize(("markup", "module", "text"), READS.values(), ids=READS)
def test_sjs_files(markup: str, module: str, text: str) -> None:
    assert shown(markup, DATA, m=module) == text


def test_a_view_tells_what_it_names() -> None:
    view = compile_view(
        '<import src="./x.axml"/>\n <include src="/y"/><import-sjs name="{a, b: c}" from="z"/><my-a/><my-a/>', PAGE
    )
    assert [(it.kind, it.specifier, str(it.place)) for it in view.imports] == [
        ("import", "./x.axml", f"{PAGE}:1:1"),
        ("include", "/y", f"{PAGE}:2:2"),
    ]
    assert [(it.specifier, it.names) for it in view.sjs] == [("z", "{a, b: c}")]
    assert {tag: str(place) for tag, place in view.tags.items()} == {"my-a": f"{PAGE}:2:60"}
    assert view.has_components


def test_the_guest_knows_a_view_s_templates_and_whether_it_has_components() -> None:
    views = Views({PAGE: CARD + "<my-a/>"})
    assert views.do("view") == {"hasComponents": True, "templates": ["card"]}


def test_a_view_is_compiled_once() -> None:
    assert compile_view("<view>once</view>", PAGE) is compile_view("<view>once</view>", PAGE)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    first = compile_view("<view>bounded</view>", PAGE)
    monkeypatch.setattr(view_module, "MOST_CACHED", 400)
    compile_view("<view>" + "x" * 300 + "</view>", PAGE)
    compile_view("<view>" + "y" * 300 + "</view>", PAGE)
    assert compile_view("<view>bounded</view>", PAGE) is not first


def test_a_view_that_was_not_loaded_is_an_error() -> None:
    with pytest.raises(ScriptError, match=r"there is no view pages/b\.axml"):
        Views({PAGE: ""}).do("render", path="pages/b.axml")


SLOTS: dict[str, tuple[str, dict[str, Any] | None, str]] = {
    "default": ("<slot/>", None, "<slot/>"),
    "fallback": ("<slot>f<text/></slot>", None, "<slot>f<text/></slot>"),
    "named, with properties": ('<slot name="h" item="{{t}}" n="1"/>', None, '<slot name="h" item="T" n="1"/>'),
    "a name that is computed": ('<slot name="s{{t}}"/>', None, '<slot name="sT"/>'),
    "slotted": ('<my-a><view slot="h">x</view></my-a>', None, '<my-a><view slot="h">x</view></my-a>'),
    "slotted in a loop": (
        '<my-a><view a:for="{{2}}" slot="s{{item}}"/></my-a>',
        None,
        '<my-a><view slot="s0"/><view slot="s1"/></my-a>',
    ),
    "a slotted block": (
        '<my-a><block slot="h"><view/><text slot="own"/></block></my-a>',
        None,
        '<my-a><view slot="h"/><text slot="own"/></my-a>',
    ),
    "scoped": (
        '<my-a><view slot-scope="p" id="i">{{p.x}}{{t}}</view></my-a>',
        {"x": 5},
        '<my-a><view><view id="i">5T</view></view></my-a>',
    ),
    "scoped and named": (
        '<my-a><view slot="h" slot-scope="p">{{p.x}}</view></my-a>',
        {"x": 5},
        '<my-a><view slot="h"><view slot="h">5</view></view></my-a>',
    ),
    "with names taken out": (
        '<my-a><text slot-scope="{x, y: z}">{{x}}{{z.w}}</text></my-a>',
        {"x": 5, "y": {"w": 6}},
        "<my-a><text><text>56</text></text></my-a>",
    ),
    "a scoped block": (
        '<my-a><block slot-scope="p">a{{p.x}}</block></my-a>',
        {"x": 5},
        "<my-a><block>a5</block></my-a>",
    ),
    "no scope": (
        '<my-a><view slot-scope="p">[{{p.x.y}}]</view></my-a>',
        None,
        "<my-a><view><view>[]</view></view></my-a>",
    ),
    "a loop over the scope": (
        '<my-a><text slot-scope="p" a:for="{{p.l}}">{{item}}</text></my-a>',
        {"l": [1, 2]},
        "<my-a><text><text>1</text><text>2</text></text></my-a>",
    ),
    "a scope in a loop": (
        '<my-a><text a:for="{{2}}" slot="{{index}}" slot-scope="p">{{item}}{{p.x}}</text></my-a>',
        {"x": 5},
        "<my-a><text slot=0><text slot=0>05</text></text><text slot=1><text slot=1>15</text></text></my-a>",
    ),
    "a condition on the scope": (
        '<my-a><text slot-scope="p" a:if="{{p.x}}">y</text></my-a>',
        {},
        "<my-a><text></text></my-a>",
    ),
}


@pytest.mark.parametrize(("markup", "scope", "nodes"), SLOTS.values(), ids=SLOTS)
def test_slots(markup: str, scope: dict[str, Any] | None, nodes: str) -> None:
    assert shown(markup, DATA, scope) == nodes


def test_keys_in_a_scoped_slot_begin_with_what_its_component_gives() -> None:
    assert keys(rendered('<my-a><view slot-scope="p"><input/></view></my-a>')) == ["0", "p;2"]
