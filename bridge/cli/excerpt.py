"""The line of a program that an error points at, with a caret under the place."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLACE = re.compile(r"(?:\(|at )([^()\n]+?):(\d+):(\d+)\)?$", re.MULTILINE)
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
_WIDTH = 100


def excerpt(stack: str, source_of: Callable[[str], str | None]) -> list[str]:
    """Two lines, the source and the caret, for the innermost place of `stack` that is in a known file."""
    for path, line, column in _PLACE.findall(stack):
        source = source_of(path)
        if source is not None:
            return _point(source, int(line), int(column))
    return []


def _point(source: str, line: int, column: int) -> list[str]:
    lines = _LINE_END.split(source)
    if line > len(lines):
        return []
    text, at = lines[line - 1].replace("\t", " "), column - 1
    skipped = max(0, at - _WIDTH + 20)
    shown = text[skipped : skipped + _WIDTH]
    number = f"{line:>4} | "
    return [f"{number}{shown}", " " * (len(number) + at - skipped) + "^"]
