"""Runs in processes: the same whatever their number, and none that hangs stops the others."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from bridge.miniprogram import server
from bridge.testing.sweep import Sweep
from tests.testing.sweep.sweeping import found, program, scenario, swept, told

BODY = """go() {
    my.showLoading({});
    my.getAuthCode({ scopes: 'auth_user', success: () => my.hideLoading(), fail: () => this.setData({ a: 1 }) });
    my.scan({ success: () => this.setData({ a: Math.random() }), fail: (e) => e.nope.nope });
    my.tradePay({ tradeNO: '1', success: (r) => { if (r.resultCode === '8000') my.tradePay({ tradeNO: '1' }); } });
  }"""
NATIVE = "for (;;) new Promise(() => { for (;;); })"


@pytest.mark.parametrize("pairs", [False, True])
def test_reports_are_the_same_for_any_number_of_workers(tmp_path: Path, pairs: bool) -> None:
    alone = swept(tmp_path, BODY, pairs=pairs)
    assert len(alone) > 10
    assert any(report.findings for report in alone)
    assert swept(tmp_path, BODY, pairs=pairs, workers=3) == alone


def test_a_run_that_hangs_in_native_code_is_reported_and_the_others_are_made(tmp_path: Path) -> None:
    body = f"go() {{ my.scan({{ fail: (e) => {{ if (e.error === 10) {NATIVE}; this.setData({{ a: 1 }}); }} }}); }}"
    reports = swept(tmp_path, body, timeout=1)
    assert found(reports) == {"scan 1 10": ["hung"]}
    assert "within 1 s" in reports[1].findings[0].message
    assert [told(report.plan) for report in reports] == ["scan 1 success", "scan 1 10", "scan 1 11"]


def test_a_program_that_hangs_as_it_is_is_reported_as_well(tmp_path: Path) -> None:
    with Sweep(scenario(program(tmp_path, f"go() {{ {NATIVE}; }}"), timeout=1), workers=1) as sweep:
        assert [finding.kind for finding in sweep.plain.findings] == ["hung"]
        assert list(sweep.run()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="sets limits of another process")
def test_a_worker_that_dies_is_reported_and_replaced(tmp_path: Path) -> None:
    body = f"go() {{ my.scan({{ fail: (e) => {{ if (e.error === 10) {NATIVE}; this.setData({{ a: 1 }}); }} }}); }}"
    with Sweep(scenario(program(tmp_path, body)), workers=1) as sweep:
        plans = sweep.plans
        (worker,) = server.running
        resource.prlimit(worker, resource.RLIMIT_CPU, (1, 1))
        reports = list(sweep.run_plans(plans))
    assert found(reports) == {"scan 1 10": ["limit"]}
    assert "ended with exit code -" in reports[1].findings[0].message


def test_a_worker_that_died_at_leisure_is_replaced(tmp_path: Path) -> None:
    with Sweep(scenario(program(tmp_path, BODY)), workers=1) as sweep:
        before = list(sweep.run())
        (worker,) = server.running
        os.kill(worker, signal.SIGKILL)
        os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
        assert list(sweep.run()) == before


@pytest.mark.parametrize("fails", [False, True])
def test_no_worker_is_left_behind(tmp_path: Path, fails: bool) -> None:
    swept_all = Sweep(scenario(program(tmp_path, BODY)), workers=2)
    try:
        with swept_all as sweep:
            next(sweep.run())
            if fails:
                raise LookupError
    except LookupError:
        pass
    assert server.running == set()
