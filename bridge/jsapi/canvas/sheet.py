"""One canvas as an SVG document that grows: what stands on it, what was wiped off, and how both are put together."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

from bridge.jsapi.canvas.geometry import text
from bridge.jsapi.canvas.raster import render

BLENDS = frozenset({
    "multiply", "screen", "overlay", "darken", "lighten", "color-dodge", "color-burn", "hard-light", "soft-light",
    "difference", "exclusion", "hue", "saturation", "color", "luminosity",
})  # fmt: skip
"""Composite operations that SVG has under the same name."""

DEEPEST = 8
"""Groups within groups. Renderers walk them by recursion, and end with the process where there are too many."""

MOST_PIXELS = 200_000_000
"""That may be painted in layers of their own before a canvas is empty again: the renderer makes ten million a second.
"""

PLAIN, CLIPPED, COMPOSED, WIPED, SHADOWED = 0.02, 1, 4, 2, 5
"""How many times as long as for one layer it takes."""

TRACED = 40
"""The same for a piece of a path, as if it were a pixel: who never begins a new path draws all of the old one again."""

Box = tuple[float, float, float, float]
"""Left, top, width and height, in pixels of the canvas."""

SRGB = 'color-interpolation-filters="sRGB"'
"""For filters: canvases mix colours as they are written."""

_REFERENCE = re.compile("#(d[0-9]+)")
_EVERYWHERE = 'x="-10000" y="-10000" width="30000" height="30000"'


class Sheet:
    """`width` and `height` in pixels of the canvas. `version` changes with everything that is done.

    Markup comes from `painter`: escaped, with references to `define`d things alone. `note` is told what is left out.
    """

    def __init__(self, width: float, height: float, note: Callable[[str], None]) -> None:
        self.width, self.height = width, height
        self.version = 0
        self._note = note
        self._defs: dict[str, str] = {}
        self._last_id = 0
        self.clear()

    def clear(self) -> None:
        """Nothing stands on it any more. Clips stay: the state of a context names them."""
        self._parts: list[str] = []
        self._below: list[str] = []  # the first one is on top
        self._wiped: list[str] = []  # of all that is there
        self._depth = 0
        self._spent = 0.0
        self._forget()
        self.version += 1

    def _forget(self, *markups: str) -> None:
        """Drop definitions, but for clips and what `markups` refer to."""
        known = {id: markup for markup, id in self._defs.items()}
        kept = {id for id, markup in known.items() if markup.startswith("<clipPath")}
        asked = [id for markup in markups for id in _REFERENCE.findall(markup)]
        while asked:
            id = asked.pop()
            if id in known and id not in kept:
                kept.add(id)
                asked += _REFERENCE.findall(known[id])
        self._defs = {markup: id for id, markup in known.items() if id in kept}

    def define(self, tag: str, attributes: str, content: str = "") -> str:
        """The id of something that markup refers to; of the same twice, the same."""
        markup = f"<{tag} {attributes}>{content}</{tag}>"
        if markup not in self._defs:
            self._last_id += 1
            self._defs[markup] = f"d{self._last_id}"
        return self._defs[markup]

    def affords(self, weight: float, pixels: float | None = None) -> bool:
        """Whether one more layer may be painted, of the whole canvas or so many pixels; whoever asks paints it."""
        self._spent += weight * (self.width * self.height if pixels is None else pixels)
        if self._spent <= MOST_PIXELS:
            return True
        self._note("a canvas has too many clips, shadows, composites or long paths: the last of it is not painted")
        return False

    # ---- Putting on

    def add(self, markup: str, composite: str = "source-over", pixels: float | None = None) -> None:
        """Put something of so many pixels on what is there; a composite operation that SVG cannot do puts it on top."""
        self.version += 1
        compose = _COMPOSED.get(composite)
        if composite in BLENDS and self.affords(COMPOSED, pixels):
            self._put(f'<g style="mix-blend-mode:{composite}">{markup}</g>', pixels)
        elif compose is not None and self.affords(COMPOSED):
            compose(self, markup)
        else:
            self._put(markup, pixels)

    def wipe(self, markup: str) -> None:
        """Make all that is there transparent where black `markup` is."""
        self.version += 1
        if self._parts or self._below:
            self._wiped.append(markup)

    def _put(self, markup: str, pixels: float | None = None) -> None:
        self._settle()
        if self.affords(PLAIN, pixels):
            self._parts.append(markup)

    def _settle(self) -> None:
        """What was wiped so far does not concern what comes."""
        if self._wiped:
            wiped, self._wiped = "".join(self._wiped), []
            if self.affords(WIPED):
                self._mask(f'<rect fill="#fff" {_EVERYWHERE}/>{wiped}')

    def _mask(self, content: str) -> None:
        """Let of all that is there only that stay which is below the white of `content`."""
        if self._depth >= DEEPEST:
            self._bake(content)
        kept = self._masked(content, "".join((*self._below[::-1], *self._parts)))
        self._parts, self._below = [kept], []
        self._depth += 1

    def _masked(self, content: str, markup: str) -> str:
        mask = self.define("mask", f'maskUnits="userSpaceOnUse" {_EVERYWHERE}', content)
        return f'<g mask="url(#{mask})">{markup}</g>'

    def _bake(self, coming: str) -> str:
        """Make a picture of all that is there, and have nothing but that; `coming` is to be put to it."""
        if not self.affords(COMPOSED):
            return "".join((*self._below[::-1], *self._parts))
        attributes = self._picture()
        self._forget(coming)
        image = self.define("image", attributes)
        self._parts, self._below, self._depth = [f'<use href="#{image}"/>'], [], 1
        return self._parts[0]

    def _picture(self) -> str:
        picture = base64.b64encode(render(self.svg())).decode()
        size = f'width="{text(self.width)}" height="{text(self.height)}"'
        return f'{size} preserveAspectRatio="none" href="data:image/png;base64,{picture}"'

    # ---- Composite operations: all keep or leave parts by the silhouette of something

    def _silhouette(self, markup: str, shade: int) -> str:
        """White (1) or black (0) where `markup` is, as opaque as that."""
        row = f"0 0 0 0 {shade} "
        size = f'x="0" y="0" width="{text(self.width)}" height="{text(self.height)}"'
        matrix = f'<feColorMatrix values="{row * 3}0 0 0 1 0"/>'
        id = self.define("filter", f'filterUnits="userSpaceOnUse" {size} {SRGB}', matrix)
        return f'<g filter="url(#{id})">{markup}</g>'

    def _inside(self, markup: str, of: str) -> str:
        return self._masked(self._silhouette(of, 1), markup)

    def _outside(self, markup: str, of: str) -> str:
        return self._masked(f'<rect fill="#fff" {_EVERYWHERE}/>{self._silhouette(of, 0)}', markup)

    def _replace(self, *parts: str) -> None:
        self._parts, self._below, self._depth = list(parts), [], 3

    def _all(self, coming: str) -> str:
        self._settle()
        return self._bake(coming)

    def _copy(self, markup: str) -> None:
        self._wiped = []
        self._forget(markup)
        self._replace(markup)

    def _destination_over(self, markup: str) -> None:
        self._settle()
        self._below.append(markup)

    def _destination_out(self, markup: str) -> None:
        self._settle()
        self._mask(f'<rect fill="#fff" {_EVERYWHERE}/>{self._silhouette(markup, 0)}')

    def _destination_in(self, markup: str) -> None:
        self._settle()
        self._mask(self._silhouette(markup, 1))

    def _destination_atop(self, markup: str) -> None:
        self._replace(markup, self._inside(self._all(markup), markup))

    def _source_in(self, markup: str) -> None:
        self._replace(self._inside(markup, self._all(markup)))

    def _source_out(self, markup: str) -> None:
        self._replace(self._outside(markup, self._all(markup)))

    def _source_atop(self, markup: str) -> None:
        there = self._all(markup)
        self._replace(there, self._inside(markup, there))

    def _xor(self, markup: str) -> None:
        there = self._all(markup)
        self._replace(self._outside(there, markup), self._outside(markup, there))

    # ---- Looking at it

    def svg(self, box: Box | None = None, size: tuple[int, int] | None = None, ground: str = "") -> str:
        """All of it, or left, top, width and height of a part, as a document of `size` pixels on a `ground` colour."""
        self._settle()
        shown = box or (0, 0, self.width, self.height)
        width, height = size or (max(1, round(shown[2])), max(1, round(shown[3])))
        below = f'<rect fill="{ground}" {_EVERYWHERE}/>' if ground else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" preserveAspectRatio="none" '
            f'viewBox="{" ".join(map(text, shown))}"><defs>{"".join(self._defined())}</defs>{below}'
            f"{''.join((*self._below[::-1], *self._parts))}</svg>"
        )

    def _defined(self) -> Iterator[str]:
        for markup, id in self._defs.items():
            tag = markup.index(" ")
            yield f'{markup[:tag]} id="{id}"{markup[tag:]}'

    def png(self, box: Box | None = None, size: tuple[int, int] | None = None, ground: str = "") -> bytes:
        """`svg` as a picture. Raises `ValueError` if it cannot be drawn."""
        shown = box or (0, 0, self.width, self.height)
        larger = size[0] * size[1] / (shown[2] * shown[3]) if size else 1
        if larger <= 1 or self._spent * larger <= MOST_PIXELS:
            return render(self.svg(box, size, ground))
        flat = Sheet(self.width, self.height, self._note)  # what took long in its own size is not painted larger
        flat.add(f"<image {self._picture()}/>")
        return render(flat.svg(box, size, ground))


_COMPOSED: dict[str, Callable[[Sheet, str], None]] = {
    "copy": Sheet._copy,
    "destination-over": Sheet._destination_over,
    "destination-out": Sheet._destination_out,
    "destination-in": Sheet._destination_in,
    "destination-atop": Sheet._destination_atop,
    "source-in": Sheet._source_in,
    "source-out": Sheet._source_out,
    "source-atop": Sheet._source_atop,
    "xor": Sheet._xor,
}

KNOWN_COMPOSITES = BLENDS | {"source-over", *_COMPOSED}
"""Those that come out as they should; any other puts things on top."""
