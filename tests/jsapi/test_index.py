"""The list of what the platform documents, and the receipts that point into it."""

from __future__ import annotations

from typing import get_args

import pytest

from bridge.jsapi import HostName
from bridge.jsapi.catalogue import listings
from bridge.jsapi.index import documented
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.registry import BUILTIN
from bridge.testing.typings import declarations
from tests.surface.__main__ import merged

GROUPS = {
    "alipay", "bars", "basics", "bluetooth", "cloud", "device", "events", "interface", "location", "media", "network",
    "open", "routing", "storage", "wifi",
}  # fmt: skip


@pytest.mark.parametrize(("calls", "count"), [("back", 180 + 20 + 9), ("plainly", 279 - 180 + 4 + 1 + 1), ("never", 3)])
def test_the_typings_and_ten_names_that_they_lack_are_listed(calls: str, count: int) -> None:
    assert sum(name.calls == calls for name in documented().values()) == count


def test_the_international_index_has_146_names() -> None:
    own = {"call", "env", "on", "off", "isIDE", "httpRequest"}
    assert sum("alipay-plus" in name.hosts and name.name not in own for name in documented().values()) == 146


def test_each_name_has_a_group_and_hosts() -> None:
    assert {name.group for name in documented().values()} == GROUPS
    assert {host for name in documented().values() for host in name.hosts} == set(get_args(HostName))


def test_what_answers_here_is_what_the_platform_documents() -> None:
    assert {listing.name for listing in listings() if not listing.internal} | INSIDE == documented().keys()


def test_an_address_by_hand_is_kept_where_the_typings_have_none() -> None:
    typed = {"a": {"calls": "back"}, "b": {"calls": "back", "see": "https://theirs.example"}}
    by_hand = {name: {"group": "g", "hosts": [], "see": "https://ours.example"} for name in typed}
    whole = merged(typed, by_hand)
    assert [entry["see"] for entry in whole.values()] == ["https://ours.example", "https://theirs.example"]


def test_who_says_documented_has_a_page_and_a_type() -> None:
    shipped = declarations()
    for listing in listings():
        api = BUILTIN.get(listing.name)
        if api is not None and api.receipt.standing == "documented":
            assert api.receipt.address is not None
            assert documented()[api.name].typings or f"  {api.name}(" in shipped
