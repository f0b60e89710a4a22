"""Documented failures: what a handler raises to make the program's `fail` run."""

from __future__ import annotations

from enum import IntEnum
from typing import Any


class CommonError(IntEnum):
    """Codes below 10 mean the same for every API (source: the platform's common error table)."""

    NOT_IMPLEMENTED = 1  # this host or version does not have the API
    INVALID_PARAMETER = 2
    UNKNOWN = 3
    NO_PERMISSION = 4
    ABORTED = 9  # observed: the task of the call was aborted


class JSAPIError(Exception):
    """A documented failure of one call: the program receives `code`, `message` and the `extra` fields.

    Not a `BridgeError`: nothing went wrong here, it is one of the API's answers.
    """

    def __init__(self, code: int | str, message: str, **extra: Any) -> None:
        self.code = code
        self.message = message
        self.extra = extra
        super().__init__(f"{code}: {message}")
