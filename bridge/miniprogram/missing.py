"""What a program called that is not there: which member of `my`, since when the platform has it, and what is alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from bridge.jsapi.index import documented
from bridge.jsapi.profile import Profile
from bridge.runtime import Failure

_FRAME = re.compile(r"^\s*at (?:.*\()?(?P<path>[^()\s]+?):(?P<line>\d+):(?P<column>\d+)\)?$", re.MULTILINE)
_NAME = re.compile(r"(?:(?:ap|cloud)\.)?[A-Za-z_$][\w$]*")
_OF_MY = re.compile(rf"\bmy\.({_NAME.pattern})\)?\s*\(")
_BEFORE = re.compile(r"(?:^|[^\w$.])(?:\(0, ?)?my\.((?:ap|cloud)\.)?$")
_NEARBY = 60  # characters before and after the place of an error in which the call stands
_PREFIX = 20  # characters, more than `_BEFORE` takes: minified lines are long

SourceOf = Callable[[str], str | None]


def explained(failure: Failure, source_of: SourceOf, has_api: Callable[[str], bool], profile: Profile) -> str | None:
    """What to tell whoever runs the program, if it failed as `my` does not have what it called."""
    name = called(failure.message, failure.stack, source_of)
    return None if name is None or has_api(name) else advice(name, profile)


def called(message: str, stack: str, source_of: SourceOf) -> str | None:
    """The member of `my` that was called where the program found "not a function"; `ap.nsf` below a namespace."""
    place = _FRAME.search(stack) if "not a function" in message else None
    if place is None:
        return None
    lines = (source_of(place["path"]) or "").split("\n")
    number, column = int(place["line"]), int(place["column"])
    return _named(lines[number - 1], column) if number <= len(lines) else None


def _named(line: str, column: int) -> str | None:
    """The engine's column is that of the member, or somewhere in `my.member (`."""
    name, before = _NAME.match(line, column - 1), _BEFORE.search(line[max(column - 1 - _PREFIX, 0) : column - 1])
    if name is not None and before is not None:
        return (before[1] or "") + name.group()
    nearby = _OF_MY.search(line, max(column - _NEARBY, 0), column + _NEARBY)
    return nearby.group(1) if nearby is not None and nearby.start() < column <= nearby.end() else None


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
