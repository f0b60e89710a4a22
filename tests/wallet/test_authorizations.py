"""The rules: who gets a code, who gets a token, once, and until when."""

from __future__ import annotations

import random
import re

import pytest

from bridge.wallet import Authorization, Lifetimes, State, Token
from bridge.wallet.authorizations import Authorizations
from bridge.wallet.lifecycle import StepError
from bridge.wallet.models import ApplyTokenRequest, ConsultRequest, QueryRequest, RevokeRequest
from bridge.wallet.records import DAY, MINUTE, returning
from bridge.wallet.results import Refusal

from .merchant import Clock, consult_with, exchange_of, refresh_of


@pytest.fixture
def rules(clock: Clock) -> Authorizations:
    return Authorizations(now=clock.now, chance=random.Random(1))


def consulted(rules: Authorizations, client_id: str | None = None, **changes: object) -> Authorization:
    return rules.consult(ConsultRequest.model_validate(consult_with(**changes)), client_id)


def agreed_code(rules: Authorizations, client_id: str | None = None) -> str:
    return rules.agree(consulted(rules, client_id)).value


def redeem(rules: Authorizations, code: str, client_id: str | None = None) -> Token:
    return rules.apply_token(ApplyTokenRequest.model_validate(exchange_of(code)), client_id)


def refresh(rules: Authorizations, token: str, client_id: str | None = None) -> Token:
    return rules.apply_token(ApplyTokenRequest.model_validate(refresh_of(token)), client_id)


def test_an_auth_id_is_an_upper_case_uuid(rules: Authorizations) -> None:
    auth_id = consulted(rules).auth_id
    assert re.fullmatch(r"[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}", auth_id)


def test_a_code_is_32_upper_case_hex_digits(rules: Authorizations) -> None:
    assert re.fullmatch(r"[0-9A-F]{32}", agreed_code(rules))


def test_the_same_seed_gives_the_same_codes(clock: Clock) -> None:
    runs = [Authorizations(now=clock.now, chance=random.Random(5)) for _ in range(2)]
    assert agreed_code(runs[0]) == agreed_code(runs[1])


def test_tokens_last_thirty_and_thirty_two_days(rules: Authorizations, clock: Clock) -> None:
    token = redeem(rules, agreed_code(rules))
    assert token.access.expires_at == clock.time + 30 * DAY
    assert token.refresh.expires_at == clock.time + 32 * DAY


def test_a_code_is_good_for_one_token(rules: Authorizations) -> None:
    code = agreed_code(rules)
    redeem(rules, code)
    with pytest.raises(Refusal, match="USED_CODE"):
        redeem(rules, code)
    assert len(rules.tokens) == 1


def test_an_unknown_code_is_invalid_not_used(rules: Authorizations) -> None:
    with pytest.raises(Refusal, match="INVALID_CODE"):
        redeem(rules, "0" * 32)


def test_a_code_lives_until_just_before_ten_minutes(rules: Authorizations, clock: Clock) -> None:
    code = agreed_code(rules)
    clock.time += 10 * MINUTE - 1
    assert redeem(rules, code)


def test_a_code_expires_after_ten_minutes(rules: Authorizations, clock: Clock) -> None:
    code = agreed_code(rules)
    clock.time += 10 * MINUTE
    with pytest.raises(Refusal, match="EXPIRED_CODE"):
        redeem(rules, code)


def test_a_used_code_stays_used_after_its_time(rules: Authorizations, clock: Clock) -> None:
    code = agreed_code(rules)
    redeem(rules, code)
    clock.time += 10 * MINUTE
    with pytest.raises(Refusal, match="USED_CODE"):
        redeem(rules, code)


def test_a_code_belongs_to_the_client_that_consulted(rules: Authorizations) -> None:
    code = agreed_code(rules, "CLIENT_A")
    for stranger in ("CLIENT_B", None):
        with pytest.raises(Refusal, match="INVALID_CODE"):
            redeem(rules, code, stranger)
    assert redeem(rules, code, "CLIENT_A")


def test_a_refresh_token_belongs_to_the_client_that_consulted(rules: Authorizations) -> None:
    token = redeem(rules, agreed_code(rules, "CLIENT_A"), "CLIENT_A")
    with pytest.raises(Refusal, match="INVALID_REFRESH_TOKEN"):
        refresh(rules, token.refresh_token, "CLIENT_B")
    assert refresh(rules, token.refresh_token, "CLIENT_A")


def test_refreshing_gives_a_new_pair_and_retires_the_old(rules: Authorizations) -> None:
    old = redeem(rules, agreed_code(rules))
    new = refresh(rules, old.refresh_token)
    assert len({old.access_token, old.refresh_token, new.access_token, new.refresh_token}) == 4
    assert old.access.state is State.TOKEN_REFRESHED


def test_a_refresh_token_is_good_once(rules: Authorizations) -> None:
    token = redeem(rules, agreed_code(rules))
    refresh(rules, token.refresh_token)
    with pytest.raises(Refusal, match="USED_REFRESH_TOKEN"):
        refresh(rules, token.refresh_token)


