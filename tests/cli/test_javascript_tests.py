"""`minibridge test`: what is said, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bridge.cli.test_watch import Reach
from bridge.testing.discovery import find_tests
from bridge.testing.results import FileEnd, FileResult
from tests.cli.command import minibridge
from tests.support.folders import write

FILES = {
    "app.json": {"pages": ["p/p"]},
    "lib.js": "export const sum = (a, b) => a + b;",
    "a.test.js": """import { sum } from './lib';
describe('sum', () => {
  test('adds', () => expect(sum(1, 2)).toBe(3));
  test('fails', () => expect({ a: sum(1, 2) }).toEqual({ a: 4 }));
  test.skip('waits', () => {});
  test.todo('more');
});
""",
}


def test_people_are_told_of_failures_with_their_source(tmp_path: Path) -> None:
    ran = minibridge("test", write(tmp_path, FILES))
    assert ran.code == 1
    for words in (
        "✗ ",
        "● sum > fails",
        '-   "a": 4,',
        '+   "a": 3,',
        "> 4 |   test('fails'",
        "at <anonymous> (a.test.js:4:",
    ):
        assert words in ran.out
    assert "1 failed, 1 passed, 1 skipped, 1 todo in 1 file" in ran.out


def test_what_the_output_cannot_show_is_escaped(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.test.js": "test('caf\u00e9', () => {})"})
    ran = minibridge("test", folder, env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    assert "\\u2713 caf\\xe9" in ran.out


def test_machines_are_told_one_object_a_test(tmp_path: Path) -> None:
    ran = minibridge("test", "--json", write(tmp_path, FILES))
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["type"] for line in lines] == ["test"] * 4 + ["summary"]
    assert [(line["name"], line["status"]) for line in lines[:-1]] == [
        *(("sum > adds", "passed"), ("sum > fails", "failed"), ("sum > waits", "skipped"), ("sum > more", "todo")),
    ]
    assert lines[1]["failure"]["message"].startswith("expect(received).toEqual(expected) // deep equality")
    assert "a.test.js:4:" in lines[1]["failure"]["stack"]
    assert lines[-1] == {"type": "summary", "passed": 1, "failed": 1, "skipped": 1, "todo": 1, "files": 1}


def test_junit(tmp_path: Path) -> None:
    minibridge("test", write(tmp_path, FILES), "--junit", tmp_path / "out.xml")
    (suite,) = ElementTree.parse(tmp_path / "out.xml").getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "1", "2")
    failures = suite.findall("testcase/failure")
    assert ["deep equality" in (failure.get("message") or "") for failure in failures] == [True]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-t", "adds"], 0),
        (["-k", "adds or waits"], 0),
        (["-k", "fails"], 1),
        (["-k", "("], 2),
        (["--workers", "0"], 2),
        (["gone"], 2),
        (["empty"], 5),
    ],
)
def test_exit_codes(tmp_path: Path, arguments: list[str], code: int) -> None:
    write(tmp_path, {**FILES, "empty/x.js": ""})
    paths = [] if any(argument in ("gone", "empty") for argument in arguments) else ["."]
    assert minibridge("test", *arguments, *paths, cwd=tmp_path).code == code


def test_an_endless_loop_is_named_and_the_rest_runs(tmp_path: Path) -> None:
    write(tmp_path, {"a.test.js": "test('loops', () => { for (;;); }); test('fine', () => {});"})
    ran = minibridge("test", tmp_path, "--time-limit", "0.2")
    assert "● loops" in ran.out and "CPU time limit" in ran.out
    assert "1 failed, 1 passed" in ran.out


def test_snapshots_are_written_and_updated(tmp_path: Path) -> None:
    test = "test('a', () => expect(1).toMatchSnapshot());"
    write(tmp_path, {"a.test.js": test})
    assert "1 written" in minibridge("test", tmp_path, env={"CI": ""}).out
    write(tmp_path, {"a.test.js": test.replace("1", "2")})
    assert minibridge("test", tmp_path, env={"CI": ""}).code == 1
    assert "1 written" in minibridge("test", tmp_path, "--update-snapshots").out
    assert minibridge("test", tmp_path, env={"CI": "true"}).code == 0


def test_a_changed_file_runs_what_it_reaches(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "b.test.js": "test('b', () => {});"})
    files = find_tests([tmp_path])
    ends = {"a.test.js": FileEnd(reached=[str(tmp_path / "lib.js")]), "b.test.js": FileEnd()}
    reach = Reach()
    reach.learn([FileResult(file.shown, end=ends[file.path]) for file in files], files)
    assert reach.changed(files) == []
    write(tmp_path, {"lib.js": f"{FILES['lib.js']}\n"})
    assert [file.path for file in reach.changed(files)] == ["a.test.js"]
    assert reach.changed(files) == []
    write(tmp_path, {"c.test.js": ""})
    assert [file.path for file in reach.changed(find_tests([tmp_path]))] == ["c.test.js"]
