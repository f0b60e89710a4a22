"""Each JSAPI's documented endings, and which of them a call had."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import Runtime
from bridge.jsapi.catalogue import listings
from bridge.jsapi.endings import PENDING, Ending, ending_of, endings_of
from bridge.runtime import Call
from tests.support.scripts import ran

APIS = sorted(listing.name for listing in listings() if not listing.internal)
BY_FAIL = {
    "signContract": ["6001", "6002", "7001", "7002"],
    "request": ["2", "4", "9", "11", "12", "13", "14", "15", "19", "20", "23"],
    "uploadFile": ["11", "12", "13"],
    "downloadFile": ["12", "13", "20"],
    "getAuthCode": ["3", "10", "11"],
    "scan": ["10", "11"],
    "startLocalBioAuth": ["11", "12", "13", "99"],
    "startIfaaAuthentication": ["61001", "61003", "61004", "62002", "62003"],
    "addPhoneContact": ["11"],
    "saveVideoToPhotosAlbum": ["15", "17"],
    "chooseImage": ["11", "2001"],
    "datePicker": ["11"],
    "chooseCity": ["11"],
    "chooseDistrict": ["11"],
    "regionPicker": ["11"],
    "setLocatedCity": ["13", "14"],
    "enableAlertBeforeUnload": ["7", "8", "9"],
    "getRunData": ["1001", "1003", "1004", "1005"],
    "loadFontFace": ["10"],
    "checkBeforeAddOrder": ["11"],
    "navigateToMiniProgram": ["30", "31"],
    "requestSubscribeMessage": ["10", "11", "15", "203", "402", "100201", "106002", "106008", "-1"],
    "alert": [],
    "tradePay": [],
    "confirm": [],
    "openBluetoothAdapter": ["12", "13", "14", "15", "2001", "2002", "2003"],
    "showBLEPermissionGuide": ["60005", "60006"],
    "getBluetoothDevices": ["10000", "10001"],
    "connectBLEDevice": ["10000", "10001", "10002", "10003", "10015"],
    "makeBluetoothPair": ["10000", "10001", "10002", "10003", "10015"],
    "startBeaconDiscovery": ["11001", "11003", "11004", "11006", "11008"],
    "connectWifi": ["12000", "12002", "12003", "12004", "12005", "12007", "12008", "12012"],
    "startWifi": [],
}
BY_SUCCESS = {
    "tradePay": ["9000", "8000", "4000", "6001", "6002", "6004", "99"],
    "paySignCenter": ["7000", "6001", "6002", "7001", "7002"],
    "confirm": ["success", "cancel"],
    "prompt": ["success", "cancel"],
    "showModal": ["success", "cancel"],
    "showActionSheet": ["success", "cancel"],
    "getPhoneNumber": ["success", "40003"],
    "getAddress": ["9000", "6001"],
    "startAPVerify": ["9000", "4000", "6001", "6002"],
    "requestSubscribeMessage": ["success"],
    "optionsSelect": ["success", "cancel"],
    "multiLevelSelect": ["success", "cancel"],
    "alert": ["success"],
}


def names(api: str, arrives: str, **options: Any) -> set[str]:
    return {ending.name for ending in endings_of(api, **options) if ending.arrives == arrives}


@pytest.mark.parametrize("api", APIS)
def test_every_api_has_a_success_that_comes_first(api: str) -> None:
    assert endings_of(api)[0].arrives == "success"


@pytest.mark.parametrize("api", APIS)
def test_the_names_of_an_api_s_endings_differ(api: str) -> None:
    every = [ending.name for ending in endings_of(api, common=True)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("api", sorted(BY_FAIL))
def test_documented_failures(api: str) -> None:
    assert names(api, "fail") == set(BY_FAIL[api])


@pytest.mark.parametrize("api", sorted(BY_SUCCESS))
def test_what_arrives_in_success(api: str) -> None:
    assert names(api, "success") == set(BY_SUCCESS[api])


@pytest.mark.parametrize("api", ["getStorageSync", "onAppShow", "noSuchThing", "$measure"])
def test_what_takes_no_callbacks_has_no_endings(api: str) -> None:
    assert endings_of(api, common=True) == ()


def test_an_undocumented_failure_is_there_only_when_asked_for() -> None:
    assert names("alert", "fail") == set()
    (common,) = [ending for ending in endings_of("alert", common=True) if ending.arrives == "fail"]
    assert (common.name, common.source, common.result["error"]) == ("3", "inferred", 3)


def test_a_documented_failure_keeps_the_common_one_away() -> None:
    assert endings_of("scan", common=True) == endings_of("scan")


def test_sign_contract_fails_as_documented_to_the_letter() -> None:
    cancelled = next(ending for ending in endings_of("signContract") if ending.name == "6001")
    assert cancelled.result == {"error": "6001", "errMessage": "User cancels the sign process."}


def test_an_http_status_still_carries_the_answer() -> None:
    status = next(ending for ending in endings_of("request") if ending.name == "19")
    assert {"error", "errorMessage", "data", "status", "headers"} == set(status.result)


BY_PERSON = [
    (call, user)
    for call in ("signContract({ signStr: 'x' ", "tradePay({ tradeNO: '1' ", "paySignCenter({ signStr: 'x' ")
    for user in ("approve", "cancel", "network-error", "unknown", "fail")
]
BY_PERSON += [("tradePay({ tradeNO: '1' ", user) for user in ("processing", "forgot-pin")]
BY_PERSON += [("startAPVerify({ certifyId: '1' ", user) for user in ("approve", "cancel", "network-error", "fail")]


@pytest.mark.parametrize(("call", "user"), BY_PERSON)
async def test_what_a_person_brings_about_is_recognised(call: str, user: str) -> None:
    runtime = await ran(f"my.{call}, fail() {{}} }})", user=user)
    (made,) = runtime.calls
    (ending,) = [ending for ending in endings_of(made.api) if ending.name == ending_of(made)]
    assert ending.answer is not None and ending.answer.value == user


@pytest.mark.parametrize("answer, ending", [(True, "success"), (False, "cancel")])
@pytest.mark.parametrize("call", ["confirm({})", "prompt({})", "showModal({})", "showActionSheet({ items: ['a'] })"])
async def test_a_dialog_that_was_dismissed_is_recognised(call: str, answer: bool, ending: str) -> None:
    async with Runtime() as runtime:
        runtime.person.next_dialog(answer)
        await runtime.run(f"my.{call}")
    assert [ending_of(call) for call in runtime.calls] == [ending]


def test_a_code_that_no_table_knows_is_its_own_name() -> None:
    assert ending_of(Call(0, 1, "request", {}, "fail", {"error": 4711})) == "4711"


def test_a_call_that_never_ended_has_no_ending() -> None:
    assert ending_of(Call(0, 1, "request", {})) == PENDING


@pytest.mark.parametrize("api", APIS)
def test_what_an_ending_gives_the_program_is_recognised_as_that_ending(api: str) -> None:
    for ending in endings_of(api, common=True):
        call = Call(0, 1, api, {}, ending.arrives, dict(ending.result))
        assert ending_of(call) == ending.name


def test_a_success_without_marks_is_the_usual_one() -> None:
    assert ending_of(Call(0, 1, "getPhoneNumber", {}, "success", {"response": "{}"})) == "success"


def test_a_failure_is_raised_with_all_it_carries() -> None:
    failure = Ending("19", "fail", {"error": 19, "errorMessage": "no", "status": 500}).failure()
    assert (failure.code, failure.message, failure.extra) == (19, "no", {"status": 500})
