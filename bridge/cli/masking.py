"""Tokens do not belong into transcripts: they end up in logs of CI and in bug reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

HIDDEN = "***"

_SECRET_NAME = re.compile(r"^(?:access|refresh|id)_?token$|^authorization$", re.IGNORECASE)
_SECRET_IN_TEXT = re.compile(
    r"""((?:access|refresh|id)_?token[\\"']*\s*[:=]\s*[\\"']*|\bBearer\s+)([\w.~+/=-]{4,})""", re.IGNORECASE
)


class Mask:
    """Hides access and refresh tokens: by the name they go under, and those in `secrets` wherever they stand."""

    def __init__(self) -> None:
        self.secrets: Callable[[], Iterable[str]] = tuple

    def value(self, value: Any) -> Any:
        """A copy of a JSON value with its tokens hidden."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if isinstance(value, dict):
            return {name: self._member(name, item) for name, item in value.items()}
        return value

    def text(self, text: str) -> str:
        """`text` with its tokens hidden."""
        for secret in self.secrets():
            text = text.replace(secret, HIDDEN)
        return _SECRET_IN_TEXT.sub(rf"\1{HIDDEN}", text)

    def _member(self, name: str, item: Any) -> Any:
        hidden = isinstance(item, str) and item and _SECRET_NAME.match(name)
        return HIDDEN if hidden else self.value(item)
