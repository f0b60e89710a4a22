"""Where names are used in a file: read, called, assigned to, or declared anew for an inner scope."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from bridge.modules.syntax import field

if TYPE_CHECKING:
    from tree_sitter import Node

_PATTERNS = frozenset(
    {
        "array_pattern",
        "object_pattern",
        "rest_pattern",
        "assignment_pattern",
        "object_assignment_pattern",
        "pair_pattern",
    }
)
_FUNCTIONS = frozenset(
    {
        "function_declaration",
        "function_expression",
        "generator_function",
        "generator_function_declaration",
        "arrow_function",
        "method_definition",
        "class_static_block",
        "program",
    }
)
_BLOCKS = _FUNCTIONS | {"statement_block", "for_statement", "for_in_statement", "switch_body"}
_DECLARATIONS = frozenset({"function_declaration", "generator_function_declaration", "class_declaration"})
_STATEMENTS_THAT_DECLARE = _DECLARATIONS | {"lexical_declaration", "variable_declaration", "for_in_statement"}
_OWN_SCOPE = frozenset({"function_expression", "generator_function", "class"})
_WORD = re.compile(rb"(?:(?<![\w$.\x80-\xff])|(?<=\.\.\.))[A-Za-z_$\x80-\xff][\w$\x80-\xff]*")  # no members
_STATEMENT_LISTS = frozenset({"program", "statement_block", "switch_case", "switch_default"})


class Role(Enum):
    READ = auto()
    CALL = auto()  # `name(...)`
    CALL_AT_START = auto()  # the same as the first thing of a statement in a list of statements
    SHORTHAND = auto()  # `{name}` in an object
    TARGET = auto()  # assigned to


@dataclass
class Use:
    role: Role
    node: Node


class Uses:
    """The uses of `names` in the program `root`, whose UTF-8 source is `raw`. Import and export lists do not count.

    `outer`: the uses that mean the name as the top of the file has it. `declared`: the names declared at the top
    by something other than an import; `lexical`: those of them that `let`, `const` or `class` declares.
    """

    def __init__(self, root: Node, raw: bytes, names: Iterable[str]) -> None:
        self.outer: dict[str, list[Use]] = {name: [] for name in names}
        self.declared: set[str] = set()
        self.lexical: set[str] = set()
        self._scopes: dict[str, list[tuple[int, int]]] = {}
        if self.outer:
            self._collect(root, raw)
        for name, scopes in self._scopes.items():
            merged = _merged(scopes)
            self.outer[name] = [use for use in self.outer[name] if not _within(use.node.start_byte, merged)]

    def _collect(self, root: Node, raw: bytes) -> None:
        names = {name.encode(): name for name in self.outer}
        for match in _WORD.finditer(raw):
            name = names.get(match[0])
            if name is None:
                continue
            start, end = match.span()
            node = root.descendant_for_byte_range(start, end)
            if node is not None and node.start_byte == start and node.end_byte == end:
                self._sort_in(name, node)

    def _sort_in(self, name: str, node: Node) -> None:
        if node.type == "shorthand_property_identifier":
            self.outer[name].append(Use(Role.SHORTHAND, node))
        elif node.type in ("identifier", "shorthand_property_identifier_pattern") and node.parent is not None:
            found = _meaning(node, node.parent)
            if isinstance(found, Role):
                self.outer[name].append(Use(found, node))
            elif found is not None:
                self._declare(name, node, found)

    def _declare(self, name: str, node: Node, scope: Node) -> None:
        if scope.type != "program":
            self._scopes.setdefault(name, []).append((scope.start_byte, scope.end_byte))
            return
        self.declared.add(name)
        if _is_lexical(node):
            self.lexical.add(name)


def _merged(scopes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The outermost of nested ranges, in order."""
    merged = list[tuple[int, int]]()
    for start, end in sorted(scopes, key=lambda scope: (scope[0], -scope[1])):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
    return merged


