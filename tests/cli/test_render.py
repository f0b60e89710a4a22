"""`minibridge render`: a page as text, or as an HTML file."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import minibridge
from tests.support.folders import write
from tests.support.programs import HOME, files, page

VIEW = '<view class="a"><text id="hello">Hello {{name}}</text><button onTap="go">Go</button></view>'
SCRIPT = "Page({ data: { name: 'you' }, go() {} })"


def test_a_page_is_shown_as_an_outline(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME, SCRIPT, VIEW)))
    ran = minibridge("render", str(tmp_path))
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == ["view.a", "text#hello", "button"]
    assert "Hello you" in ran.out


def test_a_page_becomes_an_html_file(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME, SCRIPT, VIEW), {"app.acss": ".a { padding: 20rpx; }"}))
    target = tmp_path / "out.html"
    ran = minibridge("render", str(tmp_path), "--page", HOME, "--html", str(target))
    assert ran.code == 0
    assert "10px" in target.read_text()
    assert "Hello you" in target.read_text()


def test_a_page_that_is_not_there_is_exit_code_2(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME)))
    ran = minibridge("render", str(tmp_path), "--page", "pages/hom/home")
    assert ran.code == 2
    assert f"Its pages are: {HOME}" in ran.err


def test_an_error_on_the_way_is_told_and_exit_code_1(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME, "Page({ onLoad() { nope(); } })", VIEW)))
    ran = minibridge("render", str(tmp_path))
    assert ran.code == 1
    assert "button" in ran.out
    assert "nope is not defined" in ran.err
