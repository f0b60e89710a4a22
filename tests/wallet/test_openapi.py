"""The OpenAPI over HTTP: documented answers to good and bad requests."""

from __future__ import annotations

import gzip
import json
from typing import Any

import aiohttp
import pytest

from bridge.wallet import Wallet
from bridge.wallet.openapi import PREFIXES
from bridge.wallet.records import DAY
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of, refresh_of

CONSULT = "/v1/authorizations/consult"


async def agreed(merchant: Merchant, **changes: Any) -> str:
    code = (await visit(await merchant.page_url(**changes), "approve")).auth_code
    assert code is not None
    return code


@pytest.mark.parametrize("prefix", PREFIXES)
async def test_consult_answers_under_every_prefix(merchant: Merchant, prefix: str) -> None:
    answer = await merchant.call("consult", consult_with(), prefix)
    assert answer["result"] == {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."}


async def test_consult_hands_out_a_url_under_the_host_it_was_asked_at(merchant: Merchant) -> None:
    answer = await merchant.call("consult", consult_with(), Host="wallet.example:8443")
    auth_id = merchant.wallet.authorizations[0].auth_id
    assert answer["normalUrl"] == f"http://wallet.example:8443/authentication.htm?authId={auth_id}"


@pytest.mark.parametrize("host", ['a"b<c>', "a:99999", "a b", "x" * 300])
async def test_a_host_that_is_none_is_not_handed_out(merchant: Merchant, host: str) -> None:
    answer = await merchant.call("consult", consult_with(), Host=host)
    assert answer["normalUrl"].startswith(f"{merchant.wallet.url}/authentication.htm?")


async def test_apply_token_answers_as_documented(merchant: Merchant) -> None:
    answer = await merchant.call("applyToken", exchange_of(await agreed(merchant)))
    token = merchant.wallet.tokens[0]
    assert answer.pop("result")["resultCode"] == "SUCCESS"
    assert answer == {
        "accessToken": token.access_token,
        "accessTokenExpiryTime": "2023-12-15T06:13:20+08:00",
        "refreshToken": token.refresh_token,
        "refreshTokenExpiryTime": "2023-12-17T06:13:20+08:00",
        "userLoginId": "138****5678",
    }


async def test_the_login_id_needs_the_scope_agreement_pay(merchant: Merchant) -> None:
    code = await agreed(merchant, scopes=["BASE_USER_INFO"])
    assert "userLoginId" not in await merchant.call("applyToken", exchange_of(code))


async def test_a_used_code_is_a_business_failure(merchant: Merchant) -> None:
    code = await agreed(merchant)
    await merchant.call("applyToken", exchange_of(code))
    answer = await merchant.call("applyToken", exchange_of(code))
    assert list(answer) == ["result"]
    assert (answer["result"]["resultCode"], answer["result"]["resultStatus"]) == ("USED_CODE", "F")


async def test_a_code_that_comes_again_ends_no_token(merchant: Merchant) -> None:
    code = await agreed(merchant)
    token = (await merchant.call("applyToken", exchange_of(code)))["accessToken"]
    await merchant.call("applyToken", exchange_of(code))
    assert (await merchant.call("query", {"accessToken": token}))["tokenStatusType"] == "ACTIVE"


async def test_a_token_is_refreshed(merchant: Merchant) -> None:
    first = await merchant.call("applyToken", exchange_of(await agreed(merchant)))
    second = await merchant.call("applyToken", refresh_of(first["refreshToken"]))
    assert second["accessToken"] not in (first["accessToken"], None)


async def test_the_client_id_header_owns_the_code(merchant: Merchant) -> None:
    url = (await merchant.call("consult", consult_with(), Client_Id="CLIENT_A"))["normalUrl"]
    code = (await visit(url, "approve")).auth_code or ""
    stranger = await merchant.call("applyToken", exchange_of(code), Client_Id="CLIENT_B")
    owner = await merchant.call("applyToken", exchange_of(code), Client_Id="CLIENT_A")
    assert [a["result"]["resultCode"] for a in (stranger, owner)] == ["INVALID_CODE", "SUCCESS"]


@pytest.mark.parametrize(("days", "status"), [(0, "ACTIVE"), (30, "EXPIRED")])
async def test_query_tells_how_a_token_stands(merchant: Merchant, clock: Clock, days: int, status: str) -> None:
    token = await merchant.call("applyToken", exchange_of(await agreed(merchant)))
    clock.time += days * DAY
    answer = await merchant.call("query", {"accessToken": token["accessToken"]})
    assert (answer["tokenStatusType"], answer["refreshToken"]) == (status, token["refreshToken"])


async def test_query_says_that_a_refreshed_token_is_invalid(merchant: Merchant) -> None:
    token = await merchant.call("applyToken", exchange_of(await agreed(merchant)))
    await merchant.call("applyToken", refresh_of(token["refreshToken"]))
    answer = await merchant.call("query", {"accessToken": token["accessToken"]})
    assert answer["tokenStatusType"] == "INVALID"
    assert "refreshToken" not in answer


@pytest.mark.parametrize(
    "state", ["STATE_1", " a+b&c=d#e%20 ", "é路😀", "\x00\r\n\t", "x" * 256, '"><script>alert(1)</script>']
)
async def test_auth_state_comes_back_identical(merchant: Merchant, state: str) -> None:
    returned = await visit(await merchant.page_url(authState=state), "approve")
    assert returned.auth_state == state


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"customerBelongsTo": None}, "customerBelongsTo"),
        ({"customerBelongsTo": "NO_WALLET"}, "customerBelongsTo"),
        ({"authRedirectUrl": "/back"}, "authRedirectUrl"),
        ({"authRedirectUrl": "javascript://x/%0aalert(1)"}, "authRedirectUrl"),
        ({"authRedirectUrl": "https://x.example/\r\nSet-Cookie: a=b"}, "authRedirectUrl"),
        ({"authRedirectUrl": "https://x.example:99999/"}, "authRedirectUrl"),
        ({"authRedirectUrl": "https://x.example/" + "a" * 1024}, "authRedirectUrl"),
        ({"authNotifyUrl": "shop://notify"}, "authNotifyUrl"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["AGREEMENT_PAY"] * 5}, "scopes"),
        ({"scopes": "AGREEMENT_PAY"}, "scopes"),
        ({"scopes": ["EVERYTHING"]}, "scopes.0"),
        ({"authState": None}, "authState"),
        ({"authState": ""}, "authState"),
        ({"authState": 7}, "authState"),
        ({"authState": "x" * 257}, "authState"),
        ({"authState": "\ud800"}, "authState"),
        ({"passThroughInfo": {"deep": ["\udc00"]}}, "passThroughInfo"),
        ({"authClientId": "x" * 65}, "authClientId"),
        ({"terminalType": None}, "terminalType"),
        ({"terminalType": "FRIDGE"}, "terminalType"),
        ({"osType": None}, "osType"),
        ({"osVersion": "1" * 17}, "osVersion"),
        ({"merchantRegion": "FR"}, "merchantRegion"),
        ({"env": {"osType": "BEOS"}}, "env.osType"),
        ({"authMetaData": "name"}, "authMetaData"),
    ],
)
async def test_an_illegal_parameter_is_named(merchant: Merchant, changes: dict[str, Any], field: str) -> None:
    result = (await merchant.call("consult", consult_with(**changes)))["result"]
    assert (result["resultCode"], result["resultStatus"]) == ("PARAM_ILLEGAL", "F")
    assert result["resultMessage"].startswith(f"{field}: ")
    assert merchant.wallet.authorizations == []


