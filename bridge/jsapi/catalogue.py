"""What the built-in APIs are, without loading the domains that answer them: a start pays only for what it calls.

catalogue.json is written from the domains by `python -m bridge.jsapi.cataloguing`; a test tells when it is out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bridge.jsapi.profile import Since

FILE = Path(__file__).with_name("catalogue.json")
COMMAND = "python -m bridge.jsapi.cataloguing"


INSIDE_FIELDS = "inside"
"""The key of catalogue.json that has no domain, but what `canIUse` knows of names that the guest answers itself."""

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
        """What the guest needs to know at its start; the fields, which few ask for, are in `fields_text`."""
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


@cache
def fields_text() -> str:
    """For `canIUse`: `{"alert": ["title content buttonText", ""], ...}` as JSON, params and results of each.

    What is no call, and has no callbacks, has a third: true.
    """
    calls = {name: told["fields"] for _, apis in _domains() for name, told in apis.items()}
    inside = {name: [*fields, True] for name, fields in _read().get(INSIDE_FIELDS, {}).items()}
    return json.dumps({**inside, **calls})


def _domains() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((domain, apis) for domain, apis in _read().items() if domain != INSIDE_FIELDS)


@cache
def _read() -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return known
