"""The authorization page as a browser gets it."""

from __future__ import annotations

from typing import NamedTuple, get_args

import aiohttp
import pytest

from bridge.wallet import State, Wallet
from bridge.wallet.form import read_page
from bridge.wallet.models import Scope
from bridge.wallet.page import SCOPES
from bridge.wallet.records import MINUTE

from .merchant import Clock, Merchant


class Seen(NamedTuple):
    """One answer to a browser that follows no redirect."""

    status: int
    headers: dict[str, str]
    text: str


async def seen(session: aiohttp.ClientSession, method: str, url: str, decision: str | None = None) -> Seen:
    form = None if decision is None else {"decision": decision}
    async with session.request(method, url, data=form, allow_redirects=False) as response:
        return Seen(response.status, dict(response.headers), await response.text())


async def test_the_page_says_who_asks_for_what(merchant: Merchant) -> None:
    page = await seen(merchant.session, "GET", await merchant.page_url())
    assert page.status == 200
    for words in ("SM_001 asks for your permission", "Take payments", "Know it is you", "shop.example"):
        assert words in page.text


def test_every_documented_scope_has_plain_words() -> None:
    assert set(SCOPES) == set(get_args(Scope))


async def test_the_client_id_stands_in_for_a_missing_merchant(merchant: Merchant) -> None:
    body = {"customerBelongsTo": "GCASH", "authRedirectUrl": "https://s.example", "authState": "S"}
    body |= {"scopes": ["USER_INFO"], "terminalType": "WEB"}  # type: ignore[dict-item]
    url = (await merchant.call("consult", body, Client_Id="CLIENT_A"))["normalUrl"]
    assert "CLIENT_A asks" in (await seen(merchant.session, "GET", url)).text


async def test_the_first_form_posts_both_choices_to_the_same_url(merchant: Merchant) -> None:
    url = await merchant.page_url()
    form = read_page((await seen(merchant.session, "GET", url)).text, url).form
    assert form is not None
    assert (form.url, form.method, form.decisions) == (url, "post", {"agree", "cancel"})


async def test_the_page_is_neither_stored_nor_framed_and_runs_no_script(merchant: Merchant) -> None:
    page = await seen(merchant.session, "GET", await merchant.page_url())
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<script" not in page.text


async def test_what_a_merchant_supplies_is_escaped(merchant: Merchant) -> None:
    hostile = "\"'><img src=x onerror=alert(1)>"
    url = await merchant.page_url(authClientId=hostile, authRedirectUrl=f"https://s.example{hostile[2:6]}x/")
    page = await seen(merchant.session, "GET", url)
    assert "<img" not in page.text
    assert "&lt;img src=x onerror" in page.text


async def test_agreeing_returns_to_the_merchant_with_code_and_state(merchant: Merchant) -> None:
    answer = await seen(merchant.session, "POST", await merchant.page_url(authState="a b"), "agree")
    code = merchant.wallet.authorizations[0].code
    assert code is not None
    assert answer.status == 303
    expected = f"https://shop.example/back?order=7&authCode={code.value}&authState=a%20b"
    assert answer.headers["Location"] == expected


async def test_cancelling_says_so_and_issues_nothing(merchant: Merchant) -> None:
    answer = await seen(merchant.session, "POST", await merchant.page_url(), "cancel")
    authorization = merchant.wallet.authorizations[0]
    assert (answer.status, "You cancelled" in answer.text) == (200, True)
    assert (authorization.state, authorization.code) == (State.CANCELLED, None)


async def test_looking_decides_nothing(merchant: Merchant) -> None:
    url = await merchant.page_url()
    for _ in range(2):
        assert (await seen(merchant.session, "GET", url)).status == 200
    assert merchant.wallet.authorizations[0].state is State.SHOWN


@pytest.mark.parametrize("decision", ["", "AGREE", "yes"])
async def test_another_decision_records_nothing(merchant: Merchant, decision: str) -> None:
    answer = await seen(merchant.session, "POST", await merchant.page_url(), decision)
    assert (answer.status, "Nothing was chosen" in answer.text) == (400, True)
    assert merchant.wallet.authorizations[0].state is State.CONSULTED


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"decision", b"&" * 300_000])
async def test_a_bad_form_records_nothing(merchant: Merchant, body: bytes) -> None:
    async with merchant.session.post(await merchant.page_url(), data=body) as answer:
        assert answer.status == 400
    assert merchant.wallet.authorizations[0].code is None


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("query", ["", "?authId=", "?authId=NOPE", "?authId=%00%FF", "?authid=x&authId=%ED%A0%80"])
async def test_an_unknown_authorization_has_its_page(
    wallet: Wallet, session: aiohttp.ClientSession, method: str, query: str
) -> None:
    answer = await seen(session, method, f"{wallet.url}/authentication.htm{query}", "agree")
    assert (answer.status, "No such authorization" in answer.text) == (404, True)


@pytest.mark.parametrize(("decision", "words"), [("agree", "Already agreed"), ("cancel", "Already cancelled")])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_used_authorization_has_its_page(merchant: Merchant, decision: str, words: str, method: str) -> None:
    url = await merchant.page_url()
    await seen(merchant.session, "POST", url, decision)
    answer = await seen(merchant.session, method, url, "agree")
    assert (answer.status, words in answer.text) == (409, True)


async def test_an_expired_authorization_has_its_page(merchant: Merchant, clock: Clock) -> None:
    url = await merchant.page_url()
    clock.time += 30 * MINUTE
    answer = await seen(merchant.session, "POST", url, "agree")
    assert (answer.status, "This link has expired" in answer.text) == (410, True)
    assert merchant.wallet.authorizations[0].code is None


async def test_another_method_is_refused(merchant: Merchant) -> None:
    answer = await seen(merchant.session, "DELETE", await merchant.page_url())
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, POST")


async def test_any_other_address_has_no_page(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    assert (await seen(session, "GET", f"{wallet.url}/elsewhere")).status == 404
