"""The rules of charges on an agreement: each once, only with a live token, and never more back than was paid.

Money is counted in whole minor units. What is decided is kept before it is answered, as in `authorizations`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from bridge.wallet.accounts import Account
from bridge.wallet.records import DAY
from bridge.wallet.results import Refusal

if TYPE_CHECKING:
    from bridge.wallet.authorizations import Authorizations
    from bridge.wallet.payment_models import Charge, PaymentReference, RefundRequest
    from bridge.wallet.store import Store

PAYMENT_PREFIX, REFUND_PREFIX = "2026", "2027"  # so that the two are told apart at sight


class Status(str, Enum):
    """How a payment stands."""

    SUCCESS = "SUCCESS"
    FAIL = "FAIL"
    CANCELLED = "CANCELLED"


@dataclass
class Refund:
    """Money that went back."""

    refund_id: str
    request: RefundRequest
    time: float


@dataclass
class Payment:
    """One charge and what became of it. `code` is why it failed, a key of `RESULTS`; times are epoch milliseconds."""

    payment_id: str
    client_id: str | None
    auth_id: str
    request: Charge
    status: Status
    code: str
    created_at: float
    cancelled_at: float | None = None
    refunds: list[Refund] = field(default_factory=list)

    @property
    def refunded(self) -> int:
        """How much went back by refunds."""
        return sum(refund.request.refund_amount.minor for refund in self.refunds)

    @property
    def spent(self) -> int:
        """What it takes from the account."""
        return self.request.payment_amount.minor - self.refunded if self.status is Status.SUCCESS else 0


class Payments:
    """Every payment of one wallet. `on_payment` is told of each that is made, or fails.

    Each is charged to the account that agreed; the first of `accounts` is charged for agreements that name none.
    """

    def __init__(
        self,
        authorizations: Authorizations,
        *,
        now: Callable[[], float],
        chance: random.Random,
        store: Store,
        accounts: Sequence[Account] = (),
        on_payment: Callable[[Payment], None] = lambda payment: None,
    ) -> None:
        self.accounts = tuple(accounts) or (Account(),)
        self._authorizations = authorizations
        self._now = now
        self._chance = chance
        self._store = store
        self._on_payment = on_payment
        self._by_id = {payment.payment_id: payment for payment in store.payments()}
        self._spent: dict[str, int] = {}
        for payment in self:
            self._count(payment, payment.spent)
        self._by_request = {_key(each.client_id, each.request): each for each in self}
        self._by_name = {(each.client_id, each.request.payment_request_id): each for each in self}
        self._refunds = {
            (payment.client_id, payment.request.partner, refund.request.refund_request_id): refund
            for payment in self
            for refund in payment.refunds
        }

    def __iter__(self) -> Iterator[Payment]:
        return iter(self._by_id.values())

    @property
    def balance(self) -> int:
        """What is left in the first account, in minor units."""
        return self.left_in(self.accounts[0])

    def left_in(self, account: Account) -> int:
        """What is left in `account`, in minor units."""
        return account.balance - self._spent.get(account.login_id, 0)

    def _count(self, payment: Payment, amount: int) -> None:
        login_id = self._payer(payment.auth_id)
        self._spent[login_id] = self._spent.get(login_id, 0) + amount

    def _payer(self, auth_id: str) -> str:
        authorization = self._authorizations.find(auth_id)
        return (authorization and authorization.account) or self.accounts[0].login_id

    def pay(self, request: Charge, client_id: str | None = None) -> Payment:
        """Charge, or tell again how the charge of this paymentRequestId went.

        Raises `Refusal`: REPEAT_REQ_INCONSISTENT for another charge under the same id, INVALID_ or
        EXPIRED_ACCESS_TOKEN, ACCESS_DENIED for an agreement without the scope to pay, PAYMENT_AMOUNT_EXCEED_LIMIT,
        USER_AMOUNT_EXCEED_LIMIT, USER_BALANCE_NOT_ENOUGH, USER_NOT_EXIST if nobody has the account that agreed.
        """
        key = _key(client_id, request)
        payment = self._by_request.get(key)
        if payment is None:
            payment = self._charge(request, client_id)
            self._by_id[payment.payment_id] = self._by_request[key] = payment
            self._by_name[client_id, request.payment_request_id] = payment
            self._count(payment, payment.spent)
            self._on_payment(payment)
        elif payment.request != request:
            raise Refusal("REPEAT_REQ_INCONSISTENT")
        if payment.status is Status.FAIL:
            raise Refusal(payment.code)
        return payment

    def _charge(self, request: Charge, client_id: str | None) -> Payment:
        token = self._authorizations.live_token(request.access_token, client_id)
        if "AGREEMENT_PAY" not in token.authorization.request.scopes:
            raise Refusal("ACCESS_DENIED", "The person agreed to no payments: scopes lacks AGREEMENT_PAY.")
        account = self._account(self._payer(token.authorization.auth_id))
        code = self._obstacle(account, request.payment_amount.minor)
        status = Status.SUCCESS if code == "SUCCESS" else Status.FAIL
        auth_id, payment_id = token.authorization.auth_id, self._new_id(PAYMENT_PREFIX)
        payment = Payment(payment_id, client_id, auth_id, request, status, code, self._now())
        with self._store.changing():
            self._store.save_payment(payment)
        return payment

    def _account(self, login_id: str) -> Account:
        for account in self.accounts:
            if account.login_id == login_id:
                return account
        raise Refusal("USER_NOT_EXIST")

    def _obstacle(self, account: Account, amount: int) -> str:
        if amount > account.limit:
            return "PAYMENT_AMOUNT_EXCEED_LIMIT"
        if account.day_limit is not None and amount > account.day_limit - self._spent_lately(account):
            return "USER_AMOUNT_EXCEED_LIMIT"
        return "SUCCESS" if amount <= self.left_in(account) else "USER_BALANCE_NOT_ENOUGH"

    def _spent_lately(self, account: Account) -> int:
        since = self._now() - DAY
        lately = (payment for payment in self if payment.created_at > since)
        return sum(payment.spent for payment in lately if self._payer(payment.auth_id) == account.login_id)

    def find(
        self,
        payment_id: str | None,
        payment_request_id: str | None = None,
        partner: str | None = None,
        client_id: str | None = None,
    ) -> Payment | None:
        """The client's payment that these name, or `None`; `payment_id` wins. Another partner's is none [inferred].

        Who names no partner means the gateway's payment of that paymentRequestId, or else any partner's newest
        [inferred: some wallets know no partnerId there].
        """
        if payment_id is not None:
            payment = self._by_id.get(payment_id)
        else:
            payment = self._by_request.get((client_id, partner, payment_request_id or ""))
            if payment is None and partner is None:
                payment = self._by_name.get((client_id, payment_request_id or ""))
        return payment if payment is not None and _is_of(payment, partner, client_id) else None

    def inquire(self, reference: PaymentReference, client_id: str | None = None) -> Payment:
        """The payment that is meant. Raises `Refusal` ORDER_NOT_EXIST, also for another client's."""
        payment = self.find(reference.payment_id, reference.payment_request_id, reference.partner, client_id)
        if payment is None:
            raise Refusal("ORDER_NOT_EXIST")
        return payment

    def cancel(self, reference: PaymentReference, client_id: str | None = None) -> Payment:
        """Undo a payment; what is cancelled already stays so.

        Raises `Refusal` ORDER_NOT_EXIST, and ORDER_STATUS_INVALID for one that failed or was refunded [inferred].
        """
        payment = self.inquire(reference, client_id)
        if payment.status is Status.FAIL or payment.refunds:
            raise Refusal("ORDER_STATUS_INVALID")
        if payment.status is Status.SUCCESS:
            self._count(payment, -payment.spent)
            payment.status, payment.cancelled_at = Status.CANCELLED, self._now()
            with self._store.changing():
                self._store.save_payment(payment)
        return payment

    def refund(self, request: RefundRequest, client_id: str | None = None) -> Refund:
        """Give money back, or tell again of the refund of this refundRequestId, of the payment's partner [inferred].

        Raises `Refusal`: REPEAT_REQ_INCONSISTENT, ORDER_NOT_EXIST, ORDER_STATUS_INVALID for what was not paid,
        CURRENCY_NOT_SUPPORT for another currency, REFUND_AMOUNT_EXCEED for more than is left of it.
        """
        payment = self.find(request.payment_id, client_id=client_id)
        key = client_id, None if payment is None else payment.request.partner, request.refund_request_id
        known = self._refunds.get(key)
        if known is not None:
            if known.request != request:
                raise Refusal("REPEAT_REQ_INCONSISTENT")
            return known
        if payment is None:
            raise Refusal("ORDER_NOT_EXIST")
        self._check_refund(payment, request)
        refund = Refund(self._new_id(REFUND_PREFIX), request, self._now())
        with self._store.changing():
            self._store.save_refund(payment, refund)
        payment.refunds.append(refund)
        self._count(payment, -request.refund_amount.minor)
        self._refunds[key] = refund
        return refund

    def _check_refund(self, payment: Payment, request: RefundRequest) -> None:
        if payment.status is not Status.SUCCESS:
            raise Refusal("ORDER_STATUS_INVALID")
        if request.refund_amount.currency != payment.request.payment_amount.currency:
            raise Refusal("CURRENCY_NOT_SUPPORT", "A refund is in the currency of its payment.")
        if request.refund_amount.minor > payment.spent:
            raise Refusal("REFUND_AMOUNT_EXCEED")

    def _new_id(self, prefix: str) -> str:
        return prefix + "".join(str(self._chance.randrange(10)) for _ in range(28))


def _is_of(payment: Payment, partner: str | None, client_id: str | None) -> bool:
    is_partners = payment.request.partner in (None, partner) or partner is None
    return is_partners and payment.client_id == client_id


def _key(client_id: str | None, request: Charge) -> tuple[str | None, str | None, str]:
    return client_id, request.partner, request.payment_request_id
