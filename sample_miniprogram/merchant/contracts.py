"""The contracts of the bakery: one for every time a person is asked to authorize."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from problems import Problem
from records import CONTRACT, Records
from wallet_client import Token


class Status(str, Enum):
    """What the merchant knows about a contract."""

    PENDING = "pending"  # the person was asked; nothing came back so far
    SIGNED = "signed"  # there is a token
    FAILED = "failed"  # a code came back, and the wallet did not take it
    CANCELLED = "cancelled"  # it was signed once, and is no more


@dataclass
class Contract:
    """One request for an authorization, and what became of it.

    `contract_id` is what the program knows it by. `auth_state` is told to the wallet alone, so whoever brings
    it back comes from the wallet. Who asks the wallet about a contract holds `exchange`, or `charging`.
    """

    contract_id: str = field(default_factory=lambda: secrets.token_hex(16))
    auth_state: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    status: Status = Status.PENDING
    auth_code: str | None = field(default=None, repr=False)
    completed: bool = False  # by the program: its answer counts once
    token: Token | None = None
    exchange: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    charging: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    def __str__(self) -> str:
        return f"contract {self.contract_id[:8]}"

    @property
    def account(self) -> str | None:
        """The person's wallet, masked: `138****5678`."""
        return self.token.user_login_id if self.token else None

    def check_state(self, auth_state: str) -> None:
        """Raises `Problem` 403 unless `auth_state` is the one issued for this contract."""
        if not _same(self.auth_state, auth_state):
            raise forged_state()


class Contracts:
    """Every contract of this merchant: in memory, and in the records as soon as it changes."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._by_id = {contract.contract_id: contract for contract in _read(records)}

    def save(self, contract: Contract) -> None:
        """Remember a contract as it stands."""
        token = contract.token or Token("", None, None, None)
        texts = (contract.contract_id, contract.auth_state, contract.status.value, contract.auth_code)
        credentials = (token.access_token, token.expires_at, token.refresh_token, token.user_login_id)
        self._records.put(CONTRACT, (*texts, int(contract.completed), *credentials))
        self._by_id[contract.contract_id] = contract

    def by_id(self, contract_id: str) -> Contract:
        """The contract the program calls `contract_id`. Raises `Problem` 404."""
        try:
            return self._by_id[contract_id]
        except KeyError:
            raise Problem(404, "UNKNOWN_CONTRACT", "There is no such contract.") from None

    def known(self, contract_ids: list[str]) -> list[Contract]:
        """Those of `contract_ids` that there are, in their order."""
        return [self._by_id[contract_id] for contract_id in contract_ids if contract_id in self._by_id]

    def by_state(self, auth_state: str) -> Contract:
        """The contract that `auth_state` was issued for. Raises `Problem` 403."""
        for contract in self._by_id.values():
            if _same(contract.auth_state, auth_state):
                return contract
        raise forged_state()

    def by_token(self, access_token: str) -> Contract | None:
        """The contract that this token belongs to by now."""
        for contract in self._by_id.values():
            if contract.token and _same(contract.token.access_token, access_token):
                return contract
        return None


def _read(records: Records) -> Iterator[Contract]:
    for contract_id, auth_state, status, auth_code, completed, access, expires_at, refresh, account in records.rows(
        CONTRACT
    ):
        token = Token(access, expires_at, refresh, account) if access else None
        yield Contract(contract_id, auth_state, Status(status), auth_code, bool(completed), token)


def forged_state() -> Problem:
    """The answer to an authState that was never issued, or was issued for something else."""
    return Problem(403, "FORGED_STATE", "This authState was not issued for this contract.")


def _same(issued: str, given: str) -> bool:
    # Constant time: how long a wrong guess takes must not tell how much of it is right.
    return hmac.compare_digest(issued.encode(), given.encode("utf-8", "surrogatepass"))
