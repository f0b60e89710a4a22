"""The steps of a day."""

from __future__ import annotations

import json

import pytest

from bridge.jsapi import Device
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import answered, failure, refused_as_parameter

DAYS = [("2026-01-01", "700"), ("2025-12-02", "700"), ("2025-12-01", "0"), ("2026-01-02", "0")]


@pytest.mark.parametrize(("day", "count"), DAYS)
async def test_steps_are_told_of_the_last_thirty_days(day: str, count: str) -> None:
    outcome, result = await answered(f"getRunData({{countDate: '{day}'}})", Device(steps=700))
    told = {"count": count, "countDate": day, "code": "10000"}
    assert (outcome, json.loads(result["response"])) == ("success", {"response": told})


async def test_steps_are_not_told_without_the_permission() -> None:
    denied = Device(denied=frozenset({"steps"}))
    assert await answered("getRunData({countDate: '2026-01-01'})", denied) == failure(1003, "未授权支付宝应用计步权限")


@pytest.mark.parametrize(
    ("says", "code"), [((False, True), 2001), ((True, False), 1003), ((True, "never"), 1003), ((True, True), None)]
)
async def test_the_program_asks_before_the_wallet(says: tuple[DialogAnswer, ...], code: int | None) -> None:
    asks = Device(asks=frozenset({"alipaysports", "steps"}))
    _, result = await answered("getRunData({countDate: '2026-01-01'})", asks, says=says, host="alipay-cn")
    assert result.get("error") == code


async def test_a_phone_may_count_no_steps() -> None:
    assert await answered("getRunData({countDate: '2026-01-01'})", Device(steps=None)) == failure(
        1004, "用户设备不支持计步"
    )


@pytest.mark.parametrize("given", ["", "{countDate: 'today'}", "{countDate: '2026-02-30'}", "{countDate: 7}"])
async def test_what_is_no_day_fails_with_error_2(given: str) -> None:
    assert await refused_as_parameter(f"getRunData({given})")
