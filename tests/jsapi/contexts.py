"""Running a script whose `my` makes contexts, on a stage that measures what the test says."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bridge.engine import Shims
from bridge.jsapi import Services
from bridge.miniprogram.runtime import Runtime

OBSERVING = Path(__file__).with_name("observing.js")
SAY = "const SAY = (...values) => values.forEach((value) => console.log(JSON.stringify(value ?? null)));\n"
Answer = Callable[[Sequence[dict[str, Any]]], list[Any]]


class Measuring:
    """A stage that answers queries as told, and keeps what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[Sequence[dict[str, Any]]] = []
        self.pages: list[int | None] = []

    def measure(self, queries: Sequence[dict[str, Any]], page: int | None = None) -> list[Any]:
        self.asked.append(queries)
        self.pages.append(page)
        return self.answer(queries)


class Staged(Runtime):
    """A runtime whose stage only measures."""

    def __init__(self, answer: Answer | None = None) -> None:
        super().__init__()
        self.stage = Measuring(answer or (lambda queries: [None for _ in queries]))
        services: Services = self._services
        services.stage = self.stage if answer is not None else None  # type: ignore[assignment]

    def _shims(self) -> Shims:
        shims = super()._shims()
        return Shims((*shims.eager, str(OBSERVING)), shims.lazy)

    @property
    def log(self) -> list[tuple[Any, ...]]:
        """What was drawn: methods with their arguments."""
        return [(drawing.method, *drawing.arguments) for drawing in self.drawings]

    async def ran(self, source: str) -> Staged:
        """Itself, closed, after `source` ran."""
        async with self:
            await self.run(SAY + source, "demo.js")
        return self

    @property
    def printed(self) -> list[Any]:
        """What the script said by SAY, as JSON."""
        return [json.loads(line.text) for line in self.console]


async def staged(source: str, answer: Answer | None = None) -> Staged:
    """The closed runtime in which `source` ran, and nothing in it went wrong."""
    return await Staged(answer).ran(source)
