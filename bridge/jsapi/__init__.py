"""What each `my.*` does: the registry, the dispatcher, and one file a domain.

Called, this package is the decorator `jsapi`: `from bridge import jsapi` finds the one or the other, as both
have that name in `bridge`.
"""

import sys
from types import ModuleType
from typing import Any

from bridge.jsapi import contract, feedback, network
from bridge.jsapi.context import AppContext, Dialogs, Services
from bridge.jsapi.dispatcher import Dispatcher
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.profile import HOSTS, HostName, Profile, Since
from bridge.jsapi.registry import BUILTIN, JSAPI, Handler, Registry, jsapi

DOMAINS = (contract, feedback, network)
"""Importing a domain registers its APIs; this list is what is imported."""

SHIMS = ("jsapi/calls.js", "jsapi/my.js")

__all__ = [
    "BUILTIN",
    "DOMAINS",
    "HOSTS",
    "JSAPI",
    "SHIMS",
    "AppContext",
    "CommonError",
    "Dialogs",
    "Dispatcher",
    "Handler",
    "HostName",
    "JSAPIError",
    "Profile",
    "Registry",
    "Services",
    "Since",
    "jsapi",
]


class _Decorating(ModuleType):
    def __call__(self, name: str, **options: Any) -> Any:
        return jsapi(name, **options)


sys.modules[__name__].__class__ = _Decorating
