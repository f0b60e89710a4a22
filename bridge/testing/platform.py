"""The platform in a test: what `launch`, `mount`, elements and `bridge` ask of the host."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from bridge.errors import BridgeError, ProgramError, ScriptError, UsageError
from bridge.frames import CallFrame, jsonable
from bridge.jsapi.dispatcher import failed
from bridge.miniprogram.page import PATIENCE, Page
from bridge.runtime import Answers, Call, Host, Outcome

if TYPE_CHECKING:
    from bridge.miniprogram.tree.locator import Locator, Locators
    from bridge.testing.program import TestedProgram

PREFIX = "bridge."
"""What the names of calls begin with that a test itself makes."""

_POINTED = ("tap", "longTap", "scroll")  # actions whose one argument is an object of options
_ELEMENT = frozenset(
    {
        "tap", "longTap", "touch", "input", "change", "enter", "focus", "blur", "confirm", "submit", "reset", "scroll",
        "fire", "text", "texts", "html", "attribute", "dataset", "value", "values", "isHidden", "exists", "count",
    }
)  # fmt: skip
_PAGE = frozenset({"texts", "text", "html", "outline", "call", "pullDown", "reachBottom", "scroll"})
_GO = frozenset({"navigateTo", "redirectTo", "navigateBack", "reLaunch", "tab", "background", "foreground"})


class Platform:
    """Answers the calls of one test file: the test's own, then the JSAPIs.

    `told`: numbers of failures that a test was told of by an action it awaited.
    """

    def __init__(self, program: TestedProgram, dispatcher: Answers) -> None:
        self.told: set[int] = set()
        self._program = program
        self._dispatcher = dispatcher
        self._mounted = 0
        self._answered: Mapping[str, Callable[[Any], Awaitable[Any]]] = {
            "launch": self._launch,
            "prepare": self._prepare,
            "mount": self._mount,
            "element": self._element,
            "page": self._page,
            "go": self._go,
            "advance": self._advance,
            "settle": self._settle,
        }

    def answer(self, frame: CallFrame, host: Host) -> Outcome | Coroutine[Any, Any, Outcome]:
        """The outcome of a call, or a coroutine for it."""
        if frame.api.startswith(PREFIX):
            return self._handle(frame.api.removeprefix(PREFIX), frame.params)
        return self._dispatcher.answer(frame, host)

    def aborted(self, call: Call) -> Outcome:
        """What a call receives whose task was aborted."""
        return self._dispatcher.aborted(call)

    async def _handle(self, name: str, params: Any) -> Outcome:
        before = len(self._program.errors)
        try:
            return Outcome(True, {"value": jsonable(await self._answered[name](params))})
        except ScriptError as error:
            self.told.update(range(before, len(self._program.errors)))
            return _refusal(error.message, error.stack)
        except (UsageError, ProgramError) as error:
            return _refusal(str(error))
        except TypeError as error:  # an action was given what it does not take
            return _refusal(f"{params.get('name', name)}: {error}")
        except BridgeError as error:
            return _refusal(f"{type(error).__name__}: {error}")

    # Pages

    async def _launch(self, params: Any) -> int:
        self._program.require_app()
        page = await self._program.launch(params["page"], _query(params["query"]))
        return page.number

    async def _go(self, params: Any) -> None:
        name, given = _chosen(params["name"], _GO), params["given"]
        act = getattr(self._program, _snake(name))
        await (act() if given is None else act(given))

    async def _page(self, params: Any) -> Any:
        act = getattr(self._open_page(params["page"]), _snake(_chosen(params["name"], _PAGE)))
        return await act(*params["given"])

    def _open_page(self, number: int) -> Page:
        page = self._program.stage.router.find(number)
        if page is None:
            raise UsageError("this page is closed: bridge.page() is the one that is shown")
        return Page(self._program.stage, page)

    # Elements

    async def _element(self, params: Any) -> Any:
        found: Any = self._open_page(params["page"])
        for step in params["steps"]:
            found = _step(found, *step)
        name, given = _chosen(params["name"], _ELEMENT), params["given"]
        act = getattr(found, _snake(name), None)
        if act is None:
            raise UsageError(f"{name}() is for one element: choose it with .first, .last or .nth(index)")
        if name in _POINTED and given and isinstance(given[-1], dict):
            return await act(*given[:-1], **given[-1])
        return await act(*given)

    # Components

    async def _prepare(self, params: Any) -> dict[str, str]:
        component, names = str(params["component"]), params["names"]
        path = self._program.component(component)
        tag = re.sub(r"[^a-z0-9-]", "-", _tag_of(path))
        attributes = "".join(f' {_attribute(name)}="{{{{{name}}}}}"' for name in names)
        self._mounted += 1
        page = f"mounted/{self._mounted}"
        markup = f'<{tag} a:if="{{{{!$away}}}}"{attributes}>{params["slot"]}</{tag}>'
        self._program.stage.prepare(page, markup, {tag: path})
        return {"path": page, "tag": tag}

    async def _mount(self, params: Any) -> int:
        stage = self._program.stage
        stage.forget_failures()
        shown = stage.show_prepared(params["path"])
        await self._program.guest.settle(PATIENCE)
        stage.raise_failure()
        return shown.number

    # Time

    async def _advance(self, params: Any) -> None:
        await self._program.advance(float(params["ms"]))

    async def _settle(self, params: Any) -> None:
        await self._program.guest.settle(PATIENCE)


def _step(found: Page | Locator | Locators, kind: str, what: Any, exact: bool = False) -> Any:
    if kind == "find":
        return found.find(what)
    if kind == "findAll":
        return found.find_all(what)
    if kind == "byText":
        return found.by_text(what, exact)
    nth = getattr(found, "nth", None)
    if nth is None:
        raise UsageError("nth, first and last are for findAll(selector): find(selector) is one element already")
    return nth(what)


def _refusal(message: str, stack: str = "") -> Outcome:
    answer = failed(None, 3, message)
    return Outcome(False, {**answer.result, "stack": stack})


def _chosen(name: str, names: frozenset[str]) -> str:
    if name not in names:
        raise UsageError(f"there is no {name}; there are {', '.join(sorted(names))}")
    return name


def _snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def _attribute(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z_$][\w$-]*", name):
        raise UsageError(f"mount: {name!r} cannot be the name of a prop in markup")
    return name


def _tag_of(path: str) -> str:
    name = PurePosixPath(path).name
    return (PurePosixPath(path).parent.name or name).lower() if name == "index" else name.lower()


def _query(given: Any) -> Any:
    return {name: str(value) for name, value in given.items()} if isinstance(given, dict) else given
