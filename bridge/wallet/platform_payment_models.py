"""Requests and responses of the Mini Program Platform's `pay`, `inquiryPayment`, `refund`, and its notifyPayment.

Source: the platform's pages, versions 1 and 2. As in `models`: unknown fields are tolerated.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from bridge.wallet.models import Answer, Env, Message, Response, ReturnUrl, Secret, Wallet
from bridge.wallet.payment_models import Amount, Charge, Id, PaymentReference
from bridge.wallet.platform_models import PLAIN, AppId, ExtendInfo, PlainSecret
from bridge.wallet.signing import read_time


def _moment(text: str) -> str:
    if text.isdigit():
        raise ValueError("ISO 8601 with an offset, not the epoch")
    read_time(text)
    return text


Moment = Annotated[str, Field(max_length=64), AfterValidator(_moment)]
Partner = Annotated[str, Field(min_length=1, max_length=32)]
PlainId = Annotated[str, Field(min_length=1, max_length=64, pattern=PLAIN)]
AGREEMENT = "AGREEMENT_PAYMENT"
BY_AGREEMENT = (AGREEMENT, "51051000101000100031")  # the names of versions 2 and 1


class PaymentFactor(Message):
    """How it is paid."""

    is_agreement_pay: bool | None = None
    is_cashier_payment: bool | None = None
    is_payment_code: bool | None = None


class PlatformCharge(Charge):
    """What both versions have in common."""

    product_code: Annotated[str, Field(max_length=32)] | None = None
    payment_factor: PaymentFactor | None = None
    payment_expiry_time: Moment | None = None
    extend_info: ExtendInfo | None = None

    @property
    def is_platforms(self) -> bool:
        """It is."""
        return True

    @model_validator(mode="after")
    def _is_something(self) -> PlatformCharge:
        if self.payment_amount.minor == 0:
            raise ValueError("paymentAmount.value: more than nothing")
        return self


class PlatformPayRequest(PlatformCharge):
    """A charge, as version 1 takes it. `payment_auth_code` is the access token (its name misleads)."""

    partner_id: Partner
    payment_order_title: Annotated[str, Field(min_length=1, max_length=256)]
    app_id: Annotated[str, Field(max_length=32)] | None = None
    payment_auth_code: Secret | None = None
    payment_return_url: ReturnUrl | None = None
    mcc: Annotated[str, Field(max_length=32)] | None = None
    extra_params: Any = None
    env_info: Env | None = None

    @property
    def access_token(self) -> str:
        """Where the platform has it."""
        return self.payment_auth_code or ""

    @property
    def partner(self) -> str | None:
        """paymentRequestId is unique together with it (documented)."""
        return self.partner_id

    @model_validator(mode="after")
    def _is_by_agreement(self) -> PlatformPayRequest:
        factor = self.payment_factor or PaymentFactor()
        if self.product_code not in (None, *BY_AGREEMENT):
            raise ValueError(f"productCode: this wallet is paid from by agreement only: {' or '.join(BY_AGREEMENT)}")
        if not factor.is_agreement_pay or factor.is_cashier_payment or factor.is_payment_code:
            raise ValueError("paymentFactor: this wallet is paid from by agreement only: isAgreementPay")
        if not self.payment_auth_code:
            raise ValueError("paymentAuthCode: required when isAgreementPay: the access token of the agreement")
        return self


class AgreementMethod(Message):
    """With which access token, as version 2 may have it."""

    payment_method_type: Annotated[str, Field(max_length=64)] | None = None
    payment_method_id: PlainSecret | None = None


class PayV2Request(PlatformCharge):
    """A charge, as version 2 takes it: for a mini program, and unique within the client.

    Its pages show the access token in paymentMethod.paymentMethodId; wallets have it in accessToken, or where version 1
    has it. Any of the three will do [inferred].
    """

    app_id: AppId
    payment_request_id: PlainId
    payment_method: AgreementMethod | None = None
    agreement_token: Annotated[PlainSecret | None, Field(alias="accessToken")] = None
    payment_auth_code: PlainSecret | None = None
    customer_belongs_to: Wallet | None = None
    sales_code: Annotated[str, Field(max_length=32, pattern=PLAIN)] | None = None
    payment_redirect_url: ReturnUrl | None = None
    order: Any = None
    env: Env | None = None

    @property
    def access_token(self) -> str:
        """Where this one has it."""
        of_method = self.payment_method.payment_method_id if self.payment_method else None
        return self.agreement_token or of_method or self.payment_auth_code or ""

    def kept(self) -> PayV2Charge:
        """The same, as the wallet keeps it."""
        return PayV2Charge.model_validate(self.model_dump(by_alias=True, exclude_none=True))

    @model_validator(mode="after")
    def _is_by_agreement(self) -> PayV2Request:
        factor = self.payment_factor or PaymentFactor(isAgreementPay=True)
        if self.product_code not in (None, AGREEMENT):
            raise ValueError(f"productCode: this wallet is paid from by agreement only: {AGREEMENT}")
        if not factor.is_agreement_pay or factor.is_cashier_payment or factor.is_payment_code:
            raise ValueError("paymentFactor: this wallet is paid from by agreement only: isAgreementPay")
        if not self.access_token:
            raise ValueError("accessToken: required: the access token of the agreement")
        return self


class PayV2Charge(PayV2Request):
    """What is kept of it; by its own field it is told from what the gateway takes."""

    version: Literal["v2"] = "v2"


class PlatformPayResponse(Answer):
    """The charge as it was made."""

    payment_id: Id
    payment_time: str


class PlatformPaymentReference(PaymentReference):
    """Which payment is meant; paymentId wins (documented). Some wallets have no partnerId there."""

    partner_id: Partner | None = None
    extend_info: ExtendInfo | None = None

    @property
    def partner(self) -> str | None:
        """Whose paymentRequestId it is."""
        return self.partner_id


class PlatformInquiryResponse(Answer):
    """How a payment stands. `result` is the inquiry's own."""

    payment_id: Id
    payment_request_id: Id
    payment_amount: Amount
    payment_status: Literal["SUCCESS", "FAIL", "CANCELLED"]
    payment_time: str | None = None
    payment_fail_reason: Annotated[str, Field(max_length=256)] | None = None


class PlatformRefundRequest(PlatformPaymentReference):
    """Money back, all of it or a part. `refund_request_id` makes it the same refund."""

    refund_request_id: Id
    refund_amount: Amount
    refund_reason: Annotated[str, Field(max_length=256)] | None = None

    @model_validator(mode="after")
    def _is_something(self) -> PlatformRefundRequest:
        if self.refund_amount.minor == 0:
            raise ValueError("refundAmount.value: more than nothing")
        return self


class PlatformRefundResponse(Answer):
    """The refund as it was made."""

    refund_id: Id
    refund_time: str


class PlatformPaymentNotification(Response):
    """The platform's notifyPayment: a payment that was made, or failed for good."""

    partner_id: Partner | None = None
    payment_id: Id
    payment_request_id: Id
    payment_amount: Amount
    payment_status: Literal["SUCCESS", "FAIL"]
    payment_time: str | None = None
    payment_fail_reason: Annotated[str, Field(max_length=256)] | None = None
