"""The charges of the bakery: what a contract pays for a month of bread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from records import CHARGE, Records

PRICE, CURRENCY = 4800, "HKD"  # for a month, in minor units


class ChargeStatus(str, Enum):
    """What the merchant knows about a charge."""

    NEW = "new"  # the wallet was not asked so far
    PENDING = "pending"  # it was, and its answer is not known: it may have been paid
    PAID = "paid"
    FAILED = "failed"  # the wallet said so


@dataclass
class Charge:
    """One charge. `payment_request_id` is its name at the wallet; `month` as in 2026-01; `reason` why it failed."""

    payment_request_id: str
    contract_id: str
    month: str
    amount: int = PRICE
    currency: str = CURRENCY
    status: ChargeStatus = ChargeStatus.NEW
    reason: str = ""

    def __str__(self) -> str:
        return f"charge of {self.month} for contract {self.contract_id[:8]}"


class Charges:
    """Every charge of this merchant: in memory, and in the records as soon as it changes."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._by_id = {
            name: Charge(name, contract_id, month, amount, currency, ChargeStatus(status), reason)
            for name, contract_id, month, amount, currency, status, reason in records.rows(CHARGE)
        }

    def save(self, charge: Charge, status: ChargeStatus, reason: str = "") -> None:
        """Remember how a charge stands now."""
        charge.status, charge.reason = status, reason
        names = (charge.payment_request_id, charge.contract_id, charge.month)
        self._records.put(CHARGE, (*names, charge.amount, charge.currency, status.value, reason))
        self._by_id[charge.payment_request_id] = charge

    def find(self, payment_request_id: str) -> Charge | None:
        """The charge that the wallet calls so."""
        return self._by_id.get(payment_request_id)

    def of(self, contract_id: str) -> list[Charge]:
        """The charges of a contract, oldest first."""
        return [charge for charge in self._by_id.values() if charge.contract_id == contract_id]

    def due(self, contract_id: str, month: str) -> Charge:
        """The one charge of this month. Only if all before it failed for good, it is a new one, under a new name."""
        tried = [charge for charge in self.of(contract_id) if charge.month == month]
        if tried and tried[-1].status is not ChargeStatus.FAILED:
            return tried[-1]
        attempt = f"-{len(tried) + 1}" if tried else ""
        return Charge(f"{contract_id}-{month}{attempt}", contract_id, month)
