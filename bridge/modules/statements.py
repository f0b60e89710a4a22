"""The static imports and exports of one file, as they are written, taken out of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bridge.modules.syntax import Edits, free_name, line_of, string_value, text_of
from bridge.modules.syntax import field as part

if TYPE_CHECKING:
    from tree_sitter import Node

_VARIABLES = frozenset({"lexical_declaration", "variable_declaration"})
_FUNCTIONS = frozenset({"function_declaration", "generator_function_declaration"})
_CLASSES = frozenset({"class", "class_declaration"})
_DEFINITIONS = _FUNCTIONS | _CLASSES | {"function_expression", "generator_function"}
_CLAUSES = frozenset({"export_clause", "namespace_export"})
_LATE_FROM = re.compile(rb"\s*from\s*(\"[^\"\n]*\"|'[^'\n]*')\s*;?")
_COMMENT = re.compile(r"/\*[\s\S]*?\*/|//.*")
_TOKEN = re.compile(r"""[^\s,{}"']+|"[^"]*"|'[^']*'|[,}]""")
_LINE_ENDS = re.compile("[\r\n\u2028\u2029]")


@dataclass
class From:
    """One `from "specifier"` (or `import "specifier"`): the names here and there.

    `names` are pairs of the name there and the local name; `passed_on` of the name there ("*" for all) and the
    name it is exported as ("*": each as its own). `has_clause` is false where only the effect is wanted.
    """

    specifier: str
    line: int
    names: list[tuple[str, str]] = field(default_factory=list)
    namespace: str = ""
    passed_on: list[tuple[str, str]] = field(default_factory=list)
    has_clause: bool = False

    @property
    def locals(self) -> list[str]:
        return [local for _, local in self.names] + ([self.namespace] if self.namespace else [])


class Statements:
    """Collects the `import` and `export` statements of `root`, and blanks them in `edits`.

    `exports`: pairs of exported and local name; the local name is "" where the text assigns the export itself.
    `declared_at`: where the declaration of an exported name ends, 0 for functions, which are there from the start.
    `changeable`: exported names that are no constants. `prefix`: begins every name that the transform makes.
    """

    def __init__(self, root: Node, raw: bytes) -> None:
        self.edits = Edits(raw)
        self.prefix = free_name(raw, "$m")
        self.found = False
        self.sources: list[From] = []
        self.exports: list[tuple[str, str]] = []
        self.declared_at: dict[str, int] = {}
        self.changeable: set[str] = set()
        self._default = free_name(raw, "_default")
        self._has_lists = False
        for node in root.children:
            if node.type == "import_statement":
                self._import(node)
            elif node.type == "export_statement":
                self._export(node)
        if self._has_lists:
            for node in root.children:
                if node.type in _VARIABLES | _FUNCTIONS | _CLASSES:
                    self._declare(node)

    def _import(self, node: Node) -> None:
        source = part(node, "source")
        if source is None:
            return
        found = self._source(text_of(source), node)
        clause = next((child for child in node.named_children if child.type == "import_clause"), None)
        found.has_clause = clause is not None
        for child in clause.named_children if clause is not None else ():
            if child.type == "identifier":
                found.names.append(("default", text_of(child)))
            elif child.type == "namespace_import":
                found.namespace = text_of(child.named_children[0]) if child.named_children else ""
            else:
                found.names += _pairs(child)
        self.edits.blank(node.start_byte, node.end_byte, ";")

    def _source(self, literal: str, node: Node) -> From:
        self.found = True
        found = From(string_value(literal), line_of(self.edits.raw, node.start_byte))
        self.sources.append(found)
        return found

    def _export(self, node: Node) -> None:
        self.found = True
        declaration, value = part(node, "declaration"), part(node, "value")
        default = next((child for child in node.children if child.type == "default"), None)
        if default is not None:
            self._export_default(node, default, declaration or value)
        elif declaration is not None:
            self.edits.blank(node.start_byte, declaration.start_byte, ";")
            self._declare(declaration)
            self.exports += [(name, name) for name in _declared(declaration)]
        else:
            self._export_list(node)

    def _declare(self, declaration: Node) -> None:
        names = list(_declared(declaration))
        place = declaration.end_byte if declaration.type in _VARIABLES | _CLASSES else 0
        self.declared_at.update(dict.fromkeys(names, place))
        if text_of(part(declaration, "kind")) != "const":
            self.changeable.update(names)

    def _export_default(self, node: Node, default: Node, value: Node | None) -> None:
        if value is None:  # a syntax error, which the engine will report
            return
        definition = _definition(value)
        if definition is None:
            self._lead(node.start_byte, default.end_byte, f"{self.prefix}_.default =")
            self.exports.append(("default", ""))
            return
        name = part(definition, "name")
        local = text_of(name) if name is not None else self._default
        if name is not None:
            self.edits.blank(node.start_byte, definition.start_byte, ";")
        else:
            self._name(node.start_byte, definition, local)
        self.declared_at[local] = definition.end_byte if definition.type in _CLASSES else 0
        self.changeable.add(local)
        self.exports.append(("default", local))

    def _name(self, start: int, definition: Node, name: str) -> None:
        """Give an anonymous function or class a name, taking its room from `export default`."""
        parameters = part(definition, "parameters")
        if definition.type in _CLASSES or parameters is None:
            end, words = definition.start_byte + len("class"), f"class {name}"
        else:
            end, kinds = parameters.start_byte, {child.type for child in definition.children}
            words = f"{'async ' if 'async' in kinds else ''}function{'*' if '*' in kinds else ''} {name}"
        self._lead(start, end, words)

    def _lead(self, start: int, end: int, words: str) -> None:
        """Replace a range by `words`, which end where it ended if they fit; line ends in it stay."""
        text = self.edits.raw[start:end].decode()
        lines = "".join(_LINE_ENDS.findall(text))
        self.edits.replace(start, end, lines + words if lines else words.rjust(len(text)))

    def _export_list(self, node: Node) -> None:
        literal, end = text_of(part(node, "source")), node.end_byte
        late = None if literal else _LATE_FROM.match(self.edits.raw, end)
        if late is not None:  # the grammar ends the statement at the end of the line
            literal, end = late[1].decode(), late.end()
        clause = next((child for child in node.named_children if child.type in _CLAUSES), None)
        if literal:
            self._source(literal, node).passed_on += _pairs(clause) if clause is not None else [("*", "*")]
        elif clause is not None:
            self._has_lists = True
            self.exports += [(alias, name) for name, alias in _pairs(clause)]
        self.edits.blank(node.start_byte, end, ";")


def _pairs(clause: Node) -> list[tuple[str, str]]:
    """The name and the alias of each specifier of a list; `* as name` is a list of one."""
    if clause.type == "namespace_export":
        return [("*", _name_of(text_of(child))) for child in clause.named_children[:1]]
    return list(_listed(text_of(clause)))


def _listed(clause: str) -> Iterator[tuple[str, str]]:
    """The pairs of `{a, b as c}`. From the text: the grammar takes no reserved words there (`b as class`)."""
    words = list[str]()
    for token in _TOKEN.findall(_COMMENT.sub(" ", clause)):
        if token not in (",", "}"):
            words.append(_name_of(token))
            continue
        if len(words) in (1, 3):
            yield words[0], words[-1]
        words.clear()


def _name_of(word: str) -> str:
    return string_value(word) if word.startswith(("'", '"')) else word


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
    if declaration.type in _VARIABLES:
        for declarator in declaration.named_children:
            yield from _bound(part(declarator, "name"))
    else:
        yield from _bound(part(declaration, "name"))


def _bound(pattern: Node | None) -> Iterator[str]:
    """The names in a pattern, in order."""
    pending = [pattern]
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            yield text_of(node)
        elif node.type == "pair_pattern":
            pending.append(part(node, "value"))
        elif node.type in ("assignment_pattern", "object_assignment_pattern"):
            pending.append(part(node, "left"))
        else:
            pending.extend(reversed(node.named_children))
