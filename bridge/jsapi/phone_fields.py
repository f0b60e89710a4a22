"""What the fields of a phone may be given as: the values themselves, plain tuples, or what JSON has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

from bridge.errors import UsageError
from bridge.jsapi.device import Contact, Device, Location

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FIELDS = tuple(field.name for field in fields(Device))
_SETS = ("denied", "asks")
_CHECKED = ("network", "biometrics")  # by `Device`, whose words say what there is


def read_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `Device` that `given` stands for: `{"denied": ["location"], "screen": {"width": 400}}`.

    `location` takes latitude and longitude in degrees, or an object; what it does not name is empty. A list of members
    of the others begins with the first. Raises `UsageError` for a field that a phone does not have, or a value that
    makes no sense.
    """
    unknown = next((name for name in given if name not in FIELDS), None)
    if unknown is not None:
        raise UsageError(f"a phone has no {unknown!r}; {_advice(unknown)}")
    return {name: _read(name, value) for name, value in given.items()}


def _advice(unknown: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(unknown, FIELDS, n=1)
    return f"did you mean {close[0]!r}?" if close else f"it has {', '.join(sorted(FIELDS))}"


def _read(name: str, value: Any) -> Any:
    if name == "location":
        return value if isinstance(value, Location) else _place(value)
    if name == "contacts":
        return tuple(_contact(entry) for entry in _members(name, value))
    if name in _SETS:
        return frozenset(_members(name, value))
    if name in _CHECKED and isinstance(value, str):
        return value
    return _valid(name, value)


def _members(name: str, value: Any) -> list[Any]:
    if isinstance(value, (str, bytes, Mapping)) or not hasattr(value, "__iter__"):
        raise UsageError(f"{name} of a phone is a list, not {value!r}")
    return [_plain(name, member) for member in value]


def _plain(name: str, member: Any) -> Any:
    if name in _SETS and not isinstance(member, str):
        raise UsageError(f"{name} of a phone is a list of permissions, and {member!r} is none")
    return member


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(Contact if name == "contacts" else get_type_hints(Device)[name])


def _valid(name: str, value: Any) -> Any:
    try:
        return _adapter(name).validate_python(value)
    except ValueError as error:
        raise UsageError(_problem(name, error)) from None


def _problem(name: str, error: Any) -> str:
    problem = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(part) for part in (name, *problem["loc"]))
    if problem["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return f"{name} of a phone has no {problem['loc'][-1]!r}"
    return f"{where}: {problem['msg']}, not {problem['input']!r}"


def _contact(given: Any) -> Contact:
    if isinstance(given, Contact):
        return given
    if isinstance(given, Mapping):
        contact: Contact = _valid("contacts", given)
        return contact
    if not isinstance(given, (tuple, list)) or not 2 <= len(given) <= len(Contact._fields):
        raise UsageError(f"{given!r} is no contact: write name and number, such as ('Ann', '13800000001')")
    return Contact(*given)


def _place(given: Any) -> Location:
    """Nobody knows what is there, so it has only the names that were given."""
    named = dict(given) if isinstance(given, Mapping) else {}
    pair = (named.get("latitude"), named.get("longitude")) if named else given
    try:
        latitude, longitude = map(float, pair)
    except (TypeError, ValueError):
        advice = "write latitude and longitude in degrees, such as (31.2, 121.5)"
        raise UsageError(f"{given!r} is no place: {advice}") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UsageError(f"there is no latitude {latitude} and longitude {longitude}")
    names = dict.fromkeys(Location._fields[3:], "")
    place: Location = _valid("location", {**names, **named, "latitude": latitude, "longitude": longitude})
    return place
