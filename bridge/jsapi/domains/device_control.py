"""What a program may do with the phone: clipboard, calls, vibration, screen, camera as a scanner.

Source: the platform's device pages and typings.
"""

from __future__ import annotations

from base64 import b64encode
from enum import IntEnum
from typing import Any, Literal

from pydantic import Field, StrictStr

from bridge.errors import UsageError
from bridge.jsapi.asking import confirmed, handed_over, scripted
from bridge.jsapi.camera import camera_of
from bridge.jsapi.consents import need
from bridge.jsapi.context import AppContext
from bridge.jsapi.device import Orientation
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.photos import photos_of
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

UNTYPED = "The page tells of vertical and horizontal and shows portrait: all are taken, and the first two told."


class SetClipboardParams(Params):
    """`text` may be empty."""

    text: StrictStr


@jsapi("setClipboard")
def set_clipboard(params: SetClipboardParams, app: AppContext) -> SuccessResult:
    """Copy a text."""
    app.change_device(clipboard=params.text)
    return SuccessResult()


class GetClipboardResult(Result):
    """`text` is empty if nothing was copied."""

    text: str


@jsapi("getClipboard")
def get_clipboard(params: NoParams, app: AppContext) -> GetClipboardResult:
    """What was copied last."""
    return GetClipboardResult(text=app.device.clipboard)


class PhoneCallParams(Params):
    """A bare number is tolerated."""

    number: StrictStr | int


@jsapi("makePhoneCall", kind="outside", inferred="It succeeds whether the person dials or not.")
async def make_phone_call(params: PhoneCallParams, app: AppContext) -> SuccessResult:
    """Offer to dial."""
    await confirmed(app, str(params.number))
    return SuccessResult()


@jsapi("vibrate", kind="outside")
def vibrate(params: NoParams) -> SuccessResult:
    """Nothing moves here."""
    return SuccessResult()


@jsapi("vibrateShort", kind="outside")
def vibrate_short(params: NoParams) -> SuccessResult:
    """Nothing moves here."""
    return SuccessResult()


@jsapi("vibrateLong", kind="outside")
def vibrate_long(params: NoParams) -> SuccessResult:
    """Nothing moves here."""
    return SuccessResult()


class KeepScreenOnParams(Params):
    """`keepScreenOn` is on unless told."""

    keepScreenOn: bool = True  # noqa: N815


@jsapi("setKeepScreenOn", kind="device")
def set_keep_screen_on(params: KeepScreenOnParams, app: AppContext) -> SuccessResult:
    """Whether the screen stays lit."""
    app.change_device(keeps_screen_on=params.keepScreenOn)
    return SuccessResult()


class BrightnessParams(Params):
    """`brightness` from 0 to 1."""

    brightness: float = Field(ge=0, le=1)


@jsapi("setScreenBrightness", kind="device")
def set_screen_brightness(params: BrightnessParams, app: AppContext) -> SuccessResult:
    """How bright the screen is."""
    app.change_device(brightness=params.brightness)
    return SuccessResult()


class BrightnessResult(SuccessResult):
    """`brightness` from 0 to 1."""

    brightness: float


@jsapi("getScreenBrightness", kind="device")
def get_screen_brightness(params: NoParams, app: AppContext) -> BrightnessResult:
    """How bright the screen is."""
    return BrightnessResult(brightness=app.device.brightness)


class OrientationParams(Params):
    """The example of the page says "portrait" for "vertical"."""

    orientation: Literal["vertical", "horizontal", "portrait", "landscape"]

    @property
    def told(self) -> Orientation:
        """In the words of the page's table."""
        return "vertical" if self.orientation in ("vertical", "portrait") else "horizontal"


@jsapi("setScreenOrientation", kind="device", inferred=UNTYPED)
def set_screen_orientation(params: OrientationParams, app: AppContext) -> SuccessResult:
    """Turn the screen. Its sizes stay as they are."""
    app.change_device(orientation=params.told)
    return SuccessResult()


