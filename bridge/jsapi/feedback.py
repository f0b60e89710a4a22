"""Dialogs: `my.alert`. Source: the platform's UI feedback pages."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, model_validator

from bridge.jsapi.context import AppContext
from bridge.jsapi.registry import Params, Result, jsapi


def shown(value: object) -> str:
    """`value` as `String(value)` of JavaScript shows what JSON can carry (inferred: content is a text)."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list):
        return ",".join("" if item is None else shown(item) for item in value)
    return "[object Object]" if isinstance(value, dict) else str(value)


def _number(value: float) -> str:
    """A JSON number as JavaScript prints it: `1` for 1.0, `1e+21` for large ones, `0.00001` for small ones."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        return mantissa
    if -7 < int(exponent) < 0:
        digits = len(mantissa.partition(".")[2])
        return f"{value:.{digits - int(exponent)}f}"
    return f"{mantissa.removesuffix('.0')}e{int(exponent):+d}"


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
