"""Reading what others send: JSON objects, and the texts in them."""

from __future__ import annotations

import json
from typing import Any

from problems import Problem


def read_object(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`. Raises `Problem` 400."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "BAD_REQUEST", "The body is not JSON.") from None
    if not isinstance(read, dict):
        raise Problem(400, "BAD_REQUEST", "The body must be a JSON object.")
    return read


def text_in(fields: Any, name: str, *, longest: int) -> str:
    """A text that has to be there. Raises `Problem` 400."""
    value = fields.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise Problem(400, "BAD_REQUEST", f"{name} must be a string of 1 to {longest} characters.")
    return value


def optional_text_in(fields: Any, name: str) -> str | None:
    """A text that may be there."""
    value = fields.get(name)
    return value if isinstance(value, str) else None
