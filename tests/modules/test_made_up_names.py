"""`require(expression)`, `require.async` and `import()`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.modules.graph import Graph
from tests.modules.launching import PAGE, printed, printed_by
from tests.support.folders import write

FILES = {"lang/zh.js": "module.exports = 'zh'", "lang/en.json": '"en"', "lang/index.js": "module.exports = 'lang'"}

MADE_UP = {
    "beside": ("'./' + 'a'", "a"),
    "from the root": ("'/lang/' + 'zh'", "zh"),
    "JSON": ("'/lang/' + 'en'", "en"),
    "relative": ("`../../lang/${'zh'}.js`", "zh"),
    "a folder": ("['..', '..', 'lang'].join('/')", "lang"),
    "a package that another file requires": ("'p' + ''", "p"),
    "a bare path": ("'lang' + '/zh'", "zh"),
}


@pytest.mark.parametrize(("name", "expected"), MADE_UP.values(), ids=MADE_UP.keys())
async def test_a_name_made_up_at_run_time_is_looked_up(tmp_path: Path, name: str, expected: str) -> None:
    page = f"if (0) require('p'); console.log(require({name}))"
    beside = {"pages/index/a.js": "module.exports = 'a'", "node_modules/p/index.js": "module.exports = 'p'"}
    assert await printed_by(tmp_path, {PAGE: page, **beside, **FILES}) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "require(x)",
        "require('./' + x)",
        "require(`./${x}`)",
        "import(x)",
        "require.async(x)",
        "export default require(x)",
        "if (a) { f(require(x)) }",
    ],
)
def test_a_made_up_name_makes_all_the_program_s_code_and_data_loadable(tmp_path: Path, source: str) -> None:
    write(tmp_path, {"a.js": source, "lib/b.js": "", "node_modules/p/index.js": "", "c.acss": "", **FILES})
    paths = sorted(file["path"] for file in Graph(tmp_path).load(["a.js"]))
    assert paths == ["a.js", "lang/en.json", "lang/index.js", "lang/zh.js", "lib/b.js"]


@pytest.mark.parametrize(
    "source",
    [
        "// require(x)",
        "'require(x)'",
        "function require(x) {}",
        "(function (require) { require(x) })()",
        "a.require(x)",
        "require(/* why */ './lib/b')",
        "require(`./lib/b`)",
        "import('./lib/b')",
        "typeof require",
    ],
)
def test_what_only_looks_like_a_made_up_name_loads_nothing_more(tmp_path: Path, source: str) -> None:
    write(tmp_path, {"a.js": source, "lib/b.js": "", "lib/c.js": ""})
    assert "lib/c.js" not in [file["path"] for file in Graph(tmp_path).load(["a.js"])]


ASYNC = {
    "import() of an ES module": ("import('./a').then(a => console.log(a.default, a.n))", "1 2"),
    "import() of CommonJS": ("import('./c').then(c => console.log(c.default.n, c.n))", "3 3"),
    "import() in an ES module": ("import './c'; (async () => console.log((await import('./a')).n))()", "2"),
    "import() with a comment": ("import(/* webpackChunkName: 'a' */ './a').then(a => console.log(a.n))", "2"),
    "import() of a made-up name": ("import('./' + 'a').then(a => console.log(a.n))", "2"),
    "require.async": ("require.async('./c').then(c => console.log(c.n))", "3"),
    "import() of nothing": ("import('./gone').catch(e => console.log(e.code))", "MODULE_NOT_FOUND"),
    "require.async of nothing": ("require.async('./gone').catch(e => console.log(e.code))", "MODULE_NOT_FOUND"),
    "a file that throws": ("import('./bad').catch(e => console.log(e.message))", "bad"),
}


@pytest.mark.parametrize(("page", "expected"), ASYNC.values(), ids=ASYNC.keys())
async def test_modules_are_promised(tmp_path: Path, page: str, expected: str) -> None:
    files = {"a": "export default 1; export const n = 2;", "c": "exports.n = 3;", "bad": "throw new Error('bad')"}
    assert await printed(tmp_path, page, **files) == [expected]


async def test_a_promised_module_runs_after_the_code_that_asked_for_it(tmp_path: Path) -> None:
    page = "import('./a'); console.log('first')"
    assert await printed(tmp_path, page, a="console.log('second')") == ["first", "second"]


async def test_a_file_that_nobody_requires_never_runs(tmp_path: Path) -> None:
    page = "const f = (name) => require(name); console.log('done')"
    assert await printed(tmp_path, page, a="let = broken", b="console.log('ran')") == ["done"]
