"""Expressions that choose tests by words of their names: `sign and not (cancel or unknown)`."""

from __future__ import annotations

import re
from collections.abc import Callable

from bridge.errors import UsageError

_WORD = re.compile(r"\s*(\(|\)|'[^']*'|\"[^\"]*\"|[^\s()]+)")
_Test = Callable[[str], bool]


class KeywordExpression:
    """Words joined by `and`, `or`, `not` and parentheses; a word matches the names it is part of, whatever the case.

    Raises `UsageError` for an expression that makes no sense.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._words = [match[1] for match in _WORD.finditer(expression)]
        self._test = self._either()
        if self._words:
            raise self._refusal()

    def matches(self, name: str) -> bool:
        """Whether a name is chosen."""
        return self._test(name.lower())

    def _either(self) -> _Test:
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda name: any(test(name) for test in tests)

    def _both(self) -> _Test:
        tests = [self._one()]
        while self._take("and"):
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda name: all(test(name) for test in tests)

    def _one(self) -> _Test:
        if self._take("not"):
            inner = self._one()
            return lambda name: not inner(name)
        if self._take("("):
            inner = self._either()
            if not self._take(")"):
                raise self._refusal()
            return inner
        if not self._words or self._words[0] in ("and", "or", ")"):
            raise self._refusal()
        word = self._words.pop(0).strip("'\"").lower()
        return lambda name: word in name

    def _take(self, word: str) -> bool:
        if self._words[:1] != [word]:
            return False
        self._words.pop(0)
        return True

    def _refusal(self) -> UsageError:
        return UsageError(f"-k {self._expression!r} makes no sense: write words joined by and, or, not")
