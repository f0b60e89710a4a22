"""`import`, `export` and `require` between the files of a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import ScriptError
from tests.modules.launching import PAGE, printed, printed_by


async def test_json_is_imported_and_required(tmp_path: Path) -> None:
    page = "import x, { n } from './b.json'; console.log(x.n, n, require('./b').n)"
    assert await printed(tmp_path, page, b_json={"n": 1}) == ["1 1 1"]


async def test_a_list_in_json_is_its_default(tmp_path: Path) -> None:
    assert await printed(tmp_path, "import x from './b.json'; console.log(x.length)", b_json=[1, 2]) == ["2"]


@pytest.mark.parametrize("name", ["/lib/a", "/lib/a.js", "../../lib/a", "/lib", "pkg"])
async def test_where_a_name_is_looked_up(tmp_path: Path, name: str) -> None:
    files = dict.fromkeys(("lib/a.js", "lib/index.js", "node_modules/pkg/index.js"), "module.exports = 1")
    assert await printed_by(tmp_path, {PAGE: f"console.log(require('{name}'))", **files}) == ["1"]


async def test_files_that_require_each_other_see_what_is_there(tmp_path: Path) -> None:
    files = {
        "a": "exports.one = 1; const b = require('./b'); exports.two = b.seen;",
        "b": "exports.seen = require('./a').one;",
    }
    assert await printed(tmp_path, "console.log(require('./a').two)", **files) == ["1"]


@pytest.mark.parametrize(
    "way", ["import x from './gone'", "require('./gone')", "export * from './gone'", "import './gone'"]
)
async def test_a_missing_file_is_named_with_its_importer_and_what_was_looked_for(tmp_path: Path, way: str) -> None:
    with pytest.raises(ScriptError) as raised:
        await printed(tmp_path, f"{way};")
    assert raised.value.message == (
        "Error: pages/index/index.js:1: cannot find module './gone' (looked for pages/index/gone; as it is, with .js, "
        ".ts, .mjs, .cjs, .json, .sjs, and for index there)"
    )


async def test_a_missing_file_that_is_never_required_is_no_error(tmp_path: Path) -> None:
    assert await printed(tmp_path, "if (false) require('./gone'); console.log('fine')") == ["fine"]


async def test_a_file_that_is_not_there_when_required_by_a_made_up_name_says_so(tmp_path: Path) -> None:
    page = "try { require('./' + 'gone'); } catch (e) { console.log(e.message, e.code); }"
    assert await printed(tmp_path, page) == [
        "pages/index/index.js: cannot find module './gone': no file of the program has that name MODULE_NOT_FOUND"
    ]


async def test_nothing_outside_the_program_is_found(tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("module.exports = 1")
    with pytest.raises(ScriptError, match="cannot find module"):
        await printed(tmp_path / "app", "require('../../../secret')")


LINES = {
    "an import over several lines": "import {\n  a,\n  b,\n} from './a';\nthrow new Error('here');",
    "windows line ends": "import {\r\n  a,\r\n  b,\r\n} from './a';\r\nthrow new Error('here');",
    "an export list": "const a = 1;\nexport {\n  a,\n};\nthrow new Error('here');",
    "an exported function": "export function f() {\n}\n\n\nthrow new Error('here');",
    "a shebang": "#!/usr/bin/env node\nimport './a';\n\n\nthrow new Error('here');",
}


@pytest.mark.parametrize("page", LINES.values(), ids=LINES.keys())
async def test_errors_keep_their_line_numbers(tmp_path: Path, page: str) -> None:
    with pytest.raises(ScriptError) as raised:
        await printed(tmp_path, page, a="")
    assert "pages/index/index.js:5:" in raised.value.stack


async def test_a_syntax_error_in_a_module_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"(?s)SyntaxError.*pages/index/a.js:2"):
        await printed(tmp_path, "import './a'", a="export const a = 1;\nexport const b = ;")


async def test_a_module_that_throws_throws_for_every_importer(tmp_path: Path) -> None:
    page = "for (const n of [1, 2]) try { require('./a'); } catch (e) { console.log(n, e.message); }"
    assert await printed(tmp_path, page, a="throw new Error('no')") == ["1 no", "2 no"]
