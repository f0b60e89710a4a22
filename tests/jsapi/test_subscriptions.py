"""Messages that a person wants, until they do not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.jsapi.phones import answered, phone, refused_as_parameter


async def sorted_ids(source: str, *says: bool) -> list[dict[str, Any]]:
    """`result` of each request of a script."""
    async with phone(says=says) as runtime:
        await runtime.run(source)
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


async def test_who_refuses_keeps_what_they_wanted_before() -> None:
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


@pytest.mark.parametrize("given", ["", "{entityIds: []}", "{entityIds: 'a'}"])
async def test_what_makes_no_sense_fails_with_error_2(given: str) -> None:
    assert await refused_as_parameter(f"unsubscribeMessage({given})")
