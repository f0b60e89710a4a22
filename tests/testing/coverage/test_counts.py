"""Counts that add up, over files, engines and processes."""

from __future__ import annotations

import json

from bridge.modules.file_map import FileMap
from bridge.runtime import Call
from bridge.testing.coverage import Coverage
from tests.testing.coverage.made import coverage, half


def test_counts_of_one_file_add_up() -> None:
    total = coverage()
    total.add(coverage())
    assert total.files["pages/a.js"].counts == [4, 0, 0, 4, 4, 0, 0]


def test_adding_leaves_what_was_added_alone() -> None:
    total, other = Coverage(), coverage()
    total.add(other)
    total.add(other)
    assert other.files["b.js"].counts == [5]


def test_a_file_that_was_changed_meanwhile_starts_anew() -> None:
    total = coverage()
    total.add_file("b.js", half(), [1] * 7)
    assert total.files["b.js"].counts == [1] * 7


def test_endings_are_united() -> None:
    total = coverage(signContract=["success"])
    total.add(coverage(signContract=["6001"], alert=["success"]))
    assert total.endings == {"signContract": {"success", "6001"}, "alert": {"success"}}


def test_calls_are_told_of_by_how_they_ended() -> None:
    calls = [
        Call(0, 1, "alert", {}, "success"),
        Call(0, 2, "request", {}),
        Call(0, 3, "request", {}, "fail", {"error": 4}),
    ]
    made = Coverage()
    made.add_calls(calls, lambda call: str((call.result or {}).get("error", call.outcome)))
    assert made.endings == {"alert": {"success"}, "request": {"4"}}


def test_a_call_that_never_ended_is_known() -> None:
    made = Coverage()
    made.add_calls([Call(0, 1, "request", {})], lambda call: "pending")
    assert made.endings == {"request": set()}


def test_coverage_goes_through_json() -> None:
    made = coverage(signContract=["success"])
    made.add_file("c.js", FileMap(unread="line 2 was not understood"))
    assert Coverage.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_files_come_by_their_paths() -> None:
    assert [file.path for file in coverage()] == ["b.js", "pages/a.js"]


def test_a_line_ran_as_often_as_the_most_of_it() -> None:
    assert coverage().files["pages/a.js"].lines() == {2: 2, 4: 2, 7: 0}
