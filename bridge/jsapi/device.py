"""The phone a program believes it runs on, and where it is.

Everything that `my.getSystemInfo`, `my.getNetworkType`, `my.getLocation` and their kin tell comes from here. A device
never changes; `bridge.jsapi.surroundings.change_device` puts another in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from bridge.errors import UsageError
from bridge.runtime.clock import within

Network = Literal["UNKNOWN", "NOTREACHABLE", "WIFI", "2G", "3G", "4G", "5G", "WWAN"]
"""What the phone is connected by. There is no connection with "NOTREACHABLE"."""

Permission = Literal[
    "location", "camera", "album", "microphone", "bluetooth", "notification", "contacts", "userInfo", "phoneNumber",
    "aliaddress", "steps", "alipaysports", "writePhotosAlbum",
]  # fmt: skip
"""What a person grants or refuses to a program."""

NEVER_ASKED: Mapping[Permission, str] = {
    "notification": "it is a switch of the phone (denied), and my.requestSubscribeMessage asks by itself",
}
"""What no program can have the person asked for, and why.

Notifications: my.getAppAuthorizeSetting tells whether the wallet may show any and my.showAuthGuide advises to allow
them, but no page documents an API that asks, or fails. What my.requestSubscribeMessage asks is whether the person wants
a program's messages, which arrive in the wallet's message box, too (documented).
"""

Orientation = Literal["vertical", "horizontal"]

Biometrics = Literal["none", "unenrolled", "right", "wrong"]
"""What the phone has to tell a person by: nothing, nobody's finger or face yet, or the right or wrong one before it."""

BiometricMode = Literal["fingerPrint", "facial"]

EnvVersion = Literal["develop", "trial", "gray", "release"]


class Screen(NamedTuple):
    """Sizes in logical pixels; `pixel_ratio` physical ones to each. An iPhone 8's unless told."""

    width: int = 375
    height: int = 667
    pixel_ratio: float = 2
    status_bar: int = 20
    title_bar: int = 44

    @property
    def window_height(self) -> int:
        """What is left to a page."""
        return self.height - self.status_bar - self.title_bar


class Battery(NamedTuple):
    """`level` in percent."""

    level: int = 91
    charging: bool = False


class Location(NamedTuple):
    """Degrees, and metres of `accuracy`; the names are those of a place in Hangzhou unless told."""

    longitude: float = 120.126293
    latitude: float = 30.274653
    accuracy: float = 65.0
    country: str = "中国"
    country_code: str = "156"
    province: str = "浙江省"
    province_code: str = "330000"
    city: str = "杭州市"
    city_code: str = "330100"
    district: str = "西湖区"
    district_code: str = "330106"
    street: str = "学院路"
    number: str = "77号"


class Contact(NamedTuple):
    """Somebody: the person holding the phone, or an entry of its address book.

    `user_id`: their account at the wallet, empty if they have none. `avatar`: the address of a picture.
    """

    name: str = "Sam Lee"
    mobile: str = "13800000000"
    email: str = ""
    user_id: str = "2088000000000000"
    avatar: str = "https://example.com/avatar.png"


@dataclass(frozen=True)
class Device:
    """One phone. Raises `UsageError` for a network, a permission or biometrics that do not exist.

    `language`: None is the host's own. `locates`: whether its location is switched on. `denied`: what the person
    refuses to every program. `asks`: what a program may use only after the person was asked for it, who answers by
    `Person.next_dialog(True)`, `False` or `"never"`; any permission but those `NEVER_ASKED`. `scanned`: what stands in
    front of the camera. `brightness` from 0 to 1. `wifi_on`: the switch of its Wi-Fi; None is as the network says.
    `screen_reader`: whether the screen is read aloud. `steps` a day; None for a phone that counts none.
    """

    model: str = "iPhone 8"
    brand: str = "iPhone"
    system: str = "16.0"
    platform: Literal["iOS", "Android"] = "iOS"
    storage: str = "64 GB"
    performance: Literal["high", "middle", "low", "unknown"] = "high"
    font_size: int = 16
    language: str | None = None
    screen: Screen = field(default_factory=Screen)
    battery: Battery = field(default_factory=Battery)
    locates: bool = True
    location: Location = field(default_factory=Location)
    owner: Contact = field(default_factory=Contact)
    contacts: tuple[Contact, ...] = ()
    network: Network = "WIFI"
    denied: frozenset[Permission] = frozenset()
    asks: frozenset[Permission] = frozenset()
    clipboard: str = ""
    scanned: str = "https://example.com/"
    brightness: float = 0.5
    steps: int | None = 6000
    bluetooth_on: bool = True
    wifi_on: bool | None = None
    keeps_screen_on: bool = False
    orientation: Orientation = "vertical"
    biometrics: Biometrics = "right"
    biometric_modes: tuple[BiometricMode, ...] = ("fingerPrint",)
    screen_reader: bool = False
    local_ip: str = "192.168.1.100"
    netmask: str = "255.255.255.0"
    env_version: EnvVersion = "release"
    program_version: str = "0.0.1"

    def __post_init__(self) -> None:
        for name in ("denied", "asks"):  # a set is as good, but has no hash
            object.__setattr__(self, name, frozenset(getattr(self, name)))
        object.__setattr__(self, "contacts", tuple(self.contacts))
        within("brightness", self.brightness, 0, 1)
        within("battery", self.battery.level, 0, 100)
        within("steps", self.steps or 0, 0, 1e6)
        if self.network not in get_args(Network):
            raise UsageError(f"no such network: {self.network!r}; there are {', '.join(get_args(Network))}")
        if self.biometrics not in get_args(Biometrics):
            raise UsageError(f"no such biometrics: {self.biometrics!r}; there are {', '.join(get_args(Biometrics))}")
        unknown = (self.denied | self.asks) - set(get_args(Permission))
        if unknown:
            raise UsageError(f"no such permission: {min(unknown)!r}; there are {', '.join(get_args(Permission))}")
        for permission in self.asks & NEVER_ASKED.keys():
            raise UsageError(f"nobody is asked for {permission!r}: {NEVER_ASKED[permission]}")

    @property
    def online(self) -> bool:
        """Whether anything can be reached."""
        return self.network != "NOTREACHABLE"

    @property
    def wifi_enabled(self) -> bool:
        """Whether its Wi-Fi is switched on."""
        return self.network == "WIFI" if self.wifi_on is None else self.wifi_on

    @property
    def address_book(self) -> tuple[Contact, ...]:
        """Its entries: the owner alone, unless there are `contacts`."""
        return self.contacts or (self.owner,)

    def grants(self, permission: Permission) -> bool:
        """Whether the person lets programs use it."""
        return permission not in self.denied
