"""What `canIUse` knows beside names, of one host and version: parts of APIs, and components with their attributes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from bridge.jsapi.catalogue import fields, newer
from bridge.jsapi.profile import Profile, Since

COMPONENTS = Path(__file__).with_name("components.json")
"""By component, its attributes, their options and the first versions of each, from the components' own pages.

`source`: where it is not in a page's table: "prose" is the page's text, "copied" and "quoted" are others' copies of
pages, which may be newer.
"""


@lru_cache(maxsize=8)
def capabilities_text(profile: Profile) -> str:
    """As JSON: `{"apis": {"alert": ["title content", ""]}, "components": {"button": ["size", "size.mini"]}}`.

    What is newer than `profile` is left out.
    """
    return json.dumps({"apis": _apis(profile), "components": dict(_components(profile))})


def _apis(profile: Profile) -> dict[str, list[Any]]:
    told = fields()
    for name, parts in newer().items():
        missing = {part for part, since in parts.items() if not profile.has(since)}
        if missing:
            told[name] = _without(missing, told[name])
    return told


def _without(missing: Set[str], told: Sequence[Any]) -> list[Any]:
    """The fields of one API, without those that are named by position and name: `params.format`."""
    params, results, *rest = told
    kept = {"params": params, "result": results}
    for kind, words in kept.items():
        kept[kind] = " ".join(word for word in words.split() if not _is_among(missing, f"{kind}.{word}"))
    return [*kept.values(), *rest]


def _is_among(missing: Set[str], part: str) -> bool:
    """Whether it is missing, or a choice of what is: `params.format.yyyy`."""
    return part in missing or part.rpartition(".")[0] in missing


def _components(profile: Profile) -> Iterator[tuple[str, list[str]]]:
    """Each with its attributes, and the options of these: `open-type`, `open-type.share`."""
    for name, component in json.loads(COMPONENTS.read_text(encoding="utf-8")).items():
        if _has(profile, component):
            yield name, list(_attributes(profile, component["attributes"]))


def _attributes(profile: Profile, attributes: Mapping[str, Any]) -> Iterator[str]:
    for name, attribute in attributes.items():
        if _has(profile, attribute):
            yield name
            yield from (
                f"{name}.{option}" for option, told in attribute.get("options", {}).items() if _has(profile, told)
            )


def _has(profile: Profile, told: Mapping[str, Any]) -> bool:
    return profile.has(Since(**told.get("since", {})))
