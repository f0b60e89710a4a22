"""The transcript that people read: one line as each thing happens, in colour on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bridge.cli.excerpt import excerpt
from bridge.cli.masking import Mask
from bridge.cli.output import Stream
from bridge.runtime.clock import DEFAULT_START
from bridge.runtime.trace import Call, Console, Event, Failure, Launch, Note, Settle, WalletRequest

if TYPE_CHECKING:
    from rich.console import Console as Terminal

LONGEST = 110  # characters of one value; --json has it whole
_INDENT = " " * 12

_STYLES = {
    "page": "bold cyan",
    "call": "blue",
    "success": "green",
    "fail": "yellow",
    "warn": "yellow",
    "error": "bold red",
    "note": "magenta",
    "wallet": "magenta",
    "inferred": "yellow",
    "done": "bold",
}


class Transcript:
    """`source_of` gives the text of one of the program's files, so that errors show their line."""

    def __init__(self) -> None:
        self.mask = Mask()
        self.now: Callable[[], float] = lambda: DEFAULT_START
        self.start: float | None = None
        self.source_of: Callable[[str], str | None] = lambda path: None
        self._advised: set[str] = set()
        self._stream = Stream()
        self._terminal = _terminal() if sys.stdout.isatty() else None

    def event(self, event: Event) -> None:
        if isinstance(event, Note):
            self._advise(event.t, event.text)
        else:
            self._say(event.t, *self._words(event))

    def error(self, message: str, stack: str) -> None:
        text = "\n".join(["minibridge: " + message, *stack.rstrip().splitlines()])
        print(self.mask.text(text), file=sys.stderr, flush=True)

    def note(self, text: str) -> None:
        self._advise(self.now(), text)

    def receipt(self, api: str, behaviour: str) -> None:
        self._say(self.now(), "inferred", f"my.{api}: {behaviour}")

    def exit(self, code: int, reason: str) -> None:
        words = "" if code == 0 else f", exit code {code}"
        if reason == "timeout":
            words += ": the program was not idle in time; --timeout SECONDS gives it more"
        self._say(self.now(), "done", f"{reason}{words}", last=True)

    def _advise(self, t: float, text: str) -> None:
        """The same advice is given once: a program may ask a hundred times for what is not mapped."""
        if text not in self._advised:
            self._advised.add(text)
            self._say(t, "note", text)

    def _words(self, event: Launch | Call | Settle | Console | Failure | WalletRequest) -> tuple[str, str]:
        if isinstance(event, Launch):
            return "page", event.page
        if isinstance(event, Call):
            return "call", self._call(event)
        if isinstance(event, Settle):
            call = event.call
            return str(call.outcome), f"#{call.id} my.{call.api} {self._short(call.result)}"
        if isinstance(event, Console):
            return event.level, event.block or event.text
        if isinstance(event, Failure):
            return "error", "\n".join([event.message, *self._where(event)])
        return "wallet", f"{event.method} {event.path} {event.code}"

    def _call(self, call: Call) -> str:
        if call.api == "alert":
            return "\n".join([f"#{call.id} my.alert", *alert_box(call.params)])
        return f"#{call.id} my.{call.api}({self._short(call.params)})"

    def _where(self, failure: Failure) -> list[str]:
        return [*excerpt(failure.stack, self.source_of), *failure.stack.rstrip().splitlines()]

    def _short(self, value: Any) -> str:
        if value is None:
            return ""
        text = json.dumps(self.mask.value(value), ensure_ascii=False)
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

    def _say(self, t: float, kind: str, text: str, *, last: bool = False) -> None:
        if self.start is None:
            self.start = t
        seconds = (t - self.start) / 1000
        first, *more = self.mask.text(text).split("\n")
        lines = [f"{seconds:8.3f}  {kind:<8} {first}", *(f"{_INDENT}{' ' * 7}{line}" for line in more)]
        self._stream.write([self._styled(kind, line) for line in lines], last=last)

    def _styled(self, kind: str, line: str) -> str:
        if self._terminal is None:
            return harmless(line)
        from rich.text import Text

        styled = Text(harmless(line))
        styled.stylize("dim", 0, 8)
        styled.stylize(_STYLES.get(kind, ""), 10, 18)
        with self._terminal.capture() as captured:
            self._terminal.print(styled, end="", soft_wrap=True)
        return captured.get()


def alert_box(params: Any) -> list[str]:
    """The alert as a person sees it, whatever the program passed."""
    from bridge.jsapi.domains.feedback import AlertParams

    alert = AlertParams.model_validate({} if params is None else params)
    body = alert.content.split("\n") if alert.content else []
    return [f"┌─ {alert.title}".rstrip(), *(f"│  {line}" for line in body), f"└─ [{alert.buttonText or 'OK'}]"]


def _terminal() -> Terminal:
    from rich.console import Console as Terminal

    return Terminal(highlight=False, emoji=False, markup=False)


def harmless(line: str) -> str:
    """Control characters of a program must not drive the reader's terminal."""
    return "".join(char if char.isprintable() or char == "\t" else repr(char)[1:-1] for char in line)
