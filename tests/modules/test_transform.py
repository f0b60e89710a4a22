"""The transform itself: it never fails, moves no line, says how columns moved, and does nothing twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.modules import transform as module
from bridge.modules.graph import Graph
from bridge.modules.sources import line_count
from bridge.modules.transform import Dialect, transform
from tests.modules.launching import PAGE
from tests.support.folders import write

WORDS = """
import export default from as * { } ( ) [ ] , ; : . ... ? ?. ! = == => + ++ - / < > & | ` ${ a b a.b 'x' "./y" /r/ 1
require module exports async await function function* class extends static get new return typeof let const var for of in
if else do while switch case try catch with import.meta import( type interface enum namespace declare
abstract private readonly implements satisfies @d #p <T> $m _default // /* */ <!-- --> \\ \\u0061 é 𝄞
"""
TOKENS = [*WORDS.split(), "\n", "\r", "\r\n", "\u2028", "\t", "\0"]
SOUP = st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(["", " ", "\n"])), max_size=40).map(
    lambda parts: "".join(token + space for token, space in parts)
)
DIALECTS: tuple[Dialect, ...] = ("javascript", "typescript", "tsx", "sjs")


@settings(max_examples=400, deadline=None)
@given(SOUP, st.sampled_from(DIALECTS))
def test_no_text_breaks_the_transform_or_moves_a_line(source: str, dialect: Dialect) -> None:
    made = transform(source, dialect)
    assert made.refused is not None or line_count(made.source) == line_count(source)


@pytest.mark.parametrize("source", ["f(import\n.meta)\ng()", "import.\nmeta.url;\ng()"])
def test_import_meta_over_two_lines_keeps_them(source: str) -> None:
    made = transform(source, "javascript")
    assert "$m.t" in made.source
    assert line_count(made.source) == line_count(source)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_transformed(source: str) -> None:
    transform(source)


SHIFTED = {
    "a longer reading": ("import { a } from 'x'; f(a, here)", "here"),
    "a call": ("import { a } from 'x'; a(here)", "here"),
    "two in a line": ("import { a } from 'x'; f(a, { a }, here)", "here"),
    "on another line": ("import { a } from 'x';\n\nf(a);\n  a(); here", "here"),
    "after an export": ("export const a = 1; here", "here"),
    "after wide characters": ("import { a } from 'x'; f('é𝒳', a, here)", "here"),
    "a default class": ("export default class {} here", "here"),
    "several lines of import": ("import {\n  a\n} from 'x'; a(here)", "here"),
    "windows line ends": ("import { a } from 'x';\r\na(a, here)", "here"),
}


@pytest.mark.parametrize(("source", "mark"), SHIFTED.values(), ids=SHIFTED.keys())
def test_shifts_lead_back_to_the_column_that_was_written(source: str, mark: str) -> None:
    made = transform(source)
    line, column = _place(made.source, mark)
    assert (line, _unshifted(made.shifts, line, column)) == _place(source, mark)


def _place(text: str, mark: str) -> tuple[int, int]:
    before = text[: text.index(mark)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _unshifted(shifts: str, line: int, column: int) -> int:
    numbers = [int(number) for number in shifts.split()]
    moved = 0
    for at in range(0, len(numbers), 4):
        changed, start, before, now = numbers[at : at + 4]
        if changed == line and start + now <= column:
            moved += now - before
    return column - moved


def test_the_same_text_is_transformed_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = f"import a from './a'; export default a; // {tmp_path}"
    folders = [write(tmp_path / name, {PAGE: source, "pages/index/a.js": source}) for name in ("one", "two")]
    Graph(folders[0]).load([PAGE])
    monkeypatch.setattr(module, "parse", None)
    assert len(Graph(folders[1]).load([PAGE])) == 2


def test_what_was_transformed_is_forgotten_when_there_is_too_much_of_it() -> None:
    cache = module._Cache(10)
    for key in (b"a", b"b", b"c"):
        cache.put(key, module.Transformed("12345", "commonjs"))
    assert [cache.get(key) is not None for key in (b"a", b"b", b"c")] == [False, True, True]


def test_plain_commonjs_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parse", None)
    made = transform("const a = require('./plain'); module.exports = a; // important exports")
    assert (made.kind, made.head, made.specifiers) == ("commonjs", "", {"./plain": 1})


def test_specifiers_come_with_their_first_line() -> None:
    made = transform("import a from 'a';\nimport 'b'; import 'a';\nexport * from 'c';\nrequire('d'); import('e');")
    assert made.specifiers == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 4}


@pytest.mark.parametrize("source", ["import 'a'", "export {}", "export * from 'a'", "export default 1"])
def test_import_and_export_make_an_es_module(source: str) -> None:
    assert transform(source).kind == "module"


@pytest.mark.parametrize("source", ["// import a", "'export default'", "a.import = 1", "import('a')"])
def test_the_words_alone_do_not(source: str) -> None:
    assert transform(source).kind == "commonjs"


def test_a_file_is_given_out_once(tmp_path: Path) -> None:
    graph = Graph(write(tmp_path, {"a.js": "import './b'", "b.js": "", "c.js": "import './b'"}))
    given = [[file["path"] for file in graph.load([entry])] for entry in ("a.js", "c.js", "a.js")]
    assert [sorted(paths) for paths in given] == [["a.js", "b.js"], ["c.js"], []]


def test_a_file_that_was_mended_is_given_out_again(tmp_path: Path) -> None:
    graph = Graph(write(tmp_path, {"a.js": "import './b.json'", "b.json": "oops"}))
    refused = [bool(file["refusal"]) for file in graph.load(["a.js"])]
    write(tmp_path, {"b.json": "{}"})
    assert (refused, [file["path"] for file in graph.load(["a.js"])], graph.load(["a.js"])) == (
        [False, True],
        ["b.json"],
        [],
    )


def test_the_source_is_shown_as_it_is_on_disk(tmp_path: Path) -> None:
    graph = Graph(write(tmp_path, {"a.js": "import './b'"}))
    assert (graph.text("a.js"), graph.text("gone.js")) == ("import './b'", None)


def test_heads_are_one_line() -> None:
    made = transform("import {\n a,\n b\n} from './x';\nexport { a };\nexport function f() {}\nexport * from './y';")
    assert not re.search("[\r\n\u2028\u2029]", made.head)


def test_patterns_and_brackets_may_be_as_deep_as_they_like() -> None:
    deep = 3000
    made = transform(f"export const {'[' * deep}a{']' * deep} = 1; {'(' * deep}a{')' * deep}")
    assert "a=a" in made.source.replace(" ", "").replace("$m_.", "")


@pytest.mark.parametrize("piece", ["let [", "require/*", "import {a} from 'x'\n(", "export {", "`${", "require("])
def test_no_text_takes_for_ever(piece: str) -> None:
    transform(piece * 3000)
