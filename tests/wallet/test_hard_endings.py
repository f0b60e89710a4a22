"""What tests order: failures of requests, tokens that expire, a person who ends the agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.wallet import Wallet
from bridge.wallet.results import RESULTS
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of, refresh_of


async def code_of(merchant: Merchant) -> str:
    code = (await visit(await merchant.page_url(), "approve")).auth_code
    assert code is not None
    return code


async def tokens_of(merchant: Merchant) -> dict[str, Any]:
    return await merchant.call("applyToken", exchange_of(await code_of(merchant)))


def code_in(answer: dict[str, Any]) -> str:
    return str(answer["result"]["resultCode"])


@pytest.mark.parametrize("code", sorted(RESULTS.keys() - {"SUCCESS"}))
async def test_a_request_fails_with_any_code_that_is_ordered(merchant: Merchant, code: str) -> None:
    merchant.wallet.fail_next("consult", code)
    result = (await merchant.call("consult", consult_with()))["result"]
    assert (result["resultCode"], result["resultStatus"]) == (code, RESULTS[code].status)


async def test_it_changes_nothing_and_the_next_one_goes_well(merchant: Merchant) -> None:
    code = await code_of(merchant)
    merchant.wallet.fail_next("applyToken", "UNKNOWN_EXCEPTION")
    answers = [await merchant.call("applyToken", exchange_of(code)) for _ in range(2)]
    assert [code_in(answer) for answer in answers] == ["UNKNOWN_EXCEPTION", "SUCCESS"]


async def test_failures_come_in_the_order_they_were_ordered_in(merchant: Merchant) -> None:
    merchant.wallet.fail_next("consult", "RISK_REJECT")
    merchant.wallet.fail_next("consult", "SYSTEM_ERROR")
    codes = [code_in(await merchant.call("consult", consult_with())) for _ in range(2)]
    assert codes == ["RISK_REJECT", "SYSTEM_ERROR"]


async def test_other_operations_are_spared(merchant: Merchant) -> None:
    merchant.wallet.fail_next("pay", "RISK_REJECT")
    assert code_in(await merchant.call("consult", consult_with())) == "SUCCESS"


@pytest.mark.parametrize(
    ("operation", "code", "words"),
    [
        ("applytoken", "RISK_REJECT", "applyToken"),
        ("consult", "NONSENSE", "RISK_REJECT"),
        ("consult", "SUCCESS", "RISK_REJECT"),
    ],
)
def test_what_there_is_not_cannot_be_ordered(clock: Clock, operation: str, code: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Wallet(now=clock.now).fail_next(operation, code)


async def test_an_access_token_expires_when_told_to_and_can_be_refreshed(merchant: Merchant) -> None:
    tokens = await tokens_of(merchant)
    merchant.wallet.expire(tokens["accessToken"])
    answer = await merchant.call("query", {"accessToken": tokens["accessToken"]})
    assert answer["tokenStatusType"] == "EXPIRED"
    assert code_in(await merchant.call("applyToken", refresh_of(tokens["refreshToken"]))) == "SUCCESS"


async def test_a_refresh_token_expires_when_told_to(merchant: Merchant) -> None:
    tokens = await tokens_of(merchant)
    merchant.wallet.expire(tokens["refreshToken"])
    assert code_in(await merchant.call("applyToken", refresh_of(tokens["refreshToken"]))) == "EXPIRED_REFRESH_TOKEN"


async def test_what_has_expired_already_or_never_was_cannot_expire(merchant: Merchant) -> None:
    tokens = await tokens_of(merchant)
    merchant.wallet.expire(tokens["accessToken"])
    with pytest.raises(UsageError, match="token expired"):
        merchant.wallet.expire(tokens["accessToken"])
    with pytest.raises(UsageError, match="no token 'nothing'"):
        merchant.wallet.expire("nothing")


async def test_a_person_who_ends_the_agreement_ends_both_tokens(merchant: Merchant) -> None:
    tokens = await tokens_of(merchant)
    merchant.wallet.user_cancels(merchant.wallet.authorizations[0])
    answer = await merchant.call("query", {"accessToken": tokens["accessToken"]})
    assert answer["tokenStatusType"] == "INVALID"
    assert code_in(await merchant.call("applyToken", refresh_of(tokens["refreshToken"]))) == "INVALID_REFRESH_TOKEN"


async def test_a_code_not_used_yet_is_worth_nothing_then(merchant: Merchant) -> None:
    code = await code_of(merchant)
    merchant.wallet.user_cancels(merchant.wallet.authorizations[0])
    assert code_in(await merchant.call("applyToken", exchange_of(code))) == "EXPIRED_CODE"


async def test_an_agreement_ends_once(merchant: Merchant) -> None:
    await tokens_of(merchant)
    merchant.wallet.user_cancels(merchant.wallet.authorizations[0])
    with pytest.raises(UsageError, match="any more"):
        merchant.wallet.user_cancels(merchant.wallet.authorizations[0])


async def test_what_was_ended_stays_so_in_the_file(clock: Clock, session: Any, tmp_path: Path) -> None:
    async with Wallet(now=clock.now, state=tmp_path / "state") as wallet:
        tokens = await tokens_of(Merchant(wallet, session))
        wallet.user_cancels(wallet.authorizations[0])
    async with Wallet(now=clock.now, state=tmp_path / "state", seed=1) as wallet:
        answer = await Merchant(wallet, session).call("query", {"accessToken": tokens["accessToken"]})
    assert answer["tokenStatusType"] == "INVALID"
