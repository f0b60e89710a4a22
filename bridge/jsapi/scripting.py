"""What somebody says calls shall be answered: queued answers (`app.next`, `bridge.next`), and rules that stand."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bridge.errors import UsageError
from bridge.frames import jsonable
from bridge.runtime import Outcome

if TYPE_CHECKING:
    from bridge.jsapi.models import Failure

_ENDINGS = ("success", "fail")
LONGEST_DELAY = 1e12
"""In ms: some thirty years, so that no clock runs over."""
_RULE = (*_ENDINGS, "api", "when", "delay", "times")


@dataclass
class ScriptedEnding:
    """How one call shall end: `ok`, what it receives (a code stands for the documented failure), after `delay` ms."""

    ok: bool
    given: Any
    delay: float = 0

    def outcome(self, api: str, params: Any, failure: type[Failure] | None) -> Outcome:
        """What the call receives; `failure` is the shape of the API's failures."""
        given = filled(self.given, params)
        if self.ok:
            return Outcome(True, dict(given) if isinstance(given, Mapping) else {})
        if isinstance(given, Mapping):
            return Outcome(False, dict(given))
        from bridge.jsapi.endings import failure_named

        return failure_named(api, given, failure)


@dataclass
class Rule:
    """Calls of `api` (`*` for anything, every one if None) whose params contain `when` end so.

    `left`: how often yet; for ever if None.
    """

    api: str | None
    when: Any
    ending: ScriptedEnding
    left: int | None = None

    def fits(self, api: str, params: Any) -> bool:
        """Whether it answers this call."""
        if self.left == 0 or not (self.api is None or contains(api, self.api)):
            return False
        return self.when is None or contains(params, self.when)


@dataclass
class Script:
    """A queue of answers by API, which comes first, then rules: those of a later call before those of an earlier one.

    `speaker` is what people call `queue` by. `taken`: how many calls were answered, by API.
    """

    speaker: str = "bridge.next"

    queues: dict[str, deque[ScriptedEnding]] = field(default_factory=dict)
    standing: list[Rule] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)

    def queue(self, api: str, outcomes: Iterable[Any]) -> None:
        """The next calls of `api` end like this, one after another. Raises `UsageError` for what is no ending."""
        self.queues.setdefault(api, deque()).extend([ending_of(outcome) for outcome in outcomes])

    def rule(self, rules: Any) -> None:
        """Answers for whatever fits from now on. Raises `UsageError` for a rule that makes no sense."""
        if not isinstance(rules, list):
            raise UsageError("bridge.rules takes a list: [{api: 'request', when: {url: '...'}, success: {...}}]")
        self.standing.extend(rule_of(rule) for rule in rules)

    def prefer(self, rules: Iterable[Rule]) -> None:
        """Answers for whatever fits from now on, the first of `rules` before the others."""
        self.standing.extend(reversed(list(rules)))

    def take(self, api: str, params: Any) -> ScriptedEnding | None:
        """How this call shall end, or None if nobody said. Calls that only shims make are nobody's business."""
        ending = None if api.startswith("$") else self._next(api, params)
        if ending is not None:
            self.taken[api] += 1
        return ending

    def _next(self, api: str, params: Any) -> ScriptedEnding | None:
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
        return [f"{self.speaker}('{api}'): {_answers(count)} never used" for api, count in counts.items()]

    def forget(self) -> None:
        """Begin anew."""
        self.queues.clear()
        self.standing.clear()


def ending_of(outcome: Any) -> ScriptedEnding:
    """`{success: {...}}`, `{fail: code}` or `{fail: {...}}`, and `delay`. Raises `UsageError` for anything else."""
    if not isinstance(outcome, Mapping) or sum(name in outcome for name in _ENDINGS) != 1:
        raise UsageError(f"an answer is {{success: {{...}}}} or {{fail: code}}, not {outcome!r}")
    unknown = next((name for name in outcome if name not in _RULE), None)
    if unknown is not None:
        raise UsageError(f"an answer has success or fail, and delay; {unknown!r} means nothing")
    delay = outcome.get("delay", 0)
    if not isinstance(delay, (int, float)) or not 0 <= delay <= LONGEST_DELAY:
        raise UsageError(f"delay is a number of milliseconds up to {LONGEST_DELAY:g}, not {delay!r}")
    ok = "success" in outcome
    return ScriptedEnding(ok, _plain(outcome["success"] if ok else outcome["fail"]), delay)


def _plain(given: Any) -> Any:
    try:
        return jsonable(given)
    except ValueError as error:
        raise UsageError(f"a call cannot be answered by {given!r}: {error}") from None


_PLACE = re.compile(r"\{\{\s*params((?:\.[A-Za-z_$][\w$]*|\.\d+)*)\s*\}\}")


def filled(given: Any, params: Any) -> Any:
    """`given` with `{{params.url}}` replaced by what the call passed: alone it keeps its type, in a text it is text.

    What was not passed is null, and nothing in a text.
    """
    if isinstance(given, str):
        alone = _PLACE.fullmatch(given)
        if alone is not None:
            return _looked_up(params, alone[1])
        return _PLACE.sub(lambda place: _as_text(_looked_up(params, place[1])), given)
    if isinstance(given, Mapping):
        return {name: filled(value, params) for name, value in given.items()}
    return [filled(value, params) for value in given] if isinstance(given, list) else given


def _looked_up(params: Any, path: str) -> Any:
    value = params
    for name in path.split(".")[1:]:
        if isinstance(value, Mapping):
            value = value.get(name)
        else:
            value = value[int(name)] if isinstance(value, list) and name.isdigit() and int(name) < len(value) else None
    return value


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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
    anything, and patterns (`{"$regex": source, "$flags": "i"}`, what a regular expression travels as).
    """
    if isinstance(wanted, Mapping):
        if "$regex" in wanted:
            return isinstance(value, str) and pattern(wanted).search(value) is not None
        return isinstance(value, Mapping) and all(
            name in value and contains(value[name], wanted[name]) for name in wanted
        )
    if isinstance(wanted, list):
        same = isinstance(value, list) and len(value) == len(wanted)
        return same and all(contains(one, other) for one, other in zip(value, wanted, strict=True))
    if isinstance(wanted, str) and "*" in wanted:
        wildcard = ".*".join(map(re.escape, wanted.split("*")))
        return isinstance(value, str) and re.fullmatch(wildcard, value, re.DOTALL) is not None
    return bool(value == wanted)


def pattern(wanted: Mapping[str, Any]) -> re.Pattern[str]:
    """The pattern of `{"$regex": source, "$flags": "ism"}`. Raises `UsageError` for one that Python does not take."""
    flags = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}
    source = wanted["$regex"]
    try:
        return re.compile(source, sum(flags.get(flag, 0) for flag in wanted.get("$flags", "")))
    except (re.error, TypeError) as error:
        raise UsageError(f"the pattern /{source}/ of a rule cannot be used here: {error}") from None


def _answers(count: int) -> str:
    return "an answer was" if count == 1 else f"{count} answers were"
