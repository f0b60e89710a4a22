"""`minibridge apis`: the table of every API, the card of one, and what machines read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import Runtime
from bridge.jsapi.index import documented
from bridge.jsapi.inside_summaries import SUMMARIES
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
    assert lines[0].split() == ["name", "kind", "standing", "hosts", "Appx"]
    assert lines[-1].startswith(f"{len(listed())} names: ")
    assert all(len(line) <= 80 and "…" not in line for line in lines)


def test_the_table_has_a_line_for_each_name_below_its_group() -> None:
    lines = minibridge("apis").out.splitlines()
    group = lines[lines.index("wifi") + 1 :]
    assert group[0].split() == ["connectWifi", "device", "documented", "alipay-cn", "1.11.0"]
    assert [line.split()[0] for line in group if line.startswith("startWifi")] == ["startWifi"]


@pytest.mark.parametrize("name", ["signContract", "my.signContract"])
def test_a_card_tells_params_result_errors_and_an_example(name: str) -> None:
    card = minibridge("apis", name).out
    for words in (
        "my.signContract\n",
        "since      Appx 1.24.6, alipay-cn 10.2.38",
        "address    https://miniprogram.alipay.com/",
        "  signStr  required",
        "\nresult\n  authCode authState\n",
        "  7001  The result of the sign is unknown.",
        "my.signContract({\n  signStr: ...,\n  success: (result) => {},",
    ):
        assert words in card


def test_a_card_can_be_read_by_machines() -> None:
    card = json.loads(minibridge("apis", "alert", "--json").out)
    assert card["params"]["content"] == "optional"
    assert card["example"].startswith("my.alert(")


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("onAppShow", "my.onAppShow((event) => {});"),
        ("getFileSystemManager", "my.getFileSystemManager();"),
        ("connectSocket", "my.connectSocket({ url: ... });"),
        ("createOffscreenCanvas", "my.createOffscreenCanvas(width, height);"),
        ("env", "my.env"),
    ],
)
def test_an_example_takes_what_the_platform_documents(name: str, example: str) -> None:
    assert json.loads(minibridge("apis", name, "--json").out)["example"] == example


def test_a_card_tells_what_a_param_may_be() -> None:
    assert "  method            optional CONNECT DELETE (alipay-cn 10.1.95) GET" in minibridge("apis", "request").out
    assert json.loads(minibridge("apis", "datePicker", "--json").out)["params"]["format"] == "optional"


def test_a_card_tells_how_a_call_may_succeed() -> None:
    told = json.loads(minibridge("apis", "tradePay", "--json").out)["endings"]
    assert (list(told), told["8000"]) == (["9000", "8000", "4000", "6001", "6002", "6004", "99"], 'resultCode "8000"')
    shown = "\nendings in success\n  success  confirm true\n  cancel   confirm false\n"
    assert shown in minibridge("apis", "confirm").out
    assert "endings" not in minibridge("apis", "alert").out


def test_a_card_tells_since_when_a_part_is_there() -> None:
    newer = json.loads(minibridge("apis", "request", "--json").out)["newer"]
    assert newer["params.method.PUT"] == "alipay-cn 10.1.95"


def test_a_card_of_an_event_says_how_it_is_fired() -> None:
    assert 'app.emit("onCompassChange")' in minibridge("apis", "onCompassChange").out


def test_a_card_tells_every_documented_code() -> None:
    errors = json.loads(minibridge("apis", "getLocation", "--json").out)["errors"]
    assert list(errors) == ["11", "12", "13", "14", "18", "2001", "2002", "2003"]


def test_a_card_leaves_out_what_no_program_passes() -> None:
    assert "isBuffer" not in minibridge("apis", "request").out


def test_a_long_sentence_of_a_card_goes_on_below_itself() -> None:
    lines = minibridge("apis", "connectWifi").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("inferred   A network"))
    assert lines[at + 1].startswith("           ")
    assert all(len(line) <= 120 for line in lines)


@pytest.mark.parametrize("name", ["env", "onAppShow", "getAppIdSync", "createSelectorQuery"])
def test_what_the_engine_answers_has_a_card_too(name: str) -> None:
    assert f"my.{name}\n{SUMMARIES[name]}\n" in minibridge("apis", name).out


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("onCompassChange", "my.onCompassChange((event) => {});"),
        ("offCompassChange", "my.offCompassChange(listener);"),
        ("createWorker", "my.createWorker('workers/index.js');"),
        ("connectSocket", "my.connectSocket({ url: ... });"),
        ("setStorageSync", "my.setStorageSync({ data: ..., key: ... });"),
    ],
)
def test_an_example_shows_what_is_given(name: str, example: str) -> None:
    assert minibridge("apis", name).out.splitlines()[-1] == example


@pytest.mark.parametrize(
    "name",
    [
        "ap.navigateToAlipayPage",
        "ap.openTicketDetail",
        "getSavedFileInfo",
        "openKBVoucherDetail",
        "openVoucherDetail",
        "pageScrollTo",
        "removeSavedFile",
        "saveVideoToPhotosAlbum",
        "tradePay",
    ],
)
async def test_an_example_passes_one_of_what_has_to_be_there(name: str) -> None:
    example = json.loads(minibridge("apis", name, "--json").out)["example"]
    async with Runtime(host="alipay-cn") as runtime:
        await runtime.run(example.replace("...", "'1'"), check=False)
        (call,) = runtime.calls
        assert (call.result or {}).get("error") not in (1, 2)


def test_a_name_that_there_is_not_gets_advice() -> None:
    done = minibridge("apis", "getLoction")
    assert (done.code, done.out) == (2, "")
    assert "did you mean getLocation" in done.err
