"""`minibridge test`: what is said, and with which exit code."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from threading import Timer
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


@pytest.mark.parametrize("flags", [["--junit"], ["--coverage", "--coverage-dir"]])
def test_a_report_that_cannot_be_written_is_told_after_the_results(tmp_path: Path, flags: list[str]) -> None:
    folder = write(tmp_path, FILES)
    nowhere = folder / "sum.test.js" / "out"
    (folder / "sum.test.js").write_text("test('a', () => {})")
    ran = minibridge("test", folder, *flags, nowhere)
    assert ran.code == 2
    assert "passed" in ran.out
    assert ran.err == f"minibridge: {flags[-1]}: {nowhere} cannot be written: Not a directory\n"


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


def test_bail_leaves_out_what_comes_after_a_failure(tmp_path: Path) -> None:
    files = {f"{name}.test.js": "test('fails', () => expect(1).toBe(2)); test('more', () => {});" for name in "abc"}
    ran = minibridge("test", write(tmp_path, files), "--bail", "--workers", "1", "--json")
    tests = [json.loads(line) for line in ran.out.splitlines()[:-1]]
    assert [(test["file"].rpartition("/")[2], test["name"]) for test in tests] == [("a.test.js", "fails")]
    assert ran.code == 1


def test_verbose_names_the_tests_of_many_files(tmp_path: Path) -> None:
    folder = write(tmp_path, {f"{name}.test.js": f"test('of {name}', () => {{}});" for name in "abcd"})
    assert "of c" not in minibridge("test", folder).out
    assert "of c" in minibridge("test", folder, "--verbose").out


def test_coverage_is_reported_and_a_threshold_can_fail(tmp_path: Path) -> None:
    lib = "export const used = () => 1;\nexport const unused = () => 2;\n"
    test = "import { used } from './lib'; test('a', () => { used(); my.alert({}); });"
    folder = write(tmp_path / "program", {"package.json": {}, "lib.js": lib, "a.test.js": test})
    ran = minibridge("test", folder, "--coverage", "--coverage-dir", tmp_path / "out", "--threshold", "100")
    assert ran.code == 1
    assert "lib.js" in ran.out and "below the threshold of 100%" in ran.out + ran.err
    assert "alert" in ran.out
    assert {"lcov.info", "cobertura.xml", "index.html"} <= {path.name for path in (tmp_path / "out").rglob("*")}
    assert minibridge("test", folder, "--coverage", "--coverage-dir", tmp_path / "out", "--threshold", "10").code == 0


def test_watching_runs_again_what_a_changed_file_reaches(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "b.test.js": "test('b', () => {});"})
    command = [sys.executable, "-m", "bridge", "test", "--watch", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        patience = Timer(60, process.kill)  # a line that never comes fails the test, and does not hang it
        patience.start()
        lines = iter(process.stdout.readline, "")
        first = until(lines, " in 2 files")
        write(tmp_path, {"lib.js": "export const sum = (a, b) => a + b + 1;"})
        again = until(lines, " in 1 file")
        process.send_signal(signal.SIGINT)
        patience.cancel()
    assert any("b.test.js" in line for line in first) and not any("b.test.js" in line for line in again)
    assert any("sum > adds" in line for line in again)
    assert process.returncode == 130


def until(lines: Iterator[str], words: str) -> list[str]:
    """The lines up to that with `words`."""
    found = list(takewhile(lambda line: words not in line, lines))
    assert found
    return found


def test_a_changed_file_runs_what_it_reaches(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "b.test.js": "test('b', () => {});"})
    files = find_tests([tmp_path])
    ends = {"a.test.js": FileEnd(reached=[str(tmp_path / "lib.js")]), "b.test.js": FileEnd()}
    reach = Reach()
    reach.learn([FileResult(file.shown, end=ends[file.path]) for file in files], files, time.time_ns() + 10**9)
    assert reach.changed(files) == []
    write(tmp_path, {"lib.js": f"{FILES['lib.js']}\n"})
    assert [file.path for file in reach.changed(files)] == ["a.test.js"]
    assert reach.changed(files) == []
    write(tmp_path, {"c.test.js": ""})
    assert [file.path for file in reach.changed(find_tests([tmp_path]))] == ["c.test.js"]


def test_rejections_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.test.js": "test('it', () => { Promise.reject(1); });"})
    assert minibridge("test", tmp_path).code == 1
    assert minibridge("test", tmp_path, "--no-rejections").code == 0
