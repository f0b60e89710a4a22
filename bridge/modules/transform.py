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
        if declaration is not None:
            self._export_declaration(node, declaration)
        elif value is not None:
            self._replace(node.start_byte, value.start_byte, "exports.default = ")
        else:
            self._replace(node.start_byte, node.end_byte, self._export_list(node))

    def _export_declaration(self, node: Node, declaration: Node) -> None:
        is_default = any(child.type == "default" for child in node.children)
        names = list(_declared(declaration))
        if is_default and not names:
            self._replace(node.start_byte, declaration.start_byte, "exports.default = ")
            return
        self._replace(node.start_byte, declaration.start_byte, "")
        for name in names:
            self._tail.append(f";exports.{'default' if is_default else name} = {name}")

    def _export_list(self, node: Node) -> str:
        module = self._module(node)
        clause = next((child for child in node.named_children if child.type == "export_clause"), None)
        if clause is None:
            return f"Object.assign(exports, {module});"
        pairs = [(_text(spec.named_children[0]), _text(spec.named_children[-1])) for spec in clause.named_children]
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
    names = ", ".join(": ".join(_text(child) for child in spec.named_children) for spec in specs)
    return f"{{ {names} }} = {module}"


def _declared(declaration: Node) -> Iterator[str]:
    """The names a declaration binds (no destructuring)."""
    if declaration.type in ("lexical_declaration", "variable_declaration"):
        for declarator in declaration.named_children:
            name = declarator.child_by_field_name("name")
            if name is not None and name.type == "identifier":
                yield _text(name)
        return
    name = declaration.child_by_field_name("name")
    if name is not None:
        yield _text(name)
