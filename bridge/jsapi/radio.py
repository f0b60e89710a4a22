"""The bluetooth of a phone: what is around it, and what the program does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError
from bridge.jsapi.consents import granted
from bridge.jsapi.parts import Part, part
from bridge.jsapi.peripherals import Beacon, Peripheral, whole_uuid
from bridge.jsapi.peripherals import Services as Characteristics
from bridge.jsapi.surroundings import change_device, emit

if TYPE_CHECKING:
    from bridge.jsapi.context import Services
    from bridge.jsapi.device import Device

LATENCY = 100
"""Milliseconds of program time until what is searched for is heard (inferred): after the success of the search."""

SMALLEST_MTU = 23
"""Of every new connection, in bytes (source: the standard)."""


@dataclass(eq=False)
class Discovery:
    """A search for peripherals. Empty filters let everything through; `interval` in ms, 0 reports each at once."""

    services: frozenset[str] = frozenset()
    device_ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    repeats: bool = False
    interval: float = 0
    reported: set[str] = field(default_factory=set)
    waiting: list[Peripheral] = field(default_factory=list)
    is_due: bool = False  # whether a report is on its way

    def wants(self, peripheral: Peripheral) -> bool:
        """Whether it is to be reported."""
        if peripheral in self.waiting or (peripheral.device_id in self.reported and not self.repeats):
            return False
        advertised = {whole_uuid(uuid) for uuid in peripheral.advertises}
        return (
            (not self.services or bool(self.services & advertised))
            and (not self.device_ids or peripheral.device_id in self.device_ids)
            and (not self.names or peripheral.name in self.names)
        )


@dataclass(eq=False)
class Link:
    """A connection of the program to a peripheral. `subscribed`: whole UUIDs of services and characteristics."""

    peripheral: Peripheral
    mtu: int = SMALLEST_MTU
    subscribed: set[tuple[str, str]] = field(default_factory=set)


class Bluetooth(Part):
    """`phone.bluetooth`: peripherals and beacons are added, and the switch is set, before or while a program runs."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.peripherals: list[Peripheral] = []
        self.beacons: list[Beacon] = []
        self.is_open = False
        self.discovery: Discovery | None = None
        self.found: dict[str, Peripheral] = {}
        self.links: dict[str, Link] = {}
        self.paired: set[str] = set()
        self.ranging: frozenset[str] | None = None  # the UUIDs of beacons that are searched for
        self._known: set[str] = set()
        self._is_ranged = False  # whether onBeaconUpdate is on its way
        self._was_available = self.available

    # In the hands of a test

    @property
    def on(self) -> bool:
        """The phone's switch; set, it is switched. Without it the adapter is not available."""
        return self._services.device.bluetooth_on

    @on.setter
    def on(self, on: bool) -> None:
        change_device(self._services, self._services.host, bluetooth_on=on)

    def add(
        self,
        name: str,
        *,
        device_id: str | None = None,
        rssi: int = -60,
        services: Characteristics | None = None,
        advertises: Iterable[str] | None = None,
        advertis_data: bytes = b"",
        manufacturer_data: bytes = b"",
        pin: str | None = None,
        max_mtu: int = 512,
    ) -> Peripheral:
        """Put a peripheral beside the phone; a search that is under way finds it.

        `services`: characteristics by UUID by the UUID of their service. `advertises`: UUIDs in its advertisement, all
        services unless told. `device_id`: made up in the platform's form unless told. `pin`: on Android it must be
        paired before it can be connected. `max_mtu` in bytes. Raises `UsageError` for an id that is taken, or a UUID
        that is none.
        """
        given = services or {}
        peripheral = Peripheral(
            self,
            name,
            device_id or self._made_up_id(),
            rssi,
            given,
            advertises=tuple(given if advertises is None else advertises),
            advertis_data=advertis_data,
            manufacturer_data=manufacturer_data,
            pin=pin,
            max_mtu=max_mtu,
        )
        if any(other.device_id == peripheral.device_id for other in self.peripherals):
            raise UsageError(f"there is a peripheral {peripheral.device_id} already: give another device_id")
        self.peripherals.append(peripheral)
        self.heard(peripheral)
        return peripheral

    def _made_up_id(self) -> str:
        number = len(self.peripherals) + 1
        if self._services.device.platform == "iOS":
            return f"00000000-0000-4000-8000-{number:012X}"
        return "02:00:00:00:{:02X}:{:02X}".format(*divmod(number, 256))

    def add_beacon(self, uuid: str, major: int, minor: int, *, distance: float = 1.0, rssi: int = -59) -> Beacon:
        """Put an iBeacon `distance` metres from the phone. Raises `UsageError` for what is no UUID."""
        beacon = Beacon(self, uuid, major, minor, distance, rssi)
        self.beacons.append(beacon)
        self.ranged()
        return beacon

    # What the phone does

    @property
    def available(self) -> bool:
        """Whether it is switched on and may be used: by the wallet, and by the program once the person was asked."""
        return self.on and granted(self._services, "bluetooth") is True

    def phone_changed(self, before: Device) -> None:
        """Connections and searches end when it is switched off or forbidden; who listens hears of it."""
        if self._was_available == self.available:
            return
        self._was_available = self.available
        if not self.available:
            for link in list(self.links.values()):
                self.lost(link.peripheral)
            self.discovery = None
        self.tell_state()
        if self.ranging is not None:
            self._tell_ranging()
            self.ranged()

    def tell_state(self) -> None:
        """onBluetoothAdapterStateChange."""
        state = {"available": self.available, "discovering": self.discovery is not None}
        self._tell("onBluetoothAdapterStateChange", state)

    def _tell(self, event: str, told: dict[str, Any], *, while_closed: bool = False) -> None:
        """Events come after the answer of the call that caused them, and only while the adapter is open."""
        host = self._services.host
        if host is not None and (self.is_open or while_closed):
            emit(host, event, told, last=True)

    def _later(self, ms: float, act: Callable[[], None]) -> None:
        if self._services.host is not None:
            self._services.host.later(ms, act)

    def close(self) -> None:
        """End everything, as `my.closeBluetoothAdapter` does; nobody is told."""
        self.is_open = False
        self.discovery = None
        self.links.clear()
        self.found.clear()

    # Searching

    def search(self, discovery: Discovery | None) -> None:
        """Begin a search in place of another, or end it."""
        was, self.discovery = self.discovery is not None, discovery
        if was != (discovery is not None):
            self.tell_state()
        for peripheral in self.peripherals:
            self.heard(peripheral)

    def heard(self, peripheral: Peripheral) -> None:
        """A peripheral advertises."""
        discovery = self.discovery
        if discovery is None or not peripheral.is_near or not discovery.wants(peripheral):
            return
        discovery.waiting.append(peripheral)
        if not discovery.is_due:
            discovery.is_due = True
            self._later(discovery.interval or LATENCY, lambda: self._report(discovery))

    def _report(self, discovery: Discovery) -> None:
        if discovery is not self.discovery:
            return
        reported, discovery.waiting = [each for each in discovery.waiting if each.is_near], []
        discovery.is_due = False
        for peripheral in reported:
            discovery.reported.add(peripheral.device_id)
            self.found[peripheral.device_id] = peripheral
            self._known.add(peripheral.device_id)
        batches = [reported] if discovery.interval else [[peripheral] for peripheral in reported]
        for batch in filter(None, batches):
            self._tell("onBluetoothDeviceFound", {"devices": [peripheral.told() for peripheral in batch]})

    def known(self, device_id: str) -> Peripheral | None:
        """The peripheral of that id, if the phone can know it: iOS only once it was found, Android by its address."""
        needs_search = self._services.device.platform == "iOS"
        for peripheral in self.peripherals:
            if peripheral.device_id == device_id and (device_id in self._known or not needs_search):
                return peripheral
        return None

    # Connections

    def connect(self, peripheral: Peripheral) -> None:
        """Connect; who listens hears of it."""
        self.links[peripheral.device_id] = Link(peripheral)
        self._known.add(peripheral.device_id)
        self._tell("onBLEConnectionStateChanged", {"deviceId": peripheral.device_id, "connected": True})

    def lost(self, peripheral: Peripheral) -> None:
        """A connection ended, from whichever side; who listens hears of it."""
        if self.links.pop(peripheral.device_id, None) is not None:
            self._tell("onBLEConnectionStateChanged", {"deviceId": peripheral.device_id, "connected": False})

    def is_connected(self, peripheral: Peripheral) -> bool:
        """Whether the program is connected to it."""
        return peripheral.device_id in self.links

    def changed(self, peripheral: Peripheral, service: str, uuid: str, value: bytes) -> bool:
        """A peripheral tells of a new value: the program hears of it if it subscribed."""
        link = self.links.get(peripheral.device_id)
        if link is None or (whole_uuid(service), whole_uuid(uuid)) not in link.subscribed:
            return False
        self.tell_value(peripheral, service, uuid, value)
        return True

    def tell_value(self, peripheral: Peripheral, service: str, uuid: str, value: bytes) -> None:
        """onBLECharacteristicValueChange."""
        where = {"deviceId": peripheral.device_id, "serviceId": service, "characteristicId": uuid}
        self._tell("onBLECharacteristicValueChange", {**where, "value": value.hex()})

    # Beacons

    def range(self, uuids: frozenset[str] | None) -> None:
        """Search for beacons of `uuids`, in small letters, or stop."""
        self.ranging = uuids
        self._tell_ranging()
        self.ranged()

    def _tell_ranging(self) -> None:
        state = {"available": self.available, "discovering": self.available and self.ranging is not None}
        self._tell("onBeaconServiceChange", state, while_closed=True)

    def ranged(self) -> None:
        """A beacon came, went or moved: onBeaconUpdate, if any is searched for."""
        if self.ranging is not None and self.available and not self._is_ranged:
            self._is_ranged = True
            self._later(LATENCY, self._tell_beacons)

    def _tell_beacons(self) -> None:
        self._is_ranged = False
        if self.ranging is not None and self.available:
            self._tell("onBeaconUpdate", {"beacons": self.beacons_heard()}, while_closed=True)

    def beacons_heard(self) -> list[dict[str, Any]]:
        """Those that are searched for and near."""
        wanted = self.ranging or frozenset()
        return [beacon.told() for beacon in self.beacons if beacon.is_near and beacon.uuid.lower() in wanted]


def bluetooth_of(services: Services) -> Bluetooth:
    """The bluetooth of a program's phone, made when it is first asked for."""
    bluetooth: Bluetooth = part(services, "bluetooth")
    return bluetooth
