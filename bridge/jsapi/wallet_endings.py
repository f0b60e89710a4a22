"""The endings of what the wallet answers: pages, the cashier, and what the person says of themselves.

Most are the person's doing, so that they are forced by having a person do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from bridge.jsapi.endings import SUCCESS, Ending, Table, fails
from bridge.jsapi.errors import CommonError
from bridge.wallet import Answer


@cache
def _contract() -> Table:
    from bridge.jsapi.domains.contract import CODE_OF_ANSWER, MESSAGES, SignContractFailure

    failures = (
        Ending(code.value, "fail", SignContractFailure.of(code.value, MESSAGES[code], {}), answer=answer)
        for answer, code in CODE_OF_ANSWER.items()
    )
    return {"signContract": (Ending(SUCCESS, answer=Answer.APPROVE), *failures)}


@cache
def _payment() -> Table:
    from bridge.jsapi.domains.payment import PAID, SERVICE_FAILED, SIGNED

    paid = [
        Ending(
            code, result={"resultCode": code} if code == "9000" else {"resultCode": code, "result": ""}, answer=answer
        )
        for answer, code in PAID.items()
    ]
    signed = (Ending(code, result={"resultStatus": code}, answer=answer) for answer, code in SIGNED.items())
    ordered = (Ending(SUCCESS), fails(SERVICE_FAILED, "服务异常请重试", "typings"))
    return {"tradePay": tuple(paid), "paySignCenter": tuple(signed), "checkBeforeAddOrder": ordered}


@cache
def _identity() -> Table:
    from bridge.jsapi.domains.identity import REFUSED, VERIFIED, AuthCodeError

    unauthorized = fails(CommonError.NO_PERMISSION, "the user has not authorized auth_user", "inferred")
    return {
        "getAuthCode": (
            Ending(SUCCESS),
            fails(CommonError.UNKNOWN, "unknown error"),
            fails(AuthCodeError.EMPTY, "the authCode is empty"),
            fails(AuthCodeError.CANCELLED, "the user cancelled", declines=True),
        ),
        "getOpenUserInfo": (Ending(SUCCESS), Ending(REFUSED["code"], result={**REFUSED, "response": _refusal()})),
        "getPhoneNumber": (Ending(SUCCESS), Ending(REFUSED["code"], result={"response": _refusal()})),
        "getAuthUserInfo": (Ending(SUCCESS), unauthorized),
        "getAddress": (
            Ending("9000", result={"resultStatus": "9000"}),
            Ending("6001", result={"resultStatus": "6001", "result": ""}, declines=True),
            fails(CommonError.NO_PERMISSION, "无权调用该接口"),
        ),
        "startAPVerify": tuple(
            Ending(status, result={"resultStatus": status}, answer=answer)
            for answer, (status, _) in VERIFIED.items()
            if answer is not Answer.UNKNOWN  # to a program, a failure
        ),
    }


@cache
def _subscriptions() -> Table:
    from bridge.jsapi.domains.subscriptions import SubscribeError

    def ended(code: SubscribeError, message: str, behavior: str = "", **how: Any) -> Ending:
        return fails(code, message, "documented", extra={"behavior": behavior, "errorCode": int(code)}, **how)

    endings = (
        Ending(SUCCESS, result={"behavior": "subscribe"}),
        ended(SubscribeError.CANCELLED, "the user cancelled", "cancel", declines=True),
        ended(SubscribeError.SYSTEM, "system error"),
        ended(SubscribeError.BEING_ASKED, "the user is being asked already"),
        ended(SubscribeError.PARAMETER, "wrong parameters"),
        ended(SubscribeError.NO_SERVICE, "the app may not offer this service"),
        ended(SubscribeError.TOO_OFTEN, "called too often"),
        ended(SubscribeError.MIXED_KINDS, "templates for once and for long together"),
        ended(SubscribeError.NO_TEMPLATE, "there is no such template"),
        ended(SubscribeError.FAILED, "the subscription failed"),
    )
    return {"requestSubscribeMessage": endings}


def _refusal() -> str:
    from bridge.jsapi.domains.identity import REFUSED, response_of

    return response_of(REFUSED)


TABLES: Mapping[str, Callable[[], Table]] = {
    "contract": _contract,
    "identity": _identity,
    "payment": _payment,
    "subscriptions": _subscriptions,
}
"""By the domain's module name."""
