"""Writes catalogue.json from the domains: `python -m bridge.jsapi.cataloguing`, when an API came, went or changed."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from bridge.jsapi.catalogue import FILE
from bridge.jsapi.profile import Since
from bridge.jsapi.registry import BUILTIN, JSAPI

DOMAINS = (
    "background_fetch",
    "contract",
    "device_control",
    "feedback",
    "file_storage",
    "identity",
    "location",
    "media",
    "navigation",
    "network",
    "page_chrome",
    "payment",
    "plugins",
    "rsa",
    "selectors",
    "sockets",
    "storage",
    "system",
    "tab_bar",
    "transfer",
)
"""The modules of this package that register APIs."""


def written() -> str:
    """The catalogue as it should be, a line an API. Loads every domain."""
    for domain in DOMAINS:
        import_module(f"{__package__}.{domain}")
    blocks = []
    for domain in DOMAINS:
        apis = [api for api in BUILTIN.loaded() if api.handler.__module__ == f"{__package__}.{domain}"]
        lines = [f"    {json.dumps(api.name)}: {json.dumps(_told(api), ensure_ascii=False)}" for api in apis]
        blocks.append(f"  {json.dumps(domain)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _told(api: JSAPI) -> dict[str, Any]:
    told: dict[str, Any] = {"fields": [" ".join(api.params_named), " ".join(api.results_named)]}
    always = Since()
    since = {
        name: value
        for name, value in (("appx", api.since.appx), ("client", dict(api.since.client)), ("only", api.since.only))
        if value != getattr(always, name)
    }
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
