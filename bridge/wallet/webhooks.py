"""Webhooks: what merchants are told of, and how often until they acknowledge it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bridge.origins import Origins
from bridge.wallet.notifications import Delivery, Notification, send
from bridge.wallet.records import MINUTE, Authorization, Token
from bridge.wallet.store import Store

if TYPE_CHECKING:
    from bridge.wallet.clients import Signing
    from bridge.wallet.models import Response
    from bridge.wallet.payments import Payment

INTERVALS = (2 * MINUTE, 10 * MINUTE, 10 * MINUTE, 60 * MINUTE, 120 * MINUTE, 360 * MINUTE, 900 * MINUTE)
"""Between one attempt and the next, in milliseconds (documented)."""


@dataclass
class Webhook:
    """One thing a merchant is told. `kind`: AUTHCODE_CREATED, TOKEN_CREATED, TOKEN_CANCELED or PAYMENT_RESULT.

    `about`: the authId. `body`: as it is sent, by its names on the wire. `due`: when it is sent next, in epoch
    milliseconds; None once it is acknowledged, or given up.
    """

    kind: str
    about: str
    client_id: str | None
    url: str
    body: str
    due: float | None
    attempts: list[Notification] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        """Whether the merchant answered as documented."""
        return bool(self.attempts) and self.attempts[-1].delivery is Delivery.DELIVERED


class Webhooks:
    """Every webhook of one wallet, oldest first, kept in `store`.

    `now` gives epoch milliseconds; `report` is told of each attempt, `queued` that something is due, now or later.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        store: Store,
        origins: Origins,
        signing: Signing | None,
        report: Callable[[Notification], None],
        queued: Callable[[], None],
    ) -> None:
        self._now = now
        self._origins = origins
        self._signing = signing
        self._report = report
        self._queued = queued
        self._store = store
        self._all = list(store.webhooks())

    def __iter__(self) -> Iterator[Webhook]:
        return iter(self._all)

    @property
    def next_due(self) -> float | None:
        """When the next attempt is due."""
        return min((webhook.due for webhook in self._all if webhook.due is not None), default=None)

    async def code_created(self, authorization: Authorization) -> None:
        """The person agreed: told at once, as the answer to the phone may get lost."""
        assert authorization.code is not None, "only what was agreed to is told"
        code, state = authorization.code.value, authorization.request.auth_state
        webhook = self._authorization(authorization, "AUTHCODE_CREATED", auth_code=code, auth_state=state)
        if webhook is not None:
            await self._attempt(self._all.index(webhook), webhook)

    def token_created(self, token: Token) -> None:
        """A code was exchanged."""
        state, access = token.authorization.request.auth_state, token.access_token
        self._authorization(token.authorization, "TOKEN_CREATED", auth_state=state, access_token=access)

    def token_cancelled(self, token: Token, reason: str) -> None:
        """An access token is worth nothing any more; `reason` says who ended it."""
        self._authorization(token.authorization, "TOKEN_CANCELED", access_token=token.access_token, reason=reason)

    def paid(self, payment: Payment) -> None:
        """A payment was made, or failed for good."""
        from bridge.wallet.openapi import payment_notification

        url = payment.request.payment_notify_url
        if url is not None:
            self._add("PAYMENT_RESULT", payment.auth_id, payment.client_id, url, payment_notification(payment))

    async def deliver(self) -> None:
        """Send whatever is due by now, one after another. Never raises for what a merchant's server does."""
        for number, webhook in enumerate(list(self._all)):
            if webhook.due is not None and webhook.due <= self._now():
                await self._attempt(number, webhook)

    def _authorization(self, authorization: Authorization, kind: Any, **more: Any) -> Webhook | None:
        from bridge.wallet.authorizations import login_id_of
        from bridge.wallet.calls import success
        from bridge.wallet.models import AuthorizationNotification

        request = authorization.request
        if request.auth_notify_url is None:
            return None
        body = AuthorizationNotification(
            authorization_notify_type=kind,
            auth_client_id=request.auth_client_id,
            user_login_id=login_id_of(authorization),
            pass_through_info=request.pass_through_info,
            result=success(),
            **more,
        )
        return self._add(kind, authorization.auth_id, authorization.client_id, request.auth_notify_url, body)

    def _add(self, kind: str, about: str, client_id: str | None, url: str, body: Response) -> Webhook:
        text = body.model_dump_json(by_alias=True, exclude_none=True)
        webhook = Webhook(kind, about, client_id, url, text, self._now())
        self._keep(len(self._all), webhook)
        self._all.append(webhook)
        self._queued()
        return webhook

    def _keep(self, number: int, webhook: Webhook) -> None:
        with self._store.changing():
            self._store.save_webhook(number, webhook)

    async def _attempt(self, number: int, webhook: Webhook) -> None:
        webhook.due = None  # nobody else sends it meanwhile; a process that ends now sends it again
        attempt = await send(webhook, self._origins, self._now(), self._signing)
        webhook.attempts.append(attempt)
        # What is not mapped would not be mapped later, either.
        again = attempt.delivery in (Delivery.REFUSED, Delivery.UNREACHABLE) and len(webhook.attempts) <= len(INTERVALS)
        if again:
            webhook.due = self._now() + INTERVALS[len(webhook.attempts) - 1]
            self._queued()
        self._keep(number, webhook)
        self._report(attempt)
