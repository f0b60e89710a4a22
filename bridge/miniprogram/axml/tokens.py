"""The words of an expression: what stands between `{{` and `}}`, up to the braces that end it."""

from __future__ import annotations

import re
from typing import NamedTuple

from bridge.miniprogram.axml.source import Fragment


class Token(NamedTuple):
    """`kind` is name, number, string, regex, punct, end, or of a template literal: full, head, middle, tail.

    `start` is an index into the fragment; `lead` holds the line ends before it.
    """

    kind: str
    text: str
    start: int
    lead: str


_PATH = re.compile(r"[ \t]*([A-Za-z_$][A-Za-z0-9_$]*)((?:\.[A-Za-z_$][A-Za-z0-9_$]*)*)[ \t]*\}\}")
_TOKEN = re.compile(
    r"""
      (?P<blank>\s+|\ufeff|/\*[\s\S]*?\*/)
    | (?P<name>(?:[^\W\d]|\$)[\w$]*)
    | (?P<number>0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<string>'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")
    | (?P<punct>\.\.\.|=>|>>>=|\*\*=|<<=|>>=|&&=|\|\|=|\?\?=|===|!==|>>>|\*\*|==|!=|<=|>=|<<|>>|&&|\|\||\?\?
        |\?\.(?!\d)|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|[-+*/%&|^!~<>=?:.,()[\]{};])
    """,
    re.VERBOSE,
)
_REGEX = re.compile(r"/(?![*/])(?:[^/\\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+/[A-Za-z]*")
_CHUNK = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*")
_BAD_ESCAPE = re.compile(
    r"\\(?:x(?![\da-fA-F]{2})|u(?![\da-fA-F]{4}|\{0*(?:10|[\da-fA-F])?[\da-fA-F]{1,4}\})|[1-9]|0\d)"
)
_ESCAPED = re.compile(r"\\([\s\S])")
_BEFORE_VALUE = frozenset(("typeof", "void", "in", "instanceof"))
_OPENING = {"(": ")", "[": "]", "{": "}"}


class Expression:
    """One `{{ }}`. Where it is only a path, `path` is its first name and the rest (`.b.c`), and there are no tokens."""

    __slots__ = ("end", "fragment", "path", "start", "tokens")

    def __init__(self, fragment: Fragment, start: int, limit: int) -> None:
        """Reads from `start`, just after `{{`; `end` is just after `}}`. Raises `ProgramError`."""
        self.fragment = fragment
        self.start = start
        self.path: tuple[str, str] | None = None
        self.tokens: list[Token] = []
        match = _PATH.match(fragment.text, start, limit)
        if match is not None:
            self.path = (match[1], match[2])
            self.end = match.end()
        else:
            reader = _Reader(fragment, start, limit)
            self.tokens = reader.read()
            self.end = reader.at

    def words(self) -> list[Token]:
        """The tokens, also of a path."""
        return self.tokens or _Reader(self.fragment, self.start, self.end).read()

    @property
    def line(self) -> int:
        return self.fragment.line(self.start)

    def mentions(self, names: frozenset[str]) -> bool:
        """Whether one of the names stands in it, perhaps only as a property's."""
        if self.path is not None:
            return self.path[0] in names
        return any(token.kind == "name" and token.text in names for token in self.tokens)


