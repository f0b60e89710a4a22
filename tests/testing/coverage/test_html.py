"""The pages a person looks at."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bridge.modules.file_map import FileMap, Function, Span, Statement
from bridge.testing.coverage import Coverage, Outcomes, write_html
from bridge.testing.coverage.counts import FileCoverage
from bridge.testing.coverage.source_page import source_table
from tests.testing.coverage.made import SOURCE, coverage

VOID = {"meta", "link", "input", "br"}


class _Balance(HTMLParser):
    """Notices tags that are not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _read(path: str) -> str | None:
    return SOURCE if path == "pages/a.js" else None


def _parsed(page: Path) -> _Balance:
    parser = _Balance()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


@pytest.fixture
def index(tmp_path: Path) -> Path:
    outcomes = [Outcomes("signContract", ("success",), ("7001",))]
    return write_html(coverage(), tmp_path / "report", _read, outcomes=outcomes, complaints=["too <little>"])


def test_every_link_leads_to_a_page_of_the_folder(index: Path) -> None:
    for page in index.parent.rglob("*.html"):
        for link in _parsed(page).links:
            assert link.startswith("#") or (page.parent / link).is_file()


def test_pages_are_whole(index: Path) -> None:
    assert [_parsed(page).open for page in index.parent.rglob("*.html")] == [[], [], []]


def test_nothing_comes_from_outside(index: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in index.parent.rglob("*") if file.is_file()]
    assert [text for text in texts if re.search(r"https?://|url\(|@import", text)] == []


def test_the_index_shows_thresholds_and_outcomes(index: Path) -> None:
    text = index.read_text(encoding="utf-8")
    assert ("too &lt;little&gt;" in text, 'never">7001<' in text, 'good">success<' in text) == (True, True, True)


def _rows(file: FileCoverage, text: str) -> list[tuple[str, str]]:
    """Of each line its class, and its code as HTML."""
    return re.findall(r'<tr id="L\d+" class="(\w*)".*?<pre>(.*?)\n</pre>', source_table(file, text), re.DOTALL)


def test_lines_are_hit_missed_or_partly_covered() -> None:
    rows = _rows(coverage().files["pages/a.js"], SOURCE)
    assert [kind for kind, _ in rows] == ["", "partial", "", "hit", "", "missed", "missed", ""]


def test_code_that_did_not_run_is_marked() -> None:
    rows = _rows(coverage().files["pages/a.js"], SOURCE)
    assert rows[6][1] == '  <span class="m-statement" title="statement not run">never();</span>'


def test_a_way_not_taken_has_a_badge() -> None:
    rows = _rows(coverage().files["pages/a.js"], SOURCE)
    assert rows[1][1].startswith('  <b class="badge" title="if path not taken">I</b>')


def test_a_function_that_was_not_called_is_marked() -> None:
    assert 'title="function not called: no">no</span>' in _rows(coverage().files["pages/a.js"], SOURCE)[5][1]


def test_a_mark_ends_where_its_code_does() -> None:
    assert _rows(coverage().files["pages/a.js"], SOURCE)[5][1].endswith("no</span>() {")


def test_blanks_before_code_are_not_marked() -> None:
    file_map = FileMap(1, [Statement(0, Span(1, 1, 2, 4))])
    rows = _rows(FileCoverage("a.js", file_map, [0]), "f(\n  a)")
    assert rows[1][1].startswith('  <span class="m-statement"')


def test_stretches_that_were_missed_are_one_stop() -> None:
    assert source_table(coverage().files["pages/a.js"], SOURCE).count("data-stop") == 2


def test_the_text_itself_is_never_html() -> None:
    made = FileCoverage("a.axml", FileMap(), [])
    assert "<script>" not in source_table(made, "<script>alert('&amp;')</script>")


def test_the_text_stays_whole_however_marks_overlap() -> None:
    functions = [Function(0, "f", Span(1, start, 2, 4), Span(1, 1, 1, 2)) for start in range(1, 9)]
    made = FileCoverage("a.js", FileMap(1, [], functions), [0])
    text = "const a = `<\n`> /* 漢字 */ 'é'"
    shown = "\n".join(re.sub(r"<[^>]*>", "", code) for _, code in _rows(made, text))
    assert shown == text.replace("<", "&lt;").replace(">", "&gt;")


def test_files_that_are_gone_have_a_page_all_the_same(tmp_path: Path) -> None:
    made = Coverage()
    made.add_file("a b#.js", FileMap(unread="line 1 was not understood"))
    write_html(made, tmp_path, lambda path: None)
    assert "Not counted: line 1 was not understood" in (tmp_path / "a b#.js.html").read_text()
