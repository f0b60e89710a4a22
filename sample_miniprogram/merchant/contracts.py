"""What the merchant remembers: one contract for every time a person is asked to authorize.

Kept in memory, for a sample; a shop keeps contracts in its database, beside the customer they belong to.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from dataclasses import dataclass, field
from enum import Enum

from problems import Problem
from wallet_client import Token


class Status(str, Enum):
    """What the merchant knows about a contract."""

    PENDING = "pending"  # the person was asked; nothing came back so far
    SIGNED = "signed"  # there is a token
    FAILED = "failed"  # a code came back, and the wallet did not take it


@dataclass
class Contract:
    """One request for an authorization, and what became of it.

    `contract_id` is what the program knows it by. `auth_state` is told to the wallet alone, so whoever brings
    it back comes from the wallet.
    """

    contract_id: str = field(default_factory=lambda: secrets.token_hex(16))
    auth_state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    status: Status = Status.PENDING
    auth_code: str | None = field(default=None, repr=False)
    token: Token | None = None
    completed: bool = False  # by the program: its answer counts once
    exchange: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    def __str__(self) -> str:
        return f"contract {self.contract_id[:8]}"

    def check_state(self, auth_state: str) -> None:
        """Raises `Problem` 403 unless `auth_state` is the one issued for this contract."""
        if not _same(self.auth_state, auth_state):
            raise forged_state()


class Contracts:
    """Every contract of this merchant."""

    def __init__(self) -> None:
        self._by_id: dict[str, Contract] = {}

    def add(self, contract: Contract) -> None:
        """Remember a contract that the wallet knows of."""
        self._by_id[contract.contract_id] = contract

    def by_id(self, contract_id: str) -> Contract:
        """The contract the program calls `contract_id`. Raises `Problem` 404."""
        try:
            return self._by_id[contract_id]
        except KeyError:
            raise Problem(404, "UNKNOWN_CONTRACT", "There is no such contract.") from None

    def by_state(self, auth_state: str) -> Contract:
        """The contract that `auth_state` was issued for. Raises `Problem` 403."""
        for contract in self._by_id.values():
            if _same(contract.auth_state, auth_state):
                return contract
        raise forged_state()


def forged_state() -> Problem:
    """The answer to an authState that was never issued, or was issued for something else."""
    return Problem(403, "FORGED_STATE", "This authState was not issued for this contract.")


def _same(issued: str, given: str) -> bool:
    # Constant time: how long a wrong guess takes must not tell how much of it is right.
    return hmac.compare_digest(issued.encode(), given.encode("utf-8", "surrogatepass"))
