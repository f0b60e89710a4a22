"""What is counted in one file, and where it stands: the meaning of Istanbul's statement, function and branch maps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BranchKind = Literal["if", "cond-expr", "binary-expr", "switch", "default-arg", "a:if"]


class Span(NamedTuple):
    """A stretch of a file. Lines and columns from 1, columns in characters; the end is just behind it."""

    line: int
    column: int
    end_line: int
    end_column: int


class Statement(NamedTuple):
    """`counter`: where in the file's array its count is."""

    counter: int
    span: Span


class Function(NamedTuple):
    """`declared`: its name, or where it begins; `body`: what runs. An event handler of markup is one, too."""

    counter: int
    name: str
    declared: Span
    body: Span


class Arm(NamedTuple):
    """One way a branch may take; no span for an `else` that is not written."""

    counter: int
    span: Span | None


class Branch(NamedTuple):
    kind: BranchKind
    span: Span
    arms: tuple[Arm, ...]


@dataclass
class FileMap:
    """`counters`: how long the file's array is. `unread`: why nothing of it can be counted, or ""."""

    counters: int = 0
    statements: list[Statement] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    unread: str = ""

    def counter(self) -> int:
        """The number of a new counter."""
        self.counters += 1
        return self.counters - 1

    def sort(self) -> None:
        """Into the order of the text."""
        self.statements.sort(key=lambda statement: statement.span)
        self.functions.sort(key=lambda function: function.body)
        self.branches.sort(key=lambda branch: branch.span)
