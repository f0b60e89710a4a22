"""How built-in components look before a program styles them: sizes in px on a screen of 375.

image, canvas, map, swiper and the like: documented. The others: inferred from how the components look on a phone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bridge.miniprogram.layout.sheets import Sheet, parse_sheet
from bridge.miniprogram.tree.node import Node

DEFAULTS = """
page { display: block; font-size: 16px; line-height: 1.4; }
view, form, scroll-view, navigator, cover-view, checkbox-group, radio-group, picker, picker-view, picker-view-column,
movable-area, movable-view, rich-text, ad, contact-button, lifestyle, page-container, root-portal, share-element,
life-follow { display: block; }
text, label { display: inline; }
page-meta, template, block { display: none; }
button { display: block; box-sizing: border-box; height: 47px; border: 1px solid; font-size: 18px; line-height: 45px;
  text-align: center; overflow: hidden; }
button[size=mini] { display: inline-block; height: 30px; padding: 0 8px; font-size: 13px; line-height: 28px; }
input { display: block; box-sizing: border-box; height: 44px; padding: 0 10px; font-size: 17px; overflow: hidden; }
textarea { display: block; box-sizing: border-box; min-height: 90px; padding: 10px; font-size: 17px; }
checkbox, radio { display: inline-block; width: 22px; height: 22px; }
switch { display: inline-block; width: 51px; height: 31px; }
slider { display: block; box-sizing: border-box; height: 34px; }
icon { display: inline-block; width: 23px; height: 23px; }
progress { display: block; height: 6px; }
image, canvas, video, lottie, camera, ar-camera { display: inline-block; width: 300px; height: 225px; }
cover-image { display: inline-block; width: 100%; height: 75px; }
map { display: block; height: 150px; }
web-view { display: block; height: 100vh; }
swiper { display: flex; flex-direction: row; height: 150px; overflow: hidden; }
swiper[vertical] { flex-direction: column; }
swiper-item { display: block; flex: none; width: 100%; height: 100%; overflow: hidden; }
picker-view { height: 220px; display: flex; overflow: hidden; }
picker-view-column { flex: 1; }
movable-area, movable-view { width: 10px; height: 10px; }
movable-view { position: absolute; top: 0; left: 0; }
scroll-view[scroll-y] { overflow-y: scroll; }
scroll-view[scroll-x] { overflow-x: scroll; }
"""

TEXTLESS = frozenset({"icon", "checkbox", "radio", "switch", "slider", "progress", "image", "canvas", "cover-image"})
"""Components of which no text inside is shown."""


@cache
def default_sheet() -> Sheet:
    return parse_sheet(DEFAULTS, "defaults.acss")


def hints(node: Node) -> Mapping[str, str]:
    """Declarations that attributes stand for: they give way to every rule of the program."""
    if node.tag == "icon":
        return _sized(node.attributes.get("size"), ("width", "height"))
    if node.tag == "progress":
        return _sized(node.attributes.get("stroke-width"), ("height",))
    return {name: f"{px:g}px" for name, px in canvas_size(node).items()}


def canvas_size(node: Node) -> Mapping[str, float]:
    """What a canvas says of its own pixels, which its style may show in another size (documented)."""
    told = {name: _px(node.attributes.get(name)) for name in ("width", "height")} if node.tag == "canvas" else {}
    return {name: px for name, px in told.items() if px is not None}


def _sized(size: object, names: tuple[str, ...]) -> Mapping[str, str]:
    px = _px(size)
    return {} if px is None else {name: f"{px:g}px" for name in names}


def _px(size: object) -> float | None:
    try:
        px = float(str(size).removesuffix("px"))
    except ValueError:
        return None
    return px if 0 < px < 1e6 else None


def is_hidden(node: Node) -> bool:
    """The `hidden` attribute, true as JavaScript sees it: `hidden="false"` is a text, so it hides."""
    value = node.attributes.get("hidden")
    return value is True or bool(value)
