"""What each `my.*` does: the registry, the dispatcher, and one file a domain.

Called, this package is the decorator `jsapi`: `from bridge import jsapi` finds the one or the other, as both
have that name in `bridge`.
"""

import sys
from types import ModuleType
from typing import Any

from bridge.jsapi.context import AppContext, Dialogs, Questions, Services
from bridge.jsapi.device import Device
from bridge.jsapi.dispatcher import Dispatcher
from bridge.jsapi.errors import CommonError, JSAPIError
from bridge.jsapi.inside import LAZY_SHIMS
from bridge.jsapi.profile import HOSTS, HostName, Profile, Since
from bridge.jsapi.registry import BUILTIN, JSAPI, Handler, Registry, jsapi
from bridge.jsapi.stage import Route, Stage
from bridge.jsapi.stored import Storage

SHIMS = ("jsapi/calls.js", "jsapi/my.js")

__all__ = [
    "BUILTIN",
    "HOSTS",
    "JSAPI",
    "LAZY_SHIMS",
    "SHIMS",
    "AppContext",
    "CommonError",
    "Device",
    "Dialogs",
    "Dispatcher",
    "Handler",
    "HostName",
    "JSAPIError",
    "Profile",
    "Questions",
    "Registry",
    "Route",
    "Services",
    "Since",
    "Stage",
    "Storage",
    "jsapi",
]


class _Decorating(ModuleType):
    def __call__(self, name: str, **options: Any) -> Any:
        return jsapi(name, **options)


sys.modules[__name__].__class__ = _Decorating
