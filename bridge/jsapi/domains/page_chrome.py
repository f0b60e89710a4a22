"""What surrounds a page: navigation bar, background, pull-down. Source: the interface pages and typings.

Nothing is drawn: what was set is in `chrome` (bridge/jsapi/chrome.py), under the parameters' own names.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from bridge.jsapi.chrome import chrome_of, part_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.feedback import Shown
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

TYPED = "No page tells of it: it sets what my.setNavigationBar does."
AS_GIVEN = "Colours are kept as they are given, none is refused, and they are of all pages."


def _note(part: str, params: Params, app: AppContext) -> EmptyResult:
    """Keep what was given of `params`."""
    part_of(app, part).update(params.model_dump(exclude_unset=True))
    return EmptyResult()


# The navigation bar


class TitleParams(Params):
    """`image`, a URL, wins over `title`."""

    title: Shown | None = None
    image: str | None = None


class ColorParams(Params):
    """Colours are hexadecimal; `frontColor` is that of texts."""

    backgroundColor: str | None = None  # noqa: N815
    frontColor: str | None = None  # noqa: N815


class NavigationBarParams(TitleParams, ColorParams):
    """`reset` goes back to what the page's configuration says."""

    borderBottomColor: str | None = None  # noqa: N815
    reset: bool = False


@jsapi("setNavigationBar", inferred="It is of all pages, until the next call; colours and pictures are not checked.")
def set_navigation_bar(params: NavigationBarParams, app: AppContext) -> EmptyResult:
    """Texts and colours of the navigation bar. A border is not drawn beside a background (documented)."""
    bar = part_of(app, "navigationBar")
    if params.reset:
        bar.clear()
    given = params.model_dump(exclude_unset=True, exclude={"reset"})
    if "backgroundColor" in given:
        given.pop("borderBottomColor", None)
    bar.update(given)
    return EmptyResult()


@jsapi("setNavigationBarTitle", inferred=TYPED)
def set_navigation_bar_title(params: TitleParams, app: AppContext) -> EmptyResult:
    """The title, or a picture in its place."""
    return _note("navigationBar", params, app)


@jsapi("setNavigationBarColor", inferred=TYPED)
def set_navigation_bar_color(params: ColorParams, app: AppContext) -> EmptyResult:
    """The colours of the navigation bar."""
    return _note("navigationBar", params, app)


class BottomLineParams(Params):
    """A colour."""

    borderBottomColor: str | None = None  # noqa: N815


@jsapi("setNavigationBarBottomLineColor", inferred=TYPED)
def set_navigation_bar_bottom_line_color(params: BottomLineParams, app: AppContext) -> EmptyResult:
    """The colour of the line below the navigation bar."""
    return _note("navigationBar", params, app)


@jsapi("showNavigationBarLoading")
def show_navigation_bar_loading(params: NoParams, app: AppContext) -> EmptyResult:
    """A turning mark beside the title."""
    part_of(app, "navigationBar")["loading"] = True
    return EmptyResult()


@jsapi("hideNavigationBarLoading")
def hide_navigation_bar_loading(params: NoParams, app: AppContext) -> EmptyResult:
    """No such mark any more."""
    part_of(app, "navigationBar")["loading"] = False
    return EmptyResult()


@jsapi("hideBackHome")
def hide_back_home(params: NoParams, app: AppContext) -> EmptyResult:
    """No way home in the title bar."""
    part_of(app, "navigationBar")["backHome"] = False
    return EmptyResult()


class TitleColorResult(Result):
    """`color` is hexadecimal."""

    color: str


@jsapi("getTitleColor", inferred="A bar that was never coloured is white.")
def get_title_color(params: NoParams, app: AppContext) -> TitleColorResult:
    """The colour that was set last."""
    return TitleColorResult(color=part_of(app, "navigationBar").get("backgroundColor") or "#ffffff")


# Background, pulling down, scrolling


class BackgroundColorParams(Params):
    """Colours are hexadecimal; those of top and bottom are seen when the page is pulled."""

    backgroundColor: str | None = None  # noqa: N815
    backgroundColorTop: str | None = None  # noqa: N815
    backgroundColorBottom: str | None = None  # noqa: N815


@jsapi("setBackgroundColor", inferred=AS_GIVEN)
def set_background_color(params: BackgroundColorParams, app: AppContext) -> SuccessResult:
    """The colours behind the page."""
    _note("background", params, app)
    return SuccessResult()


