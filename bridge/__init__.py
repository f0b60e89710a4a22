"""Runs Alipay-style mini-programs without a phone.

Their JavaScript runs in an embedded QuickJS engine; the `my` object it sees is answered by Python, and a
simulated wallet stands behind it. Start with `Runtime` (one script) or `MiniProgram` (a folder).
"""

from __future__ import annotations

TYPE_CHECKING = False  # what `typing` calls so, without loading it

if TYPE_CHECKING:
    from typing import Any

    from bridge.engine import LimitReached, Limits
    from bridge.errors import BridgeError, EngineError, NeverFinished, Place, ProgramError, ScriptError, UsageError
    from bridge.jsapi import AppContext, CommonError, Device, Dialogs, JSAPIError, Questions, Since, Storage, jsapi
    from bridge.jsapi.domains.contract import SignContractParams, SignContractResult
    from bridge.jsapi.domains.feedback import AlertParams, AlertResult
    from bridge.jsapi.domains.network import RequestParams, RequestResult
    from bridge.jsapi.drawing import Drawing
    from bridge.jsapi.files import Files
    from bridge.jsapi.models import Failure as JSAPIFailure
    from bridge.jsapi.models import Params, Result
    from bridge.jsapi.peripherals import Characteristic
    from bridge.miniprogram.inspection import PageReport, inspect
    from bridge.miniprogram.page import Page
    from bridge.miniprogram.program import MiniProgram
    from bridge.miniprogram.runtime import Runtime
    from bridge.miniprogram.tree.locator import Locator, Locators
    from bridge.miniprogram.tree.node import Node
    from bridge.origins import Origins
    from bridge.runtime import Call, Console, Failure, Note
    from bridge.wallet import Account, Answer, Person, Wallet

__version__ = "0.1.0"

# Loaded when first asked for: a short run pays only for what it uses.
_HOMES = {
    "UsageError": "bridge.errors",
    "ScriptError": "bridge.errors",
    "ProgramError": "bridge.errors",
    "Place": "bridge.errors",
    "EngineError": "bridge.errors",
    "BridgeError": "bridge.errors",
    "Account": "bridge.wallet",
    "AlertParams": "bridge.jsapi.domains.feedback",
    "AlertResult": "bridge.jsapi.domains.feedback",
    "Answer": "bridge.wallet",
    "AppContext": "bridge.jsapi",
    "Call": "bridge.runtime",
    "Characteristic": "bridge.jsapi.peripherals",
    "CommonError": "bridge.jsapi",
    "Console": "bridge.runtime",
    "Dialogs": "bridge.jsapi",
    "Failure": "bridge.runtime",
    "JSAPIError": "bridge.jsapi",
    "JSAPIFailure": "bridge.jsapi.models:Failure",
    "LimitReached": "bridge.engine",
    "Limits": "bridge.engine",
    "MiniProgram": "bridge.miniprogram.program",
    "NeverFinished": "bridge.errors",
    "Note": "bridge.runtime",
    "Origins": "bridge.origins",
    "Page": "bridge.miniprogram.page",
    "Params": "bridge.jsapi.models",
    "Person": "bridge.wallet",
    "RequestParams": "bridge.jsapi.domains.network",
    "RequestResult": "bridge.jsapi.domains.network",
    "Result": "bridge.jsapi.models",
    "Runtime": "bridge.miniprogram.runtime",
    "SignContractParams": "bridge.jsapi.domains.contract",
    "SignContractResult": "bridge.jsapi.domains.contract",
    "Since": "bridge.jsapi",
    "Wallet": "bridge.wallet",
    "Device": "bridge.jsapi",
    "Files": "bridge.jsapi.files",
    "Storage": "bridge.jsapi",
    "Drawing": "bridge.jsapi.drawing",
    "Locator": "bridge.miniprogram.tree.locator",
    "Locators": "bridge.miniprogram.tree.locator",
    "Node": "bridge.miniprogram.tree.node",
    "Questions": "bridge.jsapi",
    "PageReport": "bridge.miniprogram.inspection",
    "inspect": "bridge.miniprogram.inspection",
    "jsapi": "bridge.jsapi",
}

__all__ = [
    "Account",
    "AlertParams",
    "AlertResult",
    "Answer",
    "AppContext",
    "BridgeError",
    "Call",
    "Characteristic",
    "CommonError",
    "Console",
    "Device",
    "Dialogs",
    "Drawing",
    "EngineError",
    "Failure",
    "Files",
    "JSAPIError",
    "JSAPIFailure",
    "LimitReached",
    "Limits",
    "Locator",
    "Locators",
    "MiniProgram",
    "NeverFinished",
    "Node",
    "Note",
    "Origins",
    "Page",
    "PageReport",
    "Params",
    "Person",
    "Place",
    "ProgramError",
    "Questions",
    "RequestParams",
    "RequestResult",
    "Result",
    "Runtime",
    "ScriptError",
    "SignContractParams",
    "SignContractResult",
    "Since",
    "Storage",
    "UsageError",
    "Wallet",
    "inspect",
    "jsapi",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    home, _, original = _HOMES.get(name, "").partition(":")
    if not home:
        raise AttributeError(f"module 'bridge' has no attribute {name!r}")
    module = import_module(home)
    value = module if home == f"bridge.{name}" else getattr(module, original or name)
    globals()[name] = value
    return value
