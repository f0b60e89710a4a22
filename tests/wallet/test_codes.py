"""Result codes by behaviour: what a merchant does to hear each of them, with nothing ordered by a test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bridge.wallet import Person, Wallet
from bridge.wallet.keys import PrivateKey
from bridge.wallet.results import RESULTS

from . import misdeeds
from .families import Desk, GatewayDesk, PlatformDesk, SecondDesk
from .merchant import Clock, Merchant
from .signed_merchant import SignedMerchant, code_of, signing_for

Does = Callable[[Any], Awaitable[dict[str, Any]]]


@pytest.fixture
async def wallet(clock: Clock, theirs: PrivateKey, state: Path) -> AsyncIterator[Wallet]:
    person = Person(accounts=[misdeeds.FIRST, misdeeds.SECOND])
    async with Wallet(now=clock.now, signing=signing_for(theirs), state=state, person=person) as started:
        yield started


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
    """What every family has the same code for."""
    return rows(operation, does, code, code, code)


TABLE: list[Row] = [
    *rows("applyToken", misdeeds.a_code_that_nobody_issued, "INVALID_CODE", "INVALID_CODE", "INVALID_AUTHCODE"),
    *rows("applyToken", misdeeds.a_code_twice, "USED_CODE", "USED_CODE", "USED_AUTHCODE"),
    *rows("applyToken", misdeeds.a_code_after_ten_minutes, "EXPIRED_CODE", "EXPIRED_CODE", "EXPIRED_AUTHCODE"),
    *rows("applyToken", misdeeds.a_used_code_after_ten_minutes, "USED_CODE", "USED_CODE", "USED_AUTHCODE"),
    *rows("applyToken", misdeeds.a_code_after_the_person_ended_it, "EXPIRED_CODE", "EXPIRED_CODE", "EXPIRED_AUTHCODE"),
    *rows("applyToken", misdeeds.a_code_of_another_client, "INVALID_CODE", "INVALID_CODE", "INVALID_AUTHCODE"),
    *rows("applyToken", misdeeds.a_code_for_another_reference, platform="REFERENCE_CLIENT_ID_NOT_MATCH"),
    *alike("applyToken", misdeeds.no_code, "PARAM_ILLEGAL"),
    *alike("applyToken", misdeeds.another_grant_type, "AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE"),
    *alike("applyToken", misdeeds.a_refresh_token_that_nobody_issued, "INVALID_REFRESH_TOKEN"),
    *alike("applyToken", misdeeds.a_refresh_token_twice, "USED_REFRESH_TOKEN"),
    *alike("applyToken", misdeeds.a_refresh_token_after_its_time, "EXPIRED_REFRESH_TOKEN"),
    *alike("applyToken", misdeeds.a_refresh_token_that_was_cancelled, "INVALID_REFRESH_TOKEN"),
    *alike("applyToken", misdeeds.a_refresh_token_after_the_person_ended_it, "INVALID_REFRESH_TOKEN"),
    *alike("applyToken", misdeeds.a_refresh_token_of_another_client, "INVALID_REFRESH_TOKEN"),
    *rows("applyToken", misdeeds.forges_an_exchange, "INVALID_SIGNATURE", "ACCESS_DENIED", "ACCESS_DENIED"),
    *alike("applyToken", misdeeds.gets_what_is_to_be_posted, "INVALID_API"),
    *rows("revoke", misdeeds.cancels_nobodys_token, "INVALID_ACCESS_TOKEN", second="INVALID_ACCESS_TOKEN"),
    *rows("revoke", misdeeds.cancels_a_token_twice, "INVALID_ACCESS_TOKEN", second="INVALID_ACCESS_TOKEN"),
    *rows("revoke", misdeeds.cancels_an_expired_token, second="EXPIRED_ACCESS_TOKEN"),
    *rows("cancelToken", misdeeds.cancels_nobodys_token, platform="INVALID_ACCESS_TOKEN"),
    *rows("cancelToken", misdeeds.cancels_a_token_twice, platform="INVALID_ACCESS_TOKEN"),
    *rows("cancelToken", misdeeds.cancels_an_expired_token, platform="EXPIRED_ACCESS_TOKEN"),
    *rows("query", misdeeds.looks_up_nobodys_token, "INVALID_ACCESS_TOKEN"),
    *rows("query", misdeeds.asks_the_second_version_where_nothing_is, second="INVALID_API"),
    *rows("inquiryUserInfo", misdeeds.asks_who_gave_nobodys_token, platform="INVALID_ACCESS_TOKEN"),
    *rows("inquiryUserInfoByAccessToken", misdeeds.asks_who_gave_an_expired_token, platform="EXPIRED_ACCESS_TOKEN"),
    *alike("pay", misdeeds.pays_with_the_code, "INVALID_ACCESS_TOKEN"),
    *alike("pay", misdeeds.pays_with_an_expired_token, "EXPIRED_ACCESS_TOKEN"),
    *alike("pay", misdeeds.pays_with_a_replaced_token, "INVALID_ACCESS_TOKEN"),
    *alike("pay", misdeeds.pays_with_a_cancelled_token, "INVALID_ACCESS_TOKEN"),
    *alike("pay", misdeeds.pays_with_another_clients_token, "INVALID_ACCESS_TOKEN"),
    *rows("pay", misdeeds.pays_by_an_agreement_without_the_scope, "ACCESS_DENIED"),
    *alike("pay", misdeeds.pays_nothing, "PARAM_ILLEGAL"),
    *alike("pay", misdeeds.pays_another_amount_under_the_same_name, "REPEAT_REQ_INCONSISTENT"),
    *alike("pay", misdeeds.pays_more_than_the_limit, "PAYMENT_AMOUNT_EXCEED_LIMIT"),
    *alike("pay", misdeeds.pays_more_than_a_day_allows, "USER_AMOUNT_EXCEED_LIMIT"),
    *alike("pay", misdeeds.pays_more_than_there_is, "USER_BALANCE_NOT_ENOUGH"),
    *alike("pay", misdeeds.pays_from_an_account_that_is_gone, "USER_NOT_EXIST"),
    *alike("inquiryPayment", misdeeds.asks_about_no_payment, "ORDER_NOT_EXIST"),
    *alike("inquiryPayment", misdeeds.asks_about_another_clients_payment, "ORDER_NOT_EXIST"),
    *alike("inquiryPayment", misdeeds.asks_about_nothing, "PARAM_ILLEGAL"),
    *alike("refund", misdeeds.refunds_no_payment, "ORDER_NOT_EXIST"),
    *alike("refund", misdeeds.refunds_what_was_not_paid, "ORDER_STATUS_INVALID"),
    *alike("refund", misdeeds.refunds_more_than_was_paid, "REFUND_AMOUNT_EXCEED"),
    *alike("refund", misdeeds.refunds_in_another_currency, "CURRENCY_NOT_SUPPORT"),
    *alike("refund", misdeeds.refunds_another_amount_under_the_same_name, "REPEAT_REQ_INCONSISTENT"),
    *alike("refund", misdeeds.refunds_what_was_cancelled, "ORDER_STATUS_INVALID"),
    *rows("cancel", misdeeds.cancels_what_was_refunded, "ORDER_STATUS_INVALID"),
    *rows("cancel", misdeeds.cancels_no_payment, "ORDER_NOT_EXIST"),
    *rows("consult", misdeeds.begins_without_scopes, "PARAM_ILLEGAL"),
    *rows("prepare", misdeeds.begins_without_scopes, platform="PARAM_ILLEGAL"),
    *rows("prepare", misdeeds.begins_with_another_scope, platform="INVALID_SCOPE"),
    *rows("consult", misdeeds.begins_as_a_stranger, "UNKNOWN_CLIENT"),
    *rows("prepare", misdeeds.begins_as_a_stranger, platform="ACCESS_DENIED"),
    *rows("consult", misdeeds.begins_with_another_signature, "INVALID_SIGNATURE"),
    *rows("prepare", misdeeds.begins_with_another_signature, platform="ACCESS_DENIED"),
    *rows("consult", misdeeds.begins_with_another_key, "KEY_NOT_FOUND"),
    *rows("prepare", misdeeds.begins_with_another_key, platform="ACCESS_DENIED"),
    *rows("consult", misdeeds.begins_by_a_stopped_clock, "INVALID_SIGNATURE"),
    *rows("prepare", misdeeds.begins_by_a_stopped_clock, platform="ACCESS_DENIED"),
    *rows("prepare", misdeeds.asks_where_nothing_is, "NO_INTERFACE_DEF"),
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
    SecondDesk: {"INVALID_AUTHCODE", "USED_AUTHCODE", "EXPIRED_AUTHCODE", *OF_ALL, *CHARGED},
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
