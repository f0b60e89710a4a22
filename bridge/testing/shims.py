"""The guest half of testing: shims that only engines of tests have."""

from __future__ import annotations

SHIMS = ("testing/testing.js",)
LAZY_SHIMS: tuple[str, ...] = (
    "testing/suites.js",
    "testing/test_tables.js",
    "testing/test_globals.js",
    "testing/test_calls.js",
    "testing/test_pages.js",
    "testing/module_mocks.js",
    "testing/jest.js",
    "testing/expect.js",
    "testing/mocks.js",
    "testing/automocks.js",
    "testing/fake_timers.js",
    "testing/snapshots.js",
    "testing/printing.js",
)

WARM = ("requiring", "suites", "test_tables", "test_globals", "test_pages", "module_mocks", "jest", "expect", "mocks")
"""Shims that are compiled ahead, where an engine is made ready for a file that is not known yet."""
