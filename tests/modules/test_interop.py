"""ES modules and CommonJS files see each other as Babel's output would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.modules.launching import PAGE, evaluated, printed, printed_by
from tests.support.folders import write

INTEROP = {
    "an ES module required is marked": (
        "export default 1; export const n = 2;",
        "const a = require('./a'); console.log(a.__esModule, a.default, a.n, Object.keys(a).join())",
        "true 1 2 default,n",
    ),
    "the default of module.exports is itself": (
        "module.exports = { default: 1, n: 2 };",
        "import a from './a'; console.log(a.default, a.n)",
        "1 2",
    ),
    "a function with a default member is still the default": (
        "module.exports = () => 3; module.exports.default = () => 4;",
        "import f from './a'; console.log(f())",
        "3",
    ),
    "compiled ES modules are ES modules": (
        "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 5; exports.n = 6;",
        "import a, { n } from './a'; console.log(a, n)",
        "5 6",
    ),
    "a name inside the default object": (
        "export default { f() { return 7; } }",
        "import { f } from './a'; console.log(f())",
        "7",
    ),
    "a name inside the default of compiled code": (
        "exports.__esModule = true; exports.default = { n: 8 };",
        "import { n } from './a'; console.log(n)",
        "8",
    ),
    "its own export wins over the default's member": (
        "export default { n: 1 }; export const n = 9;",
        "import { n } from './a'; console.log(n)",
        "9",
    ),
    "a name that is nowhere": ("export default null;", "import { n } from './a'; console.log(n)", "undefined"),
    "a name everything inherits is no export": (
        "export const n = 1;",
        "import { toString } from './a'; console.log(toString)",
        "undefined",
    ),
    "names of null": ("module.exports = null;", "import a, { n } from './a'; console.log(a, n)", "null undefined"),
    "names of a primitive": ("module.exports = 'abc';", "import { length } from './a'; console.log(length)", "3"),
    "a name inherited by a CommonJS object": (
        "module.exports = new (class { m() { return 'm'; } })();",
        "import { m } from './a'; console.log(m())",
        "m",
    ),
    "a namespace of CommonJS": (
        "exports.n = 1;",
        "import * as a from './a'; console.log(Object.keys(a).join(), a.default.n)",
        "n,default 1",
    ),
    "passing on CommonJS": ("export * from './b';", "import { n } from './a'; console.log(n)", "2"),
    "both kinds in one file": (
        "import { n } from './b'; module.exports = { twice: n * 2 };",
        "import a, { twice } from './a'; console.log(a.twice, twice)",
        "4 4",
    ),
    "an import and exports.x in one file": (
        "import b from './b'; exports.n = b.n;",
        "import { n } from './a'; console.log(n, require('./a').__esModule)",
        "2 undefined",
    ),
    "require in an ES module": (
        "const b = require('./b'); export const n = b.n;",
        "import { n } from './a'; console.log(n)",
        "2",
    ),
    "exports and export in one file": (
        "export const a = 1; exports.b = 2; module.exports.c = 3;",
        "import { a, b, c } from './a'; console.log(a, b, c)",
        "1 2 3",
    ),
    "names in quotes": (
        "const n = 4; export { n as 'a name' };",
        "import { 'a name' as n } from './a'; console.log(n)",
        "4",
    ),
    "names that are reserved words": (
        "const a = 5; export { a as class };",
        "import { class as b } from './a'; console.log(b)",
        "5",
    ),
    "a list that names its source on the next line": (
        "export { n }\nfrom './b'",
        "import { n } from './a'; console.log(n)",
        "2",
    ),
    "a default class before a bracket": (
        "export default class { static n = 6 }\n[1, 2].map(() => 1)",
        "import C from './a'; console.log(C.n)",
        "6",
    ),
    "import attributes": ("exports.n = 1", "import a from './a' with { type: 'js' }; console.log(a.n)", "1"),
    "old Mac line ends": ("// first\rexport const n = 7;\r", "import { n } from './a'; console.log(n)", "7"),
    "this in CommonJS": (
        "module.exports = [this === exports, this === module.exports];",
        "console.log(require('./a').join())",
        "true,true",
    ),
    "this in an ES module": ("export const t = typeof this;", "import { t } from './a'; console.log(t)", "undefined"),
    "sloppy CommonJS": ("undeclared = 8; module.exports = undeclared;", "console.log(require('./a'))", "8"),
    "strict ES modules": (
        "export let e; try { undeclared = 1; } catch (error) { e = error.name; }",
        "import { e } from './a'; console.log(e)",
        "ReferenceError",
    ),
    "module.id and module.loaded": (
        "module.exports = module;",
        "const m = require('./a'); console.log(m.id, m.loaded)",
        "pages/index/a.js true",
    ),
    "import.meta": ("export const u = import.meta.url;", "import { u } from './a'; console.log(u)", "pages/index/a.js"),
}


@pytest.mark.parametrize(("module", "page", "expected"), INTEROP.values(), ids=INTEROP.keys())
async def test_kinds_of_modules_mix(tmp_path: Path, module: str, page: str, expected: str) -> None:
    assert await printed(tmp_path, page, a=module, b="exports.n = 2;") == [expected]


JSON = {
    "a namespace": ("import * as g from '/app.json'; console.log(g.pages[0], g.default.pages.length)", "p 1"),
    "a name": ("import { pages } from '/app.json'; console.log(pages[0])", "p"),
    "the default": ("import g from '/app'; console.log(g.pages[0])", "p"),
    "an empty file": ("console.log(Object.keys(require('/empty.json')).length)", "0"),
    "one object for all": ("require('/app.json').x = 1; console.log(require('/app').x)", "1"),
}


@pytest.mark.parametrize(("page", "expected"), JSON.values(), ids=JSON.keys())
async def test_json_is_a_module(tmp_path: Path, page: str, expected: str) -> None:
    files: dict[str, Any] = {PAGE: page, "app.json": {"pages": ["p"]}, "empty.json": " \n"}
    assert await printed_by(tmp_path, files) == [expected]


async def test_bad_json_is_told_when_it_is_required(tmp_path: Path) -> None:
    page = "try { require('/bad.json'); } catch (e) { console.log(e.name, e.message.split('\\n')[0]); }"
    files = {PAGE: page, "bad.json": '{\n  "a": oops\n}'}
    assert await printed_by(tmp_path, files) == ["SyntaxError bad.json:2:8: bad JSON: Expecting value"]


async def test_a_module_of_two_entries_is_one(tmp_path: Path) -> None:
    files = {"a.js": "import './c'; import './b'", "b.js": "import './c'", "c.js": "console.log('once')"}
    runtime = await evaluated(write(tmp_path, files), "a.js", "b.js")
    assert [line.text for line in runtime.console] == ["once"]


async def test_a_syntax_error_is_thrown_where_the_file_is_required(tmp_path: Path) -> None:
    page = (
        "console.log('begun'); try { require('./a'); } catch (e) { console.log(e.name, e.stack.trim().slice(0, 23)); }"
    )
    assert await printed(tmp_path, page, a="ok();\nlet = ;") == ["begun", "SyntaxError at pages/index/a.js:2:7"]


async def test_a_file_that_is_no_text_is_told_when_it_is_required(tmp_path: Path) -> None:
    page = "try { require('./a'); } catch (e) { console.log(e.message.split('\\n')[0]); }"
    assert await printed(tmp_path, page, a=b"// \xff") == ["pages/index/a.js:1: not UTF-8: byte 0xff"]


async def test_a_style_sheet_is_no_module(tmp_path: Path) -> None:
    page = "try { require('./a.acss'); } catch (e) { console.log(e.message); }"
    assert await printed(tmp_path, page, a_acss="a {}") == [
        "pages/index/a.acss: only code and JSON can be required, and this is .acss"
    ]
