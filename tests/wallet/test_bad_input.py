"""What merchants and strangers may send: it is answered with a documented code, and changes nothing."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp
import pytest

from bridge.wallet import Wallet
from bridge.wallet.clients import Client, Signing
from bridge.wallet.form import read_page
from bridge.wallet.keys import PrivateKey
from bridge.wallet.results import RESULTS
from bridge.wallet.signing import FRESH_FOR, content, encode, write_time
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of, refresh_of
from .test_payments import charge_of

CLIENT = "SANDBOX_5YC"
AMOUNT = {"currency": "USD", "value": "100"}
HOSTILE = [
    "'; DROP TABLE authorizations; --",
    "' OR '1'='1",
    '" UNION SELECT access_token FROM tokens --',
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</style></title><svg onload=alert(1)>",
    "\r\nSet-Cookie: a=b\r\n\r\n<b>",
    "%0d%0aSet-Cookie:%20a=b",
    "{merchant}{0.__class__}%s%n",
    "\x00\x1b[31m\u202e\ufffe",
]


@pytest.fixture(scope="module")
def theirs() -> PrivateKey:
    return PrivateKey.generate()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def signing(theirs: PrivateKey) -> Signing:
    return Signing(theirs, [Client.with_key(CLIENT, theirs.public.pem)])


@pytest.fixture
async def wallet(clock: Clock, signing: Signing, file: Path) -> AsyncIterator[Wallet]:
    async with Wallet(now=clock.now, signing=signing, state=file) as started:
        yield started


def kept(file: Path) -> list[str]:
    """All that the file of a closed wallet holds."""
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


class Shop:
    """A merchant that signs what it sends."""

    def __init__(self, merchant: Merchant, key: PrivateKey, clock: Clock) -> None:
        self.merchant = merchant
        self.wallet = merchant.wallet
        self._key = key
        self._clock = clock

    def headers(self, path: str, body: bytes, client: str = CLIENT, time: str | None = None) -> dict[str, str]:
        moment = time or write_time(self._clock.time)
        signature = encode(self._key.sign(content("POST", path, client, moment, body)))
        given = f"algorithm=RSA256, keyVersion=1, signature={signature}"
        return {"Client_Id": client, "Request_Time": moment, "Signature": given}

    async def ask(self, path: str, fields: Any, **headers: str) -> dict[str, Any]:
        body = json.dumps(fields).encode()
        return await self.merchant.send(path, body, **{**self.headers(path, body), **headers})

    async def code(self, **changes: Any) -> str:
        answer = await self.ask("/v1/authorizations/consult", consult_with(**changes))
        return (await visit(answer["normalUrl"], "approve")).auth_code or ""

    async def token(self) -> str:
        answer = await self.ask("/v1/authorizations/applyToken", exchange_of(await self.code()))
        return str(answer["accessToken"])


@pytest.fixture
def shop(merchant: Merchant, theirs: PrivateKey, clock: Clock) -> Shop:
    return Shop(merchant, theirs, clock)


def code_of(answer: dict[str, Any]) -> str:
    code = str(answer["result"]["resultCode"])
    assert code in RESULTS
    return code


# Whatever is wrong with a request


PATHS: dict[str, Callable[[str], dict[str, Any]]] = {
    "/v1/authorizations/consult": lambda token: consult_with(),
    "/v1/authorizations/applyToken": lambda token: refresh_of("0" * 32),
    "/v1/authorizations/revoke": lambda token: {"accessToken": token},
    "/v1/payments/pay": lambda token: charge_of(token, number="P2"),
    "/v1/payments/cancel": lambda token: {"paymentRequestId": "P1"},
    "/v1/payments/refund": lambda token: {"refundRequestId": "R1", "paymentId": "?", "refundAmount": AMOUNT},
}
Wrong = Callable[[Shop, str, bytes], Awaitable[dict[str, Any]]]


async def oversized(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    large = body[:-1] + b" " * 300_000 + b"}"
    return await shop.merchant.send(path, large, **shop.headers(path, large))


async def another_type(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, body, "text/plain", **shop.headers(path, body))


async def broken_json(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, body[:-1], **shop.headers(path, body[:-1]))


async def a_list(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, b"[" + body + b"]", **shop.headers(path, b"[" + body + b"]"))


async def stale(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    old = write_time(shop.wallet.rules.now() - FRESH_FOR - 1000)
    return await shop.merchant.send(path, body, **shop.headers(path, body, time=old))


async def of_tomorrow(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    late = write_time(shop.wallet.rules.now() + FRESH_FOR + 1000)
    return await shop.merchant.send(path, body, **shop.headers(path, body, time=late))


async def of_a_stranger(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, body, **shop.headers(path, body, client="SANDBOX_X"))


async def unsigned(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, body, Client_Id=CLIENT)


async def changed_on_the_way(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, body + b" ", **shop.headers(path, body))


async def signed_for_another_path(shop: Shop, path: str, body: bytes) -> dict[str, Any]:
    return await shop.merchant.send(path, body, **shop.headers("/v1/authorizations/query", body))


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


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("wrong", "code"), WRONG, ids=lambda value: getattr(value, "__name__", ""))
async def test_a_bad_request_has_a_documented_code_and_changes_nothing(
    shop: Shop, clock: Clock, signing: Signing, file: Path, path: str, wrong: Wrong, code: str
) -> None:
    token = await shop.token()
    await shop.ask("/v1/payments/pay", charge_of(token))
    await shop.wallet.close()
    before = kept(file)
    async with Wallet(now=clock.now, signing=signing, state=file, seed=1) as again:
        shop.merchant.wallet = shop.wallet = again
        body = json.dumps(PATHS[path](token)).encode()
        assert code_of(await wrong(shop, path, body)) == code
    assert kept(file) == before


# Requests that come again


async def test_a_replayed_exchange_gives_no_second_token(shop: Shop) -> None:
    path, body = "/v1/authorizations/applyToken", json.dumps(exchange_of(await shop.code())).encode()
    headers = shop.headers(path, body)
    codes = [code_of(await shop.merchant.send(path, body, **headers)) for _ in range(2)]
    assert (codes, len(shop.wallet.tokens)) == (["SUCCESS", "USED_CODE"], 1)


async def test_a_replayed_charge_is_the_same_charge(shop: Shop) -> None:
    path, body = "/v1/payments/pay", json.dumps(charge_of(await shop.token(), "700")).encode()
    headers, before = shop.headers(path, body), shop.wallet.balance
    answers = [await shop.merchant.send(path, body, **headers) for _ in range(3)]
    assert len({answer["paymentId"] for answer in answers}) == 1
    assert (len(shop.wallet.payments), before - shop.wallet.balance) == (1, 700)


async def test_a_replayed_refund_gives_back_once(shop: Shop) -> None:
    paid = await shop.ask("/v1/payments/pay", charge_of(await shop.token(), "700"))
    fields = {"refundRequestId": "R1", "paymentId": paid["paymentId"], "refundAmount": AMOUNT}
    answers = [await shop.ask("/v1/payments/refund", fields) for _ in range(3)]
    assert len({answer["refundId"] for answer in answers}) == 1
    assert shop.wallet.payments[0].refunded == 100


async def test_a_replay_after_its_time_is_refused(shop: Shop, clock: Clock) -> None:
    path, body = "/v1/payments/pay", json.dumps(charge_of(await shop.token())).encode()
    headers = shop.headers(path, body)
    clock.time += FRESH_FOR + 1000
    assert code_of(await shop.merchant.send(path, body, **headers)) == "INVALID_SIGNATURE"
    assert shop.wallet.payments == []


# Texts that mean something to a database, a browser or a protocol


CONSULTED = [
    *("authClientId", "authState", "osVersion", "merchantAccountId", "authRedirectUrl", "authNotifyUrl"),
    *("customerBelongsTo", "terminalType", "merchantRegion", "extendInfo", "passThroughInfo", "unheardOf"),
]


@pytest.mark.parametrize("field", CONSULTED)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_in_a_consult_is_kept_as_it_is_or_refused(
    shop: Shop, clock: Clock, file: Path, field: str, hostile: str
) -> None:
    text = f"https://shop.example/?a={hostile}" if field.endswith("Url") else hostile
    answer = await shop.ask("/v1/authorizations/consult", consult_with(**{field: text}))
    if code_of(answer) == "SUCCESS":
        await page_is_sound(shop, answer["normalUrl"], hostile)
    else:
        assert code_of(answer) == "PARAM_ILLEGAL"
    consulted = [known.request for known in shop.wallet.authorizations]
    await shop.wallet.close()
    async with Wallet(now=clock.now, state=file, seed=1) as again:
        assert [known.request for known in again.authorizations] == consulted
        assert len(consulted) == (code_of(answer) == "SUCCESS")


async def page_is_sound(shop: Shop, url: str, hostile: str) -> None:
    """The page at `url` and what agreeing leads to hold no markup and no header of anybody else's."""
    async with shop.merchant.session.get(url) as response:
        page = await response.text()
    assert not any(mark in page for mark in ("<script", "<img", "<svg onload", "alert(1)>", "<b>"))
    assert page.count("<form") == page.count("</title>") == page.count("</style>") == 1
    form = read_page(page, url).form
    assert form is not None
    answer = await raw_post(form.url, form.submission("agree"))
    names = [line.partition(b":")[0].lower() for line in answer.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]]
    assert answer.startswith(b"HTTP/1.1 303 ")
    assert (names.count(b"location"), names.count(b"set-cookie")) == (1, 0)
    assert answer.isascii()


