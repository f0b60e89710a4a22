"""The OpenAPI that merchants' servers call, without the HTTP around it: a body in, an answer out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, TypeVar

from pydantic import ValidationError

from bridge.wallet.authorizations import Authorizations, login_id_of
from bridge.wallet.failures import Failures
from bridge.wallet.lifecycle import GrantType, State
from bridge.wallet.models import (
    Answer,
    ApplyTokenRequest,
    ApplyTokenResponse,
    ConsultRequest,
    ConsultResponse,
    Message,
    QueryRequest,
    QueryResponse,
    Result,
    RevokeRequest,
)
from bridge.wallet.payment_models import (
    CancelResponse,
    InquiryResponse,
    PaymentReference,
    PayRequest,
    PayResponse,
    RefundRequest,
    RefundResponse,
    Transaction,
)
from bridge.wallet.payments import Payments, Refund, Status
from bridge.wallet.records import PAGE_PATH, Authorization, Token
from bridge.wallet.results import RESULTS, Refusal
from bridge.wallet.webhooks import Webhooks

PREFIXES = ("", "/api", "/ams/api", "/ams/sandbox/api")
TIME_ZONE = timezone(timedelta(hours=8))  # the one of the documented samples
TOKEN_STATUS = {State.TOKEN_LIVE: "ACTIVE", State.TOKEN_EXPIRED: "EXPIRED"}  # and INVALID [all inferred]

Request = TypeVar("Request", bound=Message)


@dataclass(frozen=True)
class Call:
    """One request: its raw body, the headers that matter, and the origin the merchant reached us under."""

    body: bytes
    content_type: str = "application/json"
    client_id: str | None = None
    origin: str = ""


@dataclass(frozen=True)
class Rules:
    """What decides: who may have tokens, what may be paid with them, and which requests are to fail all the same."""

    authorizations: Authorizations
    payments: Payments
    failures: Failures = field(default_factory=Failures)
    webhooks: Webhooks | None = None
    on_consult: Callable[[Authorization], None] = lambda authorization: None


def success() -> Result:
    """The result object of everything that went well."""
    return result_of("SUCCESS")


def result_of(code: str, message: str = "") -> Result:
    """The result object of `code`, a key of `RESULTS`."""
    meaning = RESULTS[code]
    return Result(result_code=code, result_status=meaning.status, result_message=message or meaning.message)


def iso_time(moment: float) -> str:
    """`moment` (epoch milliseconds) as the documents write times: `2019-11-27T12:01:01+08:00`."""
    return datetime.fromtimestamp(moment // 1000, TIME_ZONE).isoformat()


def consult(rules: Rules, call: Call) -> Answer:
    """Take a merchant's request and hand out the URL of its authorization page."""
    authorization = rules.authorizations.consult(read(ConsultRequest, call), call.client_id)
    rules.on_consult(authorization)
    url = f"{call.origin}{PAGE_PATH}?authId={authorization.auth_id}"
    return ConsultResponse(result=success(), normal_url=url)


def apply_token(rules: Rules, call: Call) -> Answer:
    """Exchange a code or a refresh token."""
    request = read(ApplyTokenRequest, call)
    token = rules.authorizations.apply_token(request, call.client_id)
    if rules.webhooks is not None and request.grant_type == GrantType.AUTHORIZATION_CODE:
        rules.webhooks.token_created(token)
    return ApplyTokenResponse(
        result=success(),
        access_token=token.access_token,
        access_token_expiry_time=iso_time(token.access.expires_at),
        refresh_token=token.refresh_token,
        refresh_token_expiry_time=iso_time(token.refresh.expires_at),
        user_login_id=login_id_of(token.authorization),
    )


def query(rules: Rules, call: Call) -> Answer:
    """Say how an access token stands; the refresh token is told only while that is of use [inferred]."""
    token = rules.authorizations.query(read(QueryRequest, call), call.client_id)
    return QueryResponse(
        result=success(),
        access_token=token.access_token,
        access_token_expiry_time=iso_time(token.access.expires_at),
        token_status_type=TOKEN_STATUS.get(token.access.state, "INVALID"),
        **_refresh_part(token),
    )


def _refresh_part(token: Token) -> dict[str, Any]:
    if token.access.state not in TOKEN_STATUS:
        return {}
    return {
        "refresh_token": token.refresh_token,
        "refresh_token_expiry_time": iso_time(token.refresh.expires_at),
    }


def revoke(rules: Rules, call: Call) -> Answer:
    """Cancel an access token."""
    token = rules.authorizations.revoke(read(RevokeRequest, call), call.client_id)
    if rules.webhooks is not None:
        rules.webhooks.token_cancelled(token, "The merchant revoked it.")
    return Answer(result=success())


def pay(rules: Rules, call: Call) -> Answer:
    """Charge by agreement."""
    payment = rules.payments.pay(read(PayRequest, call), call.client_id)
    time = iso_time(payment.created_at)
    return PayResponse(
        result=success(),
        payment_request_id=payment.request.payment_request_id,
        payment_id=payment.payment_id,
        payment_amount=payment.request.payment_amount,
        payment_create_time=time,
        payment_time=time,
    )


