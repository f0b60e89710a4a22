"""The guest half of testing: shims that only engines of tests have."""

from __future__ import annotations

SHIMS = ("testing/testing.js",)
LAZY_SHIMS = tuple(
    f"testing/{name}.js"
    for name in (
        "suites",
        "test_tables",
        "test_globals",
        "test_calls",
        "test_pages",
        "module_mocks",
        "jest",
        "equality",
        "printing",
        "differences",
        "matcher_messages",
        "asymmetric",
        "matchers",
        "throw_matchers",
        "call_matchers",
        "expect",
        "snapshots",
        "mock_functions",
        "mocks",
        "automocks",
        "fake_clock",
        "fake_timers",
        "coverage",
    )
)
WARM = (
    "requiring",
    "suites",
    "test_tables",
    "test_globals",
    "test_pages",
    "module_mocks",
    "jest",
    "expect",
    "snapshots",
)
"""Shims that are compiled ahead, where an engine is made ready for a file that is not known yet."""
