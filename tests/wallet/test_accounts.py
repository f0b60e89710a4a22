"""Several accounts of one person: which of them agrees, and which of them is charged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge.errors import UsageError
from bridge.wallet import Account, Person, State, Wallet
from bridge.wallet.accounts import masked
from bridge.wallet.form import read_page
from bridge.wallet.person import Act, Answer
from bridge.wallet.records import DAY
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, exchange_of
from .test_payments import ask, charge_of

FIRST, SECOND = "13812345678", "13900001111"


def two(**second: Any) -> Person:
    return Person(accounts=[Account(balance=5000, login_id=FIRST), Account(login_id=SECOND, **second)])


@pytest.fixture
async def wallet(clock: Clock) -> AsyncIterator[Wallet]:
    async with Wallet(now=clock.now, person=two(balance=900)) as started:
        yield started


async def token_of(merchant: Merchant, account: int | None = None) -> dict[str, Any]:
    """The answer to applyToken after a person agreed with the account of that index."""
    visited = await visit(await merchant.page_url(), Act(Answer.APPROVE, account=account))
    return await merchant.call("applyToken", exchange_of(visited.auth_code or ""))


async def paid(merchant: Merchant, token: dict[str, Any], value: str, number: str = "P1") -> str:
    answer = await ask(merchant, "pay", charge_of(token["accessToken"], value, number))
    return str(answer["result"]["resultCode"])


@pytest.mark.parametrize(("account", "login_id"), [(None, "138****5678"), (0, "138****5678"), (1, "139****1111")])
async def test_the_merchant_sees_the_account_that_agreed(
    merchant: Merchant, account: int | None, login_id: str
) -> None:
    assert (await token_of(merchant, account))["userLoginId"] == login_id


async def test_charges_go_to_the_account_that_agreed(merchant: Merchant, wallet: Wallet) -> None:
    token = await token_of(merchant, 1)
    assert await paid(merchant, token, "800") == "SUCCESS"
    assert wallet.balances == {FIRST: 5000, SECOND: 100}


async def test_the_balance_of_another_account_is_of_no_help(merchant: Merchant, wallet: Wallet) -> None:
    token = await token_of(merchant, 1)
    assert await paid(merchant, token, "901") == "USER_BALANCE_NOT_ENOUGH"
    assert wallet.balances == {FIRST: 5000, SECOND: 900}


async def test_refunds_go_back_where_they_came_from(merchant: Merchant, wallet: Wallet) -> None:
    token = await token_of(merchant, 1)
    await paid(merchant, token, "800")
    amount = {"currency": "USD", "value": "300"}
    refund = {"refundRequestId": "R1", "paymentId": wallet.payments[0].payment_id, "refundAmount": amount}
    await ask(merchant, "refund", refund)
    assert wallet.balances == {FIRST: 5000, SECOND: 400}


async def test_the_page_offers_the_accounts_masked_with_the_first_chosen(merchant: Merchant) -> None:
    async with merchant.session.get(await merchant.page_url()) as response:
        text = await response.text()
    form = read_page(text, "").form
    assert form is not None and form.inputs["account"] == "0"
    assert "138****5678" in text and "139****1111" in text
    assert FIRST not in text and SECOND not in text


@pytest.mark.parametrize("account", ["2", "-1", "x", "٣", "1e0", "99999999999999999999"])
async def test_an_account_that_was_not_offered_agrees_to_nothing(merchant: Merchant, account: str) -> None:
    url = await merchant.page_url()
    async with merchant.session.get(url) as response:
        form = read_page(await response.text(), url).form
    assert form is not None
    body = {**form.inputs, "account": account, "decision": "agree"}
    async with merchant.session.post(url, data=body, allow_redirects=False) as answer:
        assert answer.status == 400
    assert merchant.wallet.authorizations[0].state is State.SHOWN


@pytest.mark.parametrize(
    ("hours", "code"), [(0, "USER_AMOUNT_EXCEED_LIMIT"), (23.9, "USER_AMOUNT_EXCEED_LIMIT"), (24, "SUCCESS")]
)
async def test_a_day_has_its_limit(clock: Clock, session: aiohttp.ClientSession, hours: float, code: str) -> None:
    async with Wallet(now=clock.now, account=Account(day_limit=1000)) as wallet:
        merchant = Merchant(wallet, session)
        token = await token_of(merchant)
        assert await paid(merchant, token, "600") == "SUCCESS"
        clock.time += hours / 24 * DAY
        assert await paid(merchant, token, "401", "P2") == code


async def test_the_file_keeps_which_account_agreed(
    clock: Clock, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    async with Wallet(now=clock.now, person=two(balance=900), state=tmp_path / "s") as wallet:
        token = await token_of(Merchant(wallet, session), 1)
        await paid(Merchant(wallet, session), token, "100")
    async with Wallet(now=clock.now, person=two(balance=900), seed=1, state=tmp_path / "s") as wallet:
        assert wallet.balances == {FIRST: 5000, SECOND: 800}
        assert await paid(Merchant(wallet, session), token, "801", "P2") == "USER_BALANCE_NOT_ENOUGH"


async def test_an_account_that_is_gone_cannot_be_charged(
    clock: Clock, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    async with Wallet(now=clock.now, person=two(), state=tmp_path / "s") as wallet:
        token = await token_of(Merchant(wallet, session), 1)
    async with Wallet(now=clock.now, seed=1, state=tmp_path / "s") as wallet:
        assert await paid(Merchant(wallet, session), token, "1") == "USER_NOT_EXIST"
        assert wallet.payments == []


async def test_a_simulated_person_agrees_with_the_account_they_were_told(
    clock: Clock, session: aiohttp.ClientSession
) -> None:
    async with Wallet(now=clock.now, person=two(), answers_after=0) as wallet:
        wallet.person.next("approve", account=SECOND)
        await Merchant(wallet, session).page_url()
        await wallet.answered()
        assert wallet.authorizations[0].account == SECOND


@pytest.mark.parametrize("accounts", [[Account(), Account()], [Account(login_id="")]])
def test_accounts_have_names_of_their_own(accounts: list[Account]) -> None:
    with pytest.raises(UsageError, match="each account needs a login id of its own"):
        Person(accounts=accounts)


@pytest.mark.parametrize(
    ("login_id", "shown"), [("13812345678", "138****5678"), ("a@b.io", "a****"), ("mail@shop.example", "mai****mple")]
)
def test_a_login_id_is_shown_in_part(login_id: str, shown: str) -> None:
    assert masked(login_id) == shown
