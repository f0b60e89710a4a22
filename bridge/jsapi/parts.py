"""What a phone has beside its fields: each part is made, and its module loaded, when somebody first asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bridge.jsapi.context import Services
    from bridge.jsapi.device import Device


class Part:
    """Something of the phone that has a state of its own, such as its bluetooth. One program's."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def phone_changed(self, before: Device) -> None:
        """The phone's fields changed; they were `before`."""


PARTS: Mapping[str, tuple[str, str]] = {
    "bluetooth": ("bridge.jsapi.radio", "Bluetooth"),
    "camera": ("bridge.jsapi.camera", "Camera"),
    "consents": ("bridge.jsapi.consents", "Consents"),
    "photos": ("bridge.jsapi.photos", "Photos"),
    "sensors": ("bridge.jsapi.sensors", "Sensors"),
    "wifi": ("bridge.jsapi.access_points", "Wifi"),
}
"""By name, the module and the class; `rt.device.<name>` reaches it."""


def part(services: Services, name: str) -> Any:
    """The part of the phone called `name`."""
    if name not in services.parts:
        module, made_by = PARTS[name]
        services.parts[name] = getattr(import_module(module), made_by)(services)
    return services.parts[name]
