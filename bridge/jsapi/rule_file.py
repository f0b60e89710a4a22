"""Files of rules: what calls of `my.*` are answered by, in YAML or JSON.

    - api: request                  # a name, * for anything in it; left out: every API
      when: { url: "https://shop.example/*", data: { sku: { $regex: "^A[0-9]+$" } } }
      fail: 12                      # a documented code, or { error: 12, errorMessage: ... }
      delay: 300                    # ms of program time
    - api: getLocation
      times: 1                      # how often it answers; left out: always
      success: { latitude: "31.2", longitude: "121.5", note: "type {{params.type}}" }

The first rule that fits a call answers it. `when` names what must be among the params: objects by their members, lists
item by item, texts with `*` for anything, and patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bridge.errors import Place, ProgramError, UsageError
from bridge.jsapi.catalogue import listings
from bridge.jsapi.index import documented
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.scripting import LONGEST_DELAY, Rule, ScriptedEnding, pattern

if TYPE_CHECKING:
    import yaml

_KINDS_OF_FAILURE = ("int", "str", "dict[str,any]")  # in a path of pydantic: which kind it tried
_CALLED_ALIKE = 0.8  # of difflib: what is nearer to a known name than this was meant to be it


class WrittenRule(BaseModel):
    """One rule as it stands in a file."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    api: str = "*"
    when: dict[str, Any] | None = None
    success: dict[str, Any] | None = None
    fail: int | str | dict[str, Any] | None = None
    delay: float = Field(0, ge=0, le=LONGEST_DELAY)
    times: int | None = Field(None, ge=1)

    @model_validator(mode="after")
    def _one_outcome(self) -> WrittenRule:
        if (self.success is None) == (self.fail is None):
            raise ValueError("a rule has either success or fail")
        if self.api in INSIDE:
            raise ValueError(f"my.{self.api} is answered inside the engine: no rule reaches it")
        meant = _meant(self.api)
        if meant:
            raise ValueError(f"there is no my.{self.api}; did you mean {meant}?")
        _check_patterns(self.when)
        return self

    def rule(self) -> Rule:
        """As calls are held against it."""
        ok = self.success is not None
        return Rule(self.api, self.when, ScriptedEnding(ok, self.success if ok else self.fail, self.delay), self.times)


def rules_in(written: Sequence[Any]) -> list[Rule]:
    """The rules of a list. Raises `ProgramError`, naming the rule by its number from 1."""
    return [_rule(rule, number, None) for number, rule in enumerate(written)]


def read_rules(file: Path) -> list[Rule]:
    """The rules of a file: a list of them, or an object with one under `rules`.

    Raises `ProgramError` with the line and column of what is wrong.
    """
    import yaml

    from bridge.jsapi.yaml_text import PlainLoader

    try:
        loader = PlainLoader(file.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            return []
        written = loader.construct_document(node)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise ProgramError(f"cannot be read: {reason}", place=file) from None
    except yaml.MarkedYAMLError as error:
        raise ProgramError(_problem(error), place=_place(file, error.problem_mark)) from None
    if isinstance(written, Mapping) and set(written) == {"rules"}:
        node, written = node.value[0][1], written["rules"]
    if not isinstance(written, list):
        advice = "Write a list, each item beginning with a dash, or an object whose only key is rules."
        raise ProgramError("these are no rules", place=_place(file, node.start_mark), advice=advice)
    return [_rule(rule, number, (file, node.value[number])) for number, rule in enumerate(written)]


def _rule(written: Any, number: int, where: tuple[Path, yaml.Node] | None) -> Rule:
    try:
        return WrittenRule.model_validate(written).rule()
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        path = [part for part in problem["loc"] if part not in _KINDS_OF_FAILURE]
        message = problem["msg"].removeprefix("Value error, ").replace("dictionary", "object")
        named = ".".join(map(str, path))
        text = f"rule {number + 1}: {named + ': ' if named else ''}{message}"
        place = _place(where[0], _mark(where[1], path)) if where else None
        advice = _known_keys(path[-1]) if problem["type"] == "extra_forbidden" else ""
        raise ProgramError(text, place=place, advice=advice) from None


def _known_keys(written: str | int) -> str:
    known = list(WrittenRule.model_fields)
    close = get_close_matches(str(written), known, n=1)
    hint = f"Did you mean {close[0]!r}?\n" if close else ""
    return f"{hint}Known keys: {', '.join(known)}."


def _mark(node: yaml.Node, path: Sequence[str | int]) -> yaml.Mark:
    """Where the value at `path` is written, or as much of it as there is; of an unknown key, the key."""
    mark = node.start_mark
    for part in path:
        pairs = node.value if type(node).__name__ == "MappingNode" else []
        found = next(((key, value) for key, value in pairs if key.value == part), None)
        if found is None:
            return mark
        key, node = found
        mark = key.start_mark
    return mark


def _place(file: Path, mark: yaml.Mark | None) -> Place:
    return Place(str(file)) if mark is None else Place(str(file), mark.line + 1, mark.column + 1)


def _problem(error: yaml.MarkedYAMLError) -> str:
    return " ".join(filter(None, (error.context, error.problem)))


def _meant(api: str) -> str | None:
    """The known name that `api` looks like, if it is none itself and no pattern."""
    known = {*documented(), *(listing.name for listing in listings())}
    close = [] if "*" in api or api in known else get_close_matches(api, known, n=1, cutoff=_CALLED_ALIKE)
    return close[0] if close else None


def _check_patterns(wanted: Any) -> None:
    try:
        for written in _patterns(wanted):
            pattern(written)
    except UsageError as error:
        raise ValueError(str(error)) from None


def _patterns(wanted: Any) -> Iterable[Mapping[str, Any]]:
    if isinstance(wanted, Mapping):
        if "$regex" in wanted:
            yield wanted
        elif wanted and all(str(name).startswith("$") for name in wanted):
            raise UsageError(f"a rule knows no {next(iter(wanted))}: a pattern is {{ $regex: ..., $flags: ... }}")
        for value in wanted.values():
            yield from _patterns(value)
    elif isinstance(wanted, list):
        for value in wanted:
            yield from _patterns(value)
