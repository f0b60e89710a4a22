"""Programs that are wrong, or strange: an error that names the place, or what a phone does; nothing read outside."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram, ProgramError
from bridge.errors import BridgeError
from bridge.miniprogram.inspection import PageReport, inspect
from tests.cli.command import Ran, minibridge
from tests.support.folders import write
from tests.support.programs import component

SECRET = "what-nobody-may-read"
A = "pages/a/a"
FINE: dict[str, Any] = {
    "app.json": {"pages": [A]},
    "app.js": "App({})",
    f"{A}.js": "Page({})",
    f"{A}.axml": "<view>hello</view>",
}
OUTSIDE: dict[str, Any] = {
    "page.js": f"console.log('{SECRET}'); Page({{ data: {{ s: '{SECRET}' }} }})",
    "page.axml": f"<view>{SECRET}</view><template name='t'>{SECRET}</template>",
    "page.acss": f".{SECRET} {{ color: red }}",
    "page.json": {"defaultTitle": SECRET},
    "app.json": {"pages": [A], "window": {"defaultTitle": SECRET}},
    "ext.json": {"extEnable": True, "window": {"defaultTitle": SECRET}, "ext": {"s": SECRET}},
    "minibridge.json": {"page": SECRET},
    "mini.project.json": {"miniprogramRoot": SECRET},
    "module.js": f"export default '{SECRET}'",
    "module.sjs": f"export default '{SECRET}'",
    "module.json": {"s": SECRET},
    "c/card.js": f"console.log('{SECRET}'); Component({{}})",
    "c/card.axml": SECRET,
    "c/card.json": {"component": True},
    "package/package.json": {"main": "index.js"},
    "package/index.js": f"export default '{SECRET}'",
    "picture.png": SECRET,
}


def program(folder: Path, files: dict[str, Any]) -> Path:
    """A program of one page, with `files` over it; None takes one away."""
    every = {name: content for name, content in {**FINE, **files}.items() if content is not None}
    return write(folder / "program", every)


def using(path: str) -> dict[str, Any]:
    """A page that uses the component at `path` as <card>."""
    return {f"{A}.json": f'{{\n  "usingComponents": {{"card": {json.dumps(path)}}}\n}}', f"{A}.axml": "<card/>"}


def linked(folder: Path, files: dict[str, Any], links: dict[str, str]) -> Path:
    """A program with symbolic links: path in it to path in a folder beside it."""
    outside = write(folder / "outside", OUTSIDE)
    root = program(folder, {**files, **dict.fromkeys(links)})
    for name, target in links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(outside / target)
    return root


async def reported(root: Path) -> PageReport:
    """What `smoke` says of the program's one page."""
    (report,) = [report async for report in inspect(root)]
    return report


