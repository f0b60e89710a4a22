"""What the wallet remembers, in SQLite: in memory, or in a file that outlives the process, however that ends."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bridge.errors import UsageError
from bridge.wallet.lifecycle import State
from bridge.wallet.records import Authorization, Credential, Token

if TYPE_CHECKING:
    from bridge.wallet.models import AuthorizationRequest, Message
    from bridge.wallet.payment_models import Charge
    from bridge.wallet.payments import Payment, Refund
    from bridge.wallet.webhooks import Webhook

# By number: what has been released is never changed, only added to.
MIGRATIONS = (
    """
    CREATE TABLE authorizations (
        auth_id TEXT PRIMARY KEY,
        client_id TEXT,
        request TEXT NOT NULL,  -- JSON, as the merchant's consult was understood
        state TEXT NOT NULL,
        expires_at REAL NOT NULL,
        code TEXT UNIQUE,
        code_state TEXT,
        code_expires_at REAL
    );
    CREATE TABLE tokens (
        access_token TEXT PRIMARY KEY,
        access_state TEXT NOT NULL,
        access_expires_at REAL NOT NULL,
        refresh_token TEXT NOT NULL UNIQUE,
        refresh_state TEXT NOT NULL,
        refresh_expires_at REAL NOT NULL,
        auth_id TEXT NOT NULL REFERENCES authorizations
    );
    """,
    """
    CREATE TABLE payments (
        payment_id TEXT PRIMARY KEY,
        client_id TEXT,
        auth_id TEXT NOT NULL REFERENCES authorizations,
        request TEXT NOT NULL,
        status TEXT NOT NULL,
        code TEXT NOT NULL,
        created_at REAL NOT NULL,
        cancelled_at REAL
    );
    CREATE TABLE refunds (
        refund_id TEXT PRIMARY KEY,
        payment_id TEXT NOT NULL REFERENCES payments,
        request TEXT NOT NULL,
        time REAL NOT NULL
    );
    """,
    """
    CREATE TABLE webhooks (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        about TEXT NOT NULL REFERENCES authorizations,
        client_id TEXT,
        url TEXT NOT NULL,
        body TEXT NOT NULL,
        due REAL,  -- null once it is acknowledged, or given up
        attempts TEXT NOT NULL  -- JSON: a list of pairs, how it went and the detail
    );
    """,
    "ALTER TABLE authorizations ADD COLUMN account TEXT",
)


class Store:
    """One process has it at a time. Without `path` it is in memory.

    What was saved in a `with store.changing():` is there afterwards, or nothing of it is. Raises `UsageError` for a
    file that is none of ours, or that another process has.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._is_broken = False
        try:
            self._database = sqlite3.connect(
                path or ":memory:", isolation_level=None, timeout=0.1, check_same_thread=False
            )
            self._open()
        except (sqlite3.Error, ValueError) as error:  # a name that no file can have
            why = "another process has it" if "locked" in str(error) else str(error)
            raise UsageError(f"{path}: the wallet's state cannot be kept there: {why}") from None

    def _open(self) -> None:
        run = self._database.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")  # loses nothing when the process ends, however it does
        run("PRAGMA foreign_keys = ON")
        with self.changing():
            (version,) = run("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                raise sqlite3.DatabaseError("a newer minibridge has written it")
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                for statement in script.split(";"):
                    run(statement)
                run(f"PRAGMA user_version = {number}")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All that is saved inside, or nothing.

        Raises `sqlite3.Error` if it cannot be kept, and from then on: what is in memory has happened nowhere else.
        """
        if self._is_broken:
            raise sqlite3.OperationalError("an earlier change could not be kept")
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except sqlite3.Error:
            self._is_broken = True
            raise
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

    def save(self, authorization: Authorization) -> None:
        """Remember an authorization and its code as they stand."""
        code = authorization.code
        self._database.execute(
            "INSERT INTO authorizations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (auth_id) DO UPDATE SET"
            " state = excluded.state, expires_at = excluded.expires_at, code = excluded.code,"
            " code_state = excluded.code_state, code_expires_at = excluded.code_expires_at, account = excluded.account",
            (
                authorization.auth_id,
                authorization.client_id,
                _json(authorization.request),
                authorization.state.name,
                authorization.expires_at,
                *((code.value, code.state.name, code.expires_at) if code is not None else (None, None, None)),
                authorization.account,
            ),
        )

    def save_token(self, token: Token) -> None:
        """Remember a pair of tokens as they stand."""
        access, refresh = token.access, token.refresh
        self._database.execute(
            "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (access_token) DO UPDATE SET"
            " access_state = excluded.access_state, access_expires_at = excluded.access_expires_at,"
            " refresh_state = excluded.refresh_state, refresh_expires_at = excluded.refresh_expires_at",
            (
                *(access.value, access.state.name, access.expires_at),
                *(refresh.value, refresh.state.name, refresh.expires_at),
                token.authorization.auth_id,
            ),
        )

    def authorizations(self) -> Iterator[Authorization]:
        """All that are remembered, oldest first."""
        for row in self._database.execute("SELECT * FROM authorizations ORDER BY rowid"):
            auth_id, client_id, request, state, expires_at, code, code_state, code_expires_at, account = row
            asked = _asked(request)
            credential = Credential(State[code_state], code_expires_at, code) if code is not None else None
            yield Authorization(State[state], expires_at, auth_id, asked, client_id, credential, account)

    def tokens(self, authorizations: dict[str, Authorization]) -> Iterator[Token]:
        """All pairs of tokens of `authorizations`, by authId; oldest first."""
        for row in self._database.execute("SELECT * FROM tokens ORDER BY rowid"):
            access, access_state, access_expires_at, refresh, refresh_state, refresh_expires_at, auth_id = row
            yield Token(
                authorizations[auth_id],
                Credential(State[access_state], access_expires_at, access),
                Credential(State[refresh_state], refresh_expires_at, refresh),
            )

    def save_payment(self, payment: Payment) -> None:
        """Remember a payment as it stands, without its refunds."""
        self._database.execute(
            "INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (payment_id) DO UPDATE SET"
            " status = excluded.status, cancelled_at = excluded.cancelled_at",
            (
                *(payment.payment_id, payment.client_id, payment.auth_id, _json(payment.request)),
                *(payment.status.value, payment.code, payment.created_at, payment.cancelled_at),
            ),
        )

    def save_refund(self, payment: Payment, refund: Refund) -> None:
        """Remember a refund of `payment`."""
        row = (refund.refund_id, payment.payment_id, _json(refund.request), refund.time)
        self._database.execute("INSERT INTO refunds VALUES (?, ?, ?, ?)", row)

    def payments(self) -> Iterator[Payment]:
        """All that are remembered, with their refunds; oldest first."""
        from bridge.wallet.payment_models import RefundRequest
        from bridge.wallet.payments import Payment, Refund, Status

        refunds: dict[str, list[Refund]] = {}
        for refund_id, payment_id, request, time in self._database.execute("SELECT * FROM refunds ORDER BY rowid"):
            refund = Refund(refund_id, RefundRequest.model_validate_json(request), time)
            refunds.setdefault(payment_id, []).append(refund)
        for row in self._database.execute("SELECT * FROM payments ORDER BY rowid"):
            payment_id, client_id, auth_id, request, status, code, created_at, cancelled_at = row
            asked, back = _charged(request), refunds.get(payment_id, [])
            yield Payment(payment_id, client_id, auth_id, asked, Status(status), code, created_at, cancelled_at, back)

    def save_webhook(self, number: int, webhook: Webhook) -> None:
        """Remember a webhook as it stands; `number` is its place among all, from 0."""
        attempts = json.dumps([(attempt.delivery.value, attempt.detail) for attempt in webhook.attempts])
        self._database.execute(
            "INSERT INTO webhooks VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            " due = excluded.due, attempts = excluded.attempts",
            (
                *(number, webhook.kind, webhook.about, webhook.client_id),
                *(webhook.url, webhook.body, webhook.due, attempts),
            ),
        )

    def webhooks(self) -> Iterator[Webhook]:
        """All that are remembered, oldest first."""
        from bridge.wallet.notifications import Delivery, Notification
        from bridge.wallet.webhooks import Webhook

        for row in self._database.execute("SELECT * FROM webhooks ORDER BY number"):
            _, kind, about, client_id, url, body, due, attempts = row
            made = [
                Notification(about, url, json.loads(body), Delivery(delivery), detail)
                for delivery, detail in json.loads(attempts)
            ]
            yield Webhook(kind, about, client_id, url, body, due, made)

    def close(self) -> None:
        """Let go of the file. Safe to call twice; one in memory needs no closing."""
        self._database.close()

    def __del__(self) -> None:
        if "_database" in self.__dict__:
            self._database.close()


def _asked(text: str) -> AuthorizationRequest:
    from bridge.wallet.models import ConsultRequest
    from bridge.wallet.platform_models import PreparedRequest

    # Only those have the field, and always: what consults say beside their own fields is not kept.
    model = PreparedRequest if "preparedAs" in json.loads(text) else ConsultRequest
    return model.model_validate_json(text)


def _charged(text: str) -> Charge:
    from bridge.wallet.payment_models import PayRequest
    from bridge.wallet.platform_payment_models import PayV2Charge, PlatformPayRequest

    fields = json.loads(text)  # as it was written from a model, so with no others' fields
    model = PayV2Charge if "version" in fields else PlatformPayRequest if "partnerId" in fields else PayRequest
    return model.model_validate_json(text)


def _json(request: Message) -> str:
    return request.model_dump_json(by_alias=True, exclude_none=True)
