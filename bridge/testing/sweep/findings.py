"""What is wrong with a run: six rules over what a witness saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from bridge.jsapi.catalogue import listings
from bridge.jsapi.endings import ending_of
from bridge.testing.sweep.plans import Finding, Usual

if TYPE_CHECKING:
    from bridge.runtime import Call
    from bridge.testing.sweep.witness import Moment, Witness

TELLING = frozenset({"alert", "confirm", "prompt", "showActionSheet", "showModal", "showToast"})
GOING = frozenset(
    {
        "exitMiniProgram", "navigateBack", "navigateBackMiniProgram", "navigateTo", "navigateToMiniProgram", "reLaunch",
        "redirectTo", "switchTab",
    }
)  # fmt: skip
LOADING = {"showLoading": "hideLoading", "showNavigationBarLoading": "hideNavigationBarLoading"}
_ONLY_SHOWING = ("feedback", "page_chrome", "tab_bar")  # domains whose failure leaves nobody in the dark

CHARGED = {"tradePay": ("9000", "8000", "6004")}
SIGNED = {"signContract": ("success", "7001"), "paySignCenter": ("7000", "7001")}
"""By API, the endings after which it is done, or may be: whoever does it again does it twice."""

_PAY = "/payments/pay"
_ADVICE = {
    "error": "Handle this ending where the call is made; what it brings may be less than a success does.",
    "rejection": "Give the call a `fail`, or await it inside try and catch.",
    "loading": "Hide it however the call ends: in `complete`, or in a finally.",
    "silent": "Say what happened: an alert or a toast in `fail`, or setData of something the page shows.",
    "second-charge": "Ask your server whether it was paid before paying again.",
    "second-sign": "Ask your server whether it was signed before signing again.",
    "limit": "Look for a loop that waits for this call to succeed.",
}


def findings_in(app: Witness, usual: Usual | None) -> list[Finding]:
    """Every finding, in the order of the rules; `usual`: what the program does as it is, None in the run that tells."""
    found = [_uncaught(app, number) for number, failure in enumerate(app.errors) if not failure.handled]
    found += _never_hidden(app)
    if not any(failure.kind == "limit" for failure in app.errors):
        found += _untold(app)
    found += _twice(app, "second-charge", CHARGED, usual.charges if usual else None)
    found += _twice(app, "second-sign", SIGNED, usual.signs if usual else None)
    found += _paid_twice(app, usual)
    return list(dict.fromkeys(found))


def usual_of(app: Witness) -> Usual:
    """How often this run charged, and had something signed."""
    return Usual(len(_done(app, CHARGED)), len(_payments(app)), len(_done(app, SIGNED)))


def _finding(kind: str, message: str, place: str) -> Finding:
    return Finding(kind, message, place, _ADVICE.get(kind, ""))


def _uncaught(app: Witness, number: int) -> Finding:
    failure = app.errors[number]
    return _finding(failure.kind, failure.message.removeprefix("Unhandled rejection: "), app.place_of_failure(number))


def _never_hidden(app: Witness) -> Iterator[Finding]:
    for show, hide in LOADING.items():
        shown = [(n, call) for n, call in enumerate(app.calls) if call.api == show and call.outcome == "success"]
        hidden = [n for n, call in enumerate(app.calls) if call.api == hide]
        if shown and shown[-1][0] > max(hidden, default=-1):
            yield _finding("loading", f"my.{show} was never followed by my.{hide}", app.place_of(shown[-1][1]))


def _untold(app: Witness) -> Iterator[Finding]:
    for index, moment in enumerate(app.moments):
        call = moment.call
        if moment.kind != "end" or call is None or call.outcome != "fail" or _only_shows(call.api):
            continue
        made_later: set[int] = {call.id}
        followed = takewhile(lambda moment: moment.kind != "step", app.moments[index + 1 :])
        if not any([_tells(moment, made_later) for moment in followed]):
            failed = f"my.{call.api} failed with {ending_of(call)}"
            words = f"{failed}, and no alert, toast, dialog, navigation or setData followed"
            yield _finding("silent", words, app.place_of(call))


def _tells(moment: Moment, made_later: set[int]) -> bool:
    """Whether a person noticed, and it may be the doing of the call that failed.

    What another call does in its callbacks is not, if that call was under way before. `made_later` are the failed call
    and those made since, but for what such others made.
    """
    if moment.during and moment.during not in made_later:
        return False
    if moment.kind == "call" and moment.call is not None:
        made_later.add(moment.call.id)
        return moment.call.api in TELLING | GOING
    return moment.kind == "data"


def _only_shows(api: str) -> bool:
    listing = next((listing for listing in listings() if listing.name == api), None)
    return listing is not None and listing.domain.endswith(_ONLY_SHOWING)


def _done(app: Witness, endings: Mapping[str, tuple[str, ...]]) -> list[Call]:
    return [call for call in app.calls if ending_of(call) in endings.get(call.api, ())]


def _twice(app: Witness, kind: str, endings: Mapping[str, tuple[str, ...]], usual: int | None) -> Iterator[Finding]:
    """The same thing again, whatever the program does as it is; or more often than that."""
    done = _done(app, endings)
    for number, call in enumerate(done):
        before = next((other for other in done[:number] if _subject(other) == _subject(call)), None)
        if before is not None or (usual is not None and number >= max(usual, 1)):
            first = before or done[number - 1]
            words = f"my.{first.api} had ended with {ending_of(first)}, so it may be done, and was made again"
            yield _finding(kind, words, app.place_of(call))


def _subject(call: Call) -> tuple[str, Any]:
    params = call.params if isinstance(call.params, dict) else {}
    names = ("tradeNO", "orderStr", "paymentUrl", "signStr")
    return call.api, next((params[name] for name in names if params.get(name)), None)


def _payments(app: Witness) -> list[Moment]:
    """What the merchant's server charged at the wallet, by agreement."""
    asked = (moment for moment in app.moments if moment.request is not None)
    return [
        moment
        for moment in asked
        if moment.request
        and moment.request.path.endswith(_PAY)
        and moment.request.code in ("SUCCESS", "UNKNOWN_EXCEPTION")
    ]


def _paid_twice(app: Witness, usual: Usual | None) -> Iterator[Finding]:
    count = len(_payments(app))
    expected = max(usual.payments, 1) if usual is not None else count
    if count > expected:
        words = f"the program's server charged {count} times at the wallet, where {expected} is usual"
        yield _finding("second-charge", words, "")
