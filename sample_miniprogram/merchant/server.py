"""The merchant's server: what the mini-program, the person's browser and the wallet ask of it.

    python merchant/server.py --port 8000 --wallet http://127.0.0.1:9000 --public https://merchant.example

The access token stays in here: no answer and no log line ever carries it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

from agreements import Agreements
from aiohttp import web
from contracts import Contract, Status
from pages import page_for
from problems import Problem, answer_problems
from wallet_client import WalletClient

HOST = "127.0.0.1"
BODY_LIMIT = 64 * 1024  # bytes
SHUTDOWN_TIME = 1.0  # seconds that exchanges under way may take to end
OS_TYPES = ("IOS", "ANDROID")
ACKNOWLEDGED = {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}

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
            web.post("/auth/notify", self.notified),
        ]

    async def health(self, _: web.Request) -> web.Response:
        """Ready to serve."""
        return web.json_response({"status": "ok"})

    async def begin(self, request: web.Request) -> web.Response:
        """The program wants to sign: ask the wallet for the string to sign."""
        body = await _body(request)
        os_type = _text(body, "osType", longest=16)
        if os_type not in OS_TYPES:
            raise Problem(400, "BAD_REQUEST", f"osType must be one of {', '.join(OS_TYPES)}.")
        contract, sign_str = await self._agreements.begin(os_type)
        return web.json_response({"contractId": contract.contract_id, "signStr": sign_str}, status=201)

    async def complete(self, request: web.Request) -> web.Response:
        """The program signed, and brings the code."""
        body = await _body(request)
        contract = await self._agreements.complete(
            contract_id=_text(body, "contractId", longest=64),
            auth_code=_text(body, "authCode", longest=128),
            auth_state=_text(body, "authState", longest=256),
        )
        return web.json_response(_view(contract))

    async def status(self, request: web.Request) -> web.Response:
        """The program does not know how it ended, and asks."""
        contract_id = _text(request.query, "contractId", longest=64)
        return web.json_response(_view(self._agreements.find(contract_id)))

    async def browser_returned(self, request: web.Request) -> web.Response:
        """The wallet sent the person's browser here (Alipay China): the answer is a page for people."""
        try:
            contract = await self._agreements.receive(
                auth_code=_text(request.query, "authCode", longest=128),
                auth_state=_text(request.query, "authState", longest=256),
                channel="the browser",
            )
        except Problem as problem:
            log.warning("the browser was refused: %s (%s)", problem.message, problem.code)
            return page_for(problem.status, "Nothing was confirmed", problem.message)
        if contract.status is Status.SIGNED:
            return page_for(200, "You are set up", "You can close this page and go back to the bakery.")
        return page_for(422, "Nothing was confirmed", "The wallet did not take this authorization code.")

    async def notified(self, request: web.Request) -> web.Response:
        """The wallet tells us by itself. Acknowledged once the code is exchanged; else it tells us again."""
        body = await _body(request)
        kind = _text(body, "authorizationNotifyType", longest=32)
        if kind == "TOKEN_CREATED":
            return web.json_response(ACKNOWLEDGED)  # which it got in the answer of applyToken
        if kind != "AUTHCODE_CREATED":
            raise Problem(400, "BAD_REQUEST", "This merchant takes AUTHCODE_CREATED and TOKEN_CREATED alone.")
        await self._agreements.receive(
            auth_code=_text(body, "authCode", longest=128),
            auth_state=_text(body, "authState", longest=256),
            channel="notification",
        )
        return web.json_response(ACKNOWLEDGED)


def _view(contract: Contract) -> dict[str, Any]:
    """What the program may know of a contract. Never the token."""
    account = contract.token.user_login_id if contract.token else None
    return {"contractId": contract.contract_id, "status": contract.status.value, "account": account}


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise Problem(400, "BAD_REQUEST", "The body is not JSON.") from None
    if not isinstance(body, dict):
        raise Problem(400, "BAD_REQUEST", "The body must be a JSON object.")
    return body


def _text(fields: Any, name: str, *, longest: int) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise Problem(400, "BAD_REQUEST", f"{name} must be a string of 1 to {longest} characters.")
    return value


def make_app(wallet_url: str, public: str, belongs_to: str = "ALIPAY_HK") -> web.Application:
    """The server as an application: `wallet_url` is where the wallet is, `public` the origin we go by."""
    wallet = WalletClient(wallet_url, public=public, belongs_to=belongs_to)

    async def connected(_: web.Application) -> AsyncIterator[None]:
        async with wallet:
            yield

    app = web.Application(middlewares=[answer_problems], client_max_size=BODY_LIMIT)
    app.cleanup_ctx.append(connected)
    app.add_routes(Merchant(Agreements(wallet)).routes())
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
    """The command line. 0 when stopped, 1 if the port cannot be had."""
    parser = argparse.ArgumentParser(description="The merchant's server of the sample mini-program.")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 for any free one")
    parser.add_argument("--wallet", required=True, metavar="URL", help="base URL of the wallet's OpenAPI")
    parser.add_argument("--public", required=True, metavar="URL", help="origin under which we are reached")
    parser.add_argument("--belongs-to", default="ALIPAY_HK", metavar="NAME", help="the wallet's documented name")
    options = parser.parse_args()
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s merchant  %(message)s", datefmt="%H:%M:%S"
    )
    try:
        asyncio.run(serve(make_app(options.wallet, options.public, options.belongs_to), options.port))
    except (OSError, OverflowError) as error:  # taken, forbidden, or no port number at all
        log.error("cannot listen on port %d: %s", options.port, error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
