"""Wi-Fi: looking for networks and joining them.

Source: the platform's pages (the codes: opendocs.alipay.com/mini/introduce/wifi) and typings. Everything needs
`my.startWifi` first (12000).
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pydantic import BaseModel, StrictBool, StrictStr

from bridge.jsapi.access_points import LONGEST_SSID, AccessPoint, Wifi, wifi_of
from bridge.jsapi.asking import chosen, confirmed
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params
from bridge.jsapi.plain import EmptyResult, NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

CONNECT_TIMEOUT = 10_000  # ms of program time that a network is looked for (inferred)


class WifiError(IntEnum):
    """Documented codes."""

    NOT_STARTED = 12000
    NOT_SUPPORTED = 12001
    WRONG_PASSWORD = 12002
    TIMEOUT = 12003
    DUPLICATE = 12004
    SWITCHED_OFF = 12005  # on Android
    NO_LOCATION = 12006  # on Android
    REFUSED = 12007
    BAD_SSID = 12008
    SYSTEM = 12010
    UNUSABLE = 12012
    NOT_CONNECTED = 12013


def _started(app: AppContext) -> Wifi:
    wifi = wifi_of(app.services)
    if not wifi.is_started:
        raise JSAPIError(WifiError.NOT_STARTED, "call my.startWifi first")
    return wifi


def _usable(app: AppContext) -> Wifi:
    """Raises 12000, or what a phone whose Wi-Fi is switched off says."""
    wifi = _started(app)
    if not wifi.on:
        code = WifiError.SWITCHED_OFF if app.device.platform == "Android" else WifiError.UNUSABLE
        raise JSAPIError(code, "Wi-Fi is switched off")
    return wifi


def _located(app: AppContext) -> Wifi:
    """Android tells nothing of networks to who may not know where it is."""
    wifi = _usable(app)
    if app.device.platform == "Android" and not app.device.grants("location"):
        raise JSAPIError(WifiError.NO_LOCATION, "the phone's location is switched off")
    return wifi


def _ios_only(name: str, app: AppContext) -> Wifi:
    wifi = _started(app)
    if app.device.platform != "iOS":
        raise JSAPIError(WifiError.NOT_SUPPORTED, f"my.{name}: only iOS supports it")
    return wifi


@jsapi("startWifi", kind="device", inferred="It succeeds with Wi-Fi switched off, too.")
def start_wifi(params: NoParams, app: AppContext) -> SuccessResult:
    """Begin to use Wi-Fi."""
    wifi_of(app.services).is_started = True
    return SuccessResult()


@jsapi("stopWifi", kind="device", inferred="The phone stays in the network that it joined.")
def stop_wifi(params: NoParams, app: AppContext) -> SuccessResult:
    """Use it no more: no events come."""
    wifi = _started(app)
    wifi.is_started = wifi.is_listed = False
    return SuccessResult()


@jsapi(
    "getWifiList",
    kind="device",
    inferred="Networks are heard of after 100 ms; the program is not left on iOS, whose settings are not shown.",
)
def get_wifi_list(params: NoParams, app: AppContext) -> SuccessResult:
    """Look for networks, which onGetWifiList tells. Error 12006 on Android if the phone's location is refused."""
    _located(app).list_networks()
    return SuccessResult()


class ConnectedWifiResult(SuccessResult):
    """`wifi`: `{SSID, BSSID, secure, signalStrength}`, the strength from 0 to 100."""

    wifi: dict[str, Any]


@jsapi("getConnectedWifi", kind="device", inferred="Android needs its location for this, too.")
def get_connected_wifi(params: NoParams, app: AppContext) -> ConnectedWifiResult:
    """The network that the phone has joined. Error 12013 if there is none."""
    network = _located(app).connected
    if network is None:
        raise JSAPIError(WifiError.NOT_CONNECTED, "the phone has joined no network")
    return ConnectedWifiResult(wifi=dict(network.told()))


