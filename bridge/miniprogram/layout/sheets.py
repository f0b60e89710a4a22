"""An .acss file and what it imports, as rules. What is wrong in it is a warning, and the rest of it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import cssselect2
import tinycss2

from bridge.errors import Place
from bridge.miniprogram.layout.lengths import Screen, length_of
from bridge.miniprogram.tree.selectors import TOO_DEEP

Resolver = Callable[[str, str], "tuple[str, str] | None"]
"""`resolve(specifier, path of the importing file)`: path and text of the imported file, or None if there is none."""

NO_SELECTOR = (cssselect2.SelectorError, NotImplementedError, *TOO_DEEP)
"""What the library raises for a text that is no selector, of namespaces (`NotImplementedError`), or too deep for it."""

_MOST_IMPORTS = 200


@dataclass(frozen=True)
class StyleWarning:
    """Something in a style file that does not count; the phone ignores it, too."""

    message: str
    place: Place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """`name: tokens`; lower-case but for custom properties."""

    name: str
    tokens: Sequence[Any]
    important: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """`selectors` as compiled by cssselect2; `prelude` are their tokens."""

    selectors: Sequence[Any]
    prelude: Sequence[Any]
    declarations: Sequence[Declaration]


@dataclass
class Sheet:
    """The rules of one .acss with its imports, in order.

    `scope`: None when its rules reach every node of the page: the platform's default for app, page and component alike
    (`styleIsolation: "shared"`, observed). With `"apply-shared"` in the .json they reach own nodes only: then the scope
    is the component's path, or "" for the page's own .acss.
    `others`: the at-rules that no box depends on, such as @keyframes.
    """

    path: str
    rules: list[Rule] = field(default_factory=list)
    warnings: list[StyleWarning] = field(default_factory=list)
    scope: str | None = None
    others: list[Any] = field(default_factory=list)


def parse_sheet(
    text: str,
    path: str,
    resolve: Resolver | None = None,
    *,
    screen: Screen | None = None,
    scope: str | None = None,
) -> Sheet:
    """Parse an .acss. Nothing in it raises; `resolve` may raise what it likes."""
    sheet = Sheet(path, scope=scope)
    _Reading(sheet, resolve, screen or Screen()).file(path, text)
    return sheet


def inline_declarations(text: str) -> list[Declaration]:
    """The declarations of a `style` attribute; what is none is left out."""
    return [item for item in _declarations(text) if isinstance(item, Declaration)]


class _Reading:
    def __init__(self, sheet: Sheet, resolve: Resolver | None, screen: Screen) -> None:
        self._sheet = sheet
        self._resolve = resolve
        self._screen = screen
        self._seen: set[str] = set()

    def file(self, path: str, text: str) -> None:
        """Read one file; imports come first, wherever they are asked for (a file is read once)."""
        self._seen.add(path)
        try:
            items = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
            self._items(path, items)
        except RecursionError:
            self._warn("the file is nested too deeply and is left out", path, 1, 1)

    def _items(self, path: str, items: Sequence[Any]) -> None:
        for item in items:
            if item.type == "qualified-rule":
                self._rule(path, item)
            elif item.type == "at-rule":
                self._at_rule(path, item)
            elif item.type == "error":
                self._warn(item.message, path, item.source_line, item.source_column)

    def _rule(self, path: str, item: Any) -> None:
        try:
            selectors = cssselect2.compile_selector_list(item.prelude)
        except NO_SELECTOR as error:
            text = tinycss2.serialize(item.prelude).strip()
            return self._warn(f"not a selector: {text!r} ({error})", path, item.source_line, item.source_column)
        declarations = []
        for found in _declarations(item.content):
            if isinstance(found, Declaration):
                declarations.append(found)
            else:
                message = "not a declaration: it would be `name: value;`"
                self._warn(message, path, found.source_line, found.source_column)
        self._sheet.rules.append(Rule(selectors, item.prelude, declarations))

    def _at_rule(self, path: str, item: Any) -> None:
        keyword = item.lower_at_keyword
        if keyword == "import":
            self._import(path, item)
        elif keyword in ("media", "supports") and item.content is not None:
            if keyword == "supports" or media_applies(item.prelude, self._screen):
                inner = tinycss2.parse_rule_list(item.content, skip_comments=True, skip_whitespace=True)
                self._items(path, inner)
        else:
            self._sheet.others.append(item)

    def _import(self, path: str, item: Any) -> None:
        specifier = _specifier(item.prelude)
        if specifier is None:
            return self._warn("@import names no file", path, item.source_line, item.source_column)
        found = self._resolve(specifier, path) if self._resolve is not None else None
        if found is None:
            message = f"@import {specifier!r}: no such file"
            return self._warn(message, path, item.source_line, item.source_column)
        if found[0] not in self._seen and len(self._seen) < _MOST_IMPORTS:
            self.file(*found)

    def _warn(self, message: str, path: str, line: int, column: int) -> None:
        self._sheet.warnings.append(StyleWarning(message, Place(path, line, column)))


def _declarations(content: Any) -> Iterator[Any]:
    """`Declaration`s, and tinycss2's errors."""
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration":
            name = item.name if item.name.startswith("--") else item.lower_name
            yield Declaration(name, item.value, item.important)
        elif item.type == "error":
            yield item


def _specifier(prelude: Sequence[Any]) -> str | None:
    for token in prelude:
        if token.type in ("string", "url"):
            return str(token.value)
        if token.type == "function" and token.lower_name == "url":
            return next((str(part.value) for part in token.arguments if part.type == "string"), None)
    return None


def media_applies(prelude: Sequence[Any], screen: Screen) -> bool:
    """Whether one of the queries between the commas is true of a phone's screen with that size."""
    queries: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            queries.append([])
        elif token.type not in ("whitespace", "comment"):
            queries[-1].append(token)
    return any(_query_applies(query, screen) for query in queries)


def _query_applies(tokens: list[Any], screen: Screen) -> bool:
    words = [token.lower_value for token in tokens if token.type == "ident"]
    holds = all(_feature_holds(token.content, screen) for token in tokens if token.type == "() block")
    holds = holds and not any(word in ("print", "speech", "tv") for word in words)
    return not holds if "not" in words else holds


def _feature_holds(content: Sequence[Any], screen: Screen) -> bool:
    """`(min-width: 320px)`, `(orientation: portrait)`, `(prefers-color-scheme: light)`. Unknown ones do not hold."""
    parts = [token for token in content if token.type not in ("whitespace", "comment")]
    if len(parts) < 3 or parts[0].type != "ident":
        return False
    name, value = str(parts[0].lower_value), parts[2]
    if name == "orientation":
        return bool(value.type == "ident" and (value.lower_value == "portrait") == (screen.height >= screen.width))
    if name == "prefers-color-scheme":
        return bool(value.type == "ident" and value.lower_value == "light")
    length = length_of(value, screen)
    sizes = {"width": screen.width, "height": screen.height, "device-width": screen.width}
    sizes["device-height"] = screen.height
    bare = name.removeprefix("min-").removeprefix("max-")
    if length is None or bare not in sizes:
        return False
    wanted = length.px + length.em * 16
    if name.startswith("min-"):
        return sizes[bare] >= wanted
    return sizes[bare] <= wanted if name.startswith("max-") else sizes[bare] == wanted
