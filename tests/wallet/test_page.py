"""The authorization page as a browser gets it."""

from __future__ import annotations

from typing import NamedTuple, get_args

import aiohttp
import pytest

from bridge.wallet import State, Wallet
from bridge.wallet.form import read_page
from bridge.wallet.languages import CHINESE, ENGLISH, Words
from bridge.wallet.models import Scope
from bridge.wallet.records import MINUTE

from .merchant import Clock, Merchant, exchange_of


class Seen(NamedTuple):
    """One answer to a browser that follows no redirect."""

    status: int
    headers: dict[str, str]
    text: str


async def seen(
    session: aiohttp.ClientSession, method: str, url: str, decision: str | None = None, **headers: str
) -> Seen:
    """`decision` is sent with what else the page's form holds, as a browser does."""
    form = None if decision is None else {**await inputs_of(session, url), "decision": decision}
    given = {name.replace("_", "-"): text for name, text in headers.items()}
    async with session.request(method, url, data=form, headers=given, allow_redirects=False) as response:
        return Seen(response.status, dict(response.headers), await response.text())


async def inputs_of(session: aiohttp.ClientSession, url: str) -> dict[str, str]:
    async with session.get(url) as response:
        form = read_page(await response.text(), url).form
    return form.inputs if form is not None else {}


async def test_the_page_says_who_asks_for_what(merchant: Merchant) -> None:
    page = await seen(merchant.session, "GET", await merchant.page_url())
    assert page.status == 200
    for words in ("SM_001 asks for your permission", "Take payments", "Know it is you", "shop.example"):
        assert words in page.text


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_documented_scope_has_plain_words(words: Words) -> None:
    assert set(words.scopes) == set(get_args(Scope))


@pytest.mark.parametrize(
    ("accepted", "language", "heading"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN", "SM_001 请求您的授权"),
        ("en-GB,en;q=0.9,zh;q=0.1", "en", "SM_001 asks for your permission"),
        ("zh;q=0, en", "en", "SM_001 asks for your permission"),
        ("fr", "en", "SM_001 asks for your permission"),
        ("zh;q=nonsense", "en", "SM_001 asks for your permission"),
        ("", "en", "SM_001 asks for your permission"),
    ],
)
async def test_the_page_is_in_the_language_that_the_browser_prefers(
    merchant: Merchant, accepted: str, language: str, heading: str
) -> None:
    page = await seen(merchant.session, "GET", await merchant.page_url(), Accept_Language=accepted)
    assert f'<html lang="{language}">' in page.text
    assert read_page(page.text, "").heading == heading


async def test_pages_without_a_choice_are_in_that_language_too(wallet: Wallet, session: aiohttp.ClientSession) -> None:
    page = await seen(session, "GET", f"{wallet.url}/authentication.htm", Accept_Language="zh")
    assert (page.status, "授权不存在" in page.text) == (404, True)


async def test_both_languages_say_all_there_is_to_say() -> None:
    assert set(ENGLISH.notices) == set(CHINESE.notices)
    assert "{merchant}" in ENGLISH.meaning and "{merchant}" in CHINESE.meaning


@pytest.mark.parametrize("proof", [None, "", "0" * 64, "\u00e9"])
async def test_a_decision_that_is_not_from_the_page_records_nothing(merchant: Merchant, proof: str | None) -> None:
    form = {"decision": "agree"} if proof is None else {"decision": "agree", "proof": proof}
    async with merchant.session.post(await merchant.page_url(), data=form) as answer:
        assert answer.status == 403
    assert merchant.wallet.authorizations[0].code is None


async def test_the_page_of_another_authorization_proves_nothing(merchant: Merchant) -> None:
    first, second = [await merchant.page_url() for _ in range(2)]
    form = {**await inputs_of(merchant.session, second), "decision": "agree"}
    async with merchant.session.post(first, data=form) as answer:
        assert answer.status == 403


@pytest.mark.parametrize(
    "header", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}]
)
async def test_what_a_browser_says_is_from_another_site_records_nothing(
    merchant: Merchant, header: dict[str, str]
) -> None:
    answer = await seen(merchant.session, "POST", await merchant.page_url(), "agree", **header)
    assert (answer.status, "did not come from the wallet" in answer.text) == (403, True)
    assert merchant.wallet.authorizations[0].code is None


async def test_what_a_browser_says_is_from_the_page_itself_counts(merchant: Merchant, wallet: Wallet) -> None:
    url = await merchant.page_url()
    answer = await seen(merchant.session, "POST", url, "agree", Origin=wallet.url, Sec_Fetch_Site="same-origin")
    assert answer.status == 303


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


@pytest.mark.parametrize("terminal", ["WEB", "WAP", "APP", "MINI_APP"])
async def test_it_does_so_whatever_the_terminal(merchant: Merchant, terminal: str) -> None:
    answer = await seen(merchant.session, "POST", await merchant.page_url(terminalType=terminal), "agree")
    assert answer.status == 303
    assert answer.headers["Location"].startswith("https://shop.example/back?order=7&authCode=")


@pytest.mark.parametrize("name", ["authRedirectUrl", "redirect", "returnUrl"])
async def test_nobody_but_the_merchant_says_where_it_returns_to(merchant: Merchant, name: str) -> None:
    url = await merchant.page_url()
    form = {**await inputs_of(merchant.session, url), "decision": "agree", name: "https://elsewhere.example/"}
    async with merchant.session.post(
        f"{url}&{name}=https%3A%2F%2Felsewhere.example%2F", data=form, allow_redirects=False
    ) as response:
        assert response.status == 303
        assert response.headers["Location"].startswith("https://shop.example/back?order=7&authCode=")


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
    assert merchant.wallet.authorizations[0].state is State.SHOWN


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


@pytest.mark.parametrize("decision", ["agree", "cancel"])
async def test_the_same_decision_from_the_same_page_gets_the_same_answer(merchant: Merchant, decision: str) -> None:
    url = await merchant.page_url()
    form = {**await inputs_of(merchant.session, url), "decision": decision}
    answers = []
    for _ in range(2):
        async with merchant.session.post(url, data=form, allow_redirects=False) as answer:
            answers.append((answer.status, answer.headers.get("Location"), await answer.text()))
    assert answers[0] == answers[1]
    assert answers[0][0] == (303 if decision == "agree" else 200)


@pytest.mark.parametrize(("first", "then"), [("agree", "cancel"), ("cancel", "agree")])
async def test_another_decision_from_the_same_page_comes_too_late(merchant: Merchant, first: str, then: str) -> None:
    url = await merchant.page_url()
    form = await inputs_of(merchant.session, url)
    statuses = []
    for decision in (first, then):
        async with merchant.session.post(url, data={**form, "decision": decision}, allow_redirects=False) as answer:
            statuses.append(answer.status)
    assert statuses[1] == 409


async def test_a_code_that_was_used_is_not_handed_out_again(merchant: Merchant) -> None:
    url = await merchant.page_url()
    form = {**await inputs_of(merchant.session, url), "decision": "agree"}
    async with merchant.session.post(url, data=form, allow_redirects=False):
        pass
    code = merchant.wallet.authorizations[0].code
    assert code is not None
    await merchant.call("applyToken", exchange_of(code.value))
    async with merchant.session.post(url, data=form, allow_redirects=False) as answer:
        assert (answer.status, "Location" in answer.headers) == (409, False)


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
