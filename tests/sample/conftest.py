"""Ready objects: the merchant's modules, a wallet, the merchant's server that calls it, a program that uses both.

All of them sign. Between the merchant and the wallet stands a gateway that can lose answers, or forge them.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bridge.origins import Origins
from bridge.wallet import Wallet
from bridge.wallet.accounts import Account
from bridge.wallet.clients import Client, Signing
from bridge.wallet.keyring import CLIENT_ID, keyring

from .gateway import Gateway
from .program import PUBLIC, Program

MERCHANT = Path(__file__).parents[2] / "sample_miniprogram" / "merchant"


class Clock:
    """Time that moves only when told to, in epoch milliseconds."""

    time = 1_700_000_000_000.0

    def now(self) -> float:
        return self.time


@pytest.fixture(scope="session")
def merchant_module() -> Iterator[ModuleType]:
    """merchant/server.py, imported as it is when it is run: with its own folder on the path."""
    names = [file.stem for file in MERCHANT.glob("*.py")]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(MERCHANT))
        module = importlib.import_module("server")
        yield module
        for name in names:  # plain names, which other tests may want to mean something else
            sys.modules.pop(name, None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def requests() -> list[str]:
    """What the wallet was asked: `/path CODE`."""
    return []


@pytest.fixture
def account() -> Account:
    """What the person has."""
    return Account()


@pytest.fixture
async def wallet(clock: Clock, requests: list[str], account: Account) -> AsyncIterator[Wallet]:
    def note(_: str, path: str, code: str) -> None:
        requests.append(f"{path.rpartition('/')[2]} {code}")

    signing = Signing(keyring().wallet, [Client.with_key(CLIENT_ID, keyring().merchant.public.pem)])
    async with Wallet(now=clock.now, origins=Origins(), on_request=note, signing=signing, account=account) as started:
        yield started


@pytest.fixture
def keys(merchant_module: ModuleType, clock: Clock) -> Any:
    """What the merchant signs with: its clock is the wallet's."""
    words = keyring().words()
    return merchant_module.Keys.read(
        words["client_id"], words["private_key"], words["wallet_key"], lambda: clock.now() / 1000
    )


@pytest.fixture
async def gateway(wallet: Wallet, session: aiohttp.ClientSession) -> AsyncIterator[Gateway]:
    gateway = Gateway(wallet, session)
    runner = web.ServerRunner(web.Server(gateway.forward), shutdown_timeout=0.1)
    gateway.url = await serve(runner)
    yield gateway
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
async def program(
    merchant_module: ModuleType, gateway: Gateway, session: aiohttp.ClientSession, keys: Any, clock: Clock
) -> AsyncIterator[Program]:
    """A program whose merchant hears of nothing by itself: no notification finds its way."""
    app = merchant_module.make_app(gateway.url, PUBLIC, keys)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    yield Program(await serve(runner), session, Signing(keyring().wallet, now=clock.now))
    await runner.cleanup()


@pytest.fixture
def notified(program: Program, wallet: Wallet) -> Program:
    """A program whose merchant is notified by the wallet."""
    wallet.origins.map(PUBLIC, program.url)
    return program


async def serve(runner: web.BaseRunner) -> str:
    """Start `runner` on a free port and return its URL."""
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"
