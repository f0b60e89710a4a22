"""Requests that are wrong, whatever they ask for: answered with a documented code, and nothing is changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import aiohttp
import pytest

from bridge.wallet import Wallet
from bridge.wallet.form import read_page
from bridge.wallet.signing import FRESH_FOR, write_time

from . import platform_merchant
from .merchant import Clock, Merchant, consult_with, raw_post, refresh_of
from .platform_merchant import CONTRACT, EXCHANGE_V2
from .signed_merchant import CLIENT, STRANGER, SignedMerchant, code_of
from .test_payments import charge_of

AMOUNT = {"currency": "USD", "value": "100"}
REFUND = {"refundRequestId": "R1", "paymentId": "?", "refundAmount": AMOUNT}
REFRESH = {"grantType": "REFRESH_TOKEN", "refreshToken": "0" * 32}


def kept(state: Path) -> list[str]:
    """All that the file of a closed wallet holds."""
    with closing(sqlite3.connect(state)) as database:
        return list(database.iterdump())


class Asked(NamedTuple):
    """A request that would be answered, once what is wrong with it is not."""

    path: str
    body: Callable[[str], dict[str, Any]]
    is_platforms: bool = False


ASKED = [
    Asked("/v1/authorizations/consult", lambda token: consult_with()),
    Asked("/v1/authorizations/applyToken", lambda token: refresh_of("0" * 32)),
    Asked("/v1/authorizations/query", lambda token: {"accessToken": token}),
    Asked("/v1/authorizations/revoke", lambda token: {"accessToken": token}),
    Asked("/v1/payments/pay", lambda token: charge_of(token, number="P2")),
    Asked("/v1/payments/inquiryPayment", lambda token: {"paymentRequestId": "P1"}),
    Asked("/v1/payments/cancel", lambda token: {"paymentRequestId": "P1"}),
    Asked("/v1/payments/refund", lambda token: REFUND),
    Asked("/v1/authorizations/prepare", lambda token: CONTRACT, True),
    Asked("/v1/authorizations/applyToken", lambda token: REFRESH, True),
    Asked("/v2/authorizations/applyToken", lambda token: {**EXCHANGE_V2, **REFRESH}, True),
    Asked("/v1/authorizations/cancelToken", lambda token: {"accessToken": token}, True),
    Asked("/v2/authorizations/revoke", lambda token: {**EXCHANGE_V2, "accessToken": token}, True),
    Asked("/v1/payments/pay", platform_merchant.charge_of, True),
    Asked("/v1/payments/inquiryPayment", lambda token: {"partnerId": "1", "paymentRequestId": "P1"}, True),
    Asked("/v1/payments/refund", lambda token: {**REFUND, "partnerId": "1"}, True),
    Asked("/v2/payments/pay", platform_merchant.charge_v2_of, True),
    Asked("/v2/payments/inquiryPayment", lambda token: {"paymentRequestId": "P1"}, True),
    Asked("/v2/payments/refund", lambda token: REFUND, True),
    Asked("/v1/users/inquiryUserInfo", lambda token: {"accessToken": token}, True),
    Asked("/v1/customers/user/inquiryUserInfoByAccessToken", lambda token: {"accessToken": token}, True),
]
Wrong = Callable[[SignedMerchant, str, bytes], Awaitable[dict[str, Any]]]


async def oversized(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    large = body[:-1] + b" " * 300_000 + b"}"
    return await signer.merchant.send(path, large, **signer.headers(path, large))


async def another_type(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, body, "text/plain", **signer.headers(path, body))


async def broken_json(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, body[:-1], **signer.headers(path, body[:-1]))


async def a_list(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, b"[" + body + b"]", **signer.headers(path, b"[" + body + b"]"))


async def stale(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    old = write_time(signer.wallet.rules.now() - FRESH_FOR - 1000)
    return await signer.merchant.send(path, body, **signer.headers(path, body, time=old))


async def of_tomorrow(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    late = write_time(signer.wallet.rules.now() + FRESH_FOR + 1000)
    return await signer.merchant.send(path, body, **signer.headers(path, body, time=late))


async def of_a_stranger(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, body, **signer.headers(path, body, client=STRANGER))


async def unsigned(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, body, Client_Id=CLIENT)


async def changed_on_the_way(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, body + b" ", **signer.headers(path, body))


async def signed_for_another_path(signer: SignedMerchant, path: str, body: bytes) -> dict[str, Any]:
    return await signer.merchant.send(path, body, **signer.headers(f"/api{path}", body))


WRONG: list[tuple[Wrong, str]] = [
    (oversized, "PARAM_ILLEGAL"),
    (another_type, "PARAM_ILLEGAL"),
    (broken_json, "PARAM_ILLEGAL"),
    (a_list, "PARAM_ILLEGAL"),
    (stale, "INVALID_SIGNATURE"),
    (of_tomorrow, "INVALID_SIGNATURE"),
    (of_a_stranger, "UNKNOWN_CLIENT"),
    (unsigned, "INVALID_SIGNATURE"),
    (changed_on_the_way, "INVALID_SIGNATURE"),
    (signed_for_another_path, "INVALID_SIGNATURE"),
]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.path + " (platform)" * asked.is_platforms)
@pytest.mark.parametrize(("wrong", "code"), WRONG, ids=lambda value: getattr(value, "__name__", ""))
async def test_a_bad_request_has_a_documented_code_and_changes_nothing(
    signer: SignedMerchant, clock: Clock, state: Path, asked: Asked, wrong: Wrong, code: str
) -> None:
    token = await signer.token()
    await signer.ask("/v1/payments/pay", charge_of(token))
    first = signer.wallet
    await first.close()
    before = kept(state)
    async with Wallet(now=clock.now, signing=first.signing, state=state, seed=1) as again:
        signer.merchant.wallet = signer.wallet = again
        body = json.dumps(asked.body(token)).encode()
        expected = code if code == "PARAM_ILLEGAL" or not asked.is_platforms else "ACCESS_DENIED"
        assert code_of(await wrong(signer, asked.path, body)) == expected
    assert kept(state) == before


# The page


async def page_form(session: aiohttp.ClientSession, wallet: Wallet) -> tuple[str, dict[str, str]]:
    url = await Merchant(wallet, session).page_url()
    async with session.get(url) as response:
        form = read_page(await response.text(), url).form
    assert form is not None
    return url, {**form.inputs, "decision": "agree"}


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", "text/xml"])
async def test_a_form_in_another_format_decides_nothing(
    clock: Clock, session: aiohttp.ClientSession, content_type: str
) -> None:
    async with Wallet(now=clock.now) as wallet:
        url, fields = await page_form(session, wallet)
        body = json.dumps(fields).encode()
        if content_type.startswith("multipart"):
            parts = (f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
            body = ("".join(parts) + "--x--\r\n").encode()
        assert (await raw_post(url, body, content_type)).startswith(b"HTTP/1.1 400 ")
        assert wallet.authorizations[0].code is None


async def test_the_rest_of_an_oversized_form_is_no_request(clock: Clock, session: aiohttp.ClientSession) -> None:
    async with Wallet(now=clock.now) as wallet:
        url, fields = await page_form(session, wallet)
        told: list[tuple[str, str, str]] = []
        wallet.on_request = lambda *what: told.append(what)
        smuggled = b"&" * 300_000 + b"\r\nGET /docs HTTP/1.1\r\nHost: a\r\n\r\n"
        answer = await raw_post(url, urlencode(fields).encode() + smuggled)
        assert (answer.startswith(b"HTTP/1.1 400 "), answer.count(b"HTTP/1.1 ")) == (True, 1)
        assert told == [("POST", "/authentication.htm", "400")]
        assert wallet.authorizations[0].code is None
