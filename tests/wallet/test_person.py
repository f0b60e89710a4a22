"""The person's script."""

from __future__ import annotations

import aiohttp
import pytest

from bridge.errors import UsageError
from bridge.wallet import Account, Answer, Person, State, Wallet
from bridge.wallet.person import Act, DialogAct

from .merchant import Clock, Merchant


def test_a_person_approves_unless_told_otherwise() -> None:
    assert Person().next_answer() is Answer.APPROVE


def test_answers_come_in_order_and_the_last_one_repeats() -> None:
    person = Person(["cancel", "unknown", Answer.FAIL])
    given = [person.next_answer().value for _ in range(5)]
    assert given == ["cancel", "unknown", "fail", "fail", "fail"]


def test_answers_show_what_is_left() -> None:
    person = Person(["cancel", "approve"])
    person.next_answer()
    assert person.answers == (Answer.APPROVE,)


def test_next_puts_answers_in_front() -> None:
    person = Person("approve")
    person.next("cancel", "fail")
    assert person.answers == (Answer.CANCEL, Answer.FAIL, Answer.APPROVE)


def test_a_wrong_name_is_refused_with_the_valid_ones() -> None:
    with pytest.raises(UsageError, match=r"'maybe'.*approve, .*, wrong-pin, processing, forgot-pin"):
        Person("maybe")


def test_next_refuses_a_wrong_name_and_changes_nothing() -> None:
    person = Person("cancel")
    with pytest.raises(UsageError):
        person.next("approve", "maybe")
    assert person.answers == (Answer.CANCEL,)


def test_a_person_without_answers_is_refused() -> None:
    with pytest.raises(UsageError):
        Person([])


def test_answers_take_the_persons_time_unless_they_have_their_own() -> None:
    person = Person("approve", delay=200)
    person.next("cancel", after=5)
    assert [person.next_act() for _ in range(2)] == [Act(Answer.CANCEL, 5), Act(Answer.APPROVE, 200)]


def test_the_account_is_chosen_by_its_login_id() -> None:
    person = Person(accounts=[Account(), Account(login_id="13900001111")])
    person.next("approve", account="13900001111")
    assert person.next_act() == Act(Answer.APPROVE, 0, 1)


def test_an_account_that_the_person_has_not_is_refused_and_changes_nothing() -> None:
    person = Person("cancel")
    with pytest.raises(UsageError, match="no account '139'; there are: 13812345678"):
        person.next("approve", account="139")
    assert person.answers == (Answer.CANCEL,)


def test_dialogs_are_answered_at_once_unless_they_have_a_time_of_their_own() -> None:
    person = Person(delay=200)
    person.next_dialog(False, "Sam", after=5)
    person.next_dialog(2)
    given = [person.next_dialog_act() for _ in range(4)]
    assert given == [DialogAct(False, 5), DialogAct("Sam", 5), DialogAct(2), DialogAct(True)]


@pytest.mark.parametrize("delay", [-1, float("nan"), float("inf")])
def test_a_delay_that_is_none_is_refused(delay: float) -> None:
    with pytest.raises(UsageError, match="a delay is a number from 0 on"):
        Person().next_dialog(True, after=delay)
    with pytest.raises(UsageError, match="a delay is a number from 0 on"):
        Person(delay=delay)
    with pytest.raises(UsageError, match="a delay is a number from 0 on"):
        Person().next("approve", after=delay)


async def decided(clock: Clock, session: aiohttp.ClientSession, *answers: str) -> list[State]:
    """How consults end, one after another, when the person answers at once."""
    async with Wallet(now=clock.now, person=Person(answers), answers_after=0) as wallet:
        for _ in answers:
            await Merchant(wallet, session).page_url()
            await wallet.answered()
        return [authorization.state for authorization in wallet.authorizations]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("approve", State.AGREED),
        ("unknown", State.AGREED),
        ("cancel", State.CANCELLED),
        ("fail", State.SHOWN),
        ("wrong-pin", State.SHOWN),
        ("network-error", State.SHOWN),
        ("processing", State.AGREED),
        ("forgot-pin", State.SHOWN),
    ],
)
async def test_a_person_answers_what_is_consulted(
    clock: Clock, session: aiohttp.ClientSession, answer: str, state: State
) -> None:
    assert await decided(clock, session, answer) == [state]


async def test_answers_come_in_order(clock: Clock, session: aiohttp.ClientSession) -> None:
    assert await decided(clock, session, "cancel", "approve") == [State.CANCELLED, State.AGREED]


async def test_without_a_time_to_answer_pages_wait(clock: Clock, session: aiohttp.ClientSession) -> None:
    async with Wallet(now=clock.now, person=Person("approve")) as wallet:
        await Merchant(wallet, session).page_url()
        await wallet.answered()
        assert wallet.authorizations[0].state is State.CONSULTED


async def test_a_wallet_that_closes_does_not_wait_for_the_person(clock: Clock, session: aiohttp.ClientSession) -> None:
    async with Wallet(now=clock.now, answers_after=600) as wallet:
        await Merchant(wallet, session).page_url()
    assert wallet.authorizations[0].state is State.CONSULTED
