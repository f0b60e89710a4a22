"""What a person reads in a `<rich-text>`."""

from __future__ import annotations

import re
from typing import Any

_TAG = re.compile(r"<[^>]*>")
_MOST = 20_000  # nodes; a tree may hold itself


def rich_text(nodes: Any) -> str:
    """The text of `<rich-text nodes>`: markup, or a tree of {name, children, text}."""
    if isinstance(nodes, str):
        return _TAG.sub(" ", nodes)
    parts: list[str] = []
    pending = [nodes]
    for _ in range(_MOST):
        if not pending:
            break
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(reversed(item))
        elif isinstance(item, dict):
            parts.append(str(item.get("text") or ""))
            pending.append(item.get("children"))
    return "".join(parts)
