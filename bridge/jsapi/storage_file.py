"""A file in which storages outlive their programs: SQLite, one storage for each app id and account of the person.

Source of the partition: the platform's cache pages. What one run wrote is there for the next; runs at the same time
each see what was there when they began, and of a key that both set, the later value stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bridge.errors import UsageError

VERSION = 1
_KIND = 0x6D627374
"""SQLite's application id of such a file, so that another program's is not written into."""

_TABLE = """
CREATE TABLE IF NOT EXISTS storage (
    app_id TEXT NOT NULL,
    account TEXT NOT NULL,
    key BLOB NOT NULL,  -- UTF-8
    value BLOB NOT NULL,  -- JSON
    UNIQUE (app_id, account, key)
)
"""


class StorageFile:
    """The part of one program and one account. Every change is in the file before the program goes on.

    Raises `UsageError`, with the file's name, for a file that is none of ours or cannot be read or written.
    """

    def __init__(self, path: Path, app_id: str, account: str) -> None:
        self._path = path
        self._owner = (app_id, account)
        with self._telling():
            self._database = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
        try:
            with self._telling():
                self._open()
        except UsageError:
            self._database.close()
            raise

    def _open(self) -> None:
        run = self._database.execute
        (kind,), (version,) = run("PRAGMA application_id").fetchone(), run("PRAGMA user_version").fetchone()
        (tables,) = run("SELECT count(*) FROM sqlite_master").fetchone()
        if kind != _KIND and tables:
            raise sqlite3.DatabaseError("this is another program's database")
        if version > VERSION:
            raise sqlite3.DatabaseError("a newer minibridge has written it")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = NORMAL")  # loses nothing when the process ends, however it does
        run(_TABLE)
        run(f"PRAGMA application_id = {_KIND}")
        run(f"PRAGMA user_version = {VERSION}")

    def texts(self) -> dict[str, str]:
        """The JSON of every value by key, in the order in which keys were first set."""
        with self._telling():
            rows = self._database.execute(
                "SELECT key, value FROM storage WHERE app_id = ? AND account = ? ORDER BY rowid", self._owner
            ).fetchall()
        try:
            texts = {_text(key): _text(value) for key, value in rows}
            for text in texts.values():
                json.loads(text)
        except (ValueError, AttributeError) as error:
            raise UsageError(f"{self._path}: what is stored there is damaged: {error}; remove the file") from None
        return texts

    def set(self, key: str, text: str) -> None:
        """Keep a value's JSON."""
        with self._telling():
            self._database.execute(
                "INSERT INTO storage VALUES (?, ?, ?, ?)"
                " ON CONFLICT (app_id, account, key) DO UPDATE SET value = excluded.value",
                (*self._owner, _bytes(key), _bytes(text)),
            )

    def remove(self, key: str) -> None:
        """Forget a key."""
        with self._telling():
            where = "WHERE app_id = ? AND account = ? AND key = ?"
            self._database.execute(f"DELETE FROM storage {where}", (*self._owner, _bytes(key)))

    def clear(self) -> None:
        """Forget every key."""
        with self._telling():
            self._database.execute("DELETE FROM storage WHERE app_id = ? AND account = ?", self._owner)

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        self._database.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError, OSError) as error:  # a name that no file can have
            why = "another process has it" if "locked" in str(error) else str(error)
            advice = "name a file that --storage made, or one that is not there yet"
            raise UsageError(f"{self._path}: nothing can be stored there: {why}; {advice}") from None


def _bytes(text: str) -> bytes:
    """A text of JavaScript may hold half of a surrogate pair, which SQLite takes for no text."""
    return text.encode("utf-8", "surrogatepass")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")
