"""Locators: elements of a page by how to find them, looked up afresh at every read and action.

await page.find("#authorize").tap()
assert await page.find_all(".row").texts() == ["Bread", "Cake"]
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import suppress
from typing import Any, Literal, Protocol, TypeAlias

from bridge.errors import Place, ProgramError, ScriptError, UsageError
from bridge.miniprogram.tree.attributes import value_of
from bridge.miniprogram.tree.node import Node
from bridge.miniprogram.tree.queries import Nodes, Query, by_selector, by_text, number
from bridge.miniprogram.tree.selectors import ancestors

Touch: TypeAlias = Literal["start", "move", "end", "cancel"]
Distance: TypeAlias = float | Literal["end"] | None


class Stage(Protocol):
    """What a locator needs of an open page.

    `path` names the page in messages. The real one asks the guest; several locators share it.
    """

    @property
    def path(self) -> str:
        """The page's path, without a slash in front."""

    def tree(self) -> Nodes:
        """The page as it would be shown now, in one turn and without running anything else.

        The numbers of these nodes are good for `fire` until the next `tree`.
        """

    async def fire(self, number: int, type: str, detail: Any = None, *, raw: bool = False) -> Mapping[str, Any]:
        """Have the guest's action `fire` do `type` at node `number`, wait, and give its answer.

        The answer: `missing` (a list of {file, line, column, attribute, handler, owner, kind, methods}), `handled` (how
        many handlers ran) and `refused` ("" or why nothing was done). Raises what the host raises (`NeverFinished`, a
        limit), and nothing for handlers that threw: that is for `settle`, which follows.
        """

    async def settle(self) -> None:
        """Wait until the page shows what became of the last `fire`.

        Raises `ScriptError` for the first thing that the program threw or rejected since the last `fire` began, if it
        was not raised before.
        """


class _Finder:
    """A query on a page."""

    def __init__(self, stage: Stage, query: Query) -> None:
        self._stage = stage
        self._query = query

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._query.words} on {self._stage.path}>"

    def find(self, selector: str) -> Locator:
        """The first match inside what this finds, in the markup that it is part of; `>>>` goes into components."""
        return Locator(self._stage, by_selector(selector, self._query))

    def find_all(self, selector: str) -> Locators:
        """Every match inside what this finds."""
        return Locators(self._stage, by_selector(selector, self._query))

    def by_text(self, text: str, exact: bool = False) -> Locator:
        """The innermost element inside what this finds whose text contains (`exact`: is) `text`."""
        return Locator(self._stage, by_text(text, exact, self._query))

    async def count(self) -> int:
        """How many elements match now."""
        return len(self._matches())

    async def exists(self) -> bool:
        """Whether anything matches now."""
        return bool(self._matches())

    async def texts(self) -> list[str]:
        """The text of every match."""
        return [node.text for node in self._matches()]

    async def html(self) -> str:
        """Every match with what is in it, as `bridge.miniprogram.tree.html` writes it."""
        return _html(self._matches())

    def _matches(self) -> list[Node]:
        return self._query.select(self._stage.tree())


class Locators(_Finder):
    """All elements that a query finds: count them, read them, or go through them.

    `await` gives a list of locators, `async for` one after the other; each of them is the n-th match, whatever that is
    when it is used.
    """

    def nth(self, index: int) -> Locator:
        """The match number `index`, from 0; negative from the end."""
        return Locator(self._stage, number(index, self._query))

    @property
    def first(self) -> Locator:
        """The first match."""
        return self.nth(0)

    @property
    def last(self) -> Locator:
        """The last match."""
        return self.nth(-1)

    async def nodes(self) -> list[Node]:
        """The matches as plain data, as they are now."""
        return self._matches()

    async def values(self) -> list[Any]:
        """What every match holds, see `Locator.value`."""
        return [value_of(node) for node in self._matches()]

    def __await__(self) -> Generator[Any, None, list[Locator]]:
        return self._all().__await__()

    async def __aiter__(self) -> AsyncIterator[Locator]:
        for locator in await self._all():
            yield locator

    async def _all(self) -> list[Locator]:
        return [self.nth(index) for index in range(len(self._matches()))]


