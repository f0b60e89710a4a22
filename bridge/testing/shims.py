"""The guest half of testing: shims that only engines of tests have."""

from __future__ import annotations

LAZY_SHIMS: tuple[str, ...] = ()
