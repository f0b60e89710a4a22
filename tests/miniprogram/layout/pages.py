"""Trees and pages for layout tests, written shortly."""

from __future__ import annotations

from typing import Any

from bridge.miniprogram.layout import Box, Boxes, Screen, Sheet, Styles, layout, parse_sheet
from bridge.miniprogram.tree.node import Node
from tests.support.trees import nodes_from


def el(
    tag: str, *children: Any, owner: int = 1, component: str | None = None, instance: int | None = None, **attrs: Any
) -> Any:
    """One node as the guest tells of it; `class_` and `data_x` are `class` and `data-x`."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
    node = {"tag": tag, "file": "a.axml", "line": 1, "column": 1, "attrs": named, "owner": owner}
    if component is not None:
        node |= {"component": component, "instance": instance}
    return {**node, "children": list(children)}


class Shown:
    """A page laid out with some .acss."""

    def __init__(self, *nodes: Any, acss: str | list[Sheet] = "", width: float = 375, height: float = 667) -> None:
        self.nodes = nodes_from(nodes)
        sheets = [parse_sheet(acss, "page.acss", screen=Screen(width, height))] if isinstance(acss, str) else acss
        self.styles = Styles(sheets, Screen(width, height))
        self.boxes: Boxes = layout(self.nodes, self.styles, width, height)

    @property
    def elements(self) -> list[Node]:
        return [found for node in self.nodes if isinstance(node, Node) for found in node.walk()]

    def node(self, name: str) -> Node:
        """The first node with that id, class or tag."""
        return next(n for n in self.elements if n.id == name or name in n.classes or n.tag == name)

    def box(self, name: str) -> Box:
        return self.boxes[self.node(name).number]

    def place(self, name: str) -> tuple[float, float, float, float]:
        """x, y, width, height of its box."""
        box = self.box(name)
        return box.x, box.y, box.width, box.height