async def complaint(root: Path) -> str:
    """What is wrong with a program, whichever way it is told."""
    try:
        report = await reported(root)
    except ProgramError as error:
        return str(error)
    assert report.ok == (not report.errors)
    return "\n".join(report.errors)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no script": ({f"{A}.js": None}, "app.json:1:12: page 'pages/a/a' has no script\nWrite pages/a/a.js"),
    "no markup": ({f"{A}.axml": None}, "app.json:1:12: page 'pages/a/a' has no markup\nWrite pages/a/a.axml"),
    "neither": ({f"{A}.js": None, f"{A}.axml": None}, "app.json:1:12: page 'pages/a/a' has no script"),
    "no app.js": ({"app.js": None}, "there is no app.js, and every program has one"),
    "no app.json": ({"app.json": None}, "no app.json: not a mini-program"),
    "app.json is a folder": ({"app.json": None, "app.json/x": ""}, "app.json is no file that can be read"),
    "script is a folder": ({f"{A}.js": None, f"{A}.js/x": ""}, "pages/a/a.js cannot be read: it is a folder"),
    "settings are a folder": ({f"{A}.json/x": ""}, "pages/a/a.json: this is a folder, not a file"),
    "component in itself": (
        {**using("/c/card"), **component("c/card", view="<view>\n<card/></view>", using={"card": "/c/card"})},
        "c/card.axml:2:1: <card> contains itself without end",
    ),
    "components in each other": (
        {
            **using("/c/card"),
            **component("c/card", view="<b/>", using={"b": "/c/b"}),
            **component("c/b", view="<card/>", using={"card": "/c/card"}),
        },
        "c/b.axml:1:1: <card> contains itself without end",
    ),
    "page as its component": (using(f"/{A}"), "contains itself without end"),
    "template in itself": (
        {f"{A}.axml": '<template name="t">\n<template is="t"/></template><template is="t"/>'},
        "template 't' is used inside itself without end: 200 levels deep\n    at <anonymous> (pages/a/a.axml:2:1)",
    ),
    "include of itself": ({f"{A}.axml": '<view/>\n<include src="a.axml"/>'}, "pages/a/a.axml:2:1"),
    "include cycle": (
        {f"{A}.axml": '<include src="b.axml"/>', "pages/a/b.axml": '<view/>\n<include src="a.axml"/>'},
        "is used inside itself without end: 200 levels deep",
    ),
    "include of nothing": ({f"{A}.axml": '\n<include src="n.axml"/>'}, "pages/a/a.axml:2:1: <include>: there is no"),
    "import of nothing": ({f"{A}.axml": '\n<import src="n.axml"/>'}, "pages/a/a.axml:2:1: <import>: there is no file"),
    "template of nothing": ({f"{A}.axml": '\n<template is="n"/>'}, "at render (pages/a/a.axml:2:1)"),
    "tag not closed": (
        {f"{A}.axml": "<view>\n  <text>\n</view>"},
        "pages/a/a.axml:2:3: <text> is not closed: </view> on line 3 comes before it",
    ),
    "tag not closed, CRLF": ({f"{A}.axml": "<view>\r\n  <text>\r\n</view>"}, "pages/a/a.axml:2:3: <text>"),
    "tag not closed at the end": ({f"{A}.axml": "<view>\n <text>x"}, "pages/a/a.axml:2:2: <text> is not closed"),
    "attribute not closed": ({f"{A}.axml": '<view\n class="a'}, "pages/a/a.axml:2:8: the value of 'class' on <view>"),
    "expression not closed": ({f"{A}.axml": "<view>\n{{ a </view>"}, "pages/a/a.axml:2:1: {{ is not closed"),
    "nothing to close": ({f"{A}.axml": "<view/>\n</text>"}, "pages/a/a.axml:2:1: </text> closes nothing"),
    "nested too deeply": ({f"{A}.axml": "<view>" * 9999}, "pages/a/a.axml:1:3001: elements are nested more than 500"),
    "pages is no list": ({"app.json": '{\n "pages": "home"}'}, "app.json:2:2: pages: Input should be a valid list"),
    "a page is no text": ({"app.json": {"pages": [A, 3]}}, "app.json:1:25: pages.1: Input should be a valid string"),
    "window is no object": (
        {"app.json": {"pages": [A], "window": []}},
        "app.json:1:26: window: Input should be a valid object\nWrite an object",
    ),
    "app.json is a list": ({"app.json": "[]"}, "app.json:1:1: the file: Input should be a valid object\nWrite"),
    "no pages": ({"app.json": {"pages": []}}, "app.json:1:2: pages: "),
    "a tab without page": (
        {"app.json": {"pages": [A], "tabBar": {"items": [{"name": "x"}]}}},
        'tabBar.items.0.pagePath: Field required\nAdd the key "pagePath"',
    ),
    "a page's key": ({f"{A}.json": '{\n "defaultTitle": 3}'}, "pages/a/a.json:2:2: defaultTitle: Input should be a"),
    "a page's component": (
        {f"{A}.json": '{"usingComponents":\n{"a": 3}}'},
        "pages/a/a.json:2:2: usingComponents.a: Input should be a valid string",
    ),
    "a component's key": (
        {**using("/c/card"), **component("c/card"), "c/card.json": '{\n"component": "maybe"}'},
        "c/card.json:2:1: component: this is a switch: write true or false",
    ),
    "bad app.json": ({"app.json": '{"pages": [\n,]}'}, "app.json:2:1: bad JSON: a comma with nothing after it"),
    "empty app.json": ({"app.json": ""}, "app.json:1:1: bad JSON"),
    "bad page json": ({f"{A}.json": '{"a":\n'}, "pages/a/a.json:2:1: bad JSON: Expecting value"),
    "NUL in json": ({f"{A}.json": '{"defaultTitle":\n"a\0b"}'}, "pages/a/a.json:2:3: bad JSON: Invalid control"),
    "deep json": ({f"{A}.json": "[" * 100_000}, "pages/a/a.json: bad JSON: nested too deeply"),
    "a number without end": ({f"{A}.json": "9" * 100_000}, "pages/a/a.json: bad JSON: a number of 100000 digits"),
    "page outside": ({"app.json": {"pages": ["../../etc/passwd"]}}, "app.json:1:12: pages.0: a path outside the prog"),
    "page outside, hidden": ({"app.json": {"pages": ["a/../../etc/passwd"]}}, "pages.0: a path outside the program"),
    "absolute page": ({"app.json": {"pages": ["/etc/passwd"]}}, "app.json:1:12: page 'etc/passwd' has no script"),
    "backslashes": ({"app.json": {"pages": ["..\\..\\etc\\passwd"]}}, "pages.0: a path with backslashes"),
    "a long page": ({"app.json": {"pages": ["x" * 300]}}, "app.json:1:12: pages.0: this is no path of a file"),
    "import outside": ({f"{A}.js": "import '../../../outside/module';"}, "it is outside the program's folder"),
    "include outside": ({f"{A}.axml": '<include src="../../../outside/page.axml"/>'}, "It is outside the program's"),
    "component outside": (using("../../../outside/c/card"), "pages/a/a.json:2:23: usingComponents: no component"),
    "root outside": (
        {"app.json": None, "mini.project.json": {"miniprogramRoot": "../outside"}},
        "outside: this leads out of the program's folder",
    ),
    "another case, page": (
        {"app.json": {"pages": ["pages/A/a"]}},
        "On the disk it is pages/a/a.js: letters differ in case",
    ),
    "another case, module": (
        {f"{A}.js": "\nimport './Util'", "pages/a/util.js": ""},
        "pages/a/a.js:2: cannot find module './Util': letters differ in case from pages/a/util.js",
    ),
    "another case, component": (
        {**using("/C/card"), **component("c/card")},
        "for <card>\nLetters differ in case from c/card.js",
    ),
    "another case, include": (
        {f"{A}.axml": '<include src="X.axml"/>', "pages/a/x.axml": ""},
        "pages/a/a.axml:1:1: <include>: there is no file 'X.axml'\nLetters differ in case from pages/a/x.axml",
    ),
    "component is a folder": (
        {**using("/c"), **component("c/card")},
        "pages/a/a.json:2:23: usingComponents: no component '/c' for <card>",
    ),
    "component of nothing": (using("/c/none"), "pages/a/a.json:2:23: usingComponents: no component '/c/none'"),
    "component of a missing package": (using("some-lib/card"), "pages/a/a.json:2:23: usingComponents: no component"),
    "component of app.json": (
        {"app.json": {"pages": [A], "usingComponents": {"card": "/c/none"}}},
        "app.json:1:46: usingComponents: no component '/c/none' for <card>",
    ),
    "component without a name": (using(""), "usingComponents: no component '' for <card>"),
    "missing package": (
        {f"{A}.js": "\nimport get from 'lodash/get'"},
        "pages/a/a.js:2: cannot find module 'lodash/get' (no such package in a node_modules from there up; looked for",
    ),
    "module of an endless name": ({f"{A}.js": f"import './{'x' * 5000}'"}, "pages/a/a.js:1: cannot find module"),
    "module with NUL": ({f"{A}.js": "require('./a\\0b')"}, "pages/a/a.js:1: cannot find module"),
    "module with half a character": ({f"{A}.js": "require('./\\ud800')"}, "pages/a/a.js:1: cannot find module"),
    "binary script": ({f"{A}.js": b"//\n\x89PNG\r\n\x1a\n\0"}, "pages/a/a.js:2: not UTF-8: byte 0x89"),
    "binary app.js": ({"app.js": b"\x00\xff"}, "app.js:1: not UTF-8: byte 0xff"),
    "binary markup": ({f"{A}.axml": b"<view>\xff"}, "pages/a/a.axml:1: not UTF-8: byte 0xff"),
    "UTF-16": ({"app.json": '{"pages": []}'.encode("utf-16")}, "app.json:1: not UTF-8"),
    "NUL in a script": ({f"{A}.js": "Page({})\n\0"}, "pages/a/a.js:2:1"),
    "a syntax error": ({f"{A}.js": "Page({\n  data: {,}\n})"}, "pages/a/a.js:2:10"),
}


