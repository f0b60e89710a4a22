"""Types for editors: of what tests find, and of `my` as the registry has it.

`python -m bridge.testing.typings` prints them; `minibridge test --types` writes them into a program's folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bridge.errors import UsageError
from bridge.jsapi.index import documented
from bridge.jsapi.inside import INSIDE, MADE_AT_THE_START, NAMESPACES
from bridge.jsapi.registry import BUILTIN, JSAPI

FILE = "minibridge-env.d.ts"
_GLOBALS = Path(__file__).with_name("test_globals.d.ts")
_FIRST_LINE = "// Types of what JavaScript tests find when minibridge runs them"
_ENV = ("USER_DATA_PATH", "clientName", "clientVersion", "language", "platform")
_TYPES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations() -> str:
    """The whole file."""
    from bridge.testing.device_types import device_types

    return "\n".join([_GLOBALS.read_text(encoding="utf-8"), device_types(), my_types(), ""])


def write_types(folder: Path) -> Path:
    """Write them beside a program's app.json, where editors find them. Raises `UsageError` if a file is in the way."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    path = folder / FILE
    if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(_FIRST_LINE):
        raise UsageError(f"{path} is there already, and not ours: rename it first")
    path.write_text(declarations(), encoding="utf-8")
    return path


def my_types(name: str = "my") -> str:
    """The types of `my`, declared as `name`."""
    return "\n".join([*_my(), f"declare const {name}: My;"])


def _my() -> Iterator[str]:
    yield "interface Callbacks<S, E = number> {"
    yield "  success?(result: S): void;"
    yield "  fail?(failure: { error: E; errorMessage: string; [more: string]: any }): void;"
    yield "  complete?(result: any): void;"
    yield "}"
    yield ""
    yield "interface My {"
    yield "  readonly SDKVersion: string;"
    yield f"  readonly env: {{ {' '.join(f'{name}: string;' for name in _ENV)} }};"
    yield "  call(name: string, options?: any, callback?: (result: any) => void): Promise<any>;"
    yield "  canIUse(schema: string): boolean;"
    yield "  readonly isIDE: boolean;"
    functions = dict(_functions())
    for name, written in functions.items():
        if "." not in name:
            yield f"  {name}{written}"
    for space in NAMESPACES:
        yield f"  readonly {space}: {{"
        for name, written in functions.items():
            if name.startswith(f"{space}."):
                yield f"    {name.removeprefix(f'{space}.')}{written}"
        yield "  };"
    yield "  [own: string]: any;"
    yield "}"
    yield ""


def _name(api: JSAPI | None) -> str:
    return api.name if api is not None else ""


_LISTENS = "(listener: (event: any) => void): void;"
_ABORT = "abort(options?: any): Promise<{ success: true }>;"


def _listening(*events: str) -> str:
    return " ".join(f"on{event}{_LISTENS} off{event}{_LISTENS.replace(':', '?:', 1)}" for event in events)


_TASKS = {
    "request": f"{_ABORT} {_listening('HeadersReceived')}",
    "httpRequest": f"{_ABORT} {_listening('HeadersReceived')}",
    "uploadFile": f"{_ABORT} {_listening('HeadersReceived', 'ProgressUpdate')}",
    "downloadFile": f"{_ABORT} {_listening('HeadersReceived', 'ProgressUpdate')}",
    "connectSocket": (
        "send(options: any): Promise<{ success: boolean }>; close(options?: any): Promise<{ message: string }>; "
        + _listening("Open", "Message", "Error", "Close")
    ),
    "chooseCity": f"setLocatedCity(options: any): Promise<any>; {_listening('LocatedComplete')}",
}
"""What a promise is besides; of `connectSocket` with `multiple` alone."""


def _functions() -> Iterator[tuple[str, str]]:
    """Each function of `my`, and what stands behind its name."""
    for name in sorted(INSIDE - MADE_AT_THE_START):
        yield name, "(...given: any[]): any;"
    for api in sorted((BUILTIN.get(listing.name) for listing in BUILTIN if not listing.internal), key=_name):
        if api is not None:
            yield api.name, _signature(api)


def _signature(api: JSAPI) -> str:
    params = _members(api.params, is_result=False)
    fields = [*_members(api.result, is_result=True), *_further_results(api)]
    result = f"{{ {' '.join(fields)} }}"
    promised = result if fields else "void"
    is_needed = any("?:" not in member for member in params)
    failure = f", {_type(api.failure.model_json_schema()['properties']['error'])}" if api.failure else ""
    options = f"{{ {' '.join([*params, '[more: string]: any'])} }} & Callbacks<{result}{failure}>"
    task = f" & {{ {_TASKS[api.name]} }}" if api.name in _TASKS else ""
    return f"(options{'' if is_needed else '?'}: {options}): Promise<{promised}>{task};"


def _further_results(api: JSAPI) -> Iterator[str]:
    """What the platform's typings let a program read, and no model of ours has."""
    page = documented().get(api.name)
    known = api.result.model_fields if api.result else {}
    yield from (f"{name}: any;" for name in (page.result if page else ()) if name not in known)


def _members(model: type[BaseModel] | None, *, is_result: bool) -> list[str]:
    """`name?: type;` for every field; of a result, all are there, as in the platform's typings."""
    if model is None:
        return []
    schema = model.model_json_schema()
    properties = schema.get("properties", {})
    required = properties if is_result else schema.get("required", ())
    return [f"{name}{'' if name in required else '?'}: {_type(of)};" for name, of in properties.items()]


def _type(schema: dict[str, Any]) -> str:
    texts = [schema["const"]] if "const" in schema else schema.get("enum")
    if texts:
        return " | ".join(map(json.dumps, texts))
    choices = schema.get("anyOf")
    if choices:
        kinds = dict.fromkeys(_type(choice) for choice in choices if choice.get("type") != "null")
        return "any" if "any" in kinds or not kinds else " | ".join(kinds)
    if schema.get("type") == "array":
        inner = _type(schema.get("items", {}))
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    return _TYPES.get(schema.get("type", ""), "any")


if __name__ == "__main__":
    print(declarations(), end="")