@pytest.mark.parametrize(
    "changes",
    [
        {"unheardOf": {"a": [1]}},
        {"recurringPayment": "true"},
        {"customerBelongsTo": "DIRECT_DEBIT_SIAMCOMMERCIALBANK"},
        {"terminalType": "WEB", "osType": None},
        {"terminalType": None, "osType": None, "env": {"terminalType": "APP", "osType": "ANDROID"}},
        {"authRedirectUrl": "shop://back"},
    ],
)
async def test_what_the_documents_allow_is_taken(merchant: Merchant, changes: dict[str, Any]) -> None:
    assert (await merchant.call("consult", consult_with(**changes)))["result"]["resultCode"] == "SUCCESS"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grantType": None}, "grantType"),
        ({"authCode": None}, "authCode"),
        ({"authCode": "x" * 129}, "authCode"),
        ({"grantType": "REFRESH_TOKEN"}, "refreshToken"),
        ({"customerBelongsTo": None}, "customerBelongsTo"),
    ],
)
async def test_apply_token_names_what_is_illegal(merchant: Merchant, changes: dict[str, Any], field: str) -> None:
    result = (await merchant.call("applyToken", {**exchange_of("0" * 32), **changes}))["result"]
    assert result["resultCode"] == "PARAM_ILLEGAL"
    assert result["resultMessage"].startswith(f"{field}: ")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"authState": NaN}',
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"\\ud800": 1}',
        b"{" + b" " * 300_000 + b"}",
    ],
    ids=lambda body: repr(body[:12]),
)
async def test_a_bad_body_is_an_illegal_parameter(merchant: Merchant, body: bytes) -> None:
    assert (await merchant.send(CONSULT, body))["result"]["resultCode"] == "PARAM_ILLEGAL"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "", "json"])
async def test_a_wrong_content_type_is_named(merchant: Merchant, content_type: str) -> None:
    result = (await merchant.send(CONSULT, json.dumps(consult_with()).encode(), content_type))["result"]
    assert result["resultMessage"].startswith("Content-Type: ")


async def test_a_compressed_body_is_taken_as_sent(merchant: Merchant) -> None:
    answer = await merchant.send(CONSULT, gzip.compress(json.dumps(consult_with()).encode()), Content_Encoding="gzip")
    assert answer["result"]["resultMessage"] == "the body is not JSON in UTF-8"


@pytest.mark.parametrize("path", ["/v1/authorizations/guess", "/v1/payments/guess", "/other/v1/x", "/v1/"])
async def test_an_unknown_path_has_no_interface(merchant: Merchant, path: str) -> None:
    assert (await merchant.send(path, b"{}"))["result"]["resultCode"] == "NO_INTERFACE_DEF"


async def test_another_method_than_post_is_an_invalid_api(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    async with session.get(wallet.url + CONSULT) as response:
        assert response.status == 200
        assert (await response.json())["result"]["resultCode"] == "INVALID_API"


async def test_a_failure_of_our_own_is_an_unknown_outcome(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(merchant.wallet.rules, "consult", lambda *_: 1 / 0)
    result = (await merchant.call("consult", consult_with()))["result"]
    assert (result["resultCode"], result["resultStatus"]) == ("UNKNOWN_EXCEPTION", "U")
    assert "ZeroDivisionError" in caplog.text


async def test_a_revoked_token_is_invalid_and_its_refresh_token_not_told(merchant: Merchant) -> None:
    token = await merchant.call("applyToken", exchange_of(await agreed(merchant)))
    assert (await merchant.call("revoke", {"accessToken": token["accessToken"]}))["result"]["resultCode"] == "SUCCESS"
    answer = await merchant.call("query", {"accessToken": token["accessToken"]})
    assert (answer["tokenStatusType"], "refreshToken" in answer) == ("INVALID", False)
