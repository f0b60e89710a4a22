"""ES modules to functions: static `import` and `export` become calls, on the lines where they stood.

As much as one program's own files need: bindings are read once, when the importing file begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from bridge.modules.sources import Kind

if TYPE_CHECKING:
    from tree_sitter import Node, Parser


_DEFINITIONS = frozenset(
    {
        "function_expression",
        "generator_function",
        "class",
        "function_declaration",
        "generator_function_declaration",
        "class_declaration",
    }
)


@dataclass
class Transformed:
    """`source` as the body of a function, `specifiers` as they are written, and whether it was an ES module."""

    source: str
    kind: Kind
    specifiers: list[str] = field(default_factory=list)


@cache
def _parser() -> Parser:
    import tree_sitter_javascript
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_javascript.language()))


def transform(source: str) -> Transformed:
    """Rewrite the static imports and exports of `source`, and list everything it requires."""
    if not any(word in source for word in ("import", "export", "require")):
        return Transformed(source, "commonjs")
    raw = source.encode()
    tree = _parser().parse(raw)
    rewrite = _Rewrite(raw)
    for node in tree.root_node.children:
        rewrite.statement(node)
    specifiers = [*rewrite.specifiers, *_required(tree.root_node)]
    kind: Kind = "module" if rewrite.is_module else "commonjs"
    return Transformed(rewrite.text(), kind, list(dict.fromkeys(specifiers)))


def _required(root: Node) -> Iterator[str]:
    """The specifiers of `require("...")` anywhere in the file."""
    pending = [root]
    while pending:
        node = pending.pop()
        pending.extend(reversed(node.children))
        if node.type != "call_expression":
            continue
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if called is None or given is None or called.text != b"require" or len(given.named_children) != 1:
            continue
        if given.named_children[0].type == "string":
            yield _string(given.named_children[0])


def _string(node: Node) -> str:
    return _text(node)[1:-1]


def _text(node: Node) -> str:
    return (node.text or b"").decode()


class _Rewrite:
    """Collects replacements of byte ranges; every replacement keeps the line ends it covers."""

    def __init__(self, raw: bytes) -> None:
        self.is_module = False
        self.specifiers: list[str] = []
        self._raw = raw
        self._edits: list[tuple[int, int, str]] = []
        self._tail: list[str] = []

    def text(self) -> str:
        pieces, at = [], 0
        for start, end, new in self._edits:
            pieces += [self._raw[at:start].decode(), new, "\n" * self._raw[start:end].count(b"\n")]
            at = end
        return "".join([*pieces, self._raw[at:].decode(), *self._tail])

    def statement(self, node: Node) -> None:
        if node.type == "import_statement":
            self.is_module = True
            self._replace(node.start_byte, node.end_byte, self._import(node))
        elif node.type == "export_statement":
            self.is_module = True
            self._export(node)

    def _replace(self, start: int, end: int, new: str) -> None:
        self._edits.append((start, end, new))

    def _module(self, node: Node) -> str | None:
        source = node.child_by_field_name("source")
        if source is None:
            return None
        self.specifiers.append(_string(source))
        return f"require.imported({_text(source)})"

    def _import(self, node: Node) -> str:
        module = self._module(node)
        clause = next((child for child in node.named_children if child.type == "import_clause"), None)
        if clause is None:
            return f"{module};"
        named = [_import_pattern(child, str(module)) for child in clause.named_children]
        return " ".join(f"const {pattern};" for pattern in named)

    def _export(self, node: Node) -> None:
        declaration = node.child_by_field_name("declaration")
        value = node.child_by_field_name("value")
        if any(child.type == "default" for child in node.children):
            self._export_default(node, declaration or value)
        elif declaration is not None:
            self._replace(node.start_byte, declaration.start_byte, "")
            self._tail += [f";exports.{name} = {name}" for name in _declared(declaration)]
        else:
            self._replace(node.start_byte, node.end_byte, self._export_list(node))

    def _export_default(self, node: Node, value: Node | None) -> None:
        if value is None:  # a syntax error, which the engine will report
            return
        definition = _definition(value)
        name = definition and definition.child_by_field_name("name")
        if name is not None:
            self._replace(node.start_byte, value.start_byte, "")
            self._tail.append(f";exports.default = {_text(name)}")
            return
        self._replace(node.start_byte, value.start_byte, "exports.default = ")
        if definition is not None:
            self._replace(definition.end_byte, definition.end_byte, ";")

    def _export_list(self, node: Node) -> str:
        module = self._module(node)
        clause = next((child for child in node.named_children if child.type != "string"), None)
        if clause is None:
            return f"require.passOn(exports, {module});"
        if clause.type == "namespace_export":
            return f"exports.{_text(clause.named_children[0])} = {module};"
        pairs = [_names(spec) for spec in clause.named_children if spec.type == "export_specifier"]
        if module is not None:
            return " ".join(f"exports.{alias} = {module}.{name};" for name, alias in pairs)
        self._tail += [f";exports.{alias} = {name}" for name, alias in pairs]
        return ""


def _import_pattern(node: Node, module: str) -> str:
    if node.type == "namespace_import":
        return f"{_text(node.named_children[0])} = {module}"
    if node.type == "identifier":
        return f"{{ default: {_text(node)} }} = {module}"
    specs = [spec for spec in node.named_children if spec.type == "import_specifier"]
    names = ", ".join(": ".join(_names(spec)) for spec in specs)
    return f"{{ {names} }} = {module}"


def _names(specifier: Node) -> tuple[str, str]:
    """`a as b` as a and b, `a` as a twice."""
    name, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
    return _text(name or specifier), _text(alias or name or specifier)


def _definition(value: Node) -> Node | None:
    """The function or class that a default export begins with: a definition, even where the grammar has it called."""
    node = value
    while node.type not in _DEFINITIONS:
        if not node.children or node.children[0].start_byte != value.start_byte:
            return None
        node = node.children[0]
    return node


def _declared(declaration: Node) -> Iterator[str]:
    """The names a declaration binds."""
    if declaration.type in ("lexical_declaration", "variable_declaration"):
        for declarator in declaration.named_children:
            yield from _bound(declarator.child_by_field_name("name"))
    else:
        yield from _bound(declaration.child_by_field_name("name"))


def _bound(pattern: Node | None) -> Iterator[str]:
    if pattern is None:
        return
    if pattern.type in ("identifier", "shorthand_property_identifier_pattern"):
        yield _text(pattern)
    elif pattern.type == "pair_pattern":
        yield from _bound(pattern.child_by_field_name("value"))
    elif pattern.type in ("assignment_pattern", "object_assignment_pattern"):
        yield from _bound(pattern.child_by_field_name("left"))
    else:
        for part in pattern.named_children:
            yield from _bound(part)
