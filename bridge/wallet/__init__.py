"""The simulated wallet of an agreement payment: OpenAPI, authorization page, and the person.

Importing this brings the person alone; the rest is loaded when it is asked for, aiohttp when the wallet starts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bridge.wallet.accounts import Account
from bridge.wallet.person import Answer, Person

if TYPE_CHECKING:
    from bridge.wallet.lifecycle import State
    from bridge.wallet.notifications import Delivery, Notification
    from bridge.wallet.records import Authorization, Credential, Lifetimes, Token
    from bridge.wallet.visit import Outcome, Visit
    from bridge.wallet.wallet import Wallet
    from bridge.wallet.webhooks import Webhook

_HOMES = {
    "Authorization": "records",
    "Credential": "records",
    "Delivery": "notifications",
    "Lifetimes": "records",
    "Notification": "notifications",
    "Outcome": "visit",
    "State": "lifecycle",
    "Token": "records",
    "Visit": "visit",
    "Wallet": "wallet",
    "Webhook": "webhooks",
}

__all__ = [
    "Account",
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
    "Webhook",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'bridge.wallet' has no attribute {name!r}")
    return getattr(import_module(f"bridge.wallet.{_HOMES[name]}"), name)
