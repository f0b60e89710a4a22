"""What a phone has beside its fields: each part is made, and its module loaded, when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bridge.jsapi.context import Services

PARTS: Mapping[str, tuple[str, str]] = {
    "camera": ("bridge.jsapi.camera", "Camera"),
    "consents": ("bridge.jsapi.consents", "Consents"),
    "photos": ("bridge.jsapi.photos", "Photos"),
    "sensors": ("bridge.jsapi.sensors", "Sensors"),
}
"""By name, the module and the class; `rt.device.<name>` reaches it."""


def part(services: Services, name: str) -> Any:
    """The part of the phone called `name`."""
    if name not in services.parts:
        module, made_by = PARTS[name]
        services.parts[name] = getattr(import_module(module), made_by)()
    return services.parts[name]
