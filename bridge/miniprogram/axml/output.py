"""Code written from left to right, on the lines of the markup it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from bridge.errors import ProgramError
from bridge.miniprogram.axml.source import Source

_MARK, _END = "\x01", "\x02"  # in no code: texts in it have such characters escaped

Piece = tuple[int, str]
"""Code that begins on a line."""


class Task(NamedTuple):
    """Makes the items that stand in its place."""

    make: Callable[[Any, Any], list[Any]]
    element: Any
    scope: Any


Item = str | Piece | Task
"""A plain string goes where the last piece ended."""


class Output:
    """What is written; and the errors found meanwhile, which stop only the part they are in."""

    def __init__(self, source: Source, errors: list[ProgramError]) -> None:
        self._source = source
        self._errors = errors
        self._pieces: list[str] = []
        self._line = 1

    @contextmanager
    def collecting(self) -> Iterator[None]:
        try:
            yield
        except ProgramError as error:
            if all(str(error) != str(known) for known in self._errors):
                self._errors.append(error)

    def write(self, code: str) -> None:
        self._pieces.append(code)

    def run(self, items: list[Item]) -> None:
        """Writes the items, and those that tasks among them make."""
        stack = items[::-1]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._pieces.append(item)
            elif isinstance(item, Task):
                stack += item.make(item.element, item.scope)[::-1]
            else:
                self._write_on(item[0], item[1])

    def _write_on(self, line: int, code: str) -> None:
        """Code for a line that is past already (a directive after other attributes) is written without line ends."""
        if line > self._line:
            self._pieces.append("\n" * (line - self._line))
            self._line = line
        if "\n" in code:
            if line < self._line:
                code = code.replace("\n", " ")
            else:
                self._line += code.count("\n")
        self._pieces.append(code)

    def code(self) -> tuple[str, str]:
        """The code without its marks, and its shifts: see `marked`."""
        first, *parts = "".join(self._pieces).split(_MARK)
        if not parts:
            return first, ""
        pieces, marks = [first], list[tuple[int, int, int, int]]()
        line, column = _after(first, 1, 1)
        for part in parts:
            offset, _, code = part.partition(_END)
            marks.append((line, column, *self._origin(int(offset))))
            line, column = _after(code, line, column)
            pieces.append(code)
        text = "".join(pieces)
        return text, " ".join(map(str, _shifts(marks, text.split("\n"))))

    def _origin(self, offset: int) -> tuple[int, int]:
        place = self._source.place(offset)
        return place.line or 1, place.column or 1


def marked(offset: int, code: str) -> str:
    """Code that may throw, and the place in the source that its columns mean: an expression's, or a tag's."""
    return f"{_MARK}{offset}{_END}{code}"


def _after(code: str, line: int, column: int) -> tuple[int, int]:
    """The place after code that begins at a place."""
    ends = code.count("\n")
    return (line + ends, len(code) - code.rfind("\n")) if ends else (line, column + len(code))


def _shifts(marks: list[tuple[int, int, int, int]], lines: list[str]) -> Iterator[int]:
    """Four numbers for each stretch of code up to the next mark or the line's end, as `source_file` wants them: the
    line, the column, the length of what it stands for (backwards, where directives come first), and its length.
    """
    for line, group in groupby(marks, key=itemgetter(0)):
        column, meant = 1, 1
        for _, at, own_line, own_column in group:
            target = own_column if own_line == line else meant
            yield from (line, column, target - meant, at - column)
            column, meant = at, target
        yield from (line, column, 0, len(lines[line - 1]) + 1 - column)
