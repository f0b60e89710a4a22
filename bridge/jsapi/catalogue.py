"""What the built-in APIs are, without loading the domains that answer them: a start pays only for what it calls.

catalogue.json is written from the domains by `python -m bridge.jsapi.cataloguing`; a test tells when it is out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from bridge.jsapi.profile import Profile, Since

FILE = Path(__file__).with_name("catalogue.json")
COMMAND = "python -m bridge.jsapi.cataloguing"


INSIDE_FIELDS = "inside"
"""The key of catalogue.json that has no domain, but what `canIUse` knows of names that the guest answers itself."""
INSIDE_SINCE = "inside since"
"""The first versions of those names."""
NEWER = "newer"
"""What came to APIs after themselves: `{"datePicker": {"params.format": {"appx": "1.1.1"}}}`."""

_ALWAYS = Since()
_OPTIONS = ("aliases", "abortable", "unread", "front")


class Listing(NamedTuple):
    """An API as the catalogue knows it. `domain` is the module that answers it."""

    name: str
    domain: str
    since: Since = _ALWAYS
    aliases: Mapping[str, str] | None = None
    abortable: bool = False
    unread: tuple[str, ...] = ()
    front: str | None = None

    @property
    def internal(self) -> bool:
        """Whether only shims call it: it is no name of `my`. Methods of a cloud's context are among them."""
        return self.name.startswith(("$", "cloud."))

    @property
    def entry(self) -> str | dict[str, Any]:
        """What the guest needs to know at its start; the fields, which few ask for, are in `capabilities`."""
        plain = (self.aliases, self.front) == (None, None) and not (self.abortable or self.unread)
        if plain:
            return self.name
        told = {"name": self.name, "aliases": self.aliases, "abortable": self.abortable}
        return {**told, "unread": self.unread, "front": self.front}


def listings() -> Iterator[Listing]:
    """Every API of the catalogue."""
    for domain, apis in _domains():
        for name, told in apis.items():
            since = Since(**told["since"]) if "since" in told else _ALWAYS
            rest = {option: told[option] for option in _OPTIONS if option in told}
            yield Listing(name, f"{__package__}.domains.{domain}", since, **rest)


def fields() -> dict[str, list[Any]]:
    """Params and results of each name as `canIUse` knows them: `{"alert": ["title content buttonText", ""], ...}`.

    What is no call, and has no callbacks, has a third: true.
    """
    calls = {name: told["fields"] for _, apis in _domains() for name, told in apis.items()}
    return {**{name: [*told, True] for name, told in _read().get(INSIDE_FIELDS, {}).items()}, **calls}


def newer() -> dict[str, dict[str, Since]]:
    """By name, the first versions of what came to it later, by `params.format`."""
    told = _read().get(NEWER, {})
    return {name: {part: Since(**since) for part, since in parts.items()} for name, parts in told.items()}


@lru_cache(maxsize=8)
def absent_inside(profile: Profile) -> tuple[str, ...]:
    """The names that the guest answers itself which are newer than `profile`, or another host's."""
    told = _read().get(INSIDE_SINCE, {}).items()
    return tuple(name for name, since in told if not profile.has(Since(**since)))


def _domains() -> Iterator[tuple[str, dict[str, Any]]]:
    own = (INSIDE_FIELDS, INSIDE_SINCE, NEWER)
    return ((domain, apis) for domain, apis in _read().items() if domain not in own)


@cache
def _read() -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return known
