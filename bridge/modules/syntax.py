"""Source text as bytes and trees, and replacements in it that keep every line where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Parser, Tree

_LONE_RETURN = re.compile(rb"\r(?!\n)")
_UNENDED_IMPORT = re.compile(rb"(\b(?:import|from)[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*')[ \t\r]*)\n(?=\s*[^\s\w])")
_NOT_LINE_END = re.compile("[^\n\r\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\s\S]))")
_LETTER_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}


@cache
def grammar(language: str) -> Language:
    """The grammar of "javascript", "typescript" or "tsx"."""
    import tree_sitter
    import tree_sitter_javascript
    import tree_sitter_typescript

    pointer = {
        "javascript": tree_sitter_javascript.language,
        "typescript": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }[language]
    return tree_sitter.Language(pointer())


@cache
def _parser(language: str) -> Parser:
    from tree_sitter import Parser

    return Parser(grammar(language))


def parse(raw: bytes, language: str = "javascript") -> Tree:
    """The syntax tree of UTF-8 source, byte for byte, with ERROR nodes where it cannot be understood."""
    if b"\r" in raw:
        raw = _LONE_RETURN.sub(b"\n", raw)
    tree = _parser(language).parse(raw)
    if tree.root_node.has_error:
        ended = _UNENDED_IMPORT.sub(rb"\1;", raw)
        if ended != raw:  # the grammar joins such an import to a parenthesis on the next line
            other = _parser(language).parse(ended)
            return tree if other.root_node.has_error else other
    return tree


def line_of(raw: bytes, place: int) -> int:
    """The line, from 1, of a byte."""
    return raw.count(b"\n", 0, place) + 1


def text_of(node: Node | None) -> str:
    return (node.text or b"").decode() if node is not None else ""


def field(node: Node, name: str) -> Node | None:
    return node.child_by_field_name(name)


def string_value(literal: str) -> str:
    """What a JavaScript string literal, quotes included, stands for."""
    inside = literal[1:-1]
    return _ESCAPE.sub(_unescaped, inside) if "\\" in inside else inside


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _LETTER_ESCAPES.get(match[4], match[4])
    return chr(min(int(code, 16), 0x10FFFF))


def free_name(raw: bytes, name: str) -> str:
    """`name`, or it with a number, so that it is nowhere in the source."""
    number, free = 0, name
    while free.encode() in raw:
        number, free = number + 1, f"{name}{number}_"
    return free


def blanked(text: str) -> str:
    """As many spaces as there are characters, and the same line ends."""
    return _NOT_LINE_END.sub(" ", text)


class Edits:
    """Replacements of byte ranges of one source. A replacement may change columns, never lines."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._edits: list[tuple[int, int, int, bytes]] = []

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` for the bytes from `start` to `end`, which hold no line end; an insertion where they are equal."""
        self._edits.append((start, end, 1, new.encode()))

    def insert(self, place: int, new: str, *, opens: bool) -> None:
        """Put `new` there: what opens something that begins there after all other insertions, what closes before."""
        self._edits.append((place, place, 2 if opens else 0, new.encode()))

    def blank(self, start: int, end: int, lead: str = "") -> None:
        """Spaces for everything but line ends; `lead` (no longer than the text) goes where the text began."""
        text = self.raw[start:end].decode()
        self._edits.append((start, end, 1, (lead + blanked(text)[len(lead) :]).encode()))

    def apply(self) -> tuple[str, str]:
        """The new text, and its shifts: see `_shifts`."""
        pieces, at, kept = list[bytes](), 0, list[tuple[int, int, bytes]]()
        for start, end, _, new in sorted(self._edits, key=itemgetter(0, 1, 2)):
            if start < at:  # inside something already replaced
                continue
            pieces += [self.raw[at:start], new]
            kept.append((start, end, new))
            at = end
        new_raw = b"".join([*pieces, self.raw[at:]])
        return new_raw.decode(), " ".join(map(str, _shifts(self.raw, new_raw, kept)))


def _shifts(raw: bytes, new_raw: bytes, edits: list[tuple[int, int, bytes]]) -> Iterator[int]:
    """Four numbers a replacement that changes columns: its line, its column in the new text, the lengths old and new.

    Columns and lengths are in characters. Nothing for texts with unusual line ends, whose columns are then those
    of the new text.
    """
    if _LONE_RETURN.search(raw) or b"\xe2\x80\xa8" in raw or b"\xe2\x80\xa9" in raw:
        return
    wide = not raw.isascii()
    line, column, moved, at = 1, 1, 0, 0
    for start, end, new in edits:
        place = start + moved
        moved += len(new) - (end - start)
        if len(new) == end - start and (not wide or raw[start:end] == new):
            continue
        ends = new_raw.count(b"\n", at, place)
        if ends:
            line, column, at = line + ends, 1, new_raw.rfind(b"\n", at, place) + 1
        column += len(new_raw[at:place].decode()) if wide else place - at
        at = place
        yield line
        yield column
        yield len(raw[start:end].decode()) if wide else end - start
        yield len(new.decode()) if wide else len(new)
