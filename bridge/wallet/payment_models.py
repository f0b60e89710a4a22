"""Requests and responses of `pay`, `inquiryPayment`, `cancel` and `refund`, with their documented names and rules.

Source: the vendor's pages and SDK classes. As in `models`: unknown fields are tolerated, attributes are Python's.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from bridge.wallet.models import Answer, Env, Message, Response, Result, Secret, WebUrl

Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Id = Annotated[str, Field(min_length=1, max_length=64)]


class Amount(Message):
    """Money: `value` is a whole number of the currency's smallest unit, as text."""

    currency: Currency
    value: Annotated[str, Field(pattern="^[0-9]{1,16}$")]

    @property
    def minor(self) -> int:
        """The value as a number of minor units."""
        return int(self.value)


class PaymentMethod(Message):
    """By which wallet, and with which access token."""

    payment_method_type: Id
    payment_method_id: Secret | None = None


class Order(Message):
    """What is bought."""

    reference_order_id: Id
    order_description: Annotated[str, Field(min_length=1, max_length=256)]
    order_amount: Amount
    merchant: Any = None


class Charge(Message, ABC):
    """A charge on an agreement. `payment_request_id` makes it the same charge, however often it is asked for."""

    payment_request_id: Id
    payment_amount: Amount
    payment_notify_url: WebUrl | None = None

    @property
    @abstractmethod
    def access_token(self) -> str:
        """What the person's agreement is proved with."""

    @property
    def partner(self) -> str | None:
        """Within what `payment_request_id` is unique, beside the client."""
        return None

    @property
    def is_platforms(self) -> bool:
        """Whether it was asked for in the words of the Mini Program Platform."""
        return False


class PayRequest(Charge):
    """A charge, as the gateway takes it."""

    product_code: Literal["AGREEMENT_PAYMENT", "CASHIER_PAYMENT", "IN_STORE_PAYMENT"]
    order: Order
    payment_method: PaymentMethod
    payment_redirect_url: Annotated[str, Field(max_length=2048)] | None = None
    env: Env | None = None
    app_id: Annotated[str, Field(max_length=32)] | None = None

    @property
    def access_token(self) -> str:
        """Where the gateway has it."""
        return self.payment_method.payment_method_id or ""

    @field_validator("product_code")
    @classmethod
    def _is_by_agreement(cls, code: str) -> str:
        if code != "AGREEMENT_PAYMENT":
            raise ValueError("this wallet is paid from by agreement only: AGREEMENT_PAYMENT")
        return code

    @model_validator(mode="after")
    def _is_complete(self) -> PayRequest:
        if not self.payment_method.payment_method_id:
            raise ValueError("paymentMethod.paymentMethodId: required: the access token of the agreement")
        if self.payment_amount.minor == 0:
            raise ValueError("paymentAmount.value: more than nothing")
        if self.env and self.env.terminal_type == "MINI_APP" and not self.app_id:
            raise ValueError("appId: required when terminalType is MINI_APP")
        return self


class PaymentReference(Message):
    """Which payment is meant; paymentId wins (documented)."""

    payment_id: Id | None = None
    payment_request_id: Id | None = None

    @property
    def partner(self) -> str | None:
        """Whose paymentRequestId it is, if the client has several partners."""
        return None

    @model_validator(mode="after")
    def _names_one(self) -> PaymentReference:
        if not (self.payment_id or self.payment_request_id):
            raise ValueError("paymentId: required, or paymentRequestId")
        return self


class RefundRequest(Message):
    """Money back, all of it or a part. `refund_request_id` makes it the same refund."""

    refund_request_id: Id
    payment_id: Id
    refund_amount: Amount
    refund_reason: Annotated[str, Field(max_length=256)] | None = None

    @model_validator(mode="after")
    def _is_something(self) -> RefundRequest:
        if self.refund_amount.minor == 0:
            raise ValueError("refundAmount.value: more than nothing")
        return self


class PayResponse(Answer):
    """The charge as it was made."""

    payment_request_id: Id
    payment_id: Id
    payment_amount: Amount
    payment_create_time: str
    payment_time: str


class Transaction(Response):
    """What happened to a payment after it was made."""

    transaction_result: Result
    transaction_id: Id
    transaction_type: Literal["REFUND"]
    transaction_status: Literal["SUCCESS"]
    transaction_amount: Amount
    transaction_request_id: Id
    transaction_time: str


class InquiryResponse(Answer):
    """How a payment stands. `result` is the inquiry's own; `payment_result_code` the payment's."""

    payment_status: Literal["SUCCESS", "FAIL", "CANCELLED"]
    payment_result_code: str
    payment_result_message: str
    payment_request_id: Id
    payment_id: Id
    payment_amount: Amount
    payment_create_time: str
    payment_time: str | None = None
    transactions: tuple[Transaction, ...] | None = None


class CancelResponse(Answer):
    """The payment that was cancelled."""

    payment_id: Id
    payment_request_id: Id
    cancel_time: str


class RefundResponse(Answer):
    """The refund as it was made."""

    refund_request_id: Id
    refund_id: Id
    payment_id: Id
    refund_amount: Amount
    refund_time: str


class PaymentNotification(Response):
    """The notifyPayment webhook: a payment that was made, or failed for good."""

    notify_type: Literal["PAYMENT_RESULT"] = "PAYMENT_RESULT"
    result: Result
    payment_request_id: Id
    payment_id: Id
    payment_amount: Amount
    payment_create_time: str
    payment_time: str | None = None
