"""`my.signContract`: the person signs an agreement on the wallet's authorization page.

Source: the my.signContract page of the Alipay+ mini program documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.profile import Since
from bridge.jsapi.registry import Failure, Params, Result, jsapi
from bridge.wallet import Answer, Outcome, Visit


class SignContractError(str, Enum):
    """The documented codes, with their documented meanings."""

    CANCELLED = "6001"
    NETWORK = "6002"
    UNKNOWN = "7001"
    FAILED = "7002"


MESSAGES = {
    SignContractError.CANCELLED: "User cancels the sign process.",
    SignContractError.NETWORK: "The sign fails because of network error.",
    SignContractError.UNKNOWN: "The result of the sign is unknown. It may be successful.",
    SignContractError.FAILED: "The sign fails.",
}

CODE_OF_ANSWER = {
    Answer.CANCEL: SignContractError.CANCELLED,
    Answer.NETWORK_ERROR: SignContractError.NETWORK,
    Answer.UNKNOWN: SignContractError.UNKNOWN,
    Answer.FAIL: SignContractError.FAILED,
}
CODE_OF_OUTCOME = {
    Outcome.CANCELLED: SignContractError.CANCELLED,
    Outcome.NETWORK_ERROR: SignContractError.NETWORK,
    Outcome.UNKNOWN: SignContractError.UNKNOWN,
    Outcome.FAILED: SignContractError.FAILED,
}


class SignContractParams(Params):
    """`signStr`: the authorization URL that the wallet's consult gave the merchant, passed on unchanged."""

    signStr: str = Field(min_length=1)  # noqa: N815


class SignContractResult(Result):
    """What the merchant needs to apply for a token. Alipay China sends neither property."""

    authState: str | None = None  # noqa: N815
    authCode: str | None = None  # noqa: N815


class SignContractFailure(Failure):
    """This API's own spelling: `error` is a string, and the message is `errMessage`."""

    error: str  # type: ignore[assignment]
    errMessage: str  # noqa: N815

    @classmethod
    def of(cls, code: int | str, message: str, extra: Mapping[str, Any]) -> dict[str, Any]:
        return {"error": str(code), "errMessage": message, **extra}


@jsapi(
    "signContract",
    since=Since(appx="1.24.6", client={"alipay-cn": "10.2.38"}),
    failure=SignContractFailure,
    aliases={"errorMessage": "errMessage"},  # what every other API says, and programs in the wild read
)
async def sign_contract(params: SignContractParams, app: AppContext) -> SignContractResult:
    """Open `signStr` and let the person decide.

    A URL of our wallet is really opened and its form really submitted; any other is answered by the same
    person without touching the network.
    """
    wallet = app.services.wallet
    real = wallet is not None and wallet.owns(params.signStr)
    answer = await _ask(params.signStr, app, real_page=real) if app.services.dialogs else None
    if answer is None:
        answer = app.services.person.next_answer()
    return await _sign_on_page(params.signStr, answer, app) if real else _sign_unseen(answer, app)


def _sign_unseen(answer: Answer, app: AppContext) -> SignContractResult:
    if answer is not Answer.APPROVE:
        raise _failure(CODE_OF_ANSWER[answer])
    if app.profile.chinese:
        return SignContractResult()
    chance = app.services.random.getrandbits
    state, code = f"{chance(128):032X}", f"{chance(128):032X}"
    grouped = f"{state[:8]}-{state[8:12]}-{state[12:16]}-{state[16:20]}-{state[20:]}"
    return SignContractResult(authState=grouped, authCode=code)


async def _sign_on_page(url: str, answer: Answer, app: AppContext) -> SignContractResult:
    from bridge.wallet.visit import visit

    wallet = app.services.wallet
    assert wallet is not None
    seen = await visit(wallet.local_url(url), answer)
    if seen.outcome is not Outcome.APPROVED:
        code = CODE_OF_OUTCOME[seen.outcome]
        raise _failure(code, seen.reason if code is SignContractError.FAILED else "")
    if app.profile.chinese:
        await _follow(seen, app)
        return SignContractResult()
    return SignContractResult(authState=seen.auth_state, authCode=seen.auth_code)


async def _follow(seen: Visit, app: AppContext) -> None:
    """Alipay China shows the merchant's own page, which is how the merchant gets code and state."""
    from bridge.jsapi.http import RequestFailed

    assert seen.redirect_url is not None
    try:
        await app.services.http().exchange("GET", seen.redirect_url, {}, None, timeout=10)
    except RequestFailed as error:
        app.services.note(f"the merchant was not told of the consent: {error}")


def _failure(code: SignContractError, why: str = "") -> JSAPIError:
    return JSAPIError(code.value, MESSAGES[code] + (f" ({why})" if why else ""))