def test_a_refresh_token_outlives_its_access_token(rules: Authorizations, clock: Clock) -> None:
    token = redeem(rules, agreed_code(rules))
    clock.time += 31 * DAY
    assert refresh(rules, token.refresh_token)


def test_a_refresh_token_expires(rules: Authorizations, clock: Clock) -> None:
    token = redeem(rules, agreed_code(rules))
    clock.time += 32 * DAY
    with pytest.raises(Refusal, match="EXPIRED_REFRESH_TOKEN"):
        refresh(rules, token.refresh_token)


def test_an_unknown_refresh_token_is_invalid(rules: Authorizations) -> None:
    with pytest.raises(Refusal, match="INVALID_REFRESH_TOKEN"):
        refresh(rules, "28101003")


def test_another_grant_type_is_unsupported(rules: Authorizations) -> None:
    request = ApplyTokenRequest.model_validate({"grantType": "PASSWORD", "customerBelongsTo": "GCASH"})
    with pytest.raises(Refusal, match="AUTH_CLIENT_UNSUPPORTED_GRANT_TYPE"):
        rules.apply_token(request)


def test_query_finds_a_pair_by_its_access_token(rules: Authorizations) -> None:
    token = redeem(rules, agreed_code(rules))
    assert rules.query(QueryRequest.model_validate({"accessToken": token.access_token})) is token


def test_query_does_not_find_another_clients_token(rules: Authorizations) -> None:
    token = redeem(rules, agreed_code(rules, "CLIENT_A"), "CLIENT_A")
    with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
        rules.query(QueryRequest.model_validate({"accessToken": token.access_token}), "CLIENT_B")


def test_agreeing_twice_is_not_allowed(rules: Authorizations) -> None:
    authorization = consulted(rules)
    code = rules.agree(authorization)
    with pytest.raises(StepError):
        rules.agree(authorization)
    assert authorization.code is code


def test_a_page_lapses(clock: Clock) -> None:
    rules = Authorizations(now=clock.now, chance=random.Random(1), lifetimes=Lifetimes(page=MINUTE))
    authorization = consulted(rules)
    clock.time += MINUTE
    with pytest.raises(StepError):
        rules.agree(authorization)
    assert authorization.state is State.LAPSED


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://s.example", "https://s.example?authCode=C&authState=S"),
        ("https://s.example/p?a=%20b", "https://s.example/p?a=%20b&authCode=C&authState=S"),
        ("https://s.example/p?", "https://s.example/p?authCode=C&authState=S"),
        ("https://s.example/p?a=1&#top", "https://s.example/p?a=1&authCode=C&authState=S#top"),
        ("shop://back", "shop://back?authCode=C&authState=S"),
        ("https://s.example/路", "https://s.example/%E8%B7%AF?authCode=C&authState=S"),
    ],
)
def test_the_return_keeps_the_merchants_own_url(url: str, expected: str) -> None:
    assert returning(url, "C", "S") == expected


def test_a_hostile_auth_state_cannot_leave_its_parameter() -> None:
    url = returning("https://s.example/", "C", "a&b=c#d\r\nSet-Cookie: e+é")
    assert url.endswith("authState=a%26b%3Dc%23d%0D%0ASet-Cookie%3A%20e%2B%C3%A9")


def revoke(rules: Authorizations, token: str, client_id: str | None = None) -> None:
    rules.revoke(RevokeRequest.model_validate({"accessToken": token}), client_id)


def test_revoking_kills_both_tokens(rules: Authorizations) -> None:
    token = redeem(rules, agreed_code(rules))
    revoke(rules, token.access_token)
    assert token.access.state is State.TOKEN_CANCELLED
    with pytest.raises(Refusal, match="INVALID_REFRESH_TOKEN"):
        refresh(rules, token.refresh_token)


@pytest.mark.parametrize("days", [31, 33])
def test_an_expired_token_can_be_revoked(rules: Authorizations, clock: Clock, days: int) -> None:
    token = redeem(rules, agreed_code(rules))
    clock.time += days * DAY
    revoke(rules, token.access_token)
    with pytest.raises(Refusal, match="_REFRESH_TOKEN"):
        refresh(rules, token.refresh_token)


def test_a_token_is_revoked_once_and_only_while_it_is_the_newest(rules: Authorizations) -> None:
    old = redeem(rules, agreed_code(rules))
    new = refresh(rules, old.refresh_token)
    with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
        revoke(rules, old.access_token)
    revoke(rules, new.access_token)
    with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
        revoke(rules, new.access_token)


def test_only_the_client_that_consulted_revokes(rules: Authorizations) -> None:
    token = redeem(rules, agreed_code(rules, "CLIENT_A"), "CLIENT_A")
    for client, access_token in (("CLIENT_B", token.access_token), ("CLIENT_A", "28101003")):
        with pytest.raises(Refusal, match="INVALID_ACCESS_TOKEN"):
            revoke(rules, access_token, client)
    assert token.access.state is State.TOKEN_LIVE
