"""A page with everything the phone shows around it, as one HTML file."""

from __future__ import annotations

import base64
import mimetypes
import posixpath
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bridge.miniprogram.html_page import Surroundings, Tab, html_page
from bridge.miniprogram.manifest import Manifest
from bridge.miniprogram.router import Router
from bridge.miniprogram.styling import Styling
from bridge.miniprogram.tree.node import Node

if TYPE_CHECKING:
    from bridge.jsapi.canvas.gallery import Gallery

MOST_BYTES = 1_000_000
"""Pictures larger than this are shown as an empty frame."""


class Portrait:
    """Draws pages of one program. `chrome` is what its calls made of title and tab bar (`Stage.chrome`).

    `gallery` gives the program's canvases; None if nothing was drawn on any.
    """

    def __init__(
        self, manifest: Manifest, styling: Styling, chrome: dict[str, Any], gallery: Callable[[], Gallery | None]
    ) -> None:
        self._manifest = manifest
        self._styling = styling
        self._chrome = chrome
        self._gallery = gallery

    def draw(self, page: str, nodes: Sequence[Node | str], router: Router) -> str:
        """The HTML of a page on which `nodes` stand."""
        around = self._surroundings(page, can_go_back=len(router.stack) > 1)
        sheets = self._styling.sheets(page, nodes)
        return html_page(nodes, sheets, around, picture=lambda src: self._picture(src, page), canvas=self._canvas)

    def _canvas(self, node: Node) -> str | None:
        """What was drawn on a canvas, as a picture in SVG: in a document of its own, which can run and load nothing."""
        gallery = self._gallery()
        drawn = None if gallery is None else gallery.shown(f"{node.owner}#{node.id}", node.id)
        return None if drawn is None else f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"

    def _surroundings(self, page: str, *, can_go_back: bool) -> Surroundings:
        window = self._manifest.window_of(page)
        given: dict[str, Any] = {
            "title": str(self._chrome.get("navigationBar", {}).get("title") or window.get("defaultTitle") or ""),
            "title_bar": window.get("titleBarColor"),
            "background": window.get("backgroundColor"),
        }
        known: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        return Surroundings(can_go_back=can_go_back, **known, **self._tab_bar(page))

    def _tab_bar(self, page: str) -> dict[str, Any]:
        bar = self._manifest.tab_bar
        if bar is None or page not in self._manifest.tab_pages:
            return {}
        colours = {"tab_bar": bar.backgroundColor, "tab_color": bar.textColor, "tab_selected": bar.selectedColor}
        tabs = [self._tab(item, page) for item in bar.items]
        return {"tabs": tabs, **{name: value for name, value in colours.items() if value is not None}}

    def _tab(self, item: Any, page: str) -> Tab:
        is_selected = item.pagePath.strip("/") == page
        icon = (item.activeIcon if is_selected else "") or item.icon
        return Tab(item.name, is_selected, self._picture(f"/{icon.lstrip('/')}", page) if icon else None)

    def _picture(self, src: str, page: str) -> str | None:
        """A picture of the program's own as a data address; one from the network is not shown."""
        path = src.lstrip("/") if src.startswith("/") else posixpath.join(posixpath.dirname(page), src)
        file = self._manifest.files.find(posixpath.normpath(path)) if "://" not in src else None
        kind = mimetypes.guess_type(path)[0] or ""
        if file is None or not kind.startswith("image/") or file.stat().st_size > MOST_BYTES:
            return None
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
