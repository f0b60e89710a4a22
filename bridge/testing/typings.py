"""Types for editors: of what tests find, and of `my` as the registry has it.

`python -m bridge.testing.typings` prints them; `minibridge test --types` writes them into a program's folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bridge.errors import UsageError
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.registry import BUILTIN, JSAPI

FILE = "minibridge-env.d.ts"
_GLOBALS = Path(__file__).with_name("test_globals.d.ts")
_FIRST_LINE = "// Types of what JavaScript tests find when minibridge runs them"
_TYPES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations() -> str:
    """The whole file."""
    return "\n".join([_GLOBALS.read_text(encoding="utf-8"), *_my(), ""])


def write_types(folder: Path) -> Path:
    """Write them beside a program's app.json, where editors find them. Raises `UsageError` if a file is in the way."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: there is no such folder")
    path = folder / FILE
    if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(_FIRST_LINE):
        raise UsageError(f"{path} is there already, and not ours: rename it first")
    path.write_text(declarations(), encoding="utf-8")
    return path


def _my() -> Iterator[str]:
    yield "interface Callbacks<S> {"
    yield "  success?(result: S): void;"
    yield "  fail?(failure: { error: number | string; errorMessage?: string; [more: string]: any }): void;"
    yield "  complete?(result: any): void;"
    yield "}"
    yield ""
    yield "interface My {"
    yield "  readonly SDKVersion: string;"
    yield "  readonly env: Record<string, any>;"
    yield "  call(name: string, options?: any, callback?: (result: any) => void): Promise<any>;"
    yield "  canIUse(schema: string): boolean;"
    for name in sorted(INSIDE):
        if name not in ("SDKVersion", "env", "call", "canIUse"):
            yield f"  {name}(...given: any[]): any;"
    for api in sorted((BUILTIN.get(listing.name) for listing in BUILTIN if not listing.internal), key=_name):
        if api is not None:
            yield from _function(api)
    yield "  [own: string]: any;"
    yield "}"
    yield ""
    yield "declare const my: My;"


def _name(api: JSAPI | None) -> str:
    return api.name if api is not None else ""


_LISTENS = "(listener: (event: any) => void): void;"
_TASK = (
    "{ abort(options?: any): Promise<{ success: true }>; "
    f"onHeadersReceived{_LISTENS} offHeadersReceived{_LISTENS.replace(':', '?:', 1)} "
    f"onProgressUpdate?{_LISTENS} offProgressUpdate?{_LISTENS.replace(':', '?:', 1)} }}"
)


def _function(api: JSAPI) -> Iterator[str]:
    params, result = _members(api.params, is_result=False), _members(api.result, is_result=True)
    is_needed = any("?:" not in member for member in params)
    options = f"{{ {' '.join([*params, '[more: string]: any'])} }} & Callbacks<{{ {' '.join(result)} }}>"
    task = f" & {_TASK}" if api.abortable else ""
    yield f"  {api.name}(options{'' if is_needed else '?'}: {options}): Promise<{{ {' '.join(result)} }}>{task};"


def _members(model: type[BaseModel] | None, *, is_result: bool) -> list[str]:
    """`name?: type;` for every field; of a result, all may be read."""
    if model is None:
        return []
    schema = model.model_json_schema()
    required = () if is_result else schema.get("required", ())
    properties = schema.get("properties", {})
    return [f"{name}{'' if name in required else '?'}: {_type(of)};" for name, of in properties.items()]


def _type(schema: dict[str, Any]) -> str:
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
