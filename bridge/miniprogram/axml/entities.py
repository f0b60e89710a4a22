"""Character references: `&lt;`, `&#39;`, `&nbsp;` and their like. Others stay as they are written.

That they are resolved in expressions too is inferred: `{{a &amp;&amp; b}}` has no other meaning.
"""

from __future__ import annotations

import re

from bridge.miniprogram.axml.source import Fragment, Source

ENTITY = re.compile(r"&(?:(lt|gt|amp|quot|apos|nbsp|ensp|emsp)|#(\d{1,7})|#[xX]([\da-fA-F]{1,6}));")
_NAMED = {
    "lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "nbsp": "\u00a0", "ensp": "\u2002", "emsp": "\u2003",
}  # fmt: skip


def resolve(text: str) -> str:
    """`text` with its character references replaced."""
    return ENTITY.sub(_character, text) if "&" in text else text


def resolved_fragment(source: Source, start: int, end: int) -> Fragment:
    """The same for a range of the source, remembering where each character came from."""
    pieces, offsets, at = list[str](), list[int](), start
    for match in ENTITY.finditer(source.text, start, end):
        pieces += [source.text[at : match.start()], _character(match)]
        offsets += [*range(at, match.start()), match.start()]
        at = match.end()
    pieces.append(source.text[at:end])
    offsets += range(at, end + 1)
    return Fragment(source, "".join(pieces), offsets)


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else match.group()
