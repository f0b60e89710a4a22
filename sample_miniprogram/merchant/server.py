"""The merchant's server: what the mini-program, the person's browser and the wallet ask of it.

    python merchant/server.py --port 8000 --wallet http://127.0.0.1:9000 --public https://merchant.example

The variables CLIENT_ID, PRIVATE_KEY and WALLET_PUBLIC_KEY (PEM) say what to sign with. The access token stays in
here: no answer and no log line ever carries it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from typing import Any

from agreements import Agreements
from aiohttp import web
from billing import Billing
from bodies import read_object, text_in
from charges import Charges
from contracts import Contract, Contracts, Status
from notices import Notices
from pages import page_for
from problems import Problem, answer_problems
from records import Records
from signatures import Keys
from subscriptions import Subscriptions
from wallet_client import WalletClient

HOST = "127.0.0.1"
BODY_LIMIT = 64 * 1024  # bytes
SHUTDOWN_TIME = 1.0  # seconds that exchanges under way may take to end
OS_TYPES = ("IOS", "ANDROID")

log = logging.getLogger("merchant")


class Merchant:
    """The HTTP side of `Agreements`: reads requests, shapes answers."""

    def __init__(self, agreements: Agreements) -> None:
        self._agreements = agreements

    def routes(self) -> list[web.RouteDef]:
        """Everything this server answers. No HEAD: to look at a returning page must not spend its code."""
        return [
            web.get("/health", self.health),
            web.post("/api/authorizations", self.begin),
            web.post("/api/authorizations/complete", self.complete),
            web.get("/api/authorizations/status", self.status),
            web.get("/auth/return", self.browser_returned, allow_head=False),
        ]

    async def health(self, _: web.Request) -> web.Response:
        """Ready to serve."""
        return web.json_response({"status": "ok"})

    async def begin(self, request: web.Request) -> web.Response:
        """The program wants to sign: ask the wallet for the string to sign."""
        body = read_object(await request.read())
        os_type = text_in(body, "osType", longest=16)
        if os_type not in OS_TYPES:
            raise Problem(400, "BAD_REQUEST", f"osType must be one of {', '.join(OS_TYPES)}.")
        contract, sign_str = await self._agreements.begin(os_type)
        return web.json_response({"contractId": contract.contract_id, "signStr": sign_str}, status=201)

    async def complete(self, request: web.Request) -> web.Response:
        """The program signed, and brings the code."""
        body = read_object(await request.read())
        contract = await self._agreements.complete(
            contract_id=text_in(body, "contractId", longest=64),
            auth_code=text_in(body, "authCode", longest=128),
            auth_state=text_in(body, "authState", longest=256),
        )
        return web.json_response(_view(contract))

    async def status(self, request: web.Request) -> web.Response:
        """The program does not know how it ended, and asks."""
        contract_id = text_in(request.query, "contractId", longest=64)
        return web.json_response(_view(self._agreements.find(contract_id)))

    async def browser_returned(self, request: web.Request) -> web.Response:
        """The wallet sent the person's browser here (Alipay China): the answer is a page for people."""
        try:
            contract = await self._agreements.receive(
                auth_code=text_in(request.query, "authCode", longest=128),
                auth_state=text_in(request.query, "authState", longest=256),
                channel="the browser",
            )
        except Problem as problem:
            log.warning("the browser was refused: %s (%s)", problem.message, problem.code)
            return page_for(problem.status, "Nothing was confirmed", problem.message)
        if contract.status is Status.SIGNED:
            return page_for(200, "You are set up", "You can close this page and go back to the bakery.")
        return page_for(422, "Nothing was confirmed", "The wallet did not take this authorization code.")


def _view(contract: Contract) -> dict[str, Any]:
    """What the program may know of a contract. Never the token."""
    return {"contractId": contract.contract_id, "status": contract.status.value, "account": contract.account}


def make_app(
    wallet_url: str, public: str, keys: Keys, *, belongs_to: str = "ALIPAY_HK", database: str = ":memory:"
) -> web.Application:
    """The server as an application: `wallet_url` is where the wallet is, `public` the origin we go by.

    `database`: a file that remembers contracts and charges. Raises `sqlite3.Error` if it cannot be used.
    """
    wallet = WalletClient(wallet_url, public=public, belongs_to=belongs_to, keys=keys)
    records = Records(database)
    contracts = Contracts(records)
    agreements = Agreements(wallet, contracts)
    billing = Billing(wallet, contracts, Charges(records), keys.now)

    async def connected(_: web.Application) -> AsyncIterator[None]:
        async with wallet:
            yield
        records.close()

    app = web.Application(middlewares=[answer_problems], client_max_size=BODY_LIMIT)
    app.cleanup_ctx.append(connected)
    for side in (Merchant(agreements), Notices(keys, agreements, billing), Subscriptions(contracts, billing)):
        app.add_routes(side.routes())
    return app


async def serve(app: web.Application, port: int) -> None:
    """Serve on `port` (0: any free one) until told to stop.

    Raises `OSError` or `OverflowError` if the port cannot be had.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # No access log: its lines would hold the codes that come in queries.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_TIME)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        log.info("listening on http://%s:%d", HOST, runner.addresses[0][1])
        await stop.wait()
        log.info("stopping")
    finally:
        await runner.cleanup()


def main() -> int:
    """The command line. 0 when stopped, 1 if the port, the keys or the file cannot be had."""
    parser = argparse.ArgumentParser(description="The merchant's server of the sample mini-program.")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 for any free one")
    parser.add_argument("--wallet", required=True, metavar="URL", help="base URL of the wallet's OpenAPI")
    parser.add_argument("--public", required=True, metavar="URL", help="origin under which we are reached")
    parser.add_argument("--belongs-to", default="ALIPAY_HK", metavar="NAME", help="the wallet's documented name")
    parser.add_argument("--database", default=":memory:", metavar="FILE", help="remembers contracts and charges")
    options = parser.parse_args()
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s merchant  %(message)s", datefmt="%H:%M:%S"
    )
    try:
        keys = Keys.from_environment()
        app = make_app(options.wallet, options.public, keys, belongs_to=options.belongs_to, database=options.database)
        asyncio.run(serve(app, options.port))
    except ValueError as error:
        log.error("cannot sign: %s", error)
        return 1
    except sqlite3.Error as error:
        log.error("cannot use %s: %s", options.database, error)
        return 1
    except (OSError, OverflowError) as error:  # taken, forbidden, or no port number at all
        log.error("cannot listen on port %d: %s", options.port, error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
