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


_ALWAYS = Since()


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
        """Whether only shims call it: it is no name of `my`."""
        return self.name.startswith("$")

    @property
    def entry(self) -> str | dict[str, Any]:
        """What the guest needs to know at its start; the fields, which few ask for, are in `fields_text`."""
        if self.aliases is None and not self.abortable and not self.unread and self.front is None:
            return self.name
        more = {"aliases": self.aliases, "abortable": self.abortable, "unread": self.unread, "front": self.front}
        return {"name": self.name, **more}


def listings() -> Iterator[Listing]:
    """Every API of the catalogue."""
    for domain, apis in _read().items():
        for name, told in apis.items():
            since = Since(**told["since"]) if "since" in told else _ALWAYS
            rest = {option: told[option] for option in ("aliases", "abortable", "unread", "front") if option in told}
            yield Listing(name, f"{__package__}.{domain}", since, **rest)


@cache
def fields_text() -> str:
    """For `canIUse`: `{"alert": ["title content buttonText", ""], ...}` as JSON, params and results of each."""
    return json.dumps({name: told["fields"] for apis in _read().values() for name, told in apis.items()})


@cache
def _read() -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return known
