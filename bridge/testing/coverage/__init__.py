"""Coverage of a program by its tests: of its code and markup, and of the endings of the JSAPIs it calls."""

from bridge.testing.coverage.cobertura import cobertura_of
from bridge.testing.coverage.collection import Collector, add_unloaded, collected, is_covered
from bridge.testing.coverage.counts import Coverage, FileCoverage
from bridge.testing.coverage.html import write_html
from bridge.testing.coverage.lcov import lcov_of
from bridge.testing.coverage.outcomes import Outcomes, outcomes_of
from bridge.testing.coverage.text import print_coverage, text_of
from bridge.testing.coverage.thresholds import Thresholds

__all__ = [
    "Collector",
    "Coverage",
    "FileCoverage",
    "Outcomes",
    "Thresholds",
    "add_unloaded",
    "cobertura_of",
    "collected",
    "is_covered",
    "lcov_of",
    "outcomes_of",
    "print_coverage",
    "text_of",
    "write_html",
]
