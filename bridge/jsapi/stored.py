"""The storage of one program, as `my.setStorage` fills it and as Python sees it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

LONGEST = 200 * 1024
"""UTF-16 units of one value's JSON (documented as characters)."""

LIMIT = 10 * 1024 * 1024
"""UTF-16 units of all keys and values together."""

Change = dict[str, Any]


class Keeper(Protocol):
    """Where values are when the program has ended (`bridge.jsapi.storage_file`). Texts are JSON."""

    def texts(self) -> dict[str, str]:
        """What is there, by key."""

    def set(self, key: str, text: str) -> None:
        """Keep a value."""

    def remove(self, key: str) -> None:
        """Forget a key."""

    def clear(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Nothing more will be kept. Safe to call twice."""


class Storage:
    """Values by key, in the order in which keys were first set; a value is what its JSON says.

    With a `keeper` they outlive the program; `items` are then for keys that it does not have.

    The guest has a copy, for the functions that answer at once. What changes here is told to `on_change`; what the
    guest changed arrives by `apply`. `seen` counts those, so that the guest can tell which of two changes came last.
    """

    def __init__(self, items: Mapping[str, Any] | None = None, keeper: Keeper | None = None) -> None:
        """Raises as `set` does."""
        self._texts: dict[str, str] = keeper.texts() if keeper is not None else {}
        self._keeper = keeper
        self._size = sum(_cost(key, text) for key, text in self._texts.items())
        self._seen = 0
        self.on_change: Callable[[Change], None] = lambda change: None
        for key, value in (items or {}).items():
            if key not in self._texts:
                self.set(key, value)

    def get(self, key: str) -> Any:
        """The value of `key`; None if it is absent."""
        text = self._texts.get(key)
        return None if text is None else json.loads(text)

    def set(self, key: str, value: Any) -> None:
        """Raises `ValueError` for a value without JSON or beyond a limit, `TypeError` for one JSON does not know."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        if _length(text) > LONGEST:
            raise ValueError(f"the value of {key!r} is longer than {LONGEST} characters")
        before = self._texts.get(key)
        if self._size - _cost(key, before) + _cost(key, text) > LIMIT:
            raise ValueError(f"no room for {key!r}: all values together are limited to {LIMIT // 1024} KB")
        self._put(key, text)
        self._tell(set=[key, text])

    def remove(self, key: str) -> None:
        """Forget `key`, if it is there."""
        self._drop(key)
        self._tell(remove=key)

    def clear(self) -> None:
        """Forget everything."""
        self._drop_all()
        self._tell(clear=True)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Keys and values."""
        return ((key, json.loads(text)) for key, text in self._texts.items())

    def keys(self) -> list[str]:
        """The keys."""
        return list(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    @property
    def kilobytes(self) -> int:
        """How much is used, rounded up."""
        return -(-self._size // 1024)

    def apply(self, change: Change) -> None:
        """The guest wrote, within the limits."""
        self._seen += 1
        if "set" in change:
            self._put(*change["set"])
        elif "remove" in change:
            self._drop(change["remove"])
        else:
            self._drop_all()

    def whole(self) -> Change:
        """All there is, as one change."""
        return {"seen": self._seen, "all": [[key, text] for key, text in self._texts.items()]}

    def close(self) -> None:
        """Let go of what keeps the values."""
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None

    def _put(self, key: str, text: str) -> None:
        if self._keeper is not None:
            self._keeper.set(key, text)
        self._size += _cost(key, text) - _cost(key, self._texts.get(key))
        self._texts[key] = text

    def _drop(self, key: str) -> None:
        if self._keeper is not None:
            self._keeper.remove(key)
        self._size -= _cost(key, self._texts.pop(key, None))

    def _drop_all(self) -> None:
        if self._keeper is not None:
            self._keeper.clear()
        self._texts.clear()
        self._size = 0

    def _tell(self, **change: Any) -> None:
        self.on_change({"seen": self._seen, **change})


def _cost(key: str, text: str | None) -> int:
    return 0 if text is None else _length(key) + _length(text)


def _length(text: str) -> int:
    """As JavaScript counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
