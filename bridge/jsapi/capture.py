"""What others see of the program in screenshots and recordings. Source: the screen pages and typings."""

from __future__ import annotations

from typing import Literal

from bridge.jsapi.chrome import chrome_of
from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params
from bridge.jsapi.plain import EmptyResult
from bridge.jsapi.registry import jsapi


class VisualEffectParams(Params):
    """ "hidden" keeps the page out of pictures of the screen."""

    visualEffect: Literal["none", "hidden"]  # noqa: N815


@jsapi("setVisualEffectOnCapture")
def set_visual_effect_on_capture(params: VisualEffectParams, app: AppContext) -> EmptyResult:
    """Whether the page is left out; it stands in `chrome` as `visualEffectOnCapture`."""
    chrome_of(app)["visualEffectOnCapture"] = params.visualEffect
    return EmptyResult()
