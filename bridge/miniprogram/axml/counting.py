"""What is counted in markup: each `{{ }}` as a statement, each handler as a function, each a:if chain as a branch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bridge.miniprogram.axml.cursor import Code
from bridge.miniprogram.axml.markup import Attribute, Element
from bridge.miniprogram.axml.source import Source
from bridge.miniprogram.axml.tokens import Expression
from bridge.modules.file_map import Arm, Branch, FileMap, Function, Span, Statement

_HANDLER = re.compile(r"(?:on|catch)[A-Z]")


class Counting:
    """The counters of one file. In its code they are the members of `C`.

    `handlers`: for each handler its counter, by the place of its tag and its name, "3:5 onTap": the guest counts those.
    """

    def __init__(self, source: Source) -> None:
        self.file_map = FileMap()
        self.handlers: dict[str, int] = {}
        self._source = source
        self._expressions: dict[int, int] = {}  # one that is compiled twice is one all the same

    def expression(self, expression: Expression, code: Code) -> Code:
        fragment = expression.fragment
        start, end = fragment.origin(expression.start) - len("{{"), fragment.origin(expression.end - 1) + 1
        counter = self._expressions.get(start)
        if counter is None:
            counter = self._expressions[start] = self.file_map.counter()
            self.file_map.statements.append(Statement(counter, self._span(start, end)))
        return Code(f"(C[{counter}]++,{code.text})", code.kind)

    def handler(self, element: Element, attribute: Attribute) -> None:
        """Counts the calls of an attribute, if it is a handler's."""
        if not _HANDLER.match(attribute.name) or attribute.value in (True, ""):
            return
        place = self._source.place(element.offset)
        counter = self.handlers[f"{place.line}:{place.column} {attribute.name}"] = self.file_map.counter()
        called = attribute.value if isinstance(attribute.value, str) else "{{ }}"
        declared = self._span(attribute.offset, attribute.offset + len(attribute.name))
        body = self._span(attribute.offset, attribute.end)
        self.file_map.functions.append(Function(counter, f"{attribute.name}={called}", declared, body))

    def chain(self, conditions: Sequence[Attribute]) -> list[tuple[str, str]]:
        """What goes around the code of each branch, and around that of the `else` that is not written."""
        spans: list[Span | None] = [self._span(one.offset, one.end) for one in conditions]
        first = spans[0]
        if conditions[-1].name != "a:else":
            spans.append(None)
        arms = tuple(Arm(self.file_map.counter(), span) for span in spans)
        if first is not None:
            self.file_map.branches.append(Branch("a:if", first, arms))
        return [(f"(C[{arm.counter}]++,", ")") for arm in arms]

    def _span(self, start: int, end: int) -> Span:
        first, last = self._source.place(start), self._source.place(end)
        return Span(first.line or 1, first.column or 1, last.line or 1, last.column or 1)