@pytest.mark.parametrize(("files", "words"), WRONG.values(), ids=WRONG)
async def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, files: dict[str, Any], words: str) -> None:
    write(tmp_path / "outside", OUTSIDE)
    said = await complaint(program(tmp_path, files))
    assert words in said
    assert SECRET not in said


RIGHT: dict[str, dict[str, Any]] = {
    "imports in a circle": {
        f"{A}.axml": '<import src="b.axml"/><template name="x">hello</template><template is="t"/>',
        "pages/a/b.axml": '<import src="a.axml"/><template name="t"><template is="x"/></template>',
    },
    "an empty script": {f"{A}.js": ""},
    "an empty app.js": {"app.js": ""},
    "an empty page json": {f"{A}.json": ""},
    "a component of a plugin": {
        f"{A}.json": {"usingComponents": {"card": "plugin://p/card"}},
        f"{A}.axml": "<view>hello</view><card/>",
    },
    "byte order marks": {
        name: "\ufeff" + (text if isinstance(text, str) else json.dumps(text)) for name, text in FINE.items()
    },
    "CRLF": {f"{A}.axml": "<view>\r\nhello\r\n</view>\r\n", "app.json": f'{{\r\n"pages": ["{A}"]\r\n}}\r\n'},
    "NUL in markup": {f"{A}.axml": "<view>hello</view><text>{{'a\0b'}}</text>"},
    "a page listed twice": {"app.json": {"pages": [A, f"/{A}", A]}},
    "tabs of no pages": {
        "app.json": {"pages": [A], "tabBar": {"items": [{"pagePath": "none"}, {"pagePath": "../../etc/passwd"}]}}
    },
    "a picture from outside": {
        f"{A}.axml": "<view>hello</view><image src='../../../outside/picture.png'/><image src='file:///etc/passwd'/>"
    },
    "styles from outside": {f"{A}.acss": "@import '../../../outside/page.acss';"},
    "styles in a circle": {f"{A}.acss": "@import './b.acss';", "pages/a/b.acss": "@import './a.acss';"},
    "styles that break off": {f"{A}.acss": ".a { color: red; \n .b { "},
    "data that holds itself": {f"{A}.js": "const d = {}; d.d = d; Page({ data: { d } })"},
}


