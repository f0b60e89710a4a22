"""applyToken with signing: the wallet against bare aiohttp that does the same two RSA operations, and nothing else.

Both serve from one process, in turn; requests are signed beforehand and sent by another process over raw connections,
so that what is measured is the server.
"""

from __future__ import annotations

import asyncio
import base64
import json
import multiprocessing
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import NamedTuple

from aiohttp import web

from bridge.wallet import Wallet, signing
from bridge.wallet.keyring import CLIENT_ID, keyring
from bridge.wallet.models import ConsultRequest

CLIENTS = 200
REQUESTS = 2000  # a round
ROUNDS = 7
PATH = "/ams/api/v1/authorizations/applyToken"
_CONSULT = {
    "customerBelongsTo": "GCASH",
    "authRedirectUrl": "https://shop.example/back",
    "scopes": ["AGREEMENT_PAY"],
    "authState": "STATE_694020584437",
    "terminalType": "WEB",
}
_ANSWER = b'{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'


class Served(NamedTuple):
    """Where the two listen, and the codes that wait to be exchanged."""

    wallet: int
    floor: int
    codes: list[str]


@dataclass(frozen=True)
class Round:
    """How fast a server answered: requests a second, and the seconds of each."""

    rate: float
    seconds: list[float]

    def percentile(self, percent: int) -> float:
        """The seconds within which that many percent were answered."""
        return statistics.quantiles(self.seconds, n=100)[percent - 1]


def token_rows() -> Iterator[tuple[str, str, str]]:
    """For `make bench`."""
    rounds = asyncio.run(_measured())
    share = statistics.median(ours.rate / bare.rate for ours, bare in rounds)
    tail = statistics.median(ours.percentile(99) / ours.percentile(50) for ours, _ in rounds)
    rate = statistics.median(ours.rate for ours, _ in rounds)
    yield f"applyToken with signing, {CLIENTS} clients, against aiohttp and two RSA operations", f"{share:.0%}", "60%"
    yield "the same, p99 against p50", f"{tail:.1f} x", "10 x"
    yield "the same, a second on this machine", f"{rate:.0f}", "-"


async def _measured() -> list[tuple[Round, Round]]:
    keyring()  # made before the fork: both sides have them
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    served = Served(*ours.recv())
    requests = [_request(code) for code in served.codes]
    rounds = []
    for number in range(ROUNDS + 1):
        batch = requests[number * REQUESTS : (number + 1) * REQUESTS]
        rounds.append((await _round(served.wallet, batch), await _round(served.floor, batch)))
    ours.send("done")
    process.join()
    return rounds[1:]  # what is loaded when it is first used is not what is measured


# Who asks


def _request(code: str) -> bytes:
    message = {"grantType": "AUTHORIZATION_CODE", "customerBelongsTo": "GCASH", "authCode": code}
    body, moment = json.dumps(message).encode(), signing.write_time(time.time() * 1000)
    signature = signing.encode(keyring().merchant.sign(signing.content("POST", PATH, CLIENT_ID, moment, body)))
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=UTF-8\r\n"
        f"Client-Id: {CLIENT_ID}\r\nRequest-Time: {moment}\r\nContent-Length: {len(body)}\r\n"
        f"Signature: algorithm=RSA256, keyVersion=1, signature={signature}\r\n\r\n"
    )
    return head.encode() + body


async def _round(port: int, batch: list[bytes]) -> Round:
    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CLIENTS)]
    waiting, seconds = iter(batch), list[float]()
    began = time.perf_counter()
    await asyncio.gather(*(_client(*connection, waiting, seconds) for connection in connections))
    took = time.perf_counter() - began
    for _, writer in connections:
        writer.close()
    return Round(len(batch) / took, seconds)


async def _client(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: Iterator[bytes], seconds: list[float]
) -> None:
    for request in waiting:
        began = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        answer = await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        seconds.append(time.perf_counter() - began)
        assert head.startswith(b"http/1.1 200") and b'"SUCCESS"' in answer, answer


# Who answers


def _serve(parent: Connection) -> None:
    asyncio.run(_serve_both(parent))


async def _serve_both(parent: Connection) -> None:
    async with Wallet(now=lambda: time.time() * 1000, signing=keyring().signing()) as wallet:
        codes = [_code(wallet) for _ in range(REQUESTS * (ROUNDS + 1))]
        runner = web.ServerRunner(web.Server(_bare))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = int(wallet.url.rpartition(":")[2])
        parent.send((port, runner.addresses[0][1], codes))
        await asyncio.to_thread(parent.recv)
        await runner.cleanup()


def _code(wallet: Wallet) -> str:
    return wallet.rules.agree(wallet.rules.consult(ConsultRequest.model_validate(_CONSULT), CLIENT_ID)).value


async def _bare(request: web.BaseRequest) -> web.Response:
    body, given = await request.read(), request.headers
    content = f"POST {request.path}\n{given['Client-Id']}.{given['Request-Time']}.".encode() + body
    signature = base64.b64decode(_plain(given["Signature"].rpartition("signature=")[2]))
    assert keyring().merchant.public.verifies(signature, content)
    content = f"POST {request.path}\n{given['Client-Id']}.{given['Request-Time']}.".encode() + _ANSWER
    headers = {"Signature": base64.b64encode(keyring().wallet.sign(content)).decode()}
    return web.Response(body=_ANSWER, headers=headers, content_type="application/json")


def _plain(text: str) -> str:
    return text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")


if __name__ == "__main__":
    for row in token_rows():
        print(*row, sep="  ")
