"""Writes catalogue.json from the domains: `python -m bridge.jsapi.cataloguing`, when an API came, went or changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from bridge.jsapi.catalogue import FILE, INSIDE_FIELDS, INSIDE_SINCE, NEWER
from bridge.jsapi.index import documented
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.profile import Since
from bridge.jsapi.registry import BUILTIN, JSAPI

DOMAINS = (
    "accessibility",
    "album",
    "alipay",
    "archives",
    "audio",
    "background_fetch",
    "beacons",
    "biometrics",
    "ble",
    "bluetooth",
    "canvases",
    "cities",
    "cloud",
    "contacts",
    "contract",
    "dates",
    "device_control",
    "disk",
    "exercise",
    "feedback",
    "file_storage",
    "fonts",
    "identity",
    "location",
    "made_pictures",
    "maps",
    "media",
    "motion",
    "navigation",
    "network",
    "outside",
    "page_chrome",
    "pairing",
    "payment",
    "pickers",
    "plugins",
    "regions",
    "rsa",
    "selectors",
    "settings",
    "sockets",
    "storage",
    "subscriptions",
    "system",
    "tab_bar",
    "transfer",
    "unloading",
    "wifi",
)
"""The modules of `bridge.jsapi.domains`, which register APIs."""


def written() -> str:
    """The catalogue as it should be, a line an API. Loads every domain."""
    for domain in DOMAINS:
        import_module(f"{__package__}.domains.{domain}")
    blocks = []
    for domain in DOMAINS:
        apis = [api for api in BUILTIN.loaded() if api.handler.__module__ == f"{__package__}.domains.{domain}"]
        blocks.append(_block(domain, {api.name: _told(api) for api in apis}))
    blocks += [_block(INSIDE_FIELDS, _inside()), _block(INSIDE_SINCE, _inside_since()), _block(NEWER, _newer())]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _fields(name: str, params: Sequence[str] = (), results: Sequence[str] = ()) -> list[str]:
    """For `canIUse`: what it takes and gives, by its own models and as documented; `method.GET` is a choice."""
    page = documented().get(name)
    if page is None:
        return [" ".join(params), " ".join(results)]
    choices = [f"{param}.{choice}" for param, texts in page.choices.items() for choice in texts]
    taken = dict.fromkeys([*params, *page.params, *choices])
    return [" ".join(taken), " ".join(dict.fromkeys([*results, *page.result, *page.returns]))]


def _block(name: str, lines: Mapping[str, Any]) -> str:
    told = [f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items()]
    return f"  {json.dumps(name)}: {{\n" + ",\n".join(told) + "\n  }"


def _inside() -> dict[str, Any]:
    """What canIUse knows of names that the guest answers."""
    told = {name: _fields(name) for name in sorted(INSIDE)}
    return {name: fields for name, fields in told.items() if any(fields)}


def _inside_since() -> dict[str, Any]:
    pages = {name: page for name in sorted(INSIDE) if (page := documented().get(name))}
    return {name: _versions(page.since) for name, page in pages.items() if not page.since.always}


def _newer() -> dict[str, Any]:
    pages = {name: page for name, page in documented().items() if page.newer}
    return {name: {part: _versions(since) for part, since in page.newer.items()} for name, page in pages.items()}


def _versions(since: Since) -> dict[str, Any]:
    """As JSON has it: what is not as always."""
    told = {"appx": since.appx, "client": dict(since.client), "only": since.only}
    return {name: value for name, value in told.items() if value != getattr(Since(), name)}


def _told(api: JSAPI) -> dict[str, Any]:
    told: dict[str, Any] = {"fields": _fields(api.name, api.params_named, api.results_named)}
    page = documented().get(api.name)
    since = _versions(page.since if page else api.since)
    if since:
        told["since"] = since
    if api.aliases:
        told["aliases"] = dict(api.aliases)
    if api.abortable:
        told["abortable"] = True
    if api.unread:
        told["unread"] = list(api.unread)
    if api.front:
        told["front"] = api.front
    return told


if __name__ == "__main__":
    BUILTIN.forget_listings()
    FILE.write_text(written(), encoding="utf-8")
