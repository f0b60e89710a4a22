"""Messages that a person wants of a program. Source: the open capability pages and typings."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bridge.jsapi.asking import confirmed
from bridge.jsapi.context import AppContext
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import SuccessResult
from bridge.jsapi.registry import jsapi


class SubscribeParams(Params):
    """Templates of messages."""

    entityIds: list[str] = Field(min_length=1)  # noqa: N815


class SubscribeResult(Result):
    """`behavior` is "subscribe" or "cancel"; `result` sorts the ids."""

    behavior: Literal["subscribe", "cancel"]
    show: bool
    keep: bool = False
    refuse: bool
    result: dict[str, list[str]]


def _subscribed(app: AppContext) -> set[str]:
    """The ids of what the person wants now."""
    ids: set[str] = app.services.kept.setdefault("subscriptions", set())
    return ids


@jsapi("requestSubscribeMessage", inferred="The person is asked each time, even about what they want already.")
async def request_subscribe_message(params: SubscribeParams, app: AppContext) -> SubscribeResult:
    """Ask whether the person wants messages. That they do not is a success (source: typings)."""
    wanted, before = await confirmed(app, "requestSubscribeMessage", ", ".join(params.entityIds)), _subscribed(app)
    new = [entity for entity in params.entityIds if wanted and entity not in before]
    before.update(new)
    sorted_ids = {
        "subscribedEntityIds": [entity for entity in params.entityIds if entity in before],
        "unsubscribedEntityIds": [entity for entity in params.entityIds if entity not in before],
        "currentSubscribedEntityIds": new,
        "subscribeEntityIds" if wanted else "entityList": params.entityIds,
    }
    return SubscribeResult(
        behavior="subscribe" if wanted else "cancel", show=True, refuse=not wanted, result=sorted_ids
    )


@jsapi("unsubscribeMessage", inferred="What was never wanted is a success, too.")
def unsubscribe_message(params: SubscribeParams, app: AppContext) -> SuccessResult:
    """No more of these messages."""
    _subscribed(app).difference_update(params.entityIds)
    return SuccessResult()
