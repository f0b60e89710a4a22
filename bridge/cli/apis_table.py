"""The table of all APIs, and the card of one, for people."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from bridge.jsapi.directory import counts
from bridge.jsapi.endings import endings_of
from bridge.jsapi.index import checked

if TYPE_CHECKING:
    from bridge.jsapi.directory import Entry

_WIDE = 120  # columns
_LABEL = 11  # columns of a card before what is told
_COLOURS = {"documented": "green", "observed": "cyan", "inferred": "yellow"}
_FITS_80 = "{:34}  {:9}  {:10}  {:11}  {}"
_LISTENERS = frozenset({"cb", "callback"})
_OF_THE_GUEST = frozenset({"isBuffer", "socketTaskID"})
"""Fields of our models that no program sets."""


def print_table(names: list[Entry]) -> None:
    """All of them, a line each below the name of their group, and how many are how sure."""
    console = _console()
    console.print(_FITS_80.format("name", "kind", "standing", "hosts", "Appx"), style="bold", soft_wrap=True)
    for group, found in groupby(names, key=lambda entry: entry.page.group):
        console.print(f"\n{group}", style="bold")
        for entry in found:
            console.print(_line(entry), soft_wrap=True)
    sure = ", ".join(f"{count} {standing}" for standing, count in counts(names))
    console.print(f"\n{len(names)} names: {sure}; checked {checked()}")


def _line(entry: Entry) -> Text:
    told = entry.told
    hosts = told["hosts"][0] if len(told["hosts"]) == 1 else "both"
    standing = told["standing"] or "missing"
    line = _FITS_80.format(entry.name, told["kind"] or "-", standing, hosts, entry.appx or "")
    text = Text(line.rstrip())
    text.highlight_words([f" {standing} "], _COLOURS.get(standing, "red"))
    return text


def card(entry: Entry) -> dict[str, Any]:
    """Everything about one API, as JSON has it."""
    receipt = entry.receipt
    return {
        **entry.told,
        "does": entry.summary,
        "params": _params(entry),
        "choices": {name: list(texts) for name, texts in entry.page.choices.items()},
        "result": _result(entry),
        "endings": _endings(entry),
        "errors": _errors(entry),
        "newer": entry.newer,
        "address": receipt.address if receipt else entry.page.see,
        "checked": checked(),
        "inferred": receipt.inferred if receipt else "",
        "example": example(entry),
    }


def print_card(entry: Entry) -> None:
    """The card of one API."""
    told = card(entry)
    console = _console()
    console.print(f"my.{entry.name}", style="bold")
    for paragraph in filter(None, told["does"].split("\n\n")):
        _print_beside(console, "", " ".join(paragraph.split()))
        console.print()
    for name in ("group", "kind", "standing", "hosts", "since", "address", "checked", "inferred"):
        value = told[name]
        if value:
            _print_beside(console, f"{name:{_LABEL}}", " ".join(value) if isinstance(value, list) else value)
    params = {name: _words_of(told, name, need) for name, need in told["params"].items()}
    result = {name: _dated(told, f"result.{name}", words) for name, words in told["result"].items()}
    sections = {"params": params, "result": result, "endings in success": told["endings"], "errors": told["errors"]}
    for title, rows in sections.items():
        _print_rows(console, title, rows)
    console.print(f"\n{told['example']}", soft_wrap=True)


def _words_of(told: dict[str, Any], param: str, need: str) -> str:
    """`optional: GET POST PUT (alipay-cn 10.1.95)`."""
    choices = [_dated(told, f"params.{param}.{choice}", choice) for choice in told["choices"].get(param, ())]
    return " ".join([_dated(told, f"params.{param}", need), *choices])


def _dated(told: dict[str, Any], part: str, words: str) -> str:
    since = told["newer"].get(part)
    return f"{words} ({since})".strip() if since else words


def _console() -> Console:
    """What is not shown on a terminal is not cut to its width."""
    wide = None if sys.stdout.isatty() else _WIDE
    return Console(highlight=False, markup=False, width=wide)


def _print_beside(console: Console, label: str, text: str) -> None:
    """A text that goes on below itself; an address stays whole, to be clicked."""
    width = max(console.width - len(label), _LABEL)
    for line in wrap(text, width, break_long_words=False, break_on_hyphens=False):
        console.print(f"{label}{line}", soft_wrap=True)
        label = " " * len(label)


def _print_rows(console: Console, title: str, rows: dict[str, str]) -> None:
    """A line each; then the names of which nothing more is told, in one paragraph."""
    if not rows:
        return
    console.print(f"\n{title}", style="bold")
    width = max(map(len, rows))
    for name, words in rows.items():
        if words:
            _print_beside(console, f"  {name:{width}}  ", words)
    _print_beside(console, "  ", " ".join(name for name, words in rows.items() if not words))


def _params(entry: Entry) -> dict[str, str]:
    """As the platform has them, and below what our model takes besides."""
    ours = entry.api.params.model_fields if entry.api and entry.api.params else {}
    told = {name: "required" if field.is_required() else "optional" for name, field in ours.items()}
    further = {name: need for name, need in told.items() if name not in _OF_THE_GUEST}
    return {**entry.page.params, **further, **entry.page.params}


def _result(entry: Entry) -> dict[str, str]:
    ours = entry.api.result.model_fields if entry.api and entry.api.result else {}
    documented = entry.page.result or entry.page.returns
    told = {name: "" for name in documented}
    return {**told, **{name: "" if name in told or not documented else "not in the typings" for name in ours}}


def _errors(entry: Entry) -> dict[str, str]:
    """By code; without words where the platform has none that we know."""
    told = {str(code): "" for code in entry.page.errors}
    told |= {ending.name: _words(ending.result) for ending in endings_of(entry.name) if ending.arrives == "fail"}
    return dict(sorted(told.items(), key=lambda item: (len(item[0]), item[0])))


def _endings(entry: Entry) -> dict[str, str]:
    """The ways to succeed, where there are several: `{"6001": "resultCode 6001"}`."""
    ways = [ending for ending in endings_of(entry.name) if ending.arrives == "success"]
    told = {ending.name: ", ".join(f"{name} {value}" for name, value in _shown(ending.result)) for ending in ways}
    return told if len(told) > 1 else {}


def _shown(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    return ((name, json.dumps(value, ensure_ascii=False)) for name, value in result.items() if value != "")


def _words(result: Any) -> str:
    return str(result.get("errorMessage") or result.get("errMessage") or "")


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

_EITHER = {
    "getSavedFileInfo": "apFilePath",
    "navigateToAlipayPage": "appCode",
    "openKBVoucherDetail": "passId",
    "openTicketDetail": "passId",
    "openVoucherDetail": "passId",
    "pageScrollTo": "scrollTop",
    "removeSavedFile": "apFilePath",
    "saveVideoToPhotosAlbum": "filePath",
    "tradePay": "tradeNO",
}
"""One of several members that are optional each, where a call without any of them fails."""


def _listener(entry: Entry) -> str:
    if entry.page.calls != "plainly" or not re.match("(on|off)[A-Z]", entry.name):
        return ""
    return "(event) => {}" if entry.name.startswith("on") else "listener"


def example(entry: Entry) -> str:
    """A call of it, as a program would write it."""
    if entry.page.calls == "never":
        return f"my.{entry.name}"
    given = _GIVEN.get(entry.name) or _listener(entry)
    if given:
        return f"my.{entry.name}({given});"
    if entry.page.calls == "plainly":
        return f"my.{entry.name}({', '.join(_arguments(entry))});"
    lines = [f"  {name}: ...," for name in _required(entry)] + ["  success: (result) => {},", "  fail: (error) => {},"]
    return "\n".join([f"my.{entry.name}({{", *lines, "});"])


def _arguments(entry: Entry) -> Iterator[str]:
    for name in entry.page.takes:
        if name in _LISTENERS:
            yield "(event) => {}"
        elif entry.page.params:
            yield f"{{ {', '.join(f'{field}: ...' for field in _required(entry))} }}" if _required(entry) else "{}"
        else:
            yield name


def _required(entry: Entry) -> list[str]:
    required = [name for name, need in _params(entry).items() if need == "required"]
    either = _EITHER.get(entry.name.removeprefix("ap."))
    return [*required, either] if either else required
