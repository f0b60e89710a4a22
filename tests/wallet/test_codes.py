"""Result codes by behaviour: what a merchant does to hear each of them, with nothing ordered by a test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bridge.wallet import Account, Person, Wallet
from bridge.wallet.keys import PrivateKey
from bridge.wallet.records import DAY, MINUTE
from bridge.wallet.results import RESULTS
from bridge.wallet.signing import FRESH_FOR, write_time

from .families import Desk, GatewayDesk, PlatformDesk, SecondDesk
from .merchant import Clock, Merchant
from .signed_merchant import ANOTHER_CLIENT, STRANGER, SignedMerchant, code_of, signing_for

Does = Callable[[Any], Awaitable[dict[str, Any]]]
NOBODYS = "0" * 32
FIRST = Account(balance=3500, limit=3000, day_limit=4000)
SECOND = Account(login_id="13900001111")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
async def wallet(clock: Clock, theirs: PrivateKey, state: Path) -> AsyncIterator[Wallet]:
    person = Person(accounts=[FIRST, SECOND])
    async with Wallet(now=clock.now, signing=signing_for(theirs), state=state, person=person) as started:
        yield started


# Codes


async def a_code_that_nobody_issued(desk: Desk) -> dict[str, Any]:
    return await desk.exchange(NOBODYS)


async def a_code_twice(desk: Desk) -> dict[str, Any]:
    code = await desk.code()
    await desk.exchange(code)
    return await desk.exchange(code)


async def a_code_after_ten_minutes(desk: Desk) -> dict[str, Any]:
    code = await desk.code()
    desk.shop.clock.time += 10 * MINUTE
    return await desk.exchange(code)


async def a_used_code_after_ten_minutes(desk: Desk) -> dict[str, Any]:
    code = await desk.code()
    await desk.exchange(code)
    desk.shop.clock.time += 10 * MINUTE
    return await desk.exchange(code)


async def a_code_after_the_person_ended_it(desk: Desk) -> dict[str, Any]:
    code = await desk.code()
    desk.shop.wallet.user_cancels(desk.shop.wallet.authorizations[0])
    return await desk.exchange(code)


async def a_code_of_another_client(desk: Desk) -> dict[str, Any]:
    code = await desk.code()
    desk.shop.client = ANOTHER_CLIENT
    return await desk.exchange(code)


async def a_code_for_another_reference(desk: Desk) -> dict[str, Any]:
    return await desk.exchange(await desk.code(referenceClientId="BAKERY"), referenceClientId="BUTCHER")


async def no_code(desk: Desk) -> dict[str, Any]:
    return await desk.exchange(None)


async def another_grant_type(desk: Desk) -> dict[str, Any]:
    return await desk.exchange(await desk.code(), grantType="PASSWORD")


# Refresh tokens


async def a_refresh_token_that_nobody_issued(desk: Desk) -> dict[str, Any]:
    return await desk.refresh(NOBODYS)


async def a_refresh_token_twice(desk: Desk) -> dict[str, Any]:
    token = (await desk.tokens())["refreshToken"]
    await desk.refresh(token)
    return await desk.refresh(token)


async def a_refresh_token_after_its_time(desk: Desk) -> dict[str, Any]:
    token = (await desk.tokens())["refreshToken"]
    desk.shop.clock.time += 32 * DAY
    return await desk.refresh(token)


async def a_refresh_token_that_was_cancelled(desk: Desk) -> dict[str, Any]:
    tokens = await desk.tokens()
    await desk.cancel_token(tokens["accessToken"])
    return await desk.refresh(tokens["refreshToken"])


async def a_refresh_token_after_the_person_ended_it(desk: Desk) -> dict[str, Any]:
    tokens = await desk.tokens()
    desk.shop.wallet.user_cancels(desk.shop.wallet.authorizations[0])
    return await desk.refresh(tokens["refreshToken"])


async def a_refresh_token_of_another_client(desk: Desk) -> dict[str, Any]:
    tokens = await desk.tokens()
    desk.shop.client = ANOTHER_CLIENT
    return await desk.refresh(tokens["refreshToken"])


# Access tokens


async def cancels_nobodys_token(desk: Desk) -> dict[str, Any]:
    return await desk.cancel_token(NOBODYS)


async def cancels_a_token_twice(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    await desk.cancel_token(token)
    return await desk.cancel_token(token)


async def cancels_an_expired_token(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    desk.shop.clock.time += 30 * DAY
    return await desk.cancel_token(token)


async def looks_up_nobodys_token(desk: Desk) -> dict[str, Any]:
    return await desk.ask("/v1/authorizations/query", {"accessToken": NOBODYS})


async def asks_who_gave_nobodys_token(desk: Desk) -> dict[str, Any]:
    return await desk.ask("/v1/users/inquiryUserInfo", {"accessToken": NOBODYS})


async def asks_who_gave_an_expired_token(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    desk.shop.clock.time += 30 * DAY
    return await desk.ask("/v1/customers/user/inquiryUserInfoByAccessToken", {"accessToken": token})


# Charges


async def pays_with_the_code(desk: Desk) -> dict[str, Any]:
    return await desk.pay(await desk.code())


async def pays_with_an_expired_token(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    desk.shop.clock.time += 30 * DAY
    return await desk.pay(token)


async def pays_with_a_replaced_token(desk: Desk) -> dict[str, Any]:
    tokens = await desk.tokens()
    await desk.refresh(tokens["refreshToken"])
    return await desk.pay(tokens["accessToken"])


async def pays_with_a_cancelled_token(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    await desk.cancel_token(token)
    return await desk.pay(token)


async def pays_with_another_clients_token(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    desk.shop.client = ANOTHER_CLIENT
    return await desk.pay(token)


async def pays_by_an_agreement_without_the_scope(desk: Desk) -> dict[str, Any]:
    return await desk.pay(await desk.token(scopes=["BASE_USER_INFO"]))


async def pays_nothing(desk: Desk) -> dict[str, Any]:
    return await desk.pay(await desk.token(), "0")


async def pays_another_amount_under_the_same_name(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    await desk.pay(token, "700")
    return await desk.pay(token, "701")


async def pays_more_than_the_limit(desk: Desk) -> dict[str, Any]:
    return await desk.pay(await desk.token(), "3001")


async def pays_more_than_a_day_allows(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    await desk.pay(token, "3000", "P0")
    return await desk.pay(token, "1001")


async def pays_more_than_there_is(desk: Desk) -> dict[str, Any]:
    token = await desk.token()
    await desk.pay(token, "3000", "P0")
    return await desk.pay(token, "501")


async def pays_from_an_account_that_is_gone(desk: Desk) -> dict[str, Any]:
    token = await desk.token(account=1)
    await desk.shop.wallet.close()
    now, signing = desk.shop.clock.now, desk.shop.wallet.signing
    async with Wallet(now=now, signing=signing, state=desk.state, account=FIRST, seed=1) as again:
        desk.shop.merchant.wallet = again
        return await desk.pay(token)


# Payments that were made, or were not


async def asks_about_no_payment(desk: Desk) -> dict[str, Any]:
    return await desk.inquire(paymentRequestId="P9")


async def asks_about_another_clients_payment(desk: Desk) -> dict[str, Any]:
    payment = await desk.paid()
    desk.shop.client = ANOTHER_CLIENT
    return await desk.inquire(paymentId=payment)


async def asks_about_nothing(desk: Desk) -> dict[str, Any]:
    return await desk.inquire()


async def refunds_no_payment(desk: Desk) -> dict[str, Any]:
    return await desk.refund("2026")


async def refunds_what_was_not_paid(desk: Desk) -> dict[str, Any]:
    return await desk.refund(await desk.paid(value="3001"))


async def refunds_more_than_was_paid(desk: Desk) -> dict[str, Any]:
    return await desk.refund(await desk.paid(), "701")


async def refunds_in_another_currency(desk: Desk) -> dict[str, Any]:
    return await desk.refund(await desk.paid(), currency="PHP")


async def refunds_another_amount_under_the_same_name(desk: Desk) -> dict[str, Any]:
    payment = await desk.paid()
    await desk.refund(payment, "100")
    return await desk.refund(payment, "101")


async def cancels_what_was_refunded(desk: Desk) -> dict[str, Any]:
    payment = await desk.paid()
    await desk.refund(payment)
    return await desk.ask("/v1/payments/cancel", {"paymentId": payment})


async def refunds_what_was_cancelled(desk: Desk) -> dict[str, Any]:
    payment = await desk.paid()
    await desk.ask("/v1/payments/cancel", {"paymentId": payment})
    return await desk.refund(payment)


async def cancels_no_payment(desk: Desk) -> dict[str, Any]:
    return await desk.ask("/v1/payments/cancel", {"paymentRequestId": "P9"})


# Whoever asks, and where


async def begins_without_scopes(desk: Desk) -> dict[str, Any]:
    return await desk.begin(scopes=None)


async def begins_with_another_scope(desk: Desk) -> dict[str, Any]:
    return await desk.begin(scopes="BASE_USER_INFO")


async def begins_as_a_stranger(desk: Desk) -> dict[str, Any]:
    desk.shop.client = STRANGER
    return await desk.begin()


async def begins_with_another_signature(desk: Desk) -> dict[str, Any]:
    return await desk.begin({"Signature": "algorithm=RSA256, keyVersion=1, signature=QUJD"})


async def begins_with_another_key(desk: Desk) -> dict[str, Any]:
    return await desk.begin({"Signature": "algorithm=RSA256, keyVersion=7, signature=QUJD"})


async def begins_by_a_stopped_clock(desk: Desk) -> dict[str, Any]:
    path = "/v1/authorizations/consult" if isinstance(desk, GatewayDesk) else "/v1/authorizations/prepare"
    desk.operation = path.rpartition("/")[2]
    old = write_time(desk.shop.clock.time - FRESH_FOR - 1000)
    return await desk.shop.merchant.send(path, b"{}", **desk.shop.headers(path, b"{}", time=old))


async def exchanges_with_another_signature(desk: Desk) -> dict[str, Any]:
    return await desk.exchange(NOBODYS, {"Signature": "algorithm=RSA256, keyVersion=1, signature=QUJD"})


async def asks_where_nothing_is(desk: Desk) -> dict[str, Any]:
    return await desk.ask("/ams/api/v1/authorizations/prepare", {})


async def asks_the_second_version_where_nothing_is(desk: Desk) -> dict[str, Any]:
    return await desk.ask("/v2/authorizations/query", {})


async def gets_what_is_to_be_posted(desk: Desk) -> dict[str, Any]:
    desk.operation = desk.exchange_path.rpartition("/")[2]
    async with desk.shop.merchant.session.get(desk.shop.wallet.url + desk.exchange_path) as response:
        answer: dict[str, Any] = await response.json()
        return answer


class Row(NamedTuple):
    """In that family, `operation` ends with `code` when the merchant does that."""

    family: type[Desk]
    operation: str
    code: str
    does: Does


def rows(operation: str, does: Does, gateway: str = "", platform: str = "", second: str = "") -> list[Row]:
    """A row for each family that has a code for it."""
    families: dict[type[Desk], str] = {GatewayDesk: gateway, PlatformDesk: platform, SecondDesk: second}
    return [Row(family, operation, code, does) for family, code in families.items() if code]


def alike(operation: str, does: Does, code: str) -> list[Row]:
    """Both families' charges have the same codes; version 2 has none."""
    return rows(operation, does, code, code)


