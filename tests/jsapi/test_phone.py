"""The phone of a program that runs, changed by its fields."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bridge import Device, Runtime
from bridge.errors import UsageError
from bridge.jsapi import BUILTIN
from bridge.jsapi.catalogue import listings


async def test_what_is_set_is_found_by_the_program() -> None:
    async with Runtime() as rt:
        rt.device.model = "Pixel 8"
        await rt.run("console.log(my.getSystemInfoSync().model)")
        assert (rt.console[0].text, rt.device.model) == ("Pixel 8", "Pixel 8")


async def test_a_pair_is_latitude_and_longitude_of_a_place_without_names() -> None:
    async with Runtime() as rt:
        rt.device.location = (31.2, 121.5)
        await rt.run("my.getLocation({ type: 1, success: (here) => console.log(here.latitude, here.longitude) })")
        assert rt.console[0].text.split()[:2] == ["31.2", "121.5"]
        assert rt.device.location.city == ""


async def test_who_listens_hears_of_another_network() -> None:
    async with Runtime() as rt:
        await rt.run("my.onNetworkStatusChange(({ networkType }) => console.log(networkType))")
        rt.device.network = "NOTREACHABLE"
        await rt.idle()
        assert [line.text for line in rt.console] == ["NOTREACHABLE"]


async def test_what_is_emitted_reaches_the_listeners() -> None:
    async with Runtime() as rt:
        await rt.run("my.onCompassChange(({ direction }) => console.log(direction))")
        rt.emit("onCompassChange", {"direction": 90})
        await rt.idle()
        assert [line.text for line in rt.console] == ["90"]


async def test_an_event_may_be_named_as_for_my_on() -> None:
    async with Runtime() as rt:
        await rt.run("my.on('custom', console.log); my.onCompassChange(({ direction }) => console.log(direction))")
        rt.emit("custom", "mine")
        rt.emit("compassChange", {"direction": 90})
        await rt.idle()
        assert [line.text for line in rt.console] == ["mine", "90"]


@pytest.mark.parametrize(
    ("event", "args", "words"),
    [
        ("onCompasChange", [], "there is no my.onCompasChange; did you mean onCompassChange?"),
        (5, [], "an event is the name of what hears of it"),
        ("", [], "an event is the name of what hears of it"),
        ("onAppShow", [object()], "nobody can be told of"),
    ],
)
def test_an_event_that_cannot_be_is_refused(event: Any, args: list[Any], words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        Runtime().emit(event, *args)


@pytest.mark.parametrize("domain", ["album", "biometrics", "contacts", "motion", "settings"])
def test_what_the_phone_answers_says_so(domain: str) -> None:
    names = [listing.name for listing in listings() if listing.domain == f"bridge.jsapi.domains.{domain}"]
    apis = [BUILTIN.get(name) for name in names]
    assert {api.receipt.kind for api in apis if api is not None} == {"device"}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("modle", "x", "a phone has no 'modle'; did you mean 'model'"),
        ("wheels", 4, "a phone has no 'wheels'; it has asks, battery"),
        ("brightness", 9, "brightness=9.0 makes no sense"),
        ("battery", (101, False), "battery=101 makes no sense"),
        ("steps", -1, "steps=-1 makes no sense"),
        ("platform", "android", "platform: Input should be 'iOS' or 'Android'"),
        ("owner", {"nam": "Ann"}, "owner of a phone has no 'nam'"),
        ("asks", 5, "asks of a phone is a list"),
        ("denied", [5], "denied of a phone is a list of permissions, and 5 is none"),
        ("location", (100, 0), "no latitude 100"),
        ("location", "here", "latitude and longitude"),
        ("network", "6G", "no such network"),
        ("contacts", ["Ann"], "'Ann' is no contact: write name and number"),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, value: Any, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        setattr(Runtime().device, field, value)


@pytest.mark.parametrize("given", [{"denied": {"location"}}, {"asks": ["camera"]}, {"contacts": [("Ann", "123")]}])
async def test_a_phone_of_sets_and_lists_is_as_good(given: dict[str, Any]) -> None:
    async with Runtime(device=Device(**given)) as rt:
        await rt.run("console.log(my.getSystemInfoSync().model)")
        assert rt.console[0].text == "iPhone 8"


@pytest.mark.parametrize(
    ("change", "enabled"), [({"network": "4G"}, False), ({"network": "4G", "wifi_on": True}, True), ({}, True)]
)
async def test_wifi_is_enabled_as_its_switch_says_else_as_the_network_does(
    change: dict[str, Any], enabled: bool
) -> None:
    async with Runtime() as rt:
        rt.device.change(**change)
        await rt.run("console.log(my.getSystemSetting().wifiEnabled)")
        assert rt.console[0].text == str(enabled).lower()


async def test_the_switch_of_the_wifi_is_heard_of() -> None:
    async with Runtime() as rt:
        rt.device.wifi.on = False
        await rt.run("console.log(my.getSystemSetting().wifiEnabled)")
        assert (rt.console[0].text, rt.device.wifi.on, rt.device.network) == ("false", False, "4G")