@pytest.mark.parametrize("files", RIGHT.values(), ids=RIGHT)
async def test_what_is_strange_works(tmp_path: Path, files: dict[str, Any]) -> None:
    write(tmp_path / "outside", OUTSIDE)
    async with MiniProgram.open(program(tmp_path, files)) as app:
        page = await app.launch()
        assert "hello" in " ".join(await page.texts())
        assert SECRET not in await page.picture()
    assert app.errors == []


async def test_a_page_without_anything_on_it(tmp_path: Path) -> None:
    assert await reported(program(tmp_path, {f"{A}.axml": ""})) == PageReport(A)


LINKS: dict[str, tuple[dict[str, Any], dict[str, str], str]] = {
    "script": ({}, {f"{A}.js": "page.js"}, "page 'pages/a/a' has no script\npages/a/a.js cannot be read"),
    "markup": ({}, {f"{A}.axml": "page.axml"}, "page 'pages/a/a' has no markup\npages/a/a.axml cannot be read"),
    "page json": ({}, {f"{A}.json": "page.json"}, "pages/a/a.json: a symbolic link that leaves the program's folder"),
    "app.js": ({}, {"app.js": "page.js"}, "there is no app.js"),
    "app.json": ({}, {"app.json": "app.json"}, "app.json: this leads out of the program's folder"),
    "ext.json": ({}, {"ext.json": "ext.json"}, "ext.json: this leads out of the program's folder"),
    "minibridge.json": ({}, {"minibridge.json": "minibridge.json"}, "minibridge.json: this leads out of the program"),
    "mini.project.json": (
        {"app.json": None},
        {"mini.project.json": "mini.project.json"},
        "mini.project.json: this leads out of the program's folder",
    ),
    "module": (
        {f"{A}.js": "import s from './m'; console.log(s)"},
        {"pages/a/m.js": "module.js"},
        "pages/a/a.js:1: cannot find module './m': a symbolic link at pages/a/m.js leaves the program's folder",
    ),
    "json module": (
        {f"{A}.js": "const n = './m.json'; console.log(require(n).s)"},
        {"pages/a/m.json": "module.json"},
        "cannot find module './m.json'",
    ),
    "include": (
        {f"{A}.axml": '<include src="x.axml"/>'},
        {"pages/a/x.axml": "page.axml"},
        "pages/a/a.axml:1:1: <include>: there is no file 'x.axml'\nA symbolic link at pages/a/x.axml leaves",
    ),
    "import": (
        {f"{A}.axml": '<import src="x.axml"/><template is="t"/>'},
        {"pages/a/x.axml": "page.axml"},
        "pages/a/a.axml:1:1: <import>: there is no file 'x.axml'",
    ),
    "sjs": (
        {f"{A}.axml": '<import-sjs name="m" from="./x.sjs"/>{{m}}'},
        {"pages/a/x.sjs": "module.sjs"},
        "pages/a/a.axml:1:1: <import-sjs>: there is no file './x.sjs'",
    ),
    "component": (using("/c/card"), {"c": "c"}, "pages/a/a.json:2:23: usingComponents: no component '/c/card'"),
    "package": ({f"{A}.js": "import s from 'p'; console.log(s)"}, {"node_modules/p": "package"}, "cannot find module"),
    "folder": ({"app.json": {"pages": ["p/page"]}}, {"p": "."}, "page 'p/page' has no script"),
}


