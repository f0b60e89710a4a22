"""Failures that a test orders: how the next requests end, whatever the rules say."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection

from bridge.errors import UsageError
from bridge.wallet.results import RESULTS, Refusal


class Failures:
    """Result codes waiting for requests, by the operation's name, such as "applyToken"."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[str]] = {}

    def add(self, operation: str, code: str, operations: Collection[str]) -> None:
        """Let one more request of `operation` end with `code`. Raises `UsageError` for unknown ones."""
        if operation not in operations:
            raise UsageError(f"the wallet has no operation {operation!r}: there is {', '.join(sorted(operations))}")
        if code not in RESULTS or code == "SUCCESS":
            codes = ", ".join(sorted(RESULTS.keys() - {"SUCCESS"}))
            raise UsageError(f"{code!r} is no result code that a request can fail with: there is {codes}")
        self._waiting.setdefault(operation, deque()).append(code)

    def take(self, operation: str) -> None:
        """Raise `Refusal` if a failure waits for this request."""
        if self._waiting.get(operation):
            raise Refusal(self._waiting[operation].popleft())
