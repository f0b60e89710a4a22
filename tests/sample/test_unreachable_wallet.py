"""The merchant's server when its wallet is away, or talks nonsense."""

from __future__ import annotations

import socket
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp import web

from bridge.wallet import Wallet
from bridge.wallet.clients import Signing
from bridge.wallet.keyring import CLIENT_ID, keyring
from bridge.wallet.visit import visit

from .conftest import Clock, serve
from .program import PUBLIC, Program

BEGIN = {"osType": "ANDROID"}


async def test_nothing_begins_while_the_wallet_is_down(program: Program, wallet: Wallet) -> None:
    await wallet.close()
    answer = await program.post("/api/authorizations", BEGIN)
    assert answer.problem == (502, "WALLET_UNREACHABLE")


async def test_a_code_may_be_sent_again_when_the_wallet_is_back(program: Program, wallet: Wallet) -> None:
    begun, port = await program.begin(), urlsplit(wallet.url).port
    seen = await visit(begun.sign_str, "approve")
    await wallet.close()
    answer = await program.complete(begun.contract_id, seen.auth_code, seen.auth_state)
    assert answer.problem == (502, "WALLET_UNREACHABLE")
    await wallet.start(port=port or 0)
    answer = await program.complete(begun.contract_id, seen.auth_code, seen.auth_state)
    assert (answer.status, answer.body["status"]) == (200, "signed")


async def test_a_notification_that_came_to_nothing_is_not_acknowledged(program: Program, wallet: Wallet) -> None:
    begun = await program.begin()
    seen = await visit(begun.sign_str, "approve")
    await wallet.close()
    answer = await program.notify(seen.auth_code, seen.auth_state)
    assert answer.problem == (502, "WALLET_UNREACHABLE")
    assert await program.status_of(begun.contract_id) == "pending"


@pytest.mark.parametrize(
    ("status", "text", "code"),
    [
        (500, "{}", "WALLET_UNREACHABLE"),
        (200, "<html>", "WALLET_UNREACHABLE"),
        (200, "[]", "WALLET_UNREACHABLE"),
        (200, '{"result": null}', "WALLET_UNREACHABLE"),
        (200, '{"result": {"resultStatus": "S", "resultCode": "SUCCESS"}}', "WALLET_UNREACHABLE"),
        (200, '{"result": {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION"}}', "WALLET_UNREACHABLE"),
        (200, '{"result": {"resultStatus": "F", "resultCode": "PARAM_ILLEGAL"}}', "WALLET_REFUSED"),
    ],
)
async def test_an_answer_that_is_no_url_is_a_bad_gateway(
    merchant_module: ModuleType,
    session: aiohttp.ClientSession,
    keys: Any,
    clock: Clock,
    status: int,
    text: str,
    code: str,
) -> None:
    async def answer(request: web.BaseRequest) -> web.Response:
        signing = Signing(keyring().wallet)
        headers = signing.headers("response-time", request.raw_path, CLIENT_ID, text.encode(), clock.now())
        return web.Response(status=status, text=text, headers=headers)

    nonsense = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
    merchant = web.AppRunner(merchant_module.make_app(await serve(nonsense), PUBLIC, keys), shutdown_timeout=0.1)
    program = Program(await serve(merchant), session)
    assert (await program.post("/api/authorizations", BEGIN)).problem == (502, code)
    await merchant.cleanup()
    await nonsense.cleanup()


async def test_a_wallet_that_never_answers_is_given_up(
    merchant_module: ModuleType, session: aiohttp.ClientSession, keys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallet_client.TIME_LIMIT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        merchant = web.AppRunner(merchant_module.make_app(url, PUBLIC, keys), shutdown_timeout=0.1)
        program = Program(await serve(merchant), session)
        assert (await program.post("/api/authorizations", BEGIN)).problem == (502, "WALLET_UNREACHABLE")
        await merchant.cleanup()
