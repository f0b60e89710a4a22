"""Styles and boxes of a page without a browser."""

from bridge.miniprogram.layout.boxes import Box, Boxes, layout
from bridge.miniprogram.layout.lengths import Screen
from bridge.miniprogram.layout.sheets import Sheet, StyleWarning, parse_sheet
from bridge.miniprogram.layout.style import Style
from bridge.miniprogram.layout.styles import Computed, Styles

__all__ = ["Box", "Boxes", "Computed", "Screen", "Sheet", "Style", "StyleWarning", "Styles", "layout", "parse_sheet"]
