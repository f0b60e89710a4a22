"""A JSON file of the program as a model, and a mistake in it as a `ProgramError` with its place."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bridge.errors import ProgramError
from bridge.miniprogram.manifest.json_text import parse, place_in

M = TypeVar("M", bound=BaseModel)

_WRITE = {
    "string_type": "Write a text in double quotes.",
    "list_type": "Write a list: [ ... ].",
    "dict_type": "Write an object: { ... }.",
    "model_type": "Write an object: { ... }.",
    "float_type": "Write a number.",
    "float_parsing": "Write a number.",
    "int_type": "Write a whole number.",
    "too_short": "Write at least one.",
}


class PlatformFile(BaseModel):
    """Part of a file whose format is the platform's: unknown keys are tolerated, null is as if not written."""

    model_config = ConfigDict(extra="allow", defer_build=True)  # a schema takes a millisecond to build: when needed

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        return {key: part for key, part in value.items() if part is not None}

    def written(self) -> dict[str, Any]:
        """What the file says, with its own keys, and nothing that it does not say."""
        return self.model_dump(exclude_unset=True, by_alias=True)


def model_of(text: str, model: type[M], shown: str, *, empty_is_object: bool = False) -> M:
    """The JSON `text` of the file shown as `shown`. With `empty_is_object` an empty file means `{}`.

    Raises `ProgramError` naming file, line, column and key, and what to write instead.
    """
    value = {} if empty_is_object and not text.strip() else parse(text, shown)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        location = _written(problem["loc"])
        message = problem["msg"].removeprefix("Value error, ").replace("dictionary", "object")
        raise ProgramError(
            f"{_key(location)}: {message.partition(' or instance of ')[0]}",
            place=place_in(text, location, shown),
            advice=_advice(model, problem["type"], location),
        ) from None


def tag(name: str) -> str:
    """How a model names one of several kinds of object to pydantic, so that no file can hold such a key by chance."""
    return f"<{name}>"


def _written(location: Sequence[int | str]) -> tuple[int | str, ...]:
    return tuple(part for part in location if not (isinstance(part, str) and part.startswith("<")))


def _key(location: Sequence[int | str]) -> str:
    return ".".join(_printable(part) for part in location) or "the file"


def _printable(part: int | str) -> str:
    return str(part).encode("utf-8", "backslashreplace").decode()


def _advice(model: type[BaseModel], kind: str, location: Sequence[int | str]) -> str:
    if kind == "missing":
        return f'Add the key "{location[-1]}".'
    if len(location) > 1 or issubclass(model, PlatformFile):
        return _WRITE.get(kind, "")
    # Of a file of ours all keys can be listed.
    known = list(model.model_fields)
    hint = did_you_mean(str(location[0]), known) if kind == "extra_forbidden" else _WRITE.get(kind, "")
    return f"{hint}\nKnown keys: {', '.join(known)}.".lstrip()


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """`Did you mean 'x'?`, or nothing if no word that is known resembles this one."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean {close[0]!r}?" if close else ""
