"""Telling a merchant's server what happened: one attempt, and how it went.

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

if TYPE_CHECKING:
    import aiohttp

    from bridge.wallet.clients import Signing
    from bridge.wallet.webhooks import Webhook

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


async def send(webhook: Webhook, origins: Origins, now: float, signing: Signing | None = None) -> Notification:
    """Send a webhook once.

    `now` is in epoch milliseconds. `signing` signs it, over path and query of its URL. Never raises for what the
    merchant's server does.
    """
    body, client_id = webhook.body.encode(), webhook.client_id or ""
    headers = _headers(client_id, now)
    if signing is not None:
        headers = {**_CONTENT, **signing.headers("request-time", _path_of(webhook.url), client_id, body, now)}
    try:
        delivery, detail = await _post(origins.resolve(webhook.url), body, headers)
    except UnmappedOrigin as error:
        delivery, detail = Delivery.UNMAPPED, error.advice
    return Notification(webhook.about, webhook.url, json.loads(body), delivery, detail)


def _headers(client_id: str, now: float) -> dict[str, str]:
    from bridge.wallet.calls import iso_time

    headers = {**_CONTENT, "Request-Time": iso_time(now)}
    return {**headers, "Client-Id": client_id} if client_id else headers


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
