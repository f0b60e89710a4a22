"""Telling a merchant's server what a person decided: the notifyAuthorization webhook.

It is how the merchant learns the truth when the answer to the phone was lost.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bridge.origins import Origins, UnmappedOrigin
from bridge.wallet.records import Authorization

if TYPE_CHECKING:
    import aiohttp

    from bridge.wallet.clients import Signing

_CONTENT = {"Content-Type": "application/json; charset=UTF-8"}
TIME_LIMIT = 5.0  # seconds of the machine's clock, whatever clock the program runs on
ACKNOWLEDGEMENT_SIZE = 65_536


class Delivery(str, Enum):
    """What became of one notification."""

    DELIVERED = "delivered"  # HTTP 200, and a result object with resultStatus S
    REFUSED = "refused"  # answered, but not acknowledged as documented
    UNREACHABLE = "unreachable"  # no connection, or no answer in time
    UNMAPPED = "unmapped"  # its origin is not mapped, so nothing was sent


@dataclass(frozen=True)
class Notification:
    """One notification: which authorization, where to, what it said, how it went; `detail` is for people."""

    auth_id: str
    url: str
    body: dict[str, Any]
    delivery: Delivery
    detail: str = ""


async def notify(
    authorization: Authorization, origins: Origins, now: float, signing: Signing | None = None
) -> Notification | None:
    """Tell the merchant that the person agreed; `None` if the consult named no authNotifyUrl.

    `now` is in epoch milliseconds. `signing` signs it, over path and query of authNotifyUrl. Never raises for what the
    merchant's server does.
    """
    url = authorization.request.auth_notify_url
    if url is None:
        return None
    text = _message(authorization)
    headers = _headers(authorization, now)
    if signing is not None:
        client_id = authorization.client_id or ""
        headers = {**_CONTENT, **signing.headers("request-time", _path_of(url), client_id, text.encode(), now)}
    try:
        delivery, detail = await _post(origins.resolve(url), text.encode(), headers)
    except UnmappedOrigin as error:
        delivery, detail = Delivery.UNMAPPED, error.advice
    return Notification(authorization.auth_id, url, json.loads(text), delivery, detail)


def _message(authorization: Authorization) -> str:
    from bridge.wallet.authorizations import login_id_of
    from bridge.wallet.models import AuthorizationNotification
    from bridge.wallet.openapi import success

    assert authorization.code is not None, "only what was agreed to is notified"
    return AuthorizationNotification(
        authorization_notify_type="AUTHCODE_CREATED",
        auth_client_id=authorization.request.auth_client_id,
        auth_code=authorization.code.value,
        auth_state=authorization.request.auth_state,
        user_login_id=login_id_of(authorization),
        pass_through_info=authorization.request.pass_through_info,
        result=success(),
    ).model_dump_json(by_alias=True, exclude_none=True)


def _headers(authorization: Authorization, now: float) -> dict[str, str]:
    from bridge.wallet.openapi import iso_time

    headers = {**_CONTENT, "Request-Time": iso_time(now)}
    return {**headers, "Client-Id": authorization.client_id} if authorization.client_id else headers


def _path_of(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


async def _post(url: str, body: bytes, headers: dict[str, str]) -> tuple[Delivery, str]:
    import aiohttp

    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT)) as session,
            session.post(url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            return await _verdict(response)
    except asyncio.TimeoutError:
        return Delivery.UNREACHABLE, f"no answer within {TIME_LIMIT:g} seconds"
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return Delivery.UNREACHABLE, str(error)


async def _verdict(response: aiohttp.ClientResponse) -> tuple[Delivery, str]:
    if response.status != 200:
        return Delivery.REFUSED, f"HTTP {response.status}"
    try:
        acknowledged = json.loads(await response.content.read(ACKNOWLEDGEMENT_SIZE))["result"]["resultStatus"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return Delivery.REFUSED, "the answer has no result object"
    if acknowledged != "S":
        return Delivery.REFUSED, f"resultStatus {acknowledged!r}"
    return Delivery.DELIVERED, ""
