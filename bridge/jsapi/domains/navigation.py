"""From page to page, and to other mini-programs. Source: the routing pages and typings.

What can be reached and what not is the stage's to say (bridge/jsapi/stage.py): a program without pages reaches nothing.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import Field, StrictStr

from bridge.jsapi.asking import cancelled, confirmed, goes_back
from bridge.jsapi.chrome import chrome_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Params
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.registry import jsapi
from bridge.jsapi.stage import Route, Stage


def _stage(name: str, app: AppContext) -> Stage:
    """Raises `JSAPIError` where there are no pages."""
    if app.services.stage is None:
        app.services.note(f"my.{name} needs pages: open a mini-program's folder instead of a single script")
        raise JSAPIError(CommonError.UNKNOWN, f"{name}: this program has no pages")
    return app.services.stage


REFUSED = "An address that cannot be gone to this way is error 2."


async def _go(kind: Route, url: str, app: AppContext) -> EmptyResult:
    await _stage(kind, app).navigate(kind, url)
    return EmptyResult()


class RouteParams(Params):
    """`url`: absolute (`/pages/a/a?k=v`) or relative to the current page."""

    url: StrictStr = Field(min_length=1)


class NavigateToParams(RouteParams):
    """`events`: listeners to the channel between both pages; functions stay in the guest."""

    events: Any = None


@jsapi("navigateTo", inferred=REFUSED)
async def navigate_to(params: NavigateToParams, app: AppContext) -> EmptyResult:
    """Put a page on top of the current one."""
    return await _go("navigateTo", params.url, app)


@jsapi("redirectTo", inferred=REFUSED)
async def redirect_to(params: RouteParams, app: AppContext) -> EmptyResult:
    """Put a page in place of the current one."""
    return await _go("redirectTo", params.url, app)


@jsapi("reLaunch", inferred=REFUSED)
async def re_launch(params: RouteParams, app: AppContext) -> EmptyResult:
    """Close every page and open one."""
    return await _go("reLaunch", params.url, app)


@jsapi("switchTab", inferred=REFUSED)
async def switch_tab(params: RouteParams, app: AppContext) -> EmptyResult:
    """Go to a page of the tab bar."""
    return await _go("switchTab", params.url, app)


class NavigateBackParams(Params):
    """`delta`: over how many pages; more than there are goes to the first."""

    delta: int = Field(1, ge=1)


@jsapi("navigateBack", inferred="It fails with error 11 if the person, asked by my.enableAlertBeforeUnload, stays.")
async def navigate_back(params: NavigateBackParams, app: AppContext) -> EmptyResult:
    """Go back. The person may be asked first."""
    stage = _stage("navigateBack", app)
    if not await goes_back(app):
        raise cancelled(app)
    await stage.navigate("navigateBack", delta=params.delta)
    return EmptyResult()


class OtherProgramError(IntEnum):
    """Documented codes of `my.navigateToMiniProgram`."""

    NOT_ALLOWED = 30
    FAILED = 31


class OtherProgramParams(Params):
    """Which program, and what it is given."""

    appId: StrictStr = Field(min_length=1)  # noqa: N815
    path: str | None = None
    query: dict[str, Any] | None = None
    extraData: dict[str, Any] | None = None  # noqa: N815
    envVersion: str | None = None  # noqa: N815


def _leave(name: str, what: dict[str, Any], app: AppContext) -> EmptyResult:
    """The program goes to the background; `chrome["left"]` tells by which call."""
    chrome_of(app)["left"] = {"by": name, **what}
    if app.services.stage is not None:
        app.services.stage.cover()
    return EmptyResult()


@jsapi(
    "navigateToMiniProgram",
    kind="outside",
    inferred="Every appId is taken for that of a program there is; a person who does not let it be opened is error 31.",
)
async def navigate_to_mini_program(params: OtherProgramParams, app: AppContext) -> EmptyResult:
    """Leave for another program, which is not run here; `chrome["left"]` has what it would receive.

    The person may stay: then it fails with 31, as the page has no code for that. 30 comes from `fail_next`, rules and
    the sweep.
    """
    if not await confirmed(app, "navigateToMiniProgram", params.appId):
        message = "跳转失败" if app.profile.chinese else "the other program was not opened"
        raise JSAPIError(OtherProgramError.FAILED, message)
    return _leave("navigateToMiniProgram", params.model_dump(exclude_none=True), app)


class BackParams(Params):
    """What the other program is given."""

    extraData: dict[str, Any] | None = None  # noqa: N815


@jsapi(
    "navigateBackMiniProgram",
    kind="outside",
    inferred="It succeeds even if nobody came from another program; on a phone it does not.",
)
def navigate_back_mini_program(params: BackParams, app: AppContext) -> EmptyResult:
    """Leave for the program one came from."""
    return _leave("navigateBackMiniProgram", params.model_dump(exclude_none=True), app)


class OtherAppParams(Params):
    """`url`: the whole address, with the scheme that the other app answers to."""

    url: StrictStr = Field(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:")


@jsapi("openOtherApp", kind="outside", inferred="Every app is there, and the program goes to the background.")
def open_other_app(params: OtherAppParams, app: AppContext) -> SuccessResult:
    """Leave for another app of the phone; `chrome["left"]` has the address."""
    _leave("openOtherApp", {"url": params.url}, app)
    return SuccessResult()


@jsapi("exitMiniProgram", kind="outside", inferred="It needs no tap of the person before; on a phone it does.")
def exit_mini_program(params: NoParams, app: AppContext) -> EmptyResult:
    """Leave."""
    return _leave("exitMiniProgram", {}, app)
