"""Reading the screen aloud. Source: its page, and the typings of AccessibilityManager.

The manager is made in the guest (js_shims/jsapi/managers.js); its methods are the calls named `$...` here.
"""

from __future__ import annotations

from enum import IntEnum

from pydantic import StrictStr

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi


class AccessibilityError(IntEnum):
    """Documented codes."""

    NO_SCREEN_READER = 60004


class ScreenReaderResult(Result):
    """Whether the screen is read aloud (`Device.screen_reader`)."""

    screenReaderEnabled: bool  # noqa: N815


@jsapi("isScreenReaderEnabled", kind="device")
def is_screen_reader_enabled(params: NoParams, app: AppContext) -> ScreenReaderResult:
    """Whether the screen is read aloud."""
    return ScreenReaderResult(screenReaderEnabled=app.device.screen_reader)


class EnabledResult(Result):
    """The same, as the manager has it."""

    enabled: bool


@jsapi("$isScreenReaderEnabled", kind="device")
def is_enabled(params: NoParams, app: AppContext) -> EnabledResult:
    """`isScreenReaderEnabled` of the manager."""
    return EnabledResult(enabled=app.device.screen_reader)


class AnnounceParams(Params):
    """What is to be read aloud."""

    text: StrictStr


@jsapi("$announce", kind="outside")
def announce(params: AnnounceParams, app: AppContext) -> SuccessResult:
    """`announce` of the manager: error 60004 unless the screen is read aloud."""
    if not app.device.screen_reader:
        raise JSAPIError(AccessibilityError.NO_SCREEN_READER, "screen reader not running")
    return SuccessResult()
