"""A failed test in words: its message, the line of source it points at, the stack; each line with a style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from bridge.testing.results import Fault

Style = Literal["", "bold", "dim", "red", "green", "expected", "received", "caret"]
Line = tuple[Style, str]

_PLACE = re.compile(r"(?:\(|at )([^()\n]+?):(\d+):(\d+)\)?$", re.MULTILINE)
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
_AROUND = 2
_WIDEST = 160


def failure_lines(fault: Fault, test_file: str, source_of: Callable[[str], str | None]) -> Iterator[Line]:
    """The message, then an excerpt around the place in the test's own file, else the innermost one, then the stack.

    `source_of` gives the text of a file of the program, or None.
    """
    for line in fault.message.split("\n"):
        yield _style_of(line, fault.assertion), line
    place = _place(fault.stack, test_file, source_of)
    if place is not None:
        yield "", ""
        yield from _excerpt(*place)
    if fault.stack.strip():
        yield "", ""
        for line in fault.stack.rstrip("\n").split("\n"):
            yield "dim", f"  {line.strip()}"


def _style_of(line: str, assertion: bool) -> Style:
    if not assertion:
        return "red"
    if line.startswith(("- ", "-  ", "Expected")) or line == "-":
        return "expected"
    if line.startswith(("+ ", "Received")) or line == "+":
        return "received"
    return "dim" if line.startswith("@@") else ""


def _place(stack: str, test_file: str, source_of: Callable[[str], str | None]) -> tuple[str, int, int] | None:
    places = _PLACE.findall(stack)
    ordered = [place for place in places if place[0] == test_file] + places
    for path, line, column in ordered:
        source = source_of(path)
        if source is not None:
            return source, int(line), int(column)
    return None


def _excerpt(source: str, line: int, column: int) -> Iterator[Line]:
    lines = _LINE_END.split(source)
    if line > len(lines):
        return
    first, last = max(1, line - _AROUND), min(len(lines), line + _AROUND)
    width = len(str(last))
    for number in range(first, last + 1):
        text = lines[number - 1].expandtabs(2)[:_WIDEST]
        mark = ">" if number == line else " "
        yield ("bold" if number == line else "dim"), f"  {mark} {number:>{width}} | {text}"
        if number == line:
            tabs = lines[number - 1][: column - 1].count("\t")
            yield "caret", f"    {'':>{width}} | {' ' * (column - 1 + tabs)}^"
