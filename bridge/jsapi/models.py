"""Bases of the models of an API: what it takes, and what its callbacks receive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict


class Params(BaseModel):
    """Base of parameter models. Undocumented parameters are tolerated, as on a phone."""

    model_config = ConfigDict(extra="ignore", defer_build=True)


class Result(BaseModel):
    """Base of result models. A field that is None is left out of what the program receives."""

    model_config = ConfigDict(extra="allow", defer_build=True)


class Failure(Result):
    """What `fail` receives (source: documentation of every API but signContract)."""

    error: int
    errorMessage: str  # noqa: N815 - the platform's own name

    @classmethod
    def of(cls, code: int | str, message: str, extra: Mapping[str, Any]) -> dict[str, Any]:
        """The failure as the program receives it."""
        return {"error": code, "errorMessage": message, **extra}
