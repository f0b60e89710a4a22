"""Which runs a sweep makes, and that each call ends as planned."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.errors import UsageError
from bridge.testing.sweep import RunReport, Sweep
from tests.testing.sweep.sweeping import found, program, scenario, swept, told


def endings(report: RunReport) -> list[str]:
    return [f"{call.api} {call.ending}" for call in report.calls]


def test_each_ending_of_each_call_has_its_run(tmp_path: Path) -> None:
    body = "go() { my.confirm({}); my.scan({ fail() {} }); my.confirm({}); }"
    assert [told(report.plan) for report in swept(tmp_path, body)] == [
        "confirm 1 success",
        "confirm 1 cancel",
        "scan 1 success",
        "scan 1 10",
        "scan 1 11",
        "confirm 2 success",
        "confirm 2 cancel",
    ]


def test_only_the_planned_call_ends_otherwise(tmp_path: Path) -> None:
    reports = swept(tmp_path, "go() { my.confirm({}); my.confirm({}); my.confirm({}); }")
    second = next(report for report in reports if told(report.plan) == "confirm 2 cancel")
    assert endings(second) == ["confirm success", "confirm cancel", "confirm success"]


@pytest.mark.parametrize("user, usual", [("approve", "success"), ("cancel", "6001")])
def test_an_ending_that_is_usual_is_the_plain_run(tmp_path: Path, user: str, usual: str) -> None:
    body = "go() { my.signContract({ signStr: 'x', fail: () => this.setData({ a: 1 }) }); }"
    with Sweep(scenario(program(tmp_path, body), options={"user": user}), workers=1) as sweep:
        reports = list(sweep.run())
        assert [report.plan[0].ending for report in reports if sweep.is_usual(report)] == [usual]
        assert [report.calls[0].ending for report in reports] == [plan[0].ending for plan in sweep.plans]


def test_the_person_s_later_answers_stay_where_they_are(tmp_path: Path) -> None:
    sign = "my.signContract({ signStr: 'x', complete: () => this.setData({ a: 1 }) });"
    with Sweep(
        scenario(program(tmp_path, f"go() {{ {sign} {sign} }}"), options={"user": ["cancel", "fail"]}), workers=1
    ) as sweep:
        first = next(report for report in sweep.run() if told(report.plan) == "signContract 1 success")
    assert endings(first) == ["signContract success", "signContract 7002"]


def test_the_scanner_covers_the_page_also_when_the_person_goes_back(tmp_path: Path) -> None:
    body = "onHide() { nope(); }, go() { my.scan({ fail: () => this.setData({ a: 1 }) }); }"
    assert found(swept(tmp_path, body))["scan 1 10"] == ["error"]


def test_calls_that_only_a_failure_leads_to_are_told_of(tmp_path: Path) -> None:
    reports = swept(tmp_path, "go() { my.scan({ fail: () => my.alert({}) }); }")
    assert endings(reports[1]) == ["scan 10", "alert success"]


def test_pairs_force_what_comes_after_the_first(tmp_path: Path) -> None:
    body = "go() { my.scan({ fail: () => my.confirm({ success: () => this.setData({ a: 1 }) }) }); }"
    reports = swept(tmp_path, body, pairs=True)
    assert [told(report.plan) for report in reports] == ["scan 1 10, confirm 1 cancel", "scan 1 11, confirm 1 cancel"]
    assert endings(reports[0]) == ["scan 10", "confirm cancel"]


def test_pairs_find_what_no_single_ending_shows(tmp_path: Path) -> None:
    body = """go() { my.scan({ fail: () => my.confirm({ success: (r) => {
      if (!r.confirm) nope(); } }) }); }"""
    assert found(swept(tmp_path, body)) == {}
    assert set(found(swept(tmp_path / "again", body, pairs=True))) == {
        "scan 1 10, confirm 1 cancel",
        "scan 1 11, confirm 1 cancel",
    }


def test_a_step_that_a_failure_made_impossible_ends_the_run_and_is_no_defect(tmp_path: Path) -> None:
    view = '<view><button id="go" onTap="go"/><button id="again" onTap="again" a:if="{{code}}"/></view>'
    body = "go() { my.scan({ success: (r) => this.setData({ code: r.code }), fail: () => my.alert({}) }); }, again() {}"
    with Sweep(scenario(program(tmp_path, body, view=view), "#go", "#again"), workers=1) as sweep:
        reports = list(sweep.run())
    assert found(reports) == {}
    assert "nothing on pages/home/home matches '#again'" in reports[1].stopped


def test_a_step_that_was_never_possible_is_the_caller_s_mistake(tmp_path: Path) -> None:
    with Sweep(scenario(program(tmp_path, "go() {}"), "#nope"), workers=1) as sweep, pytest.raises(UsageError):
        list(sweep.run())


def test_a_call_that_is_refused_for_its_options_cannot_end_otherwise(tmp_path: Path) -> None:
    reports = swept(tmp_path, "go() { my.signContract({ fail: () => this.setData({ a: 1 }) }); }")
    assert {report.missed for report in reports} == {"my.signContract ended with 2 all the same"}


def test_only_the_first_calls_of_a_program_that_polls_are_swept(tmp_path: Path) -> None:
    body = "go() { for (let i = 0; i < 30; i++) my.confirm({}); }"
    with Sweep(scenario(program(tmp_path, body)), workers=1) as sweep:
        assert len(sweep.plans) == 50
        assert sweep.summary([sweep.plain]).left_out == 5


def test_the_common_failure_is_forced_when_asked_for(tmp_path: Path) -> None:
    reports = swept(tmp_path, "go() { my.getStorage({ key: 'a', fail: () => my.alert({}) }); }", common=True)
    assert told(reports[1].plan) == "getStorage 1 3"
    assert endings(reports[1]) == ["getStorage 3", "alert success"]
