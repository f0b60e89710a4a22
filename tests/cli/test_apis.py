"""`minibridge apis`: the table of every API, the card of one, and what machines read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.jsapi.index import documented
from tests.cli.command import minibridge


def listed() -> list[dict[str, Any]]:
    apis: list[dict[str, Any]] = json.loads(minibridge("apis", "--json").out)
    return apis


def test_machines_get_every_documented_name() -> None:
    apis = listed()
    assert documented().keys() <= {api["name"] for api in apis}
    assert {tuple(api) for api in apis} == {("name", "group", "kind", "standing", "hosts", "since")}


@pytest.mark.parametrize(
    ("name", "kind", "standing", "hosts"),
    [
        ("signContract", "simulated", "documented", ["alipay-plus", "alipay-cn"]),
        ("getSystemInfoSync", "device", "documented", ["alipay-cn"]),
    ],
)
def test_an_entry_says_what_answers_and_how_sure_that_is(name: str, kind: str, standing: str, hosts: list[str]) -> None:
    (api,) = (api for api in listed() if api["name"] == name)
    assert (api["kind"], api["standing"], api["hosts"]) == (kind, standing, hosts)


def test_people_get_a_table_that_ends_with_the_counts() -> None:
    lines = minibridge("apis").out.splitlines()
    assert lines[0].split() == ["group", "name", "kind", "standing", "hosts", "since"]
    assert lines[-1].startswith(f"{len(listed())} names: ")
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("name", ["signContract", "my.signContract"])
def test_a_card_tells_params_result_errors_and_an_example(name: str) -> None:
    card = minibridge("apis", name).out
    for words in (
        "my.signContract\n",
        "since      Appx 1.24.6, alipay-cn 10.2.38",
        "address    https://miniprogram.alipay.com/",
        "  signStr  required",
        "  authCode\n",
        "  7001  The result of the sign is unknown.",
        "my.signContract({\n  signStr: ...,\n  success: (result) => {},",
    ):
        assert words in card


def test_a_card_can_be_read_by_machines() -> None:
    card = json.loads(minibridge("apis", "alert", "--json").out)
    assert card["params"]["content"] == "optional"
    assert card["example"].startswith("my.alert(")


@pytest.mark.parametrize("name", ["env", "onAppShow", "getAppIdSync", "createSelectorQuery"])
def test_what_the_engine_answers_has_a_card_too(name: str) -> None:
    assert f"my.{name}" in minibridge("apis", name).out


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("onCompassChange", "my.onCompassChange((event) => {})"),
        ("offCompassChange", "my.offCompassChange(listener)"),
        ("createWorker", "my.createWorker('workers/index.js')"),
        ("connectSocket", "my.connectSocket({ url: ... })"),
        ("setStorageSync", "my.setStorageSync({ data: ..., key: ... })"),
    ],
)
def test_an_example_shows_what_is_given(name: str, example: str) -> None:
    assert minibridge("apis", name).out.splitlines()[-1] == example


def test_a_name_that_there_is_not_gets_advice() -> None:
    done = minibridge("apis", "getLoction")
    assert (done.code, done.out) == (2, "")
    assert "did you mean getLocation" in done.err