class BackgroundTextParams(Params):
    """Of the mark seen when the page is pulled."""

    textStyle: Literal["dark", "light"]  # noqa: N815


@jsapi("setBackgroundTextStyle")
def set_background_text_style(params: BackgroundTextParams, app: AppContext) -> SuccessResult:
    """Whether the mark seen when the page is pulled is dark or light."""
    _note("background", params, app)
    return SuccessResult()


class CanPullDownParams(Params):
    """Whether pulling does anything."""

    canPullDown: bool  # noqa: N815


@jsapi("setCanPullDown")
def set_can_pull_down(params: CanPullDownParams, app: AppContext) -> EmptyResult:
    """Whether the page can be pulled down."""
    return _note("pullDown", params, app)


@jsapi("startPullDownRefresh")
async def start_pull_down_refresh(params: NoParams, app: AppContext) -> SuccessResult:
    """Refresh the page as if it was pulled down."""
    part_of(app, "pullDown")["refreshing"] = True
    if app.services.stage is not None:
        await app.services.stage.pull_down()
    return SuccessResult()


@jsapi("stopPullDownRefresh")
def stop_pull_down_refresh(params: NoParams, app: AppContext) -> EmptyResult:
    """The refresh is over."""
    part_of(app, "pullDown")["refreshing"] = False
    if app.services.stage is not None:
        app.services.stage.stop_pull_down()
    return EmptyResult()


class ScrollParams(Params):
    """`scrollTop` in logical pixels, or a `selector`; `duration` in ms."""

    scrollTop: float | None = None  # noqa: N815
    selector: str | None = None
    duration: float = Field(0, ge=0)
    offsetTop: Any = None  # noqa: N815

    @model_validator(mode="before")
    @classmethod
    def _nothing(cls, given: Any) -> Any:
        return given if isinstance(given, dict) else {}


@jsapi("pageScrollTo")
async def page_scroll_to(params: ScrollParams, app: AppContext) -> EmptyResult:
    """Scroll the page. Error 1 with neither place nor selector (documented)."""
    if params.scrollTop is None and not params.selector:
        raise JSAPIError(1, "need scrollTop or selector")
    if app.services.stage is not None:
        await app.sleep(params.duration)
        app.services.stage.scroll_to(params.scrollTop, params.selector)
    return EmptyResult()


@jsapi("hideKeyboard", inferred="It succeeds whether or not there was a keyboard.")
def hide_keyboard(params: NoParams) -> SuccessResult:
    """Take the keyboard away: here there is none."""
    return SuccessResult()


class CaptureParams(Params):
    """What a picture of the screen shows."""

    visualEffect: Literal["none", "hidden"]  # noqa: N815


@jsapi("setVisualEffectOnCapture")
def set_visual_effect_on_capture(params: CaptureParams, app: AppContext) -> EmptyResult:
    """Whether pictures of the screen show the program."""
    return _note("capture", params, app)


@jsapi("hideAddToDesktopMenu")
def hide_add_to_desktop_menu(params: NoParams, app: AppContext) -> EmptyResult:
    """The menu of this page does not offer to put the program on the desktop."""
    part_of(app, "desktopMenu")["page"] = False
    return EmptyResult()


@jsapi("hideAllAddToDesktopMenu")
def hide_all_add_to_desktop_menu(params: NoParams, app: AppContext) -> EmptyResult:
    """The menu of no page offers to put the program on the desktop."""
    part_of(app, "desktopMenu")["all"] = False
    return EmptyResult()


@jsapi("showShareMenu")
def show_share_menu(params: NoParams, app: AppContext) -> EmptyResult:
    """The page can be shared."""
    chrome_of(app)["shareMenu"] = True
    return EmptyResult()


@jsapi("hideShareMenu")
def hide_share_menu(params: NoParams, app: AppContext) -> EmptyResult:
    """The page cannot be shared."""
    chrome_of(app)["shareMenu"] = False
    return EmptyResult()


@jsapi("showSharePanel", inferred="Nobody takes a way to share.")
def show_share_panel(params: NoParams, app: AppContext) -> EmptyResult:
    """Offer ways to share the page."""
    chrome_of(app)["sharePanel"] = True
    return EmptyResult()
