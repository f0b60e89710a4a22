"""Ready objects: a clock, a started wallet, a merchant that calls it, a shop that it notifies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bridge.origins import Origins
from bridge.wallet import Wallet
from bridge.wallet.keys import PrivateKey

from .merchant import Clock, Merchant, Shop
from .signed_merchant import SignedMerchant, signing_for


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def wallet(clock: Clock) -> AsyncIterator[Wallet]:
    async with Wallet(now=clock.now, origins=Origins()) as started:
        yield started


@pytest.fixture(scope="session")
def theirs() -> PrivateKey:
    """What merchants sign with, and wallets of tests, too: making one takes a while."""
    return PrivateKey.generate()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def merchant(wallet: Wallet, session: aiohttp.ClientSession) -> Merchant:
    return Merchant(wallet, session)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where a wallet may keep its state."""
    return tmp_path / "state"


@pytest.fixture
async def signed_wallet(clock: Clock, theirs: PrivateKey, state: Path) -> AsyncIterator[Wallet]:
    """One that asks for signatures and keeps its state."""
    async with Wallet(now=clock.now, signing=signing_for(theirs), state=state) as started:
        yield started


@pytest.fixture
def signer(signed_wallet: Wallet, session: aiohttp.ClientSession, theirs: PrivateKey, clock: Clock) -> SignedMerchant:
    return SignedMerchant(Merchant(signed_wallet, session), theirs, clock)


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    served = Shop()
    app = web.Application()
    app.router.add_post("/notify", served.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    await runner.cleanup()
