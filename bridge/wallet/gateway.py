"""The gateway's OpenAPI ("Antom", or AMS): `/ams/api/v1/...`, and the same without that prefix.

Each function takes a call and gives its answer, or raises `Refusal`.
"""

from __future__ import annotations

from typing import Any

from bridge.wallet.authorizations import login_id_of
from bridge.wallet.calls import Call, Interface, Rules, exchanged, iso_time, pair_of, read, result_of, success
from bridge.wallet.lifecycle import State
from bridge.wallet.models import (
    Answer,
    ApplyTokenRequest,
    ApplyTokenResponse,
    ConsultRequest,
    ConsultResponse,
    QueryRequest,
    QueryResponse,
    RevokeRequest,
)
from bridge.wallet.payment_models import (
    CancelResponse,
    InquiryResponse,
    PaymentNotification,
    PaymentReference,
    PayRequest,
    PayResponse,
    RefundRequest,
    RefundResponse,
    Transaction,
)
from bridge.wallet.payments import Payment, Refund, Status
from bridge.wallet.records import PAGE_PATH, Token
from bridge.wallet.results import RESULTS

TOKEN_STATUS = {State.TOKEN_LIVE: "ACTIVE", State.TOKEN_EXPIRED: "EXPIRED"}  # and INVALID [all inferred]


def consult(rules: Rules, call: Call) -> Answer:
    """Take a merchant's request and hand out the URL of its authorization page."""
    authorization = rules.authorizations.consult(read(ConsultRequest, call), call.client_id)
    rules.on_consult(authorization)
    url = f"{call.origin}{PAGE_PATH}?authId={authorization.auth_id}"
    return ConsultResponse(result=success(), normal_url=url)


def apply_token(rules: Rules, call: Call) -> Answer:
    """Exchange a code or a refresh token."""
    token = exchanged(rules, call, read(ApplyTokenRequest, call))
    return ApplyTokenResponse(result=success(), user_login_id=login_id_of(token.authorization), **pair_of(token))


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


def payment_notification(payment: Payment) -> PaymentNotification:
    """What a merchant is told of a payment made here."""
    time = iso_time(payment.created_at)
    return PaymentNotification(
        result=result_of(payment.code),
        payment_request_id=payment.request.payment_request_id,
        payment_id=payment.payment_id,
        payment_amount=payment.request.payment_amount,
        payment_create_time=time,
        payment_time=time if payment.status is Status.SUCCESS else None,
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


GATEWAY: dict[str, Interface] = {
    "/v1/authorizations/consult": Interface(consult, ConsultRequest, ConsultResponse),
    "/v1/authorizations/applyToken": Interface(apply_token, ApplyTokenRequest, ApplyTokenResponse),
    "/v1/authorizations/query": Interface(query, QueryRequest, QueryResponse),
    "/v1/authorizations/revoke": Interface(revoke, RevokeRequest, Answer),
    "/v1/payments/pay": Interface(pay, PayRequest, PayResponse),
    "/v1/payments/inquiryPayment": Interface(inquire_payment, PaymentReference, InquiryResponse),
    "/v1/payments/cancel": Interface(cancel_payment, PaymentReference, CancelResponse),
    "/v1/payments/refund": Interface(refund_payment, RefundRequest, RefundResponse),
}
