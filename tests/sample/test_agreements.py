"""What the merchant's server makes of a person's decision, however it hears of it."""

from __future__ import annotations

import asyncio

import pytest

from bridge.wallet import Delivery, Outcome, State, Visit, Wallet
from bridge.wallet.models import ConsultRequest
from bridge.wallet.visit import visit

from .conftest import Clock
from .program import PUBLIC, Program

TEN_MINUTES = 10 * 60_000


async def agreed(program: Program) -> tuple[str, Visit]:
    """A contract that the person agreed to, and what the wallet gave back."""
    begun = await program.begin()
    return begun.contract_id, await visit(begun.sign_str, "approve")


# Asking


async def test_a_contract_begins_with_the_wallets_url(program: Program, wallet: Wallet) -> None:
    begun = await program.begin()
    assert begun.sign_str == f"{wallet.url}/authentication.htm?authId={wallet.authorizations[0].auth_id}"


async def test_consult_says_what_is_wanted_and_where_to_answer(program: Program, wallet: Wallet) -> None:
    await program.begin()
    asked = wallet.authorizations[0].request
    assert isinstance(asked, ConsultRequest)
    assert (asked.scopes, asked.terminal_type, asked.os_type) == (("AGREEMENT_PAY",), "MINI_APP", "IOS")
    assert (asked.auth_redirect_url, asked.auth_notify_url) == (
        f"{PUBLIC}/auth/return",
        f"{PUBLIC}/auth/notify",
    )


async def test_every_contract_has_a_state_of_its_own(program: Program, wallet: Wallet) -> None:
    await program.begin()
    await program.begin()
    states = {authorization.request.auth_state for authorization in wallet.authorizations}
    assert len(states) == 2


async def test_the_program_is_not_told_the_state(program: Program, wallet: Wallet) -> None:
    await program.begin()
    state = wallet.authorizations[0].request.auth_state
    assert state is not None
    assert state not in program.answers[0].text


# The three ways back


async def test_the_program_completes_a_contract(program: Program) -> None:
    contract_id, seen = await agreed(program)
    answer = await program.complete(contract_id, seen.auth_code, seen.auth_state)
    assert (answer.status, answer.body) == (
        200,
        {"contractId": contract_id, "status": "signed", "account": "138****5678"},
    )


async def test_the_browser_completes_a_contract(program: Program) -> None:
    contract_id, seen = await agreed(program)
    answer = await program.return_by_browser(seen.auth_code, seen.auth_state)
    assert answer.status == 200 and "You are set up" in answer.text
    assert await program.status_of(contract_id) == "signed"


async def test_a_notification_completes_a_contract(notified: Program, wallet: Wallet) -> None:
    contract_id, _ = await agreed(notified)
    assert wallet.notifications[0].delivery is Delivery.DELIVERED
    assert await notified.status_of(contract_id) == "signed"


async def test_a_notification_is_acknowledged_as_documented(program: Program) -> None:
    _, seen = await agreed(program)
    answer = await program.notify(seen.auth_code, seen.auth_state)
    assert answer.body == {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}


async def test_the_program_completes_what_a_notification_completed(notified: Program) -> None:
    contract_id, seen = await agreed(notified)
    answer = await notified.complete(contract_id, seen.auth_code, seen.auth_state)
    assert (answer.status, answer.body["status"]) == (200, "signed")


async def test_a_lost_answer_is_known_by_the_notification(notified: Program) -> None:
    begun = await notified.begin()
    seen = await visit(begun.sign_str, "unknown")
    assert (seen.outcome, seen.auth_code) == (Outcome.UNKNOWN, None)
    assert await notified.status_of(begun.contract_id) == "signed"


# Once


async def test_a_code_that_comes_three_ways_at_once_is_applied_for_once(program: Program, requests: list[str]) -> None:
    contract_id, seen = await agreed(program)
    answers = await asyncio.gather(
        program.complete(contract_id, seen.auth_code, seen.auth_state),
        program.return_by_browser(seen.auth_code, seen.auth_state),
        program.notify(seen.auth_code, seen.auth_state),
    )
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert requests.count("applyToken SUCCESS") == 1 and "applyToken USED_CODE" not in requests


