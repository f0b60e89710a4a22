"""Files of a program that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import ProgramError
from bridge.modules import parse_json, read_text, script
from bridge.modules.sources import line_count


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_bytes(b"\xef\xbb\xbflet a;")
    assert read_text(tmp_path / "a.js", "a.js") == "let a;"


def test_what_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_bytes(b"// one\n// \xe9t\xe9\n")
    with pytest.raises(ProgramError, match=r"(?s)a.js:2: not UTF-8: byte 0xe9.*Save the file as UTF-8"):
        read_text(tmp_path / "a.js", "a.js")


@pytest.mark.parametrize(("name", "what"), [("gone.js", "cannot be read: No such file"), ("", "this is a folder")])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, what: str) -> None:
    with pytest.raises(ProgramError, match=rf"shown\.js: {what}"):
        read_text(tmp_path / name, "shown.js")


@pytest.mark.parametrize(("text", "place"), [('{\n  "a": oops\n}', "2:8"), ("", "1:1"), ("[1] 2", "1:5")])
def test_bad_json_is_named_with_line_and_column(text: str, place: str) -> None:
    with pytest.raises(ProgramError, match=rf"a\.json:{place}: bad JSON"):
        parse_json(text, "a.json")


@pytest.mark.parametrize("text", ["NaN", '{"a": Infinity}', "[" * 100_000, "1" * 10_000])
def test_what_only_python_takes_for_json_is_bad_too(text: str) -> None:
    with pytest.raises(ProgramError, match=r"a\.json: bad JSON"):
        parse_json(text, "a.json")


@pytest.mark.parametrize(
    ("source", "lines"), [("", 1), ("a", 1), ("a\n", 2), ("a\r\nb", 2), ("a\rb", 2), ("a\u2028b\u2029c", 3), ("é\n", 2)]
)
def test_lines_are_counted_as_javascript_counts_them(source: str, lines: int) -> None:
    assert line_count(source) == lines


def test_a_shebang_becomes_a_comment_of_the_same_length() -> None:
    assert script("a.js", "#!node\n1")["source"] == "//node\n1"
