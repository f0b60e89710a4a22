"""One file's text, as the engine is given it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from bridge.errors import Place, ProgramError

Kind = Literal["script", "commonjs", "module", "json", "sjs", "view"]

_MOST_DIGITS = 4000  # Python refuses to read longer numbers

# What ends a line in JavaScript; each such end takes one line number.
_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")


def read_text(path: Path | str, shown: str) -> str:
    """The text of a file of the program, without a byte order mark.

    Raises `ProgramError`, naming the file as `shown`, if it cannot be read or is not UTF-8.
    """
    try:
        with open(path, "rb") as file:
            return file.read().decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProgramError(
            f"not UTF-8: byte 0x{error.object[error.start]:02x}",
            place=Place(shown, line),
            advice="Save the file as UTF-8.",
        ) from None
    except IsADirectoryError:
        raise ProgramError("this is a folder, not a file", place=Place(shown)) from None
    except OSError as error:
        advice = "Write the file, or take out what names it." if isinstance(error, FileNotFoundError) else ""
        raise ProgramError(f"cannot be read: {error.strerror}", place=Place(shown), advice=advice) from None


def parse_json(text: str, shown: str) -> Any:
    """The value of a JSON file of the program. Raises `ProgramError` with line and column."""
    try:
        return json.loads(text, parse_constant=_no_json, parse_int=_whole)
    except json.JSONDecodeError as error:
        place = Place(shown, error.lineno, error.colno)
        raise ProgramError(f"bad JSON: {error.msg}", place=place, advice="Mend the file there.") from None
    except RecursionError:
        raise ProgramError("bad JSON: nested too deeply", place=Place(shown)) from None
    except ValueError as error:  # what Python takes for JSON, or cannot hold
        raise ProgramError(f"bad JSON: {error}", place=Place(shown)) from None


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _no_json(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON value")


def script(path: str, source: str) -> dict[str, Any]:
    """A script: evaluated as it is, in the global scope."""
    return source_file(path, source, "script")


def source_file(
    path: str,
    source: str,
    kind: Kind,
    requires: Mapping[str, str] | None = None,
    missing: Mapping[str, str] | None = None,
    *,
    head: str = "",
    head_lines: str = "",
    shifts: str = "",
    refusal: str = "",
    counters: int | None = None,
) -> dict[str, Any]:
    """One entry of a `load` frame.

    `requires` maps each specifier written in the file to the path it means, `missing` the others to what to say.
    `head` goes before the source in place of the plain wrapper's. `shifts` says how columns moved: numbers in fours,
    line, column in `source`, length before, length now. `head_lines`: which lines the code of the head belongs to,
    numbers in pairs, column and line. `refusal`: what to throw when the file is required. `counters`: how many the code
    counts with, if it does; only the engines of tests take them (`bridge.testing.shims`).
    """
    if source.startswith("#!"):
        source = "//" + source[2:]  # the engine knows it only at the very start of its input
    made = {
        "path": path,
        "source": source,
        "lines": line_count(source),
        "wide": not source.isascii(),
        "kind": kind,
        "requires": dict(requires or {}),
        "missing": dict(missing or {}),
        "head": head,
        "headLines": head_lines,
        "shifts": shifts,
        "refusal": refusal,
    }
    return made if counters is None else {**made, "counters": counters}


def line_count(source: str) -> int:
    """How many lines JavaScript sees in `source`."""
    if source.isascii() and "\r" not in source:
        return source.count("\n") + 1
    return len(_LINE_END.findall(source)) + 1
