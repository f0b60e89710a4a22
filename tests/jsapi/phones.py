"""Programs on a phone of one's choice, with a person whose dialogs are scripted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bridge import Runtime
from bridge.jsapi import Device, JSAPIError, Route, Services
from bridge.wallet.person import DialogAnswer

Outcome = tuple[str, dict[str, Any]]


@dataclass
class Pages:
    """A stage that only notes what it is asked for; `refuses` is raised by every navigation."""

    chrome: dict[str, Any] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)
    refuses: JSAPIError | None = None
    depth: int = 2
    question: str | None = None

    async def navigate(self, kind: Route, url: str = "", delta: int = 1) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.asked.append((kind, url, delta))

    def ask_before_back(self, question: str | None) -> None:
        self.question = question

    def scroll_to(self, top: float | None, selector: str | None) -> None:
        self.asked.append(("scroll", top, selector))

    async def pull_down(self) -> None:
        self.asked.append("pull down")

    def stop_pull_down(self) -> None:
        self.asked.append("stop")

    def cover(self) -> None:
        self.asked.append("cover")

    def uncover(self) -> None:
        self.asked.append("uncover")


def phone(
    device: Device | None = None,
    *,
    stage: Pages | None = None,
    storage: dict[str, Any] | None = None,
    says: tuple[DialogAnswer, ...] = (),
    **options: Any,
) -> Runtime:
    """A runtime on `device`, whose person answers dialogs with `says`."""
    runtime = Runtime(device=device, storage=storage, **options)
    services_of(runtime).stage = stage
    runtime.person.next_dialog(*says)
    return runtime


def services_of(runtime: Runtime) -> Services:
    """What its handlers share."""
    return runtime._services


async def answered(call: str, device: Device | None = None, **options: Any) -> Outcome:
    """How the last call of a script ended, and what it received: `my.` is put before `call`."""
    async with phone(device, **options) as runtime:
        await runtime.run(f"my.{call}", check=False)
    last = runtime.calls[-1]
    assert last.outcome is not None and last.result is not None
    return last.outcome, dict(last.result)


def failure(code: int, message: str) -> Outcome:
    """What `fail` receives."""
    return "fail", {"error": code, "errorMessage": message}


async def refused_as_parameter(call: str) -> bool:
    """Whether a call fails with error 2."""
    outcome, result = await answered(call)
    return outcome == "fail" and result["error"] == 2
