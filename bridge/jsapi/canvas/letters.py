"""Texts on a canvas: letters by the fonts of the machine, sizes by the same averages as measureText."""

from __future__ import annotations

import re
from html import escape

from bridge.jsapi.canvas.geometry import text
from bridge.jsapi.canvas.styles import Font, Styles

LONGEST = 10_000
"""Characters of one text that are drawn."""

_ANCHORS = {"center": "middle", "right": "end", "end": "end"}
_DROPS = {"top": 0.8, "hanging": 0.8, "middle": 0.3, "bottom": -0.2, "ideographic": -0.2}
"""How far below its y a text's letters stand, in sizes: ascent 0.8 and descent 0.2, as measureText says [inferred]."""

_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FAMILIES = {
    "serif": ("Times New Roman", "Liberation Serif", "DejaVu Serif", "Noto Serif"),
    "monospace": ("Menlo", "Courier New", "Liberation Mono", "DejaVu Sans Mono", "Noto Sans Mono"),
}
_USUAL = ("Helvetica", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans", "sans-serif")
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})


def width_of(written: str, size: float) -> float:
    """In pixels: full-width characters an em, blanks 0.28, others 0.52, as in js_shims/jsapi/canvas.js."""
    return sum(1 if ord(each) >= 0x1100 else 0.28 if each == " " else 0.52 for each in written) * size


def letters(written: str, x: float, y: float, styles: Styles, attributes: str, squeezed: float = 1) -> str:
    """A <text> in the coordinates of its styles' matrix, `squeezed` to that share of its width."""
    font = styles.font
    drop = _DROPS.get(styles.baseline, 0) * font.size
    matrix = styles.matrix.after(type(styles.matrix)(squeezed, 0, 0, 1, x, y + drop))
    anchor = f' text-anchor="{_ANCHORS[styles.align]}"' if styles.align in _ANCHORS else ""
    slope = ' font-style="italic"' if font.is_italic else ""
    return (
        f'<text xml:space="preserve" transform="{matrix}" font-family="{families(font)}" font-size="{text(font.size)}" '
        f'font-weight="{font.weight}"{slope}{anchor}{attributes}>{printable(written)}</text>'
    )


def printable(written: str) -> str:
    """Escaped, with blanks for line ends and the like, as on a canvas, and for what no XML may hold."""
    return escape(_NO_XML.sub(" ", written[:LONGEST]))


def families(font: Font) -> str:
    """Those of the font, then what machines usually have: one that has none of them draws nothing."""
    known: list[str] = []
    for family in font.families:
        known += _FAMILIES.get(family, () if family == "sans-serif" else (family,))
    return ", ".join(_quoted(family) for family in dict.fromkeys((*known, *_USUAL)))


def _quoted(family: str) -> str:
    if family in _GENERIC:
        return family
    return "&#39;" + escape(re.sub(r"[^\w .-]", "", family)) + "&#39;"
