"""Putting a question to whoever holds the phone: by hand if `Dialogs` can, else the scripted person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bridge.errors import UsageError
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.wallet import Answer
from bridge.wallet.person import DialogAnswer


def buttons(app: AppContext, ok: str | None, cancel: str | None) -> tuple[str, str]:
    """The texts of both buttons: as given, else the host's own."""
    usual = ("确定", "取消") if app.profile.chinese else ("OK", "Cancel")
    return ok or usual[0], cancel or usual[1]


CANCELLED = 11
"""The code that many APIs document for a person who does not choose."""


def cancelled(app: AppContext) -> JSAPIError:
    """What is raised for one who does not."""
    return JSAPIError(CANCELLED, "用户取消操作" if app.profile.chinese else "the user cancelled")


def _by_hand(app: AppContext, method: str) -> Any:
    return getattr(app.services.dialogs, method, None)


async def scripted(app: AppContext) -> DialogAnswer:
    """What the person's script says to the dialog that has just opened, in their time."""
    act = app.services.person.next_dialog_act()
    if act.after:
        await app.sleep(act.after)
    return act.answer


async def confirmed(
    app: AppContext, title: str, content: str = "", ok: str | None = None, cancel: str | None = None
) -> bool:
    """Whether the person agrees. A number or a text in the script agrees, too."""
    ask = _by_hand(app, "confirm")
    if ask is None:
        return await scripted(app) is not False
    return bool(await ask(title, content, *buttons(app, ok, cancel)))


async def typed(
    app: AppContext, title: str, content: str, placeholder: str, ok: str | None, cancel: str | None
) -> str | None:
    """The text the person typed; None if they cancelled. True in the script types nothing: a placeholder is no text."""
    ask = _by_hand(app, "prompt")
    if ask is not None:
        given: str | None = await ask(title, content, placeholder, *buttons(app, ok, cancel))
        return given
    answer = await scripted(app)
    if answer is False:
        return None
    return "" if answer is True else str(answer)


async def chosen(app: AppContext, title: str, items: Sequence[str], cancel: str | None, usual: int = 0) -> int:
    """The index of the item the person chose; -1 if they cancelled. A text in the script chooses the item of that text.

    `usual` is the item that True takes. Raises `UsageError` if the script names an item that is not there.
    """
    ask = _by_hand(app, "choose")
    if ask is not None:
        return int(await ask(title, items, buttons(app, None, cancel)[1]))
    answer = await scripted(app)
    if answer is False:
        return -1
    if isinstance(answer, str):
        index = items.index(answer) if answer in items else -1
    else:
        index = usual if answer is True else answer
    if not 0 <= index < len(items):
        raise UsageError(f"the person's script chooses {answer!r}, but there is only {', '.join(items) or 'nothing'}")
    return index


async def several(app: AppContext, title: str, items: Sequence[str], most: int) -> list[int]:
    """The indexes of what the person chose, none if they cancelled: one, or those of a text with commas in the script.

    Raises `UsageError` if the script names an item that is not there, or more than `most`.
    """
    answer = app.services.person.coming_dialog
    if _by_hand(app, "choose") is not None or not isinstance(answer, str):
        index = await chosen(app, title, items, None) if items else -1
        return [] if index < 0 else [index]
    await scripted(app)
    names = [name.strip() for name in answer.split(",")]
    missing = [name for name in names if name not in items]
    if missing:
        offered = ", ".join(items) or "nothing"
        raise UsageError(f"the person's script chooses {missing[0]!r}, but there is only {offered}")
    if len(names) > most:
        raise UsageError(f"the person's script chooses {answer!r}, but no more than {most} may be chosen")
    return [items.index(name) for name in names]


async def handed_over(app: AppContext, title: str, usual: str) -> str | None:
    """A text the person shows, scans or picks: the script's, else `usual`; None if they cancelled."""
    ask = _by_hand(app, "prompt")
    if ask is not None:
        given: str | None = await ask(title, "", usual, *buttons(app, None, None))
        return usual if given == "" else given
    answer = await scripted(app)
    if answer is False:
        return None
    return answer if isinstance(answer, str) else usual


async def goes_back(app: AppContext) -> bool:
    """Whether the page that is shown may be left by going back: the person is asked if the program wants that."""
    question = app.services.stage.question if app.services.stage is not None else None
    return question is None or await confirmed(app, "", question)


NEVER_AGAIN = "never"
"""In the script of a person: they refuse a permission or messages, and do not want to be asked again."""


async def permitted(app: AppContext, permission: str, title: str = "authorize") -> bool | None:
    """Whether the person lets the program use `permission`; None if they refuse for good."""
    if _by_hand(app, "confirm") is None:
        answer = await scripted(app)
        return None if answer == NEVER_AGAIN else answer is not False
    return await confirmed(app, title, permission)


async def decided(app: AppContext, question: str) -> Answer:
    """How an errand of the wallet ends, such as a payment; scripted like an authorization page."""
    ask = _by_hand(app, "answer")
    if ask is None:
        act = app.services.person.next_act()
        if act.after:
            await app.sleep(act.after)
        return act.answer
    answer: Answer = await ask(question)
    return answer