class _Reader:
    def __init__(self, fragment: Fragment, start: int, limit: int) -> None:
        self.at = start
        self._fragment, self._text = fragment, fragment.text
        self._start, self._limit = start, limit
        self._open: list[str] = []  # the closing brackets that are waited for; "`" for `${` in a template literal
        self._tokens: list[Token] = []
        self._lead = ""

    def read(self) -> list[Token]:
        while not self._at_end():
            self._next()
        self._add("end", "}}")
        self.at += 2
        return self._tokens

    def _at_end(self) -> bool:
        return not self._open and self._text.startswith("}}", self.at, self._limit)

    def _add(self, kind: str, text: str, before: int = 0) -> None:
        self._tokens.append(Token(kind, text, self.at - before, self._lead))
        self._lead = ""

    def _next(self) -> None:
        match = _TOKEN.match(self._text, self.at, self._limit)
        if match is None:
            self._other()
        elif match.lastgroup == "blank":
            self._lead += "\n" * match.group().count("\n")
            self.at = match.end()
        elif match.lastgroup == "punct":
            self._punct(match.group())
        else:
            self._check(match)
            self._take(str(match.lastgroup), match.group())

    def _take(self, kind: str, text: str) -> None:
        self._add(kind, text)
        self.at += len(text)

    def _check(self, match: re.Match[str]) -> None:
        if match.lastgroup == "string":
            self._check_escapes(match.group())
        elif match.lastgroup == "number" and re.match(r"[\w$]", self._text[match.end() : match.end() + 1]):
            self._fragment.fail(match.start(), f"bad number: {match.group()}{self._text[match.end()]}")

    def _check_escapes(self, text: str) -> None:
        if "\\" in text and any(_BAD_ESCAPE.match(text, found.start()) for found in _ESCAPED.finditer(text)):
            self._fragment.fail(self.at, f"bad escape in {text[:60]}", "Write \\xHH, \\uHHHH, or a doubled backslash.")

    def _punct(self, text: str) -> None:
        if text[0] == "/" and self._text.startswith("/*", self.at, self._limit):
            self._fragment.fail(self.at, "a comment is not closed", "Close it with */.")
        if text[0] == "/" and self._wants_value():
            return self._regex()
        if text in _OPENING:
            self._open.append(_OPENING[text])
        elif text in ")]}" and self._close(text):
            return None
        self._take("punct", text)
        return None

    def _wants_value(self) -> bool:
        if not self._tokens:
            return True
        last = self._tokens[-1]
        if last.kind in ("name", "punct"):
            return last.text in _BEFORE_VALUE if last.kind == "name" else last.text not in (")", "]", "}")
        return last.kind in ("head", "middle")

    def _regex(self) -> None:
        match = _REGEX.match(self._text, self.at, self._limit)
        if match is None:
            self._fragment.fail(self.at, "a value is missing before '/', or a regular expression is not closed")
        self._take("regex", match.group())

    def _close(self, bracket: str) -> bool:
        """True where the bracket was the end of `${ }` and the template literal went on."""
        wanted = self._open.pop() if self._open else ""
        if wanted == "`" and bracket == "}":
            self.at += 1
            self._template("middle", "tail")
            return True
        if wanted != bracket:
            self._mismatch(bracket, wanted)
        return False

    def _mismatch(self, bracket: str, wanted: str) -> None:
        if self._text.startswith("}}", self.at, self._limit):
            shown = "}" if wanted == "`" else wanted
            self._fragment.fail(self.at, f"'{shown}' is missing before the }}}} that ends the expression")
        expected = f"; '{wanted}' is expected" if wanted and wanted != "`" else ""
        self._fragment.fail(self.at, f"unexpected '{bracket}'{expected}")

    def _template(self, unfinished: str, finished: str) -> None:
        match = _CHUNK.match(self._text, self.at, self._limit)
        chunk = match.group() if match else ""
        self._check_escapes(chunk)
        end = self.at + len(chunk)
        if self._text.startswith("`", end, self._limit):
            self._add(finished, chunk, 1)
            self.at = end + 1
        elif self._text.startswith("${", end, self._limit):
            self._add(unfinished, chunk, 1)
            self.at = end + 2
            self._open.append("`")
        else:
            self._fragment.fail(self.at - 1, "a template literal is not closed", "Close it with ` before the }}.")

    def _other(self) -> None:
        character = self._text[self.at : self.at + 1] if self.at < self._limit else ""
        if character == "`":
            self.at += 1
            self._template("head", "full")
        elif character == "":
            self._fragment.fail(self._start - 2, "{{ is not closed", "Close the expression with }}.")
        elif character in "'\"":
            self._fragment.fail(self.at, "a string is not closed on its line", f"Close it with {character}.")
        else:
            self._fragment.fail(self.at, f"unexpected character {character!r} in an expression")
