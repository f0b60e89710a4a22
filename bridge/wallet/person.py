"""The person holding the phone: what they answer when an authorization page opens, or a dialog."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from bridge.errors import UsageError
from bridge.wallet.accounts import Account, checked


class Answer(str, Enum):
    """One answer to one authorization page, or to another errand of the wallet such as a payment.

    PROCESSING and FORGOT_PIN are 8000 and 99 of `my.tradePay` (source: its page, and Antom's page of tradePay).
    """

    APPROVE = "approve"  # agrees, and the program is told
    CANCEL = "cancel"  # presses Cancel
    NETWORK_ERROR = "network-error"  # the connection breaks before consent is recorded
    UNKNOWN = "unknown"  # consent is recorded, but its answer never reaches the phone
    FAIL = "fail"  # the wallet fails before anything is recorded
    WRONG_PIN = "wrong-pin"  # types a wrong PIN three times, which ends it: nothing is recorded
    PROCESSING = "processing"  # agrees, and the wallet is still at it when the program is told
    FORGOT_PIN = "forgot-pin"  # leaves by the link for a forgotten PIN: nothing is recorded, nothing declined either

    @property
    def told(self) -> Answer:
        """The answer that a program or a merchant cannot tell this one from, where no code of its own is documented.

        `my.tradePay` has codes for the last two. All else is inferred: that a wrong PIN is a failure like any other,
        what is still under way an outcome that is not known yet, and leaving for a forgotten PIN a cancel.
        """
        return _TOLD.get(self, self)

    @property
    def agrees(self) -> bool:
        """Whether consent is recorded, whoever hears of it."""
        return self.told in (Answer.APPROVE, Answer.UNKNOWN)


_TOLD = {Answer.WRONG_PIN: Answer.FAIL, Answer.PROCESSING: Answer.UNKNOWN, Answer.FORGOT_PIN: Answer.CANCEL}


@dataclass(frozen=True)
class Act:
    """What the person does with one page: the answer, after how many ms of program time, and the account chosen.

    `account` is an index into `Person.accounts`; `None` leaves what the page proposes, which is the first.
    """

    answer: Answer
    after: float = 0
    account: int | None = None


DialogAnswer = bool | int | str
"""One answer to one dialog: True presses its main button, False the other or dismisses it; a number chooses the item of
that index, from 0; a text is typed before the main button is pressed, stands in front of the camera, or names
who is chosen and which switches are flipped; "never" refuses a permission for good.
"""


@dataclass(frozen=True)
class DialogAct:
    """What the person does with one dialog: the answer, after how many ms of program time."""

    answer: DialogAnswer
    after: float = 0


def answer_named(name: Answer | str) -> Answer:
    """The answer called `name`. Raises `UsageError`, listing the valid names, for any other."""
    try:
        return Answer(name)
    except ValueError:
        valid = ", ".join(answer.value for answer in Answer)
        raise UsageError(f"{name!r} is not something a person can answer; valid answers: {valid}") from None


_Scripted = tuple[Answer, float | None, int | None]  # as in `Act`; without `after`, the person's own delay


class Person:
    """Answers authorization pages and payments from a script: one answer each, in order, the last one repeating.

    Dialogs have a script of their own, of which nothing repeats: when it is used up, main buttons are pressed, at once.
    `delay`: ms of program time between a page and its answer, where `next` said nothing else; dialogs take none but
    what `next_dialog` says. `accounts`: what the person has; payments are charged to the account that the agreement was
    made with.
    """

    def __init__(
        self,
        answers: Answer | str | Iterable[Answer | str] = Answer.APPROVE,
        *,
        delay: float = 0,
        accounts: Iterable[Account] = (),
    ) -> None:
        """`answers` is one answer or several; without `accounts` there is one, with money in it.

        Raises `UsageError` for an unknown name, for no answer at all, for a delay below 0 or two accounts of one name.
        """
        self.accounts = checked(tuple(accounts) or (Account(),))
        self.delay = _delay(delay)
        self._script: deque[_Scripted] = deque((answer, None, None) for answer in _named(answers))
        if not self._script:
            raise UsageError("a person needs at least one answer")
        self._dialogs: deque[DialogAct] = deque()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What is left, next one first; the last one never goes away."""
        return tuple(answer for answer, _, _ in self._script)

    def next_act(self) -> Act:
        """Consume the answer to the page that has just opened."""
        answer, after, account = self._script.popleft() if len(self._script) > 1 else self._script[0]
        return Act(answer, self.delay if after is None else after, account)

    def next_answer(self) -> Answer:
        """The answer of `next_act` alone."""
        return self.next_act().answer

    def next(self, *answers: Answer | str, after: float | None = None, account: str | None = None) -> None:
        """Put `answers` in front of what is left: given `after` ms of program time, with the account of that login id.

        Raises `UsageError` for an unknown name, a delay below 0, or an account that the person does not have.
        """
        later = None if after is None else _delay(after)
        chosen = None if account is None else self._index(account)
        self._script.extendleft((answer, later, chosen) for answer in reversed(_named(answers)))

    def _index(self, login_id: str) -> int:
        names = [account.login_id for account in self.accounts]
        if login_id not in names:
            raise UsageError(f"the person has no account {login_id!r}; there are: {', '.join(names)}")
        return names.index(login_id)

    def next_dialog(self, *answers: DialogAnswer, after: float = 0) -> None:
        """Put `answers` behind what is scripted for dialogs: `person.next_dialog(False, "Sam", 2)`.

        Each is given `after` ms of program time. Raises `UsageError` for what is no answer, or a delay below 0.
        """
        later = _delay(after)
        for answer in answers:
            if not isinstance(answer, (bool, int, str)):
                raise UsageError(f"{answer!r} answers no dialog: write True, False, the number of an item, or a text")
        self._dialogs.extend(DialogAct(answer, later) for answer in answers)

    def forget_dialogs(self) -> None:
        """Press main buttons again, whatever was scripted for dialogs."""
        self._dialogs.clear()

    @property
    def coming_dialog(self) -> DialogAnswer:
        """How the next dialog will be answered."""
        return self._dialogs[0].answer if self._dialogs else True

    def next_dialog_act(self) -> DialogAct:
        """Consume the answer to the dialog that has just opened."""
        return self._dialogs.popleft() if self._dialogs else DialogAct(True)


def _named(answers: Answer | str | Iterable[Answer | str]) -> list[Answer]:
    return [answer_named(name) for name in ([answers] if isinstance(answers, str) else answers)]


def _delay(ms: float) -> float:
    if not 0 <= ms < float("inf"):
        raise UsageError(f"a person cannot answer after {ms} ms: a delay is a number from 0 on")
    return ms
