"""Signed requests and answers: what is accepted, what is refused with which code, and that answers can be checked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from bridge.origins import Origins
from bridge.wallet import Wallet
from bridge.wallet.clients import Client, Signing
from bridge.wallet.keys import PrivateKey
from bridge.wallet.signing import FRESH_FOR, Signature, content, encode, write_time
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, Shop, consult_with
from .platform_merchant import CONTRACT

CONSULT = "/ams/api/v1/authorizations/consult"
CLIENT = "SANDBOX_5YC"


@pytest.fixture(scope="module")
def theirs() -> PrivateKey:
    return PrivateKey.generate()


@pytest.fixture(scope="module")
def ours() -> PrivateKey:
    return PrivateKey.generate()


@pytest.fixture
async def wallet(clock: Clock, theirs: PrivateKey, ours: PrivateKey) -> AsyncIterator[Wallet]:
    signing = Signing(ours, [Client.with_key(CLIENT, theirs.public.pem)])
    async with Wallet(now=clock.now, origins=Origins(), signing=signing) as started:
        yield started


Sign = Callable[..., dict[str, str]]


@pytest.fixture
def sign(theirs: PrivateKey, clock: Clock) -> Sign:
    """The headers that sign `body` for `path`, each of which may be another."""

    def signed(path: str, body: bytes, **other: str) -> dict[str, str]:
        time = other.get("Request_Time", write_time(clock.time))
        client = other.get("Client_Id", CLIENT)
        value = encode(theirs.sign(content("POST", path, client, time, body)))
        given = {
            "Client_Id": client,
            "Request_Time": time,
            "Signature": f"algorithm=RSA256,keyVersion=1,signature={value}",
        }
        return {**given, **other}

    return signed


BODY = json.dumps(consult_with()).encode()


def code_of(answer: dict[str, Any]) -> str:
    return str(answer["result"]["resultCode"])


@pytest.mark.parametrize("path", [CONSULT, "/ams/sandbox/api/v1/authorizations/consult", f"{CONSULT}?a=%2Fb&c"])
async def test_a_signed_request_is_answered(merchant: Merchant, sign: Sign, path: str) -> None:
    assert code_of(await merchant.send(path, BODY, **sign(path, BODY))) == "SUCCESS"


async def test_the_same_request_may_come_again(merchant: Merchant, sign: Sign) -> None:
    headers = sign(CONSULT, BODY)
    assert [code_of(await merchant.send(CONSULT, BODY, **headers)) for _ in range(2)] == ["SUCCESS"] * 2


REFUSED = {
    "no client": ({"Client_Id": ""}, "UNKNOWN_CLIENT"),
    "another client": ({"Client_Id": "SANDBOX_X"}, "UNKNOWN_CLIENT"),
    "no signature": ({"Signature": ""}, "INVALID_SIGNATURE"),
    "no base64": ({"Signature": "algorithm=RSA256, keyVersion=1, signature=***"}, "INVALID_SIGNATURE"),
    "another signature": ({"Signature": "algorithm=RSA256, keyVersion=1, signature=QUJD"}, "INVALID_SIGNATURE"),
    "another algorithm": ({"Signature": "algorithm=HMAC, keyVersion=1, signature=QUJD"}, "INVALID_SIGNATURE"),
    "another key": ({"Signature": "algorithm=RSA256, keyVersion=7, signature=QUJD"}, "KEY_NOT_FOUND"),
    "no time": ({"Request_Time": ""}, "PARAM_ILLEGAL"),
    "a time without offset": ({"Request_Time": "2023-11-14T22:13:20"}, "PARAM_ILLEGAL"),
    "another year": ({"Request_Time": "2022-11-14T22:13:20Z"}, "INVALID_SIGNATURE"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_wrong_has_its_documented_code(merchant: Merchant, sign: Sign, wallet: Wallet, case: str) -> None:
    changes, code = REFUSED[case]
    assert code_of(await merchant.send(CONSULT, BODY, **sign(CONSULT, BODY, **changes))) == code
    assert wallet.authorizations == []


@pytest.mark.parametrize("case", ["another client", "another signature", "another key"])
async def test_the_platform_denies_access_to_whoever_is_no_client(
    merchant: Merchant, sign: Sign, wallet: Wallet, case: str
) -> None:
    path, body = "/api/v1/authorizations/prepare", json.dumps(CONTRACT).encode()
    changes, _ = REFUSED[case]
    assert code_of(await merchant.send(path, body, **sign(path, body, **changes))) == "ACCESS_DENIED"
    assert wallet.authorizations == []
    assert code_of(await merchant.send(path, body, **sign(path, body))) == "SUCCESS"


@pytest.mark.parametrize("path, body", [(f"{CONSULT}?x", BODY), (CONSULT, BODY + b" ")])
async def test_a_signature_is_for_one_path_and_one_body(merchant: Merchant, sign: Sign, path: str, body: bytes) -> None:
    assert code_of(await merchant.send(path, body, **sign(CONSULT, BODY))) == "INVALID_SIGNATURE"


@pytest.mark.parametrize("off, code", [(FRESH_FOR, "SUCCESS"), (FRESH_FOR + 1, "INVALID_SIGNATURE")])
@pytest.mark.parametrize("sign_of", [1, -1])
async def test_a_request_is_good_for_some_minutes(
    merchant: Merchant, clock: Clock, sign: Sign, off: float, code: str, sign_of: int
) -> None:
    headers = sign(CONSULT, BODY)
    clock.time += sign_of * off
    assert code_of(await merchant.send(CONSULT, BODY, **headers)) == code


async def test_a_path_that_is_none_is_told_of_before_signatures(merchant: Merchant) -> None:
    assert code_of(await merchant.send("/ams/api/v1/nothing", BODY)) == "NO_INTERFACE_DEF"


@pytest.mark.parametrize("body", [BODY, b"{}"])
async def test_an_answer_can_be_checked(
    wallet: Wallet, session: aiohttp.ClientSession, sign: Sign, ours: PrivateKey, body: bytes
) -> None:
    headers = {name.replace("_", "-"): text for name, text in sign(CONSULT, body).items()}
    headers["Content-Type"] = "application/json"
    async with session.post(wallet.url + CONSULT, data=body, headers=headers) as response:
        signed = content("POST", CONSULT, CLIENT, response.headers["Response-Time"], await response.read())
        signature = Signature.read(response.headers["Signature"])
    assert signature is not None and signature.value is not None
    assert response.headers["Client-Id"] == CLIENT
    assert ours.public.verifies(signature.value, signed)


async def test_an_answer_to_what_cannot_be_read_can_be_checked(
    wallet: Wallet, session: aiohttp.ClientSession, ours: PrivateKey
) -> None:
    body = b" " * 300_000
    async with session.post(wallet.url + CONSULT, data=body, headers={"Client-Id": CLIENT}) as response:
        signed = content("POST", CONSULT, CLIENT, response.headers["Response-Time"], await response.read())
        signature = Signature.read(response.headers["Signature"])
    assert signature is not None and signature.value is not None
    assert ours.public.verifies(signature.value, signed)


async def test_a_webhook_is_signed_over_path_and_query(
    wallet: Wallet, session: aiohttp.ClientSession, merchant: Merchant, sign: Sign, shop: Shop, ours: PrivateKey
) -> None:
    wallet.origins.map("https://shop.example", shop.url)
    body = json.dumps(consult_with(authNotifyUrl="https://shop.example/notify?of=7")).encode()
    answer = await merchant.send(CONSULT, body, **sign(CONSULT, body))
    await visit(answer["normalUrl"], "approve")
    (headers,), (raw,) = shop.headers, shop.bodies
    signature = Signature.read(headers["Signature"])
    assert signature is not None and signature.value is not None
    signed = content("POST", "/notify?of=7", CLIENT, headers["Request-Time"], raw)
    assert ours.public.verifies(signature.value, signed)


async def test_header_names_are_of_any_case(merchant: Merchant, sign: Sign) -> None:
    headers = {name.lower(): text for name, text in sign(CONSULT, BODY).items()}
    assert code_of(await merchant.send(CONSULT, BODY, **headers)) == "SUCCESS"
