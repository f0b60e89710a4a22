"""The Wi-Fi of a phone: networks around it, and the one that it has joined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError
from bridge.jsapi.parts import Part, part
from bridge.jsapi.radio import LATENCY
from bridge.jsapi.surroundings import change_device, emit

if TYPE_CHECKING:
    from bridge.jsapi.context import Services
    from bridge.jsapi.device import Device

LONGEST_SSID = 32
"""In bytes (source: the standard)."""


class AccessPoint:
    """A Wi-Fi network; made by `Wifi.add`. `signal_strength` from 0 to 100; `password` None: anybody may join."""

    def __init__(self, wifi: Wifi, ssid: str, bssid: str, password: str | None, signal_strength: int) -> None:
        if not ssid or len(ssid.encode()) > LONGEST_SSID:
            raise UsageError(f"{ssid!r} is no name of a network: write 1 to {LONGEST_SSID} bytes")
        if not 0 <= signal_strength <= 100:
            raise UsageError(f"signal_strength={signal_strength} makes no sense: it is a number from 0 to 100")
        self.ssid = ssid
        self.bssid = bssid
        self.password = password
        self.signal_strength = signal_strength
        self.is_saved = False
        self._wifi = wifi

    def opens_to(self, password: str | None) -> bool:
        """Whether a phone joins with `password`; with None, one that has joined before does."""
        return self.password is None or password == self.password or (password is None and self.is_saved)

    def vanish(self) -> None:
        """Go out of reach; a phone that has joined is left with its mobile network."""
        self._wifi.lose(self)

    def told(self) -> Mapping[str, Any]:
        """As programs receive it."""
        secure = self.password is not None
        return {"SSID": self.ssid, "BSSID": self.bssid, "secure": secure, "signalStrength": self.signal_strength}


class Wifi(Part):
    """`phone.wifi`. A phone begins in "Home", if its network is "WIFI" as it is unless told.

    `trusted`: SSIDs that the program registered.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.networks: list[AccessPoint] = []
        self.trusted: set[str] = set()
        self.is_started = False
        self.is_listed = False  # whether the program was told of networks
        self._joined: AccessPoint | None = self.add("Home", password="at home")
        self._joined.is_saved = True

    # In the hands of a test

    @property
    def on(self) -> bool:
        """The phone's switch. Switched off, a phone that has joined is left with its mobile network."""
        return self._services.device.wifi_on is not False

    @on.setter
    def on(self, on: bool) -> None:
        if not on:
            self.leave()
        change_device(self._services, self._services.host, wifi_on=on)

    def add(
        self, ssid: str, *, bssid: str | None = None, password: str | None = None, signal_strength: int = 70
    ) -> AccessPoint:
        """Put a network around the phone; without a `password` anybody may join.

        `bssid`: the address of its access point, made up unless told. Raises `UsageError` for a name of no or too many
        bytes, or a strength that is none.
        """
        made_up = "02:00:00:01:{:02X}:{:02X}".format(*divmod(len(self.networks) + 1, 256))
        network = AccessPoint(self, ssid, bssid or made_up, password, signal_strength)
        self.networks.append(network)
        return network

    @property
    def connected(self) -> AccessPoint | None:
        """The network that the phone has joined, if its network is "WIFI"."""
        return self._joined if self.on and self._services.device.network == "WIFI" else None

    def join(self, network: AccessPoint) -> None:
        """Join it, whatever its password: who listens hears of it, and of another kind of network."""
        network.is_saved = True
        self._joined = network
        if self._services.device.network == "WIFI":
            self._tell_connected()
        else:
            change_device(self._services, self._services.host, network="WIFI", wifi_on=True)

    def leave(self) -> None:
        """Go back to the mobile network (inferred: "4G")."""
        if self.connected is not None:
            change_device(self._services, self._services.host, network="4G")
        self._joined = None

    def lose(self, network: AccessPoint) -> None:
        """A network can no longer be reached."""
        self.networks.remove(network)
        if self._joined is network:
            self.leave()

    # What the phone does

    def phone_changed(self, before: Device) -> None:
        """Who listens hears of a phone that is on Wi-Fi again."""
        if before.network != "WIFI" and self.connected is not None:
            self._tell_connected()

    def _tell_connected(self) -> None:
        if self.connected is not None:
            self._tell("onWifiConnected", {"wifi": dict(self.connected.told())})

    def _tell(self, event: str, told: dict[str, Any]) -> None:
        if self._services.host is not None and self.is_started:
            emit(self._services.host, event, told, last=True)

    def list_networks(self) -> None:
        """Look around: onGetWifiList tells what is there then."""
        if self._services.host is not None:
            self._services.host.later(LATENCY, self._tell_networks)

    def _tell_networks(self) -> None:
        self.is_listed = True
        self._tell("onGetWifiList", {"wifiList": [dict(network.told()) for network in self.networks]})

    def named(self, ssid: str | None, bssid: str | None) -> AccessPoint | None:
        """The network of that name or address, both if both are given."""
        for network in self.networks:
            if ssid in (None, "", network.ssid) and bssid in (None, "", network.bssid):
                return network
        return None


def wifi_of(services: Services) -> Wifi:
    """The Wi-Fi of a program's phone, made when it is first asked for."""
    wifi: Wifi = part(services, "wifi")
    return wifi
