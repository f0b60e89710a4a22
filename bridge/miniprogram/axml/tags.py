"""The tags that the platform itself provides. Any other tag is a component's."""

from __future__ import annotations

FORM_CONTROLS = frozenset({
    "input", "textarea", "checkbox", "checkbox-group", "radio", "radio-group", "picker", "picker-view", "slider",
    "switch",
})  # fmt: skip
"""What holds a value that the person sets."""

BUILT_IN_TAGS = FORM_CONTROLS | {
    "view", "text", "block", "button", "form", "label", "picker-view-column", "scroll-view", "swiper", "swiper-item",
    "movable-area", "movable-view", "cover-view", "cover-image", "image", "icon", "progress", "rich-text", "navigator",
    "map", "canvas", "video", "camera", "lottie", "web-view", "lifestyle", "life-follow", "contact-button", "ar-camera",
    "page-container", "share-element", "root-portal", "page-meta", "match-media", "error-view", "join-group-chat",
    "subscribe-message",
    "slot", "template", "import", "include", "import-sjs",
}  # fmt: skip
"""Documented tags, those that only newer or national versions have, and those of AXML itself."""

KEPT_TAGS = FORM_CONTROLS | {"slot", "swiper", "scroll-view"}
"""Built-in tags that have a state of their own, so that it matters which is which in the next rendering."""


def is_component(tag: str) -> bool:
    """Whether the tag may be a component: it is no built-in one."""
    return tag not in BUILT_IN_TAGS
