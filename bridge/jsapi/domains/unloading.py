"""A question before the person goes back: `my.enableAlertBeforeUnload`. Source: its page and typings."""

from __future__ import annotations

from enum import IntEnum

from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.feedback import ButtonText
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi


class UnloadError(IntEnum):
    """Documented codes; 9, an app that cannot do it, happens to nobody here."""

    NO_PAGE = 7
    FIRST_PAGE = 8


class AlertBeforeUnloadParams(Params):
    """What the person is asked, if not the usual."""

    message: ButtonText = None


def _ask(name: str, question: str | None, app: AppContext) -> SuccessResult:
    stage = app.services.stage
    if stage is None or stage.depth == 0:
        raise JSAPIError(UnloadError.NO_PAGE, f"has not found page when {name} has been invoked")
    if stage.depth == 1:
        raise JSAPIError(UnloadError.FIRST_PAGE, f"can not invoke {name} at first page")
    stage.ask_before_back(question)
    return SuccessResult()


@jsapi("enableAlertBeforeUnload")
def enable_alert_before_unload(params: AlertBeforeUnloadParams, app: AppContext) -> SuccessResult:
    """Have the person asked before they go back from the page that is shown. Leaving the program asks nothing."""
    usual = "离开此页面?" if app.profile.chinese else "Leave this page?"
    return _ask("enableAlertBeforeUnload", params.message or usual, app)


@jsapi("disableAlertBeforeUnload")
def disable_alert_before_unload(params: NoParams, app: AppContext) -> SuccessResult:
    """Ask no more."""
    return _ask("disableAlertBeforeUnload", None, app)
