"""`minibridge sweep`: what people and machines are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import SAMPLE, Ran, minibridge
from tests.testing.sweep.sweeping import program

CLEAN = "go() { my.scan({ success: () => {}, fail: () => my.alert({}) }); }"
SILENT = "go() { my.scan({ fail: () => {} }); }"


def sweep(*arguments: str | Path) -> Ran:
    return minibridge("sweep", *arguments, timeout=60)


def test_a_row_for_each_call_and_ending(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, CLEAN), "--tap", "#go")
    assert (ran.code, ran.err) == (0, "")
    *rows, empty, summary = ran.out.splitlines()
    assert rows == [
        "my.scan #1  pages/home/home.js:1:15",
        "  success  ✓  as it is",
        "  10       ✓",
        "  11       ✓",
    ]
    assert empty == ""
    assert summary.startswith("1 call, 3 endings, 3 runs in ") and summary.endswith(" s: all fine")


def test_what_went_wrong_and_what_to_do(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, SILENT), "--tap", "#go")
    assert ran.code == 1
    told = (
        "  10       ✗ nobody told  my.scan failed with 10, and no alert, toast, dialog, navigation or setData followed"
    )
    lines = ran.out.splitlines()
    assert lines[2] == f"{told}  pages/home/home.js:1:15"
    assert "Say what happened" in lines[3]
    assert lines[4].startswith("  11       ✗ nobody told")
    assert lines[-1].endswith(": 2 not fine, to be mended: 1 nobody told")


def test_where_a_failure_ends_the_scenario_is_said(tmp_path: Path) -> None:
    body = "go() { my.scan({ success: (r) => this.setData({ code: r.code }), fail: () => my.alert({}) }); }, again() {}"
    view = '<view><button id="go" onTap="go"/><button id="again" onTap="again" a:if="{{code}}"/></view>'
    ran = sweep(program(tmp_path, body, view=view), "--tap", "#go", "--tap", "#again")
    assert ran.code == 0
    told = "  10       ✓  and no further: nothing on pages/home/home matches '#again'"
    assert ran.out.splitlines()[2] == told


def test_a_scenario_without_calls_is_said_to_need_steps(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, CLEAN))
    assert ran.code == 0
    assert "give the person steps" in ran.out.splitlines()[-1]


def test_lines_for_machines(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, SILENT), "--tap", "#go", "--json")
    assert ran.code == 1
    plain, *runs, summary = ran.lines
    assert (plain["api"], plain["call"], plain["ending"], plain["ok"]) == (None, None, None, True)
    assert [(run["type"], run["api"], run["call"], run["ending"], run["ok"]) for run in runs] == [
        ("run", "scan", 1, "success", True),
        ("run", "scan", 1, "10", False),
        ("run", "scan", 1, "11", False),
    ]
    assert set(runs[1]["findings"][0]) == {"kind", "message", "place", "advice"}
    assert summary == {
        "type": "summary",
        "runs": 4,
        "made": 3,
        "ok": 2,
        "failed": 2,
        "findings": 2,
        "calls": 1,
        "missed": 0,
        "left_out": 0,
    }


def test_pairs_name_the_second_ending(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, CLEAN.replace("my.alert", "my.confirm")), "--tap", "#go", "--json", "--pairs")
    assert [(run["ending"], run["then"]) for run in ran.lines if "then" in run] == [
        ("10", {"api": "confirm", "call": 1, "ending": "cancel"}),
        ("11", {"api": "confirm", "call": 1, "ending": "cancel"}),
    ]


def test_machines_get_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    folder = program(tmp_path, SILENT)
    one, three = (sweep(folder, "--tap", "#go", "--json", "--pairs", "--workers", count) for count in ("1", "3"))
    assert one.out == three.out


@pytest.mark.parametrize("written", [[{"tap": "#go"}], {"steps": [{"tap": "#go"}]}])
def test_steps_from_a_file(tmp_path: Path, written: Any) -> None:
    steps = tmp_path / "steps.json"
    steps.write_text(json.dumps(written))
    ran = sweep(program(tmp_path / "program", SILENT), "--steps", steps, "--json")
    assert ran.lines[-1]["calls"] == 1


MISTAKES = [
    ([], "nothing on pages/home/home matches '#nope'"),
    (["--steps", "{folder}/steps.json"], "exclude each other"),
]


@pytest.mark.parametrize("more, words", MISTAKES)
def test_what_cannot_be_done_is_a_mistake_of_the_caller(tmp_path: Path, more: list[str], words: str) -> None:
    (tmp_path / "steps.json").write_text("[]")
    arguments = [part.replace("{folder}", str(tmp_path)) for part in more]
    ran = sweep(program(tmp_path / "program", CLEAN), "--tap", "#nope", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err and "Traceback" not in ran.err


def test_a_step_in_a_file_that_makes_no_sense_is_named(tmp_path: Path) -> None:
    steps = tmp_path / "steps.json"
    steps.write_text('{"steps": [{"tip": "#go"}]}')
    ran = sweep(program(tmp_path / "program", CLEAN), "--steps", steps)
    assert ran.code == 2
    assert "steps.json" in ran.err and "tap" in ran.err


def test_a_folder_that_is_no_program_is_exit_code_2(tmp_path: Path) -> None:
    ran = sweep(tmp_path, "--json")
    assert ran.code == 2
    assert "no app.json" in ran.lines[0]["message"]


def test_an_ending_that_cannot_be_brought_about_is_said(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, "go() { my.scan({ type: 5, fail: () => my.alert({}) }); }"), "--tap", "#go")
    assert ran.code == 0
    assert "  success  -  my.scan ended with 2 all the same" in ran.out.splitlines()


def test_what_is_wrong_anyway_is_said_once(tmp_path: Path) -> None:
    ran = sweep(program(tmp_path, "go() { my.confirm({}); nope(); }"), "--tap", "#go")
    lines = ran.out.splitlines()
    assert lines[0].startswith("as it is: ✗ uncaught error  ReferenceError: nope is not defined")
    assert lines[3:5] == ["  success  =  as it is", "  cancel   =  as it is"]
    assert ran.code == 1


def test_the_sample_is_clean_in_every_pair_of_endings_on_either_host() -> None:
    for host in ("alipay-plus", "alipay-cn"):
        ran = sweep(SAMPLE, "--json", "--pairs", "--host", host)
        assert (ran.code, ran.lines[-1]["failed"], ran.lines[-1]["missed"]) == (0, 0, 0)
        assert {run["ending"] for run in ran.lines if run.get("api") == "signContract"} == {
            *("success", "6001", "6002", "7001", "7002")
        }
