"""Which wallet app and which versions a program believes it runs in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, get_args

from bridge.errors import UsageError

HostName = Literal["alipay-plus", "alipay-cn"]
HOSTS: tuple[str, ...] = get_args(HostName)


@lru_cache(maxsize=256)
def parse_version(text: str) -> tuple[int, ...]:
    """`"10.2.38"` as `(10, 2, 38)`: parts compare as numbers, missing ones are zero.

    Raises `UsageError` for anything else.
    """
    parts = text.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise UsageError(f"not a version: {text!r}; write numbers with dots between them, such as 10.2.38")
    numbers = [int(part) for part in parts]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


@dataclass(frozen=True)
class Since:
    """The first versions that have an API: of Appx, and of the wallet app per host name; `only` one host has it."""

    appx: str = "0"
    client: Mapping[str, str] = field(default_factory=dict)
    only: HostName | None = None

    @property
    def always(self) -> bool:
        """Whether every host and version has it."""
        return self.appx == "0" and not self.client and self.only is None

    @property
    def words(self) -> str:
        """The versions, for people: `Appx 1.24.6, alipay-cn 10.2.38`; nothing where none is known."""
        versions = [f"{host} {version}" for host, version in self.client.items()]
        return ", ".join(([f"Appx {self.appx}"] if self.appx != "0" else []) + versions)


@dataclass(frozen=True)
class Profile:
    """The app a program runs in: `host`, the versions of client and Appx, and its own `app_id`."""

    host: HostName = "alipay-plus"
    client_version: str = "10.8.30"
    appx_version: str = "2.9.60"
    app_id: str = "2021000000000000"

    def __post_init__(self) -> None:
        if self.host not in HOSTS:
            raise UsageError(f"no such host: {self.host!r}; there are {' and '.join(HOSTS)}")
        parse_version(self.client_version)
        parse_version(self.appx_version)

    @property
    def chinese(self) -> bool:
        return self.host == "alipay-cn"

    def has(self, since: Since) -> bool:
        """Whether an API that began with `since` exists here."""
        if since.always:
            return True
        if since.only not in (None, self.host):
            return False
        client = since.client.get(self.host, "0")
        return parse_version(self.appx_version) >= parse_version(since.appx) and parse_version(
            self.client_version
        ) >= parse_version(client)

    def env(self) -> dict[str, str]:
        """`my.env` (source: the platform's typings)."""
        return {
            "USER_DATA_PATH": "https://usr",
            "clientName": "ap",
            "clientVersion": self.client_version,
            "language": "zh-Hans" if self.chinese else "en",
            "platform": "iOS",
        }
