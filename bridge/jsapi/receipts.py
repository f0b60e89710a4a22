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


def receipt_for(name: str, kind: Kind, standing: Standing | None, inferred: str) -> Receipt:
    """The receipt of `my.<name>`. Without a `standing` it is documented if index.json has a page and a type for it."""
    known = documented().get(name)
    address = known.see if known else None
    is_documented = known is not None and known.typings and address is not None
    return Receipt(kind, standing or ("documented" if is_documented else "inferred"), address, inferred)
