"""What a program called that is not there: which member of `my`, since when the platform has it, and what is alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from bridge.jsapi.index import documented
from bridge.jsapi.profile import Profile
from bridge.runtime import Failure

_FRAME = re.compile(r"^\s*at (?:.*\()?(?P<path>[^()\s]+?):(?P<line>\d+):(?P<column>\d+)\)?$", re.MULTILINE)
_NAME = re.compile(r"(?:(?:ap|cloud)\.)?[A-Za-z_$][\w$]*")
_OF_MY = re.compile(rf"\bmy\.({_NAME.pattern})\)?\s*\(")
_BEFORE = re.compile(r"(?:^|[^\w$.])(?:\(0, ?)?my\.((?:ap|cloud)\.)?$")
_MEMBER = re.compile(rf"(?:\(0, ?)?my\.({_NAME.pattern})\)?")
_FUNCTIONS = frozenset(
    {"arrow_function", "function_declaration", "function_expression", "generator_function", "method_definition"}
)
_LANGUAGES = {".ts": "typescript", ".tsx": "tsx"}
_NEARBY = 60  # characters before and after the place of an error in which the call stands
_PREFIX = 20  # characters, more than `_BEFORE` takes: minified lines are long

SourceOf = Callable[[str], str | None]


def explained(failure: Failure, source_of: SourceOf, has_api: Callable[[str], bool], profile: Profile) -> str | None:
    """What to tell whoever runs the program, if it failed as `my` does not have what it called."""
    name = missing(failure, source_of, has_api)
    return None if name is None else advice(name, profile)


def missing(failure: Failure, source_of: SourceOf, has_api: Callable[[str], bool]) -> str | None:
    """The member of `my` that was called where the program found "not a function"; `ap.nsf` below a namespace."""
    place = _FRAME.search(failure.stack) if "not a function" in failure.message else None
    if place is None:
        return None
    source, number, column = source_of(place["path"]) or "", int(place["line"]), int(place["column"])
    lines = source.split("\n")
    if number > len(lines):
        return None
    name = _named(lines[number - 1], column)
    if name is not None and not has_api(name):
        return name
    around = _around(source, _LANGUAGES.get(Path(place["path"]).suffix, "javascript"), number, column)
    return next((name for name in around if not has_api(name)), None)


def _named(line: str, column: int) -> str | None:
    """The engine's column is that of the member, or somewhere in `my.member (`."""
    name, before = _NAME.match(line, column - 1), _BEFORE.search(line[max(column - 1 - _PREFIX, 0) : column - 1])
    if name is not None and before is not None:
        return (before[1] or "") + name.group()
    nearby = _OF_MY.search(line, max(column - _NEARBY, 0), column + _NEARBY)
    return nearby.group(1) if nearby is not None and nearby.start() < column <= nearby.end() else None


@lru_cache(maxsize=16)
def _around(source: str, language: str, number: int, column: int) -> tuple[str, ...]:
    """The members of `my` in whose arguments the place is, the innermost first: the engine's place of a call is that of
    what its arguments used last.
    """
    from bridge.modules.syntax import field, parse, text_of

    lines = source.split("\n")
    place = len("\n".join([*lines[: number - 1], lines[number - 1][: column - 1]]).encode()) + (number > 1)
    names, node = list[str](), parse(source.encode(), language).root_node.descendant_for_byte_range(place, place)
    while node is not None and node.type not in _FUNCTIONS:
        given = field(node, "arguments") if node.type == "call_expression" else None
        member = _MEMBER.fullmatch(text_of(field(node, "function"))) if given is not None else None
        if member is not None and given is not None and given.start_byte <= place < given.end_byte:
            names.append(member[1])
        node = node.parent
    return tuple(names)


@lru_cache(maxsize=64)
def advice(name: str, profile: Profile) -> str | None:
    """What to tell of `my.<name>`, which the program does not have; None if there is nothing to be told."""
    page = documented().get(name)
    if page is None:
        from difflib import get_close_matches  # few programs need it

        alike = get_close_matches(name, documented(), 1, 0.8)
        return f"the platform has no my.{name}: did you mean my.{alike[0]}?" if alike else None
    if page.since.only not in (None, profile.host):
        return f"only {page.since.only} has my.{name}, and the program runs in {profile.host}: ask my.canIUse first"
    runs = f"Appx {profile.appx_version}, {profile.host} {profile.client_version}"
    return f"my.{name} came with {page.since.words}, and the program runs on {runs}: ask my.canIUse first"
