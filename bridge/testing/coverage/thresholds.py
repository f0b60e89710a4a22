"""How much must be covered, at least."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.errors import UsageError
from bridge.testing.coverage.counts import Coverage
from bridge.testing.coverage.summary import total_of

_NAMES = ("statements", "branches", "functions", "lines")


@dataclass(frozen=True)
class Thresholds:
    """Percent of all statements, branches, functions and lines; a negative number is how many may be left uncovered.

    Raises `UsageError` for more than 100 percent.
    """

    statements: float | None = None
    branches: float | None = None
    functions: float | None = None
    lines: float | None = None

    def __post_init__(self) -> None:
        for name in _NAMES:
            wanted = getattr(self, name)
            if wanted is not None and wanted > 100:
                raise UsageError(f"threshold of {name}: {wanted:g} percent is more than there can be")

    @classmethod
    def all(cls, percent: float) -> Thresholds:
        """The same for all four."""
        return cls(percent, percent, percent, percent)

    def missed(self, coverage: Coverage) -> list[str]:
        """A sentence for each that is not met."""
        total, sentences = total_of(coverage), list[str]()
        for name, metric in zip(_NAMES, total.metrics, strict=True):
            wanted = getattr(self, name)
            if wanted is None:
                continue
            left = metric.total - metric.covered
            if wanted < 0 and left > -wanted:
                sentences.append(f"coverage of {name}: {left} are uncovered, at most {-wanted:g} may be")
            elif wanted >= 0 and metric.percent < wanted:
                sentences.append(f"coverage of {name}: {metric.percent:g}% is below the threshold of {wanted:g}%")
        return sentences
