"""The person holding the phone: what they answer when an authorization page opens, or a dialog."""

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


DialogAnswer = bool | int | str
"""One answer to one dialog: True presses its main button, False the other or dismisses it; a number chooses the item of
that index, from 0; a text is typed before the main button is pressed, or stands in front of the camera.
"""


def answer_named(name: Answer | str) -> Answer:
    """The answer called `name`. Raises `UsageError`, listing the valid names, for any other."""
    try:
        return Answer(name)
    except ValueError:
        valid = ", ".join(answer.value for answer in Answer)
        raise UsageError(f"{name!r} is not something a person can answer; valid answers: {valid}") from None


class Person:
    """Answers authorization pages and payments from a script: one answer each, in order, the last one repeating.

    Dialogs have a script of their own, of which nothing repeats: when it is used up, main buttons are pressed.
    """

    def __init__(self, answers: Answer | str | Iterable[Answer | str] = Answer.APPROVE) -> None:
        """`answers` is one answer or several. Raises `UsageError` for an unknown name, or for none at all."""
        self._script = deque(_named(answers))
        if not self._script:
            raise UsageError("a person needs at least one answer")
        self._dialogs: deque[DialogAnswer] = deque()

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

    def next_dialog(self, *answers: DialogAnswer) -> None:
        """Put `answers` behind what is scripted for dialogs: `person.next_dialog(False, "Sam", 2)`.

        Raises `UsageError` for what is no answer.
        """
        for answer in answers:
            if not isinstance(answer, (bool, int, str)):
                raise UsageError(f"{answer!r} answers no dialog: write True, False, the number of an item, or a text")
        self._dialogs.extend(answers)

    def answer_dialog(self) -> DialogAnswer:
        """Consume the answer to the dialog that has just opened."""
        return self._dialogs.popleft() if self._dialogs else True


def _named(answers: Answer | str | Iterable[Answer | str]) -> list[Answer]:
    return [answer_named(name) for name in ([answers] if isinstance(answers, str) else answers)]
