"""One context at work: its state and its path, and how fills, lines, texts and images come onto its canvas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

from bridge.jsapi.canvas.geometry import IDENTITY, Matrix, number, numbers, text
from bridge.jsapi.canvas.images import Embedded
from bridge.jsapi.canvas.letters import letters, width_of
from bridge.jsapi.canvas.outline import Outline
from bridge.jsapi.canvas.paints import Paint
from bridge.jsapi.canvas.sheet import CLIPPED, KNOWN_COMPOSITES, SHADOWED, SRGB, TRACED, Sheet
from bridge.jsapi.canvas.styles import Styles

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels of the canvas."""

MOST_CLIPS = 16
"""Within one another: renderers walk them by recursion."""

MOST_SAVED = 10_000

FINEST_DASH = 0.5
"""Pixels of all lengths together: a line of finer dashes is drawn whole."""


class Palette(Protocol):
    """What all contexts of a program share."""

    paints: dict[int, Paint]

    def image(self, given: Any) -> Embedded | None:
        """The picture that drawImage is given."""

    def note(self, sentence: str) -> None:
        """Tell whoever runs the program what is not drawn; once."""

    def letters_can_be_drawn(self) -> bool:
        """Whether the machine has fonts; a note if it has none."""


class Painter:
    """Methods take what a call was given, as JSON has it: it is drawn, or it is nothing, but never an error."""

    def __init__(self, sheet: Sheet, palette: Palette) -> None:
        self.sheet, self._palette = sheet, palette
        self.reset()

    def reset(self) -> None:
        """As a new context is."""
        self.styles = Styles()
        self.begin()

    def begin(self) -> None:
        """Without transforms, clips, path and what was saved."""
        self.styles.matrix, self.styles.clips = IDENTITY, ()
        self._saved: list[Styles] = []
        self.path = Outline()

    # ---- State

    def set(self, name: str, given: Sequence[Any]) -> None:
        """Change how things are drawn; an unknown name does nothing."""
        self.styles.set(name, tuple(given))
        if name == "globalCompositeOperation" and self.styles.composite not in KNOWN_COMPOSITES:
            self._palette.note("a canvas is composed in a way that is not painted: what comes is put on top")

    def save(self, given: Sequence[Any]) -> None:
        if len(self._saved) < MOST_SAVED:
            self._saved.append(self.styles.copied())

    def restore(self, given: Sequence[Any]) -> None:
        if self._saved:
            self.styles = self._saved.pop()

    def transform(self, inner: Matrix) -> None:
        self.styles.matrix = self.styles.matrix.after(inner)

    # ---- Painting

    def fill(self, given: Sequence[Any]) -> None:
        self.fill_outline(self.path, given[0] if given else None)

    def stroke(self, given: Sequence[Any]) -> None:
        self.stroke_outline(self.path)

    def fill_outline(self, outline: Outline, rule: Any = None) -> None:
        painted = self._painted("fill", self.styles.matrix)
        if painted and self._affords(outline):
            even = ' fill-rule="evenodd"' if rule == "evenodd" else ""
            self._put(f'<path d="{outline.data()}"{painted}{even}/>', outline.box())

    def stroke_outline(self, outline: Outline) -> None:
        at = self.styles.matrix
        if at.is_flat or not self._affords(outline):
            return
        # Only a pen that is no circle any more needs the path as it was before the transform.
        back = None if at.keeps_shapes else at.inverse()
        painted = self._painted("stroke", at if back is None else IDENTITY)
        if painted:
            moved = "" if back is None else f' transform="{at}"'
            pen = self._pen(at.scale if back is None else 1)
            self._put(f'<path d="{outline.data(back)}"{painted}{pen}{moved}/>', outline.box(), self._reach())

    def _affords(self, outline: Outline) -> bool:
        return bool(outline.pieces) and self.sheet.affords(TRACED, len(outline.pieces))

    def _reach(self) -> float:
        """How far a line's paint may be from its path, on the canvas."""
        longest = max(abs(entry) for entry in self.styles.matrix[:4])
        return self.styles.line_width * longest * 2 * max(1, min(self.styles.miter, 100))

    def rectangle(self, given: Sequence[Any]) -> Outline | None:
        """Of x, y, width and height."""
        read = numbers(given, 4)
        if read is None:
            return None
        outline = Outline()
        outline.rectangle(self.styles.matrix, *read)
        return outline

    def clear(self, given: Sequence[Any]) -> None:
        outline = self.rectangle(given)
        box = outline.box() if outline is not None else None
        if outline is None or box is None:
            return
        if self._covers_all(box):
            return self.sheet.clear()
        self.sheet.wipe(self._clipped(f'<path d="{outline.data()}"/>'))

    def _covers_all(self, box: Box) -> bool:
        if self.styles.matrix.b or self.styles.matrix.c or self.styles.clips:
            return False
        return max(box[:2]) <= 0 and box[2] >= self.sheet.width and box[3] >= self.sheet.height

    def write(self, given: Sequence[Any], kind: str) -> None:
        """fillText and strokeText: a text, x, y, and how wide it may be."""
        read = numbers(given[1:], 2)
        if read is None or self.styles.matrix.is_flat or not self._palette.letters_can_be_drawn():
            return
        written = as_text(given[0])
        wide, widest = width_of(written, self.styles.font.size), number(given[3]) if len(given) > 3 else math.nan
        squeezed = widest / wide if 0 < widest < wide else 1
        painted = self._painted(kind, IDENTITY)
        if painted and written.strip() and not widest <= 0:
            pen = self._pen(1) if kind == "stroke" else ""
            markup = letters(written, read[0], read[1], self.styles, painted + pen, squeezed)
            self._put(markup, self._around(read[0], read[1], min(wide * 2, wide + 10000)), self._reach())

    def _around(self, x: float, y: float, wide: float) -> Box | None:
        """Where a text surely is."""
        outline, size = Outline(), self.styles.font.size * 2
        outline.rectangle(self.styles.matrix, x - wide, y - size, wide * 2, size * 2)
        return outline.box()

    def draw_image(self, given: Sequence[Any]) -> None:
        image = self._palette.image(given[0] if given else None)
        places = _places(given[1:], image) if image is not None else None
        if image is None or places is None or self.styles.matrix.is_flat:
            return
        part, (x, y, width, height) = places
        id = image.define(self.sheet, self.styles.smooth)
        outline = self.rectangle((x, y, width, height))
        alpha = f' opacity="{text(self.styles.alpha)}"' if self.styles.alpha < 1 else ""
        frame = f'x="{text(x)}" y="{text(y)}" width="{text(width)}" height="{text(height)}" preserveAspectRatio="none"'
        inner = f'<svg {frame} viewBox="{" ".join(map(text, part))}"><use href="#{id}"/></svg>'
        self._put(f'<g transform="{self.styles.matrix}"{alpha}>{inner}</g>', outline.box() if outline else None)

    def clip(self, given: Sequence[Any]) -> None:
        clips = self.styles.clips
        if len(clips) >= MOST_CLIPS:
            return self._palette.note("a canvas clips within too many clips: the innermost ones are not regarded")
        if not self.sheet.affords(TRACED, len(self.path.pieces)):
            return
        rule = ' clip-rule="evenodd"' if given and given[0] == "evenodd" else ""
        around = f'clip-path="url(#{clips[-1]})"' if clips else 'clipPathUnits="userSpaceOnUse"'
        id = self.sheet.define("clipPath", around, f'<path d="{self.path.data() or "M0 0"}"{rule}/>')
        self.styles.clips = (*clips, id)

    # ---- How things are put on the canvas

    def _painted(self, kind: str, at: Matrix) -> str:
        """The attributes of a fill or a stroke; empty for one that paints nothing."""
        style = self.styles.fill if kind == "fill" else self.styles.stroke
        other = "" if kind == "fill" else ' fill="none"'
        if isinstance(style, tuple):
            shade, alpha = style
            return self._opaque(kind, shade, alpha * self.styles.alpha) + other
        paint = self._palette.paints.get(style)
        id = paint.define(self.sheet, at) if paint is not None else None
        return self._opaque(kind, f"url(#{id})", self.styles.alpha) + other if id else ""

    @staticmethod
    def _opaque(kind: str, shade: str, alpha: float) -> str:
        return f' {kind}="{shade}"' + (f' {kind}-opacity="{text(alpha)}"' if alpha < 1 else "")

    def _pen(self, scale: float) -> str:
        styles = self.styles
        visible = sum(styles.dash) * styles.matrix.scale >= FINEST_DASH
        dash = ",".join(text(length * scale) for length in styles.dash if visible)
        dashes = f' stroke-dasharray="{dash}" stroke-dashoffset="{text(styles.dash_offset * scale)}"' if dash else ""
        return (
            f' stroke-width="{text(styles.line_width * scale)}" stroke-linecap="{styles.cap}" '
            f'stroke-linejoin="{styles.join}" stroke-miterlimit="{text(max(1, styles.miter))}"{dashes}'
        )

    def _put(self, markup: str, box: Box | None, reach: float = 0) -> None:
        shade, alpha = self.styles.shadow_color
        pixels = self._pixels(box, reach)
        if alpha and (any(self.styles.shadow) or self.styles.blur) and box and self.sheet.affords(SHADOWED, pixels):
            markup = f'<g filter="url(#{self._shadow(box, reach, shade, alpha)})">{markup}</g>'
        self.sheet.add(self._clipped(markup, pixels), self.styles.composite, pixels)

    def _pixels(self, box: Box | None, reach: float) -> float | None:
        """About how many of the canvas are painted on; None for all."""
        if box is None:
            return None
        far = reach + self.styles.blur * 2
        across = min(box[2] + far, self.sheet.width) - max(box[0] - far, 0)
        down = min(box[3] + far, self.sheet.height) - max(box[1] - far, 0)
        return max(across, 10) * max(down, 10)

    def _clipped(self, markup: str, pixels: float | None = None) -> str:
        if not self.styles.clips:
            return markup
        within = f'<g clip-path="url(#{self.styles.clips[-1]})">{markup}</g>'
        return within if self.sheet.affords(CLIPPED * len(self.styles.clips), pixels) else ""

    def _shadow(self, box: Box, reach: float, shade: str, alpha: float) -> str:
        """A filter; transforms do not move shadows (HTML standard), and blur is twice the deviation."""
        across, down = self.styles.shadow
        far = min(reach + self.styles.blur * 2, 1000)
        left = max(box[0] + min(across, 0) - far, -far - abs(across))
        top = max(box[1] + min(down, 0) - far, -far - abs(down))
        right = min(box[2] + max(across, 0), self.sheet.width + abs(across)) + far
        bottom = min(box[3] + max(down, 0), self.sheet.height + abs(down)) + far
        size = f'width="{text(max(1, right - left))}" height="{text(max(1, bottom - top))}"'
        place = f'filterUnits="userSpaceOnUse" x="{text(left)}" y="{text(top)}" {size}'
        drop = f'dx="{text(across)}" dy="{text(down)}" stdDeviation="{text(min(self.styles.blur, 500) / 2)}"'
        color = f'flood-color="{shade}" flood-opacity="{text(alpha)}"'
        return self.sheet.define("filter", f"{place} {SRGB}", f"<feDropShadow {drop} {color}/>")


def as_text(value: Any) -> str:
    """As JavaScript's String(value) has it, of what is shown on canvases."""
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    return f"{value:g}" if isinstance(value, float) and value.is_integer() else str(value)


def _places(given: Sequence[Any], image: Embedded) -> tuple[list[float], list[float]] | None:
    """Which part of an image goes where: x, y, width and height of both."""
    whole: list[float] = [0, 0, image.width, image.height]
    present = [value for value in given if value is not None]
    if len(present) >= 8:
        read = numbers(given, 8)
        parts = None if read is None else (_upright(read[:4]), _upright(read[4:]))
    else:
        read = numbers(given, 4 if len(present) >= 4 else 2)
        parts = None if read is None else (whole, _upright(read + whole[len(read) :]))
    return parts if parts is not None and parts[0][2] * parts[0][3] * parts[1][2] * parts[1][3] else None


def _upright(box: list[float]) -> list[float]:
    x, y, width, height = box
    return [min(x, x + width), min(y, y + height), abs(width), abs(height)]
