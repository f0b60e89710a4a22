"""Functions and classes without a name: which name they take from where they stand, and how they keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.modules.syntax import field as part
from bridge.modules.syntax import text_of

if TYPE_CHECKING:
    from tree_sitter import Node

_DEFINITIONS = frozenset({"function_expression", "generator_function", "class"})
_NAMED_BY = {
    "variable_declarator": "name",
    "pair": "key",
    "assignment_expression": "left",
    "field_definition": "property",
    "assignment_pattern": "left",
    "object_assignment_pattern": "left",
}


def anonymous(value: Node) -> bool:
    """Whether it is a function or class that takes the name of what it is assigned to."""
    return value.type == "arrow_function" or (value.type in _DEFINITIONS and part(value, "name") is None)


def keyed(key: str) -> tuple[str, str]:
    """What goes before and behind such a value so that it takes the name `key` (a name or a literal), and is the value.

    A member of a literal of its own gives it the name as a declaration does.
    """
    if key.startswith("#"):
        key = f'"{key}"'
    if key.strip("\"'") == "__proto__":
        return '{["__proto__"]:', '}["__proto__"]'
    is_literal = key[0] in "\"'.0123456789"
    return f"{{{key}:", f"}}[{key}]" if is_literal else f"}}.{key}"


def display_name(function: Node) -> str:
    """What people call a function: its own name, or that of what it is assigned to; "" if there is none."""
    name = part(function, "name")
    if name is not None:
        return text_of(name)
    child, parent = function, function.parent
    while parent is not None and parent.type == "parenthesized_expression":
        child, parent = parent, parent.parent
    giver = part(parent, _NAMED_BY[parent.type]) if parent is not None and parent.type in _NAMED_BY else None
    if giver is None or giver.start_byte == child.start_byte or giver.type.endswith("_pattern"):
        return ""
    return text_of(giver.children[-1] if giver.type == "member_expression" else giver).strip("\"'")
