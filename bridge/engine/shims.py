"""The guest half as one text that a fresh engine evaluates once, before any program code.

`js_shims/` lies beside this package in a checkout and inside it in a wheel. Eager shims are evaluated at
once, in the order given; lazy ones travel as text with the list of built-ins to capture for them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bridge.engine.packing import pack
from bridge.errors import EngineError

FIRST_SHIM_LINE = 1_000
"""Lines below this one belong to `eval`, `Function` and `JSON.parse`, which count from 1."""

FIRST_PROGRAM_LINE = 16_000

EAGER = (
    "engine/boundary.js",
    "engine/positions.js",
    "engine/lazy.js",
    "engine/heap.js",
    "engine/faults.js",
    "engine/promises.js",
    "engine/clock.js",
    "engine/timers.js",
    "engine/console.js",
    "globals/legacy.js",
)
LAZY = (
    "engine/inspect.js",
    "engine/inspect_kinds.js",
    "engine/printf.js",
    "engine/table.js",
    "engine/console_formatting.js",
    "engine/local_time.js",
    "engine/clone.js",
    "engine/encoding.js",
    "engine/rejections.js",
    "globals/browser.js",
    "globals/message_channel.js",
    "globals/buffer.js",
    "globals/buffer_text.js",
    "globals/buffer_numbers.js",
    "globals/buffer_bytes.js",
    "globals/regexp_statics.js",
    "globals/regexp_mentions.js",
    "globals/strict.js",
)

_BESIDE = Path(__file__).resolve().parents[2] / "js_shims"
_INSIDE = Path(__file__).resolve().parents[1] / "js_shims"

_NOT_ASCII = re.compile(r"[^\0-\x7f]")
_INTRINSICS = re.compile(r"const \{([^}]*)\} = intrinsics;")
_STATIC = re.compile(
    r"(Object|Reflect|ArrayBuffer|Array(?!Buffer$)|Uint8Array|String|Number|Math|JSON|Date|Symbol|Error|Promise|BigInt)"
    r"(?=[A-Z])(?!Error$)"
)
_GETTERS = {
    "MapSize", "SetSize", "ErrorStack", "RegExpFlags", "RegExpSource", "SymbolDescription", "ArrayBufferByteLength",
    "ArrayBufferMaxByteLength", "ArrayBufferResizable", "ArrayBufferDetached", "SharedArrayBufferByteLength",
    "DataViewByteLength", "DataViewByteOffset", "DataViewBuffer", "TypedArrayLength", "TypedArrayBuffer",
    "TypedArrayByteOffset", "TypedArrayByteLength", "TypedArraySymbolToStringTag",
}  # fmt: skip


@dataclass(frozen=True)
class Shims:
    """Which shims an engine gets: paths below `js_shims/`, the engine's own first."""

    eager: tuple[str, ...] = ()
    lazy: tuple[str, ...] = ()


@cache
def folder() -> Path:
    """Where the guest half lies. Raises `EngineError` if the installation is incomplete."""
    for candidate in (_INSIDE, _BESIDE):
        if candidate.is_dir():
            return candidate
    raise EngineError(f"js_shims is missing from this installation (looked at {_INSIDE} and {_BESIDE})")


@dataclass(frozen=True)
class Bundle:
    """What a fresh engine is given. Sources are padded with blank lines to their own range of line numbers.

    `start` makes `kernel`, the null-prototype object through which shims share; every file of `eager` makes a
    function of `kernel`; `finish` takes the boundary's entry out of it.
    """

    start: str
    eager: tuple[str, ...]
    finish: str
    catalogue: str
    lazy: tuple[str, ...]


_START = """(function (key, settings, catalogue, ...lazySources) {
  return { __proto__: null, key, lazySources, settings: JSON.parse(settings), catalogue: JSON.parse(catalogue) };
})"""
_FINISH = "(function (kernel) { return kernel.cross; })"


@cache
def bundle(shims: Shims, *, packed: bool = False) -> Bundle:
    """The sources in order, each on lines of its own: one after another, from `FIRST_SHIM_LINE` on.

    `packed`: lazy ones take less memory in every engine. Packing them takes a moment, once in a process.
    """
    line, eager = FIRST_SHIM_LINE, []
    for path in (*EAGER, *shims.eager):
        eager.append("\n" * (line - 1) + _read(path))
        line = eager[-1].count("\n") + 2
    paths = (*LAZY, *shims.lazy)
    lazy = tuple(_read(path) for path in paths)
    catalogue = json.dumps(_catalogue(paths, lazy, line))
    return Bundle(_START, tuple(eager), _FINISH, catalogue, tuple(map(_packed, paths)) if packed else lazy)


@cache
def _read(path: str) -> str:
    """A shim without comment lines and indentation, its lines kept: every engine holds its own copy of it.

    So no shim may have a text of several lines, and what is not ASCII may only stand in texts: it would make the
    engine's copy twice as large, so it is escaped.
    """
    # `(f=>f)(function ...)`: an argument is read once, a function in parentheses twice (an arrow may follow).
    lines = (folder() / path).read_text(encoding="utf-8").strip().split("\n")
    bare = "\n".join("" if line.startswith("//") else line for line in map(str.strip, lines))
    return _NOT_ASCII.sub(lambda char: f"\\u{ord(char[0]):04x}", f"(f=>f){bare}")


@cache
def _packed(path: str) -> str:
    """As js_shims/engine/lazy.js unpacks it."""
    return "\x01" + pack(_read(path))


def _catalogue(paths: tuple[str, ...], sources: tuple[str, ...], line: int) -> dict[str, Any]:
    """Per lazy shim its name, first line and intrinsics, each with its number; and once, how to capture each number.

    Texts, as lists of them would take more memory in every engine. A number with an `m` is a method's.
    """
    numbers: dict[str, str] = {}
    shims = []
    for path, source in zip(paths, sources, strict=True):
        names = _names_in(source)
        for name in names:
            numbers.setdefault(name, f"{len(numbers)}{'m' * (intrinsic_path(name)[0] in ('method', 'getter'))}")
        wanted = " ".join(f"{name} {numbers[name]}" for name in names)
        shims.append({"name": Path(path).stem, "line": line, "names": wanted})
        line += source.count("\n") + 2
    if line >= FIRST_PROGRAM_LINE:
        raise EngineError("the shims have outgrown their range of line numbers")
    return {"shims": shims, "intrinsics": " ".join(part or "-" for name in numbers for part in intrinsic_path(name))}


def _names_in(source: str) -> list[str]:
    match = _INTRINSICS.search(source)
    return [name.strip() for name in match.group(1).split(",") if name.strip()] if match else []


def intrinsic_path(name: str) -> tuple[str, str, str]:
    """Kind, owner and member of a primordial: `MapPrototypeGetSize` is `("getter", "Map", "size")`."""
    owner, is_method, member = name.partition("Prototype")
    if is_method and member != "Of":  # but ObjectGetPrototypeOf is a static function
        is_getter = member.startswith("Get") and owner + member[3:] in _GETTERS
        return ("getter", owner, _spelled(member[3:])) if is_getter else ("method", owner, _spelled(member))
    static = _STATIC.match(name)
    if static is None:
        return "global", name, ""
    return "static", static.group(), _spelled(name.removeprefix(static.group()))


def _spelled(member: str) -> str:
    """`ToUTCString` is `toUTCString`, `PI` stays, `SymbolIterator` is the well-known symbol `@@iterator`."""
    if member.startswith("Symbol"):
        return "@@" + _spelled(member.removeprefix("Symbol"))
    return member if member.isupper() else member[0].lower() + member[1:]
