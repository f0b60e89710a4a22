"""A process that runs plans one after another, each from nothing, and sends back what came of them."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bridge.errors import ProgramError, UsageError
from bridge.testing.machine import stay_on
from bridge.testing.sweep.plans import Plan, RunReport, Scenario, Usual
from bridge.testing.sweep.scenario import run_plan
from bridge.testing.sweep.servers import Servers

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from bridge.miniprogram.manifest import Manifest


@dataclass(frozen=True)
class Broken:
    """A run could not be made: what people have to be told of their program or their steps, or a traceback of ours."""

    message: str
    fault: Literal["program", "steps", "ours"]


Task = tuple[Plan, Usual | None]
"""A plan, and what the program does as it is, where that is known."""


def work(
    link: Connection,
    inherited: Sequence[Connection],
    scenario: Scenario,
    manifest: Manifest | None,
    core: int | None,
) -> None:
    """Answer every `Task` that arrives by `link` with a report, until it is closed.

    `core`: where to run. The program's server runs there, too: the two wait for each other anyway, and what one wakes
    is next to it. `inherited`: ends of other workers' links that a fork has copied; they would not look closed while we
    hold them.
    """
    threading.Thread(target=_end_with_parent, name="minibridge-lifeline", daemon=True).start()
    for other in inherited:
        other.close()
    _stand_alone()
    stay_on(core)
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)  # a run's garbage is small, and its end frees most
    servers = Servers() if hasattr(os, "fork") else None
    try:
        manifest = manifest or _manifest(scenario)
        while True:
            link.send(_answer(scenario, manifest, link.recv(), servers))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # whoever wanted the reports is gone
    finally:
        if servers is not None:
            servers.close()


def _manifest(scenario: Scenario) -> Manifest:
    from bridge.miniprogram.manifest import Manifest

    return Manifest(scenario.folder)


def _end_with_parent() -> None:
    """However the parent ends: it may be killed before it knows of us, and a run may never end by itself."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _stand_alone() -> None:
    """Signals of the terminal are the parent's to pass on, and what it does about them is not ours to do."""
    if hasattr(os, "setsid"):
        os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _answer(scenario: Scenario, manifest: Manifest, task: Task, servers: Servers | None) -> RunReport | Broken:
    try:
        return asyncio.run(run_plan(scenario, manifest, *task, servers))
    except UsageError as error:
        return Broken(str(error), "steps")
    except ProgramError as error:
        return Broken(str(error), "program")
    except Exception:
        return Broken(traceback.format_exc(), "ours")