def _within(place: int, scopes: list[tuple[int, int]]) -> bool:
    before = bisect_right(scopes, (place, sys.maxsize)) - 1
    return before >= 0 and place < scopes[before][1]


def _is_lexical(name: Node) -> bool:
    node: Node | None = name
    while node is not None and node.type not in _STATEMENTS_THAT_DECLARE:
        node = node.parent
    return node is not None and node.type in ("lexical_declaration", "class_declaration")


def _meaning(node: Node, parent: Node) -> Role | Node | None:
    """How an identifier is used, or the scope that it is declared for; None inside import and export lists."""
    child = node
    while parent.type in _PATTERNS:
        if parent.type in ("assignment_pattern", "object_assignment_pattern") and field(parent, "left") != child:
            return Role.READ
        if parent.parent is None:
            return Role.READ
        child, parent = parent, parent.parent
    sort = _SORTS.get(parent.type)
    if sort is None:
        return Role.READ
    return sort(child, parent)


def _of_declarator(child: Node, parent: Node) -> Role | Node | None:
    if field(parent, "name") != child:
        return Role.READ
    return _scope_of(parent, "var" if parent.parent and parent.parent.type == "variable_declaration" else "let")


def _of_declaration(child: Node, parent: Node) -> Role | Node | None:
    return _scope_of(parent, "let") if field(parent, "name") == child else Role.READ


def _of_expression_name(child: Node, parent: Node) -> Role | Node | None:
    return parent if field(parent, "name") == child else Role.READ


def _of_parameter(child: Node, parent: Node) -> Role | Node | None:
    return parent if field(parent, "parameter") == child else Role.READ


def _of_loop(child: Node, parent: Node) -> Role | Node | None:
    if field(parent, "left") != child:
        return Role.READ
    kind = field(parent, "kind")
    if kind is None:
        return Role.TARGET
    return _scope_of(parent, "var") if kind.type == "var" else parent


def _of_assignment(child: Node, parent: Node) -> Role | Node | None:
    return Role.TARGET if field(parent, "left") == child else Role.READ


def _of_call(child: Node, parent: Node) -> Role | Node | None:
    if field(parent, "function") != child:
        return Role.READ
    node: Node | None = parent
    while node is not None and node.start_byte == child.start_byte:
        if node.type == "expression_statement":
            listed = node.parent is not None and node.parent.type in _STATEMENT_LISTS
            return Role.CALL_AT_START if listed else Role.CALL
        node = node.parent
    return Role.CALL


def _of_parentheses(child: Node, parent: Node) -> Role | Node | None:
    while parent.parent is not None and parent.type == "parenthesized_expression":
        child, parent = parent, parent.parent
    return Role.CALL if parent.type == "call_expression" and field(parent, "function") == child else Role.READ


_SORTS: dict[str, Callable[[Node, Node], Role | Node | None]] = {
    "variable_declarator": _of_declarator,
    **dict.fromkeys(_DECLARATIONS, _of_declaration),
    **dict.fromkeys(_OWN_SCOPE, _of_expression_name),
    "formal_parameters": lambda child, parent: parent.parent or Role.READ,
    "arrow_function": _of_parameter,
    "catch_clause": _of_parameter,
    "for_in_statement": _of_loop,
    "assignment_expression": _of_assignment,
    "augmented_assignment_expression": _of_assignment,
    "update_expression": lambda child, parent: Role.TARGET,
    "call_expression": _of_call,
    "parenthesized_expression": _of_parentheses,
    "import_specifier": lambda child, parent: None,
    "import_clause": lambda child, parent: None,
    "namespace_import": lambda child, parent: None,
    "export_specifier": lambda child, parent: None,
    "namespace_export": lambda child, parent: None,
}


def _scope_of(declaration: Node, how: str) -> Node:
    """The scope that a declaration is for: the whole function body for `var`, else the block around it."""
    ends = _FUNCTIONS if how == "var" else _BLOCKS
    node = declaration
    while node.parent is not None:
        node = node.parent
        if node.type in ends:
            return (field(node, "body") or node) if how == "var" else node
    return node
