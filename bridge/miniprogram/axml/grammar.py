"""JavaScript's words, as far as expressions in AXML go."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

MOST_LEVELS = 64
"""Of nesting in one expression."""

MOST_WORDS = 20_000
"""In one expression."""


class Operator(NamedTuple):
    """A binary operator: the larger `strength`, the closer it binds. `excludes`: forms it cannot stand beside."""

    strength: int
    result: str = "plain"
    form: str = "other"
    excludes: frozenset[str] = frozenset()
    spaced: bool = False

    def kind(self, left: str, right: str) -> str:
        if self.result == "sum":
            return "text" if "text" in (left, right) else "plain"
        return merged(left, right) if self.result == "either" else self.result


def merged(first: str, second: str) -> str:
    """The kind of what may be the one or the other."""
    if first == second:
        return first
    return "any" if "any" in (first, second) else "plain"


BINARY = {
    "??": Operator(1, "either", "nullish", frozenset({"or"})),
    "||": Operator(2, "either", "or", frozenset({"nullish"})),
    "&&": Operator(3, "either", "or", frozenset({"nullish"})),
    "|": Operator(4),
    "^": Operator(5),
    "&": Operator(6),
    **dict.fromkeys(("==", "!=", "===", "!=="), Operator(7)),
    **dict.fromkeys(("<", ">", "<=", ">="), Operator(8)),
    **dict.fromkeys(("in", "instanceof"), Operator(8, spaced=True)),
    **dict.fromkeys(("<<", ">>", ">>>"), Operator(9)),
    "+": Operator(10, "sum"),
    "-": Operator(10),
    **dict.fromkeys(("*", "/", "%"), Operator(11)),
    "**": Operator(12),
}
UNARY = {"!": "plain", "-": "plain", "+": "plain", "~": "plain", "typeof": "text", "void": "any"}
ASSIGNMENTS = frozenset({
    "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=",
})  # fmt: skip
CONSTANTS = {
    "true": ("true", "plain"),
    "false": ("false", "plain"),
    "null": ("null",),
    "undefined": ("(void 0)",),
    "NaN": ("NaN", "plain"),
    "Infinity": ("Infinity", "plain"),
    "this": ("d",),
}
RESERVED = frozenset({
    "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
    "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
    "return", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "NaN", "Infinity", "var",
    "void", "while", "with",
})  # fmt: skip
REFUSED = {
    "new": "Make the object in the page's data, or in a function of an SJS file.",
    "function": "Write the function in an SJS file.",
    "class": "Write it in the page's own JavaScript. A name in the data cannot be read as 'class': give it another.",
    "delete": "An expression changes nothing: change the data with setData.",
}
GLOBALS = frozenset({
    "Array", "Boolean", "Date", "JSON", "Map", "Math", "Number", "Object", "Promise", "RegExp", "Set", "String",
    "console", "decodeURIComponent", "encodeURIComponent", "isNaN", "my", "parseFloat", "parseInt",
})  # fmt: skip

_WIDE = re.compile(r"\\([\s\S])|([^\x20-\x7e])")


def ascii_text(text: str) -> str:
    """The inside of a string, a template or a regular expression on one line and in ASCII, meaning the same."""
    if text.isascii() and text.isprintable():
        return text
    return _WIDE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[1] or match[2]
    if match[1] and character in "\n\u2028\u2029":
        return ""  # a line that goes on
    if character.isascii() and character.isprintable():
        return match.group()
    return json.dumps(character)[1:-1]


def number_code(text: str) -> str:
    """A number as strict code has it: `010` is 8, as in sloppy code, and `5.` no longer ends in a dot."""
    if len(text) > 1 and text[0] == "0" and text.isdigit():
        return str(int(text, 8) if all(digit in "01234567" for digit in text) else int(text))
    return text + "0" if text.endswith(".") else text