@pytest.mark.parametrize(("files", "links", "words"), LINKS.values(), ids=LINKS)
async def test_a_link_out_of_the_program_is_not_followed(
    tmp_path: Path, files: dict[str, Any], links: dict[str, str], words: str
) -> None:
    said = await complaint(linked(tmp_path, files, links))
    assert words in said
    assert SECRET not in said


@pytest.mark.parametrize("name", [f"{A}.acss", "picture.png"])
async def test_a_link_to_looks_from_outside_is_as_if_not_there(tmp_path: Path, name: str) -> None:
    view = "<view>hello</view><image src='/picture.png'/>"
    root = linked(tmp_path, {f"{A}.axml": view}, {name: "page.acss" if name.endswith("acss") else "picture.png"})
    async with MiniProgram.open(root) as app:
        assert SECRET not in await (await app.launch()).picture()


async def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    root = program(tmp_path, {f"{A}.js": None})
    (root / f"{A}.js").symlink_to(root / f"{A}.js")
    assert "has no script" in await complaint(root)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    root = program(tmp_path, {})
    (root / f"{A}.js").chmod(0)
    assert "pages/a/a.js: cannot be read: Permission denied" in await complaint(root)


async def test_a_pipe_is_no_script(tmp_path: Path) -> None:
    root = program(tmp_path, {f"{A}.js": None})
    os.mkfifo(root / f"{A}.js")
    assert "page 'pages/a/a' has no script" in await complaint(root)


