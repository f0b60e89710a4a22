"""Outcome coverage: which documented endings of the JSAPIs that a program calls some test exercised."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

EndingsOf = Callable[[str], tuple[str, ...]]
"""The documented endings of an API, "success" first: `("success", "6001", ...)`."""


@dataclass(frozen=True)
class Outcomes:
    """Of one API: the documented endings that were exercised, those that never were, and others that occurred."""

    api: str
    exercised: tuple[str, ...]
    never: tuple[str, ...]
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`signContract: success, 6001, 6002 | never: 7001, 7002`."""
        seen = ", ".join([*self.exercised, *(f"{ending} (undocumented)" for ending in self.others)]) or "no ending"
        return f"{self.api}: {seen}" + (f" | never: {', '.join(self.never)}" if self.never else "")


def outcomes_of(exercised: Mapping[str, Iterable[str]], endings_of: EndingsOf) -> list[Outcomes]:
    """A row for each API that was called, by name, unless it can only succeed and did. `exercised`: how calls ended."""
    rows = list[Outcomes]()
    for api in sorted(exercised):
        seen, documented = set(exercised[api]), endings_of(api)
        if not documented and seen <= {"success"}:
            continue
        rows.append(
            Outcomes(
                api,
                tuple(ending for ending in documented if ending in seen),
                tuple(ending for ending in documented if ending not in seen),
                tuple(sorted(seen.difference(documented))),
            )
        )
    return rows
