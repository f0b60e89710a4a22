"""The cascade: from sheets and nodes to one computed style a node.

What counts, strongest first: `!important`; the `style` attribute; specificity; order (defaults, app.acss, page,
components, as the sheets are given). Inherited: font-size, line-height, text-align, white-space, custom properties
and what `style._INHERITED` names. There are no pseudo-elements, states (`:hover`) or animations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cssselect2

from bridge.miniprogram.layout.defaults import default_sheet, hints, is_hidden
from bridge.miniprogram.layout.faces import Face, faces
from bridge.miniprogram.layout.lengths import Screen
from bridge.miniprogram.layout.sheets import Declaration, Rule, Sheet, inline_declarations
from bridge.miniprogram.layout.style import Style, compute
from bridge.miniprogram.tree.node import Node


@dataclass(slots=True)
class Computed:
    """Styles by node number, and the page's own."""

    page: Style
    by_number: dict[int, Style]


class Styles:
    """The sheets of a page in order (app.acss, the page's, its components'), ready to be asked."""

    def __init__(self, sheets: Iterable[Sheet] = (), screen: Screen | None = None) -> None:
        self.screen = screen or Screen()
        self._rules: list[_Known] = []
        self._shared = cssselect2.Matcher()
        self._scoped: dict[str, Any] = {}
        self._inline: dict[str, list[Declaration]] = {}
        for sheet in (default_sheet(), *sheets):
            self._add(sheet)

    def _add(self, sheet: Sheet) -> None:
        matcher = self._shared
        if sheet.scope is not None:
            matcher = self._scoped.setdefault(sheet.scope, cssselect2.Matcher())
        for rule in sheet.rules:
            known = _Known(len(self._rules), rule, sheet is default_sheet())
            self._rules.append(known)
            for selector in rule.selectors:
                matcher.add_selector(selector, known)

    def computed(self, nodes: Iterable[Node | str]) -> Computed:
        """The style of every node. Nodes that match the same rules below the same style share theirs."""
        page, every = faces(nodes)
        root = self._style(page, None, ())
        made: dict[Any, Style] = {}
        styles: dict[int, Style] = {}
        owners: dict[int, str] = {}  # a component's path by its instance
        for face in every:
            node = face.node
            assert node is not None
            if node.instance is not None and node.component is not None:
                owners[node.instance] = node.component
            above = root if node.parent is None else styles.get(node.parent.number, root)
            styles[node.number] = self._shared_style(face, node, above, owners.get(node.owner, ""), made)
        return Computed(root, styles)

    def _shared_style(self, face: Face, node: Node, above: Style, scope: str, made: dict[Any, Style]) -> Style:
        if is_hidden(node):
            return _HIDDEN
        if node.component is not None:
            return made.get(("host", id(above))) or made.setdefault(("host", id(above)), _host(above))
        matches = tuple(self._matches(face, scope))
        inline = str(node.attributes.get("style") or "")
        given = hints(node)
        key = (id(above), tuple(known.order for _, known in matches), inline, tuple(given.values()))
        style = made.get(key)
        if style is None:
            style = made[key] = self._style(face, above, matches, inline, given)
        return style

    def _matches(self, face: Face, scope: str) -> list[tuple[Any, _Known]]:
        """The rules that are about this element, weakest first."""
        found = self._shared.match(face)
        own = self._scoped.get(scope)
        if own is not None:
            found = found + own.match(face)
        kept = [(specificity, known) for specificity, _, pseudo, known in found if pseudo is None]
        kept.sort(key=lambda match: (not match[1].default, match[0], match[1].order))
        return kept

    def _style(
        self,
        face: Face,
        above: Style | None,
        matches: Sequence[tuple[Any, _Known]],
        inline: str = "",
        given: Mapping[str, str] | None = None,
    ) -> Style:
        if above is None:
            matches = self._matches(face, "")
        blocks: list[Sequence[Declaration]] = [known.rule.declarations for _, known in matches]
        defaults = sum(known.default for _, known in matches)
        if given:
            blocks.insert(defaults, inline_declarations(";".join(f"{name}:{value}" for name, value in given.items())))
        if inline:
            blocks.append(self._inline_block(inline))
        ordered = [d for block in blocks for d in block if not d.important]
        ordered += [d for block in blocks for d in block if d.important]
        return compute(ordered, above, self.screen)

    def _inline_block(self, text: str) -> list[Declaration]:
        if text not in self._inline:
            self._inline[text] = inline_declarations(text)
        return self._inline[text]


@dataclass(slots=True, eq=False)
class _Known:
    """A rule with its place in the order of all."""

    order: int
    rule: Rule
    default: bool


_HIDDEN = Style(display="none")


def _host(above: Style) -> Style:
    """A component's host has no box: what is inherited passes through it."""
    return compute((), above, Screen(), display="contents")
