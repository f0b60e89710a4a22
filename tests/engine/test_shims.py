"""The guest half as text: what it must not contain, and that what lazy shims capture exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import quickjs

from bridge.engine.shims import Shims, bundle, folder, intrinsic_path
from bridge.miniprogram.runtime import LAZY_SHIMS
from bridge.testing.shims import LAZY_SHIMS as TESTING_LAZY_SHIMS

# Those that only engines of tests have are ordinary JavaScript: there the code that shares their realm is the tester's.
FILES = [path for path in sorted(folder().glob("**/*.js")) if path.parent.name != "testing"]
_TEXT = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""")


def code_of(path: Path) -> str:
    """Without comment lines and quoted texts."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return "\n".join(_TEXT.sub('""', line) for line in lines if not line.lstrip().startswith("//"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_shim_uses_a_template_literal_which_calls_string_concat(path: Path) -> None:
    assert re.findall(r"`[^`]*\$\{", code_of(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_shim_appends_by_a_method_of_arrays(path: Path) -> None:
    assert re.findall(r"\.(?:push|concat|forEach|map|join)\(", code_of(path)) == []


def test_every_built_in_that_a_lazy_shim_captures_is_found() -> None:
    parts = json.loads(bundle(Shims((), (*LAZY_SHIMS, *TESTING_LAZY_SHIMS))).catalogue)["intrinsics"].split(" ")
    context = quickjs.Context()
    missing = [path for path in zip(*[iter(parts)] * 3, strict=True) if not _exists(context, *path)]
    assert missing == []


def _exists(context: quickjs.Context, kind: str, owner: str, member: str) -> bool:
    key = f"Symbol.{member[2:]}" if member.startswith("@@") else json.dumps(member)
    home = "Object.getPrototypeOf(Int8Array)" if owner == "TypedArray" else owner
    if kind == "getter":
        return bool(context.eval(f"!!Object.getOwnPropertyDescriptor({home}.prototype, {key})?.get"))
    holder = {"global": "globalThis", "static": home, "method": f"{home}.prototype"}[kind]
    return bool(context.eval(f"{json.dumps(owner) if kind == 'global' else key} in {holder}"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("MapPrototypeGetSize", ("getter", "Map", "size")),
        ("MapPrototypeGet", ("method", "Map", "get")),
        ("ObjectGetPrototypeOf", ("static", "Object", "getPrototypeOf")),
        ("DatePrototypeToUTCString", ("method", "Date", "toUTCString")),
        ("SymbolIterator", ("static", "Symbol", "iterator")),
        ("ArrayBuffer", ("global", "ArrayBuffer", "")),
    ],
)
def test_the_name_of_a_built_in_says_where_it_is(name: str, path: tuple[str, str, str]) -> None:
    assert intrinsic_path(name) == path