class OrientationResult(SuccessResult):
    """`orientation` is "vertical" or "horizontal"."""

    orientation: str


@jsapi("getScreenOrientation", kind="device", inferred=UNTYPED)
def get_screen_orientation(params: NoParams, app: AppContext) -> OrientationResult:
    """How the screen is turned."""
    return OrientationResult(orientation=app.device.orientation)


class ScanError(IntEnum):
    """Documented codes of `my.scan`."""

    CANCELLED = 10
    FAILED = 11


class ScanParams(Params):
    """`type` is older, "qr" or "bar"; `scanType` newer, "qrCode", "barCode", ..."""

    type: str | None = None
    scanType: list[str] | None = None  # noqa: N815
    hideAlbum: Any = None  # noqa: N815
    onlyFromCamera: Any = None  # noqa: N815
    actionType: Any = None  # noqa: N815
    needPath: Any = None  # noqa: N815

    @property
    def wants_bar(self) -> bool:
        """Whether only bar codes are wanted."""
        return self.scanType == ["barCode"] if self.scanType else self.type == "bar"


class ScanResult(Result):
    """`code` is the text; `qrCode` or `barCode` has it again, as the kind is; `rawData` in base64."""

    code: str
    result: str
    scanType: str  # noqa: N815
    qrCode: str | None = None  # noqa: N815
    barCode: str | None = None  # noqa: N815
    rawData: str  # noqa: N815
    imageChannel: str  # noqa: N815


@jsapi("scan", kind="device", inferred="It is a bar code if the program asks for bar codes alone, else a QR code.")
async def scan(params: ScanParams, app: AppContext) -> ScanResult:
    """Scan what stands before the camera (`scan_next`, `Device.scanned`, or a text in the person's script).

    A number in their script chooses a picture of the album instead, which was added with its `code`.

    The scanner covers the program: onHide and onShow of app and page, in the documented order. Error 10 if the person
    goes back, 11 if the camera is refused to the wallet, 2001 to 2003 if to the program.
    """
    if not app.device.grants("camera"):
        raise JSAPIError(ScanError.FAILED, "the camera may not be used")
    await need(app, "camera")
    stage = app.services.stage
    if stage is not None:
        stage.cover()
    try:
        code = await _in_the_album(params, app)
        channel = "camera" if code is None else "album"
        code = await _before_the_camera(app) if code is None else code
    finally:
        if stage is not None:
            stage.uncover()
    if code is None:
        raise JSAPIError(ScanError.CANCELLED, "the user cancelled")
    kind = {"barCode": code} if params.wants_bar else {"qrCode": code}
    scan_type = "BARCODE" if params.wants_bar else "QRCODE"
    raw = b64encode(code.encode(errors="replace")).decode()
    return ScanResult(code=code, result=code, scanType=scan_type, rawData=raw, imageChannel=channel, **kind)


async def _in_the_album(params: ScanParams, app: AppContext) -> str | None:
    """The code in the picture whose number the script says, the newest being 0; None if it says something else.

    Raises `JSAPIError` for a picture without a code, `UsageError` for one that the person cannot choose.
    """
    chosen = app.services.person.coming_dialog
    if type(chosen) is not int or app.services.dialogs is not None:
        return None
    await scripted(app)
    pictures = [] if params.hideAlbum or params.onlyFromCamera else photos_of(app.services).pictures
    if not 0 <= chosen < len(pictures):
        raise UsageError(f"the person's script scans picture {chosen} of the album, but {len(pictures)} are offered")
    if not pictures[chosen].code:
        raise JSAPIError(ScanError.FAILED, "there is no code in the picture")
    return pictures[chosen].code


async def _before_the_camera(app: AppContext) -> str | None:
    """None if the person went back: then what they would have scanned stays where it is."""
    codes = camera_of(app.services).codes
    code = await handed_over(app, "scan", codes[0] if codes else app.device.scanned)
    if codes and code == codes[0]:
        codes.popleft()
    return code