async def raw_post(url: str, body: bytes, content_type: str = "application/x-www-form-urlencoded") -> bytes:
    """All that comes back, byte for byte, until the server ends the connection."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = (
        f"POST {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    return answer


PAID = ["paymentRequestId", "order.referenceOrderId", "order.orderDescription", "order.merchant", "appId"]
PAID += ["paymentMethod.paymentMethodType", "paymentMethod.paymentMethodId", "paymentRedirectUrl", "paymentNotifyUrl"]
PAID += ["paymentAmount.currency", "paymentAmount.value", "productCode"]


@pytest.mark.parametrize("field", PAID)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_text_in_a_charge_is_kept_as_it_is_or_refused(
    shop: Shop, clock: Clock, file: Path, field: str, hostile: str
) -> None:
    charge = charge_of(await shop.token())
    *parents, name = field.split(".")
    (charge[parents[0]] if parents else charge)[name] = hostile
    code = code_of(await shop.ask("/v1/payments/pay", charge))
    assert code in ("SUCCESS", "PARAM_ILLEGAL", "INVALID_ACCESS_TOKEN")
    requests = [payment.request for payment in shop.wallet.payments]
    await shop.wallet.close()
    async with Wallet(now=clock.now, state=file, seed=1) as again:
        assert [payment.request for payment in again.payments] == requests
        assert len(requests) == (code == "SUCCESS")
        assert (again.balance < again.person.accounts[0].balance) == (code == "SUCCESS")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/authorizations/applyToken", "authCode"),
        ("/v1/authorizations/query", "accessToken"),
        ("/v1/authorizations/revoke", "accessToken"),
        ("/v1/payments/inquiryPayment", "paymentId"),
        ("/v1/payments/cancel", "paymentRequestId"),
        ("/v1/payments/refund", "paymentId"),
    ],
)
async def test_a_hostile_text_is_the_name_of_nothing(shop: Shop, path: str, field: str, hostile: str) -> None:
    token = await shop.token()
    await shop.ask("/v1/payments/pay", charge_of(token))
    fields = {**exchange_of("?"), "refundRequestId": "R1", "refundAmount": AMOUNT, field: hostile}
    code = code_of(await shop.ask(path, fields))
    assert code in ("INVALID_CODE", "INVALID_ACCESS_TOKEN", "ORDER_NOT_EXIST", "PARAM_ILLEGAL")
    assert code_of(await shop.ask("/v1/payments/inquiryPayment", {"paymentRequestId": "P1"})) == "SUCCESS"


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
