"""The Mini Program Platform's OpenAPI: `/v1/...` and `/v2/...`, with or without `/api` before it.

The same agreements and charges as the gateway's, by other names. Each function takes a call and gives its answer, or
raises `Refusal`.
"""

from __future__ import annotations

from typing import Any

from bridge.wallet.accounts import LOGIN_ID
from bridge.wallet.authorizations import customer_id_of, login_id_of
from bridge.wallet.calls import Call, Interface, Rules, exchanged, iso_time, pair_of, read, success
from bridge.wallet.models import Answer, Exchange, TokenReference
from bridge.wallet.payment_models import RefundRequest
from bridge.wallet.payments import Payment, Status
from bridge.wallet.platform_models import (
    ApplyTokenV2Request,
    CancelTokenRequest,
    LoginIdInfo,
    PlatformApplyTokenRequest,
    PlatformApplyTokenResponse,
    PrepareRequest,
    PrepareResponse,
    RevokeV2Request,
    UserInfo,
    UserInfoRequest,
    UserInfoResponse,
)
from bridge.wallet.platform_payment_models import (
    PayV2Request,
    PlatformCharge,
    PlatformInquiryResponse,
    PlatformPaymentNotification,
    PlatformPaymentReference,
    PlatformPayRequest,
    PlatformPayResponse,
    PlatformRefundRequest,
    PlatformRefundResponse,
)
from bridge.wallet.records import PAGE_PATH
from bridge.wallet.results import RESULTS, Refusal

URL_LENGTH = 256  # documented maximum of authUrl
V2_CODES = {f"{fault}_CODE": f"{fault}_AUTHCODE" for fault in ("INVALID", "USED", "EXPIRED")}


def prepare(rules: Rules, call: Call) -> Answer:
    """Take a contract and hand out the URL of its authorization page, which may be used again."""
    request = read(PrepareRequest, call)
    if request.scopes != "AGREEMENT_PAY":
        raise Refusal("INVALID_SCOPE", f"scopes: AGREEMENT_PAY, not {request.scopes!a}")
    room = URL_LENGTH - len(f"{PAGE_PATH}?authId=") - 36
    if len(call.origin) > room:
        raise Refusal("PARAM_ILLEGAL", f"Host: with it, authUrl would be longer than {URL_LENGTH} characters")
    authorization = rules.authorizations.prepare(request, call.client_id)
    rules.on_consult(authorization)
    return PrepareResponse(result=success(), auth_url=f"{call.origin}{PAGE_PATH}?authId={authorization.auth_id}")


def apply_token(rules: Rules, call: Call) -> Answer:
    """Exchange a code or a refresh token."""
    request = read(PlatformApplyTokenRequest, call)
    _check_reference(rules, request, call.client_id)
    return _exchange(rules, call, request)


def apply_token_v2(rules: Rules, call: Call) -> Answer:
    """Exchange a code or a refresh token, for one mini program."""
    request = read(ApplyTokenV2Request, call)
    try:
        return _exchange(rules, call, request)
    except Refusal as refusal:
        raise Refusal(V2_CODES.get(refusal.code, refusal.code), refusal.message) from None


def _check_reference(rules: Rules, request: PlatformApplyTokenRequest, client_id: str | None) -> None:
    contract = rules.authorizations.origin(request.secret, client_id)
    if request.reference_client_id is None or contract is None or not contract.is_prepared:
        return
    if contract.request.auth_client_id not in (None, request.reference_client_id):
        raise Refusal("REFERENCE_CLIENT_ID_NOT_MATCH")


def _exchange(rules: Rules, call: Call, request: Exchange) -> Answer:
    token = exchanged(rules, call, request)
    return PlatformApplyTokenResponse(
        result=success(), customer_id=customer_id_of(token.authorization), **pair_of(token)
    )


def cancel_token(rules: Rules, call: Call) -> Answer:
    """Cancel an access token and its refresh token."""
    return _revoke(rules, call, read(CancelTokenRequest, call))


def revoke_v2(rules: Rules, call: Call) -> Answer:
    """Cancel an access token and its refresh token, for one mini program."""
    return _revoke(rules, call, read(RevokeV2Request, call))


def _revoke(rules: Rules, call: Call, request: TokenReference) -> Answer:
    # One that has expired is refused here (documented), where the gateway takes it.
    rules.authorizations.live_token(request.access_token, call.client_id)
    token = rules.authorizations.revoke(request, call.client_id)
    if rules.webhooks is not None:
        rules.webhooks.token_cancelled(token, "The merchant cancelled it.")
    return Answer(result=success())


