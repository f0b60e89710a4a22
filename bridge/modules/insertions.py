"""Text put around pieces of a source, where several pieces may begin or end at one place.

It is collected first: what belongs first at one place is known only when everything is.
"""

from __future__ import annotations

from enum import IntEnum

from bridge.modules.syntax import Edits


class Rank(IntEnum):
    """Of what is put around the same piece: which stands further out. It comes first, and is closed last."""

    BODY = 0
    BRACE = 1
    ENTRY = 2
    STATEMENT = 3
    VALUE = 4
    PROMISE = 5


class Insertions:
    """What is to be put into `edits`: openers before pieces, closers behind them."""

    def __init__(self, edits: Edits) -> None:
        self.raw = edits.raw
        self._edits = edits
        self._openers: list[tuple[int, int, int, str]] = []
        self._closers: list[tuple[int, int, int, str]] = []

    def open(self, start: int, end: int, rank: Rank, text: str) -> None:
        """Put `text` before the piece from byte `start` to `end`, and inside of what reaches further."""
        self._openers.append((start, -end, rank, text))

    def close(self, end: int, start: int, rank: Rank, text: str) -> None:
        """Put `text` behind the piece that ends there."""
        self._closers.append((end, -start, -rank, text))

    def apply(self) -> None:
        """Hand everything to the edits."""
        for entries, opens in ((self._closers, False), (self._openers, True)):
            texts = dict[int, str]()
            for place, _, _, text in sorted(entries, key=lambda entry: entry[:3]):
                texts[place] = texts.get(place, "") + text
            for place, text in texts.items():
                self._edits.insert(place, text, opens=opens)
