"""What the platform documents of every name of `my`: a list that is kept beside, not made from, what answers here.

index.json is written from the platform's own typings by `python -m tests.surface --write`, which keeps what the typings
do not say (group, hosts, first versions, the names and addresses that they lack); `make test-real` tells when both have
drifted apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from bridge.jsapi.profile import Since

FILE = Path(__file__).with_name("index.json")


@dataclass(frozen=True)
class Documented:
    """A name of `my`, or of a namespace below it (`ap.nsf`), as the platform documents it.

    `calls`: "back" for an options object with success, fail and complete; "plainly" for another function; "never" for
    what is no function. `params`: by name, "required" or "optional". `choices`: the texts that
    a parameter may be. `result`: what success receives, `returns`: the
    members of what a plain function returns. `errors`: the codes. `see`: the page that documents it. `typings`: whether
    the platform's typings have it. `since`: the first versions that have it, as far as pages tell; `newer`: those of
    what came to it later, by `params.format`, `params.dataType.arraybuffer` or `result.city`.
    """

    name: str
    group: str
    hosts: tuple[str, ...]
    calls: Literal["back", "plainly", "never"]
    params: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    takes: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    errors: tuple[int | str, ...] = ()
    see: str | None = None
    deprecated: bool = False
    typings: bool = True
    since: Since = field(default_factory=Since)
    newer: Mapping[str, Since] = field(default_factory=dict)


@cache
def documented() -> Mapping[str, Documented]:
    """Everything that is documented, by name."""
    told = json.loads(FILE.read_text(encoding="utf-8"))["names"]
    return {name: _read(name, entry) for name, entry in told.items()}


def checked() -> str:
    """The day on which the list was last held against the typings, such as 2026-11-27."""
    return str(json.loads(FILE.read_text(encoding="utf-8"))["checked"])


def _read(name: str, entry: Mapping[str, Any]) -> Documented:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    fields["since"] = Since(**entry.get("since", {}))
    fields["newer"] = {part: Since(**since) for part, since in entry.get("newer", {}).items()}
    return Documented(name, **fields)
