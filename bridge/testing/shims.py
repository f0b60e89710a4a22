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
)
