"""A page without a framework: markup written as Python, handlers as JavaScript, one engine."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bridge.engine import Engine, Shims
from bridge.errors import ScriptError
from bridge.frames import CallFrame
from bridge.miniprogram.tree.node import Node
from bridge.runtime import SHIMS as RUNTIME_SHIMS
from bridge.runtime import Call, Failure, Host, Outcome, Timers, Trace, clock_of
from tests.support.trees import nodes_from

FAKE = str(Path(__file__).with_name("fake_framework.js"))
SHIMS = Shims(
    (*RUNTIME_SHIMS, "miniprogram/data.js", FAKE),
    tuple(f"miniprogram/{name}.js" for name in ("dataset", "controls", "gestures", "forms", "entries", "events")),
)
PAGE = 1
LOGGER = """new Proxy({}, {
  get: (_, name) => (typeof name === 'string' && name.startsWith('on') ? (e) => {
    console.log(JSON.stringify([name, e === undefined ? null : e.detail ?? e]));
  } : undefined),
  ownKeys: () => ['log'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
})"""
"""A page on which every handler named on... prints its name and the event's detail."""


def el(
    tag: str,
    *children: Any,
    owner: int = PAGE,
    key: str | None = None,
    at: int = 1,
    component: tuple[str, int] | None = None,
    attrs: Mapping[str, Any] | None = None,
    **attributes: Any,
) -> dict[str, Any]:
    """One element of a composed tree, at line `at`. `data_id=1` is data-id, `class_` is class; `attrs` as written."""
    node: dict[str, Any] = {"tag": tag, "file": "pages/index/index.axml", "line": at, "column": 1, "owner": owner}
    spelled = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    node["attrs"] = {**spelled, **(attrs or {})}
    node["children"] = list(children)
    node["key"] = key
    if component is not None:
        node["component"], node["instance"] = component
    return node


def composed(*nodes: Any) -> list[Any]:
    """Number the nodes as the framework does: in the order of the document."""
    for n, node in enumerate(_walk(nodes)):
        node["n"] = n
        if node["key"] is None:
            node["key"] = f"k{n}"
    return list(nodes)


def _walk(nodes: Any) -> Iterator[dict[str, Any]]:
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        if not isinstance(node, str):
            yield node
            pending.extend(reversed(node["children"]))


def tree(*nodes: Any) -> list[Node | str]:
    """The nodes as Python has them."""
    return nodes_from(composed(*nodes))


class _NoAnswers:
    def answer(self, frame: CallFrame, host: Host) -> Outcome:
        return Outcome(True, {})

    def aborted(self, call: Call) -> Outcome:
        return Outcome(False, {})


class FakeStage:
    """What locators need, as the page gives it, over the fake framework."""

    path = "pages/index/index"

    def __init__(self, host: Host) -> None:
        self.host = host
        self.nodes: list[Any] = []
        self._seen = 0

    def owner(self, id: int, kind: str, path: str, source: str) -> None:
        self.host.ask("owner", id=id, kind=kind, path=path, source=source)

    def render(self, *nodes: Any) -> None:
        self.nodes = composed(*nodes)
        self.host.ask("render", nodes=self.nodes)

    def tree(self) -> list[Node | str]:
        for node in _walk(self.nodes):
            node["value"] = self.host.ask("value", node=node["n"])
        return nodes_from(self.nodes)

    async def fire(self, number: int, type: str, detail: Any = None, *, raw: bool = False) -> dict[str, Any]:
        self._seen = len(self.errors)
        answer: dict[str, Any] = await self.host.invoke(
            "fire", page=PAGE, node=number, type=type, detail=detail, raw=raw
        )
        return answer

    async def settle(self) -> None:
        if len(self.errors) > self._seen:
            failure = self.errors[self._seen]
            self._seen = len(self.errors)
            raise ScriptError(failure.message, failure.stack)

    @property
    def errors(self) -> list[Failure]:
        return self.host.trace.errors

    @property
    def printed(self) -> list[str]:
        return [line.text for line in self.host.trace.console]

    @property
    def told(self) -> list[Any]:
        """What was printed as JSON."""
        return [json.loads(line) for line in self.printed]


@asynccontextmanager
async def staged(*nodes: Any, page: str = LOGGER) -> AsyncIterator[FakeStage]:
    """A stage with these nodes, whose page's instance is the JavaScript `page`."""
    clock = clock_of("virtual", None)
    trace = Trace()
    settings = {"clock": {"virtual": True, "start": clock.start, "timezone": 480, "seed": 0}}
    host = Host(Engine(settings, SHIMS), clock, Timers(clock, None), trace, _NoAnswers())
    stage = FakeStage(host)
    try:
        stage.owner(PAGE, "page", stage.path, page)
        stage.render(*nodes)
        yield stage
    finally:
        await host.close()
