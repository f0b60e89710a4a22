"""Messages that a person wants, until they do not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.jsapi.phones import answered, phone, refused_as_parameter

ASK = "requestSubscribeMessage({entityIds: ['a']})"


async def test_who_wants_messages_is_subscribed() -> None:
    assert await answered(ASK) == (
        "success",
        {
            "behavior": "subscribe",
            "show": True,
            "keep": False,
            "refuse": False,
            "a": "accept",
            "result": {
                "subscribeEntityIds": ["a"],
                "subscribedEntityIds": ["a"],
                "unsubscribedEntityIds": [],
                "currentSubscribedEntityIds": ["a"],
            },
        },
    )


@pytest.mark.parametrize(("host", "message"), [("alipay-plus", "the user cancelled"), ("alipay-cn", "用户取消订阅")])
async def test_who_leaves_without_a_choice_fails_with_error_11(host: str, message: str) -> None:
    assert await answered(ASK, host=host, says=(False,)) == (
        "fail",
        {
            "error": 11,
            "errorCode": 11,
            "errorMessage": message,
            "behavior": "cancel",
            "show": True,
            "keep": False,
            "refuse": False,
            "result": {
                "subscribedEntityIds": [],
                "unsubscribedEntityIds": ["a"],
                "currentSubscribedEntityIds": [],
                "entityList": ["a"],
            },
        },
    )


async def test_an_id_takes_no_member_s_place() -> None:
    outcome, result = await answered("requestSubscribeMessage({entityIds: ['keep']})")
    assert (outcome, result["keep"], result["result"]["subscribedEntityIds"]) == ("success", False, ["keep"])


async def test_to_refuse_for_good_is_a_success() -> None:
    outcome, result = await answered(ASK, says=("never",))
    told = {"behavior": "subscribe", "show": True, "refuse": True, "a": "reject"}
    assert (outcome, {name: result[name] for name in told}) == ("success", told)
    assert (result["result"]["subscribeEntityIds"], result["result"]["unsubscribedEntityIds"]) == ([], ["a"])


async def test_who_refused_for_good_is_not_asked_again() -> None:
    async with phone(says=("never", False)) as runtime:
        await runtime.run(f"my.{ASK}; my.{ASK}")
        shown = [(call.outcome, (call.result or {})["show"], (call.result or {})["refuse"]) for call in runtime.calls]
        assert shown == [("success", True, True), ("success", False, True)]
        assert runtime.person.coming_dialog is False


async def test_who_wants_in_the_end_what_they_refused_for_good_refuses_it_no_more() -> None:
    async with phone(says=("never", True, False)) as runtime:
        await runtime.run(f"my.{ASK}; my.requestSubscribeMessage({{entityIds: ['a', 'b']}}); my.{ASK}", check=False)
        assert [(call.result or {})["show"] for call in runtime.calls] == [True, True, True]
        assert (runtime.calls[-1].result or {})["error"] == 11


async def sorted_ids(source: str, *says: bool) -> list[dict[str, Any]]:
    """`result` of each request of a script."""
    async with phone(says=says) as runtime:
        await runtime.run(source, check=False)
    calls = [call for call in runtime.calls if call.api == "requestSubscribeMessage"]
    return [dict((call.result or {})["result"]) for call in calls]


async def test_what_is_wanted_already_is_not_new() -> None:
    source = "my.requestSubscribeMessage({entityIds: ['a']}); my.requestSubscribeMessage({entityIds: ['a', 'b']})"
    _, second = await sorted_ids(source)
    assert second == {
        "subscribeEntityIds": ["a", "b"],
        "subscribedEntityIds": ["a", "b"],
        "unsubscribedEntityIds": [],
        "currentSubscribedEntityIds": ["b"],
    }


async def test_who_leaves_keeps_what_they_wanted_before() -> None:
    source = "my.requestSubscribeMessage({entityIds: ['a']}); my.requestSubscribeMessage({entityIds: ['a', 'b']})"
    _, second = await sorted_ids(source, True, False)
    assert second == {
        "entityList": ["a", "b"],
        "subscribedEntityIds": ["a"],
        "unsubscribedEntityIds": ["b"],
        "currentSubscribedEntityIds": [],
    }


async def test_what_is_given_up_is_new_again() -> None:
    source = """
      my.requestSubscribeMessage({entityIds: ['a']});
      my.unsubscribeMessage({entityIds: ['a', 'never wanted']});
      my.requestSubscribeMessage({entityIds: ['a']});
    """
    _, second = await sorted_ids(source)
    assert second["currentSubscribedEntityIds"] == ["a"]


async def test_giving_up_succeeds() -> None:
    assert await answered("unsubscribeMessage({entityIds: ['a']})") == ("success", {"success": True})


@pytest.mark.parametrize("api", ["requestSubscribeMessage", "unsubscribeMessage"])
@pytest.mark.parametrize("given", ["", "{entityIds: []}", "{entityIds: 'a'}"])
async def test_what_makes_no_sense_fails_with_error_2(api: str, given: str) -> None:
    assert await refused_as_parameter(f"{api}({given})")
