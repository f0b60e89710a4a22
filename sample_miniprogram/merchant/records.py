"""What the bakery must not forget: contracts with their tokens, and charges. In a file if one is given."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS contracts (
    contract_id TEXT PRIMARY KEY, auth_state TEXT NOT NULL UNIQUE, status TEXT NOT NULL, auth_code TEXT,
    completed INTEGER NOT NULL, access_token TEXT, expires_at REAL, refresh_token TEXT, account TEXT
);
CREATE TABLE IF NOT EXISTS charges (
    payment_request_id TEXT PRIMARY KEY, contract_id TEXT NOT NULL REFERENCES contracts, month TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0), currency TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL
);
"""
CONTRACT, CHARGE = "contracts", "charges"


class Records:
    """Rows of text and numbers, each kept when `put` returns; `contracts.py` and `charges.py` know what they mean."""

    def __init__(self, file: str = ":memory:") -> None:
        """Raises `sqlite3.Error` for a file that cannot be used."""
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA foreign_keys = ON")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.executescript(_TABLES)

    def put(self, table: str, row: Sequence[Any]) -> None:
        """Add a row, or change the one of the same key."""
        columns = self._columns(table)
        changes = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
        places = ", ".join("?" for _ in columns)
        self._database.execute(
            f"INSERT INTO {table} VALUES ({places}) ON CONFLICT ({columns[0]}) DO UPDATE SET {changes}", row
        )

    def rows(self, table: str) -> Iterable[Sequence[Any]]:
        """Every row, oldest first."""
        return self._database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        self._database.close()

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._database.execute(f"PRAGMA table_info({table})")]