class Locator(_Finder):
    """One element: the first that matches, in document order, at the moment it is read or acted upon.

    Raises `UsageError` if nothing matches, with what the page has that comes close, and for what the element cannot do;
    `ProgramError` if its markup names a handler that does not exist; `ScriptError` if a handler threw.
    """

    # Reading

    async def node(self) -> Node:
        """The element as plain data, as it is now."""
        return await self._node()

    async def text(self) -> str:
        """All text inside, blanks and line ends joined."""
        return (await self._node()).text

    async def texts(self) -> list[str]:
        """The pieces of text inside, in order."""
        return (await self._node()).texts()

    async def html(self) -> str:
        """The element and what is in it."""
        return _html([await self._node()])

    async def attribute(self, name: str) -> Any:
        """An attribute under the name it is written with, with the type it has; None if it is not there."""
        return (await self._node()).written.get(name)

    async def dataset(self) -> dict[str, Any]:
        """The `data-*` attributes as handlers see them."""
        return dict((await self._node()).dataset)

    async def value(self) -> Any:
        """What a form control or a group of checkboxes or radios holds; None for anything else."""
        return value_of(await self._node())

    async def is_hidden(self) -> bool:
        """Whether it or something around it has `hidden`, or `display: none` in its own style."""
        node = await self._node()
        return any(_hides(each) for each in (node, *ancestors(node)))

    # Acting

    async def tap(self, **point: float) -> None:
        """Touch and let go, as a finger would: bubbles, checks boxes, submits forms, follows links.

        What is disabled is not tapped. `point`: clientX, clientY, pageX, pageY for handlers that look at them.
        """
        await self._act("tap", point)

    async def long_tap(self, **point: float) -> None:
        """Touch and hold."""
        await self._act("longTap", point)

    async def touch(self, kind: Touch, **point: float) -> None:
        """One event of a longer touch: touchStart, touchMove, touchEnd or touchCancel."""
        await self._act(f"touch{kind.capitalize()}", point)

    async def input(self, value: str | float) -> None:
        """Type into an input or textarea: what was there is replaced, and cut at `maxlength`."""
        await self._act("input", str(value))

    async def change(self, value: Any) -> None:
        """Choose: True or False for checkbox and switch, a number for slider and swiper, a list for picker-view, the
        index or what is shown for picker, the values for checkbox-group, the value for radio-group.

        Any other element just gets a change event, with `value` as its detail.
        """
        await self._act("change", value)

    async def enter(self, value: Any) -> None:
        """Put a value into a form control of any kind: `input` for text, `change` for the others."""
        if (await self._node()).tag in ("input", "textarea"):
            await self.input(value)
        else:
            await self.change(value)

    async def focus(self) -> None:
        """Go into an input or textarea."""
        await self._act("focus")

    async def blur(self) -> None:
        """Leave an input or textarea."""
        await self._act("blur")

    async def confirm(self, value: str | None = None) -> None:
        """Press the keyboard's key for being done, having typed `value` if it is given."""
        await self._act("confirm", value)

    async def submit(self) -> None:
        """Submit the form that this is or stands in, by its first submit button if it has one."""
        await self._act("submit")

    async def reset(self) -> None:
        """Reset the form that this is or stands in."""
        await self._act("reset")

    async def scroll(
        self,
        *,
        top: Distance = None,
        left: Distance = None,
        height: float | None = None,
        width: float | None = None,
    ) -> None:
        """Scroll a scroll-view to a place in pixels, or to its end.

        Nothing is laid out: the content is taken to be `height` and `width` pixels large (2000), of which 500 are seen.
        """
        await self._act("scroll", {"top": top, "left": left, "height": height, "width": width})

    async def fire(self, event: str, detail: Any = None) -> None:
        """Send just one event, such as `load` of an image or `message` of a web-view; nothing else follows from it.

        For a component that is a call of its function prop: `fire("close", 1)` calls what `onClose` names with 1.
        Raises `UsageError` if nobody listens.
        """
        answer = await self._act(event, detail, raw=True)
        if not answer.get("handled"):
            node = await self._node()
            raise UsageError(f"nobody listens to {event} at {self._described(node)}")

    async def _act(self, type: str, detail: Any = None, *, raw: bool = False) -> Mapping[str, Any]:
        node = await self._node()
        answer = await self._stage.fire(node.number, type, detail, raw=raw)
        if answer.get("refused"):
            raise UsageError(f"{type} at {self._described(node)}: {answer['refused']}")
        if answer.get("missing"):
            with suppress(ScriptError):  # the program was told of it, too
                await self._stage.settle()
            raise _missing(answer["missing"][0])
        await self._stage.settle()
        return answer

    async def _node(self) -> Node:
        found = self._matches()
        if not found:
            await self._stage.settle()
            found = self._matches()
        if not found:
            raise self._nothing()
        return found[0]

    def _described(self, node: Node) -> str:
        from bridge.miniprogram.tree.suggestions import described

        return f"{described(node)} on {self._stage.path}"

    def _nothing(self) -> UsageError:
        instead = self._query.instead(self._stage.tree())
        message = f"nothing on {self._stage.path} matches {self._query.words}"
        return UsageError(f"{message}; there is:\n{instead}" if instead else f"{message}: the page shows no element")


def locate(stage: Stage, selector: str) -> Locator:
    """`page.find(selector)`."""
    return Locator(stage, by_selector(selector))


def locate_all(stage: Stage, selector: str) -> Locators:
    """`page.find_all(selector)`."""
    return Locators(stage, by_selector(selector))


def locate_text(stage: Stage, text: str, exact: bool = False) -> Locator:
    """`page.by_text(text)`."""
    return Locator(stage, by_text(text, exact))


def _html(nodes: list[Node]) -> str:
    from bridge.miniprogram.tree.html import html

    return html(nodes)


def _hides(node: Node) -> bool:
    style = str(node.attributes.get("style") or "").replace(" ", "")
    return bool(node.attributes.get("hidden")) or "display:none" in style


def _missing(missing: Mapping[str, Any]) -> ProgramError:
    from difflib import get_close_matches

    name, methods = missing["handler"], missing["methods"]
    close = get_close_matches(name, methods, n=1)
    known = f"it has: {', '.join(methods)}" if methods else "it has none"
    home = "the methods of " if missing["kind"] == "component" else ""
    return ProgramError(
        f'{missing["attribute"]}="{name}": {missing["kind"]} {missing["owner"]} has no method {name}; {known}',
        place=Place(missing["file"], missing["line"], missing["column"]),
        advice=f"Did you mean {close[0]}?" if close else f"Add {name} to {home}{missing['owner']}.js.",
    )
