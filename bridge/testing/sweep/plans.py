"""What a sweep runs, and what it tells of each run: plain data that crosses from process to process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridge.jsapi.endings import endings_of

if TYPE_CHECKING:
    from bridge.miniprogram.manifest.run_file import Step

MOST_CALLS = 25
"""How many calls of one API are swept: a program that polls makes thousands of the same."""


@dataclass(frozen=True)
class Forced:
    """The `call`-th call of `my.<api>`, counted from 1, ends in the ending of that name."""

    api: str
    call: int
    ending: str


Plan = tuple[Forced, ...]
"""What one run forces, in the order in which it happens; nothing: the program as it is."""


@dataclass(frozen=True)
class Scenario:
    """What every run does: open `page` of the program in `folder`, and take `steps`, None being minibridge.json's own.

    `options` are those of `MiniProgram`, without `clock` and `dialogs`. `timeout`: seconds of the machine's clock for
    one run. `common`: see `endings_of`. `shared_server`: whether one server answers many runs, None being what
    minibridge.json says.
    """

    folder: Path
    page: str | None = None
    query: str | None = None
    steps: tuple[Step, ...] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    timeout: float = 60
    common: bool = False
    shared_server: bool | None = None


@dataclass(frozen=True)
class Ended:
    """A call of the program: `call` counts those of its API from 1; `place` is in the program's own files."""

    api: str
    call: int
    ending: str
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """A defect. `kind`: "error", "rejection", "loading", "silent", "second-charge", "second-sign", "limit" or "hung".

    `place` is `file:line:column`, as far as it is known; `advice` says what to do.
    """

    kind: str
    message: str
    place: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Usual:
    """How often the program charges, its server is paid at the wallet, and it has something signed, as it is."""

    charges: int = 0
    payments: int = 0
    signs: int = 0


@dataclass(frozen=True)
class RunReport:
    """What came of one run. `missed`: why what was forced did not happen. `stopped`: why not every step was taken."""

    plan: Plan
    calls: tuple[Ended, ...] = ()
    findings: tuple[Finding, ...] = ()
    missed: str = ""
    stopped: str = ""
    usual: Usual = Usual()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def place(self) -> str:
        """Where the call was made whose ending was forced last."""
        return next((call.place for call in self.calls for forced in self.plan[-1:] if _is(call, forced)), "")


@dataclass(frozen=True)
class Summary:
    """What came of all reports, the plain one included. `made` is how many runs there really were; `missed`: how many
    endings could not be brought about; `left_out`: how many calls were not swept, as there are too many of their API.
    """

    runs: int
    made: int
    ok: int
    failed: int
    findings: int
    calls: int
    missed: int
    left_out: int


def singles(plain: RunReport, *, common: bool) -> Iterator[Plan]:
    """A plan for each ending of each call, also for those it had anyway."""
    for call in _swept(plain.calls):
        for ending in endings_of(call.api, common=common):
            yield (Forced(call.api, call.call, ending.name),)


def pairs(single: RunReport, *, common: bool) -> Iterator[Plan]:
    """Every second ending for a run that forced one: of each later call, those it did not have."""
    (first,) = single.plan
    seen = False
    for call in single.calls:
        if seen and call.call <= MOST_CALLS:
            for ending in endings_of(call.api, common=common):
                if ending.name != call.ending:
                    yield (first, Forced(call.api, call.call, ending.name))
        seen = seen or (call.api, call.call) == (first.api, first.call)


def is_usual(plan: Plan, plain: RunReport) -> bool:
    """Whether the program does what `plan` forces by itself."""
    return all(any(_is(call, forced) and call.ending == forced.ending for call in plain.calls) for forced in plan)


def left_out(calls: Iterable[Ended]) -> int:
    """How many calls are too many of their API to be swept."""
    return sum(call.call > MOST_CALLS for call in calls)


def _is(call: Ended, forced: Forced) -> bool:
    return (call.api, call.call) == (forced.api, forced.call)


def _swept(calls: Iterable[Ended]) -> Iterator[Ended]:
    return (call for call in calls if call.call <= MOST_CALLS)
