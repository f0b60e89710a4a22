"""What the guest is told at its start to make `my`: `settings["surface"]`, read by js_shims/jsapi/my.js."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from bridge.jsapi.capabilities import capabilities_text
from bridge.jsapi.catalogue import absent_inside
from bridge.jsapi.context import Services
from bridge.jsapi.inside import BELOW, SURFACE
from bridge.jsapi.profile import Since
from bridge.jsapi.registry import Registry
from bridge.jsapi.surroundings import facts
from bridge.runtime import Host


def surface(registry: Registry, services: Services) -> dict[str, Any]:
    """`settings["surface"]` of one program."""
    profile = services.profile
    entries = registry.entries
    return {
        "sdkVersion": profile.appx_version,
        "env": {**profile.env(), "platform": services.device.platform},
        "apis": [entry for entry in entries if "." not in entry],
        "below": [entry for entry in entries if isinstance(entry, str) and "." in entry],
        "inside": SURFACE,
        "insideBelow": BELOW,
        "absent": absent_inside(profile),
        "facts": facts(services.device, profile),
        "multiple": services.many_sockets and profile.has(Since("2.9.1")),
    }


def connect(host: Host, services: Services) -> None:
    """Let guest and host see one storage, and the same files: call it once, before the program runs."""
    services.host = host
    storage = services.storage

    @cache
    def tell_capabilities() -> None:  # once: they never change
        host.mirror("capabilities", capabilities_text(services.profile))

    host.on_state("files", services.files.apply)
    host.on_load = lambda files: _share(host, services, files, tell_capabilities)
    host.on_state("capabilities", lambda schema: _tell_late(services, schema, tell_capabilities))
    host.on_state("storage", storage.apply)
    host.on_state("worker", lambda told: _tell_worker(services, host, told))
    storage.on_change = lambda change: host.mirror("storage", change)
    if services.ext:
        host.mirror("ext", services.ext)
    if len(storage):
        storage.on_change(storage.whole())


FILE_SYSTEM = "getFileSystemManager"
CAN_I_USE = "canIUse"


def _share(
    host: Host, services: Services, loaded: Sequence[Mapping[str, Any]], tell_capabilities: Callable[[], None]
) -> None:
    """A program whose code never names what goes by much needs no copy of it."""
    if any(FILE_SYSTEM in file["source"] for file in loaded):
        services.files.share(lambda change: host.mirror("files", change), services.included)
    if any(CAN_I_USE in file["source"] for file in loaded):
        tell_capabilities()


def _tell_late(services: Services, schema: str, tell_capabilities: Callable[[], None]) -> None:
    """The program got at canIUse without naming it, by a computed name."""
    services.note(
        f"my.{CAN_I_USE} said false to {schema!r} as it knew names alone: no source of the program names it. "
        f"Write my.{CAN_I_USE} in one"
    )
    tell_capabilities()


def _tell_worker(services: Services, host: Host, told: Any) -> None:
    from bridge.jsapi.workers import Workers

    Workers(services, host).take(told)
