"""`.sjs` files: modules of the view, without the program around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.modules.launching import printed_by

ABSENT = [
    *("my", "App", "Page", "Component", "getApp", "getCurrentPages", "globalThis", "global", "self", "window"),
    "setTimeout",
]


@pytest.mark.parametrize("name", ABSENT)
async def test_the_program_is_not_there(tmp_path: Path, name: str) -> None:
    assert await printed_by(tmp_path, {"a.sjs": f"console.log(typeof {name})"}, "a.sjs") == ["undefined"]


USES = {
    "getDate": ("console.log(getDate(2020, 1, 2).getMonth(), getDate(0).getTime())", "1 0"),
    "getDate of now": ("console.log(getDate() instanceof Date)", "true"),
    "getRegExp": ("console.log(getRegExp('a.c', 'i').test('ABC'))", "true"),
    "export default": ("import b from './b.sjs'; console.log(b.n)", "1"),
    "export names": ("import { m } from './b.sjs'; console.log(m)", "2"),
    "require": ("console.log(require('./b.sjs').m)", "2"),
    "its ending left out": ("import b from './b'; console.log(b.n)", "1"),
    "a name of ours declared": ("const my = 'own'; console.log(my)", "own"),
    "an import called my": ("import my from './b.sjs'; console.log(my.n)", "1"),
    "module.exports": ("module.exports = { a: 1 }; console.log(exports !== module.exports)", "true"),
}


@pytest.mark.parametrize(("source", "expected"), USES.values(), ids=USES.keys())
async def test_what_is_there(tmp_path: Path, source: str, expected: str) -> None:
    files = {"a.sjs": source, "b.sjs": "export default { n: 1 }; export const m = 2;"}
    assert await printed_by(tmp_path, files, "a.sjs") == [expected]


@pytest.mark.parametrize("name", ["./c", "./c.js", "/d.json"])
async def test_only_other_sjs_files_can_be_imported(tmp_path: Path, name: str) -> None:
    source = f"try {{ require('{name}'); }} catch (e) {{ console.log(e.message); }}"
    said = await printed_by(tmp_path, {"a.sjs": source, "c.js": "", "d.json": "{}"}, "a.sjs")
    target = "d.json" if "d" in name else "c.js"
    assert said == [f"a.sjs:1: an .sjs file can import only .sjs files, and '{name}' is {target}"]


async def test_code_may_import_an_sjs_file(tmp_path: Path) -> None:
    files = {"a.js": "import f from './b.sjs'; console.log(f.n)", "b.sjs": "export default { n: 1 }"}
    assert await printed_by(tmp_path, files, "a.js") == ["1"]
