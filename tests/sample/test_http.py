"""The merchant's server as HTTP: what it refuses to read, and what it never says."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bridge.wallet import Wallet
from bridge.wallet.visit import visit

from .program import Program

COMPLETE = "/api/authorizations/complete"


async def test_it_says_when_it_is_ready(program: Program) -> None:
    assert (await program.get("/health")).status == 200


@pytest.mark.parametrize(
    ("path", "body", "word"),
    [
        ("/api/authorizations", {}, "osType"),
        ("/api/authorizations", {"osType": "WINDOWS"}, "osType"),
        ("/api/authorizations", [], "object"),
        (COMPLETE, {"authCode": "C", "authState": "S"}, "contractId"),
        (COMPLETE, {"contractId": "I", "authState": "S"}, "authCode"),
        (COMPLETE, {"contractId": "I", "authCode": "C"}, "authState"),
        (COMPLETE, {"contractId": "I", "authCode": 7, "authState": "S"}, "authCode"),
        (COMPLETE, {"contractId": "I", "authCode": "C" * 129, "authState": "S"}, "authCode"),
        (COMPLETE, {"contractId": "I", "authCode": "C", "authState": "S" * 257}, "authState"),
        ("/api/subscriptions/charge", {}, "contractId"),
        ("/api/subscriptions/cancel", {"contractId": 7}, "contractId"),
    ],
)
async def test_a_bad_body_is_refused_in_words(program: Program, path: str, body: Any, word: str) -> None:
    answer = await program.post(path, body)
    assert answer.problem == (400, "BAD_REQUEST")
    assert word in answer.body["error"]["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 20_000])
async def test_what_is_no_json_is_refused(program: Program, body: bytes) -> None:
    assert (await program.send("POST", COMPLETE, data=body)).problem == (400, "BAD_REQUEST")


async def test_a_body_too_large_is_refused(program: Program) -> None:
    assert (await program.post(COMPLETE, "x" * 70_000)).status == 413


async def test_a_path_that_is_not_there_is_refused_in_json(program: Program) -> None:
    assert (await program.get("/nothing")).problem == (404, "HTTP")


async def test_a_wrong_method_is_told_the_right_one(program: Program) -> None:
    answer = await program.get("/auth/notify")
    assert (answer.status, answer.headers["Allow"]) == (405, "POST")


async def test_status_wants_a_contract(program: Program) -> None:
    assert (await program.get("/api/authorizations/status")).problem == (400, "BAD_REQUEST")
    assert (await program.get("/api/authorizations/status", contractId="no")).problem == (
        404,
        "UNKNOWN_CONTRACT",
    )


async def test_looking_at_the_returning_page_spends_nothing(program: Program) -> None:
    begun = await program.begin()
    seen = await visit(begun.sign_str, "approve")
    query = {"authCode": seen.auth_code or "", "authState": seen.auth_state or ""}
    assert (await program.send("HEAD", "/auth/return", params=query)).status == 405
    assert await program.status_of(begun.contract_id) == "pending"


async def test_a_browser_that_brings_nothing_gets_a_page(program: Program) -> None:
    answer = await program.get("/auth/return")
    assert answer.status == 400 and answer.text.startswith("<!doctype html>")


async def test_the_returning_page_leaks_no_address(program: Program) -> None:
    answer = await program.get("/auth/return")
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")


async def test_the_token_leaves_the_server_by_no_way(
    notified: Program, wallet: Wallet, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    begun = await notified.begin()
    seen = await visit(begun.sign_str, "approve")
    await notified.complete(begun.contract_id, seen.auth_code, seen.auth_state)
    await notified.return_by_browser(seen.auth_code, seen.auth_state)
    await notified.notify(seen.auth_code, seen.auth_state)
    await notified.complete(begun.contract_id, seen.auth_code, seen.auth_state)
    await notified.status_of(begun.contract_id)
    said = "".join(answer.text + str(answer.headers) for answer in notified.answers) + caplog.text
    assert len(wallet.secrets) == 2
    assert not [secret for secret in wallet.secrets if secret in said]
