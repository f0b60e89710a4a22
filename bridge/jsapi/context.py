"""What a handler may use of the program it answers for."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bridge.jsapi.profile import Profile
from bridge.origins import Origins
from bridge.runtime import Clock, Host
from bridge.wallet import Answer, Person

if TYPE_CHECKING:
    from bridge.jsapi.http import HttpClient
    from bridge.wallet import Wallet


class Dialogs(Protocol):
    """A person who answers what the phone shows. Without one, every button is pressed at once."""

    async def alert(self, title: str, content: str, button: str) -> None:
        """Show an alert and return when its button was pressed."""

    async def authorize(self, url: str) -> Answer:
        """Ask what the person does with an authorization page that nobody can open."""

    async def open_page(self, url: str) -> None:
        """Offer the simulated wallet's page at `url` to be opened in a browser."""


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

    def sleep(self, ms: float) -> Awaitable[None]:
        """Wait `ms` of program time: no time at all on a virtual clock."""
        return self._host.sleep(ms, self._call_id)
