"""Which files are counted, and what comes of several of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge.engine import Limits
from bridge.modules.graph import Graph
from bridge.modules.transform import transform
from bridge.testing.coverage import Coverage, add_unloaded, is_covered
from tests.support.folders import write
from tests.testing.coverage.counting import calls_of, ran


@pytest.mark.parametrize(
    "path", ["app.js", "pages/a/a.js", "a.ts", "a.sjs", "pages/a.axml", "app.config.js", "testing/a.js", "latest.js"]
)
def test_the_program_s_own_files_are_covered(path: str) -> None:
    assert is_covered(path)


@pytest.mark.parametrize(
    "path",
    [
        *("node_modules/x/a.js", "../node_modules/x/a.js", "../other/a.js", "a.test.js", "pages/a.spec.ts"),
        *("__tests__/a.js", "lib/__mocks__/a.js", "a.json", "a.acss", "types.d.ts", "jest.config.js"),
    ],
)
def test_others_are_not(path: str) -> None:
    assert not is_covered(path)


async def test_packages_and_mocks_do_not_count(tmp_path: Path) -> None:
    files: dict[str, Any] = {"node_modules/p/index.js": "exports.a = () => 1", "__mocks__/m.js": "1"}
    made = await ran(tmp_path, "require('p').a(); require('./__mocks__/m')", files=files)
    assert list(made.coverage.files) == ["main.js"]


async def test_typescript_is_counted_where_it_is_code(tmp_path: Path) -> None:
    source = "interface A { a: number }\nexport function f(a: number = 1): number { return a as number }\nf()"
    file = (await ran(tmp_path, source, name="main.ts")).coverage.files["main.ts"]
    assert (calls_of(file), [item.span.line for item in file.file_map.statements]) == ({"f": 1}, [2, 3])


async def test_an_es_module_of_another_file(tmp_path: Path) -> None:
    files = {"lib.js": "export const add = (a, b = 1) => a + b\nexport default class { m() {} }"}
    made = await ran(tmp_path, "import A, { add } from './lib'\nadd(1) || new A().m()", files=files)
    assert (made.problems, calls_of(made.coverage.files["lib.js"])) == ([], {"add": 1, "m": 0})


async def test_imports_in_counted_expressions_are_live(tmp_path: Path) -> None:
    files = {"lib.js": "export let n = 1\nexport const up = () => n++"}
    source = "import { n, up } from './lib'\nup()||n;console.log(n?n:0, { n }.n || 0)"
    assert (await ran(tmp_path, source, files=files)).printed == ["2 2"]


async def test_exports_of_files_without_line_ends(tmp_path: Path) -> None:
    files = {"lib.js": "export const a=1;a||2;export const b=()=>a||3;export let c=a?b():4;c++"}
    made = await ran(tmp_path, "import { a, b, c } from './lib'; console.log(a, b(), c)", files=files)
    assert (made.printed, made.problems) == (["1 1 2"], [])


async def test_files_that_were_loaded_but_not_required_count_nothing(tmp_path: Path) -> None:
    made = await ran(tmp_path, "if (0) require('./other')", files={"other.js": "1;2;"})
    assert made.coverage.files["other.js"].counts == [0, 0]


async def test_files_that_no_test_loaded_can_be_added(tmp_path: Path) -> None:
    folder = write(
        tmp_path, {"a.js": "1;", "b.test.js": "1;", "c.axml": "<a>{{b}}</a>", "d.axml": "<a>", "e.js": "let ["}
    )
    coverage = Coverage()
    add_unloaded(coverage, Graph(folder))
    assert [(file.path, file.counts, bool(file.file_map.unread)) for file in coverage] == [
        ("a.js", [0], False),
        ("c.axml", [0], False),
        ("d.axml", [], True),
        ("e.js", [], True),
    ]


async def test_a_module_that_is_evaluated_again_goes_on_counting(tmp_path: Path) -> None:
    source = "for (const i of [1, 2]) try { require('./bad') } catch {}"
    made = await ran(tmp_path, source, files={"bad.js": "throw 1"})
    assert made.coverage.files["bad.js"].counts == [2]


async def test_what_ran_before_a_limit_is_not_lost(tmp_path: Path) -> None:
    made = await ran(tmp_path, "1;\nfor (;;) 2;\n3;", limits=Limits(cpu=0.2))
    first, loop, inner, last = made.coverage.files["main.js"].counts
    assert (first, loop, inner > 1, last) == (1, 1, True, 0)


async def test_programs_cannot_reach_the_counters(tmp_path: Path) -> None:
    poison = (
        "Array.prototype.toJSON = () => 'broken'; Array.prototype.join = () => 'broken'\n"
        "Object.defineProperty(Array.prototype, '0', { set() { throw 1 } })"
    )
    made = await ran(tmp_path, poison, files={"other.js": "1;"}, then="other.js")
    assert (made.problems, made.coverage.files["other.js"].counts) == ([], [1])


def test_files_that_count_and_those_that_do_not_are_kept_apart() -> None:
    source = "const only_here = 1"
    assert [transform(source, counts=counts).file_map is None for counts in (True, False, True)] == [False, True, False]
