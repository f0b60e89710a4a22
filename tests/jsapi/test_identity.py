"""Who holds the phone, and what they agree to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import Answer
from bridge.jsapi import Device
from bridge.jsapi.device import Contact
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter

KIM = Device(owner=Contact("Kim", "13900000000"))
REFUSED = {
    "code": "40003", "msg": "Insufficient Conditions", "subCode": "isv.invalid-auth-relations",
    "subMsg": "无效的授权关系",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "scopes"),
    [
        ("", ["auth_base"]),
        ("{scopes: 'auth_user'}", ["auth_user"]),
        ("{scopes: ['auth_base', 'USER_ID']}", ["auth_base", "USER_ID"]),
        ("{scopes: []}", ["auth_base"]),
    ],
)
async def test_an_auth_code_is_for_the_scopes_asked_for(given: str, scopes: list[str]) -> None:
    outcome, result = await answered(f"getAuthCode({given})")
    assert (outcome, len(result.pop("authCode"))) == ("success", 32)
    assert result == {"authErrorScopes": {}, "authSuccessScopes": scopes}


async def test_codes_are_new_each_time_and_those_of_the_seed() -> None:
    first = await answered("getAuthCode()", seed=1)
    assert first == await answered("getAuthCode()", seed=1)
    assert first != await answered("getAuthCode()", seed=2)


@pytest.mark.parametrize(("host", "message"), [("alipay-plus", "the user cancelled"), ("alipay-cn", "用户取消授权")])
async def test_a_person_may_refuse_all_scopes_but_the_silent_one(host: str, message: str) -> None:
    assert await answered("getAuthCode({scopes: 'auth_user'})", host=host, says=(False,)) == failure(11, message)
    assert (await answered("getAuthCode({scopes: 'auth_base'})", says=(False,)))[0] == "success"


async def test_who_refuses_for_good_gives_no_code_and_is_asked_again() -> None:
    source = "my.getAuthCode({scopes: 'auth_user', complete: () => my.getAuthCode({scopes: 'auth_user'})})"
    async with phone(says=("never", True)) as runtime:
        await runtime.run(source, check=False)
    assert [(call.outcome, (call.result or {}).get("error")) for call in runtime.calls] == [
        ("fail", 11),
        ("success", None),
    ]


async def test_the_profile_comes_as_json_text() -> None:
    outcome, result = await answered("getOpenUserInfo()", KIM)
    response = json.loads(result["response"])["response"]
    assert (outcome, response["code"], response["nickName"]) == ("success", "10000", "Kim")
    assert (result["code"], result["nickName"], result["avatar"]) == ("10000", "Kim", response["avatar"])


async def test_the_number_comes_as_json_text() -> None:
    outcome, result = await answered("getPhoneNumber()", KIM)
    assert (outcome, json.loads(result["response"])) == (
        "success",
        {"response": {"code": "10000", "msg": "Success", "mobile": "13900000000"}},
    )


@pytest.mark.parametrize(("api", "permission"), [("getOpenUserInfo", "userInfo"), ("getPhoneNumber", "phoneNumber")])
async def test_one_who_has_not_agreed_is_told_of_in_the_response(api: str, permission: Any) -> None:
    outcome, result = await answered(f"{api}()", Device(denied=frozenset({permission})))
    assert (outcome, json.loads(result["response"])) == ("success", {"response": REFUSED})


async def test_the_older_profile_is_plain_and_fails_without_agreement() -> None:
    outcome, result = await answered("getAuthUserInfo()", KIM)
    assert (outcome, result["nickName"], set(result)) == ("success", "Kim", {"nickName", "avatar"})
    denied = Device(denied=frozenset({"userInfo"}))
    assert await answered("getAuthUserInfo()", denied) == failure(4, "the user has not authorized auth_user")


TOLD = {"response": json.dumps({"response": REFUSED}, ensure_ascii=False)}
NEEDS: dict[str, Any] = {
    "getOpenUserInfo": ("userInfo", ("success", {**TOLD, **REFUSED})),
    "getPhoneNumber": ("phoneNumber", ("success", TOLD)),
    "getAuthUserInfo": ("userInfo", failure(4, "the user has not authorized auth_user")),
    "getAddress": ("aliaddress", failure(4, "无权调用该接口")),
    "getRunData": ("alipaysports", failure(2001, "the user denied authorization")),
}


@pytest.mark.parametrize("api", NEEDS)
async def test_who_is_asked_and_refuses_has_not_agreed(api: str) -> None:
    permission, refusal = NEEDS[api]
    call = f"{api}({{countDate: '2026-01-01'}})"
    assert await answered(call, Device(asks=frozenset({permission})), says=(False,)) == refusal


@pytest.mark.parametrize("api", NEEDS)
async def test_who_is_asked_and_agrees_is_not_asked_again(api: str) -> None:
    permission = NEEDS[api][0]
    runtime = phone(Device(asks=frozenset({permission})), says=(True, True, True, False))
    call = f"my.{api}({{countDate: '2026-01-01'}})"
    async with runtime as rt:
        await rt.run(f"{call}.then(() => {call}).then(() => my.getSetting())")
        assert [made.outcome for made in rt.calls] == ["success"] * 3
        assert (rt.calls[2].result or {})["authSetting"][permission] is True


async def test_an_address_has_the_documented_parts() -> None:
    outcome, result = await answered("getAddress()", KIM)
    parts = {"fullname", "mobilePhone", "country", "prov", "city", "area", "street", "address"}
    assert (outcome, result["resultStatus"], set(result["result"])) == ("success", "9000", parts)
    assert result["result"]["fullname"] == "Kim"


async def test_an_address_not_chosen_is_a_success_and_a_forbidden_one_is_not() -> None:
    assert await answered("getAddress()", says=(False,)) == ("success", {"resultStatus": "6001", "result": ""})
    assert await answered("getAddress()", Device(denied=frozenset({"aliaddress"}))) == failure(4, "无权调用该接口")


LATE = ["getAuthCode({scopes: 'auth_user'})", "requestSubscribeMessage({entityIds: ['a']})", "getAddress()"]
LATE += ["getOpenUserInfo()", "getPhoneNumber()", "getAuthUserInfo()"]
ASKS = Device(asks=frozenset({"userInfo", "phoneNumber"}))


@pytest.mark.parametrize("agrees", [True, False])
@pytest.mark.parametrize("call", LATE)
async def test_the_person_takes_their_time_to_agree_or_not(call: str, agrees: bool) -> None:
    at_once = await answered(call, ASKS, says=(agrees,))
    async with phone(ASKS) as runtime:
        runtime.person.next_dialog(agrees, after=4000)
        started = runtime.clock.now
        await runtime.run(f"my.{call}", check=False)
        assert runtime.clock.now - started == 4000
    (made,) = runtime.calls
    assert (made.outcome, made.result) == at_once


VERIFY = "startAPVerify({certifyId: 'c', url: 'u'})"
LOST = ("4000", {"certifyId": "c", "errorCode": "UNKNOWN_ERROR"})
FAILED = ("4000", {"certifyId": "c", "errorCode": "SYSTEM_ERROR"})
VERIFIED: dict[str, Any] = {
    "approve": ("9000", {"certifyId": "c", "errorCode": ""}),
    "cancel": ("6001", {}),
    "network-error": ("6002", {}),
    "unknown": LOST,
    "fail": FAILED,
    "wrong-pin": FAILED,
    "processing": LOST,
    "forgot-pin": ("6001", {}),
}


@pytest.mark.parametrize("user", [answer.value for answer in Answer])
async def test_how_verification_ends_is_told_in_success_in_the_persons_time(user: str) -> None:
    status, result = VERIFIED[user]
    async with phone() as runtime:
        runtime.person.next(user, after=4000)
        started = runtime.clock.now
        await runtime.run(f"my.{VERIFY}")
        assert runtime.clock.now - started == 4000
    (call,) = runtime.calls
    assert (call.outcome, call.result) == ("success", {"resultStatus": status, "result": result})


async def test_verification_without_a_network_asks_nobody() -> None:
    async with phone(Device(network="NOTREACHABLE"), user=["cancel", "approve"]) as runtime:
        await runtime.run(f"my.{VERIFY}")
        assert runtime.calls[0].result == {"resultStatus": "6002", "result": {}}
        assert runtime.person.answers == (Answer.CANCEL, Answer.APPROVE)


@pytest.mark.parametrize(
    "call",
    [
        "getAuthCode({scopes: 7})",
        "startAPVerify()",
    ],
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
