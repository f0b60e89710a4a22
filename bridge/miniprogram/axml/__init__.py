"""AXML, the platform's markup, compiled to JavaScript that makes the tree of a page or component from its data."""

from bridge.miniprogram.axml.markup import Remark
from bridge.miniprogram.axml.tags import BUILT_IN_TAGS, FORM_CONTROLS, is_component
from bridge.miniprogram.axml.view import Reference, View, compile_view

SHIMS = ("miniprogram/views.js",)
LAZY_SHIMS = ("miniprogram/rendering.js",)

__all__ = [
    "BUILT_IN_TAGS",
    "FORM_CONTROLS",
    "LAZY_SHIMS",
    "SHIMS",
    "Reference",
    "Remark",
    "View",
    "compile_view",
    "is_component",
]
