"""What a handler may use of the program it answers for."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from bridge.jsapi.device import Device
from bridge.jsapi.drawing import Drawing
from bridge.jsapi.files import Files
from bridge.jsapi.profile import Profile
from bridge.jsapi.stored import Storage
from bridge.jsapi.surroundings import change_device, emit, hush
from bridge.origins import Origins
from bridge.runtime import Clock, Host
from bridge.wallet import Answer, Person

if TYPE_CHECKING:
    from bridge.engine import Engine
    from bridge.jsapi.connections import Connections
    from bridge.jsapi.http import HttpClient
    from bridge.jsapi.parts import Part
    from bridge.jsapi.stage import Stage
    from bridge.wallet import Wallet


class Dialogs(Protocol):
    """A person who answers what the phone shows. Without one, every button is pressed at once."""

    async def alert(self, title: str, content: str, button: str) -> None:
        """Show an alert and return when its button was pressed."""

    async def authorize(self, url: str) -> Answer:
        """Ask what the person does with an authorization page that nobody can open."""

    async def open_page(self, url: str) -> None:
        """Offer the simulated wallet's page at `url` to be opened in a browser."""


class Questions(Protocol):
    """What `Dialogs` may answer besides: a method that is missing leaves its questions to the scripted person."""

    async def confirm(self, title: str, content: str, ok: str, cancel: str) -> bool:
        """Whether `ok` was pressed rather than `cancel`; with `cancel` empty there is only the one button."""

    async def prompt(self, title: str, content: str, placeholder: str, ok: str, cancel: str) -> str | None:
        """The text typed before `ok` was pressed; None if it was `cancel`."""

    async def choose(self, title: str, items: Sequence[str], cancel: str) -> int:
        """The index of the item chosen, from 0; -1 if it was `cancel`."""

    async def answer(self, question: str) -> Answer:
        """How a payment or another errand of the wallet ends, of which `question` tells."""


@dataclass(slots=True)
class Services:
    """What the handlers of one program share."""

    profile: Profile
    person: Person
    origins: Origins
    random: random.Random
    dialogs: Dialogs | None
    note: Callable[[str], None]
    http: Callable[[], HttpClient]
    wallet: Wallet | None = None
    stage: Stage | None = None
    device: Device = field(default_factory=Device)
    storage: Storage = field(default_factory=Storage)
    files: Files = field(default_factory=Files)
    packaged: Callable[[str], bytes | None] = lambda path: None  # a file of the program's package
    included: Callable[[], Mapping[str, bytes]] = dict  # files of the package that the file system manager reads
    chrome: dict[str, Any] = field(default_factory=dict)  # of a program without a stage
    parts: dict[str, Part] = field(default_factory=dict)  # of the phone: see bridge.jsapi.parts
    ext: Mapping[str, Any] = field(default_factory=dict)  # `ext` of the program's ext.json
    kept: dict[str, Any] = field(default_factory=dict)  # what domains remember from call to call
    timezone: float = 8  # hours east of UTC
    host: Host | None = None  # once the program is there
    connections: Connections | None = None  # its WebSockets, once there were any
    worker: Callable[[str], tuple[Engine, str, list[dict[str, Any]]]] | None = None  # for a script: what runs it
    prefetched: dict[str, tuple[dict[str, Any], float]] = field(default_factory=dict)  # by kind: data, and when
    drawings: list[Drawing] = field(default_factory=list)  # what was drawn, as it comes
    many_sockets: bool = False  # `multiple` of connectSocket where it is not given


class AppContext:
    """The second argument of a handler: the program's services, and time on behalf of this one call."""

    __slots__ = ("_call_id", "_host", "services")

    def __init__(self, services: Services, host: Host, call_id: int) -> None:
        self.services = services
        self._host = host
        self._call_id = call_id

    @property
    def profile(self) -> Profile:
        return self.services.profile

    @property
    def clock(self) -> Clock:
        """Program time; `clock.now` is in ms since the epoch."""
        return self._host.clock

    @property
    def device(self) -> Device:
        """The phone as it is now."""
        return self.services.device

    def change_device(self, **changes: Any) -> None:
        """Have the program find its phone changed; see `bridge.jsapi.surroundings.change_device`."""
        change_device(self.services, self._host, **changes)

    @property
    def connections(self) -> Connections:
        """The program's WebSockets."""
        if self.services.connections is None:
            from bridge.jsapi.connections import Connections

            self.services.connections = Connections(self._host)
        return self.services.connections

    def emit(self, event: str, *args: Any) -> None:
        """Call the program's listeners to `event`, such as `"onCompassChange"`."""
        emit(self._host, event, *args)

    def hush(self, event: str, is_hushed: bool) -> None:
        """Keep `event` from the program's listeners, or let them hear of it again."""
        hush(self._host, event, is_hushed)

    def tell(self, event: str, *args: Any) -> None:
        """Call the listeners to `event`, such as `"onHeadersReceived"`, of the task that this call is."""
        emit(self._host, f"{event}#{self._call_id}", *args)

    def answered_by(self, person: Person) -> AppContext:
        """The same, but that `person` answers."""
        return AppContext(replace(self.services, person=person, dialogs=None), self._host, self._call_id)

    def sleep(self, ms: float) -> Awaitable[None]:
        """Wait `ms` of program time: no time at all on a virtual clock."""
        # Outside of a call, nobody drives the program meanwhile but who waits.
        return self._host.sleep(ms, self._call_id) if self._call_id else self._host.advance(ms)

    def rouse(self) -> None:
        """End every `sleep` of this call, now."""
        self._host.rouse(self._call_id)
