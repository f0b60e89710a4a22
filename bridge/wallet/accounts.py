"""What a person has in the wallet, and how merchants get to see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bridge.errors import UsageError

LOGIN_ID = "13812345678"


@dataclass
class Account:
    """What can be spent, in minor units of whichever currency, and `login_id`, the phone number or e-mail it goes by.

    `limit` is for one payment, `day_limit` for all of the last 24 hours [inferred: only its result code is documented].
    """

    balance: int = 10_000_000
    limit: int = 5_000_000
    login_id: str = LOGIN_ID
    day_limit: int | None = None

    @property
    def label(self) -> str:
        """Its login id, masked."""
        return masked(self.login_id)


def masked(login_id: str) -> str:
    """A login id as merchants see it: `138****5678`; of a short one, the beginning alone."""
    if len(login_id) < 9:
        return f"{login_id[:1]}****"
    return f"{login_id[:3]}****{login_id[-4:]}"


def checked(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """`accounts`, if there is one at least and no two share a login id. Raises `UsageError`."""
    known = tuple(accounts)
    if not known:
        raise UsageError("a person needs at least one account")
    if len({account.login_id for account in known}) < len(known) or not all(account.login_id for account in known):
        raise UsageError("each account needs a login id of its own")
    return known
