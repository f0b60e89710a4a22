"""Smaller texts for shims that most engines never compile: every engine holds its own copy of them.

Repetitions become references to what came before. ASCII only, and no NUL: the engine keeps such texts at a byte a
character. js_shims/engine/lazy.js unpacks.
"""

from __future__ import annotations

from collections.abc import Iterator

SHORTEST, LONGEST = 4, 130
BASE = 127
FARTHEST = BASE * BASE - 1
"""How far back a reference can reach, in characters."""

_KEPT = 64  # earlier places of one beginning that are looked at


def pack(text: str) -> str:
    """`text` with repetitions as three characters: 124 + length, and the distance back in two digits of base 127.

    Raises `ValueError` for a text that is not ASCII.
    """
    if not text.isascii() or "\0" in text:
        raise ValueError("only ASCII without NUL can be packed")
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    places: dict[str, list[int]] = {}
    at = 0
    while at < len(text):
        length, distance = _longest(text, at, places.get(text[at : at + SHORTEST], []))
        if length < SHORTEST:
            length = 1
            yield text[at]
        else:
            yield chr(124 + length) + chr(1 + distance // BASE) + chr(1 + distance % BASE)
        for place in range(at, at + length):
            places.setdefault(text[place : place + SHORTEST], []).append(place)
        at += length


def _longest(text: str, at: int, places: list[int]) -> tuple[int, int]:
    """Length and distance of the longest repetition that begins at one of `places`."""
    best, distance = 0, 0
    for place in places[: -_KEPT - 1 : -1]:
        if at - place > FARTHEST:
            break
        length = _common(text, place, at)
        if length > best:
            best, distance = length, at - place
    return best, distance


def _common(text: str, place: int, at: int) -> int:
    most = min(LONGEST, len(text) - at)
    length = SHORTEST
    while length < most and text[place + length] == text[at + length]:
        length += 1
    return min(length, most)
