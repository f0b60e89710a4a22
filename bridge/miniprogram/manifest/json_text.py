"""JSON as the files of a mini-program hold it, and where in such a text a key stands.

Comments (`//` and `/* */`) are understood, as the platform's IDE shows them as comments; a comma with nothing after it
is refused, with its place (decided here: no documentation says what the platform does). Of a key written twice the last
counts. Places are exact because comments are blanked out, not cut out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from bridge.errors import Place, ProgramError
from bridge.modules import parse_json

_STRING_OR_COMMENT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|//[^\r\n]*|/\*.*?\*/', re.DOTALL)
_VISIBLE = re.compile(r"[^\r\n]")
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def parse(text: str, shown: str) -> Any:
    """The value of a JSON text with comments, of the file shown as `shown`. Raises `ProgramError` with its place."""
    plain = without_comments(text)
    try:
        return parse_json(plain, shown)
    except ProgramError as error:
        raise _clearer(error, plain, shown) from None


def without_comments(text: str) -> str:
    """`text` with its comments replaced by blanks, so that everything else stays where it was."""
    return _STRING_OR_COMMENT.sub(_blank, text) if "/" in text else text


def _blank(match: re.Match[str]) -> str:
    found = match.group()
    return found if found.startswith('"') else _VISIBLE.sub(" ", found)


def place_in(text: str, location: Sequence[int | str], shown: str) -> Place:
    """Where the key or the list item at `location` stands: `("tabBar", "items", 0, "name")`.

    The place of what is not there is that of the innermost thing that is.
    """
    plain = without_comments(text)
    return _place(plain, _offset(plain, location), shown)


def _place(plain: str, at: int, shown: str) -> Place:
    return Place(shown, plain.count("\n", 0, at) + 1, at - plain.rfind("\n", 0, at))


def _offset(plain: str, location: Sequence[int | str]) -> int:
    shown_at = value_at = _skip(plain, 0)
    for part in location:
        places = [place for key, *place in _entries(plain, value_at) if key == part and type(key) is type(part)]
        if not places:
            return value_at if plain[value_at : value_at + 1] in ("{", "[") else shown_at
        shown_at, value_at = places[-1]
    return shown_at


def _entries(plain: str, at: int) -> Iterator[tuple[int | str, int, int]]:
    """Of the container at `at`: each key, or number of an item, with where it stands and where its value begins."""
    opening = plain[at : at + 1]
    if opening not in ("{", "["):
        return
    at = _skip(plain, at + 1)
    number = 0
    while plain[at] not in "}]":
        key: int | str = number
        shown_at = at
        if opening == "{":
            key, end = _DECODER.raw_decode(plain, at)
            at = _skip(plain, _skip(plain, end) + 1)
        yield key, shown_at, at
        at = _skip(plain, _DECODER.raw_decode(plain, at)[1])
        at = _skip(plain, at + 1) if plain[at] == "," else at
        number += 1


def _skip(plain: str, at: int) -> int:
    found = _SPACE.match(plain, at)
    return found.end() if found else at


def _clearer(error: ProgramError, plain: str, shown: str) -> ProgramError:
    """The engine's words are enough, but not for the commonest mistakes."""
    if error.place is None or error.place.line is None or error.place.column is None:
        return error
    lines = plain.split("\n")
    at = sum(len(line) + 1 for line in lines[: error.place.line - 1]) + error.place.column - 1
    comma = _spare_comma(plain, at)
    if comma is not None:
        place = _place(plain, comma, shown)
        return ProgramError("bad JSON: a comma with nothing after it", place=place, advice="Take the comma out.")
    if plain.startswith("/*", at):
        return ProgramError("bad JSON: a comment without an end", place=error.place, advice="End it with */.")
    return error


def _spare_comma(plain: str, at: int) -> int | None:
    """Where the comma is that stands alone before the closing bracket around `at`."""
    before = at if plain[at : at + 1] == "," else len(plain[:at].rstrip()) - 1
    after = _skip(plain, before + 1)
    return before if plain[before : before + 1] == "," and plain[after : after + 1] in ("}", "]") else None
