"""The outcome sweep: a program's scenario, once for every documented ending of every JSAPI call it makes."""

from __future__ import annotations

from bridge.testing.sweep.plans import Ended, Finding, Forced, Plan, RunReport, Scenario, Summary, Usual
from bridge.testing.sweep.sweeping import Sweep

__all__ = ["Ended", "Finding", "Forced", "Plan", "RunReport", "Scenario", "Summary", "Sweep", "Usual"]
