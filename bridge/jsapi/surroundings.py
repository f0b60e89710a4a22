"""What a program can ask of its surroundings: phone, window, app and launch, as the objects it receives.

Synchronous APIs of the same names are answered inside the guest, which is given these objects as JSON texts
(js_shims/jsapi/answers.js). Source of the shapes: the platform's typings and its system information pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError
from bridge.frames import jsonable
from bridge.jsapi.device import Device, Permission
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.profile import Profile

if TYPE_CHECKING:
    from bridge.jsapi.context import Services
    from bridge.runtime import Host

NO_LAUNCH: Mapping[str, Any] = {"path": "", "query": {}, "scene": 1000, "apiCategory": "default"}
"""The launch options of a program without pages."""


@lru_cache(maxsize=32)
def facts(device: Device, profile: Profile) -> dict[str, str]:
    """The JSON text of the answer of each synchronous API, by its name."""
    launch = json.dumps(NO_LAUNCH)
    answers: dict[str, Any] = {
        "getAppIdSync": {"appId": profile.app_id},
        "getPluginIdSync": {"pluginId": ""},  # nothing that runs here is a plugin's (inferred)
        "getParentAppIdSync": {"appId": profile.app_id},
        "getParentAppId": profile.app_id,
        "getSystemInfoSync": system_info(device, profile),
        "getSystemSetting": system_setting(device),
        "getAppAuthorizeSetting": authorize_setting(device),
        "getWindowInfo": window_info(device),
        "getAppBaseInfo": app_base_info(device, profile),
        "getAccountInfoSync": account_info(device, profile),
        "getBatteryInfoSync": battery_info(device),
        "getMenuButtonBoundingClientRect": menu_button(device),
    }
    texts = {name: json.dumps(answer, ensure_ascii=False) for name, answer in answers.items()}
    return {**texts, "getLaunchOptionsSync": launch, "getEnterOptionsSync": launch, "getExtConfigSync": '{"data":{}}'}


def change_device(services: Services, host: Host | None, **changes: Any) -> None:
    """Have the program find its phone changed from now on; `changes` are fields of `Device`.

    Whoever listens hears of another network. Raises `UsageError` for a value that makes no sense.
    """
    before = services.device
    after = services.device = replace(before, **changes)
    if host is not None:
        _tell(services.profile, host, before, after)
    if services.connections is not None and not after.online:
        services.connections.lose()
    for part in list(services.parts.values()):
        part.phone_changed(before)


def _tell(profile: Profile, host: Host, before: Device, after: Device) -> None:
    told, news = facts(before, profile), facts(after, profile)
    changed = {name: news[name] for name in news if news[name] != told[name]}
    if changed:
        host.mirror("facts", changed)
    if after.network != before.network:
        emit(host, "onNetworkStatusChange", {"isConnected": after.online, "networkType": after.network})


def emit(host: Host, event: str, *args: Any, last: bool = False) -> None:
    """Call the program's listeners to `event`: `"onAppShow"` for those of `my.onAppShow`.

    `last`: after the callbacks of the call whose handler runs.
    """
    arguments = {"event": event, "args": list(args)}
    host.post({"type": "invoke", "id": 0, "action": "emit", "arguments": arguments}, last=last)


def event_named(given: Any) -> str:
    """The event that somebody means: "onCompassChange", or "compassChange" as `my.on` takes it.

    Raises `UsageError` for what is no name, or looks like the name of another event.
    """
    if not isinstance(given, str) or not given:
        raise UsageError(f"an event is the name of what hears of it, such as 'onCompassChange', not {given!r}")
    name = given if re.match("on[A-Z]", given) else f"on{given[0].upper()}{given[1:]}"
    if name not in INSIDE:
        from difflib import get_close_matches

        events = [known for known in INSIDE if known.startswith("on")]
        close = get_close_matches(name, events, n=1, cutoff=0.9)
        if close:
            raise UsageError(f"there is no my.{name}; did you mean {close[0]}?")
    return name


def told(args: Sequence[Any]) -> list[Any]:
    """What listeners are called with, as JSON has it. Raises `UsageError` for what has none."""
    try:
        given: list[Any] = jsonable(list(args))
    except ValueError as error:
        raise UsageError(f"nobody can be told of {args!r}: {error}") from None
    return given


def hush(host: Host, event: str, is_hushed: bool) -> None:
    """Keep `event` from the listeners, or let them hear of it again; so does a listener that comes."""
    host.post({"type": "invoke", "id": 0, "action": "hush", "arguments": {"event": event, "isHushed": is_hushed}})


def language_of(device: Device, profile: Profile) -> str:
    """The phone's language, else the host's."""
    return device.language or profile.env()["language"]


def system_info(device: Device, profile: Profile) -> dict[str, Any]:
    """`my.getSystemInfo`. `storage` and `currentBattery` are texts."""
    screen = device.screen
    return {
        "model": device.model,
        "brand": device.brand,
        "system": device.system,
        "platform": device.platform,
        "pixelRatio": screen.pixel_ratio,
        "windowWidth": screen.width,
        "windowHeight": screen.window_height,
        "screenWidth": screen.width,
        "screenHeight": screen.height,
        "screen": {"width": screen.width, "height": screen.height},
        "statusBarHeight": screen.status_bar,
        "titleBarHeight": screen.title_bar,
        "safeArea": _safe_area(device),
        "language": language_of(device, profile),
        "version": profile.client_version,
        "app": "alipay",
        "storage": device.storage,
        "currentBattery": f"{device.battery.level}%",
        "fontSizeSetting": device.font_size,
        "performance": device.performance,
        "transparentTitle": False,
        "isIphoneXSeries": False,
        **_allowed(device),
        **_enabled(device),
    }


_SWITCHES: Mapping[str, Permission] = {
    "albumAuthorized": "album",
    "cameraAuthorized": "camera",
    "locationAuthorized": "location",
    "microphoneAuthorized": "microphone",
    "bluetoothAuthorized": "bluetooth",
    "notificationAuthorized": "notification",
    "notificationAlertAuthorized": "notification",
    "notificationBadgeAuthorized": "notification",
    "notificationSoundAuthorized": "notification",
}


def _allowed(device: Device) -> dict[str, bool]:
    return {name: device.grants(permission) for name, permission in _SWITCHES.items()}


def _enabled(device: Device) -> dict[str, bool]:
    return {
        "bluetoothEnabled": device.bluetooth_on and device.grants("bluetooth"),
        "locationEnabled": device.locates and device.grants("location"),
        "wifiEnabled": device.wifi_enabled,
    }


def system_setting(device: Device) -> dict[str, Any]:
    """`my.getSystemSetting`."""
    return _enabled(device)


def authorize_setting(device: Device) -> dict[str, Any]:
    """`my.getAppAuthorizeSetting`: what the wallet app itself may do, in words."""
    return {name: "authorized" if allowed else "denied" for name, allowed in _allowed(device).items()}


def window_info(device: Device) -> dict[str, Any]:
    """`my.getWindowInfo`."""
    screen = device.screen
    return {
        "pixelRatio": screen.pixel_ratio,
        "screenWidth": screen.width,
        "screenHeight": screen.height,
        "windowWidth": screen.width,
        "windowHeight": screen.window_height,
        "statusBarHeight": screen.status_bar,
        "safeArea": _safe_area(device),
        "screenTop": screen.height - screen.window_height,
    }


def _safe_area(device: Device) -> dict[str, int]:
    screen = device.screen
    height = screen.height - screen.status_bar
    return {
        "left": 0,
        "right": screen.width,
        "top": screen.status_bar,
        "bottom": screen.height,
        "width": screen.width,
        "height": height,
    }


def app_base_info(device: Device, profile: Profile) -> dict[str, Any]:
    """`my.getAppBaseInfo`."""
    return {
        "SDKVersion": profile.appx_version,
        "language": language_of(device, profile),
        "version": profile.client_version,
    }


def account_info(device: Device, profile: Profile) -> dict[str, Any]:
    """`my.getAccountInfoSync`."""
    program = {"appId": profile.app_id, "envVersion": device.env_version, "version": device.program_version}
    return {"miniProgram": program}


def battery_info(device: Device) -> dict[str, Any]:
    """`my.getBatteryInfo`."""
    return {"level": device.battery.level, "isCharging": device.battery.charging}


def menu_button(device: Device) -> dict[str, Any]:
    """`my.getMenuButtonBoundingClientRect`: the capsule at the right of the title bar (sizes: observed on iOS)."""
    width, height, margin = 88, 28, 8
    top, right = device.screen.status_bar + (device.screen.title_bar - height) // 2, device.screen.width - margin
    box = {"width": width, "height": height, "top": top, "bottom": top + height, "left": right - width, "right": right}
    return {"success": True, **box}