@pytest.mark.parametrize("again", [Program.return_by_browser, Program.notify])
async def test_the_wallet_may_say_it_twice(program: Program, requests: list[str], again: object) -> None:
    assert callable(again)
    _, seen = await agreed(program)
    answers = [await again(program, seen.auth_code, seen.auth_state) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert requests.count("applyToken SUCCESS") == 1


async def test_the_program_may_say_it_once(program: Program) -> None:
    contract_id, seen = await agreed(program)
    await program.complete(contract_id, seen.auth_code, seen.auth_state)
    answer = await program.complete(contract_id, seen.auth_code, seen.auth_state)
    assert answer.problem == (409, "REPLAYED_STATE")


async def test_a_signed_contract_takes_no_other_code(program: Program) -> None:
    contract_id, seen = await agreed(program)
    await program.complete(contract_id, seen.auth_code, seen.auth_state)
    answer = await program.notify("F" * 32, seen.auth_state)
    assert answer.problem == (409, "ALREADY_SIGNED")


# Forgeries


async def test_a_forged_state_is_refused(program: Program, requests: list[str]) -> None:
    contract_id, seen = await agreed(program)
    answers = [
        await program.complete(contract_id, seen.auth_code, "forged"),
        await program.notify(seen.auth_code, "forged"),
    ]
    assert [answer.problem for answer in answers] == [(403, "FORGED_STATE")] * 2
    assert "applyToken SUCCESS" not in requests


async def test_a_forged_state_shows_the_browser_nothing(program: Program) -> None:
    contract_id, seen = await agreed(program)
    answer = await program.return_by_browser(seen.auth_code, "<script>")
    assert answer.status == 403 and "<script>" not in answer.text
    assert await program.status_of(contract_id) == "pending"


async def test_a_state_counts_for_its_own_contract_only(program: Program) -> None:
    _, seen = await agreed(program)
    other = await program.begin()
    answer = await program.complete(other.contract_id, seen.auth_code, seen.auth_state)
    assert answer.problem == (403, "FORGED_STATE")


async def test_a_state_that_is_no_text_is_refused(program: Program) -> None:
    contract_id, seen = await agreed(program)
    answer = await program.complete(contract_id, seen.auth_code, "\ud800")
    assert answer.problem == (403, "FORGED_STATE")


async def test_a_contract_nobody_began_is_unknown(program: Program) -> None:
    _, seen = await agreed(program)
    answer = await program.complete("nobody", seen.auth_code, seen.auth_state)
    assert answer.problem == (404, "UNKNOWN_CONTRACT")


async def test_a_code_the_wallet_never_gave_fails_the_contract(program: Program) -> None:
    contract_id, seen = await agreed(program)
    answer = await program.complete(contract_id, "F" * 32, seen.auth_state)
    assert answer.problem == (422, "CODE_REFUSED")
    assert await program.status_of(contract_id) == "failed"


async def test_the_right_code_is_taken_after_a_wrong_one(program: Program) -> None:
    contract_id, seen = await agreed(program)
    await program.complete(contract_id, "F" * 32, seen.auth_state)
    await program.notify(seen.auth_code, seen.auth_state)
    assert await program.status_of(contract_id) == "signed"


async def test_a_refused_code_is_not_tried_again(program: Program, requests: list[str]) -> None:
    contract_id, seen = await agreed(program)
    for _ in range(2):
        await program.complete(contract_id, "F" * 32, seen.auth_state)
    assert requests.count("applyToken INVALID_CODE") == 1


# No agreement


@pytest.mark.parametrize("answer", ["cancel", "fail", "network-error"])
async def test_without_consent_a_contract_stays_pending(notified: Program, wallet: Wallet, answer: str) -> None:
    begun = await notified.begin()
    await visit(begun.sign_str, answer)
    assert await notified.status_of(begun.contract_id) == "pending"
    assert wallet.tokens == []


async def test_what_nobody_told_the_merchant_is_pending(program: Program, wallet: Wallet) -> None:
    begun = await program.begin()
    await visit(begun.sign_str, "unknown")
    assert wallet.authorizations[0].state is State.AGREED
    assert await program.status_of(begun.contract_id) == "pending"


async def test_a_code_that_came_too_late_fails_the_contract(program: Program, clock: Clock) -> None:
    contract_id, seen = await agreed(program)
    clock.time += TEN_MINUTES
    answer = await program.complete(contract_id, seen.auth_code, seen.auth_state)
    assert answer.problem == (422, "CODE_REFUSED")
