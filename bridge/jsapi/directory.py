"""Every name of `my`: what the platform documents of it, beside what answers it here."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bridge.jsapi.index import Documented, checked, documented
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.inside_receipts import receipt_inside
from bridge.jsapi.inside_summaries import SUMMARIES
from bridge.jsapi.profile import HOSTS, Since
from bridge.jsapi.receipts import Receipt
from bridge.jsapi.registry import BUILTIN, JSAPI

UNLISTED = "unlisted"
"""The group of what the platform does not document."""

_UNLISTED = Documented("", UNLISTED, tuple(HOSTS), "back")


@dataclass(frozen=True)
class Entry:
    """One name. `receipt` is None for a name that nothing answers here; `api` is None for what the engine answers."""

    name: str
    page: Documented
    receipt: Receipt | None
    api: JSAPI | None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The wallet apps in which it is documented."""
        return tuple(host for host in self.page.hosts if self._since.only in (None, host))

    @property
    def appx(self) -> str | None:
        """The first version of Appx that has it, where that is known."""
        return self._since.appx if self._since.appx != "0" else None

    @property
    def since(self) -> str | None:
        """The first versions that have it, where that is known: `Appx 1.24.6, alipay-cn 10.2.38`."""
        return self._since.words or None

    @property
    def newer(self) -> dict[str, str]:
        """The same of what came to it later, by `params.format`."""
        return {part: since.words for part, since in self.page.newer.items()}

    @property
    def _since(self) -> Since:
        return self.page.since if self.page.group != UNLISTED or self.api is None else self.api.since

    @property
    def told(self) -> dict[str, Any]:
        """As JSON has it."""
        receipt = self.receipt
        return {
            "name": self.name,
            "group": self.page.group,
            "kind": receipt.kind if receipt else None,
            "standing": receipt.standing if receipt else None,
            "hosts": list(self.hosts),
            "since": self.since,
        }

    @property
    def summary(self) -> str:
        """What its handler says of itself, or what is said of a name that the engine answers."""
        return (inspect.getdoc(self.api.handler) if self.api else SUMMARIES.get(self.name)) or ""


def entries() -> list[Entry]:
    """All names, by group and name. Loads every domain."""
    names = {*documented(), *INSIDE, *(api.name for api in BUILTIN if not api.internal)}
    found = map(entry, names)
    return sorted(found, key=lambda entry: (entry.page.group, entry.name.lower()))


def entry(name: str) -> Entry:
    """The entry of one name, also of one that nobody knows."""
    api = BUILTIN.get(name)
    page = documented().get(name, _UNLISTED)
    return Entry(name, page, api.receipt if api else receipt_inside(name), api)


def counts(names: list[Entry]) -> Iterator[tuple[str, int]]:
    """How many of them are documented, observed and inferred."""
    for standing in ("documented", "observed", "inferred"):
        yield standing, sum(entry.receipt is not None and entry.receipt.standing == standing for entry in names)


def summary() -> str:
    """The table of README.md: how many names of each group are of which kind, and how sure that is."""
    names = entries()
    rows = ["| group | names | simulated | device | outside | documented |", "|---|--:|--:|--:|--:|--:|"]
    rows += [_row(group, [entry for entry in names if entry.page.group == group]) for group in _groups(names)]
    rows.append(_row("**all**", names))
    sure = ", ".join(f"{count} {standing}" for standing, count in counts(names))
    dated = sum(entry.since is not None for entry in names)
    told = f"{sure}. Checked {checked()} against the platform's typings. Pages tell the first version of {dated}."
    return "\n".join([*rows, "", told])


def _groups(names: list[Entry]) -> list[str]:
    return list(dict.fromkeys(entry.page.group for entry in names))


def _row(title: str, names: list[Entry]) -> str:
    kinds = Counter(entry.receipt.kind for entry in names if entry.receipt)
    sure = dict(counts(names))["documented"]
    cells = [len(names), *(kinds[kind] for kind in ("simulated", "device", "outside")), sure]
    return f"| {title} | {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    print(summary())
