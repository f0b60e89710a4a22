"""Dialogs asked in the terminal: `minibridge run --interactive`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence

from bridge.wallet import Answer


class TerminalDialogs:
    """Asks on standard error and reads standard input, so that standard output stays the transcript.

    At the end of input, buttons are pressed and authorizations cancelled.
    """

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note

    async def alert(self, title: str, content: str, button: str) -> None:
        heading = f"{title}: " if title else ""
        await _ask(f"alert  {heading}{content}\n       Enter presses [{button}] ")

    async def authorize(self, url: str) -> Answer:
        return await self.answer(f"sign   {url}")

    async def answer(self, question: str) -> Answer:
        names = [answer.value for answer in Answer]
        while True:
            given = await _ask(f"{question}\n       {' / '.join(names)}? [approve] ")
            if given is None:
                return Answer.CANCEL
            if given in names or given == "":
                return Answer(given or "approve")

    async def confirm(self, title: str, content: str, ok: str, cancel: str) -> bool:
        choices = f"Enter presses [{ok}]" + (f", c presses [{cancel}]" if cancel else "")
        given = await _ask(f"confirm  {title}\n       {content}\n       {choices} ")
        return given is not None and (not cancel or given.lower() not in ("c", "cancel", "n", "no"))

    async def prompt(self, title: str, content: str, placeholder: str, ok: str, cancel: str) -> str | None:
        hint = f" ({placeholder})" if placeholder else ""
        return await _ask(f"prompt  {title}\n       {content}{hint}; end the input for [{cancel}], Enter for [{ok}]: ")

    async def choose(self, title: str, items: Sequence[str], cancel: str) -> int:
        listed = "\n".join(f"       {number}  {item}" for number, item in enumerate(items, 1))
        while True:
            given = await _ask(f"choose  {title}\n{listed}\n       its number, or Enter for [{cancel}] ")
            if not given:
                return -1
            if given.isdecimal() and 1 <= int(given) <= len(items):
                return int(given) - 1

    async def open_page(self, url: str) -> None:
        self._note(f"open this page in a browser and decide there: {url}")


async def _ask(prompt: str) -> str | None:
    """A line of input without its end, or None at the end of input."""
    print(prompt, end="", file=sys.stderr, flush=True)
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.strip() if line else None