class ConnectWifiParams(Params):
    """`SSID` or `BSSID` names the network. `maunal` is the platform's own spelling."""

    SSID: StrictStr | None = None
    BSSID: StrictStr | None = None
    maunal: Any = None
    isWEP: StrictBool | None = None  # noqa: N815
    password: StrictStr | None = None

    def network(self, wifi: Wifi) -> AccessPoint | None:
        """The one that is meant, if it is near. Raises 12008 if none is named."""
        if not (self.SSID or self.BSSID) or len((self.SSID or "").encode()) > LONGEST_SSID:
            raise JSAPIError(WifiError.BAD_SSID, "SSID is no name of a network")
        return wifi.named(self.SSID, self.BSSID)


class ConnectWifiResult(SuccessResult):
    """`error` is "0" in success."""

    error: str = "0"
    errorMessage: str = "ok"  # noqa: N815


@jsapi(
    "connectWifi",
    kind="device",
    inferred="A network that is not near is 12003 after 10 seconds; the person is asked before joining; success has "
    '"0" for a code.',
)
async def connect_wifi(params: ConnectWifiParams, app: AppContext) -> ConnectWifiResult:
    """Join a network; one that was joined before needs no password.

    Error 12002 for a wrong password, 12003 if there is no such network, 12004 if it is joined already, 12007 if the
    person does not want to, 12008 without a name.
    """
    wifi = _usable(app)
    network = params.network(wifi)
    if network is None:
        await app.sleep(CONNECT_TIMEOUT)
        raise JSAPIError(WifiError.TIMEOUT, f"there is no network {params.SSID or params.BSSID} here")
    if network is wifi.connected:
        raise JSAPIError(WifiError.DUPLICATE, f"the phone has joined {network.ssid} already")
    if not await confirmed(app, "connectWifi", network.ssid):
        raise JSAPIError(WifiError.REFUSED, "the person does not want to join")
    if not network.opens_to(params.password):
        raise JSAPIError(WifiError.WRONG_PASSWORD, "the password is wrong")
    wifi.join(network)
    return ConnectWifiResult()


class Preset(BaseModel):
    """A network of `my.setWifiList`."""

    SSID: StrictStr | None = None
    BSSID: StrictStr | None = None
    password: StrictStr | None = None


class SetWifiListParams(Params):
    """What the settings shall know of networks."""

    wifiList: list[Preset]  # noqa: N815

    def offered(self, wifi: Wifi) -> list[tuple[AccessPoint, str | None]]:
        """Those that the phone could join, each with the password that the program knows."""
        named = [preset for preset in self.wifiList if preset.SSID or preset.BSSID]
        found = [(wifi.named(preset.SSID, preset.BSSID), preset.password) for preset in named]
        return [(network, password) for network, password in found if network not in (None, wifi.connected)]


@jsapi(
    "setWifiList",
    kind="device",
    inferred="The person then chooses among these networks in the settings, the first unless told; before "
    "onGetWifiList it is 12010.",
)
async def set_wifi_list(params: SetWifiListParams, app: AppContext) -> SuccessResult:
    """Give the settings of iOS passwords, for the person to join with: onWifiConnected tells of it.

    Error 12001 on Android.
    """
    wifi = _ios_only("setWifiList", app)
    if not wifi.is_listed:
        raise JSAPIError(WifiError.SYSTEM, "my.setWifiList works only after onGetWifiList told of networks")
    offered = params.offered(wifi)
    if offered:
        index = await chosen(app, "Wi-Fi", [network.ssid for network, _ in offered], None)
        if index >= 0 and offered[index][0].opens_to(offered[index][1]):
            wifi.join(offered[index][0])
    return SuccessResult()


class SSIDParams(Params):
    """The name of a network."""

    SSID: StrictStr


ON_ANDROID = "On Android, where the page says that it does nothing, it is 12001."


@jsapi("registerSSID", kind="device", inferred=ON_ANDROID)
def register_ssid(params: SSIDParams, app: AppContext) -> EmptyResult:
    """Trust a network: its page to log in is not shown."""
    wifi = _ios_only("registerSSID", app)
    if not params.SSID:
        raise JSAPIError(WifiError.BAD_SSID, "SSID is no name of a network")
    wifi.trusted.add(params.SSID)
    return EmptyResult()


@jsapi("unregisterSSID", kind="device", inferred=ON_ANDROID)
def unregister_ssid(params: SSIDParams, app: AppContext) -> EmptyResult:
    """Trust a network no more."""
    _ios_only("unregisterSSID", app).trusted.discard(params.SSID)
    return EmptyResult()
