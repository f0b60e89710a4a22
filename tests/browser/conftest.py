"""A wallet, and Chromium to open its pages with; `make test-browser` brings both."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientSession, web
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bridge.origins import Origins
from bridge.wallet import Wallet
from tests.wallet.merchant import ACKNOWLEDGED, Merchant

PATIENCE = 10_000  # ms of the machine's clock


@dataclass
class Shop:
    """The page that people come back to: what each visit brought in its query."""

    url: str
    held_url: str = ""  # for notifications, acknowledged once `released`
    visits: list[dict[str, str]] = field(default_factory=list)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, request: web.Request) -> web.Response:
        self.visits.append({name: values[-1] for name, values in parse_qs(urlsplit(str(request.url)).query).items()})
        return web.Response(text="<h1>Welcome back</h1>", content_type="text/html")

    async def hold(self, _: web.Request) -> web.Response:
        await self.released.wait()
        return web.json_response(ACKNOWLEDGED)


@dataclass
class Time:
    """The machine's time, and what was added to it."""

    added: float = 0

    def now(self) -> float:
        return time.time() * 1000 + self.added


@pytest.fixture
def passing() -> Time:
    return Time()


@pytest.fixture
async def wallet(passing: Time) -> AsyncIterator[Wallet]:
    async with Wallet(now=passing.now, origins=Origins(loopback=True)) as started:
        yield started


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    served = Shop("")
    app = web.Application()
    app.router.add_get("/back", served.serve)
    app.router.add_post("/held", served.hold)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}/back?order=7"
    served.held_url = f"http://127.0.0.1:{runner.addresses[0][1]}/held"
    yield served
    await runner.cleanup()


@pytest.fixture
async def url(wallet: Wallet, shop: Shop) -> str:
    """An authorization page that leads back to `shop`."""
    async with ClientSession() as session:
        return await Merchant(wallet, session).page_url(authRedirectUrl=shop.url)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        # The sandbox of Chromium does not work for root, which continuous integration often is.
        opened = await playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=["--no-sandbox"]
        )
        yield opened
        await opened.close()


@pytest.fixture
async def phone(browser: Browser) -> AsyncIterator[BrowserContext]:
    opened = await browser.new_context(viewport={"width": 375, "height": 667}, locale="en-US")
    opened.set_default_timeout(PATIENCE)
    yield opened
    await opened.close()


@pytest.fixture
async def page(phone: BrowserContext) -> Page:
    return await phone.new_page()
