"""The camera as a scanner: which codes come before it."""

from __future__ import annotations

from collections import deque

from bridge.jsapi.context import Services
from bridge.jsapi.parts import Part, part


class Camera(Part):
    """`codes` come before it one after another; when there are none, it is `Device.scanned`."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.codes: deque[str] = deque()


def camera_of(services: Services) -> Camera:
    """The camera of the program's phone."""
    camera: Camera = part(services, "camera")
    return camera
