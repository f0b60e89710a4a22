"""What a test says calls shall be answered: queued answers (`bridge.next`) and standing rules (`bridge.rules`)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bridge.errors import UsageError

_ENDINGS = ("success", "fail")
_RULE = (*_ENDINGS, "api", "when", "delay", "times")


@dataclass
class Ending:
    """How one call shall end: `ok`, what it receives (a code stands for the documented failure), after `delay` ms."""

    ok: bool
    given: Any
    delay: float = 0


@dataclass
class Rule:
    """Calls of `api` (every one if None) whose params contain `when` end so; `left` times, or for ever if None."""

    api: str | None
    when: Any
    ending: Ending
    left: int | None = None

    def fits(self, api: str, params: Any) -> bool:
        """Whether it answers this call."""
        if self.left == 0 or self.api not in (None, api):
            return False
        return self.when is None or contains(params, self.when)


@dataclass
class Script:
    """The answers of one test: a queue by API, which comes first, then rules, the last given first."""

    queues: dict[str, deque[Ending]] = field(default_factory=dict)
    standing: list[Rule] = field(default_factory=list)

    def queue(self, api: str, outcomes: Iterable[Any]) -> None:
        """The next calls of `api` end like this, one after another. Raises `UsageError` for what is no ending."""
        self.queues.setdefault(api, deque()).extend([ending_of(outcome) for outcome in outcomes])

    def rule(self, rules: Any) -> None:
        """Answers for whatever fits from now on. Raises `UsageError` for a rule that makes no sense."""
        if not isinstance(rules, list):
            raise UsageError("bridge.rules takes a list: [{api: 'request', when: {url: '...'}, success: {...}}]")
        self.standing.extend(rule_of(rule) for rule in rules)

    def take(self, api: str, params: Any) -> Ending | None:
        """How this call shall end, or None if nobody said."""
        if self.queues.get(api):
            return self.queues[api].popleft()
        rule = next((rule for rule in reversed(self.standing) if rule.fits(api, params)), None)
        if rule is None:
            return None
        if rule.left is not None:
            rule.left -= 1
        return rule.ending

    def unused(self) -> list[str]:
        """What was queued and never asked for, a sentence each."""
        counts = {api: len(queue) for api, queue in self.queues.items() if queue}
        return [f"bridge.next('{api}'): {_answers(count)} never used" for api, count in counts.items()]

    def forget(self) -> None:
        """Begin anew."""
        self.queues.clear()
        self.standing.clear()


def ending_of(outcome: Any) -> Ending:
    """`{success: {...}}`, `{fail: code}` or `{fail: {...}}`, and `delay`. Raises `UsageError` for anything else."""
    if not isinstance(outcome, Mapping) or sum(name in outcome for name in _ENDINGS) != 1:
        raise UsageError(f"an answer is {{success: {{...}}}} or {{fail: code}}, not {outcome!r}")
    unknown = next((name for name in outcome if name not in _RULE), None)
    if unknown is not None:
        raise UsageError(f"an answer has success or fail, and delay; {unknown!r} means nothing")
    delay = outcome.get("delay", 0)
    if not isinstance(delay, (int, float)) or delay < 0:
        raise UsageError(f"delay is a number of milliseconds, not {delay!r}")
    ok = "success" in outcome
    return Ending(ok, outcome["success"] if ok else outcome["fail"], delay)


def rule_of(rule: Any) -> Rule:
    """Raises `UsageError` for a rule that makes no sense."""
    ending = ending_of(rule)
    api, times = rule.get("api"), rule.get("times")
    if api is not None and not isinstance(api, str):
        raise UsageError(f"a rule's api is a name such as 'request', not {api!r}")
    if times is not None and not isinstance(times, int):
        raise UsageError(f"a rule's times is a whole number, not {times!r}")
    return Rule(api, rule.get("when"), ending, times)


def contains(value: Any, wanted: Any) -> bool:
    """Whether `value` has all of `wanted`: objects by their named members, lists item by item, texts with `*` for
    anything, and patterns (`{"$pattern": source, "$flags": "i"}`, what a regular expression travels as).
    """
    if isinstance(wanted, Mapping):
        if "$pattern" in wanted:
            return isinstance(value, str) and _pattern(wanted).search(value) is not None
        return isinstance(value, Mapping) and all(
            name in value and contains(value[name], wanted[name]) for name in wanted
        )
    if isinstance(wanted, list):
        same = isinstance(value, list) and len(value) == len(wanted)
        return same and all(contains(one, other) for one, other in zip(value, wanted, strict=True))
    if isinstance(wanted, str) and "*" in wanted:
        pattern = ".*".join(map(re.escape, wanted.split("*")))
        return isinstance(value, str) and re.fullmatch(pattern, value, re.DOTALL) is not None
    return bool(value == wanted)


def _pattern(wanted: Mapping[str, Any]) -> re.Pattern[str]:
    flags = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}
    try:
        return re.compile(wanted["$pattern"], sum(flags.get(flag, 0) for flag in wanted.get("$flags", "")))
    except re.error as error:
        raise UsageError(f"the pattern /{wanted['$pattern']}/ of a rule cannot be used here: {error}") from None


def _answers(count: int) -> str:
    return "an answer was" if count == 1 else f"{count} answers were"
