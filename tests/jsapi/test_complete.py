"""Every name that the platform documents has an answer here."""

from __future__ import annotations

from bridge.jsapi.catalogue import listings
from bridge.jsapi.index import documented
from bridge.jsapi.inside import INSIDE


def test_every_documented_name_has_an_answer() -> None:
    answered = {listing.name for listing in listings()} | INSIDE
    assert documented().keys() - answered == set()
