"""A file of the wallet's state: what was answered is there afterwards, whatever ended the process."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.wallet import Wallet
from bridge.wallet.authorizations import Authorizations
from bridge.wallet.lifecycle import State
from bridge.wallet.models import ApplyTokenRequest, ConsultRequest, RevokeRequest
from bridge.wallet.payment_models import Charge, PayRequest
from bridge.wallet.payments import Payments
from bridge.wallet.platform_models import PrepareRequest
from bridge.wallet.platform_payment_models import PayV2Charge, PayV2Request, PlatformPayRequest
from bridge.wallet.records import Authorization, Token
from bridge.wallet.results import Refusal
from bridge.wallet.store import MIGRATIONS, Store

from .merchant import Clock, Merchant, consult_with, exchange_of, refresh_of
from .platform_merchant import CONTRACT, charge_v2_of
from .platform_merchant import charge_of as platform_charge_of
from .test_payments import charge_of, refund_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "wallet.sqlite"


def opened(file: Path, clock: Clock, seed: int = 0) -> tuple[Authorizations, Store]:
    store = Store(file)
    return Authorizations(now=clock.now, chance=random.Random(seed), store=store), store


def apply(rules: Authorizations, body: dict[str, str]) -> Token:
    return rules.apply_token(ApplyTokenRequest.model_validate(body), "CLIENT_A")


def test_everything_is_there_again(file: Path, clock: Clock) -> None:
    rules, store = opened(file, clock)
    shown, cancelled, agreed = (
        rules.consult(ConsultRequest.model_validate(consult_with()), "CLIENT_A") for _ in range(3)
    )
    rules.show(shown)
    rules.cancel(cancelled)
    first = apply(rules, exchange_of(rules.agree(agreed).value))
    apply(rules, refresh_of(first.refresh_token))
    store.close()
    again, store = opened(file, clock, seed=1)
    assert list(again) == list(rules)
    assert again.tokens == rules.tokens
    store.close()


def test_what_was_used_stays_used(file: Path, clock: Clock) -> None:
    rules, store = opened(file, clock)
    code = rules.agree(rules.consult(ConsultRequest.model_validate(consult_with()), "CLIENT_A")).value
    token = apply(rules, exchange_of(code))
    rules.revoke(RevokeRequest.model_validate({"accessToken": token.access_token}), "CLIENT_A")
    store.close()
    again, store = opened(file, clock, seed=1)
    with pytest.raises(Refusal, match="USED_CODE"):
        apply(again, exchange_of(code))
    with pytest.raises(Refusal, match="INVALID_REFRESH_TOKEN"):
        apply(again, refresh_of(token.refresh_token))
    store.close()


async def test_a_wallet_goes_on_where_another_ended(file: Path, clock: Clock, session: object) -> None:
    async with Wallet(now=clock.now, state=file) as first:
        authorization = first.rules.consult(ConsultRequest.model_validate(consult_with()))
    async with Wallet(now=clock.now, state=file, seed=1) as second:
        assert [each.auth_id for each in second.authorizations] == [authorization.auth_id]


def test_one_process_has_a_file(file: Path) -> None:
    store = Store(file)
    with pytest.raises(UsageError, match="another process has it"):
        Store(file)
    store.close()
    Store(file).close()


def test_what_is_no_state_of_a_wallet_is_left_alone(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"my diary, not a database" * 100)
    with pytest.raises(UsageError, match="not a database"):
        Store(file)
    assert file.read_bytes().startswith(b"my diary")
    with pytest.raises(UsageError, match="unable to open"):
        Store(tmp_path / "no" / "folder")


def test_the_state_of_a_newer_version_is_left_alone(file: Path) -> None:
    Store(file).close()
    with sqlite3.connect(file) as database:
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    database.close()
    with pytest.raises(UsageError, match="a newer minibridge"):
        Store(file)


def test_nothing_of_a_change_that_fails_is_kept(file: Path, clock: Clock) -> None:
    rules, store = opened(file, clock)
    authorization = rules.consult(ConsultRequest.model_validate(consult_with()))
    with pytest.raises(ZeroDivisionError), store.changing():
        authorization.state = State.AGREED
        store.save(authorization)
        _ = 1 / 0
    assert [each.state for each in store.authorizations()] == [State.CONSULTED]
    store.close()


def test_a_change_that_cannot_be_kept_is_the_last(file: Path, clock: Clock) -> None:
    rules, store = opened(file, clock)
    authorization = rules.consult(ConsultRequest.model_validate(consult_with()))
    store.close()  # as if the disk had gone
    for _ in range(2):
        with pytest.raises(sqlite3.Error):
            rules.show(authorization)


async def test_of_two_hundred_who_bring_one_code_one_gets_a_token(merchant: Merchant, wallet: Wallet) -> None:
    await merchant.page_url()
    (authorization,) = wallet.authorizations
    code = wallet.rules.agree(authorization).value
    answers = await asyncio.gather(*(merchant.call("applyToken", exchange_of(code)) for _ in range(200)))
    assert Counter(answer["result"]["resultCode"] for answer in answers) == {"SUCCESS": 1, "USED_CODE": 199}
    assert len(wallet.tokens) == 1


STEPS = {"consulted", "shown", "agreed", "token", "refreshed", "paid", "refunded", "revoked"}
AMOUNT = {"currency": "USD", "value": "100"}
MOST_STATEMENTS = 60  # of one story; not all of those that are killed come to their end


def states(token: Token) -> tuple[State, State]:
    return token.access.state, token.refresh.state


def is_platforms(seed: int) -> bool:
    """Whether that story is told in the words of the Mini Program Platform: every other round of statements is."""
    return seed // MOST_STATEMENTS % 2 == 1


def is_second_version(seed: int) -> bool:
    """Whether it is told by version 2: every other round of those."""
    return seed // MOST_STATEMENTS % 4 == 3


def asked(rules: Authorizations, seed: int) -> Authorization:
    if is_platforms(seed):
        return rules.prepare(PrepareRequest.model_validate(CONTRACT), "CLIENT_A")
    return rules.consult(ConsultRequest.model_validate(consult_with()), "CLIENT_A")


def charge(token: str, seed: int) -> Charge:
    if is_second_version(seed):
        second = charge_v2_of(token, paymentRequestId=f"P{seed}", paymentAmount=AMOUNT)
        return PayV2Request.model_validate(second).kept()
    if is_platforms(seed):
        given = platform_charge_of(token, paymentRequestId="P1", partnerId=f"PARTNER_{seed}", paymentAmount=AMOUNT)
        return PlatformPayRequest.model_validate(given)
    return PayRequest.model_validate(charge_of(token, "100", f"P{seed}"))


def story(file: Path, clock: Clock, seed: int) -> Iterator[list[str]]:
    """Acknowledges each step, as an answer to a merchant would."""
    rules, store = opened(file, clock, seed)
    authorization = asked(rules, seed)
    yield ["consulted", authorization.auth_id]
    rules.show(authorization)
    yield ["shown", authorization.auth_id]
    code = rules.agree(authorization).value
    yield ["agreed", code]
    first = apply(rules, exchange_of(code))
    yield ["token", first.access_token]
    second = apply(rules, refresh_of(first.refresh_token))
    yield ["refreshed", first.refresh_token]
    yield ["token", second.access_token]
    payments = Payments(rules, now=clock.now, chance=random.Random(seed + 10_000), store=store)
    payment = payments.pay(charge(second.access_token, seed), "CLIENT_A")
    yield ["paid", payment.payment_id]
    partner = payment.request.partner
    payments.refund(refund_of(payment, "60", "R1" if partner else f"R{seed}"), "CLIENT_A")
    yield ["refunded", payment.payment_id]
    rules.revoke(RevokeRequest.model_validate({"accessToken": second.access_token}), "CLIENT_A")
    yield ["revoked", second.access_token]


def killed_before(statement: int, file: Path, clock: Clock, seed: int) -> list[list[str]]:
    """What a process acknowledged that was killed before it executed the SQL statement of that number."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            kill_before(statement)
            for acknowledged in story(file, clock, seed):
                os.write(writing, json.dumps(acknowledged).encode() + b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = [json.loads(line) for line in pipe]
    _, status = os.waitpid(pid, 0)
    assert status in (0, signal.SIGKILL)
    return told


def kill_before(statement: int) -> None:
    """Have this process killed before its connection to the database executes that many statements."""
    connect, executed = sqlite3.connect, itertools.count(1)

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(
            lambda _: os.kill(os.getpid(), signal.SIGKILL) if next(executed) == statement else None
        )
        return connection

    sqlite3.connect = traced  # type: ignore[assignment]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes")
def test_a_process_that_is_killed_has_done_what_it_acknowledged_and_nothing_by_half(file: Path, clock: Clock) -> None:
    told: list[list[str]] = []
    for number in range(300):
        told += killed_before(number % MOST_STATEMENTS, file, clock, number)
    assert Counter(what for what, _ in told).keys() == STEPS
    rules, store = opened(file, clock, seed=1000)
    known = {authorization.auth_id: authorization for authorization in rules}
    codes = {each.code.value: each.code.state for each in known.values() if each.code is not None}
    access = {token.access_token: token for token in rules.tokens}
    refresh = {token.refresh_token: token for token in rules.tokens}
    payments = {payment.payment_id: payment for payment in store.payments()}
    assert all(payment.spent in (100, 40) for payment in payments.values())
    assert {type(payment.request) for payment in payments.values()} == {PayRequest, PlatformPayRequest, PayV2Charge}
    for payment in payments.values():
        assert known[payment.auth_id].is_prepared == payment.request.is_platforms
    for what, text in told:
        if what in ("consulted", "shown"):
            assert text in known
        elif what == "agreed":
            assert text in codes
        elif what == "token":
            assert text in access
        elif what in ("paid", "refunded"):
            assert payments[text].refunded == (60 if what == "refunded" else payments[text].refunded)
        elif what == "refreshed":
            assert states(refresh[text]) == (State.TOKEN_REFRESHED, State.REFRESH_USED)
        else:
            assert states(access[text]) == (State.TOKEN_CANCELLED, State.REFRESH_CANCELLED)
    for authorization in known.values():
        pairs = [token for token in rules.tokens if token.authorization is authorization]
        used = authorization.code is not None and authorization.code.state is State.CODE_USED
        assert (len(pairs) > 0) == used  # no code used without a token, no token without a used code
        assert sum(token.access.state is State.TOKEN_LIVE for token in pairs) <= 1
    store.close()
