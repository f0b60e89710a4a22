"""Dialogs, toasts and loading: `my.alert` and its kin. Source: the platform's UI feedback pages and typings.

What is answered is answered by the person; what is only shown is in `chrome` (bridge/jsapi/chrome.py).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from bridge.jsapi.asking import buttons, chosen, confirmed, typed
from bridge.jsapi.chrome import chrome_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult, NoParams
from bridge.jsapi.registry import jsapi
from bridge.jsapi.texts import shown

Shown = Annotated[str, PlainValidator(shown)]
ButtonText = Annotated[Shown | None, BeforeValidator(lambda value: value or None)]

TOAST_DURATION = 2000
"""Milliseconds (documented; the typings of Alipay China say 3000)."""


class DialogParams(Params):
    """`content` and `title` may be anything: they are shown as text. A bare text is the content."""

    title: Shown = ""
    content: Shown = ""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, given: Any) -> Any:
        """Observed in real programs: `my.alert("text")`."""
        return given if isinstance(given, dict) else {"content": given}


class AlertParams(DialogParams):
    """One button."""

    buttonText: ButtonText = None  # noqa: N815


class AlertResult(Result):
    """Empty: an alert has nothing to tell."""


@jsapi("alert")
async def alert(params: AlertParams, app: AppContext) -> AlertResult:
    """Show an alert; answers after the person pressed its button."""
    if app.services.dialogs is not None:
        button = params.buttonText or buttons(app, None, None)[0]
        await app.services.dialogs.alert(params.title, params.content, button)
    return AlertResult()


class ConfirmParams(DialogParams):
    """Two buttons; colours are not shown here."""

    confirmButtonText: ButtonText = None  # noqa: N815
    cancelButtonText: ButtonText = None  # noqa: N815
    confirmColor: Any = None  # noqa: N815
    cancelColor: Any = None  # noqa: N815


class ConfirmResult(Result):
    """`confirm` is false when the person cancelled: that is a success, too."""

    confirm: bool


@jsapi("confirm")
async def confirm(params: ConfirmParams, app: AppContext) -> ConfirmResult:
    """Ask the person to confirm."""
    texts = (params.confirmButtonText, params.cancelButtonText)
    return ConfirmResult(confirm=await confirmed(app, params.title, params.content, *texts))


class PromptParams(Params):
    """`align` is not shown here."""

    title: Shown = ""
    message: Shown | None = None
    placeholder: Shown = ""
    align: Any = None
    okButtonText: ButtonText = None  # noqa: N815
    cancelButtonText: ButtonText = None  # noqa: N815


class PromptResult(Result):
    """`ok` is false when the person cancelled, a success all the same; then nothing was typed."""

    ok: bool
    inputValue: str  # noqa: N815


@jsapi("prompt", inferred="Who cancels has typed nothing: inputValue is empty.")
async def prompt(params: PromptParams, app: AppContext) -> PromptResult:
    """Have the person type a text."""
    message = params.message if params.message is not None else "请输入内容" if app.profile.chinese else ""
    texts = (params.okButtonText, params.cancelButtonText)
    text = await typed(app, params.title, message, params.placeholder, *texts)
    return PromptResult(ok=text is not None, inputValue=text or "")


class ShowModalParams(DialogParams):
    """`editable` shows a field to type in."""

    showCancel: bool = True  # noqa: N815
    cancelText: ButtonText = None  # noqa: N815
    confirmText: ButtonText = None  # noqa: N815
    cancelColor: Any = None  # noqa: N815
    confirmColor: Any = None  # noqa: N815
    editable: bool = False
    placeholderText: Shown = ""  # noqa: N815


class ShowModalResult(Result):
    """`content` is what was typed into an editable dialog that was confirmed. `cancel` is the opposite of `confirm`."""

    confirm: bool
    cancel: bool
    content: str | None = None


@jsapi(
    "showModal",
    inferred="No page tells of it: it is my.confirm, with editable my.prompt, and cancel is the opposite of confirm.",
)
async def show_modal(params: ShowModalParams, app: AppContext) -> ShowModalResult:
    """Ask the person to confirm, or to type."""
    texts = (params.confirmText, params.cancelText)
    if params.editable:
        text = await typed(app, params.title, params.content, params.placeholderText, *texts)
        return ShowModalResult(confirm=text is not None, cancel=text is None, content=text)
    if not params.showCancel:
        await alert(AlertParams(title=params.title, content=params.content, buttonText=params.confirmText), app)
        return ShowModalResult(confirm=True, cancel=False)
    yes = await confirmed(app, params.title, params.content, *texts)
    return ShowModalResult(confirm=yes, cancel=not yes)


class ActionSheetParams(Params):
    """`items` are shown as texts. Badges and the red item are not shown here."""

    title: Shown = ""
    items: list[Shown] = Field(min_length=1)
    cancelButtonText: ButtonText = None  # noqa: N815
    destructiveBtnIndex: Any = None  # noqa: N815
    badges: Any = None


class ActionSheetResult(Result):
    """`index` counts from 0; it is -1 when the person cancelled (the page's example)."""

    index: int
    success: Literal[True] = True


@jsapi("showActionSheet", inferred="Android has no button to cancel; here there is one on every phone.")
async def show_action_sheet(params: ActionSheetParams, app: AppContext) -> ActionSheetResult:
    """Have the person choose one of several."""
    return ActionSheetResult(index=await chosen(app, params.title, params.items, params.cancelButtonText))


class ToastParams(DialogParams):
    """Times in ms. `content` is required of an exception."""

    type: str = "none"
    duration: float = Field(TOAST_DURATION, ge=0)
    delay: float = Field(0, ge=0)
    xOffset: Any = None  # noqa: N815
    yOffset: Any = None  # noqa: N815

    @model_validator(mode="after")
    def _exception_says_why(self) -> ToastParams:
        if self.type == "exception" and not self.content:
            raise ValueError("a toast of type exception needs content")
        return self


@jsapi("showToast", inferred="Without a duration it is seen for 2 s on every host.")
async def show_toast(params: ToastParams, app: AppContext) -> EmptyResult:
    """Show a text for a while; answers when it is gone (source: the documentation's own example)."""
    begin = app.clock.now + params.delay
    toast = {"content": params.content, "type": params.type, "from": begin, "until": begin + params.duration}
    chrome_of(app)["toast"] = toast
    await app.sleep(params.delay + params.duration)
    return EmptyResult()


@jsapi("hideToast")
def hide_toast(params: NoParams, app: AppContext) -> EmptyResult:
    """Take the toast away."""
    chrome_of(app).pop("toast", None)
    return EmptyResult()


class LoadingParams(DialogParams):
    """`delay` in ms."""

    delay: float = Field(0, ge=0)


@jsapi("showLoading")
def show_loading(params: LoadingParams, app: AppContext) -> EmptyResult:
    """Show that something is under way, from `delay` on: hidden before, it is never seen."""
    chrome_of(app)["loading"] = {"content": params.content, "from": app.clock.now + params.delay}
    return EmptyResult()


class HideLoadingParams(Params):
    """`page` is the instance whose loading it is: there is one for all pages here, so it is not read."""

    page: Any = None


@jsapi("hideLoading", unread=("page",), inferred="There is one loading for all pages.")
def hide_loading(params: HideLoadingParams, app: AppContext) -> EmptyResult:
    """Take the loading away, or see to it that it never shows."""
    chrome_of(app).pop("loading", None)
    return EmptyResult()
