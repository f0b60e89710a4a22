"""Dialogs asked in the terminal: `minibridge run --interactive`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

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
        names = [answer.value for answer in Answer]
        while True:
            given = await _ask(f"sign   {url}\n       {' / '.join(names)}? [approve] ")
            if given is None:
                return Answer.CANCEL
            if given in names or given == "":
                return Answer(given or "approve")

    async def open_page(self, url: str) -> None:
        self._note(f"open this page in a browser and decide there: {url}")


async def _ask(prompt: str) -> str | None:
    """A line of input without its end, or None at the end of input."""
    print(prompt, end="", file=sys.stderr, flush=True)
    line = await asyncio.to_thread(sys.stdin.readline)
    return line.strip() if line else None
