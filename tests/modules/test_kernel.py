"""What the other shims use of the module system, with a kernel of this test's own around it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import quickjs

from bridge.engine import Shims
from bridge.engine.shims import bundle
from bridge.modules import LAZY_SHIMS
from bridge.modules.graph import Graph
from bridge.modules.sources import source_file
from tests.support.folders import write

_JS = Path(__file__).resolve().parents[2] / "js_shims"
_LAZY = bundle(Shims((), LAZY_SHIMS))
_KERNEL = """
globalThis.kernel = {
  receivers: {}, actions: {}, lazySources: LAZY, catalogue: CATALOGUE,
  evaluateFile: (file, head, tail) => (0, eval)(head + "\\n" + file.source + "\\n" + tail),
  evaluateShim: (source) => (0, eval)(source),
};
"""


def kernel_with(files: list[dict[str, Any]]) -> Any:
    """An engine with `kernel` as a global, which has been given these files."""
    engine = quickjs.Context()
    engine.eval(_KERNEL.replace("LAZY", json.dumps(_LAZY.lazy)).replace("CATALOGUE", _LAZY.catalogue))
    for shim in ("engine/lazy.js", "modules/modules.js"):
        text = (_JS / shim).read_text()
        engine.eval(f"({text[text.index('(function') :]})(kernel)")
    engine.eval(f"kernel.receivers.load({json.dumps({'files': files})})")
    return engine


def loaded(folder: Path, files: dict[str, Any], *entries: str) -> Any:
    return kernel_with(Graph(write(folder, files)).load(entries))


def asked(engine: Any, expression: str) -> Any:
    return json.loads(engine.eval(f"JSON.stringify({expression})"))


def test_a_module_s_exports_are_required_by_its_path(tmp_path: Path) -> None:
    engine = loaded(tmp_path, {"a.js": "exports.n = 1", "b.js": "export default 2"}, "a.js", "b.js")
    assert asked(engine, "[kernel.require('a.js').n, kernel.require('b.js').default]") == [1, 2]


def test_whose_code_runs_is_known_while_modules_are_evaluated(tmp_path: Path) -> None:
    files = {
        "a.js": "log.push(kernel.requiring); import './b'; log.push(kernel.requiring)",
        "b.js": "log.push(kernel.requiring); try { require('./c') } catch (e) {} log.push(kernel.requiring)",
        "c.js": "log.push(kernel.requiring); throw 1",
    }
    engine = loaded(tmp_path, files, "a.js")
    engine.eval("globalThis.log = [kernel.requiring]; kernel.require('a.js'); log.push(kernel.requiring)")
    assert asked(engine, "log") == [None, "b.js", "c.js", "b.js", "a.js", "a.js", None]


def test_a_view_is_kept_and_given_out() -> None:
    view = source_file("a.axml", "function (h) {}", "view", {"./b.sjs": "b.sjs"})
    engine = kernel_with([view])
    assert asked(engine, "kernel.file('a.axml')") == {**view, "wide": None, "counters": None}


def test_a_file_that_was_not_loaded_is_null() -> None:
    assert asked(kernel_with([]), "[kernel.file('a'), kernel.file('__proto__')]") == [None, None]


@pytest.mark.parametrize(
    ("line", "column", "written"),
    [(1, 9, 9), (2, 3, 3), (2, 4, 4), (2, 11, 4), (2, 12, 5), (2, 19, 12), (2, 20, 12), (2, 24, 13), (3, 30, 30)],
)
def test_columns_are_led_back_to_what_was_written(line: int, column: int, written: int) -> None:
    engine = kernel_with([])
    assert asked(engine, f"kernel.writtenColumn('2 4 1 8 2 19 1 5 4 1 6 7', {line}, {column})") == written


def test_columns_of_files_that_nothing_moved_in_stay(tmp_path: Path) -> None:
    assert asked(kernel_with([]), "kernel.writtenColumn('', 7, 9)") == 9


def test_requiring_a_file_that_was_not_loaded_throws() -> None:
    with pytest.raises(quickjs.JSException, match="no file was loaded as gone"):
        kernel_with([]).eval("kernel.require('gone.js')")


POISON = {
    "setters on Array.prototype": (
        "for (let i = 0; i < 9; i++) Object.defineProperty(Array.prototype, i, { set() { throw 1 } });"
    ),
    "the array iterator": "Array.prototype[Symbol.iterator] = null; Array.prototype.push = null;",
    "getters on Object.prototype": (
        "for (const n of ['get', 'value', './a', 'default', 'path']) Object.defineProperty(Object.prototype, n,"
        " { __proto__: null, get() { throw 1 }, set() { throw 2 }, configurable: true });"
    ),
    "methods of text": (
        "for (const n of Object.getOwnPropertyNames(String.prototype)) try { String.prototype[n] = null } catch (e) {}"
    ),
    "static methods": "Object.keys = Object.hasOwn = Object.defineProperty = Reflect.apply = JSON.parse = null;",
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON.keys())
def test_what_a_program_overwrites_does_not_reach_the_module_system(tmp_path: Path, poison: str) -> None:
    files = {
        "a.js": "export let n = 1; export default 2; n = 3;",
        "b.js": "import d, { n } from './a'; import * as c from './c'; export * from './c'; export let m=d+n+c.x;",
        "c.js": "exports.x = 4",
        "d.json": {"y": 5},
        "e.js": "module.exports = [require('./b').m, require('./b').x, require('./d').y, require('./' + 'd').y]",
    }
    engine = loaded(tmp_path, files, "e.js")
    engine.eval(poison)
    assert [engine.eval(f"kernel.require('e.js')[{index}]") for index in range(4)] == [9, 4, 5, 5]


def test_long_chains_of_modules_can_be_required(tmp_path: Path) -> None:
    files = {f"m{n}.js": f"import x from './m{n + 1}'; export default x;" for n in range(60)}
    engine = loaded(tmp_path, {**files, "m60.js": "export default 1"}, "m0.js")
    assert asked(engine, "kernel.require('m0.js').default") == 1
