"""The wallet as a whole: its life, what it owns, what it lets others see."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from bridge.errors import UsageError
from bridge.wallet import State, Wallet
from bridge.wallet.visit import visit

from .merchant import Clock, Merchant, consult_with, exchange_of


async def test_two_wallets_listen_side_by_side(clock: Clock) -> None:
    async with Wallet(now=clock.now) as one, Wallet(now=clock.now) as other:
        assert one.url != other.url


async def test_a_taken_port_is_a_usage_error(wallet: Wallet, clock: Clock) -> None:
    port = int(wallet.url.rpartition(":")[2])
    with pytest.raises(UsageError, match=f"cannot listen on 127.0.0.1:{port}"):
        await Wallet(now=clock.now).start(port=port)


async def test_a_wallet_starts_only_once(wallet: Wallet) -> None:
    with pytest.raises(UsageError, match="already listens"):
        await wallet.start()


async def test_a_closed_wallet_can_start_again(clock: Clock) -> None:
    wallet = Wallet(now=clock.now)
    for _ in range(2):
        assert (await wallet.start()).startswith("http://127.0.0.1:")
        await wallet.close()
    await wallet.close()


def test_a_wallet_that_is_not_started_has_no_url(clock: Clock) -> None:
    wallet = Wallet(now=clock.now)
    assert not wallet.owns("http://127.0.0.1/authentication.htm?authId=X")
    with pytest.raises(UsageError, match="not started"):
        _ = wallet.url


async def test_a_wallet_owns_its_authorization_urls(merchant: Merchant) -> None:
    assert merchant.wallet.owns(await merchant.page_url())
    assert merchant.wallet.owns(f"{merchant.wallet.url}/authentication.htm?authId=UNKNOWN")


@pytest.mark.parametrize(
    "url",
    [
        "https://openauth.xxx.com/authentication.htm?authId=FBF16F91-28FB-47EC-B9BE-27B285C23CD3",
        "http://127.0.0.1:1/authentication.htm?authId=X",
        "",
        "/authentication.htm",
        "http://[/authentication.htm",
        "http://x:99999999/authentication.htm",
        "alipays://platformapi/authentication.htm",
        "\ud800",
    ],
)
async def test_a_wallet_owns_nothing_else(wallet: Wallet, url: str) -> None:
    assert not wallet.owns(url)


async def test_another_page_of_the_wallet_is_no_authorization(wallet: Wallet) -> None:
    assert not wallet.owns(f"{wallet.url}/v1/authorizations/consult")


async def test_a_mapped_name_of_the_wallet_is_its_own(wallet: Wallet) -> None:
    wallet.origins.map("https://openauth.example", wallet.url)
    url = "https://openauth.example/authentication.htm?authId=X"
    assert wallet.owns(url)
    assert wallet.local_url(url) == f"{wallet.url}/authentication.htm?authId=X"


async def test_a_url_handed_out_under_another_name_is_opened_here(merchant: Merchant) -> None:
    url = (await merchant.call("consult", consult_with(), Host="Wallet.Example"))["normalUrl"]
    assert merchant.wallet.owns(url)
    assert (await visit(merchant.wallet.local_url(url), "approve")).auth_code


async def test_every_token_is_a_secret(merchant: Merchant) -> None:
    code = (await visit(await merchant.page_url(), "approve")).auth_code or ""
    answer = await merchant.call("applyToken", exchange_of(code))
    assert merchant.wallet.secrets == [answer["accessToken"], answer["refreshToken"]]


async def test_requests_are_reported(merchant: Merchant) -> None:
    seen: list[tuple[str, str, str]] = []
    merchant.wallet.on_request = lambda *request: seen.append(request)
    await merchant.call("consult", consult_with(), prefix="/ams/api")
    await merchant.call("applyToken", exchange_of("0" * 32))
    assert seen == [
        ("POST", "/ams/api/v1/authorizations/consult", "SUCCESS"),
        ("POST", "/v1/authorizations/applyToken", "INVALID_CODE"),
    ]


@pytest.mark.parametrize(("answer", "state"), [("approve", State.AGREED), ("cancel", State.CANCELLED)])
async def test_a_decision_is_awaited(merchant: Merchant, answer: str, state: State) -> None:
    url = await merchant.page_url()
    waiting = asyncio.ensure_future(merchant.wallet.decision(url.rpartition("=")[2]))
    await visit(url, answer)
    assert (await asyncio.wait_for(waiting, 5)).state is state


async def test_a_decision_made_before_is_known_at_once(merchant: Merchant) -> None:
    url = await merchant.page_url()
    await visit(url, "approve")
    authorization = await asyncio.wait_for(merchant.wallet.decision(url.rpartition("=")[2]), 5)
    assert authorization.return_url is not None


async def test_nobody_decides_an_unknown_authorization(wallet: Wallet) -> None:
    with pytest.raises(UsageError, match="no authorization 'NOPE'"):
        await wallet.decision("NOPE")


async def test_the_same_seed_hands_out_the_same_ids(clock: Clock, merchant: Merchant) -> None:
    async with Wallet(now=clock.now, seed=0) as twin:
        await Merchant(twin, merchant.session).page_url()
        await merchant.page_url()
        assert twin.authorizations[0].auth_id == merchant.wallet.authorizations[0].auth_id


async def test_clients_racing_for_one_code_get_one_token(merchant: Merchant) -> None:
    code = (await visit(await merchant.page_url(), "approve")).auth_code or ""
    answers = await asyncio.gather(*(merchant.call("applyToken", exchange_of(code)) for _ in range(50)))
    codes = [answer["result"]["resultCode"] for answer in answers]
    assert (codes.count("SUCCESS"), codes.count("USED_CODE")) == (1, 49)


def test_importing_the_wallet_brings_neither_aiohttp_nor_pydantic() -> None:
    program = "import sys, bridge.wallet; print({'aiohttp', 'pydantic'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "set()"
