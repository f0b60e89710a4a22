"""`my.tradePay` and `my.paySignCenter`: the person pays or signs. Source: the payment pages and typings.

However it ends, it ends in `success` (documented): `fail` would mean that the cashier could not be opened at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from bridge.jsapi.asking import decided
from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.registry import jsapi
from bridge.wallet import Answer

PAID: Mapping[Answer, str] = {
    Answer.APPROVE: "9000",
    Answer.PROCESSING: "8000",
    Answer.FAIL: "4000",
    Answer.CANCEL: "6001",
    Answer.NETWORK_ERROR: "6002",
    Answer.UNKNOWN: "6004",
    Answer.FORGOT_PIN: "99",
}
"""`resultCode` of a payment. After 8000 and 6004 it may have been paid: the merchant's server asks (documented)."""

SIGNED: Mapping[Answer, str] = {
    Answer.APPROVE: "7000",
    Answer.CANCEL: "6001",
    Answer.NETWORK_ERROR: "6002",
    Answer.UNKNOWN: "7001",
    Answer.FAIL: "7002",
}
"""`resultStatus` of signing."""


SERVICE_FAILED = 11
"""The documented code of `my.checkBeforeAddOrder`."""


class TradePayParams(Params):
    """One of the three; Alipay+ wallets know `paymentUrl`."""

    tradeNO: str | None = Field(None, min_length=1, max_length=64)  # noqa: N815
    orderStr: str | None = Field(None, min_length=1)  # noqa: N815
    paymentUrl: str | None = Field(None, min_length=1)  # noqa: N815

    @model_validator(mode="after")
    def _one_of_them(self) -> TradePayParams:
        if self.order is None:
            raise ValueError("one of tradeNO, orderStr and paymentUrl is wanted")
        return self

    @property
    def order(self) -> str | None:
        """What is to be paid."""
        return self.tradeNO or self.orderStr or self.paymentUrl


class TradePayResult(Result):
    """`result` is JSON text, empty unless it was paid."""

    resultCode: str  # noqa: N815
    memo: str = ""
    result: str
    callbackUrl: str = ""  # noqa: N815
    extendInfo: str = ""  # noqa: N815


@jsapi(
    "tradePay",
    inferred="Without a network it is 6002; `result` has no signature; the wallet keeps no record; a wrong PIN is "
    "4000, a forgotten one 6001 on Android.",
)
async def trade_pay(params: TradePayParams, app: AppContext) -> TradePayResult:
    """Open the cashier, where the person pays or not.

    Nothing is charged to the simulated wallet, which is paid from by agreement alone: what became of an order after
    8000 or 6004 is for whoever plays the merchant's server to say.
    """
    answer = await decided(app, f"tradePay {params.order}") if app.device.online else Answer.NETWORK_ERROR
    code = _code_of(answer, app)
    return TradePayResult(resultCode=code, result=_receipt(params, app) if code == "9000" else "")


def _code_of(answer: Answer, app: AppContext) -> str:
    """99 is documented for iOS alone, by Antom's page of tradePay; my.tradePay's own has it no longer."""
    has_code = answer is not Answer.FORGOT_PIN or app.device.platform == "iOS"
    return PAID[answer if has_code and answer in PAID else answer.told]


def _receipt(params: TradePayParams, app: AppContext) -> str:
    response = {"code": "10000", "msg": "Success", "app_id": app.profile.app_id, "trade_no": params.tradeNO or ""}
    return json.dumps({"alipay_trade_app_pay_response": response, "sign": "", "sign_type": "RSA2"})


class BeforeOrderParams(Params):
    """What is going to be ordered."""

    outItemList: Any = None  # noqa: N815


class BeforeOrderResult(Result):
    """`requireOrder`: 1 for the wallet's own order component, 0 for `my.tradePay`. The ids are those to order with."""

    requireOrder: int  # noqa: N815
    sourceId: str  # noqa: N815
    sceneId: str  # noqa: N815


@jsapi("checkBeforeAddOrder", inferred="It is always my.tradePay, and error 11 is what happens without a network.")
def check_before_add_order(params: BeforeOrderParams, app: AppContext) -> BeforeOrderResult:
    """How to have the person pay. Error 11 if the wallet's service cannot be reached."""
    if not app.device.online:
        raise JSAPIError(SERVICE_FAILED, "服务异常请重试")
    return BeforeOrderResult(requireOrder=0, sourceId="", sceneId="")


class PaySignCenterParams(Params):
    """`signStr` as the merchant's server made it."""

    signStr: str = Field(min_length=1)  # noqa: N815


class PaySignCenterResult(Result):
    """`resultStatus` "7000" is signed."""

    result: str
    resultStatus: str  # noqa: N815


@jsapi(
    "paySignCenter",
    inferred="`result` is an empty text; a wrong PIN is 7002, a forgotten one 6001, what the wallet is still at 7001.",
)
async def pay_sign_center(params: PaySignCenterParams, app: AppContext) -> PaySignCenterResult:
    """Have the person sign an agreement, the way Alipay China did before `my.signContract`."""
    answer = await decided(app, f"paySignCenter {params.signStr}") if app.device.online else Answer.NETWORK_ERROR
    return PaySignCenterResult(result="", resultStatus=SIGNED[answer.told])
