"""`my.signContract` with a page of the simulated wallet: opened, signed and redeemed over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bridge import Account, Answer, Person, Runtime
from bridge.jsapi.profile import HostName
from tests.support.site import serving

CONSULT = {
    "customerBelongsTo": "GCASH",
    "authClientId": "SM_001",
    "authRedirectUrl": "https://shop.example/back?order=7",
    "scopes": ["AGREEMENT_PAY"],
    "authState": "STATE_694020584437",
    "terminalType": "MINI_APP",
    "osType": "IOS",
}


@pytest.fixture
async def runtime() -> AsyncIterator[Runtime]:
    async with Runtime(wallet=True) as opened:
        yield opened


async def ask(runtime: Runtime, interface: str, body: dict[str, Any]) -> dict[str, Any]:
    url = f"{runtime.wallet.url}/v1/authorizations/{interface}"
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        answer: dict[str, Any] = await response.json()
        return answer


async def prepared(runtime: Runtime) -> str:
    """The URL of a contract, as the Mini Program Platform gives it out."""
    answer = await ask(runtime, "prepare", {"scopes": "AGREEMENT_PAY", "extendInfo": "{}"})
    return str(answer["authUrl"])


async def sign(runtime: Runtime, url: str | None = None) -> dict[str, Any]:
    """What the program was told after signing at `url`, a fresh page by default."""
    url = url or (await ask(runtime, "consult", CONSULT))["normalUrl"]
    await runtime.run(f"my.signContract({{signStr: '{url}', complete() {{}}}})")
    result = runtime.calls[-1].result
    assert result is not None
    return result


REASONS = {
    "wrong-pin": "the PIN was wrong three times",
    "processing": "the wallet was still at it",
    "forgot-pin": "the person left because of a forgotten PIN",
}


@pytest.mark.parametrize("user", REASONS)
async def test_what_no_code_tells_is_told_to_whoever_runs_the_program(user: str) -> None:
    async with Runtime(wallet=True, user=user) as runtime:
        await sign(runtime)
        assert runtime.notes[-1].text == f"the authorization page: {REASONS[user]}"


async def test_who_forgot_the_pin_may_open_the_page_again() -> None:
    async with Runtime(wallet=True, user=["forgot-pin", "approve"]) as runtime:
        url = (await ask(runtime, "consult", CONSULT))["normalUrl"]
        assert (await sign(runtime, url))["error"] == "6001"
        assert "authCode" in await sign(runtime, url)


async def test_the_person_takes_their_time_on_the_programs_clock() -> None:
    async with Runtime(wallet=True, user=Person(delay=90_000)) as runtime:
        started = runtime.clock.now
        assert "authCode" in await sign(runtime)
        assert runtime.clock.now - started == 90_000


async def test_who_takes_too_long_finds_the_page_expired() -> None:
    async with Runtime(wallet=True, user=Person(delay=31 * 60_000)) as runtime:
        assert (await sign(runtime))["error"] == "7002"
        assert runtime.notes[-1].text == "the authorization page: This link has expired"
        assert runtime.wallet.authorizations[0].code is None


async def test_the_person_agrees_with_the_account_they_were_told() -> None:
    person = Person(accounts=[Account(), Account(login_id="13900001111")])
    person.next("approve", account="13900001111")
    async with Runtime(wallet=True, user=person) as runtime:
        await sign(runtime)
        assert runtime.wallet.authorizations[0].account == "13900001111"


async def redeemed(runtime: Runtime, code: str) -> str:
    body = {"grantType": "AUTHORIZATION_CODE", "customerBelongsTo": "GCASH", "authCode": code}
    answer = await ask(runtime, "applyToken", body)
    return str(answer["result"]["resultCode"])


async def test_an_approval_brings_the_merchants_state_and_a_code_worth_a_token(runtime: Runtime) -> None:
    result = await sign(runtime)
    assert list(result) == ["authState", "authCode"]
    assert result["authState"] == CONSULT["authState"]
    assert await redeemed(runtime, result["authCode"]) == "SUCCESS"


@pytest.mark.parametrize(
    ("user", "code", "consents"),
    [
        ("cancel", "6001", 0),
        ("network-error", "6002", 0),
        ("unknown", "7001", 1),
        ("fail", "7002", 0),
        ("wrong-pin", "7002", 0),
        ("processing", "7001", 1),
        ("forgot-pin", "6001", 0),
    ],
)
async def test_other_endings_say_why_and_only_7001_leaves_a_consent(user: str, code: str, consents: int) -> None:
    async with Runtime(wallet=True, user=user) as runtime:
        assert (await sign(runtime))["error"] == code
        assert len([known for known in runtime.wallet.authorizations if known.code]) == consents


async def test_a_page_that_was_used_fails_with_7002_and_the_reason_is_noted(runtime: Runtime) -> None:
    url = (await ask(runtime, "consult", CONSULT))["normalUrl"]
    await sign(runtime, url)
    assert await sign(runtime, url) == {"error": "7002", "errMessage": "The sign fails."}
    assert runtime.notes[-1].text == "the authorization page: Already agreed"


async def test_a_page_the_wallet_never_made_fails_with_7002(runtime: Runtime) -> None:
    assert (await sign(runtime, f"{runtime.wallet.url}/authentication.htm?authId=NOPE"))["error"] == "7002"


async def test_an_expired_page_fails_with_7002(runtime: Runtime) -> None:
    url = (await ask(runtime, "consult", CONSULT))["normalUrl"]
    await runtime.run("setTimeout(() => {}, 48 * 3600 * 1000)")
    assert (await sign(runtime, url))["error"] == "7002"


async def test_any_other_page_is_answered_without_touching_the_wallet(runtime: Runtime) -> None:
    assert "authCode" in await sign(runtime, "https://wallet.example/authentication.htm?authId=1")
    assert runtime.wallet.authorizations == []


async def test_in_alipay_china_the_redirect_tells_the_merchant() -> None:
    async with serving() as shop:
        origins = {"https://shop.example": shop.url}
        async with Runtime(wallet=True, host="alipay-cn", origins=origins) as runtime:
            assert await sign(runtime) == {}
            assert runtime.wallet.authorizations[0].code is not None
            code = runtime.wallet.authorizations[0].code.value
    (request,) = shop.received
    assert (request.method, request.path) == ("GET", "/back")
    assert request.query == f"order=7&authCode={code}&authState={CONSULT['authState']}"


async def test_in_alipay_china_a_merchant_out_of_reach_is_noted_and_the_program_not_told() -> None:
    async with Runtime(wallet=True, host="alipay-cn") as runtime:
        assert await sign(runtime) == {}
    assert runtime.notes[-1].text.startswith("the merchant was not told of the consent: https://shop.example")
    assert "--map https://shop.example=URL" in runtime.notes[-1].text


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_a_prepared_contract_brings_its_code_alone_on_every_host(host: HostName) -> None:
    async with Runtime(wallet=True, host=host) as runtime:
        result = await sign(runtime, await prepared(runtime))
        (authorization,) = runtime.wallet.authorizations
        assert authorization.code is not None
        assert result == {"authCode": authorization.code.value}


async def test_a_prepared_contract_may_be_signed_again(runtime: Runtime) -> None:
    url = await prepared(runtime)
    codes = [(await sign(runtime, url))["authCode"] for _ in range(2)]
    assert codes == [each.code.value for each in runtime.wallet.authorizations if each.code is not None]


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_in_a_browser_a_prepared_contract_may_be_signed_again(host: HostName) -> None:
    from bridge.wallet.visit import visit

    class Browser:
        async def open_page(self, url: str) -> None:
            await visit(url, Answer.APPROVE)

    async with Runtime(wallet=True, host=host, dialogs=Browser()) as runtime:  # type: ignore[arg-type]
        url = await prepared(runtime)
        codes = [(await sign(runtime, url))["authCode"] for _ in range(2)]
        assert len(set(codes)) == len(runtime.wallet.authorizations) == 2


@pytest.mark.parametrize(("decision", "expected"), [("agree", "authCode"), ("cancel", "error")])
async def test_somebody_may_decide_in_a_browser(decision: str, expected: str) -> None:
    from bridge.wallet.visit import visit

    opened: list[asyncio.Task[Any]] = []

    class Browser:
        async def open_page(self, url: str) -> None:
            answer = Answer.APPROVE if decision == "agree" else Answer.CANCEL
            opened.append(asyncio.create_task(visit(url, answer)))

    async with Runtime(wallet=True, dialogs=Browser()) as runtime:  # type: ignore[arg-type]
        assert expected in await sign(runtime)
        await asyncio.gather(*opened)


async def test_in_a_browser_too_a_page_can_be_used_once() -> None:
    from bridge.wallet.visit import visit

    class Browser:
        async def open_page(self, url: str) -> None:
            await visit(url, Answer.APPROVE)

    async with Runtime(wallet=True, dialogs=Browser()) as runtime:  # type: ignore[arg-type]
        url = (await ask(runtime, "consult", CONSULT))["normalUrl"]
        assert "authCode" in await sign(runtime, url)
        assert (await sign(runtime, url))["error"] == "7002"
        assert (await sign(runtime, url.replace("authId=", "authId=NOT")))["error"] == "7002"


async def test_without_a_wallet_asking_for_it_says_what_to_write() -> None:
    from bridge import UsageError

    async with Runtime() as runtime:
        with pytest.raises(UsageError, match=r"Runtime\(wallet=True\)"):
            _ = runtime.wallet
