"""How sure we are of what answers a call: where it is documented, and what of it we had to think up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bridge.jsapi.index import documented

Kind = Literal["simulated", "device", "outside"]
"""It really does it; or it tells of a phone that tests change; or it leaves the program, and is only noted."""

Standing = Literal["documented", "observed", "inferred"]
"""The platform has a page and a type for it; real programs were seen to rely on it; or we think so."""


@dataclass(frozen=True)
class Receipt:
    """What vouches for the answer of one API.

    `address` is the page that documents it. `inferred`: a sentence on the part of its behaviour that no page tells,
    empty if there is none.
    """

    kind: Kind
    standing: Standing
    address: str | None
    inferred: str

    @property
    def relied_on(self) -> str:
        """What somebody who calls it relies on without a page that says so; empty if there is nothing."""
        if self.inferred:
            return self.inferred
        return {"documented": "", "observed": "observed in programs", "inferred": "all of it"}[self.standing]


def receipt_for(name: str, kind: Kind, standing: Standing | None, inferred: str) -> Receipt:
    """The receipt of `my.<name>`. Without a `standing` it is documented if index.json has a page for it.

    What has a page has a type, too: in the platform's typings, or where they lack the name in those that we ship.
    """
    known = documented().get(name)
    address = known.see if known else None
    return Receipt(kind, standing or ("documented" if address else "inferred"), address, inferred)
