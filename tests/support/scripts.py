"""Running one script and looking at what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bridge import Runtime

DOCUMENTED_URL = "https://openauth.xxx.com/authentication.htm?authId=FBF16F91-28FB-47EC-B9BE-27B285C23CD3"
Handlers = dict[str, Callable[..., Any]]


async def ran(source: str, handlers: Handlers | None = None, **options: Any) -> Runtime:
    """The closed runtime in which `source` ran as demo.js, whatever it did wrong."""
    async with Runtime(**options) as runtime:
        for name, handler in (handlers or {}).items():
            runtime.override(name, handler)
        await runtime.run(source, "demo.js", check=False)
    return runtime


async def printed(source: str, handlers: Handlers | None = None, **options: Any) -> list[str]:
    """The lines a program printed that did nothing wrong."""
    runtime = await ran(source, handlers, **options)
    assert runtime.errors == []
    return [line.text for line in runtime.console]


async def answer_to(call: str, handlers: Handlers | None = None, **options: Any) -> Any:
    """What success or fail received for `call`, an expression in which OUTCOME stands for both callbacks."""
    outcome = "success: (r) => console.log(JSON.stringify(r)), fail: (r) => console.log(JSON.stringify(r))"
    (line,) = await printed(call.replace("OUTCOME", outcome), handlers, **options)
    return json.loads(line)


def fails(runtime: Runtime) -> list[tuple[str, str]]:
    """Kind and message of everything nobody caught."""
    return [(failure.kind, failure.message) for failure in runtime.errors]
