"""The simulated wallet of an agreement payment: OpenAPI, authorization page, and the person.

Importing this brings neither aiohttp nor pydantic; `Wallet.start` and `visit` do.
"""

from __future__ import annotations

from bridge.wallet.lifecycle import State
from bridge.wallet.notifications import Delivery, Notification
from bridge.wallet.person import Answer, Person
from bridge.wallet.records import Authorization, Credential, Lifetimes, Token
from bridge.wallet.visit import Outcome, Visit
from bridge.wallet.wallet import Wallet

__all__ = [
    "Answer",
    "Authorization",
    "Credential",
    "Delivery",
    "Lifetimes",
    "Notification",
    "Outcome",
    "Person",
    "State",
    "Token",
    "Visit",
    "Wallet",
]
