"""Attribute values of any type, and what form controls hold, as the rest of the tree's code needs them."""

from __future__ import annotations

import json
from typing import Any

from bridge.miniprogram.tree.node import Node

HELD_AS = {"checkbox": "checked", "radio": "checked", "switch": "checked", "swiper": "current"}
"""The attribute that says what a control holds at first, where it is not `value`."""

_CONTROLS = {"input", "textarea", "slider", "picker", "picker-view", *HELD_AS}
_TEXTS = {"input", "textarea"}


def attribute_text(value: Any) -> str | None:
    """What an attribute's value is to a selector: `true` is "", an object its JSON, a function its name.

    None for `false` and `null`: the attribute counts as absent.
    """
    if value is None or value is False:
        return None
    if value is True:
        return ""
    if isinstance(value, str):
        return value
    name = function_name(value)
    return json_text(value) if name is None else name


def function_name(value: Any) -> str | None:
    """The name of a function as it comes from the guest (`{"$function": name}`), or None."""
    return str(value["$function"]) if isinstance(value, dict) and value.keys() == {"$function"} else None


def json_text(value: Any) -> str:
    """Compact JSON, whole numbers without a fraction."""
    whole = int(value) if isinstance(value, float) and value.is_integer() else value
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def value_of(node: Node) -> Any:
    """What a form control or a group of them holds now; None for anything else.

    Text of input and textarea, whether a checkbox, radio or switch is on, the number of a slider, picker (index) or
    swiper (item), the list of a picker-view, the values of the checked boxes of a group, the value of its chosen radio.
    """
    if node.tag == "checkbox-group":
        return [box.attributes.get("value", "") for box in _on(node, "checkbox")]
    if node.tag == "radio-group":
        return next((radio.attributes.get("value", "") for radio in _on(node, "radio")), "")
    if node.tag not in _CONTROLS or node.component is not None:
        return None
    return _written_value(node) if node.value is None else node.value


def _on(group: Node, tag: str) -> list[Node]:
    return [node for node in group.walk() if node.tag == tag and value_of(node)]


def _written_value(node: Node) -> Any:
    attribute = HELD_AS.get(node.tag, "value")
    value = node.attributes.get(attribute)
    if attribute == "checked":
        return bool(value)
    if node.tag in _TEXTS:
        return attribute_text(value) or ""
    return value
