"""A page as one HTML file: to look at what a program shows, in any browser, without scripts and without network.

What a program writes is escaped or rewritten, and a content security policy forbids the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bridge.miniprogram.layout.browser_css import css_of, safe
from bridge.miniprogram.layout.defaults import default_sheet
from bridge.miniprogram.layout.elements import Canvases, Drawing, Pictures, colour, elements
from bridge.miniprogram.layout.lengths import Screen
from bridge.miniprogram.layout.looks import FRAME, LOOKS
from bridge.miniprogram.layout.sheets import Sheet
from bridge.miniprogram.tree.node import Node

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_TITLE_BAR = 64
_TAB_BAR = 50


@dataclass(frozen=True)
class Tab:
    """One entry of the tab bar; `picture` is a `data:image/...` address."""

    name: str
    selected: bool = False
    picture: str | None = None


@dataclass(frozen=True)
class Surroundings:
    """What the phone shows around a page. Colours as in app.json; a text that is no colour is left out."""

    title: str = ""
    title_bar: str = "#ffffff"
    background: str = "#f5f5f9"
    can_go_back: bool = False
    tabs: Sequence[Tab] = ()
    tab_bar: str = "#ffffff"
    tab_color: str = "#888888"
    tab_selected: str = "#1677ff"


def html_page(
    nodes: Iterable[Node | str],
    sheets: Sequence[Sheet] = (),
    around: Surroundings | None = None,
    *,
    screen: Screen | None = None,
    picture: Pictures | None = None,
    canvas: Canvases | None = None,
) -> str:
    """The page as a self-contained document. `picture` and `canvas` give data addresses of a program's own images."""
    around, screen = around or Surroundings(), screen or Screen()
    scopes = list(dict.fromkeys(sheet.scope for sheet in sheets if sheet.scope is not None))
    body = elements(nodes, Drawing(screen, scopes, picture, canvas))
    own = "\n".join((css_of([default_sheet()], screen), LOOKS, _sizes(around, screen)))
    styles = (
        f"{FRAME}\n@layer phone {{\n{own}\n}}\n{css_of(sheets, screen, scopes)}"  # a layer gives way to the program
    )
    return (
        "<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width={screen.width:g}"><title>{escape(around.title)}</title>\n'
        f"<style>\n{styles}\n</style></head>\n"
        f"<body><m0-phone>{_title_bar(around)}<m-page>{body}</m-page>{_tab_bar(around)}</m0-phone></body></html>\n"
    )


def _sizes(around: Surroundings, screen: Screen) -> str:
    """The page is as high as the screen leaves it, at least."""
    rest = screen.height - _TITLE_BAR - (_TAB_BAR if around.tabs else 0)
    bar, ground = colour(around.title_bar, "#ffffff"), colour(around.background, "#f5f5f9")
    return safe(
        f"m0-phone{{width:{screen.width:g}px;min-height:{screen.height:g}px;background:{ground}}}\n"
        f"m0-title{{background:{bar};color:{'#fff' if is_dark(bar) else '#222'}}}\n"
        f"m-page{{display:flow-root;flex:1;width:{screen.width:g}px;min-height:{rest:g}px;box-sizing:border-box}}\n"
        f"m0-tabs{{background:{colour(around.tab_bar, '#ffffff')};color:{colour(around.tab_color, '#888888')}}}\n"
        f"m0-tab.on{{color:{colour(around.tab_selected, '#1677ff')}}}"
    )


def is_dark(text: str) -> bool:
    """Whether white letters can be read on a colour; False for names of colours."""
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return text == "black"
    return red * 0.299 + green * 0.587 + blue * 0.114 < 150


def _title_bar(around: Surroundings) -> str:
    back = "<m0-back></m0-back>" if around.can_go_back else ""
    capsule = "<m0-capsule><i></i><i></i></m0-capsule>"
    return f"<m0-title>{back}<m0-text>{escape(around.title)}</m0-text>{capsule}</m0-title>"


def _tab_bar(around: Surroundings) -> str:
    if not around.tabs:
        return ""
    return f"<m0-tabs>{''.join(_tab(tab) for tab in around.tabs)}</m0-tabs>"


def _tab(tab: Tab) -> str:
    shown = "<i></i>"
    if tab.picture is not None and tab.picture.startswith("data:image/"):
        shown = f'<img alt="" src="{escape(tab.picture)}">'
    return f"<m0-tab{' class=on' if tab.selected else ''}>{shown}<span>{escape(tab.name)}</span></m0-tab>"
