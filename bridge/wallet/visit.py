"""The person's side: open an authorization page over HTTP, read its form, and submit it as scripted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from bridge.origins import origin_of
from bridge.wallet.form import Form, read_page
from bridge.wallet.person import Act, Answer, answer_named

if TYPE_CHECKING:
    import aiohttp

TIME_LIMIT = 10.0  # seconds of the machine's clock for the whole visit


class Outcome(str, Enum):
    """How a visit ended, as the phone sees it."""

    APPROVED = "approved"  # consent is recorded and the code came back
    CANCELLED = "cancelled"  # nobody agreed; recorded if the person said so on the page
    NETWORK_ERROR = "network-error"  # nothing was recorded
    UNKNOWN = "unknown"  # the consent was sent, and what came of it not told
    FAILED = "failed"


@dataclass(frozen=True)
class Visit:
    """The end of a visit. The code, the state and the URL to return to are there when it was approved.

    What was prepared, not consulted, has neither state nor URL.

    `reason` is for people: the page's own heading, or what went wrong on the way.
    """

    outcome: Outcome
    auth_code: str | None = None
    auth_state: str | None = None
    redirect_url: str | None = None
    reason: str = ""


async def visit(
    url: str,
    answer: Act | Answer | str,
    *,
    time_limit: float = TIME_LIMIT,
    wait: Callable[[float], Awaitable[object]] | None = None,
) -> Visit:
    """Open the authorization page at `url` and answer it; never follows the redirect to the merchant.

    `time_limit` is in seconds of the machine's clock, for each exchange. `wait` lets so many ms of the program's time
    pass while the person looks at the page; without it they answer at once. Raises `UsageError` for an unknown answer;
    whatever goes wrong on the way is an outcome.
    """
    import aiohttp

    act = answer if isinstance(answer, Act) else Act(answer_named(answer))
    limit = aiohttp.ClientTimeout(total=time_limit)
    # A page is served from an IP address here, whose cookies are refused unless asked for.
    async with aiohttp.ClientSession(timeout=limit, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        try:
            opened = await _open(session, url)
        except (aiohttp.InvalidURL, ValueError):
            return Visit(Outcome.FAILED, reason=f"not a URL that can be opened: {url!r}")
        except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
            return Visit(Outcome.NETWORK_ERROR, reason=_words(error))
        if isinstance(opened, Visit):
            return opened
        if wait is not None and act.after:
            await wait(act.after)
        return await _answer(session, opened, act)


async def _open(session: aiohttp.ClientSession, url: str) -> Form | Visit:
    origin_of(url)  # a ValueError for all that is no http(s) URL, where aiohttp has several errors
    async with session.get(url, allow_redirects=False) as response:
        page = read_page(await response.text(errors="replace"), url)
    if response.status != 200:
        return Visit(Outcome.FAILED, reason=page.heading or f"HTTP {response.status}")
    if page.form is None or page.form.method != "post" or not {"agree", "cancel"} <= page.form.decisions:
        return Visit(Outcome.FAILED, reason="the page has no form with both choices")
    return page.form


_NOTHING_SENT: Mapping[Answer, Visit] = {
    Answer.NETWORK_ERROR: Visit(Outcome.NETWORK_ERROR, reason="the connection broke before anything was sent"),
    Answer.FAIL: Visit(Outcome.FAILED, reason="the wallet failed before anything was sent"),
    Answer.WRONG_PIN: Visit(Outcome.FAILED, reason="the PIN was wrong three times"),
    Answer.FORGOT_PIN: Visit(Outcome.CANCELLED, reason="the person left because of a forgotten PIN"),
}
_NOT_TOLD: Mapping[Answer, str] = {
    Answer.UNKNOWN: "the answer was lost on the way back",
    Answer.PROCESSING: "the wallet was still at it",
}


async def _answer(session: aiohttp.ClientSession, form: Form, act: Act) -> Visit:
    if act.answer in _NOTHING_SENT:
        return _NOTHING_SENT[act.answer]
    if act.answer is Answer.CANCEL:
        return await _cancel(session, form)
    return await _agree(session, form, act.account, not_told=_NOT_TOLD.get(act.answer))


async def _cancel(session: aiohttp.ClientSession, form: Form) -> Visit:
    import aiohttp

    try:
        status, _, heading = await _submit(session, form, "cancel")
    except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
        return Visit(Outcome.NETWORK_ERROR, reason=_words(error))
    return Visit(Outcome.CANCELLED if status == 200 else Outcome.FAILED, reason=heading)


async def _agree(session: aiohttp.ClientSession, form: Form, account: int | None, *, not_told: str | None) -> Visit:
    import aiohttp

    try:
        status, location, heading = await _submit(session, form, "agree", account)
    except aiohttp.ClientConnectorError as error:
        return Visit(Outcome.NETWORK_ERROR, reason=_words(error))
    except (aiohttp.ClientError, OSError, asyncio.TimeoutError) as error:
        return Visit(Outcome.UNKNOWN, reason=_words(error))  # it may have arrived
    if not_told is not None:
        return Visit(Outcome.UNKNOWN, reason=not_told)
    return _returned(location) if status == 303 else Visit(Outcome.FAILED, reason=heading or f"HTTP {status}")


async def _submit(
    session: aiohttp.ClientSession, form: Form, decision: str, account: int | None = None
) -> tuple[int, str, str]:
    """The status, the Location and the heading that pressing a button leads to."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = form.submission(decision, account)
    async with session.post(form.url, data=body, headers=headers, allow_redirects=False) as response:
        page = read_page(await response.text(errors="replace"), form.url)
        return response.status, response.headers.get("Location", ""), page.heading


def _returned(location: str) -> Visit:
    # The merchant's own query comes first and may hold anything, so the last value of each is the wallet's.
    query: dict[str, list[str]] = parse_qs(urlsplit(location).query, keep_blank_values=True)
    code, state = (query.get(name, [None])[-1] for name in ("authCode", "authState"))
    if not code:
        return Visit(Outcome.FAILED, reason="the wallet returned no authCode")
    at_merchant = location if urlsplit(location).scheme else None  # else the page is one of the wallet's
    return Visit(Outcome.APPROVED, code, state, at_merchant)


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__
