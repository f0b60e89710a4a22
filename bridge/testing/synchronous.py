"""Programs, pages and elements for tests that are not async: every method runs to its end where it is called."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from bridge.miniprogram.page import Page
from bridge.miniprogram.program import MiniProgram
from bridge.miniprogram.runtime import Runtime
from bridge.miniprogram.tree.locator import Distance, Locator, Locators, Touch
from bridge.miniprogram.tree.node import Node

T = TypeVar("T")


class Runner:
    """Runs coroutines in an event loop of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()

    def __call__(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """The result of a coroutine."""
        return self._loop.run_until_complete(coroutine)

    def close(self) -> None:
        """End what is left in the loop."""
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


class SynchronousElement:
    """One element: see `bridge.Locator`."""

    def __init__(self, run: Runner, locator: Locator) -> None:
        self._run = run
        self._locator = locator

    def find(self, selector: str) -> SynchronousElement:
        return SynchronousElement(self._run, self._locator.find(selector))

    def find_all(self, selector: str) -> SynchronousElements:
        return SynchronousElements(self._run, self._locator.find_all(selector))

    def by_text(self, text: str, exact: bool = False) -> SynchronousElement:
        return SynchronousElement(self._run, self._locator.by_text(text, exact))

    def node(self) -> Node:
        return self._run(self._locator.node())

    def text(self) -> str:
        return self._run(self._locator.text())

    def texts(self) -> list[str]:
        return self._run(self._locator.texts())

    def html(self) -> str:
        return self._run(self._locator.html())

    def attribute(self, name: str) -> Any:
        return self._run(self._locator.attribute(name))

    def dataset(self) -> dict[str, Any]:
        return self._run(self._locator.dataset())

    def value(self) -> Any:
        return self._run(self._locator.value())

    def is_hidden(self) -> bool:
        return self._run(self._locator.is_hidden())

    def exists(self) -> bool:
        return self._run(self._locator.exists())

    def count(self) -> int:
        return self._run(self._locator.count())

    def tap(self, **point: float) -> None:
        self._run(self._locator.tap(**point))

    def long_tap(self, **point: float) -> None:
        self._run(self._locator.long_tap(**point))

    def touch(self, kind: Touch, **point: float) -> None:
        self._run(self._locator.touch(kind, **point))

    def input(self, value: str | float) -> None:
        self._run(self._locator.input(value))

    def change(self, value: Any) -> None:
        self._run(self._locator.change(value))

    def enter(self, value: Any) -> None:
        self._run(self._locator.enter(value))

    def focus(self) -> None:
        self._run(self._locator.focus())

    def blur(self) -> None:
        self._run(self._locator.blur())

    def confirm(self, value: str | None = None) -> None:
        self._run(self._locator.confirm(value))

    def submit(self) -> None:
        self._run(self._locator.submit())

    def reset(self) -> None:
        self._run(self._locator.reset())

    def scroll(self, *, top: Distance = None, left: Distance = None) -> None:
        self._run(self._locator.scroll(top=top, left=left))

    def fire(self, event: str, detail: Any = None) -> None:
        self._run(self._locator.fire(event, detail))


class SynchronousElements:
    """All elements that a selector finds: see `bridge.Locators`."""

    def __init__(self, run: Runner, locators: Locators) -> None:
        self._run = run
        self._locators = locators

    def nth(self, index: int) -> SynchronousElement:
        return SynchronousElement(self._run, self._locators.nth(index))

    @property
    def first(self) -> SynchronousElement:
        return self.nth(0)

    @property
    def last(self) -> SynchronousElement:
        return self.nth(-1)

    def count(self) -> int:
        return self._run(self._locators.count())

    def exists(self) -> bool:
        return self._run(self._locators.exists())

    def texts(self) -> list[str]:
        return self._run(self._locators.texts())

    def values(self) -> list[Any]:
        return self._run(self._locators.values())

    def nodes(self) -> list[Node]:
        return self._run(self._locators.nodes())


class SynchronousPage:
    """One open page: see `bridge.Page`."""

    def __init__(self, run: Runner, page: Page) -> None:
        self._run = run
        self._page = page

    @property
    def path(self) -> str:
        return self._page.path

    @property
    def query(self) -> Mapping[str, str]:
        return self._page.query

    @property
    def data(self) -> dict[str, Any]:
        return self._page.data

    @property
    def is_open(self) -> bool:
        return self._page.is_open

    def find(self, selector: str) -> SynchronousElement:
        return SynchronousElement(self._run, self._page.find(selector))

    def find_all(self, selector: str) -> SynchronousElements:
        return SynchronousElements(self._run, self._page.find_all(selector))

    def by_text(self, text: str, exact: bool = False) -> SynchronousElement:
        return SynchronousElement(self._run, self._page.by_text(text, exact))

    def text(self) -> str:
        return self._run(self._page.text())

    def texts(self) -> list[str]:
        return self._run(self._page.texts())

    def html(self) -> str:
        return self._run(self._page.html())

    def outline(self) -> str:
        return self._run(self._page.outline())

    def call(self, handler: str, detail: Mapping[str, Any] | None = None) -> Any:
        return self._run(self._page.call(handler, detail))

    def pull_down(self) -> None:
        self._run(self._page.pull_down())

    def reach_bottom(self) -> None:
        self._run(self._page.reach_bottom())

    def scroll(self, top: float) -> None:
        self._run(self._page.scroll(top))


class SynchronousRuntime:
    """A script's runtime: see `bridge.Runtime`. What is not listed here is the runtime's own."""

    def __init__(self, run: Runner, runtime: Runtime) -> None:
        self._run = run
        self._runtime = runtime

    def __getattr__(self, name: str) -> Any:
        return getattr(self._runtime, name)

    def run(self, source: str, filename: str = "script.js", *, check: bool = True) -> None:
        self._run(self._runtime.run(source, filename, check=check))

    def idle(self, *, check: bool = True) -> None:
        self._run(self._runtime.idle(check=check))

    def advance(self, ms: float) -> None:
        self._run(self._runtime.advance(ms))


class SynchronousProgram(SynchronousRuntime):
    """A mini-program: see `bridge.MiniProgram`. What is not listed here is the program's own."""

    def __init__(self, run: Runner, program: MiniProgram) -> None:
        super().__init__(run, program)
        self._program = program

    @property
    def page(self) -> SynchronousPage:
        return SynchronousPage(self._run, self._program.page)

    @property
    def pages(self) -> list[SynchronousPage]:
        return [SynchronousPage(self._run, page) for page in self._program.pages]

    def launch(self, page: str | None = None, query: str | Mapping[str, str] | None = None) -> SynchronousPage:
        return self._shown(self._program.launch(page, query))

    def navigate_to(self, url: str) -> SynchronousPage:
        return self._shown(self._program.navigate_to(url))

    def redirect_to(self, url: str) -> SynchronousPage:
        return self._shown(self._program.redirect_to(url))

    def navigate_back(self, delta: int = 1) -> SynchronousPage:
        return self._shown(self._program.navigate_back(delta))

    def re_launch(self, url: str) -> SynchronousPage:
        return self._shown(self._program.re_launch(url))

    def tab(self, name: str) -> SynchronousPage:
        return self._shown(self._program.tab(name))

    def background(self) -> None:
        self._run(self._program.background())

    def foreground(self) -> None:
        self._run(self._program.foreground())

    def _shown(self, going: Coroutine[Any, Any, Page]) -> SynchronousPage:
        return SynchronousPage(self._run, self._run(going))
