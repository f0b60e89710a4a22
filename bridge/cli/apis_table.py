"""The table of all APIs, and the card of one, for people."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from bridge.jsapi.directory import counts
from bridge.jsapi.endings import endings_of
from bridge.jsapi.index import checked

if TYPE_CHECKING:
    from bridge.jsapi.directory import Entry

_WIDE = 120  # columns
_COLOURS = {"documented": "green", "observed": "cyan", "inferred": "yellow"}


def print_table(names: list[Entry]) -> None:
    """All of them, a line each, and how many are how sure."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("group", "name", "kind", "standing", "hosts", "since"):
        table.add_column(title, no_wrap=title in ("name", "group"))
    group = None
    for entry in names:
        told = entry.told
        colour = _COLOURS.get(told["standing"] or "", "red")
        table.add_row(
            "" if told["group"] == group else told["group"],
            entry.name,
            told["kind"] or "-",
            f"[{colour}]{told['standing'] or 'missing'}[/]",
            " ".join(told["hosts"]),
            told["since"] or "",
        )
        group = told["group"]
    console = _console()
    console.print(table)
    sure = ", ".join(f"{count} {standing}" for standing, count in counts(names))
    console.print(f"\n{len(names)} names: {sure}; checked {checked()}")


def card(entry: Entry) -> dict[str, Any]:
    """Everything about one API, as JSON has it."""
    receipt = entry.receipt
    return {
        **entry.told,
        "does": entry.summary,
        "params": _params(entry),
        "result": _result(entry),
        "errors": {ending.name: str(_words(ending.result)) for ending in _failures(entry)},
        "address": receipt.address if receipt else entry.page.see,
        "checked": checked(),
        "inferred": receipt.inferred if receipt else "",
        "example": example(entry),
    }


def print_card(entry: Entry) -> None:
    """The card of one API."""
    told = card(entry)
    console = _console(markup=False)
    console.print(f"my.{entry.name}", style="bold")
    for paragraph in filter(None, told["does"].split("\n\n")):
        console.print(" ".join(paragraph.split()) + "\n")
    for name in ("group", "kind", "standing", "hosts", "since", "address", "checked", "inferred"):
        value = told[name]
        if value:
            console.print(f"{name:10} {' '.join(value) if isinstance(value, list) else value}")
    for title, rows in (("params", told["params"]), ("result", told["result"]), ("errors", told["errors"])):
        _print_rows(console, title, rows)
    console.print(f"\n{told['example']}")


def _console(*, markup: bool = True) -> Console:
    """What is not shown on a terminal is not cut to its width."""
    wide = None if sys.stdout.isatty() else _WIDE
    return Console(highlight=False, markup=markup, width=wide)


def _print_rows(console: Console, title: str, rows: dict[str, str]) -> None:
    if rows:
        console.print(f"\n{title}", style="bold")
        width = max(map(len, rows))
        for name, words in rows.items():
            console.print(f"  {name:{width}}  {words}".rstrip())


def _params(entry: Entry) -> dict[str, str]:
    ours = entry.api.params.model_fields if entry.api and entry.api.params else {}
    told = {name: "required" if field.is_required() else "optional" for name, field in ours.items()}
    return {**entry.page.params, **told}


def _result(entry: Entry) -> dict[str, str]:
    ours = entry.api.result.model_fields if entry.api and entry.api.result else {}
    documented = entry.page.result or entry.page.returns
    told = {name: "" for name in documented}
    return {**told, **{name: "" if name in told or not documented else "not documented" for name in ours}}


def _failures(entry: Entry) -> Iterable[Any]:
    return (ending for ending in endings_of(entry.name) if ending.arrives == "fail")


def _words(result: Any) -> str:
    return result.get("errorMessage") or result.get("errMessage") or ""


_GIVEN = {
    "arrayBufferToBase64": "buffer",
    "base64ToArrayBuffer": "text",
    "call": "'alert', { content: ... }",
    "canIUse": "'getLocation.return.city'",
    "connectSocket": "{ url: ... }",
    "createCanvasContext": "id",
    "createLottieContext": "id",
    "createMapContext": "id",
    "createVideoContext": "id",
    "createWebViewContext": "id",
    "createWorker": "'workers/index.js'",
    "off": "'appShow', listener",
    "on": "'appShow', (event) => {}",
}
"""What is given to functions that take no object, or an object of which no member is required."""


def _listener(entry: Entry) -> str:
    if entry.page.calls != "plainly" or not re.match("(on|off)[A-Z]", entry.name):
        return ""
    return "(event) => {}" if entry.name.startswith("on") else "listener"


def example(entry: Entry) -> str:
    """A call of it, as a program would write it."""
    if entry.page.calls == "never":
        return f"my.{entry.name}"
    required = [name for name, need in _params(entry).items() if need == "required"]
    given = _GIVEN.get(entry.name) or _listener(entry)
    if given:
        return f"my.{entry.name}({given})"
    if entry.page.calls == "plainly":
        return f"my.{entry.name}({_object(required)})"
    lines = [f"  {name}: ...," for name in required] + ["  success: (result) => {},", "  fail: (error) => {},"]
    return "\n".join([f"my.{entry.name}({{", *lines, "});"])


def _object(names: list[str]) -> str:
    return "{ " + ", ".join(f"{name}: ..." for name in names) + " }" if names else ""
