"""The person's script."""

from __future__ import annotations

import pytest

from bridge.errors import UsageError
from bridge.wallet import Answer, Person


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
    with pytest.raises(UsageError, match=r"'maybe'.*approve, cancel, network-error, unknown, fail"):
        Person("maybe")


def test_next_refuses_a_wrong_name_and_changes_nothing() -> None:
    person = Person("cancel")
    with pytest.raises(UsageError):
        person.next("approve", "maybe")
    assert person.answers == (Answer.CANCEL,)


def test_a_person_without_answers_is_refused() -> None:
    with pytest.raises(UsageError):
        Person([])
