"""The person at the page: each answer, and each way a visit can fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bridge.errors import UsageError
from bridge.wallet import Outcome, State, Visit
from bridge.wallet.visit import visit

from .merchant import Merchant

FORM = '<form method="post"><button name="decision" value="agree"><button name="decision" value="cancel"></form>'
Handler = Callable[[web.Request], Awaitable[web.Response]]


@asynccontextmanager
async def served(handler: Handler) -> AsyncIterator[str]:
    """A wallet of somebody else's, which answers every request with `handler`; yields its URL."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/page"
    await runner.cleanup()


def html(text: str, status: int = 200) -> web.Response:
    return web.Response(status=status, text=text, content_type="text/html")


async def test_approve_brings_back_code_state_and_redirect(merchant: Merchant) -> None:
    visited = await visit(await merchant.page_url(), "approve")
    (authorization,) = merchant.wallet.authorizations
    assert authorization.code is not None
    expected = (authorization.code.value, "STATE_694020584437", authorization.return_url)
    assert visited == Visit(Outcome.APPROVED, *expected)


@pytest.mark.parametrize(
    ("answer", "outcome", "state"),
    [
        ("cancel", Outcome.CANCELLED, State.CANCELLED),
        ("network-error", Outcome.NETWORK_ERROR, State.SHOWN),
        ("unknown", Outcome.UNKNOWN, State.AGREED),
        ("fail", Outcome.FAILED, State.SHOWN),
        ("wrong-pin", Outcome.FAILED, State.SHOWN),
        ("processing", Outcome.UNKNOWN, State.AGREED),
        ("forgot-pin", Outcome.CANCELLED, State.SHOWN),
    ],
)
async def test_other_answers_bring_back_nothing(
    merchant: Merchant, answer: str, outcome: Outcome, state: State
) -> None:
    visited = await visit(await merchant.page_url(), answer)
    assert (visited.outcome, visited.auth_code, visited.redirect_url) == (outcome, None, None)
    assert merchant.wallet.authorizations[0].state is state


async def test_the_page_is_opened_once_and_submitted_once(merchant: Merchant) -> None:
    url = await merchant.page_url()
    requests: list[tuple[str, str]] = []
    merchant.wallet.on_request = lambda method, _path, code: requests.append((method, code))
    await visit(url, "approve")
    assert requests == [("GET", "200"), ("POST", "303")]


async def test_a_used_page_fails_with_its_own_words(merchant: Merchant) -> None:
    url = await merchant.page_url()
    await visit(url, "approve")
    assert await visit(url, "approve") == Visit(Outcome.FAILED, reason="Already agreed")


@pytest.mark.parametrize("answer", ["approve", "unknown", "network-error"])
async def test_an_unknown_page_fails_whatever_the_answer(merchant: Merchant, answer: str) -> None:
    url = f"{merchant.wallet.url}/authentication.htm?authId=NOPE"
    assert await visit(url, answer) == Visit(Outcome.FAILED, reason="No such authorization")


async def test_the_merchants_own_auth_code_is_not_taken_for_ours(merchant: Merchant) -> None:
    url = await merchant.page_url(authRedirectUrl="https://shop.example/?authCode=FAKE&authState=FAKE")
    visited = await visit(url, "approve")
    assert visited.auth_code != "FAKE"
    assert visited.auth_state == "STATE_694020584437"


async def test_no_server_is_a_network_error() -> None:
    visited = await visit("http://127.0.0.1:1/authentication.htm", "approve")
    assert visited.outcome is Outcome.NETWORK_ERROR
    assert visited.reason


@pytest.mark.parametrize("url", ["", "nonsense", "http://", "http://[", "ftp://x.example/", "http://a\ud800/"])
async def test_what_is_no_url_fails(url: str) -> None:
    assert (await visit(url, "approve")).outcome is Outcome.FAILED


async def test_a_page_that_never_comes_is_a_network_error() -> None:
    async def never(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async with served(never) as url:
        assert (await visit(url, "approve", time_limit=0.05)).outcome is Outcome.NETWORK_ERROR


@pytest.mark.parametrize(
    "text",
    ["", "<form></form>", FORM.replace("post", "get"), FORM.replace('"cancel"', '"no"'), "<form>" + FORM],
)
async def test_a_page_without_the_form_fails(text: str) -> None:
    async def page(_: web.Request) -> web.Response:
        return html(text)

    async with served(page) as url:
        assert (await visit(url, "approve")).reason == "the page has no form with both choices"


async def test_the_form_is_submitted_as_it_stands() -> None:
    posted: list[tuple[str, str]] = []

    async def page(request: web.Request) -> web.Response:
        posted.append((request.path, await request.text()))
        inputs = '<input type="hidden" name="token" value="a&amp;b">'
        return html(FORM.replace('"post">', f'"POST" action="/there">{inputs}') + "<form>ignored</form>")

    async with served(page) as url:
        await visit(url, "cancel")
    assert posted[1:] == [("/there", "token=a%26b&decision=cancel")]


async def test_an_agreement_whose_answer_breaks_off_is_unknown() -> None:
    async def page(request: web.Request) -> web.Response:
        if request.method == "POST" and request.transport:
            request.transport.abort()
        return html(FORM)

    async with served(page) as url:
        assert (await visit(url, "approve")).outcome is Outcome.UNKNOWN


async def test_a_redirect_without_a_code_fails() -> None:
    async def page(request: web.Request) -> web.Response:
        return html(FORM) if request.method == "GET" else web.Response(status=303, headers={"Location": "/"})

    async with served(page) as url:
        assert (await visit(url, "approve")).reason == "the wallet returned no authCode"


async def test_an_answer_nobody_can_give_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="approve, cancel"):
        await visit("http://127.0.0.1:1/", "perhaps")
