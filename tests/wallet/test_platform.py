"""The Mini Program Platform's agreements: prepared, signed, exchanged, cancelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge.wallet import Account, State, Wallet
from bridge.wallet.records import MINUTE
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of, refresh_of
from .platform_merchant import CONTRACT, EXCHANGE_V2, code_in, exchanged, post, prepared, signed, token_of

PREPARE = "/v1/authorizations/prepare"
APPLY = "/v1/authorizations/applyToken"
APPLY_V2 = "/v2/authorizations/applyToken"


@pytest.mark.parametrize("prefix", ["", "/api"])
async def test_prepare_answers_with_a_url_of_the_wallet(merchant: Merchant, prefix: str) -> None:
    answer = await post(merchant, prefix + PREPARE, CONTRACT)
    (authorization,) = merchant.wallet.authorizations
    assert (code_in(answer), authorization.is_prepared) == ("SUCCESS", True)
    assert answer["authUrl"] == f"{merchant.wallet.url}/authentication.htm?authId={authorization.auth_id}"


@pytest.mark.parametrize("path", [PREPARE, APPLY_V2, "/v1/authorizations/cancelToken"])
async def test_the_gateway_has_none_of_it(merchant: Merchant, path: str) -> None:
    assert code_in(await post(merchant, "/ams/api" + path, {})) == "NO_INTERFACE_DEF"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"scopes": None}, "PARAM_ILLEGAL", "scopes"),
        ({"scopes": ["AGREEMENT_PAY"]}, "PARAM_ILLEGAL", "scopes"),
        ({"scopes": "A" * 17}, "PARAM_ILLEGAL", "scopes"),
        ({"scopes": "BASE_USER_INFO"}, "INVALID_SCOPE", "scopes"),
        ({"extendInfo": None}, "PARAM_ILLEGAL", "extendInfo"),
        ({"extendInfo": {"contractDesc": "Bread"}}, "PARAM_ILLEGAL", "extendInfo"),
        ({"extendInfo": "Bread"}, "PARAM_ILLEGAL", "extendInfo"),
        ({"extendInfo": "[1]"}, "PARAM_ILLEGAL", "extendInfo"),
        ({"extendInfo": '{"contractDesc": "\\ud800"}'}, "PARAM_ILLEGAL", "extendInfo"),
        ({"extendInfo": json.dumps({"contractDesc": "x" * 4096})}, "PARAM_ILLEGAL", "extendInfo"),
        ({"referenceClientId": "x" * 17}, "PARAM_ILLEGAL", "referenceClientId"),
    ],
)
async def test_a_contract_that_is_none_is_refused(
    merchant: Merchant, changes: dict[str, Any], code: str, field: str
) -> None:
    result = (await post(merchant, PREPARE, {**CONTRACT, **changes}))["result"]
    assert (result["resultCode"], result["resultMessage"].partition(":")[0]) == (code, field)
    assert merchant.wallet.authorizations == []


async def test_a_host_that_leaves_no_room_for_the_url_is_named(merchant: Merchant) -> None:
    result = (await post(merchant, PREPARE, CONTRACT, Host="x" * 240))["result"]
    assert (result["resultCode"], result["resultMessage"][:5]) == ("PARAM_ILLEGAL", "Host:")
    assert merchant.wallet.authorizations == []


async def test_the_person_reads_what_the_contract_is_about(merchant: Merchant, session: aiohttp.ClientSession) -> None:
    url = await prepared(merchant, extendInfo=json.dumps({"contractDesc": "Bread & <b>butter</b>"}))
    async with session.get(url) as response:
        assert "Bread &amp; &lt;b&gt;butter&lt;/b&gt;" in await response.text()


async def test_the_code_comes_back_alone_and_leads_to_a_page_of_the_wallet(
    merchant: Merchant, session: aiohttp.ClientSession
) -> None:
    returned = await visit(await prepared(merchant), "approve")
    (authorization,) = merchant.wallet.authorizations
    assert authorization.code is not None
    assert (returned.auth_code, returned.auth_state, returned.redirect_url) == (authorization.code.value, None, None)
    async with session.get(f"{merchant.wallet.url}{authorization.return_url}") as response:
        assert (response.status, "You agreed" in await response.text()) == (200, True)


async def test_the_url_may_be_used_again(merchant: Merchant) -> None:
    url = await prepared(merchant)
    codes = [(await visit(url, answer)).auth_code for answer in ("approve", "cancel", "approve")]
    assert codes[1] is None
    assert len({*codes}) == 3
    states = [authorization.state for authorization in merchant.wallet.authorizations]
    assert states == [State.AGREED, State.CANCELLED, State.AGREED]


async def test_the_url_outlives_its_page(merchant: Merchant, clock: Clock) -> None:
    url = await prepared(merchant)
    clock.time += 31 * MINUTE
    assert (await visit(url, "approve")).auth_code is not None


async def test_an_answered_page_cannot_be_answered_again(merchant: Merchant, session: aiohttp.ClientSession) -> None:
    url = await prepared(merchant)
    await visit(url, "cancel")
    async with session.post(url, data={"decision": "agree"}) as response:
        assert response.status == 409


async def test_contracts_and_their_urls_are_kept_in_the_file(clock: Clock, session: Any, tmp_path: Path) -> None:
    async with Wallet(now=clock.now, state=tmp_path / "state") as wallet:
        url = await prepared(Merchant(wallet, session))
        await visit(url, "approve")
        await visit(url, "approve")
        before = [(each.auth_id, each.url_id, each.request) for each in wallet.authorizations]
    async with Wallet(now=clock.now, state=tmp_path / "state", seed=1) as wallet:
        assert [(each.auth_id, each.url_id, each.request) for each in wallet.authorizations] == before
        assert (await visit(wallet.local_url(url), "approve")).auth_code is not None
        assert {each.url_id for each in wallet.authorizations} == {before[0][0]}


async def test_a_code_is_exchanged_for_tokens_and_the_customer(merchant: Merchant) -> None:
    answer = await exchanged(merchant, await signed(merchant))
    (token,) = merchant.wallet.tokens
    assert code_in(answer) == "SUCCESS"
    assert (answer["accessToken"], answer["refreshToken"]) == (token.access_token, token.refresh_token)
    assert (answer["accessTokenExpiryTime"], len(answer["customerId"])) == ("2023-12-15T06:13:20+08:00", 20)
    assert "userLoginId" not in answer


async def test_a_customer_is_the_same_for_every_contract(merchant: Merchant) -> None:
    answers = [await exchanged(merchant, await signed(merchant)) for _ in range(2)]
    assert answers[0]["customerId"] == answers[1]["customerId"]
    assert answers[0]["accessToken"] != answers[1]["accessToken"]


async def test_version_2_asks_for_the_mini_program(merchant: Merchant) -> None:
    code = await signed(merchant)
    refused = await post(merchant, APPLY_V2, {"grantType": "AUTHORIZATION_CODE", "authCode": code})
    assert refused["result"]["resultMessage"].startswith("appId: ")
    assert code_in(await post(merchant, "/api" + APPLY_V2, {**EXCHANGE_V2, "authCode": code})) == "SUCCESS"


@pytest.mark.parametrize("mark", ["@", "#", "?"])
@pytest.mark.parametrize("field", ["appId", "authClientId", "authCode"])
async def test_version_2_refuses_three_characters(merchant: Merchant, field: str, mark: str) -> None:
    result = (await post(merchant, APPLY_V2, {**EXCHANGE_V2, "authCode": "0", field: f"a{mark}b"}))["result"]
    assert (result["resultCode"], result["resultMessage"].partition(":")[0]) == ("PARAM_ILLEGAL", field)


@pytest.mark.parametrize(
    ("path", "more", "word"),
    [(APPLY, {"grantType": "AUTHORIZATION_CODE"}, "CODE"), (APPLY_V2, EXCHANGE_V2, "AUTHCODE")],
)
async def test_a_code_is_unknown_used_or_expired_in_the_words_of_the_version(
    merchant: Merchant, clock: Clock, path: str, more: dict[str, Any], word: str
) -> None:
    used, late = await signed(merchant), await signed(merchant)
    await post(merchant, path, {**more, "authCode": used})
    clock.time += 10 * MINUTE
    answers = [await post(merchant, path, {**more, "authCode": code}) for code in ("0" * 32, used, late)]
    assert [code_in(answer) for answer in answers] == [f"INVALID_{word}", f"USED_{word}", f"EXPIRED_{word}"]


@pytest.mark.parametrize("path", [APPLY, APPLY_V2])
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"grantType": "AUTHORIZATION_CODE"}, "authCode"),
        ({"grantType": "REFRESH_TOKEN"}, "refreshToken"),
        ({"grantType": None}, "grantType"),
        ({"authCode": "0" * 65}, "authCode"),
        ({"refreshToken": "0" * 129}, "refreshToken"),
        ({"authCode": "0", "extendInfo": "x" * 4097}, "extendInfo"),
    ],
)
async def test_what_is_exchanged_must_be_there(
    merchant: Merchant, path: str, changes: dict[str, Any], field: str
) -> None:
    result = (await post(merchant, path, {**EXCHANGE_V2, **changes}))["result"]
    assert (result["resultCode"], result["resultMessage"].partition(":")[0]) == ("PARAM_ILLEGAL", field)


@pytest.mark.parametrize("path", [APPLY, APPLY_V2])
async def test_a_refresh_token_is_used_once(merchant: Merchant, path: str) -> None:
    old = await exchanged(merchant, await signed(merchant))
    body = {**EXCHANGE_V2, "grantType": "REFRESH_TOKEN", "refreshToken": old["refreshToken"]}
    new, again = await post(merchant, path, body), await post(merchant, path, body)
    assert [code_in(answer) for answer in (new, again)] == ["SUCCESS", "USED_REFRESH_TOKEN"]
    assert new["customerId"] == old["customerId"]


async def test_the_contract_of_another_reference_client_is_not_exchanged(merchant: Merchant) -> None:
    code = await signed(merchant, referenceClientId="BAKERY")
    body = {"grantType": "AUTHORIZATION_CODE", "authCode": code}
    answers = [await post(merchant, APPLY, {**body, "referenceClientId": name}) for name in ("BUTCHER", "BAKERY")]
    assert [code_in(answer) for answer in answers] == ["REFERENCE_CLIENT_ID_NOT_MATCH", "SUCCESS"]


async def test_nobody_learns_whose_reference_another_clients_code_has(merchant: Merchant) -> None:
    url = (await post(merchant, PREPARE, {**CONTRACT, "referenceClientId": "BAKERY"}, Client_Id="A"))["authUrl"]
    body = {"grantType": "AUTHORIZATION_CODE", "authCode": (await visit(url, "approve")).auth_code}
    for name in ("BUTCHER", "BAKERY"):
        stranger = await post(merchant, APPLY, {**body, "referenceClientId": name}, Client_Id="B")
        assert code_in(stranger) == "INVALID_CODE"
    assert code_in(await post(merchant, APPLY, {**body, "referenceClientId": "BAKERY"}, Client_Id="A")) == "SUCCESS"


CANCEL = [
    ("/v1/authorizations/cancelToken", {}),
    ("/api/v2/authorizations/revoke", {"appId": "1", "authClientId": "2"}),
]


@pytest.mark.parametrize(("path", "more"), CANCEL)
async def test_what_has_expired_is_not_cancelled(merchant: Merchant, path: str, more: dict[str, str]) -> None:
    tokens = await exchanged(merchant, await signed(merchant))
    merchant.wallet.expire(tokens["accessToken"])
    assert code_in(await post(merchant, path, {**more, "accessToken": tokens["accessToken"]})) == "EXPIRED_ACCESS_TOKEN"
    refresh = {"grantType": "REFRESH_TOKEN", "refreshToken": tokens["refreshToken"]}
    assert code_in(await post(merchant, APPLY, refresh)) == "SUCCESS"


@pytest.mark.parametrize(("path", "more"), CANCEL)
async def test_cancelling_a_token_kills_its_refresh_token(merchant: Merchant, path: str, more: dict[str, str]) -> None:
    tokens = await exchanged(merchant, await signed(merchant))
    body = {**more, "accessToken": tokens["accessToken"]}
    answers = [await post(merchant, path, body) for _ in range(2)]
    assert [code_in(answer) for answer in answers] == ["SUCCESS", "INVALID_ACCESS_TOKEN"]
    refresh = {"grantType": "REFRESH_TOKEN", "refreshToken": tokens["refreshToken"]}
    assert code_in(await post(merchant, APPLY, refresh)) == "INVALID_REFRESH_TOKEN"


async def test_who_agreed_is_told_by_the_access_token(merchant: Merchant) -> None:
    tokens = await exchanged(merchant, await signed(merchant))
    answer = await post(merchant, "/v1/users/inquiryUserInfo", {"accessToken": tokens["accessToken"]})
    assert answer["userInfo"] == {
        "userId": tokens["customerId"],
        "status": "ACTIVE",
        "loginIdInfos": [{"loginId": "138****5678", "loginIdType": "MOBILE_PHONE"}],
    }


async def test_a_login_that_is_an_address_is_called_one(clock: Clock, session: aiohttp.ClientSession) -> None:
    async with Wallet(now=clock.now, account=Account(login_id="mail@shop.example")) as wallet:
        merchant = Merchant(wallet, session)
        answer = await post(merchant, "/v1/users/inquiryUserInfo", {"accessToken": await token_of(merchant)})
    assert answer["userInfo"]["loginIdInfos"] == [{"loginId": "mai****mple", "loginIdType": "EMAIL"}]


async def test_nobody_is_told_by_a_token_that_is_not_live(merchant: Merchant) -> None:
    expired, cancelled = await token_of(merchant), await token_of(merchant)
    merchant.wallet.expire(expired)
    await post(merchant, "/v1/authorizations/cancelToken", {"accessToken": cancelled})
    path = "/v1/customers/user/inquiryUserInfoByAccessToken"
    codes = [code_in(await post(merchant, path, {"accessToken": token})) for token in ("nothing", expired, cancelled)]
    assert codes == ["INVALID_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN", "INVALID_ACCESS_TOKEN"]


async def test_a_consulted_code_is_the_gateways_under_any_path(merchant: Merchant) -> None:
    code = (await visit(await merchant.page_url(), "approve")).auth_code
    assert code is not None
    refused = await exchanged(merchant, code)
    assert refused["result"]["resultMessage"].startswith("customerBelongsTo: ")
    assert "userLoginId" in await merchant.call("applyToken", exchange_of(code))


async def test_a_prepared_code_is_the_platforms_whatever_comes_with_it(merchant: Merchant) -> None:
    assert "customerId" in await merchant.call("applyToken", exchange_of(await signed(merchant)))


async def test_what_is_not_exchanged_does_not_say_whose_request_it_is(merchant: Merchant) -> None:
    consulted = (await visit(await merchant.page_url(), "approve")).auth_code or ""
    gateways = await merchant.call("applyToken", exchange_of(consulted))
    both = {**refresh_of(gateways["refreshToken"]), "authCode": await signed(merchant)}
    assert "userLoginId" in await merchant.call("applyToken", both)


async def test_a_path_of_the_second_version_that_is_none_is_an_invalid_api(merchant: Merchant) -> None:
    answers = [await post(merchant, f"{prefix}/v2/authorizations/query", {}) for prefix in ("", "/api", "/ams/api")]
    assert [code_in(answer) for answer in answers] == ["INVALID_API", "INVALID_API", "NO_INTERFACE_DEF"]


async def test_consult_stays_what_it_was(merchant: Merchant) -> None:
    await merchant.call("consult", consult_with())
    (authorization,) = merchant.wallet.authorizations
    assert (authorization.is_prepared, authorization.url_id) == (False, authorization.auth_id)
