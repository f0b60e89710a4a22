"""The machine that tests run on."""

from __future__ import annotations

import os


def cores() -> int:
    """How many this process may use."""
    return len(core_numbers()) or os.cpu_count() or 1


def core_numbers() -> list[int]:
    """Which they are, for `stay_on`; none where a process cannot be told to stay on one."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def stay_on(core: int | None) -> None:
    """Have this process and all that it starts run on one core; None: on any."""
    if core is not None:
        os.sched_setaffinity(0, {core})
