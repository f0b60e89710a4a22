"""The merchant's server as the process it is."""

from __future__ import annotations

import ast
import asyncio
import os
import re
import signal
import socket
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bridge.origins import Origins
from bridge.wallet import Wallet
from bridge.wallet.keyring import keyring
from bridge.wallet.visit import visit

from .conftest import MERCHANT
from .program import PUBLIC, Program

LISTENING = re.compile(r"listening on (http://127\.0\.0\.1:\d+)")


async def start(port: int, wallet_url: str, *more: str, **variables: str) -> Process:
    """The command of minibridge.json, in the sample's folder; `variables` beside, or instead of, its own."""
    command = ["merchant/server.py", "--port", str(port), "--wallet", wallet_url, "--public", PUBLIC, *more]
    words = keyring().words()
    names = {"CLIENT_ID": "client_id", "PRIVATE_KEY": "private_key", "WALLET_PUBLIC_KEY": "wallet_key"}
    environment = {**os.environ, **{name: words[word] for name, word in names.items()}, **variables}
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=MERCHANT.parent, stderr=PIPE, env=environment
    )


async def next_line(process: Process) -> str:
    assert process.stderr is not None
    return (await process.stderr.readline()).decode()


async def rest_of_log(process: Process) -> str:
    assert process.stderr is not None
    text = (await process.stderr.read()).decode()
    await process.wait()
    return text


@pytest.fixture
async def wallet() -> AsyncIterator[Wallet]:
    """One that signs by the machine's clock, as the process does."""
    async with Wallet(now=lambda: time.time() * 1000, origins=Origins(), signing=keyring().signing()) as started:
        yield started


@pytest.fixture
async def process(wallet: Wallet) -> AsyncIterator[Process]:
    started = await start(0, wallet.url)
    yield started
    if started.returncode is None:
        started.kill()
        await rest_of_log(started)


@pytest.fixture
async def served(process: Process, session: aiohttp.ClientSession) -> Program:
    found = LISTENING.search(await next_line(process))
    assert found
    return Program(found[1], session)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_cleanly(process: Process, served: Program, number: Any) -> None:
    assert (await served.get("/health")).status == 200  # and keeps the connection open
    process.send_signal(number)
    assert "stopping" in await rest_of_log(process)
    assert process.returncode == 0


async def test_its_log_tells_the_story_without_secrets(process: Process, served: Program, wallet: Wallet) -> None:
    wallet.origins.map(PUBLIC, served.url)
    begun = await served.begin()
    seen = await visit(begun.sign_str, "approve")
    await served.return_by_browser(seen.auth_code, seen.auth_state)
    process.terminate()
    log = await rest_of_log(process)
    told = [line.partition(": ")[2] for line in log.splitlines() if begun.contract_id[:8] in line]
    assert told == [
        "the wallet gave an authorization URL",
        "a code arrived by notification",
        "signed by 138****5678",
        "the same code again, by the browser",
    ]
    secrets = [*wallet.secrets, seen.auth_code or "", seen.auth_state or "", begun.contract_id]
    assert not [secret for secret in secrets if secret in log]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"PRIVATE_KEY": ""}, "set PRIVATE_KEY: who we are"),
        ({"CLIENT_ID": "", "WALLET_PUBLIC_KEY": ""}, "set CLIENT_ID, WALLET_PUBLIC_KEY: who we are"),
        ({"PRIVATE_KEY": "none"}, "PRIVATE_KEY and WALLET_PUBLIC_KEY must be RSA keys in PEM"),
        ({"WALLET_PUBLIC_KEY": "none"}, "PRIVATE_KEY and WALLET_PUBLIC_KEY must be RSA keys in PEM"),
    ],
)
async def test_keys_that_are_missing_are_said(variables: dict[str, str], words: str) -> None:
    process = await start(0, "http://127.0.0.1:1", **variables)
    log = await rest_of_log(process)
    assert process.returncode == 1
    assert f"cannot sign: {words}" in log and "Traceback" not in log


async def test_a_database_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    process = await start(0, "http://127.0.0.1:1", "--database", str(tmp_path))
    log = await rest_of_log(process)
    assert process.returncode == 1
    assert f"cannot use {tmp_path}" in log and "Traceback" not in log


async def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await start(port, "http://127.0.0.1:1")
        log = await rest_of_log(process)
    assert process.returncode == 1
    assert f"cannot listen on port {port}" in log and "Traceback" not in log


def test_it_imports_nothing_from_bridge() -> None:
    nodes = [node for file in MERCHANT.glob("*.py") for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    imported = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert imported and not [name for name in imported if name.partition(".")[0] == "bridge"]
