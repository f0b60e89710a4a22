"""Which files are test files, and which of their tests are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge import UsageError
from bridge.testing.discovery import find_tests
from bridge.testing.keywords import KeywordExpression
from bridge.testing.plan import name_filter
from tests.support.folders import write

FILES = {
    "app.json": {"pages": ["p/p"]},
    "a.test.js": "",
    "b.spec.ts": "",
    "c.js": "",
    "d.test.css": "",
    "deep/__tests__/e.js": "",
    "deep/__tests__/types.d.ts": "",
    "node_modules/x/f.test.js": "",
    ".hidden/g.test.js": "",
    "inner/package.json": {},
    "inner/h.test.mjs": "",
}


def test_files_are_found_by_their_names_and_folders(tmp_path: Path) -> None:
    found = find_tests([write(tmp_path, FILES)])
    assert [file.path for file in found] == ["a.test.js", "b.spec.ts", "deep/__tests__/e.js", "inner/h.test.mjs"]
    assert {file.root for file in found} == {tmp_path.resolve()}


def test_the_nearest_program_is_the_root_and_else_the_nearest_package(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "p/app.json": {"pages": ["x"]},
            "p/t/a.test.js": "",
            "q/package.json": {},
            "q/t/b.test.js": "",
            "r/c.test.js": "",
        },
    )
    roots = {file.path: file.root.relative_to(tmp_path.resolve()).as_posix() for file in find_tests([tmp_path])}
    assert roots == {"t/a.test.js": "p", "t/b.test.js": "q", "r/c.test.js": "."}


def test_a_file_that_is_named_is_a_test_file(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    assert [file.path for file in find_tests([tmp_path / "c.js", tmp_path / "c.js"])] == ["c.js"]


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file or folder"):
        find_tests([tmp_path / "gone"])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("sign", True),
        ("SIGN", True),
        ("not sign", False),
        ("sign and cancel", True),
        ("sign and not cancel", False),
        ("pay or (sign and cancel)", True),
        ("'sign contract'", True),
        ("not (pay or charge)", True),
    ],
)
def test_expressions_choose(expression: str, expected: bool) -> None:
    assert KeywordExpression(expression).matches("Sign contract > cancel") is expected


@pytest.mark.parametrize("expression", ["", "and", "a and", "(a", "a)", "not", "a b", "or a"])
def test_expressions_that_make_no_sense(expression: str) -> None:
    with pytest.raises(UsageError, match="makes no sense"):
        KeywordExpression(expression)


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="is no pattern"):
        name_filter("(", None)
