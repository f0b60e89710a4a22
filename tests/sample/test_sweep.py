"""Whatever ends badly, the person is told, and nothing is paid twice: on the page of subscriptions too."""

from __future__ import annotations

from bridge.miniprogram.manifest.run_file import RunFile
from bridge.testing.sweep import Scenario, Sweep

from .conftest import MERCHANT

STEPS = [{"tap": "#authorize"}, {"tap": "#to-subscriptions"}, {"tap": ".charge"}, {"tap": ".cancel"}]


def test_every_ending_of_a_charge_and_of_a_cancellation_is_fine() -> None:
    steps = tuple(RunFile.model_validate({"steps": STEPS}).steps)
    with Sweep(Scenario(MERCHANT.parent, steps=steps), workers=1) as sweep:
        reports = list(sweep.run())
    assert len(reports) > 50
    assert [report.findings for report in reports if report.findings] == []