TABLE: list[Row] = [
    *rows("applyToken", a_code_that_nobody_issued, "INVALID_CODE", "INVALID_CODE", "INVALID_AUTHCODE"),
    *rows("applyToken", a_code_twice, "USED_CODE", "USED_CODE", "USED_AUTHCODE"),
    *rows("applyToken", a_code_after_ten_minutes, "EXPIRED_CODE", "EXPIRED_CODE", "EXPIRED_AUTHCODE"),
    *rows("applyToken", a_used_code_after_ten_minutes, "USED_CODE", "USED_CODE", "USED_AUTHCODE"),
    *rows("applyToken", a_code_after_the_person_ended_it, "EXPIRED_CODE", "EXPIRED_CODE", "EXPIRED_AUTHCODE"),
    *rows("applyToken", a_code_of_another_client, "INVALID_CODE", "INVALID_CODE", "INVALID_AUTHCODE"),
    *rows("applyToken", a_code_for_another_reference, platform="REFERENCE_CLIENT_ID_NOT_MATCH"),
    *rows("applyToken", no_code, *["PARAM_ILLEGAL"] * 3),
    *rows("applyToken", another_grant_type, *["AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE"] * 3),
    *rows("applyToken", a_refresh_token_that_nobody_issued, *["INVALID_REFRESH_TOKEN"] * 3),
    *rows("applyToken", a_refresh_token_twice, *["USED_REFRESH_TOKEN"] * 3),
    *rows("applyToken", a_refresh_token_after_its_time, *["EXPIRED_REFRESH_TOKEN"] * 3),
    *rows("applyToken", a_refresh_token_that_was_cancelled, *["INVALID_REFRESH_TOKEN"] * 3),
    *rows("applyToken", a_refresh_token_after_the_person_ended_it, *["INVALID_REFRESH_TOKEN"] * 3),
    *rows("applyToken", a_refresh_token_of_another_client, *["INVALID_REFRESH_TOKEN"] * 3),
    *rows("applyToken", exchanges_with_another_signature, "INVALID_SIGNATURE", "ACCESS_DENIED", "ACCESS_DENIED"),
    *rows("applyToken", gets_what_is_to_be_posted, *["INVALID_API"] * 3),
    *rows("revoke", cancels_nobodys_token, "INVALID_ACCESS_TOKEN", second="INVALID_ACCESS_TOKEN"),
    *rows("revoke", cancels_a_token_twice, "INVALID_ACCESS_TOKEN", second="INVALID_ACCESS_TOKEN"),
    *rows("revoke", cancels_an_expired_token, second="EXPIRED_ACCESS_TOKEN"),
    *rows("cancelToken", cancels_nobodys_token, platform="INVALID_ACCESS_TOKEN"),
    *rows("cancelToken", cancels_a_token_twice, platform="INVALID_ACCESS_TOKEN"),
    *rows("cancelToken", cancels_an_expired_token, platform="EXPIRED_ACCESS_TOKEN"),
    *rows("query", looks_up_nobodys_token, "INVALID_ACCESS_TOKEN"),
    *rows("query", asks_the_second_version_where_nothing_is, second="INVALID_API"),
    *rows("inquiryUserInfo", asks_who_gave_nobodys_token, platform="INVALID_ACCESS_TOKEN"),
    *rows("inquiryUserInfoByAccessToken", asks_who_gave_an_expired_token, platform="EXPIRED_ACCESS_TOKEN"),
    *alike("pay", pays_with_the_code, "INVALID_ACCESS_TOKEN"),
    *alike("pay", pays_with_an_expired_token, "EXPIRED_ACCESS_TOKEN"),
    *alike("pay", pays_with_a_replaced_token, "INVALID_ACCESS_TOKEN"),
    *alike("pay", pays_with_a_cancelled_token, "INVALID_ACCESS_TOKEN"),
    *alike("pay", pays_with_another_clients_token, "INVALID_ACCESS_TOKEN"),
    *rows("pay", pays_by_an_agreement_without_the_scope, "ACCESS_DENIED"),
    *alike("pay", pays_nothing, "PARAM_ILLEGAL"),
    *alike("pay", pays_another_amount_under_the_same_name, "REPEAT_REQ_INCONSISTENT"),
    *alike("pay", pays_more_than_the_limit, "PAYMENT_AMOUNT_EXCEED_LIMIT"),
    *alike("pay", pays_more_than_a_day_allows, "USER_AMOUNT_EXCEED_LIMIT"),
    *alike("pay", pays_more_than_there_is, "USER_BALANCE_NOT_ENOUGH"),
    *alike("pay", pays_from_an_account_that_is_gone, "USER_NOT_EXIST"),
    *alike("inquiryPayment", asks_about_no_payment, "ORDER_NOT_EXIST"),
    *alike("inquiryPayment", asks_about_another_clients_payment, "ORDER_NOT_EXIST"),
    *alike("inquiryPayment", asks_about_nothing, "PARAM_ILLEGAL"),
    *alike("refund", refunds_no_payment, "ORDER_NOT_EXIST"),
    *alike("refund", refunds_what_was_not_paid, "ORDER_STATUS_INVALID"),
    *alike("refund", refunds_more_than_was_paid, "REFUND_AMOUNT_EXCEED"),
    *alike("refund", refunds_in_another_currency, "CURRENCY_NOT_SUPPORT"),
    *alike("refund", refunds_another_amount_under_the_same_name, "REPEAT_REQ_INCONSISTENT"),
    *alike("refund", refunds_what_was_cancelled, "ORDER_STATUS_INVALID"),
    *rows("cancel", cancels_what_was_refunded, "ORDER_STATUS_INVALID"),
    *rows("cancel", cancels_no_payment, "ORDER_NOT_EXIST"),
    *rows("consult", begins_without_scopes, "PARAM_ILLEGAL"),
    *rows("prepare", begins_without_scopes, platform="PARAM_ILLEGAL"),
    *rows("prepare", begins_with_another_scope, platform="INVALID_SCOPE"),
    *rows("consult", begins_as_a_stranger, "UNKNOWN_CLIENT"),
    *rows("prepare", begins_as_a_stranger, platform="ACCESS_DENIED"),
    *rows("consult", begins_with_another_signature, "INVALID_SIGNATURE"),
    *rows("prepare", begins_with_another_signature, platform="ACCESS_DENIED"),
    *rows("consult", begins_with_another_key, "KEY_NOT_FOUND"),
    *rows("prepare", begins_with_another_key, platform="ACCESS_DENIED"),
    *rows("consult", begins_by_a_stopped_clock, "INVALID_SIGNATURE"),
    *rows("prepare", begins_by_a_stopped_clock, platform="ACCESS_DENIED"),
    *rows("prepare", asks_where_nothing_is, "NO_INTERFACE_DEF"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.family.__name__}-{row.does.__name__}-{row.code}")
async def test_what_a_merchant_does_ends_with_its_code(
    merchant: Merchant, theirs: PrivateKey, clock: Clock, state: Path, row: Row
) -> None:
    desk = row.family(SignedMerchant(merchant, theirs, clock), state)
    answer = await row.does(desk)
    assert (desk.operation, code_of(answer)) == (row.operation, row.code)
    assert list(answer) == ["result"]


SIGNED = {"UNKNOWN_CLIENT", "INVALID_SIGNATURE", "KEY_NOT_FOUND"}  # where the platform documents ACCESS_DENIED alone
REFRESHED = {f"{fault}_REFRESH_TOKEN" for fault in ("INVALID", "USED", "EXPIRED")}
CHARGED = {
    *("REPEAT_REQ_INCONSISTENT", "PAYMENT_AMOUNT_EXCEED_LIMIT", "USER_AMOUNT_EXCEED_LIMIT", "USER_BALANCE_NOT_ENOUGH"),
    *("ORDER_STATUS_INVALID", "CURRENCY_NOT_SUPPORT", "USER_NOT_EXIST", "ACCESS_DENIED"),
}
OF_ALL = {"INVALID_ACCESS_TOKEN", "EXPIRED_ACCESS_TOKEN", "PARAM_ILLEGAL", "INVALID_API", *REFRESHED}
BY_BEHAVIOUR: dict[type[Desk], set[str]] = {
    GatewayDesk: {"INVALID_CODE", "USED_CODE", "EXPIRED_CODE", *OF_ALL, *CHARGED, *SIGNED},
    PlatformDesk: {"INVALID_CODE", "USED_CODE", "EXPIRED_CODE", *OF_ALL, *CHARGED},
    SecondDesk: {"INVALID_AUTHCODE", "USED_AUTHCODE", "EXPIRED_AUTHCODE", *OF_ALL, "ACCESS_DENIED"},
}


@pytest.mark.parametrize("family", BY_BEHAVIOUR)
def test_codes_that_merchants_meet_have_a_behaviour_in_each_family_that_documents_them(family: type[Desk]) -> None:
    assert BY_BEHAVIOUR[family] - {row.code for row in TABLE if row.family is family} == set()


ORDERED = {
    # Who a client, a partner or a person is stays the same here: nobody is closed, or not qualified.
    *("CLIENT_FORBIDDEN_ACCESS_API", "INVALID_CLIENT_STATUS", "INVALID_AUTH_CLIENT", "INVALID_AUTH_CLIENT_STATUS"),
    *("MERCHANT_NOT_REGISTERED", "PAYMENT_NOT_QUALIFIED", "NO_PAY_OPTIONS", "PARTNER_NOT_EXIST"),
    *("PARTNER_STATUS_ABNORMAL", "USER_STATUS_ABNORMAL"),
    # Nobody acts for a merchant by an agent token.
    *("INVALID_AGENT_TOKEN", "EXPIRED_AGENT_TOKEN"),
    # A charge by agreement is made at once: no cashier, no payment code.
    *("ACCEPT", "AUTH_CODE_ALREADY_USED", "PAYMENT_IN_PROCESS"),
    # Chance, load and mistakes of the wallet's own.
    *("RISK_REJECT", "REQUEST_TRAFFIC_EXCEED_LIMIT", "PROCESS_FAIL", "SYSTEM_ERROR", "UNKNOWN_EXCEPTION"),
    "OAUTH_FAILED",
}


def test_every_code_has_a_behaviour_or_is_there_to_be_ordered() -> None:
    behaviours = {row.code for row in TABLE}
    assert behaviours | ORDERED == RESULTS.keys() - {"SUCCESS"}
    assert behaviours & ORDERED == set()
