"""Nodes as HTML elements `m-tag`, with what a component shows of itself. All text is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from bridge.miniprogram.layout.browser_css import PREFIX, inline_css
from bridge.miniprogram.layout.defaults import hints, is_hidden
from bridge.miniprogram.layout.faces import attributes
from bridge.miniprogram.layout.lengths import Screen
from bridge.miniprogram.tree.node import Node
from bridge.miniprogram.tree.rich_text import rich_text

Pictures = Callable[[str], "str | None"]
"""The `data:image/...` address of what a program's `src` names, or None."""

Canvases = Callable[[Node], "str | None"]
"""The `data:image/...` address of what stands on a canvas, or None."""

_SAFE_TAG = re.compile(r"[a-z][a-z0-9-]*")
_SAFE_ATTRIBUTE = re.compile(r"data-[A-Za-z0-9_-]+")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|rgba?\([0-9., %]+\)")
_KEPT = {
    "type", "size", "mode", "disabled", "plain", "loading", "scroll-x", "scroll-y", "vertical", "role", "aria-label",
}  # fmt: skip
_TICKS = {"checkbox", "radio", "switch"}
_STAND_INS = {"canvas", "map", "video", "camera", "ar-camera", "lottie", "web-view"}
_GLYPHS = {
    "success": "✓", "success_no_circle": "✓", "info": "i", "warn": "!", "waiting": "…", "clear": "✕", "cancel": "✕",
    "download": "↓", "search": "⌕", "safe_success": "✓", "safe_warn": "!",
}  # fmt: skip
_FITS = {"aspectFit": "contain", "aspectFill": "cover", "widthFix": "contain", "heightFix": "contain", "center": "none"}


def colour(text: object, otherwise: str) -> str:
    """`text` if it is a plain colour."""
    return text if isinstance(text, str) and _COLOUR.fullmatch(text) else otherwise


@dataclass
class Drawing:
    """What elements are drawn with; `scopes` are the scopes of the page's sheets."""

    screen: Screen
    scopes: list[str]
    picture: Pictures | None = None
    canvas: Canvases | None = None
    owners: dict[int, str] = field(default_factory=dict)


def elements(nodes: Iterable[Node | str], drawing: Drawing) -> str:
    """The HTML of a tree; deep trees are no danger: no recursion."""
    parts: list[str] = []
    pending: list[tuple[str, Any]] = [("item", node) for node in list(nodes)[::-1]]
    while pending:
        kind, item = pending.pop()
        if kind == "html":
            parts.append(item)
        elif isinstance(item, str):
            parts.append(escape(item))
        else:
            pending.extend(reversed(list(_element(item, drawing))))
    return "".join(parts)


def _element(node: Node, drawing: Drawing) -> Iterator[tuple[str, Any]]:
    if node.instance is not None and node.component is not None:
        drawing.owners[node.instance] = node.component
        if not is_hidden(node):
            yield from (("item", child) for child in node.children)
        return
    name = PREFIX + (node.tag if _SAFE_TAG.fullmatch(node.tag) else "view")
    yield "html", f"<{name}{_attributes(node, drawing)}>"
    yield from _content(node, drawing)
    yield "html", f"</{name}>"


def _attributes(node: Node, drawing: Drawing) -> str:
    given = dict(attributes(node))
    kept = {name: value for name, value in given.items() if name in _KEPT or _SAFE_ATTRIBUTE.fullmatch(name)}
    if "class" in given:
        kept["class"] = given["class"]
    if node.id:
        kept["id"] = node.id
    if is_hidden(node):
        kept["hidden"] = ""
    if node.tag in _TICKS and _is_on(node):
        kept["checked"] = ""
    scope = drawing.owners.get(node.owner, "")
    if scope in drawing.scopes:
        kept["s"] = str(drawing.scopes.index(scope))
    style = _style(node, given.get("style", ""), drawing.screen)
    if style:
        kept["style"] = style
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())


def _style(node: Node, written: str, screen: Screen) -> str:
    own = "".join(f"{name}:{value};" for name, value in hints(node).items())
    chosen = node.attributes.get("color")
    if node.tag == "icon" and isinstance(chosen, str):
        own += f"background-color:{colour(chosen, '#1677ff')};"
    if node.tag in _TICKS and isinstance(chosen, str) and _is_on(node):
        own += f"background-color:{colour(chosen, '#1677ff')};"
    if node.tag == "swiper-item" and node.parent is not None:
        shown = _current(node.parent)
        axis = "Y" if node.parent.attributes.get("vertical") else "X"
        own += f"transform:translate{axis}({-100 * shown:g}%);" if shown else ""
    return own + inline_css(written, screen)


