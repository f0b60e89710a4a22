"""What the guest is told at its start to make `my`: `settings["surface"]`, read by js_shims/jsapi/my.js."""

from __future__ import annotations

from typing import Any

from bridge.jsapi.catalogue import fields_text
from bridge.jsapi.context import Services
from bridge.jsapi.inside import SURFACE
from bridge.jsapi.profile import Since
from bridge.jsapi.registry import Registry
from bridge.jsapi.surroundings import facts
from bridge.runtime import Host


def surface(registry: Registry, services: Services) -> dict[str, Any]:
    """`settings["surface"]` of one program."""
    profile = services.profile
    return {
        "sdkVersion": profile.appx_version,
        "env": profile.env(),
        "apis": [api.entry for api in registry if not api.internal],
        "inside": SURFACE,
        "fields": fields_text(),
        "facts": facts(services.device, profile),
        "multiple": services.many_sockets and profile.has(Since("2.9.1")),
    }


def connect(host: Host, services: Services) -> None:
    """Let guest and host see one storage: call it once, before the program runs."""
    storage = services.storage
    host.on_state("storage", storage.apply)
    host.on_state("worker", lambda told: _tell_worker(services, host, told))
    storage.on_change = lambda change: host.mirror("storage", change)
    if services.ext:
        host.mirror("ext", services.ext)
    if len(storage):
        storage.on_change(storage.whole())


def _tell_worker(services: Services, host: Host, told: Any) -> None:
    from bridge.jsapi.workers import Workers

    Workers(services, host).take(told)
