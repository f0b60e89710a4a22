"""One run of a scenario, in an engine and a program of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bridge.errors import NeverFinished, ScriptError, UsageError
from bridge.jsapi.endings import ending_of
from bridge.miniprogram.page import PATIENCE
from bridge.testing.sweep.findings import findings_in, usual_of
from bridge.testing.sweep.forcing import force
from bridge.testing.sweep.plans import Ended, Plan, RunReport, Scenario, Usual
from bridge.testing.sweep.witness import Witness

if TYPE_CHECKING:
    from bridge.miniprogram.manifest import Manifest
    from bridge.miniprogram.manifest.run_file import Step
    from bridge.testing.sweep.servers import Servers


async def run_plan(
    scenario: Scenario, manifest: Manifest, plan: Plan, usual: Usual | None = None, servers: Servers | None = None
) -> RunReport:
    """Run once, with what `plan` forces, and say what is wrong with it.

    Nothing is left of it afterwards. Raises what is wrong with the program's files, or with the steps where nothing is
    forced.
    """
    app = Witness(manifest, kept=servers, shared=scenario.shared_server, **scenario.options)
    async with app:
        force(app, plan, common=scenario.common)
        stopped = await _play(app, scenario, strict=not plan)
        app.raise_problems(check=False)
        calls = tuple(_ended(app))
        return RunReport(plan, calls, tuple(findings_in(app, usual)), _missed(plan, calls), stopped, usual_of(app))


async def _play(app: Witness, scenario: Scenario, *, strict: bool) -> str:
    """Take every step; why the person could not, if so: after a failure, what comes next may not be on the page."""
    try:
        await _steps(app, scenario)
    except ScriptError as error:
        return error.message
    except UsageError as error:
        if strict:
            raise
        return str(error)
    return ""


async def _steps(app: Witness, scenario: Scenario) -> None:
    page = await app.launch(scenario.page, scenario.query)
    run = app.manifest.run
    own = run.steps if page.path == app.manifest.page_path(run.page) else []
    for step in own if scenario.steps is None else scenario.steps:
        await _step(app, step)
    await app.guest.settle(PATIENCE)
    app.page.tree()  # a phone draws the page: what fails there is an error, too
    await app.guest.settle(PATIENCE)


async def _step(app: Witness, step: Step) -> None:
    """A handler that fails has been told of, and stops nothing else."""
    if "wait" not in type(step).model_fields:
        app.step()
    try:
        await app.do(step)
    except NeverFinished:
        pass  # what its handler returned is a promise that nobody keeps
    except ScriptError as error:
        if error.limit is not None:
            raise


def _ended(app: Witness) -> Iterator[Ended]:
    counted: Counter[str] = Counter()
    for call in app.calls:
        if not call.api.startswith("$"):  # which only the framework calls
            counted[call.api] += 1
            yield Ended(call.api, counted[call.api], ending_of(call), app.place_of(call))


def _missed(plan: Plan, calls: tuple[Ended, ...]) -> str:
    """The last thing that was forced is the one that this run is about."""
    for forced in plan:
        ended = next((call.ending for call in calls if (call.api, call.call) == (forced.api, forced.call)), None)
        if ended is None:
            return f"my.{forced.api} was not called {forced.call} times"
        if ended != forced.ending:
            return f"my.{forced.api} ended with {ended} all the same"
    return ""