def inquire_user(rules: Rules, call: Call) -> Answer:
    """Say who gave an access token: an identifier, and with the scope to pay the login, partly hidden [inferred]."""
    token = rules.authorizations.live_token(read(UserInfoRequest, call).access_token, call.client_id)
    login_id, account = login_id_of(token.authorization), token.authorization.account or LOGIN_ID
    kind: Any = "EMAIL" if "@" in account else "MOBILE_PHONE"
    logins = (LoginIdInfo(login_id=login_id, login_id_type=kind),) if login_id else None
    return UserInfoResponse(
        result=success(), user_info=UserInfo(user_id=customer_id_of(token.authorization), login_id_infos=logins)
    )


def pay(rules: Rules, call: Call) -> Answer:
    """Charge by agreement."""
    return _charge(rules, call, read(PlatformPayRequest, call))


def pay_v2(rules: Rules, call: Call) -> Answer:
    """Charge by agreement, for one mini program."""
    return _charge(rules, call, read(PayV2Request, call).kept())


def _charge(rules: Rules, call: Call, request: PlatformCharge) -> Answer:
    payment = rules.payments.pay(request, call.client_id)
    return PlatformPayResponse(
        result=success(), payment_id=payment.payment_id, payment_time=iso_time(payment.created_at)
    )


def inquire_payment(rules: Rules, call: Call) -> Answer:
    """Say how a payment stands."""
    payment = rules.payments.inquire(read(PlatformPaymentReference, call), call.client_id)
    return PlatformInquiryResponse(result=success(), payment_status=payment.status.value, **_outcome(payment))


def refund_payment(rules: Rules, call: Call) -> Answer:
    """Give money back."""
    request = read(PlatformRefundRequest, call)
    payment = rules.payments.inquire(request, call.client_id)
    wanted = RefundRequest.model_construct(
        refund_request_id=request.refund_request_id,
        payment_id=payment.payment_id,
        refund_amount=request.refund_amount,
        refund_reason=request.refund_reason,
    )
    refund = rules.payments.refund(wanted, call.client_id)
    return PlatformRefundResponse(result=success(), refund_id=refund.refund_id, refund_time=iso_time(refund.time))


def payment_notification(payment: Payment) -> PlatformPaymentNotification:
    """What a merchant is told of a payment made here."""
    status: Any = "FAIL" if payment.status is Status.FAIL else "SUCCESS"
    return PlatformPaymentNotification(partner_id=payment.request.partner, payment_status=status, **_outcome(payment))


def _outcome(payment: Payment) -> dict[str, Any]:
    failed = payment.status is Status.FAIL
    return {
        "payment_id": payment.payment_id,
        "payment_request_id": payment.request.payment_request_id,
        "payment_amount": payment.request.payment_amount,
        "payment_time": None if failed else iso_time(payment.created_at),
        "payment_fail_reason": RESULTS[payment.code].message if failed else None,
    }


PLATFORM: dict[str, Interface] = {
    "/v1/authorizations/prepare": Interface(prepare, PrepareRequest, PrepareResponse),
    "/v1/authorizations/applyToken": Interface(apply_token, PlatformApplyTokenRequest, PlatformApplyTokenResponse),
    "/v2/authorizations/applyToken": Interface(apply_token_v2, ApplyTokenV2Request, PlatformApplyTokenResponse),
    "/v1/authorizations/cancelToken": Interface(cancel_token, CancelTokenRequest, Answer),
    "/v2/authorizations/revoke": Interface(revoke_v2, RevokeV2Request, Answer),
    "/v1/payments/pay": Interface(pay, PlatformPayRequest, PlatformPayResponse),
    "/v1/payments/inquiryPayment": Interface(inquire_payment, PlatformPaymentReference, PlatformInquiryResponse),
    "/v1/payments/refund": Interface(refund_payment, PlatformRefundRequest, PlatformRefundResponse),
    "/v2/payments/pay": Interface(pay_v2, PayV2Request, PlatformPayResponse),
    "/v2/payments/inquiryPayment": Interface(inquire_payment, PlatformPaymentReference, PlatformInquiryResponse),
    "/v2/payments/refund": Interface(refund_payment, PlatformRefundRequest, PlatformRefundResponse),
    "/v1/users/inquiryUserInfo": Interface(inquire_user, UserInfoRequest, UserInfoResponse),
    "/v1/customers/user/inquiryUserInfoByAccessToken": Interface(inquire_user, UserInfoRequest, UserInfoResponse),
}
