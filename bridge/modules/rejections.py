"""Async functions and promises that tell of themselves, so that a rejection nobody handles can be seen.

The engine does not say which promises were rejected. So the body of an async function tells what it throws and what
promise it returns, and `new Promise` what it made; `js_shims/engine/rejections.js` does the rest.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bridge.modules.directives import end_of_directives
from bridge.modules.insertions import Insertions, Rank
from bridge.modules.syntax import field as part
from bridge.modules.syntax import free_name, grammar, text_of

if TYPE_CHECKING:
    from tree_sitter import Node, Query

_FUNCTIONS = frozenset(
    {
        *("function_declaration", "function_expression", "arrow_function", "method_definition"),
        *("generator_function_declaration", "generator_function", "class_static_block"),
    }
)
_WORTH_READING = re.compile(rb"(?<![\w$.])async(?![\w$])|(?<![\w$.])new(?![\w$])[^;{}]{0,200}?[pP]romise")


def may_reject(raw: bytes) -> bool:
    """Whether there is anything in a source for `tell_rejections` to do."""
    return _WORTH_READING.search(raw) is not None


@cache
def _query() -> Query:
    from tree_sitter import Query

    functions = ("function_declaration", "function_expression", "arrow_function", "method_definition")
    generators = ("generator_function_declaration", "generator_function")
    patterns = [f'({name} "async") @async' for name in (*functions, *generators)]
    return Query(grammar("javascript"), " ".join([*patterns, "(return_statement) @return (new_expression) @new"]))


def tell_rejections(root: Node, insertions: Insertions, machine: str) -> None:
    """Put calls of `machine` into a source whose tree is `root`: its `.e` is told what was thrown, its `.v` what an
    async function returns, its `.k` what `new` made.
    """
    from tree_sitter import QueryCursor

    found = QueryCursor(_query()).captures(root)
    caught = free_name(insertions.raw, "$e")
    for function in found.get("async", ()):
        _tell_thrown(function, insertions, machine, caught)
    for statement in found.get("return", ()):
        value = next((child for child in statement.named_children if child.type != "comment"), None)
        if value is not None and _is_async(_function_around(statement)):
            _wrap(value, insertions, f"{machine}.v")
    for made in found.get("new", ()):
        if "promise" in text_of(part(made, "constructor")).lower():
            _wrap(made, insertions, f"{machine}.k")


def _tell_thrown(function: Node, insertions: Insertions, machine: str, caught: str) -> None:
    body = part(function, "body")
    if body is None or body.has_error:
        return
    start, end, ending = body.start_byte, body.end_byte, f"}}catch({caught}){{throw {machine}.e({caught})}}"
    if body.type != "statement_block":
        insertions.open(start, end, Rank.BODY, f"{{try{{return {machine}.v((")
        insertions.close(end, start, Rank.BODY, f"))}}{ending[1:]}}}")
        return
    behind = end_of_directives(body, insertions.raw)
    place = start + 1 if behind < 0 else behind
    if place < end - 1:  # where there is nothing, nothing is thrown
        insertions.open(place, end, Rank.BODY, "try{" if behind < 0 else ";try{")
        insertions.close(end - 1, start, Rank.BODY, ending)


def _wrap(value: Node, insertions: Insertions, function: str) -> None:
    insertions.open(value.start_byte, value.end_byte, Rank.PROMISE, f"{function}((")
    insertions.close(value.end_byte, value.start_byte, Rank.PROMISE, "))")


def _function_around(node: Node) -> Node | None:
    around = node.parent
    while around is not None and around.type not in _FUNCTIONS:
        around = around.parent
    return around


def _is_async(function: Node | None) -> bool:
    """An async function; not a generator, which waits for what it returns inside of its body."""
    if function is None or function.type.startswith("generator"):
        return False
    words = {child.type for child in function.children if not child.is_named}
    return "async" in words and "*" not in words
