"""Models that many APIs share: nothing to say, and that it worked."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from bridge.jsapi.models import Params, Result


class NoParams(Params):
    """Takes nothing, and minds nothing that is given."""

    @model_validator(mode="before")
    @classmethod
    def _anything(cls, given: Any) -> Any:
        return {}


class EmptyResult(Result):
    """Nothing to tell."""


class SuccessResult(Result):
    """`success` is true."""

    success: Literal[True] = True
