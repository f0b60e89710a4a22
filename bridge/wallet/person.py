"""The person holding the phone: what they answer when an authorization page opens."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from enum import Enum

from bridge.errors import UsageError


class Answer(str, Enum):
    """One answer to one authorization page."""

    APPROVE = "approve"  # agrees, and the program is told
    CANCEL = "cancel"  # presses Cancel
    NETWORK_ERROR = "network-error"  # the connection breaks before consent is recorded
    UNKNOWN = "unknown"  # consent is recorded, but its answer never reaches the phone
    FAIL = "fail"  # the wallet fails before anything is recorded


def answer_named(name: Answer | str) -> Answer:
    """The answer called `name`. Raises `UsageError`, listing the valid names, for any other."""
    try:
        return Answer(name)
    except ValueError:
        valid = ", ".join(answer.value for answer in Answer)
        raise UsageError(f"{name!r} is not something a person can answer; valid answers: {valid}") from None


class Person:
    """Answers authorization pages from a script: one answer a page, in order, the last one repeating."""

    def __init__(self, answers: Answer | str | Iterable[Answer | str] = Answer.APPROVE) -> None:
        """`answers` is one answer or several. Raises `UsageError` for an unknown name, or for none at all."""
        self._script = deque(_named(answers))
        if not self._script:
            raise UsageError("a person needs at least one answer")

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What is left, next one first; the last one never goes away."""
        return tuple(self._script)

    def next_answer(self) -> Answer:
        """Consume the answer to the page that has just opened."""
        return self._script.popleft() if len(self._script) > 1 else self._script[0]

    def next(self, *answers: Answer | str) -> None:
        """Put `answers` in front of what is left. Raises `UsageError` for an unknown name."""
        self._script.extendleft(reversed(_named(answers)))


def _named(answers: Answer | str | Iterable[Answer | str]) -> list[Answer]:
    return [answer_named(name) for name in ([answers] if isinstance(answers, str) else answers)]
