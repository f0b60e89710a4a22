"""`minibridge wallet`: what it says of itself, who may call it, and how it stops."""

from __future__ import annotations

import json
import os
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bridge.wallet.keys import PrivateKey, PublicKey
from bridge.wallet.signing import Signature, content, encode, write_time
from tests.cli.command import minibridge
from tests.sdk.certificates import tls_in
from tests.wallet.merchant import consult_with

CONSULT = "/ams/sandbox/api/v1/authorizations/consult"
BODY = json.dumps(consult_with()).encode()


@contextmanager
def wallet(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """`minibridge wallet --json`, under way; ended by SIGTERM, which it must obey."""
    command = [sys.executable, "-m", "bridge", "wallet", "--json", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.terminate()
            assert process.wait(30) == 0


def next_line(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    line: dict[str, Any] = json.loads(process.stdout.readline())
    return line


def signed(key: PrivateKey, client: str) -> dict[str, str]:
    now = write_time(time.time() * 1000)
    value = encode(key.sign(content("POST", CONSULT, client, now, BODY)))
    return {"Client-Id": client, "Request-Time": now, "Signature": f"algorithm=RSA256, signature={value}"}


def call(url: str, headers: dict[str, str], tls: ssl.SSLContext | None = None) -> tuple[str, dict[str, str], bytes]:
    """The result code of a consult, and what came with it."""
    given = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(url + CONSULT, data=BODY, headers=given, method="POST")
    with urllib.request.urlopen(request, context=tls) as response:
        body = response.read()
        return json.loads(body)["result"]["resultCode"], dict(response.headers), body


def test_a_client_made_for_the_run_can_call_and_check_the_answer() -> None:
    with wallet() as process:
        listening = next_line(process)
        (client,) = listening["clients"]
        code, headers, body = call(
            listening["url"], signed(PrivateKey.read(client["private_key"]), client["client_id"])
        )
        request = next_line(process)
    assert code == "SUCCESS"
    signature = Signature.read(headers["signature"])
    assert signature is not None and signature.value is not None
    answered = content("POST", CONSULT, client["client_id"], headers["response-time"], body)
    assert PublicKey.read(listening["public_key"]).verifies(signature.value, answered)
    assert (request["type"], request["method"], request["path"], request["code"]) == ("request", "POST", CONSULT, code)


def test_keys_of_files(tmp_path: Path) -> None:
    theirs, ours = PrivateKey.generate(), PrivateKey.generate()
    (tmp_path / "shop.pem").write_text(theirs.public.pem)
    (tmp_path / "wallet.pem").write_text(ours.pem)
    with wallet("--client", f"SHOP={tmp_path / 'shop.pem'}", "--key", tmp_path / "wallet.pem") as process:
        listening = next_line(process)
        code, _, _ = call(listening["url"], signed(theirs, "SHOP"))
        refused, _, _ = call(listening["url"], signed(ours, "SHOP"))
    assert listening["clients"] == [{"client_id": "SHOP", "private_key": None}]
    assert listening["public_key"] == ours.public.pem
    assert (code, refused) == ("SUCCESS", "INVALID_SIGNATURE")


def test_without_signing_anybody_calls() -> None:
    with wallet("--signing", "off") as process:
        listening = next_line(process)
        code, headers, _ = call(listening["url"], {})
    assert (listening["clients"], listening["public_key"]) == ([], None)
    assert (code, "signature" in headers) == ("SUCCESS", False)


def test_by_https(tmp_path: Path) -> None:
    _, root = tls_in(tmp_path)
    with wallet(
        "--signing", "off", "--tls-cert", tmp_path / "server.pem", "--tls-key", tmp_path / "server.pem"
    ) as process:
        url = next_line(process)["url"]
        code, _, _ = call(url, {}, ssl.create_default_context(cafile=root))
    assert url.startswith("https://127.0.0.1:")
    assert code == "SUCCESS"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_people_are_told_what_a_merchant_needs_and_it_stops_when_asked(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "bridge", "wallet"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline().decode()
        process.send_signal(number)
        rest, errors = process.stdout.read().decode(), process.stderr.read().decode()
    assert first.startswith("The wallet listens on http://127.0.0.1:")
    assert "Client-Id: SANDBOX_MINIBRIDGE" in rest
    assert rest.count("-----BEGIN RSA PRIVATE KEY-----") == rest.count("-----BEGIN PUBLIC KEY-----") == 1
    assert (process.returncode, errors) == (0, "")


def test_it_ends_when_nobody_reads_what_it_says_and_answers_what_came() -> None:
    command = [sys.executable, "-m", "bridge", "wallet", "--json", "--signing", "off"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        url = next_line(process)["url"]
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert call(url, {})[0] == "SUCCESS"
        assert process.wait(30) == 1
        assert process.stderr.read() == b""


def test_a_killed_wallet_goes_on_with_its_state(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bridge", "wallet", "--json", "--signing", "off", "--state", str(tmp_path / "s")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        _, _, body = call(next_line(process)["url"], {})
        process.kill()
    page = json.loads(body)["normalUrl"].partition("/authentication.htm")[2]
    with wallet("--signing", "off", "--state", tmp_path / "s") as again:
        url = next_line(again)["url"]
        with urllib.request.urlopen(f"{url}/authentication.htm{page}") as response:
            assert response.status == 200


def test_who_else_may_reach_it_is_said() -> None:
    with wallet("--bind", "0.0.0.0", "--signing", "off") as process:
        next_line(process)
        process.terminate()
        assert process.stderr is not None
        assert "other machines may reach it" in process.stderr.read().decode()


MISTAKES = [
    (["--client", "SHOP"], "write ID=FILE"),
    (["--client", "SHOP={folder}/none.pem"], "none.pem: cannot be read: No such file"),
    (["--client", "SHOP={folder}/bad.pem"], "bad.pem: not a public key"),
    (["--key", "{folder}/bad.pem"], "bad.pem: not a private key"),
    (["--key", "{folder}"], "cannot be read: Is a directory"),
    (["--tls-cert", "{folder}/bad.pem"], "--tls-cert and --tls-key go together"),
    (["--tls-cert", "{folder}/bad.pem", "--tls-key", "{folder}/bad.pem"], "no certificate with its key"),
    (["--state", "{folder}"], "the wallet's state cannot be kept there: unable to open"),
    (["--state", "{folder}/bad.pem"], "file is not a database"),
    (["--map", "shop"], "write ORIGIN=URL"),
    (["--account", "13800001111"], "write LOGIN=BALANCE in minor units"),
    (["--account", "13800001111=1.5"], "write LOGIN=BALANCE in minor units"),
    (["--account", "a=1", "--account", "a=2"], "each account needs a login id of its own"),
    (["--user-delay", "-1"], "--user-delay"),
    (["--bind", "203.0.113.1"], "cannot listen on 203.0.113.1"),
    (["--port", "70000"], "70000"),
]


@pytest.mark.parametrize("arguments, words", MISTAKES)
def test_a_wrong_command_line_is_told_of(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "bad.pem").write_bytes(b"\xff nonsense")
    ran = minibridge("wallet", *(argument.replace("{folder}", str(tmp_path)) for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_the_page_offers_the_accounts_of_the_command_line() -> None:
    with wallet("--signing", "off", "--account", "13800001111=5", "--account", "mum@home.example=700") as process:
        _, _, body = call(next_line(process)["url"], {})
        with urllib.request.urlopen(json.loads(body)["normalUrl"]) as response:
            page = response.read().decode()
    assert page.index("138****1111") < page.index("mum****mple")


def test_a_simulated_person_takes_as_long_as_told() -> None:
    with wallet("--signing", "off", "--user", "cancel", "--user-delay", "3600") as process:
        _, _, body = call(next_line(process)["url"], {})
        with urllib.request.urlopen(json.loads(body)["normalUrl"]) as response:
            assert response.status == 200


def test_a_person_may_be_simulated() -> None:
    with wallet("--signing", "off", "--user", "cancel") as process:
        url = next_line(process)["url"]
        request = urllib.request.Request(url + CONSULT, data=BODY, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as response:
            page = json.loads(response.read())["normalUrl"]
        assert "Already cancelled" in text_once_decided(page)


def text_once_decided(page: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(page):
                time.sleep(0.1)
        except urllib.error.HTTPError as error:
            return error.read().decode()
    raise AssertionError("nobody decided")
