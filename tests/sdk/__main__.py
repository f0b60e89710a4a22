"""`make test-sdk`: an agreement from consult to revoke, called by the vendor's SDK over TLS.

The SDK insists on HTTPS and on port 443, so all of it happens in a network namespace of its own, where that port is
free and there is nothing but loopback; where none can be had, on the machine's own port. `argv[1]` is the Python that
has the SDK.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.wallet import Wallet
from bridge.wallet.clients import Client, Signing
from bridge.wallet.keys import PrivateKey
from bridge.wallet.visit import visit
from tests.sdk.certificates import ADDRESS, tls_in

PORT = 443
INSIDE = "MINIBRIDGE_TEST_SDK"
SIOCSIFFLAGS, IFF_UP = 0x8914, 1  # of Linux, whose names Python does not have
AMOUNT = {"currency": "USD", "value": "1000"}
CONSULT = {
    "customer_belongs_to": "GCASH",
    "auth_client_id": "SM_001",
    "auth_redirect_url": "https://shop.example/back?order=7",
    "scopes": ["AGREEMENT_PAY"],
    "auth_state": "STATE_694020584437",
    "terminal_type": "MINI_APP",
    "os_type": "IOS",
}


@dataclass
class Merchant:
    """The SDK in a process of its own; `client` and `wallet_key` may be other than the right ones."""

    process: subprocess.Popen[str]
    key: PrivateKey
    wallet_key: str
    client: str

    async def call(self, name: str, fields: dict[str, Any], **other: str) -> dict[str, Any]:
        given = {
            "gateway": f"https://{ADDRESS}",
            "client": self.client,
            "private_key": _bare(self.key.pem),
            "wallet_key": _bare(self.wallet_key),
            **other,
        }
        return await asyncio.to_thread(self._ask, {"call": name, "fields": fields, **given})

    def _ask(self, given: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(given) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


def _bare(pem: str) -> str:
    return "".join(line for line in pem.splitlines() if "-----" not in line)


def expect(what: str, answer: dict[str, Any], code: str) -> dict[str, Any]:
    got = answer.get("error") or answer["result"]["resultCode"]
    print(f"{'ok  ' if got == code else 'FAIL'} {what}: {got}")
    if got != code:
        raise SystemExit(f"{what}: {code} was expected, and the SDK has {json.dumps(answer)}")
    return answer


async def agreement(merchant: Merchant) -> None:
    """The whole story, and what is told of mistakes in it."""
    url = expect("consult", await merchant.call("consult", CONSULT), "SUCCESS")["normalUrl"]
    code = (await visit(url, "approve")).auth_code
    exchange = {"customer_belongs_to": "GCASH", "grant_type": "AUTHORIZATION_CODE", "auth_code": code}
    first = expect("applyToken", await merchant.call("applyToken", exchange), "SUCCESS")
    expect("applyToken with the same code", await merchant.call("applyToken", exchange), "USED_CODE")
    again = {"customer_belongs_to": "GCASH", "grant_type": "REFRESH_TOKEN", "refresh_token": first["refreshToken"]}
    second = expect("applyToken with the refresh token", await merchant.call("applyToken", again), "SUCCESS")
    expect("applyToken with the same again", await merchant.call("applyToken", again), "USED_REFRESH_TOKEN")
    await payments(merchant, second["accessToken"])
    token = {"access_token": second["accessToken"]}
    assert expect("query", await merchant.call("query", token), "SUCCESS")["tokenStatusType"] == "ACTIVE"
    expect("revoke", await merchant.call("revoke", token), "SUCCESS")
    expect("revoke again", await merchant.call("revoke", token), "INVALID_ACCESS_TOKEN")


async def payments(merchant: Merchant, access_token: str) -> None:
    """Two charges on the agreement: one refunded in part, one cancelled."""
    charge: dict[str, Any] = {
        "product_code": "AGREEMENT_PAYMENT",
        "payment_request_id": "P1",
        "order": {"referenceOrderId": "O1", "orderDescription": "bread", "orderAmount": AMOUNT},
        "payment_amount": AMOUNT,
        "payment_method": {"paymentMethodType": "GCASH", "paymentMethodId": access_token},
    }
    paid = expect("pay", await merchant.call("pay", charge), "SUCCESS")
    assert expect("pay again", await merchant.call("pay", charge), "SUCCESS")["paymentId"] == paid["paymentId"]
    other = {**charge, "order": {**charge["order"], "referenceOrderId": "O2"}}
    expect("pay otherwise by the same id", await merchant.call("pay", other), "REPEAT_REQ_INCONSISTENT")
    back = {"refund_request_id": "R1", "payment_id": paid["paymentId"], "refund_amount": AMOUNT}
    part = {**back, "refund_amount": {**AMOUNT, "value": "1"}}
    expect("refund", await merchant.call("refund", part), "SUCCESS")
    expect(
        "refund too much", await merchant.call("refund", {**back, "refund_request_id": "R2"}), "REFUND_AMOUNT_EXCEED"
    )
    told = expect("inquiryPayment", await merchant.call("inquiryPayment", {"payment_request_id": "P1"}), "SUCCESS")
    assert (told["paymentStatus"], len(told["transactions"])) == ("SUCCESS", 1)
    expect("pay more", await merchant.call("pay", {**charge, "payment_request_id": "P2"}), "SUCCESS")
    expect("cancel", await merchant.call("cancel", {"payment_request_id": "P2"}), "SUCCESS")


async def mistakes(merchant: Merchant) -> None:
    """Keys that do not belong together."""
    other = PrivateKey.generate()
    forged = await merchant.call("consult", CONSULT, private_key=_bare(other.pem))
    expect("consult signed by another key", forged, "INVALID_SIGNATURE")
    expect("consult of another client", await merchant.call("consult", CONSULT, client="X"), "UNKNOWN_CLIENT")
    answer = await merchant.call("consult", CONSULT, wallet_key=_bare(other.public.pem))
    assert "verify failed" in answer["error"], answer
    print("ok   the SDK refuses an answer that is not signed by the key it knows")


async def run(process: subprocess.Popen[str], tls: ssl.SSLContext) -> None:
    """Everything, as a merchant of the live gateway and as one of the sandbox: the SDK's paths go by the name."""
    theirs, ours = PrivateKey.generate(), PrivateKey.generate()
    for client in ("5YC00000001", "SANDBOX_5YC00000001"):
        print(f"== as {client}")
        wallet = Wallet(
            now=lambda: time.time() * 1000, signing=Signing(ours, [Client.with_key(client, theirs.public.pem)])
        )
        await wallet.start(ADDRESS, PORT, tls)
        merchant = Merchant(process, theirs, ours.public.pem, client)
        await agreement(merchant)
        await mistakes(merchant)
        await wallet.close()


def start(python: str) -> subprocess.Popen[str]:
    """The SDK's process."""
    script = Path(__file__).with_name("merchant.py")
    return subprocess.Popen([python, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def enter_namespace() -> None:
    """Begin again in a network namespace, if there may be one."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*alone, "true"], stderr=subprocess.DEVNULL).returncode == 0:
        os.environ[INSIDE] = "1"
        os.execvp(alone[0], [*alone, sys.executable, "-m", "tests.sdk", *sys.argv[1:]])


def raise_loopback() -> None:
    """A new namespace has its loopback down: `ip link set lo up`, without asking for `ip`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))


def main() -> None:
    if INSIDE in os.environ:
        raise_loopback()
    else:
        enter_namespace()
    with tempfile.TemporaryDirectory() as folder:
        tls, root = tls_in(Path(folder))
        os.environ["SSL_CERT_FILE"] = str(root)  # before anybody loads aiohttp, which looks once
        with start(sys.argv[1]) as process:
            asyncio.run(run(process, tls))


if __name__ == "__main__":
    main()