def _is_on(node: Node) -> bool:
    return node.value if isinstance(node.value, bool) else bool(node.attributes.get("checked"))


def _content(node: Node, drawing: Drawing) -> Iterator[tuple[str, Any]]:
    draw = _DRAWN.get(node.tag)
    if draw is not None:
        yield "html", draw(node)
    elif node.tag in ("image", "cover-image"):
        yield "html", _picture(node, drawing)
    elif node.tag in _STAND_INS:
        yield "html", _painted(node, drawing) or f'<i class="m-stand-in">{escape(node.tag)}</i>'
        yield from (("item", child) for child in node.elements)
    else:
        yield from (("item", child) for child in node.children)
        if node.tag == "swiper":
            yield "html", _dots(node)


def _number(value: Any, otherwise: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return otherwise
    return number if abs(number) < 1e9 else otherwise


def _current(swiper: Node) -> int:
    return int(_number(swiper.value if swiper.value is not None else swiper.attributes.get("current"), 0))


def _typed(node: Node) -> str:
    value = node.value if node.value not in (None, "") else node.attributes.get("value")
    if value in (None, ""):
        return f"<s>{escape(str(node.attributes.get('placeholder') or ''))}</s>"
    shown = "•" * len(str(value)) if node.attributes.get("password") else str(value)
    return escape(shown)


def _share(attributes: Mapping[str, Any], value: Any) -> float:
    low, high = _number(attributes.get("min"), 0), _number(attributes.get("max"), 100)
    share = (_number(value, low) - low) / (high - low) if high > low else 0
    return max(0.0, min(share, 1.0)) * 100


def _slider(node: Node) -> str:
    value = node.value if node.value is not None else node.attributes.get("value")
    shown = f"<u>{_number(value, 0):g}</u>" if node.attributes.get("show-value") else ""
    return f'<b><i style="width:{_share(node.attributes, value):g}%"></i></b>{shown}'


def _progress(node: Node) -> str:
    percent = max(0.0, min(_number(node.attributes.get("percent"), 0), 100))
    active = colour(str(node.attributes.get("active-color") or ""), "#1677ff")
    shown = f"<u>{percent:g}%</u>" if node.attributes.get("show-info") else ""
    return f'<b><i style="width:{percent:g}%;background:{active}"></i></b>{shown}'


def _icon(node: Node) -> str:
    size = _number(node.attributes.get("size"), 23)
    glyph = _GLYPHS.get(str(node.attributes.get("type") or ""), "")
    return f'<i style="font-size:{size * 0.62:g}px">{glyph}</i>'


def _rich(node: Node) -> str:
    return escape(rich_text(node.attributes.get("nodes")))


_DRAWN: dict[str, Callable[[Node], str]] = {
    "input": _typed,
    "textarea": _typed,
    "slider": _slider,
    "progress": _progress,
    "icon": _icon,
    "rich-text": _rich,
    "checkbox": lambda _: "",
    "radio": lambda _: "",
    "switch": lambda _: "",
    "page-meta": lambda _: "",
}


def _picture(node: Node, drawing: Drawing) -> str:
    source = str(node.attributes.get("src") or "")
    found = source if source.startswith("data:image/") else None
    if found is None and drawing.picture is not None and source:
        found = drawing.picture(source)
    if found is None or not found.startswith("data:image/"):
        return f"<i>{escape(source.rpartition('/')[2][-40:])}</i>"
    fit = _FITS.get(str(node.attributes.get("mode") or ""), "fill")
    return f'<img alt="" src="{escape(found)}" style="object-fit:{fit}">'


def _painted(node: Node, drawing: Drawing) -> str:
    """What was drawn on a canvas, as large as that; empty for another node, and a canvas that nobody drew on."""
    found = drawing.canvas(node) if node.tag == "canvas" and drawing.canvas is not None else None
    if found is None or not found.startswith("data:image/"):
        return ""
    return f'<img alt="" src="{escape(found)}">'


def _dots(node: Node) -> str:
    if not node.attributes.get("indicator-dots"):
        return ""
    current = _current(node)
    items = [child for child in node.elements if child.tag == "swiper-item"]
    dots = "".join(f"<i{' class=on' if place == current else ''}></i>" for place in range(len(items)))
    return f'<div class="m-dots">{dots}</div>'
