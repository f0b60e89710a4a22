"""What of a file's text is to be marked: code that did not run, ways not taken, and the kinds of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bridge.modules.file_map import Branch, Span
from bridge.modules.spans import Spans
from bridge.modules.syntax import grammar, parse
from bridge.testing.coverage.counts import FileCoverage

if TYPE_CHECKING:
    from tree_sitter import Query

_WORDS = """as async await break case catch class const continue debugger default delete do else export extends
finally for from function get if import in instanceof let new of return set static switch throw try typeof var void
while yield"""
_MARKUP = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))|(?P<tag></?[A-Za-z][\w-]*|/?>)|(?P<string>\"[^\"]*\"|'[^']*')", re.DOTALL
)
_LINE_END = re.compile("\r\n|[\n\r]")
_MOST_COLOURED = 400_000  # characters: larger files are bundles that nobody reads


class Mark(NamedTuple):
    """`kind` is the name of a class of the style sheet; `title` says what it means."""

    span: Span
    kind: str
    title: str = ""


class Badge(NamedTuple):
    """A sign before a character of a line."""

    line: int
    column: int
    text: str
    title: str


def lines_of(text: str) -> list[str]:
    """The lines of a file as positions count them, without an empty last one."""
    lines = _LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]


def missed(file: FileCoverage) -> tuple[list[Mark], list[Badge]]:
    """What did not run. Where something did not run at all, its branches are not told of."""
    file_map, counts = file.file_map, file.counts
    marks = [
        Mark(item.span, "m-statement", "statement not run") for item in file_map.statements if not counts[item.counter]
    ]
    word = "handler" if file.path.endswith(".axml") else "function"
    for function in file_map.functions:
        if not counts[function.counter]:
            marks.append(Mark(function.declared, "m-function", f"{word} not called: {function.name}"))
    badges = list[Badge]()
    for branch in file_map.branches:
        if any(counts[arm.counter] for arm in branch.arms):
            _add_branch(branch, counts, marks, badges)
    return marks, badges


def _add_branch(branch: Branch, counts: list[int], marks: list[Mark], badges: list[Badge]) -> None:
    for index, arm in enumerate(branch.arms):
        if counts[arm.counter]:
            continue
        if arm.span is None:
            badges.append(Badge(branch.span.line, branch.span.column, "E", "else path not taken"))
        elif branch.kind == "if" and index == 0:
            badges.append(Badge(branch.span.line, branch.span.column, "I", "if path not taken"))
        elif branch.kind != "if":
            marks.append(Mark(arm.span, "m-branch", "branch not taken"))
        else:
            badges.append(Badge(branch.span.line, branch.span.column, "E", "else path not taken"))


def by_line(marks: Iterable[Mark], lines: list[str]) -> dict[int, list[tuple[int, int, Mark]]]:
    """For each line the marks on it: from and to which index of the line. Blanks before the code are left out."""
    found = defaultdict[int, list[tuple[int, int, Mark]]](list)
    for mark in marks:
        span = mark.span
        for number in range(span.line, min(span.end_line, len(lines)) + 1):
            text = lines[number - 1]
            start = span.column - 1 if number == span.line else len(text) - len(text.lstrip())
            end = span.end_column - 1 if number == span.end_line else len(text)
            if end > start:
                found[number].append((start, end, mark))
    return found


def words(path: str, text: str) -> Iterator[Mark]:
    """Comments, texts, numbers and words of the language."""
    if len(text) > _MOST_COLOURED:
        return
    if path.endswith(".axml"):
        yield from _markup_words(text)
        return
    from tree_sitter import QueryCursor

    language = "typescript" if path.endswith(".ts") else "javascript"
    raw = text.encode("utf-8", "surrogatepass")
    spans = Spans(raw)
    for kind, nodes in QueryCursor(_query(language)).captures(parse(raw, language).root_node).items():
        for node in sorted(nodes, key=lambda node: node.start_byte):
            yield Mark(spans.of(node), f"t-{kind}")


@cache
def _query(language: str) -> Query:
    from tree_sitter import Query

    listed = " ".join(f'"{word}"' for word in _WORDS.split())
    kinds = "(comment) @comment [(string) (template_string) (regex)] @string (number) @number"
    return Query(grammar(language), f"{kinds} [{listed}] @keyword")


def _markup_words(text: str) -> Iterator[Mark]:
    line, line_start = 1, 0
    for match in _MARKUP.finditer(text):
        ends = list(_LINE_END.finditer(text, line_start, match.start()))
        if ends:
            line, line_start = line + len(ends), ends[-1].end()
        inner = list(_LINE_END.finditer(text, match.start(), match.end()))
        last_start = inner[-1].end() if inner else line_start
        span = Span(line, match.start() - line_start + 1, line + len(inner), match.end() - last_start + 1)
        yield Mark(span, f"t-{match.lastgroup}")
