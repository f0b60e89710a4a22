"""Messages that a person wants of a program. Source: the open capability pages and typings."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from pydantic import Field

from bridge.jsapi.asking import permitted
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import SuccessResult
from bridge.jsapi.registry import jsapi


class SubscribeParams(Params):
    """Templates of messages."""

    entityIds: list[str] = Field(min_length=1)  # noqa: N815


class SubscribeResult(Result):
    """`behavior` is "subscribe", also of one who refuses for good (`refuse`); `result` sorts the ids.

    Each id is a member, too: "accept" or "reject". `show`: whether the person was asked.
    """

    behavior: Literal["subscribe"]
    show: bool
    keep: bool
    refuse: bool
    result: dict[str, list[str]]


class SubscribeError(IntEnum):
    """Documented codes of `my.requestSubscribeMessage`, as `error` and as `errorCode`."""

    SYSTEM = 10
    CANCELLED = 11
    BEING_ASKED = 15
    PARAMETER = 203
    NO_SERVICE = 402
    TOO_OFTEN = 100201
    MIXED_KINDS = 106002
    NO_TEMPLATE = 106008
    FAILED = -1


def _wanted(app: AppContext) -> set[str]:
    """The ids of what the person wants now."""
    ids: set[str] = app.services.kept.setdefault("subscriptions", set())
    return ids


def _silenced(app: AppContext) -> set[str]:
    """The ids that they refused for good."""
    ids: set[str] = app.services.kept.setdefault("silenced subscriptions", set())
    return ids


@jsapi("requestSubscribeMessage", inferred="They want all or none, and are asked unless they refused all for good.")
async def request_subscribe_message(params: SubscribeParams, app: AppContext) -> SubscribeResult:
    """Ask whether the person wants messages; error 11 if they leave without a choice.

    "never" in their script refuses for good, which is a success (source: the page). Nobody is asked about these again,
    until they want them along with others.
    """
    ids = params.entityIds
    show = not _silenced(app).issuperset(ids)
    wants = await permitted(app, ", ".join(ids), title="requestSubscribeMessage") if show else None
    if wants is False:
        raise _cancelled(ids, app)
    new = [entity for entity in ids if wants and entity not in _wanted(app)]
    _wanted(app).update(new)
    if wants:
        _silenced(app).difference_update(ids)
    else:
        _silenced(app).update(ids)
    each = {entity: "accept" if entity in _wanted(app) else "reject" for entity in ids}
    result = {**_sorted(ids, app, new), "subscribeEntityIds": ids if wants else []}
    told = {"behavior": "subscribe", "show": show, "keep": False, "refuse": not wants, "result": result}
    return SubscribeResult.model_validate({**each, **told})  # an id may have the name of a member


def _cancelled(ids: list[str], app: AppContext) -> JSAPIError:
    code = SubscribeError.CANCELLED
    return JSAPIError(
        code,
        "用户取消订阅" if app.profile.chinese else "the user cancelled",
        behavior="cancel",
        errorCode=int(code),
        show=True,
        keep=False,
        refuse=False,
        result={**_sorted(ids, app, []), "entityList": ids},
    )


def _sorted(ids: list[str], app: AppContext, new: list[str]) -> dict[str, list[str]]:
    wanted = _wanted(app)
    return {
        "subscribedEntityIds": [entity for entity in ids if entity in wanted],
        "unsubscribedEntityIds": [entity for entity in ids if entity not in wanted],
        "currentSubscribedEntityIds": new,
    }


@jsapi("unsubscribeMessage", inferred="What was never wanted is a success, too.")
def unsubscribe_message(params: SubscribeParams, app: AppContext) -> SuccessResult:
    """No more of these messages."""
    _wanted(app).difference_update(params.entityIds)
    return SuccessResult()