def inquire_payment(rules: Rules, call: Call) -> Answer:
    """Say how a payment stands, and what went back of it."""
    payment = rules.payments.inquire(read(PaymentReference, call), call.client_id)
    created = iso_time(payment.created_at)
    return InquiryResponse(
        result=success(),
        payment_status=payment.status.value,
        payment_result_code=payment.code,
        payment_result_message=RESULTS[payment.code].message,
        payment_request_id=payment.request.payment_request_id,
        payment_id=payment.payment_id,
        payment_amount=payment.request.payment_amount,
        payment_create_time=created,
        payment_time=created if payment.status is not Status.FAIL else None,
        transactions=tuple(map(_transaction, payment.refunds)) or None,
    )


def _transaction(refund: Refund) -> Transaction:
    return Transaction(
        transaction_result=success(),
        transaction_id=refund.refund_id,
        transaction_type="REFUND",
        transaction_status="SUCCESS",
        transaction_amount=refund.request.refund_amount,
        transaction_request_id=refund.request.refund_request_id,
        transaction_time=iso_time(refund.time),
    )


def cancel_payment(rules: Rules, call: Call) -> Answer:
    """Undo a payment."""
    payment = rules.payments.cancel(read(PaymentReference, call), call.client_id)
    assert payment.cancelled_at is not None, "it is cancelled"
    return CancelResponse(
        result=success(),
        payment_id=payment.payment_id,
        payment_request_id=payment.request.payment_request_id,
        cancel_time=iso_time(payment.cancelled_at),
    )


def refund_payment(rules: Rules, call: Call) -> Answer:
    """Give money back."""
    refund = rules.payments.refund(read(RefundRequest, call), call.client_id)
    return RefundResponse(
        result=success(),
        refund_request_id=refund.request.refund_request_id,
        refund_id=refund.refund_id,
        payment_id=refund.request.payment_id,
        refund_amount=refund.request.refund_amount,
        refund_time=iso_time(refund.time),
    )


@dataclass(frozen=True)
class Interface:
    """One of the OpenAPI: what answers it, what it takes, and what it gives when all went well."""

    answer: Callable[[Rules, Call], Answer]
    request: type[Message]
    response: type[Answer]


INTERFACES: dict[str, Interface] = {
    "/v1/authorizations/consult": Interface(consult, ConsultRequest, ConsultResponse),
    "/v1/authorizations/applyToken": Interface(apply_token, ApplyTokenRequest, ApplyTokenResponse),
    "/v1/authorizations/query": Interface(query, QueryRequest, QueryResponse),
    "/v1/authorizations/revoke": Interface(revoke, RevokeRequest, Answer),
    "/v1/payments/pay": Interface(pay, PayRequest, PayResponse),
    "/v1/payments/inquiryPayment": Interface(inquire_payment, PaymentReference, InquiryResponse),
    "/v1/payments/cancel": Interface(cancel_payment, PaymentReference, CancelResponse),
    "/v1/payments/refund": Interface(refund_payment, RefundRequest, RefundResponse),
}
ROUTES = {prefix + suffix: interface for prefix in PREFIXES for suffix, interface in INTERFACES.items()}


def is_api(path: str) -> bool:
    """Whether `path` is, or looks like, one of the OpenAPI."""
    return path.startswith(tuple(f"{prefix}/v{digit}/" for prefix in PREFIXES for digit in "12"))


def answer(rules: Rules, method: str, path: str, call: Call, check: Callable[[], None] = lambda: None) -> Answer:
    """The answer to one request, success or documented failure.

    A wrong path is NO_INTERFACE_DEF, a wrong method INVALID_API [inferred: only the codes are documented].
    `check` raises `Refusal` for a request that is not signed as it has to be.
    """
    try:
        if path not in ROUTES:
            raise Refusal("NO_INTERFACE_DEF")
        if method != "POST":
            raise Refusal("INVALID_API", "This API is called with POST.")
        check()
        rules.failures.take(path.rpartition("/")[2])
        return ROUTES[path].answer(rules, call)
    except Refusal as refusal:
        return Answer(result=result_of(refusal.code, refusal.message))


def read(model: type[Request], call: Call) -> Request:
    """The request in `call`. Raises `Refusal` PARAM_ILLEGAL, naming the header or the field at fault."""
    if call.content_type.strip().lower() != "application/json":
        raise Refusal("PARAM_ILLEGAL", "Content-Type: must be application/json; charset=UTF-8")
    if call.client_id is not None and not (call.client_id.isascii() and call.client_id.isprintable()):
        raise Refusal("PARAM_ILLEGAL", "Client-Id: must be printable ASCII")
    try:
        return model.model_validate(_object(call.body))
    except ValidationError as error:
        raise Refusal("PARAM_ILLEGAL", _first_fault(error)) from None


def _object(body: bytes) -> dict[str, Any]:
    try:
        payload = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
        if not isinstance(payload, dict):
            raise Refusal("PARAM_ILLEGAL", "the body must be a JSON object")
        if b"\\u" in body:  # they can only be written so
            _refuse_lone_surrogates(payload)
    except (ValueError, RecursionError):
        raise Refusal("PARAM_ILLEGAL", "the body is not JSON in UTF-8") from None
    return payload


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _refuse_lone_surrogates(payload: dict[str, Any]) -> None:
    # Valid JSON, but not text: it could not be sent back, and pydantic fails on it with no ValidationError.
    for name, value in payload.items():
        try:
            json.dumps([name, value], ensure_ascii=False).encode()
        except UnicodeEncodeError:
            field = name.encode("ascii", "backslashreplace").decode()
            raise Refusal("PARAM_ILLEGAL", f"{field}: holds a lone surrogate, which is not text") from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in fault["loc"])
    reason = fault["msg"].removeprefix("Value error, ")
    return f"{field}: {reason}" if field else reason
