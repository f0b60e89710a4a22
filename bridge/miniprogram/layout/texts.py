"""How wide a text is and where it wraps: by an average, since no fonts are here.

A wide character (CJK, full-width, emoji) is as wide as the font size, a blank 0.28 of it and any other 0.52
(observed: the means of a phone's sans-serif). Lines break between words and beside wide characters; a word wider than
the line is cut.
"""

from __future__ import annotations

import math
import re

NARROW = 0.52
BLANK = 0.28
_SLACK = 0.01  # px by which sums of widths may be off
_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
_WORD = re.compile(f"[{_WIDE}]|[^\\s{_WIDE}]+|\\s+")
_BLANKS = re.compile(r"\s+")


def collapsed(text: str) -> str:
    """White space as a browser shows it: every run of it is one blank."""
    return _BLANKS.sub(" ", text)


def width_of(text: str, font_size: float) -> float:
    """The width of a text on one line, in px."""
    wide = 0 if text.isascii() else len(_WIDE_CHARACTER.findall(text))
    blanks = text.count(" ")
    return font_size * (wide + BLANK * blanks + NARROW * (len(text) - wide - blanks))


def longest_word(text: str, font_size: float) -> float:
    """The width of what cannot be broken in it, in px."""
    return max((width_of(word, font_size) for word in _WORD.findall(text) if not word.isspace()), default=0.0)


def wrap(text: str, font_size: float, room: float, width: float) -> list[float]:
    """The widths of the lines of `text`, where the first has `room` px and the others have `width`.

    A first width of 0 means that nothing of the text fits beside what stands before it.
    """
    whole = width_of(text, font_size)
    room, width = room + _SLACK, width + _SLACK
    if whole <= room:
        return [whole]
    lines, used, limit = list[float](), 0.0, room
    for word in _WORD.findall(text):
        size = width_of(word, font_size)
        if used + size <= limit:
            used += size
            continue
        if word.isspace():
            continue  # blanks hang over the end of a line
        if used > 0 or limit < width:
            lines.append(used)
            limit = width
        cut = _cut(size, limit)
        lines.extend([limit] * cut)
        used = size - cut * limit
    return [*lines, used]


def _cut(size: float, limit: float) -> int:
    """How many whole lines a word fills that is too long for one."""
    if size <= limit or limit <= 0:
        return 0
    return min(math.ceil(size / limit) - 1, 10_000)
