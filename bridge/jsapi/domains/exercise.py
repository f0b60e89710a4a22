"""`my.getRunData`: the steps of a day. Source: its page and typings."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from pydantic import field_validator

from bridge.jsapi.consents import need
from bridge.jsapi.context import AppContext
from bridge.jsapi.domains.dates import local_time
from bridge.jsapi.domains.identity import PLAIN, OpenDataResult, response_of
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params
from bridge.jsapi.registry import jsapi

DAYS = 30
"""Earlier days have no steps (documented)."""


class RunDataError(IntEnum):
    """Documented codes; 1001, the wallet is busy, and 1005, sports are not switched on, happen to nobody here."""

    REFUSED = 1003
    NO_COUNTER = 1004


class RunDataParams(Params):
    """`countDate` is a day such as `2018-12-19`."""

    countDate: str  # noqa: N815
    protocols: Any = None

    @field_validator("countDate")
    @classmethod
    def _is_a_day(cls, given: str) -> str:
        return datetime.strptime(given, "%Y-%m-%d").strftime("%Y-%m-%d")


@jsapi("getRunData", kind="device", inferred=PLAIN)
async def get_run_data(params: RunDataParams, app: AppContext) -> OpenDataResult:
    """`Device.steps` for each of the last 30 days. Error 1004 if the phone counts none.

    The person is asked twice where `Device.asks` says so: for `alipaysports` by the program (2001 to 2003), then for
    `steps` by the phone on behalf of the wallet (1003: that the person refuses, says its page).
    """
    await need(app, "alipaysports")
    await need(app, "steps", own=JSAPIError(RunDataError.REFUSED, "未授权支付宝应用计步权限"))
    if app.device.steps is None:
        raise JSAPIError(RunDataError.NO_COUNTER, "用户设备不支持计步")
    ago = local_time(app) - datetime.strptime(params.countDate, "%Y-%m-%d")
    count = app.device.steps if timedelta(0) <= ago < timedelta(days=DAYS + 1) else 0
    return OpenDataResult(response=response_of({"count": str(count), "countDate": params.countDate, "code": "10000"}))
