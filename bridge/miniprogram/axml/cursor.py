"""Going through the words of an expression, and what is made of them."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from bridge.miniprogram.axml.tokens import Expression, Token


class Code(NamedTuple):
    """`kind`: text (a string), plain (a number or boolean: as good as text after text), or any.

    `form`: atom, unary, or, nullish, or other: what may stand beside it without parentheses.
    """

    text: str
    kind: str = "any"
    form: str = "atom"


class Cursor:
    """Stands before one of an expression's tokens, of which the last is its end."""

    def __init__(self, expression: Expression) -> None:
        self._fragment = expression.fragment
        self._tokens = expression.words()
        self._at = 0

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, *texts: str) -> bool:
        token = self._tokens[self._at]
        return token.text in texts and (token.kind == "punct" or token.kind == "name")

    def _expect(self, text: str, message: str) -> str:
        if not self._is(text):
            self._fail(self._token, message)
        token = self._take()
        return token.lead + token.text

    def _fail(self, token: Token, message: str, advice: str = "") -> NoReturn:
        shown = {"end": "}}", "middle": "}", "tail": "}", "head": "`", "full": "`"}.get(token.kind, token.text)
        self._fragment.fail(token.start, message.replace("%s", f"'{shown}'"), advice)

    def _after_bracket(self, at: int) -> Token:
        depth = 0
        for index in range(at, len(self._tokens) - 1):
            token = self._tokens[index]
            if token.kind == "punct":
                depth += (token.text in "([{") - (token.text in ")]}")
            if depth == 0:
                return self._tokens[index + 1]
        return self._tokens[-1]
