"""What a program's calls are answered by, as whoever runs it says: handlers, queued answers, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bridge.errors import UsageError
from bridge.jsapi import Handler
from bridge.jsapi.catalogue import absent_inside
from bridge.jsapi.index import documented
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.profile import Profile
from bridge.jsapi.registry import BUILTIN, JSAPI, Registry
from bridge.jsapi.scripting import Script
from bridge.runtime import Host, Trace

H = TypeVar("H", bound=Handler)


class Answerable:
    """The part of `Runtime` that says what calls of `my.*` are answered by."""

    _profile: Profile
    _registry: Registry
    _host: Host | None
    _trace: Trace
    script: Script

    def override(self, name: str, handler: Handler) -> None:
        """Let `handler` answer `my.<name>` in this program.

        `def` or `async def`; takes `(params)` or `(params, context)`; returns the result model, a dict or None; raises
        `JSAPIError` for a documented failure. `params` is the API's own model; of a new API, a dict. A new name
        must be given before the program runs. Raises `UsageError`.
        """
        is_new = self._registry.get(name) is None
        if is_new and self._host is not None:
            close = _close(name, self._registry)
            meant = f"; did you mean {close}?" if close else ""
            raise UsageError(f"my.{name} is a new API: register it before the program runs{meant}")
        self._registry.override(name, handler)

    def jsapi(self, name: str) -> Callable[[H], H]:
        """`override` as a decorator."""

        def register(handler: H) -> H:
            self.override(name, handler)
            return handler

        return register

    def next(self, name: str, /, *, after: float = 0, **result: Any) -> None:
        """Have the next call of `my.<name>` succeed with `result`: `next("tradePay", resultCode="6004")`.

        It does so after `after` ms of program time. Several wait in line. The handler is not asked, so nothing else
        happens. Raises `UsageError` for a name that does not exist, or that the engine answers itself.
        """
        self.queue(name, {"success": result, "delay": after})

    def fail_next(self, name: str, code: int | str, /, *, after: float = 0, **more: Any) -> None:
        """Have the next call of `my.<name>` fail with `code`, as documented; `more` are further members of the error.

        `errorMessage` among them takes the place of the documented words. Raises `UsageError` as `next` does.
        """
        failure = {"error": code, **more} if more else code
        self.queue(name, {"fail": failure, "delay": after})

    def rules(self, given: str | Path | list[Any]) -> None:
        """Answer by rules from now on: those of a file (YAML or JSON), or a list of them; the first that fits wins.

        See `bridge.jsapi.rule_file` for their shape. Raises `ProgramError`, with file and line, for one that makes no
        sense.
        """
        from bridge.jsapi.rule_file import read_rules, rules_in

        self.script.prefer(rules_in(given) if isinstance(given, list) else read_rules(Path(given)))

    @property
    def unused(self) -> list[str]:
        """What `next` and `fail_next` queued and no call asked for yet, a sentence each."""
        return self.script.unused()

    def inferences(self) -> list[tuple[str, str]]:
        """What the calls so far relied on that no page of the platform tells: by API, a sentence each.

        What handlers, rules and queued answers of whoever runs the program told is theirs, and left out.
        """
        called = Counter(call.api for call in self._trace.calls)
        ours = ((name, BUILTIN.get(name)) for name, count in called.items() if count > self.script.taken[name])
        receipts = ((name, api.receipt) for name, api in ours if api is not None and self._answers_itself(api))
        return [(name, receipt.relied_on) for name, receipt in receipts if receipt.relied_on]

    def _answers_itself(self, api: JSAPI) -> bool:
        answers = self._registry.get(api.name)
        return api.name in documented() and answers is not None and answers.handler is api.handler

    def has_api(self, name: str) -> bool:
        """Whether `my.<name>` exists for the program, answered by Python or by the engine itself."""
        if name in INSIDE:
            return name not in absent_inside(self._profile)
        return self._registry.get(name) is not None

    def queue(self, name: str, *outcomes: Mapping[str, Any]) -> None:
        """Have the next calls of `my.<name>` end so: `{"success": {...}}` or `{"fail": code}`, and `delay` in ms.

        Raises `UsageError` as `next` does, and for what is no ending.
        """
        if not isinstance(name, str):
            raise UsageError(f"{self.script.speaker} takes the name of an API first, such as 'tradePay', not {name!r}")
        if name in INSIDE:
            raise UsageError(f"my.{name} is answered inside the engine: it cannot be told what to answer")
        if self._registry.get(name) is None:
            raise UsageError(f"there is no my.{name} on this host: {_alike(name, self._registry)}")
        self.script.queue(name, outcomes)


def _alike(name: str, registry: Registry) -> str:
    close = _close(name, registry)
    return f"did you mean {close}?" if close else "`minibridge apis` lists what there is"


def _close(name: str, registry: Registry) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, [api.name for api in registry], n=1)), None)
