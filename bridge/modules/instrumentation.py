"""Counters put into a file's code: of its statements, functions and branches, as Istanbul counts them.

The code does the same with them: they go before statements, into parentheses around values, and into braces around
bodies without; directives stay first, functions keep the names they take from what they are assigned to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from bridge.modules.directives import end_of_directives
from bridge.modules.file_map import Arm, Branch, BranchKind, FileMap, Function, Span, Statement
from bridge.modules.hints import Hints
from bridge.modules.insertions import Insertions, Rank
from bridge.modules.naming import anonymous, display_name, keyed
from bridge.modules.spans import Spans
from bridge.modules.syntax import field as part
from bridge.modules.syntax import grammar, text_of

if TYPE_CHECKING:
    from tree_sitter import Node, Query

_PLAIN = (
    *("expression_statement", "break_statement", "continue_statement", "debugger_statement", "return_statement"),
    *("throw_statement", "try_statement", "if_statement", "for_statement", "for_in_statement", "while_statement"),
    *("do_statement", "switch_statement", "with_statement", "labeled_statement"),
)
_LOOPS = ("for_statement", "for_in_statement", "while_statement", "do_statement", "with_statement")
_FUNCTIONS = (
    *("function_declaration", "generator_function_declaration", "function_expression", "generator_function"),
    *("arrow_function", "method_definition"),
)
_LISTS = frozenset({"program", "statement_block", "switch_case", "switch_default", "export_statement"})
_VARIABLES = frozenset({"lexical_declaration", "variable_declaration"})
_LOGICAL = frozenset({"&&", "||", "??"})


@cache
def _query() -> Query:
    from tree_sitter import Query

    patterns = [
        *(f"({name}) @statement" for name in _PLAIN),
        *(f"({name}) @loop" for name in _LOOPS),
        *(f"({name}) @function" for name in _FUNCTIONS),
        "(if_statement) @if (switch_statement) @switch (ternary_expression) @ternary (labeled_statement) @label",
        "(comment) @comment",
        '(binary_expression operator: ["&&" "||" "??"]) @logical',
        "(assignment_pattern) @default (object_assignment_pattern) @default",
        "(variable_declarator value: (_)) @declarator (field_definition value: (_)) @field",
    ]
    return Query(grammar("javascript"), " ".join(patterns))


def instrument(root: Node, insertions: Insertions, name: str) -> FileMap:
    """Put counters, `name[number]++`, into a source whose tree is `root`; what they count is told.

    Nothing is counted in a file that has a comment `istanbul ignore file`, or that the grammar does not understand.
    """
    unread = _misread(root)
    if unread is not None:
        return FileMap(unread=f"line {unread.start_point[0] + 1} was not understood")
    hints = Hints(root, insertions.raw)
    if hints.ignores_file:
        return FileMap(unread="ignored by a comment in it")
    return _Instrumentation(root, insertions, name, hints).file_map


def _misread(root: Node) -> Node | None:
    """The first statement with something the grammar does not know; imports and exports are read in another way."""
    if not root.has_error:
        return None
    simple = ("import_statement", "export_statement")
    for node in root.children:
        if node.has_error and (node.type not in simple or part(node, "declaration") or part(node, "value")):
            return node
    return None


class _Instrumentation:
    def __init__(self, root: Node, insertions: Insertions, name: str, hints: Hints) -> None:
        from tree_sitter import QueryCursor

        self.file_map = FileMap()
        self._raw = insertions.raw
        self._open, self._close = insertions.open, insertions.close
        self._name = name
        self._hints = hints
        self._no_statements: set[int] = set()  # where directives and heads of loops begin
        self._before: dict[int, int] = {}  # where statements begin -> where their labels do
        self._shared: dict[int, int] = {}  # where the first ones of bodies begin -> the counter of the body
        self._found = QueryCursor(_query()).captures(root)
        self._spans = Spans(self._raw, self._found.get("comment", ()))
        self._take(root)
        self.file_map.sort()

    def _take(self, root: Node) -> None:
        for node in self._found.get("loop", ()):
            heads = (part(node, "initializer"), part(node, "condition"))  # which the grammar takes for statements
            self._no_statements.update(head.start_byte for head in heads if head is not None)
        end_of_directives(root, self._raw, self._no_statements)
        steps: tuple[tuple[str, Callable[[Node], None]], ...] = (
            ("label", self._label),
            ("function", self._function),
            ("if", self._if),
            ("switch", self._switch),
            ("statement", self._statement),
            ("loop", self._loop),
            ("ternary", self._ternary),
            ("default", self._default),
            ("declarator", self._declarator),
            ("field", self._field),
        )
        for kind, take in steps:
            for node in sorted(self._found.get(kind, ()), key=_outer_first):
                if not self._hints.skips(node):
                    take(node)
        self._take_logical()

    # ---- What is written

    def _count(self, counter: int) -> str:
        return f"{self._name}[{counter}]++"

    def _brace(self, body: Node, arm: Arm | None = None) -> None:
        """Into the block that `body` is, or is made, what counts it."""
        text = "" if arm is None else f"{self._count(arm.counter)};"
        if arm is not None:
            self._share(arm.counter, body.named_children if body.type == "statement_block" else [body])
        if body.type == "statement_block":
            if text:
                self._open(body.start_byte + 1, body.end_byte, Rank.ENTRY, text)
            return
        self._open(body.start_byte, body.end_byte, Rank.BRACE, "{" + text)
        self._close(self._spans.last(body).end_byte, body.start_byte, Rank.BRACE, "}")

    def _wrap(self, value: Node, counts: str, key: str = "") -> None:
        """`(count,value)`; with a `key` for a function that takes its name from it."""
        opening, closing = keyed(key) if key else ("", "")
        self._open(value.start_byte, value.end_byte, Rank.VALUE, f"({counts},{opening}")
        self._close(value.end_byte, value.start_byte, Rank.VALUE, f"{closing})")

    def _share(self, counter: int, body: Iterable[Node]) -> None:
        """What a body begins with runs as often as the body."""
        first = next((node for node in body if node.type not in ("comment", ":")), None)
        if first is not None and first.type in _VARIABLES:
            declarator = first.named_child(0)
            first = part(declarator, "value") if declarator is not None else None
        if first is not None:
            self._shared[first.start_byte] = counter

    def _share_with(self, start: int, span: Span) -> bool:
        """Whether the statement there has the counter of what it is the first of."""
        counter = self._shared.pop(start, None)
        if counter is not None:
            self.file_map.statements.append(Statement(counter, span))
        return counter is not None

    def _new_statement(self, span: Span) -> str:
        counter = self.file_map.counter()
        self.file_map.statements.append(Statement(counter, span))
        return self._count(counter)

    def _value_span(self, value: Node) -> Span:
        return self._spans.of(_bare(value))

    # ---- Statements

    def _label(self, node: Node) -> None:
        body = part(node, "body")
        if body is not None:
            self._before[body.start_byte] = self._before.get(node.start_byte, node.start_byte)

    def _statement(self, node: Node) -> None:
        start = node.start_byte
        if start in self._no_statements:
            return
        span = self._spans.of(node)
        if not self._share_with(start, span):
            count = self._new_statement(span)
            self._open(self._before.get(start, start), node.end_byte, Rank.STATEMENT, f"{count};")

    def _loop(self, node: Node) -> None:
        body = part(node, "body")
        if body is not None and body.type != "empty_statement":
            self._brace(body)

    def _declarator(self, node: Node) -> None:
        value = part(node, "value")
        if value is None:
            return
        if self._share_with(value.start_byte, self._value_span(value)):
            return
        count = self._new_statement(self._value_span(value))
        if not anonymous(_bare(value)):
            return self._wrap(value, count)
        name, declaration = part(node, "name"), node.parent
        around = declaration.parent if declaration is not None else None
        if declaration is not None and around is not None and around.type in _LISTS:
            first = around if around.type == "export_statement" else declaration
            return self._open(first.start_byte, first.end_byte, Rank.STATEMENT, f"{count};")
        self._wrap(value, count, text_of(name) if name is not None and name.type == "identifier" else "")

    def _field(self, node: Node) -> None:
        value, key = part(node, "value"), part(node, "property")
        if value is None or key is None:
            return
        takes_name = anonymous(_bare(value))
        if not takes_name or key.type != "computed_property_name":  # which may be computed only once
            count = self._new_statement(self._value_span(value))
            self._wrap(value, count, text_of(key) if takes_name else "")

    # ---- Functions

    def _function(self, node: Node) -> None:
        body, name = part(node, "body"), part(node, "name")
        if body is None:
            return
        counter = self.file_map.counter()
        shown = display_name(node) or f"(anonymous_{len(self.file_map.functions)})"
        own = self._spans.of(name) if name is not None and node.type != "method_definition" else None
        span = self._spans.of(node)
        declared = own or Span(span.line, span.column, span.line, span.column + 1)
        self.file_map.functions.append(Function(counter, shown, declared, self._value_span(body)))
        if body.type == "statement_block":
            place = end_of_directives(body, self._raw, self._no_statements)
            lead = "" if place < 0 else ";"
            at = body.start_byte + 1 if place < 0 else place
            self._open(at, body.end_byte, Rank.ENTRY, f"{lead}{self._count(counter)};")
            if place < 0:
                self._share(counter, body.named_children)
        else:
            self._wrap(body, self._count(counter))
        if body.type != "statement_block" and not self._hints.skips(_bare(body)):
            self.file_map.statements.append(Statement(counter, self._value_span(body)))

    # ---- Branches

    def _branch(self, kind: BranchKind, node: Node, arms: list[Arm]) -> None:
        if arms:
            self.file_map.branches.append(Branch(kind, self._spans.of(node), tuple(arms)))

    def _arm(self, arms: list[Arm], span: Span | None) -> Arm:
        arms.append(Arm(self.file_map.counter(), span))
        return arms[-1]

    def _if(self, node: Node) -> None:
        consequence, alternative = part(node, "consequence"), part(node, "alternative")
        if consequence is None:
            return
        hint, arms = self._hints.of_if(node), list[Arm]()
        self._brace(consequence, None if hint == "if" else self._arm(arms, self._spans.of(node)))
        if alternative is not None:
            otherwise = next(child for child in reversed(alternative.named_children) if child.type != "comment")
            self._brace(otherwise, None if hint == "else" else self._arm(arms, self._spans.of(otherwise)))
        elif hint != "else":
            end = self._spans.last(node).end_byte
            self._close(end, node.start_byte, Rank.ENTRY, f" else {{{self._count(self._arm(arms, None).counter)}}}")
        self._branch("if", node, arms)

    def _switch(self, node: Node) -> None:
        body, arms = part(node, "body"), list[Arm]()
        for case in body.named_children if body is not None else ():
            colon = next((child for child in case.children if child.type == ":"), None)
            if colon is not None and not self._hints.skips(case):
                counter = self._arm(arms, self._spans.of(case)).counter
                self._open(colon.end_byte, case.end_byte, Rank.ENTRY, f"{self._count(counter)};")
                self._share(counter, (child for child in case.named_children if child.start_byte >= colon.end_byte))
        self._branch("switch", node, arms)

    def _ternary(self, node: Node) -> None:
        arms = list[Arm]()
        for name in ("consequence", "alternative"):
            value = part(node, name)
            if value is not None and not self._hints.skips(_bare(value)):
                self._wrap(value, self._count(self._arm(arms, self._value_span(value)).counter))
        self._branch("cond-expr", node, arms)

    def _default(self, node: Node) -> None:
        left, right, arms = part(node, "left"), part(node, "right"), list[Arm]()
        if left is None or right is None:
            return
        takes_name = anonymous(_bare(right)) and not left.type.endswith(
            ("object_pattern", "array_pattern", "expression")
        )
        count = self._count(self._arm(arms, self._value_span(right)).counter)
        self._wrap(right, count, text_of(left) if takes_name else "")
        self._branch("default-arg", node, arms)

    def _take_logical(self) -> None:
        """`a && b || c` is one branch of three arms."""
        inner = set[tuple[int, int]]()
        for node in sorted(self._found.get("logical", ()), key=_outer_first):
            if (node.start_byte, node.end_byte) in inner or self._hints.skips(node):
                continue
            arms, pending = list[Arm](), [node]
            while pending:
                leaf = pending.pop()
                bare = _bare(leaf)
                if _is_logical(bare):
                    inner.add((bare.start_byte, bare.end_byte))
                    pending += [side for name in ("right", "left") if (side := part(bare, name)) is not None]
                elif not self._hints.skips(bare):
                    self._wrap(leaf, self._count(self._arm(arms, self._value_span(leaf)).counter))
            self._branch("binary-expr", node, arms)


def _outer_first(node: Node) -> tuple[int, int]:
    return node.start_byte, -node.end_byte


def _is_logical(node: Node) -> bool:
    if node.type != "binary_expression":
        return False
    operator = part(node, "operator")
    return operator is not None and operator.type in _LOGICAL


def _bare(value: Node) -> Node:
    """A value without the parentheses around it."""
    while value.type == "parenthesized_expression":
        inner = next((child for child in value.named_children if child.type != "comment"), None)
        if inner is None:
            break
        value = inner
    return value
