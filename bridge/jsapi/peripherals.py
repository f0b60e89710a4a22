"""What is around a phone by bluetooth: peripherals with services and characteristics, and beacons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bridge.errors import UsageError

_BASE = "-0000-1000-8000-00805f9b34fb"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def whole_uuid(uuid: str) -> str:
    """`uuid` with 128 bits and in small letters, so that "180F" and its long form are the same.

    What is no UUID of 16, 32 or 128 bits comes back as it is, in small letters.
    """
    text = uuid.strip().lower()
    if re.fullmatch("[0-9a-f]{4}", text):
        return f"0000{text}{_BASE}"
    return text + _BASE if re.fullmatch("[0-9a-f]{8}", text) else text


def is_uuid(uuid: str) -> bool:
    """Whether it is a UUID of 16, 32 or 128 bits."""
    return _UUID.fullmatch(whole_uuid(uuid)) is not None


@dataclass(eq=False)
class Characteristic:
    """One value of a peripheral, and what may be done with it.

    `on_write` is called with the bytes that a program wrote, after they became the value: a device that answers
    commands calls `peripheral.notify(...)` there.
    """

    value: bytes = b""
    read: bool = True
    write: bool = False
    notify: bool = False
    indicate: bool = False
    on_write: Callable[[bytes], object] | None = None

    @property
    def tells(self) -> bool:
        """Whether changes of it can be subscribed to."""
        return self.notify or self.indicate


Services = Mapping[str, Mapping[str, Characteristic]]
"""Characteristics by UUID, by the UUID of their service, as the program is told them."""


class Radio(Protocol):
    """What a peripheral needs of the phone's bluetooth."""

    def heard(self, peripheral: Peripheral) -> None:
        """It advertises: it is new, or its advertisement changed."""

    def lost(self, peripheral: Peripheral) -> None:
        """It ends its connection, or can no longer be reached."""

    def changed(self, peripheral: Peripheral, service: str, uuid: str, value: bytes) -> bool:
        """It tells of a new value; whether the program had subscribed."""

    def is_connected(self, peripheral: Peripheral) -> bool:
        """Whether the program is connected to it."""

    def ranged(self) -> None:
        """A beacon came, went or moved."""


