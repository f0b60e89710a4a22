"""Misdeeds: what a merchant does, by mistake or not, to hear of a failure. Each gives the last answer."""

from __future__ import annotations

from typing import Any

from bridge.wallet import Account, Wallet
from bridge.wallet.records import DAY, MINUTE
from bridge.wallet.signing import FRESH_FOR, write_time

from .families import Desk, GatewayDesk
from .signed_merchant import ANOTHER_CLIENT, STRANGER

NOBODYS = "0" * 32
FIRST = Account(balance=3500, limit=3000, day_limit=4000)
SECOND = Account(login_id="13900001111")


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


async def forges_an_exchange(desk: Desk) -> dict[str, Any]:
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
