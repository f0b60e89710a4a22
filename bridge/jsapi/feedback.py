"""Dialogs: `my.alert`. Source: the platform's UI feedback pages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, model_validator

from bridge.jsapi.context import AppContext
from bridge.jsapi.registry import Params, Result, jsapi
from bridge.jsapi.texts import shown

Shown = Annotated[str, PlainValidator(shown)]


class AlertParams(Params):
    """`content` and `title` may be anything: they are shown as text. A bare string is the content."""

    title: Shown = ""
    content: Shown = ""
    buttonText: Annotated[Shown | None, BeforeValidator(lambda value: value or None)] = None  # noqa: N815

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, given: Any) -> Any:
        """Observed in real programs: `my.alert("text")`."""
        return given if isinstance(given, dict) else {"content": given}


class AlertResult(Result):
    """Empty: an alert has nothing to tell."""


@jsapi("alert")
async def alert(params: AlertParams, app: AppContext) -> AlertResult:
    """Show an alert; answers after the person pressed its button."""
    if app.services.dialogs is not None:
        button = params.buttonText or ("确定" if app.profile.chinese else "OK")
        await app.services.dialogs.alert(params.title, params.content, button)
    return AlertResult()
