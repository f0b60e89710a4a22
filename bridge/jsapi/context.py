"""What a handler may use of the program it answers for."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bridge.jsapi.profile import Profile
from bridge.origins import Origins
from bridge.runtime import Clock, Host, InFlight
from bridge.wallet import Answer, Person, Wallet

if TYPE_CHECKING:
    from bridge.jsapi.http import HttpClient


class Dialogs(Protocol):
    """Who answers what the phone shows: nobody in particular when headless, a person in a terminal."""

    async def alert(self, title: str, content: str, button: str) -> None:
        """Show an alert and return when its button was pressed."""

    async def authorize(self, url: str, *, real_page: bool) -> Answer | None:
        """Ask for the decision on an authorization page; None: the scripted person decides.

        `real_page`: the URL is one of the simulated wallet and can be opened in a browser.
        """


class Headless:
    """Every button is pressed at once; authorization is the scripted person's."""

    async def alert(self, title: str, content: str, button: str) -> None:
        return None

    async def authorize(self, url: str, *, real_page: bool) -> Answer | None:
        return None


@dataclass(slots=True)
class Services:
    """What the handlers of one program share."""

    profile: Profile
    person: Person
    origins: Origins
    random: random.Random
    dialogs: Dialogs
    note: Callable[[str], None]
    http: Callable[[], HttpClient]
    wallet: Wallet | None = None


class AppContext:
    """The second argument of a handler: the program's services, and time on behalf of this one call."""

    __slots__ = ("_flight", "_host", "services")

    def __init__(self, services: Services, host: Host, flight: InFlight) -> None:
        self.services = services
        self._host = host
        self._flight = flight

    @property
    def profile(self) -> Profile:
        return self.services.profile

    @property
    def clock(self) -> Clock:
        """Program time; `clock.now` is in ms since the epoch."""
        return self._host.clock

    def sleep(self, ms: float) -> Awaitable[None]:
        """Wait `ms` of program time: no time at all on a virtual clock."""
        return self._host.sleep(ms, self._flight)
