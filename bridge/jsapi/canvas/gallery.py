"""All canvases of one program: `look` follows the log of what was drawn, when somebody wants to see it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bridge.jsapi.canvas.calls import do
from bridge.jsapi.canvas.images import Embedded, content_of, embedded
from bridge.jsapi.canvas.painter import Painter
from bridge.jsapi.canvas.paints import Paint, Pattern, circular, linear, radial
from bridge.jsapi.canvas.raster import has_fonts
from bridge.jsapi.canvas.sheet import COMPOSED, Sheet

if TYPE_CHECKING:
    from bridge.jsapi.context import Services
    from bridge.jsapi.drawing import Drawing

WIDTH, HEIGHT = 300, 225
"""Of a canvas of which nothing is known (documented)."""

_UNPAINTED = frozenset({"putImageData", "filter"})

LARGEST = 8192
"""Pixels of a side: larger canvases are painted that far."""

Side = tuple[float, float]
Box = tuple[float, float, float, float]

_GRADIENTS: dict[str, Callable[[Sequence[Any]], Paint | None]] = {
    "createLinearGradient": linear,
    "createRadialGradient": radial,
    "createCircularGradient": circular,
    "createConicGradient": lambda given: None,
}


class Gallery:
    """The canvases: those with a node by `Drawing.surface`, those of the older interface by `named(id)`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.paints: dict[int, Paint] = {}
        self.fetched: dict[str, bytes] = {}  # pictures of the web, by address
        self._sheets: dict[str, Sheet] = {}
        self._painters: dict[int, Painter] = {}
        self._pending: dict[int, list[Drawing]] = {}  # what the next draw() puts on its canvas
        self._nodes: dict[str, str] = {}  # by id, the surface that was drawn on last
        self._seen = 0
        self._made = 0
        self._noted: set[str] = set()
        self._embedded: dict[bytes, Embedded | None] = {}
        self._snapshots: dict[str, tuple[int, Embedded | None]] = {}

    def sheet(self, key: str) -> Sheet | None:
        """The canvas as it is now; None for one that nobody drew on."""
        self.look()
        return self._sheets.get(key)

    def key_of(self, id: str) -> str:
        """Of a canvas that is named by its id: one of the older interface, else the last node of that id."""
        self.look()
        return named(id) if named(id) in self._sheets else self._nodes.get(id, named(id))

    def shown(self, surface: str, id: str) -> str | None:
        """As SVG, what stands on the canvas of a node, or on one of the older interface that is named by its id."""
        sheet = self.sheet(surface) or self._sheets.get(named(id))
        return None if sheet is None else sheet.svg()

    def picture(self, key: str, whole: Side, box: Box, size: tuple[int, int], *, is_opaque: bool = False) -> bytes:
        """A PNG of the part `box` (left, top, width, height) of a canvas that is as large as `whole`.

        `size` is in pixels of the picture; an opaque one is black where nothing was drawn. Raises `ValueError`.
        """
        sheet = self.sheet(key) or Sheet(*_bounded(whole), self.note)
        sheet.width, sheet.height = _bounded(whole)
        return sheet.png(box, size, ground="#000000" if is_opaque else "")

    def unseen(self) -> list[Drawing]:
        """What `look` has not taken yet."""
        log = self._services.drawings
        self._seen = min(self._seen, len(log))
        return log[self._seen :]

    def look(self) -> None:
        """Take what was drawn since the last time."""
        for drawing in self.unseen():
            self._seen += 1
            if drawing.context == "canvas":
                self._take(drawing)

    def _take(self, drawing: Drawing) -> None:
        painter = self._painter(drawing)
        if drawing.method in _GRADIENTS or drawing.method == "createPattern":
            return self._keep_paint(drawing)
        if drawing.method == "addColorStop":
            return self._add_stop(*drawing.arguments[:3])
        if drawing.method in _UNPAINTED and drawing.arguments[:1] != ("none",):
            self.note(f"{drawing.method} is not painted on canvases")
        if drawing.surface:
            do(painter, drawing.method, drawing.arguments)
        elif drawing.method == "draw":
            self._draw(painter, drawing)
        else:
            self._pending.setdefault(drawing.number, []).append(drawing)

    def _draw(self, painter: Painter, drawing: Drawing) -> None:
        """draw(reserve): without it the canvas is empty before (documented), and nothing is transformed [inferred]."""
        if not (drawing.arguments and drawing.arguments[0] is True):
            painter.sheet.clear()
            painter.begin()
        for pending in self._pending.pop(drawing.number, []):
            do(painter, pending.method, pending.arguments)

    def _painter(self, drawing: Drawing) -> Painter:
        key = drawing.surface or named(drawing.id)
        if drawing.size is not None or key not in self._sheets:
            size = drawing.size or (self.size_of(drawing.id) if not drawing.surface else (WIDTH, HEIGHT))
            self._sheets[key] = Sheet(*_bounded(size), self.note)
        if drawing.surface:
            self._nodes[drawing.id] = key
        painter = self._painters.get(drawing.number)
        if painter is None or painter.sheet is not self._sheets[key]:
            painter = self._painters[drawing.number] = Painter(self._sheets[key], self)
        return painter

    def size_of(self, id: str) -> tuple[float, float]:
        """Of a canvas on the page that is shown, in its own pixels; that of a new one if there is none."""
        stage = self._services.stage
        if stage is None or not hasattr(stage, "measure"):
            return WIDTH, HEIGHT
        written = "".join(f"\\{ord(letter):x} " for letter in id)
        (row,) = stage.measure([{"kind": "select", "selector": f'[id="{written}"]', "fields": {"node": True}}])
        size = (row or {}).get("node") or {}
        return size.get("width") or WIDTH, size.get("height") or HEIGHT

    # ---- What painters ask for

    def note(self, sentence: str) -> None:
        """Say something once."""
        if sentence not in self._noted:
            self._noted.add(sentence)
            self._services.note(sentence)

    def letters_can_be_drawn(self) -> bool:
        """Whether there are fonts."""
        if not has_fonts():
            self.note("texts on canvases are not drawn: this machine has no fonts")
        return has_fonts()

    def image(self, given: Any) -> Embedded | None:
        """By an address, an image with `src`, or another canvas; None, with a note, for what cannot be had."""
        if isinstance(given, dict) and "$canvas" in given:
            return self._snapshot(given["$canvas"])
        address = given.get("src") if isinstance(given, dict) else given
        if not isinstance(address, str) or not address:
            return None
        content = self.content(address)
        found = None if content is None else self._embed(content)
        if found is None:
            shown = "".join(letter if letter.isprintable() else "?" for letter in address[:80])
            self.note(f"{shown} is not drawn on a canvas: it is no picture that can be had")
        return found

    def content(self, address: str) -> bytes | None:
        """Of a `data:` address, a file of the program or its package, or what was fetched from the web."""
        if address.startswith("data:"):
            return content_of(address)
        file = self._services.files.find(address)
        if file is not None:
            return file.content
        if address in self.fetched:
            return self.fetched[address]
        path = posixpath.normpath(f"/{address}").lstrip("/")
        return None if "://" in address or "\0" in path else self._services.packaged(path)

    def _embed(self, content: bytes) -> Embedded | None:
        if content not in self._embedded:
            self._embedded[content] = embedded(content)
        return self._embedded[content]

    def _snapshot(self, key: Any) -> Embedded | None:
        sheet = self._sheets.get(str(key))
        if sheet is None:
            return None
        known = self._snapshots.get(str(key))
        if known is None or known[0] != sheet.version:
            known = sheet.version, embedded(sheet.png()) if sheet.affords(COMPOSED) else None
            self._snapshots[str(key)] = known
        return known[1]

    # ---- Gradients and patterns, which the guest numbers as it makes them

    def _keep_paint(self, drawing: Drawing) -> None:
        self._made += 1
        make = _GRADIENTS.get(drawing.method)
        paint = make(drawing.arguments) if make is not None else self._pattern(*drawing.arguments[:2])
        if paint is not None:
            self.paints[self._made] = paint
        if drawing.method == "createConicGradient":
            self.note("createConicGradient is not painted on canvases")

    def _pattern(self, image: Any = None, repetition: Any = "repeat") -> Pattern | None:
        found = self.image(image)
        return None if found is None else Pattern(found, repetition if isinstance(repetition, str) else "repeat")

    def _add_stop(self, paint: Any = None, offset: Any = None, shade: Any = None) -> None:
        number = paint.get("$paint") if isinstance(paint, dict) else None
        made = self.paints.get(number) if isinstance(number, int) else None
        if made is not None and not isinstance(made, Pattern):
            made.add_stop(offset, shade)


def _bounded(size: Side) -> Side:
    return max(1, min(size[0], LARGEST)), max(1, min(size[1], LARGEST))


def named(id: str) -> str:
    """What a canvas of the older interface is kept under; no node's surface is called so."""
    return f"#{id}"


def gallery_of(services: Services) -> Gallery:
    """The program's, made with the first question."""
    gallery: Gallery = services.kept.setdefault("canvases", None) or Gallery(services)
    services.kept["canvases"] = gallery
    return gallery


def addresses(drawings: Sequence[Drawing]) -> Iterator[str]:
    """Of the web: those from which drawings take their pictures."""
    for drawing in drawings:
        if drawing.method in ("drawImage", "createPattern") and drawing.arguments:
            given = drawing.arguments[0]
            address = given.get("src") if isinstance(given, dict) else given
            if isinstance(address, str) and address.startswith(("http://", "https://")):
                yield address
