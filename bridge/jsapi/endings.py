"""How each JSAPI can end, as documented: what the outcome sweep forces, and what outcome coverage counts.

Codes and messages that a domain of `bridge.jsapi` defines are read from it. The rest is in `ending_tables`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from bridge.jsapi.catalogue import listings
from bridge.jsapi.dispatcher import failed
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.registry import BUILTIN
from bridge.runtime import Outcome

if TYPE_CHECKING:
    from bridge.jsapi.models import Failure
    from bridge.runtime import Call
    from bridge.wallet import Answer

SUCCESS = "success"
PENDING = "pending"
"""What `ending_of` calls a call that never ended: no ending, and in no table."""

Source = Literal["documented", "typings", "observed", "inferred"]
"""How sure it is: the platform's pages say so, its typings do, programs or wallets were seen to, or we think so."""


@dataclass(frozen=True)
class Ending:
    """One way in which a call can end.

    `name` is what people are shown: "success", "cancel", or the code. `result` is the object that the program receives
    in `fail`; of a success, the members that tell it from the API's other successes, as the rest depends on the call.
    `answer`, `declines`: what the person does to bring it about, on the wallet's page or in a dialog.
    `takes_effect`: the call does its work all the same, and only its answer is lost.
    """

    name: str
    arrives: Literal["success", "fail"] = "success"
    result: Mapping[str, Any] = field(default_factory=dict)
    source: Source = "documented"
    answer: Answer | None = None
    declines: bool = False
    takes_effect: bool = False

    @property
    def by_person(self) -> bool:
        """Whether it is the person's doing."""
        return self.answer is not None or self.declines

    def failure(self) -> JSAPIError:
        """What a handler raises to end so."""
        rest = dict(self.result)
        code = rest.pop("error")
        message = rest.pop("errorMessage", None) or rest.pop("errMessage", "")
        return JSAPIError(code, message, **rest)

    def matches(self, outcome: str | None, result: Mapping[str, Any]) -> bool:
        """Whether a call that arrived there with `result` ended so."""
        if outcome != self.arrives:
            return False
        if self.arrives == "fail":
            return str(result.get("error")) == self.name
        told = [result[name] == value for name, value in self.result.items() if name in result]
        return all(told) and (bool(told) or not self.result)


Table = Mapping[str, tuple[Ending, ...]]
"""By API, the endings of one domain."""


def fails(code: int, message: str, source: Source = "documented", **how: Any) -> Ending:
    """A failure in the usual shape. `how`: further fields of `Ending`, and `extra` members of the result."""
    extra = how.pop("extra", {})
    return Ending(str(int(code)), "fail", {"error": int(code), "errorMessage": message, **extra}, source, **how)


def endings_of(api: str, *, common: bool = False) -> tuple[Ending, ...]:
    """The endings of `my.<api>`, the usual one first; none for what takes no success and fail, or does not exist.

    `common`: an API of which no failure is documented gets the common one, 3, marked as inferred.
    """
    known = _known(api)
    if common and known and all(ending.arrives == "success" for ending in known):
        return (*known, _common_failure(api))
    return known


def ending_of(call: Call) -> str:
    """The name of the ending that `call` had: `PENDING` if none, the bare code if no table knows it."""
    if call.outcome is None:
        return PENDING
    result = call.result or {}
    # The usual success has no marks of its own, so that whatever else matches goes before it.
    for ending in sorted(_known(call.api), key=lambda ending: not ending.result):
        if ending.matches(call.outcome, result):
            return ending.name
    return SUCCESS if call.outcome == "success" else str(result.get("error"))


@cache
def _known(api: str) -> tuple[Ending, ...]:
    listing = next((listing for listing in listings() if listing.name == api and not listing.internal), None)
    if listing is None:
        return ()
    from bridge.jsapi.ending_tables import TABLES

    table = TABLES.get(listing.domain.rpartition(".")[2])
    return tuple(table().get(api, ())) if table and api in table() else (Ending(SUCCESS),)


def failure_named(api: str, code: int | str, failure: type[Failure] | None, message: str = "") -> Outcome:
    """How a call of `my.<api>` fails with `code`: as documented where that is told, else in the API's own shape.

    `failure` is that shape; `message` says it in other words. A text of digits is a number where codes are numbers.
    """
    documented = (ending for ending in endings_of(api) if ending.arrives == "fail" and ending.name == str(code))
    known = next(documented, None)
    if known is not None and not message:
        return Outcome(False, dict(known.result))
    is_number = failure is None and isinstance(code, str) and code.lstrip("-").isdigit()
    return failed(failure, int(code) if is_number else code, message or f"{api}: failed with {code}")


def _common_failure(api: str) -> Ending:
    known = BUILTIN.get(api)
    assert known is not None, "only what is registered has endings"
    result = failed(known.failure, CommonError.UNKNOWN, f"{api}: unknown error").result
    return Ending(str(CommonError.UNKNOWN.value), "fail", result, "inferred")