BIG: dict[str, Callable[[], dict[str, Any]]] = {
    "script": lambda: {f"{A}.js": "var a = [];\n" + 'a.push({ b: 1, c: "text" });\n' * 190_000 + "Page({})"},
    "module": lambda: {f"{A}.js": f"import './b'; Page({{}}); var s = '{'x' * 5_000_000}'", "pages/a/b.js": ""},
    "text": lambda: {f"{A}.axml": f"<view>{'hello world ' * 430_000}</view>"},
    "looks": lambda: {f"{A}.acss": "/* long */\n" * 500_000},
}


@pytest.mark.parametrize("files", BIG.values(), ids=BIG)
async def test_five_megabytes_work(tmp_path: Path, files: Callable[[], dict[str, Any]]) -> None:
    report = await reported(program(tmp_path, files()))
    assert (report.errors, report.nodes) == ([], 1)


def test_five_megabytes_of_elements_reach_the_memory_limit_which_names_their_file(tmp_path: Path) -> None:
    root = program(tmp_path, {f"{A}.axml": '<view class="a">hello</view>\n' * 180_000})
    ran = minibridge("render", root, timeout=120)
    assert ran.code == 3
    assert "memory limit" in ran.err
    assert "    at pages/a/a.axml" in ran.err
    assert "report it" not in ran.err


async def test_an_expression_without_end(tmp_path: Path) -> None:
    root = program(tmp_path, {f"{A}.axml": f'<view a="{{{{{"+".join(["x"] * 30_000)}}}}}"/>'})
    assert "pages/a/a.axml:1:12: an expression has more than 20000 words" in await complaint(root)


async def test_three_hundred_pages(tmp_path: Path) -> None:
    pages = [f"pages/p{number}/p" for number in range(300)]
    files = {name: text for page in pages for name, text in ((f"{page}.js", "Page({})"), (f"{page}.axml", "<view/>"))}
    async with MiniProgram.open(program(tmp_path, {"app.json": {"pages": pages}, **files})) as app:
        await app.launch()
        assert (await app.re_launch(f"/{pages[-1]}")).path == pages[-1]
    assert app.manifest.pages == tuple(pages)


# The command line


@pytest.mark.parametrize("command", ["run", "smoke", "render"])
@pytest.mark.parametrize("case", ["no script", "bad app.json", "component in itself", "module with half a character"])
def test_commands_say_it_without_a_traceback(tmp_path: Path, command: str, case: str) -> None:
    files, _ = WRONG[case]
    ran = minibridge(command, program(tmp_path, files))
    assert ran.code in (1, 2)
    assert "Traceback" not in ran.out + ran.err
    assert "report it" not in ran.out + ran.err


@pytest.mark.parametrize("flags", [[], ["--html", "page.html"]])
def test_what_breaks_while_a_page_is_drawn_is_an_error_of_render(tmp_path: Path, flags: list[str]) -> None:
    root = program(tmp_path, {f"{A}.axml": "<view/>\n<template is='none'/>"})
    ran = minibridge("render", root, *flags, cwd=tmp_path)
    assert ran.code == 1
    assert "there is no template 'none'" in ran.err
    assert "pages/a/a.axml:2:1" in ran.err