class Peripheral:
    """A bluetooth device that a program can find. `rssi` in dBm; made by `Bluetooth.add`.

    `responds` and `connectable` may be set: a device that does not respond makes calls end with 10015, one that is not
    connectable refuses connections with 10003. `written` is all that programs wrote, as (characteristic, bytes).
    """

    def __init__(
        self,
        radio: Radio,
        name: str,
        device_id: str,
        rssi: int,
        services: Services,
        *,
        advertises: tuple[str, ...],
        advertis_data: bytes = b"",
        manufacturer_data: bytes = b"",
        pin: str | None = None,
        max_mtu: int = 512,
    ) -> None:
        self.name = name
        self.device_id = device_id
        self.services = services
        self.advertises = advertises
        self.advertis_data = advertis_data
        self.manufacturer_data = manufacturer_data
        self.pin = pin
        self.max_mtu = max_mtu
        self.connectable = True
        self.responds = True
        self.written: list[tuple[str, bytes]] = []
        self.is_near = True
        self._rssi = rssi
        self._radio = radio
        for uuid in (*services, *(uuid for _, uuid, _ in self.characteristics())):
            if not is_uuid(uuid):
                raise UsageError(f"{uuid!r} is no UUID: write 4, 8 or 32 hexadecimal digits, such as 180F")

    @property
    def rssi(self) -> int:
        """The strength of its signal in dBm. Set, a discovery that allows duplicates reports it again."""
        return self._rssi

    @rssi.setter
    def rssi(self, rssi: int) -> None:
        self._rssi = rssi
        if self.is_near:
            self._radio.heard(self)

    @property
    def is_connected(self) -> bool:
        """Whether the program is connected to it."""
        return self._radio.is_connected(self)

    def characteristics(self) -> Iterator[tuple[str, str, Characteristic]]:
        """All of them: UUID of the service, own UUID, and the characteristic."""
        for service, members in self.services.items():
            for uuid, characteristic in members.items():
                yield service, uuid, characteristic

    def characteristic(self, uuid: str) -> Characteristic:
        """The first one of that UUID, in any service. Raises `UsageError` if there is none."""
        return self._located(uuid)[2]

    def notify(self, uuid: str, value: bytes) -> bool:
        """Tell of a new value of a characteristic; whether a program had subscribed to it.

        Raises `UsageError` if there is no such characteristic, or it neither notifies nor indicates.
        """
        service, uuid, characteristic = self._located(uuid)
        if not characteristic.tells:
            raise UsageError(f"{uuid} of {self.name!r} cannot notify: make it Characteristic(..., notify=True)")
        characteristic.value = bytes(value)
        return self._radio.changed(self, service, uuid, characteristic.value)

    def disconnect(self) -> None:
        """End the connection from its own side, if there is one."""
        self._radio.lost(self)

    def vanish(self) -> None:
        """Go out of reach: a connection ends, discoveries no longer find it."""
        self.is_near = False
        self._radio.lost(self)

    def appear(self) -> None:
        """Come back into reach."""
        self.is_near = True
        self._radio.heard(self)

    def _located(self, uuid: str) -> tuple[str, str, Characteristic]:
        wanted = whole_uuid(uuid)
        for located in self.characteristics():
            if whole_uuid(located[1]) == wanted:
                return located
        there = ", ".join(uuid for _, uuid, _ in self.characteristics()) or "none"
        raise UsageError(f"{self.name!r} has no characteristic {uuid!r}; it has {there}")

    def told(self) -> dict[str, Any]:
        """As programs receive it. Bytes are hexadecimal texts; one without a name has none (documented)."""
        names = {"name": self.name, "deviceName": self.name, "localName": self.name} if self.name else {}
        data = {"advertisData": self.advertis_data.hex(), "manufacturerData": self.manufacturer_data.hex()}
        return {**names, "deviceId": self.device_id, "RSSI": self.rssi, **data}


_IMMEDIATE, _NEAR = 0.5, 3.0  # metres (inferred: the platform's pages give no bounds)


class Beacon:
    """An iBeacon; made by `Bluetooth.add_beacon`. `distance` in metres, negative if unknown; `rssi` in dBm."""

    def __init__(self, radio: Radio, uuid: str, major: int, minor: int, distance: float, rssi: int) -> None:
        if not _UUID.fullmatch(uuid.lower()):
            raise UsageError(f"{uuid!r} is no beacon's UUID: write 32 hexadecimal digits with dashes")
        self.uuid = uuid
        self.major = major
        self.minor = minor
        self.is_near = True
        self._distance = distance
        self._rssi = rssi
        self._radio = radio

    @property
    def distance(self) -> float:
        """In metres; set, it moves there."""
        return self._distance

    @distance.setter
    def distance(self, distance: float) -> None:
        self._distance = distance
        self._radio.ranged()

    @property
    def rssi(self) -> int:
        """In dBm."""
        return self._rssi

    @rssi.setter
    def rssi(self, rssi: int) -> None:
        self._rssi = rssi
        self._radio.ranged()

    @property
    def proximity(self) -> int:
        """0 unknown, 1 immediate, 2 near, 3 far (documented; where they begin is inferred)."""
        if self.distance < 0:
            return 0
        return 1 if self.distance < _IMMEDIATE else 2 if self.distance < _NEAR else 3

    def vanish(self) -> None:
        """Go out of reach."""
        self.is_near = False
        self._radio.ranged()

    def appear(self) -> None:
        """Come back into reach."""
        self.is_near = True
        self._radio.ranged()

    def told(self) -> dict[str, Any]:
        """As programs receive it."""
        place = {"proximity": self.proximity, "accuracy": self.distance, "rssi": self.rssi}
        return {"uuid": self.uuid, "major": str(self.major), "minor": str(self.minor), **place}
