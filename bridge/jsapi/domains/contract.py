"""`my.signContract`: the person signs an agreement on the wallet's authorization page.

Source: the my.signContract page of the Alipay+ mini program documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import Field

from bridge.jsapi.context import AppContext
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Failure, Params, Result
from bridge.jsapi.registry import jsapi
from bridge.wallet import Answer

if TYPE_CHECKING:
    from bridge.wallet import Wallet


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
    failure=SignContractFailure,
    aliases={"errorMessage": "errMessage"},  # what every other API says, and programs in the wild read
    inferred="The page covers the program: onHide and onShow; a wrong PIN is 7002, a forgotten one 6001, and what the "
    "wallet is still at 7001.",
)
async def sign_contract(params: SignContractParams, app: AppContext) -> SignContractResult:
    """Open `signStr` and let the person decide.

    A URL of our wallet is really opened and its form really submitted; any other is answered by the same
    person without touching the network.
    """
    services = app.services
    if services.stage is not None:
        services.stage.cover()
    try:
        if services.wallet is not None and services.wallet.owns(params.signStr):
            sign = _sign_on_page if services.dialogs is None else _sign_by_hand
            return await sign(services.wallet, params.signStr, app)
        if services.dialogs is None:
            act = services.person.next_act()
            if act.after:
                await app.sleep(act.after)
            return _sign_unseen(act.answer, app)
        return _sign_unseen(await services.dialogs.authorize(params.signStr), app)
    finally:
        if services.stage is not None:
            services.stage.uncover()


def _sign_unseen(answer: Answer, app: AppContext) -> SignContractResult:
    if answer is not Answer.APPROVE:
        raise _failure(CODE_OF_ANSWER[answer.told])
    if app.profile.chinese:
        return SignContractResult()
    made_up = f"{app.services.random.getrandbits(256):064X}"
    state = f"{made_up[:8]}-{made_up[8:12]}-{made_up[12:16]}-{made_up[16:20]}-{made_up[20:32]}"
    return SignContractResult(authState=state, authCode=made_up[32:])


async def _sign_on_page(wallet: Wallet, url: str, app: AppContext) -> SignContractResult:
    from bridge.wallet.visit import Outcome, visit

    codes = {
        Outcome.CANCELLED: SignContractError.CANCELLED,
        Outcome.NETWORK_ERROR: SignContractError.NETWORK,
        Outcome.UNKNOWN: SignContractError.UNKNOWN,
        Outcome.FAILED: SignContractError.FAILED,
    }
    seen = await visit(wallet.local_url(url), app.services.person.next_act(), wait=app.sleep)
    if seen.outcome is not Outcome.APPROVED:
        app.services.note(f"the authorization page: {seen.reason}")
        raise _failure(codes[seen.outcome])
    return await _signed(seen.auth_state, seen.auth_code, seen.redirect_url, app)


async def _sign_by_hand(wallet: Wallet, url: str, app: AppContext) -> SignContractResult:
    """Somebody opens the page in a browser; their decision is the outcome."""
    assert app.services.dialogs is not None
    auth_id = parse_qs(urlsplit(url).query).get("authId", [""])[0]
    authorization = wallet.rules.opened(auth_id)
    if authorization is None or authorization.decided:
        app.services.note(f"the authorization page: {auth_id!r} is unknown to the wallet, or was answered already")
        raise _failure(SignContractError.FAILED)
    await app.services.dialogs.open_page(wallet.local_url(url))
    decided = await wallet.decision(authorization.auth_id)
    if decided.code is None:
        raise _failure(SignContractError.CANCELLED)
    return await _signed(decided.request.auth_state, decided.code.value, decided.merchant_url, app)


async def _signed(state: str | None, code: str | None, return_url: str | None, app: AppContext) -> SignContractResult:
    # What was prepared has no page of the merchant's to return to: its code comes this way on every host [inferred].
    if not app.profile.chinese or return_url is None:
        return SignContractResult(authState=state, authCode=code)
    await _follow(return_url, app)
    return SignContractResult()


async def _follow(return_url: str, app: AppContext) -> None:
    """Alipay China shows the merchant's own page, which is how the merchant gets code and state."""
    from bridge.jsapi.http import RequestFailed

    try:
        await app.services.http().exchange("GET", return_url, {}, None, timeout=10)
    except RequestFailed as error:
        app.services.note(f"the merchant was not told of the consent: {error.advice or error}")


def _failure(code: SignContractError) -> JSAPIError:
    """What the program receives is what is documented, to the letter; a reason goes into the transcript."""
    return JSAPIError(code.value, MESSAGES[code])
