"""An AXML file's text, and where in it something is."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NoReturn

from bridge.errors import Place, ProgramError
from bridge.miniprogram.axml.tags import is_component


class Source:
    """The text with `\\n` for every line end, and without a byte order mark."""

    def __init__(self, text: str, path: str, components: frozenset[str] = frozenset()) -> None:
        """`components`: names of built-in tags that mean components here."""
        self._components = components
        text = text.removeprefix("\ufeff")
        self.text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        self.path = path
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def is_component(self, tag: str) -> bool:
        """Whether the tag may be a component."""
        return tag in self._components or is_component(tag)

    def line(self, offset: int) -> int:
        """The line, from 1, that the character at `offset` is on."""
        return bisect_right(self._starts, offset)

    def place(self, offset: int) -> Place:
        line = self.line(offset)
        return Place(self.path, line, offset - self._starts[line - 1] + 1)

    def fail(self, offset: int, message: str, advice: str = "") -> NoReturn:
        raise ProgramError(message, place=self.place(offset), advice=advice)


class Fragment:
    """A piece of text to read values from: the source itself, or what entities in a piece of it stand for.

    `offsets` tells for each character of `text` where it came from.
    """

    def __init__(self, source: Source, text: str, offsets: list[int] | None = None) -> None:
        self.source = source
        self.text = text
        self._offsets = offsets

    def origin(self, index: int) -> int:
        """The offset in the source of the character at `index`."""
        if self._offsets is None:
            return index
        return self._offsets[min(index, len(self._offsets) - 1)]

    def line(self, index: int) -> int:
        return self.source.line(self.origin(index))

    def fail(self, index: int, message: str, advice: str = "") -> NoReturn:
        self.source.fail(self.origin(index), message, advice)
