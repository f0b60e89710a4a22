"""TypeScript to JavaScript by taking the types out: everything else stays where it is.

What would need code made for it (enums, namespaces, decorators, parameter properties) is refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bridge.modules.syntax import Edits, grammar, parse
from bridge.modules.syntax import field as part

if TYPE_CHECKING:
    from tree_sitter import Node, Query

_TYPES = (
    *("type_annotation", "asserts_annotation", "type_predicate_annotation", "type_arguments", "type_parameters"),
    "implements_clause",
)
_DECLARATIONS = ("interface_declaration", "type_alias_declaration", "ambient_declaration", "function_signature")
_MEMBERS = ("abstract_method_signature", "method_signature", "index_signature")
_MODIFIERS = ("accessibility_modifier", "override_modifier")
_SPECIAL = {
    "as_expression": "_cast",
    "satisfies_expression": "_cast",
    "non_null_expression": "_marks",
    "variable_declarator": "_marks",
    "optional_parameter": "_parameter",
    "required_parameter": "_parameter",
    "public_field_definition": "_field",
    "method_definition": "_marks",
    "abstract_class_declaration": "_marks",
    "import_statement": "_import",
    "import_alias": "_alias",
    "import_specifier": "_specifier",
    "export_specifier": "_specifier",
    "export_statement": "_export",
}
_MARKS = frozenset({"?", "!", "readonly", "abstract", "declare", "override"})
_REFUSED = {
    "enum_declaration": ("an enum", "Write `const Name = { A: 0 } as const` instead."),
    "internal_module": ("a namespace", "Write a module of its own instead."),
    "module": ("a namespace", "Write a module of its own instead."),
    "decorator": ("a decorator", "Call the function yourself instead."),
}
_STATEMENTS = frozenset(
    {
        *(
            "expression_statement",
            "lexical_declaration",
            "variable_declaration",
            "return_statement",
            "export_statement",
        ),
        *("public_field_definition", "throw_statement"),
    }
)
_CALL_OR_INDEX = re.compile(rb"[^\S\n]*\n\s*[(\[`]")  # no cast is ever called: its statement ended
_CARRIES_ON = re.compile(rb"[^\S\n]*\n\s*[(\[`+\-*/]")

_SIGNATURES = (re.compile(rb"(?m)^([ \t]*)[ \t](?=<[\s\w])"), re.compile(rb"(?m)^([ \t]*)[ \t](?=<[\s\w]|\()"))


class Refused(Exception):
    """TypeScript that is more than types, with its line and column (from 1) and what to write instead."""

    def __init__(self, what: str, node: Node, advice: str) -> None:
        self.line = node.start_point.row + 1
        self.column = node.start_point.column + 1
        self.message = f"{what} is TypeScript that needs a compiler; here types are only taken out"
        self.advice = advice
        super().__init__(self.message)


@cache
def _query(language: str) -> Query:
    from tree_sitter import Query

    names = " ".join(f"({name})" for name in (*_TYPES, *_DECLARATIONS, *_MEMBERS, *_MODIFIERS, *_SPECIAL, *_REFUSED))
    return Query(grammar(language), f"[{names}] @found")


def erase(raw: bytes, language: str) -> bytes:
    """The source (UTF-8) without its types, lines and columns unchanged. Raises `Refused`."""
    from tree_sitter import QueryCursor

    root = _tree(raw, language)
    found = QueryCursor(_query(language)).captures(root).get("found", [])
    eraser = _Eraser(raw)
    for node in sorted(found, key=lambda node: (node.start_byte, -node.end_byte)):
        eraser.take(node)
    return eraser.edits.apply()[0].encode()


def _tree(raw: bytes, language: str) -> Node:
    """The tree, or where that has errors one of the same text with a `;` before lines that begin with `<` or `(`.

    The grammar joins `a: T` in an interface to a call signature on the next line.
    """
    root = parse(raw, language).root_node
    if root.has_error:
        for line_start in _SIGNATURES:
            other = parse(line_start.sub(rb"\1;", raw), language).root_node
            if not other.has_error:
                return other
    return root


class _Eraser:
    def __init__(self, raw: bytes) -> None:
        self.edits = Edits(raw)
        self._raw = raw
        self._done = 0  # everything before this is blank already

    def take(self, node: Node) -> None:
        if node.start_byte < self._done:
            return
        if node.type in _REFUSED:
            raise Refused(_REFUSED[node.type][0], node, _REFUSED[node.type][1])
        if node.type in _MODIFIERS:
            self._mark(node)
        elif node.type in _SPECIAL:
            getattr(self, _SPECIAL[node.type])(node)
        else:
            self._erase(node)

    def _erase(self, node: Node) -> None:
        parent = node.parent
        if parent is not None and parent.type == "export_statement" and node.type in _DECLARATIONS:
            node = parent
        elif parent is not None and parent.type == "arrow_function" and self._move_parenthesis(node, parent):
            return
        self._blank(node.start_byte, node.end_byte, node, "" if node.type in _TYPES else ";")

    def _blank(self, start: int, end: int, node: Node, lead: str = "", *, ends: bool = False) -> None:
        """Take out a range. A `;` stays where the statement `ends` although the next line could carry it on."""
        self._done = max(self._done, end)
        if ends or (self._ends_statement(node, end) and _CARRIES_ON.match(self._raw, end)):
            self.edits.blank(start, end - 1, lead if end - start > 1 else "")
            self.edits.replace(end - 1, end, ";")
        else:
            self.edits.blank(start, end, lead)

    def _ends_statement(self, node: Node, end: int) -> bool:
        above: Node | None = node
        while above is not None and above.end_byte == end:
            if above.type in _STATEMENTS:
                return True
            above = above.parent
        return False

    def _move_parenthesis(self, node: Node, arrow: Node) -> bool:
        """No line may end between an arrow's parameters and its `=>`: the parenthesis closes after the type."""
        parameters = part(arrow, "parameters")
        if parameters is None or node.start_byte < parameters.end_byte or b"\n" not in (node.text or b""):
            return False
        self.edits.blank(parameters.end_byte - 1, node.end_byte - 1)
        self.edits.replace(node.end_byte - 1, node.end_byte, ")")
        self._done = node.end_byte
        return True

    def _mark(self, node: Node) -> None:
        parent = node.parent
        if parent is not None and parent.type.endswith("_parameter"):
            raise Refused("a parameter property", node, "Declare the field, and assign it in the constructor.")
        self._blank(node.start_byte, node.end_byte, node, self._lead(parent, node) if parent is not None else "")

    def _marks(self, node: Node) -> None:
        for child in node.children:
            if child.type in _MARKS and not child.is_named:
                self.edits.blank(child.start_byte, child.end_byte, self._lead(node, child))

    def _lead(self, node: Node, child: Node) -> str:
        """What keeps a member apart from the one before it, once its first word is gone."""
        is_member = node.type in ("public_field_definition", "method_definition")
        return ";" if is_member and child.start_byte == node.start_byte else ""

    def _cast(self, node: Node) -> None:
        done = self._done
        start = node.children[1].start_byte if len(node.children) > 1 else node.end_byte
        self._blank(start, node.end_byte, node, ends=_CALL_OR_INDEX.match(self._raw, node.end_byte) is not None)
        self._done = done  # what comes before the cast is still to be looked at

    def _parameter(self, node: Node) -> None:
        pattern = part(node, "pattern")
        if pattern is not None and pattern.type == "this":
            self._with_comma(node)
            return
        for child in node.children:
            if child.type == "readonly" or child.type in _MODIFIERS:
                raise Refused("a parameter property", child, "Declare the field, and assign it in the constructor.")
        self._marks(node)

    def _field(self, node: Node) -> None:
        if any(child.type == "declare" for child in node.children):
            self._blank(node.start_byte, node.end_byte, node, ";")
        else:
            self._marks(node)

    def _import(self, node: Node) -> None:
        kinds = [child.type for child in node.children]
        if "type" in kinds:
            self._blank(node.start_byte, node.end_byte, node, ";")
        elif "import_require_clause" in kinds:
            self._alias(node)

    def _alias(self, node: Node) -> None:
        self.edits.replace(node.start_byte, node.start_byte + len("import"), "const ")

    def _specifier(self, node: Node) -> None:
        if any(child.type == "type" and not child.is_named for child in node.children):
            self._with_comma(node)

    def _with_comma(self, node: Node) -> None:
        after = node.next_sibling
        end = after.end_byte if after is not None and after.type == "," else node.end_byte
        self._blank(node.start_byte, end, node)

    def _export(self, node: Node) -> None:
        kinds = [child.type for child in node.children]
        if "type" in kinds or "namespace" in kinds:
            self._blank(node.start_byte, node.end_byte, node, ";")
        elif "=" in kinds:
            self.edits.replace(node.start_byte, node.start_byte + len("export"), "module.exports")
