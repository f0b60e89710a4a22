"""The simulated wallet: its rules, its server, and what a test or a transcript wants to see of them."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bridge.errors import UsageError
from bridge.origins import Origins, UnmappedOrigin, origin_of
from bridge.wallet.accounts import Account
from bridge.wallet.authorizations import Authorizations
from bridge.wallet.failures import Failures
from bridge.wallet.lifecycle import StepError
from bridge.wallet.notifications import Notification
from bridge.wallet.payments import Payment, Payments
from bridge.wallet.person import Answer, Person
from bridge.wallet.records import PAGE_PATH, Authorization, Lifetimes, Token
from bridge.wallet.store import Store
from bridge.wallet.webhooks import Webhook, Webhooks

if TYPE_CHECKING:  # the server brings aiohttp, which most runs never need
    from ssl import SSLContext

    from bridge.wallet.clients import Signing
    from bridge.wallet.server import Server


class Wallet:
    """One wallet with one user, on one port; `async with` starts and closes it.

    `now` gives epoch milliseconds and rules every expiry. `seed` makes ids, codes and tokens: the same seed
    and the same requests give the same ones. `origins` says where notifications may really go. `on_request`
    is told the method, the path and the result code (of a page: the HTTP status, as text) of every request, and
    of every notification "notify", its URL and how it was delivered. `signing`: clients must sign what they send, and
    the wallet signs what it sends; without it nobody signs. `state`: a file that keeps all of it, for another wallet to
    go on with later, which needs another `seed`; raises `UsageError` if it cannot. `account`: what the person
    has, instead of `person.accounts`.
    `person`: whose wallet it is. With `answers_after` (seconds of the machine's clock) they answer every page that is
    consulted that much later, plus the delay of the answer, without anybody opening it; else pages wait for a browser,
    or for the program. `keeps_time`: `now` is the machine's clock, by which webhooks are sent when they are due; else
    `deliver` sends them.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float],
        seed: int | random.Random = 0,
        origins: Origins | None = None,
        lifetimes: Lifetimes | None = None,
        on_request: Callable[[str, str, str], None] | None = None,
        signing: Signing | None = None,
        state: Path | None = None,
        account: Account | None = None,
        person: Person | None = None,
        answers_after: float | None = None,
        keeps_time: bool = False,
    ) -> None:
        chance = seed if isinstance(seed, random.Random) else random.Random(seed)
        self._has_file = state is not None
        self._store = Store(state)
        self.rules = Authorizations(now=now, chance=chance, lifetimes=lifetimes, store=self._store)
        self.person = person or Person()
        if account is not None:
            self.person.accounts = (account,)
        self._answers_after = answers_after
        self._answering: set[asyncio.Task[None]] = set()
        self._delivering: asyncio.Task[None] | None = None
        self.origins = origins or Origins()
        self._due = asyncio.Event()
        self._webhooks = Webhooks(
            now=now, store=self._store, origins=self.origins, signing=signing, report=self._told, queued=self._due.set
        )
        self._payments = Payments(
            self.rules,
            now=now,
            chance=chance,
            store=self._store,
            accounts=self.person.accounts,
            on_payment=self._webhooks.paid,
        )
        self._failures = Failures()
        self.notifications: list[Notification] = []
        self.on_request = on_request
        self.signing = signing
        self._keeps_time = keeps_time
        self._decided: dict[str, asyncio.Event] = {}
        self._server: Server | None = None

    async def __aenter__(self) -> Wallet:
        await self.start()
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.close()

    async def start(self, host: str = "127.0.0.1", port: int = 0, tls: SSLContext | None = None) -> str:
        """Listen, on a free port unless told, by HTTPS with `tls`, and return `url`.

        Raises `UsageError` if that cannot be.
        """
        from bridge.wallet.server import Server

        if self._server:
            raise UsageError(f"the wallet already listens on {self.url}")
        server = Server(
            self.rules,
            self._payments,
            failures=self._failures,
            webhooks=self._webhooks,
            on_consult=self._ask,
            on_decision=self._settle,
            on_request=self._report,
            signing=self.signing,
        )
        await server.start(host, port, tls)
        self._server = server
        if self._keeps_time:
            self._delivering = asyncio.ensure_future(self._deliver_when_due())
        return self.url

    async def close(self) -> None:
        """Stop listening, and let go of the file of `state`. What happened stays readable."""
        tasks = [*self._answering, *([self._delivering] if self._delivering else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._delivering = None
        if self._server:
            await self._server.close()
            self._server = None
        if self._has_file:
            self._store.close()

    @property
    def url(self) -> str:
        """Where it listens, `http://127.0.0.1:PORT`. Raises `UsageError` before `start`."""
        if self._server is None:
            raise UsageError("the wallet is not started")
        return self._server.url

    @property
    def authorizations(self) -> list[Authorization]:
        """Every authorization ever consulted, oldest first."""
        return list(self.rules)

    @property
    def tokens(self) -> list[Token]:
        """Every pair of tokens issued, oldest first."""
        return list(self.rules.tokens)

    @property
    def payments(self) -> list[Payment]:
        """Every charge that was tried, oldest first."""
        return list(self._payments)

    @property
    def webhooks(self) -> list[Webhook]:
        """Everything merchants were told, or are to be told, oldest first; `notifications` has each attempt."""
        return list(self._webhooks)

    @property
    def balance(self) -> int:
        """What is left in the person's first account, in minor units of whichever currency."""
        return self._payments.balance

    @property
    def balances(self) -> dict[str, int]:
        """What is left in each account, by its login id."""
        return {account.login_id: self._payments.left_in(account) for account in self._payments.accounts}

    @property
    def secrets(self) -> list[str]:
        """Every access token and refresh token issued so far: what a transcript must mask."""
        return [text for token in self.rules.tokens for text in (token.access_token, token.refresh_token)]

    def fail_next(self, operation: str, code: str) -> None:
        """Have the next request of `operation`, such as "applyToken", end with `code` and change nothing.

        Several come in order. A request refused for its signature is not one of them. Raises `UsageError` for an
        operation or a code that there is not.
        """
        from bridge.wallet.openapi import OPERATIONS

        self._failures.add(operation, code, OPERATIONS)

    def expire(self, token: str) -> None:
        """Let an access token or a refresh token expire now, before its time.

        Raises `UsageError` for one that there is not, or that is used, replaced or cancelled already.
        """
        self.rules.expire(token)

    def user_cancels(self, contract: Authorization) -> None:
        """The person ends an agreement in the wallet: its tokens are cancelled, a code not used yet is worth nothing.

        Raises `UsageError` for one that nothing can be charged by any more.
        """
        for token in self.rules.end(contract):
            self._webhooks.token_cancelled(token, "The user cancelled it.")

    def owns(self, url: str) -> bool:
        """Whether `url` is an authorization URL of this wallet: ours by address, by map, or as handed out."""
        try:
            return urlsplit(url.strip()).path == PAGE_PATH and self._is_ours(url)
        except ValueError:
            return False

    def local_url(self, url: str) -> str:
        """Where an authorization URL of ours is really opened, whatever name it was handed out under."""
        query = urlsplit(url.strip()).query
        return f"{self.url}{PAGE_PATH}?{query}"

    async def deliver(self) -> None:
        """Send the webhooks that are due: what happened since, and again what was not acknowledged."""
        await self._webhooks.deliver()

    async def answered(self) -> None:
        """Wait until `person` has answered every page consulted so far, see `answers_after`."""
        await asyncio.gather(*self._answering)

    async def decision(self, auth_id: str) -> Authorization:
        """Wait until a person agreed or cancelled and the merchant was notified; then the authorization.

        Waits for ever if nobody answers: give it a limit. Raises `UsageError` for an unknown `auth_id`.
        """
        authorization = self.rules.find(auth_id)
        if authorization is None:
            raise UsageError(f"the wallet has no authorization {auth_id!r}")
        await self._decision_of(auth_id).wait()
        return authorization

    def _is_ours(self, url: str) -> bool:
        if self._server is None:
            return False
        if origin_of(url) in {self.url, *self._server.origins_given}:
            return True
        try:
            return origin_of(self.origins.resolve(url)) == self.url
        except UnmappedOrigin:
            return False

    def _decision_of(self, auth_id: str) -> asyncio.Event:
        return self._decided.setdefault(auth_id, asyncio.Event())

    def _ask(self, authorization: Authorization) -> None:
        if self._answers_after is not None:
            task = asyncio.ensure_future(self._answer(authorization, self._answers_after))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _answer(self, authorization: Authorization, seconds: float) -> None:
        """The person decides, unless the page was answered, or lapsed, meanwhile."""
        await asyncio.sleep(seconds)
        act = self.person.next_act()
        await asyncio.sleep(act.after / 1000)
        try:
            self.rules.show(authorization)
            if act.answer.agrees:
                self.rules.agree(authorization, self.person.accounts[act.account or 0].login_id)
            elif act.answer is Answer.CANCEL:
                self.rules.cancel(authorization)
            else:
                return  # it breaks before anything is recorded
        except StepError:
            return
        await self._settle(authorization)

    async def _settle(self, authorization: Authorization) -> None:
        if authorization.code:
            await self._webhooks.code_created(authorization)
        self._decision_of(authorization.auth_id).set()

    def _told(self, notification: Notification) -> None:
        self.notifications.append(notification)
        self._report("notify", notification.url, notification.delivery.name)

    async def _deliver_when_due(self) -> None:
        while True:
            self._due.clear()
            await self.deliver()
            due = self._webhooks.next_due
            wait = None if due is None else max(due - self.rules.now(), 0) / 1000
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._due.wait(), wait)

    def _report(self, method: str, path: str, code: str) -> None:
        if self.on_request:
            self.on_request(method, path, code)
