"""The head of an ES module's wrapper, and the uses of what it imports.

In the head `$m` is the module's machinery (`js_shims/modules/requiring.js`) and `$m_` its exports. An import is read
through what it comes from at each use: `$m0d` holds the default of the first source, `$m0n` its names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bridge.modules.statements import From, Statements
from bridge.modules.uses import Role, Use, Uses

if TYPE_CHECKING:
    from tree_sitter import Node

_RUNNERS = ("@jest/globals", "vitest")  # what tests run by, so that it is there before anything stands in for a module
_NAME = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


class ESModule:
    """Edits the uses of imports in the text of `statements`, and makes the `head` that goes with it.

    `elide`: imports that no code uses are left out, as TypeScript has it. `first`: code that comes before all imports
    but those of what tests run by.
    """

    def __init__(self, root: Node, statements: Statements, *, elide: bool, first: str = "") -> None:
        self._statements = statements
        self._prefix = statements.prefix
        imported = {local: None for source in statements.sources for local in source.locals}
        exported = {local: None for _, local in statements.exports if local in statements.changeable}
        self._uses = Uses(root, statements.edits.raw, {**imported, **exported})
        if elide:
            self._leave_out()
        self._read_as = dict(self._imported())
        self._redirect()
        self.head = '"use strict";' + "".join(self._exports())
        self.lines: list[tuple[int, int]] = []
        """Where in the head the code of each import begins, and the line that the import stands on."""
        fetches = sorted(self._fetches(), key=lambda fetch: fetch[0] not in _RUNNERS)
        own = next((index for index, fetch in enumerate(fetches) if fetch[0] not in _RUNNERS), len(fetches))
        for _, line, code in [*fetches[:own], ("", 1, first), *fetches[own:]]:
            if code:
                self.lines.append((len(self.head), line))
                self.head += code
        self.head += "".join(self._constants())

    def _leave_out(self) -> None:
        wanted = {local for _, local in self._statements.exports}
        wanted.update(name for name, uses in self._uses.outer.items() if uses)
        kept = list[From]()
        for source in self._statements.sources:
            source.names = [pair for pair in source.names if pair[1] in wanted]
            source.namespace = source.namespace if source.namespace in wanted else ""
            if source.locals or source.passed_on or not source.has_clause:
                kept.append(source)
        self._statements.sources = kept

    def _imported(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Local names, and what each is read from and as what."""
        for number, source in enumerate(self._statements.sources):
            for name, local in source.names:
                yield local, (self._holder(number, name), name)

    def _holder(self, number: int, name: str) -> str:
        return f"{self._prefix}{number}{'d' if name == 'default' else 'n'}"

    def _redirect(self) -> None:
        for local, (holder, name) in self._read_as.items():
            if local not in self._uses.declared:
                for use in self._uses.outer[local]:
                    self._redirect_use(use, holder + _member(name))

    def _redirect_use(self, use: Use, expression: str) -> None:
        start, end = use.node.start_byte, use.node.end_byte
        replace = self._statements.edits.replace
        if use.role is Role.READ:
            replace(start, end, expression)
        elif use.role is Role.SHORTHAND:
            replace(end, end, f": {expression}")
        elif use.role is Role.CALL:
            replace(start, end, f"(0, {expression})")
        elif use.role is Role.CALL_AT_START:
            replace(start, start, ";")
            replace(start, end, f"(0, {expression})")

    def _exports(self) -> Iterator[str]:
        statements = self._statements
        passed_on = [name for source in statements.sources for _, name in source.passed_on if name != "*"]
        names = dict.fromkeys([*(name for name, _ in statements.exports), *passed_on])
        if names or any(source.passed_on for source in statements.sources):
            ordered = sorted(names, key=lambda name: name != "default")
            yield f"{self._prefix}.x({', '.join(map(json.dumps, ordered))});"
        assignments = dict[int, str]()
        for name, local in statements.exports:
            if local in self._read_as:
                yield self._getter(name, _read_safely(*self._read_as[local]))
            elif local and self._is_constant(local):
                place = statements.declared_at[local]
                assignments[place] = assignments.get(place, ";") + f"{self._prefix}_{_member(name)}={local};"
            elif local:
                yield self._getter(name, self._read_early(local))
        yield assignments.pop(0, "")
        for place, code in assignments.items():
            statements.edits.replace(place, place, code)
        yield from self._passed_on()

    def _passed_on(self) -> Iterator[str]:
        for number, source in enumerate(self._statements.sources):
            for name, alias in source.passed_on:
                if name == "*" and alias != "*":
                    yield self._getter(alias, f"{self._prefix}{number}s")
                elif name != "*":
                    yield self._getter(alias, _read_safely(self._holder(number, name), name))

    def _is_constant(self, local: str) -> bool:
        if local not in self._statements.declared_at:
            return False
        return not any(use.role is Role.TARGET for use in self._uses.outer.get(local, ()))

    def _read_early(self, local: str) -> str:
        """In a cycle, what `let` or `class` has not declared yet is undefined, as it is after Babel."""
        return f"{{try{{return {local}}}catch{{}}}}" if self._statements.declared_at.get(local) else local

    def _getter(self, name: str, expression: str) -> str:
        return f"{self._prefix}.g({json.dumps(name)},()=>{expression});"

    def _fetches(self) -> Iterator[tuple[str, int, str]]:
        for number, source in enumerate(self._statements.sources):
            fetched = "".join(self._fetch(number, source))
            yield source.specifier, source.line, fetched or f"{self._prefix}.r({json.dumps(source.specifier)});"

    def _fetch(self, number: int, source: From) -> Iterator[str]:
        specifier = json.dumps(source.specifier)
        names = dict.fromkeys(name for name, _ in [*source.names, *source.passed_on])
        if "default" in names:
            yield f"var {self._holder(number, 'default')}={self._prefix}.d({specifier});"
        listed = [json.dumps(name) for name in names if name not in ("default", "*")]
        if listed:
            yield f"var {self._holder(number, '')}={self._prefix}.n({', '.join([specifier, *listed])});"
        if source.namespace:
            yield f"const {source.namespace}={self._prefix}.s({specifier});"
        if ("*", "*") in source.passed_on:
            yield f"{self._prefix}.p({specifier});"
        elif "*" in names:
            yield f"var {self._prefix}{number}s={self._prefix}.s({specifier});"

    def _constants(self) -> Iterator[str]:
        """As the language has it, an import can be neither assigned to nor declared again."""
        for local in self._read_as:
            targeted = any(use.role is Role.TARGET for use in self._uses.outer[local])
            if local in self._uses.declared or targeted:
                yield f"const {local}=0;"


def _member(name: str) -> str:
    return f".{name}" if _NAME.fullmatch(name) else f"[{json.dumps(name)}]"


def _read_safely(holder: str, name: str) -> str:
    """In a cycle a getter may be asked before its module has fetched what it passes on."""
    return f"{holder}?.{_member(name).removeprefix('.')}"