def test_text_that_no_encoding_has_is_shown_all_the_same(tmp_path: Path) -> None:
    root = program(tmp_path, {f"{A}.js": "Page({ data: { s: 'a\\ud800b' } })", f"{A}.axml": "<view>{{s}}</view>"})
    ran = minibridge("render", root)
    assert (ran.code, ran.err) == (0, "")
    assert minibridge("render", root, "--html", tmp_path / "page.html").code == 0
    assert ">a?b<" in (tmp_path / "page.html").read_text()


def test_a_program_does_not_drive_the_terminal(tmp_path: Path) -> None:
    root = program(tmp_path, {f"{A}.js": "throw new Error('\\x1b[2J\\x07')"})
    for command in ("smoke", "render"):
        ran = minibridge(command, root)
        assert "\x1b" not in ran.out + ran.err
        assert "\\x1b[2J\\x07" in ran.out + ran.err


STEPS: dict[str, tuple[Any, str]] = {
    "two at once": ([{"tap": "#a", "wait": 1}], "minibridge.json:1:12: steps.0: a step is an object with exactly one"),
    "nothing": ([{}], "minibridge.json:1:12: steps.0: a step is an object with exactly one of call, tap"),
    "a text": (["tap"], "minibridge.json:1:12: steps.0: a step is an object"),
    "unknown": ([{"tpa": "#a"}], "minibridge.json:1:12: steps.0: a step is an object"),
    "no list": ({"tap": "#a"}, "minibridge.json:1:2: steps: Input should be a valid list\nWrite a list"),
    "no time": ([{"wait": "soon"}], "minibridge.json:1:13: steps.0.wait: Input should be a valid number"),
    "time before now": ([{"wait": -1}], "minibridge.json:1:13: steps.0.wait: Input should be greater than or equal"),
    "no value": ([{"input": "#a"}], 'minibridge.json:1:13: steps.0.input: write the selector, "=" and the value'),
    "no element": ([{"tap": "#none"}], "nothing on pages/a/a matches '#none'; there is:\n  view \"hello\""),
    "no selector": ([{"tap": "##"}], "the selector '##' is wrong at column 1"),
    "no page": ([{"navigate": "/pages/none"}], "navigateTo: there is no page '/pages/none'"),
    "page outside": ([{"navigate": "../../etc/passwd"}], "navigateTo: there is no page '../../etc/passwd'"),
    "no handler": ([{"call": "nope"}], "page pages/a/a has no handler 'nope'"),
}


@pytest.mark.parametrize(("steps", "words"), STEPS.values(), ids=STEPS)
def test_a_bad_step_ends_in_2(tmp_path: Path, steps: Any, words: str) -> None:
    ran: Ran = minibridge("run", program(tmp_path, {"minibridge.json": {"steps": steps}}))
    assert ran.code == 2
    assert words in ran.err


@pytest.mark.parametrize(
    ("run_file", "words"),
    [
        ("{bad", "minibridge.json:1:2: bad JSON"),
        ("", "minibridge.json:1:1: bad JSON"),
        ({"user": "maybe"}, "minibridge.json:1:2: user.0: Input should be 'approve', 'cancel'"),
        ({"host": "wechat"}, "minibridge.json:1:2: host: Input should be 'alipay-plus' or 'alipay-cn'"),
        ({"page": "pages/none"}, "no page 'pages/none'"),
        ({"server": {"command": ["/nowhere"]}}, "the server /nowhere cannot be started: No such file"),
        ({"origins": {"shop": "x"}}, "minibridge.json: cannot map 'shop' to 'x'"),
        ({"device": {"model": 3}}, "minibridge.json: device: model: Input should be a valid string"),
    ],
)
async def test_a_bad_minibridge_json(tmp_path: Path, run_file: Any, words: str) -> None:
    with pytest.raises(BridgeError) as raised:
        async with MiniProgram.open(program(tmp_path, {"minibridge.json": run_file})) as app:
            await app.launch()
    assert words in str(raised.value)
