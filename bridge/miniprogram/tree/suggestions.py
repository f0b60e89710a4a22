"""What to tell somebody whose query finds nothing: what there is that resembles it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from bridge.errors import UsageError
from bridge.miniprogram.tree.node import Node
from bridge.miniprogram.tree.outline import handlers, label, quoted
from bridge.miniprogram.tree.selectors import ancestors, find_all, walk

MOST = 8
"""So many elements are listed."""

_WORD = re.compile(r"[#.]?-?[A-Za-z_\u0080-\U0010ffff][\w-]*")
_RESEMBLING = 0.6
_Likeness = Callable[[Node], float]


def described(node: Node) -> str:
    """`button#authorize "Authorize" (onTap=authorize)`: an element in a message."""
    words = [label(node)]
    if node.text:
        words.append(quoted(node.text, 40))
    if node.handlers:
        words.append(f"({', '.join(handlers(node))})")
    return " ".join(words)


def instead_of(selector: str, nodes: Sequence[Node | str]) -> str:
    """The elements whose tags, ids and classes come closest to those of `selector`, one a line; "" if none is there."""
    wanted = _WORD.findall(selector)
    return _listed(nodes, lambda node: max((_likeness(word, node) for word in wanted), default=0.0))


def instead_of_text(text: str, nodes: Sequence[Node | str]) -> str:
    """The elements whose own text comes closest to `text`, one a line."""
    return _listed(nodes, lambda node: 0.0 if node.elements else _ratio(text, node.text))


def inside_components(selector: str, nodes: Sequence[Node | str]) -> str:
    """The same selector with `>>>`, where that finds something; else ""."""
    if ">>>" in selector:
        return ""
    try:
        found = find_all(nodes, f">>> {selector}")
    except UsageError:  # a list of selectors, of which some cross already
        return ""
    if not found:
        return ""
    hosts = (above for above in ancestors(found[0]) if above.instance == found[0].owner)
    host = next(hosts, None)
    return f"{label(host) if host is not None else ''} >>> {selector}".strip()


def _listed(nodes: Sequence[Node | str], likeness: _Likeness) -> str:
    ranked = [(likeness(node), order, node) for order, node in enumerate(walk(nodes))]
    best = [entry for entry in sorted(ranked, key=lambda entry: (-entry[0], entry[1])) if entry[0] >= _RESEMBLING]
    chosen = [node for _, _, node in best] or [node for _, _, node in ranked if node.id or node.handlers]
    chosen = chosen or [node for _, _, node in ranked]
    lines = list(dict.fromkeys(f"  {described(node)}" for node in chosen))
    left = len(lines) - MOST
    return "\n".join([*lines[:MOST], *([f"  and {left} more"] if left > 0 else [])])


def _likeness(word: str, node: Node) -> float:
    """How much a word of the selector is like the node's id (`#x`), one of its classes (`.x`) or its tag."""
    if word.startswith("#"):
        return max(_ratio(word[1:], node.id), *(0.8 * _ratio(word[1:], name) for name in ["", *node.classes]))
    if word.startswith("."):
        return max(0.8 * _ratio(word[1:], node.id), *(_ratio(word[1:], name) for name in ["", *node.classes]))
    return 0.8 * _ratio(word, node.tag)  # says less than a name that somebody gave


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()
