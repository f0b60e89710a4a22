"""JSON, read and written at each crossing of the boundary.

pydantic_core is the fastest at it, but takes longer to load than many a test file takes to run: it is used as soon as
something else has loaded it, as whatever validates the params of a call does. Until then the standard library does the
same, and what one of them refuses is refused here in the words of neither.
"""

from __future__ import annotations

import json
import re
from sys import modules
from typing import Any

DEEPEST = 201
"""How deep an outbox may be nested, where pydantic_core stops. JavaScript's values go to some thousands, where no code
on our side could follow."""

_VALUE = 3  # an outbox is a list of frames, a frame an object of values
_TOO_DEEP = 'null,"unreadable":"it is nested too deeply"'
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]')

# json escapes what is not ASCII: a lone surrogate, which JavaScript allows, could not cross as itself.
_escape = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def read_json(text: str) -> Any:
    """The value of an outbox. One that is nested too deeply is null, and `unreadable` beside it says so."""
    core = modules.get("pydantic_core")
    if core is not None:
        try:
            return core.from_json(text)
        except ValueError:  # it takes neither deep nesting nor the lone surrogates that JavaScript allows
            pass
    return json.loads(_without_deep_values(text))


def write_json(value: Any) -> str:
    """`value` as JSON, with null for what is no number. Raises `TypeError` or `ValueError` for what has no JSON."""
    core = modules.get("pydantic_core")
    try:
        return _escape(value) if core is None else core.to_json(value, inf_nan_mode="null").decode()
    except (TypeError, ValueError, RecursionError):  # a lone surrogate, what is no number, or no plain data
        return _escape(respelled(value))


def jsonable(value: Any) -> Any:
    """`value` as plain JSON data, with null for what is no number.

    Raises `ValueError` for what has no JSON, or is nested some 250 deep.
    """
    from pydantic_core import to_jsonable_python

    try:
        return to_jsonable_python(value, inf_nan_mode="null")
    except UnicodeError:  # a lone surrogate in a key
        return respelled(value)


def respelled(value: Any) -> Any:
    """`value` written and read again, as the standard library does it. Raises as `jsonable` does."""
    from pydantic_core import to_jsonable_python

    try:
        text = json.dumps(value, default=to_jsonable_python)
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _without_deep_values(text: str) -> str:
    if text.count("[") + text.count("{") <= DEEPEST:
        return text
    kept, copied = list[str](), 0
    depth = start = deepest = 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in "[{":
            depth += 1
            start, deepest = (token.start(), depth) if depth == _VALUE else (start, max(deepest, depth))
        elif mark in "]}":
            if depth == _VALUE and deepest > DEEPEST:
                kept += [text[copied:start], _TOO_DEEP]
                copied = token.end()
            depth -= 1
    return "".join([*kept, text[copied:]])
