"""What a program may ask of its surroundings and answers a call. Source: the platform's system pages and typings."""

from __future__ import annotations

from typing import Any, Literal

from bridge.jsapi.context import AppContext
from bridge.jsapi.device import EnvVersion, Network
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.models import Result
from bridge.jsapi.plain import NoParams
from bridge.jsapi.registry import jsapi
from bridge.jsapi.surroundings import battery_info, system_info


class SystemInfoResult(Result):
    """Sizes in logical pixels. `version` is the wallet app's; `storage` and `currentBattery` are texts."""

    model: str
    brand: str
    system: str
    platform: str
    pixelRatio: float  # noqa: N815
    windowWidth: int  # noqa: N815
    windowHeight: int  # noqa: N815
    screenWidth: int  # noqa: N815
    screenHeight: int  # noqa: N815
    screen: dict[str, int]
    statusBarHeight: int  # noqa: N815
    titleBarHeight: int  # noqa: N815
    safeArea: dict[str, int]  # noqa: N815
    language: str
    version: str
    app: str
    storage: str
    currentBattery: str  # noqa: N815
    fontSizeSetting: int  # noqa: N815
    performance: Literal["high", "middle", "low", "unknown"]
    albumAuthorized: bool  # noqa: N815
    cameraAuthorized: bool  # noqa: N815
    locationAuthorized: bool  # noqa: N815
    microphoneAuthorized: bool  # noqa: N815
    bluetoothAuthorized: bool  # noqa: N815
    notificationAuthorized: bool  # noqa: N815
    notificationAlertAuthorized: bool  # noqa: N815
    notificationBadgeAuthorized: bool  # noqa: N815
    notificationSoundAuthorized: bool  # noqa: N815
    bluetoothEnabled: bool  # noqa: N815
    locationEnabled: bool  # noqa: N815
    wifiEnabled: bool  # noqa: N815
    transparentTitle: bool  # noqa: N815
    isIphoneXSeries: bool  # noqa: N815


@jsapi(
    "getSystemInfo",
    kind="device",
    inferred="Wi-Fi counts as switched on while it connects the phone; transparentTitle and isIphoneXSeries are false.",
)
def get_system_info(params: NoParams, app: AppContext) -> SystemInfoResult:
    """All about phone, window and app, and what is allowed: `...Enabled` and `...Authorized`."""
    return SystemInfoResult(**system_info(app.device, app.profile))


class NetworkTypeResult(Result):
    """`networkType` is one of `bridge.jsapi.device.Network`."""

    networkAvailable: bool  # noqa: N815
    networkType: Network  # noqa: N815


@jsapi("getNetworkType", kind="device")
def get_network_type(params: NoParams, app: AppContext) -> NetworkTypeResult:
    """What the phone is connected by."""
    return NetworkTypeResult(networkAvailable=app.device.online, networkType=app.device.network)


class LocalAddressResult(Result):
    """Both as texts, such as 192.168.1.100."""

    localip: str
    netmask: str


@jsapi("getLocalIPAddress", kind="device", inferred="Without a network it fails with error 3.")
def get_local_ip_address(params: NoParams, app: AppContext) -> LocalAddressResult:
    """Where the phone is in its local network: `Device.local_ip` and `Device.netmask`."""
    if not app.device.online:
        raise JSAPIError(CommonError.UNKNOWN, "there is no network")
    return LocalAddressResult(localip=app.device.local_ip, netmask=app.device.netmask)


class BatteryInfoResult(Result):
    """`level` in percent."""

    level: int
    isCharging: bool  # noqa: N815


@jsapi("getBatteryInfo", kind="device")
def get_battery_info(params: NoParams, app: AppContext) -> BatteryInfoResult:
    """How much is left."""
    return BatteryInfoResult(**battery_info(app.device))


class RunSceneResult(Result):
    """`envVersion`: develop, trial, gray or release."""

    envVersion: EnvVersion  # noqa: N815


@jsapi("getRunScene", kind="device")
def get_run_scene(params: NoParams, app: AppContext) -> RunSceneResult:
    """Which version of the program runs."""
    return RunSceneResult(envVersion=app.device.env_version)


class ServerTimeResult(Result):
    """`time` in ms since the epoch."""

    time: int


@jsapi("getServerTime", inferred="The phone and the server have one clock.")
def get_server_time(params: NoParams, app: AppContext) -> ServerTimeResult:
    """Program time."""
    return ServerTimeResult(time=int(app.clock.now))


class SiteInfoResult(Result):
    """`siteName` is the wallet's."""

    siteName: str  # noqa: N815


@jsapi(
    "getSiteInfo",
    kind="device",
    inferred="The wallet is none of those that the page lists: its siteName is ALIPAY_CONNECT.",
)
def get_site_info(params: NoParams, app: AppContext) -> SiteInfoResult:
    """Which wallet this is."""
    return SiteInfoResult(siteName="ALIPAY_CONNECT")


class ExtConfigResult(Result):
    """`data` is `ext` of the program's ext.json, else empty."""

    data: dict[str, Any]


@jsapi("getExtConfig")
def get_ext_config(params: NoParams, app: AppContext) -> ExtConfigResult:
    """What a template's owner configured for this program."""
    return ExtConfigResult(data=dict(app.services.ext))
