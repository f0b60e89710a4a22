"""`my.loadPlugin`: code that lives on the platform's servers. Source: its page and typings."""

from __future__ import annotations

from pydantic import Field, StrictStr

from bridge.jsapi.models import Params
from bridge.jsapi.plain import EmptyResult
from bridge.jsapi.registry import jsapi


class PluginParams(Params):
    """`plugin`: its id, with `@` and a version if one is wanted."""

    plugin: StrictStr = Field(pattern=r"^[^@\s]+(@[^@\s]+)?$")


@jsapi(
    "loadPlugin",
    kind="outside",
    inferred="It always succeeds: no plugin is fetched, and components of plugins are left out of pages.",
)
def load_plugin(params: PluginParams) -> EmptyResult:
    """Note that it was asked for."""
    return EmptyResult()
