"""A call that is forced to end in some way really ends so: for the program, the person and the wallet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge.jsapi.endings import ending_of
from bridge.miniprogram.manifest import Manifest
from bridge.testing.sweep.forcing import force
from bridge.testing.sweep.plans import Forced
from bridge.testing.sweep.witness import Witness
from tests.cli.command import SAMPLE
from tests.testing.sweep.sweeping import program


async def forced(folder: Path, plan: Forced, button: str = "#go") -> Witness:
    """The closed program, in which `plan` was forced."""
    app = Witness(Manifest(folder))
    async with app:
        force(app, (plan,), common=True)
        await app.launch()
        await app.page.find(button).tap()
        await app.idle()
    return app


@pytest.mark.parametrize("ending, tokens", [("success", 1), ("7001", 1), ("6001", 0), ("6002", 0), ("7002", 0)])
async def test_the_wallet_has_what_the_ending_means(ending: str, tokens: int) -> None:
    app = await forced(SAMPLE, Forced("signContract", 1, ending), "#authorize")
    assert len(app.wallet.tokens) == tokens


async def test_a_lost_answer_is_not_a_lost_request() -> None:
    app = await forced(SAMPLE, Forced("request", 2, "13"), "#authorize")
    assert [ending_of(call) for call in app.calls] == ["success", "success", "13", "success"]
    assert len(app.wallet.tokens) == 1


CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "tradePay({ tradeNO: '1' })": ("8000", {"resultCode": "8000", "result": ""}),
    "tradePay({ tradeNO: '2' })": ("99", {"resultCode": "99", "result": ""}),
    "confirm({})": ("cancel", {"confirm": False}),
    "prompt({})": ("cancel", {"ok": False, "inputValue": ""}),
    "showActionSheet({ items: ['a'] })": ("cancel", {"index": -1, "success": True}),
    "getAuthCode({ fail() {} })": ("11", {"error": 11, "errorMessage": "the user cancelled"}),
    "getAuthCode({ scopes: 'auth_user', fail() {} })": ("11", {"error": 11, "errorMessage": "the user cancelled"}),
    "getAddress({})": ("6001", {"resultStatus": "6001", "result": ""}),
    "alert({ fail() {} })": ("3", {"error": 3, "errorMessage": "alert: unknown error"}),
}


@pytest.mark.parametrize("call", CALLS)
async def test_the_program_receives_what_is_documented(tmp_path: Path, call: str) -> None:
    ending, result = CALLS[call]
    app = await forced(program(tmp_path, f"go() {{ my.{call}; }}"), Forced(call.partition("(")[0], 1, ending))
    (made,) = app.calls
    received: dict[str, Any] = made.result or {}
    assert {name: received[name] for name in result} == result


async def test_a_person_who_declines_does_so_in_their_own_time(tmp_path: Path) -> None:
    body = "go() { my.getAddress({ success: (r) => console.log(r.resultStatus) }); }"
    app = Witness(Manifest(program(tmp_path, body)))
    app.person.next_dialog(True, after=700)
    async with app:
        force(app, (Forced("getAddress", 1, "6001"),), common=True)
        await app.launch()
        started = app.clock.now
        await app.page.find("#go").tap()
        assert ([line.text for line in app.console], app.clock.now - started) == (["6001"], 700)


async def test_an_http_failure_carries_an_answer(tmp_path: Path) -> None:
    body = (
        "go() { my.request({ url: 'https://a.example', fail: (e) => console.log(e.status, e.statusCode, e.data) }); }"
    )
    app = await forced(program(tmp_path, body), Forced("request", 1, "19"))
    assert [line.text for line in app.console] == ["500 500 Internal Server Error"]
