"""The tables of a terminal, thresholds, and outcomes."""

from __future__ import annotations

import pytest

from bridge.errors import UsageError
from bridge.modules.file_map import FileMap
from bridge.testing.coverage import Coverage, Outcomes, Thresholds, outcomes_of, text_of
from bridge.testing.coverage.summary import Metric, uncovered_lines
from tests.testing.coverage.made import coverage

SIGN = ("success", "6001", "6002", "7001", "7002")


def test_the_table_is_istanbul_s() -> None:
    assert text_of(coverage()).splitlines() == [
        "File      | % Stmts | % Branch | % Funcs | % Lines | Uncovered Line #s",
        "----------|---------|----------|---------|---------|------------------",
        "All files |      60 |       50 |      50 |      75 |",
        " .        |     100 |      100 |     100 |     100 |",
        "  b.js    |     100 |      100 |     100 |     100 |",
        " pages    |      50 |       50 |      50 |   66.66 |",
        "  a.js    |      50 |       50 |      50 |   66.66 | 7",
    ]


def test_files_that_were_not_counted_are_named() -> None:
    made = coverage()
    made.add_file("c.js", FileMap(unread="line 2 was not understood"))
    assert text_of(made).splitlines()[-1] == "c.js: not counted: line 2 was not understood"


def test_outcomes_have_a_table_of_their_own() -> None:
    lines = text_of(coverage(), [Outcomes("signContract", ("success", "6001"), ("7001",), ("9",))]).splitlines()
    assert lines[-1] == "signContract | success, 6001, 9 (undocumented) | 7001"


def test_where_every_line_ran_lines_of_branches_are_named() -> None:
    file = coverage().files["pages/a.js"]
    file.counts[6] = 1
    assert uncovered_lines(file) == "2"


def test_lines_without_code_between_uncovered_ones_do_not_part_them() -> None:
    file = coverage().files["pages/a.js"]
    file.counts = [0] * 7
    assert uncovered_lines(file) == "2-7"


@pytest.mark.parametrize(("metric", "percent"), [(Metric(2, 3), 66.66), (Metric(9999, 10000), 99.99), (Metric(), 100)])
def test_percents_are_cut(metric: Metric, percent: float) -> None:
    assert metric.percent == percent


def test_percents_are_never_100_for_less_than_all() -> None:
    assert Metric(999_999, 1_000_000).percent == 99.99


def test_no_file_at_all() -> None:
    assert text_of(Coverage()).splitlines()[-1] == "All files |       0 |        0 |       0 |       0 |"


def test_thresholds_that_are_missed() -> None:
    assert Thresholds(statements=60, branches=51, functions=-1, lines=-0.5).missed(coverage()) == [
        "coverage of branches: 50% is below the threshold of 51%",
        "coverage of lines: 1 are uncovered, at most 0.5 may be",
    ]


def test_one_threshold_for_all() -> None:
    assert len(Thresholds.all(90).missed(coverage())) == 4


def test_a_threshold_above_100_makes_no_sense() -> None:
    with pytest.raises(UsageError, match="threshold of lines: 101 percent"):
        Thresholds(lines=101)


def test_outcomes_are_sorted_into_exercised_and_never() -> None:
    (row,) = outcomes_of({"signContract": ["6002", "success", "6001"]}, lambda api: SIGN)
    assert str(row) == "signContract: success, 6001, 6002 | never: 7001, 7002"


def test_endings_nobody_documented_are_told_of() -> None:
    rows = outcomes_of({"b": [], "a": ["11", "success"]}, lambda api: ("success",))
    assert [str(row) for row in rows] == ["a: success, 11 (undocumented)", "b: no ending | never: success"]


def test_apis_that_can_only_succeed_are_left_out() -> None:
    assert outcomes_of({"hideToast": ["success"]}, lambda api: ()) == []
