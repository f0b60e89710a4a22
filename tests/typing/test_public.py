"""What `bridge` exports: one list, all of it there, all of it documented."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import bridge


def test_the_list_of_names_and_the_table_of_their_homes_agree() -> None:
    assert sorted(bridge.__all__) == sorted(bridge._HOMES)


@pytest.mark.parametrize("name", bridge.__all__)
def test_every_public_object_is_there_and_has_a_docstring(name: str) -> None:
    documented = getattr(bridge, name).__doc__
    assert documented
    assert not documented.startswith(f"{name}(")  # what a dataclass writes for itself


@pytest.mark.parametrize("name", [name for name in bridge.__all__ if isinstance(getattr(bridge, name), type)])
def test_every_public_method_has_a_docstring(name: str) -> None:
    members = vars(getattr(bridge, name))
    public = [key for key in members if not key.startswith(("_", "model_"))]
    bare = [key for key in public if callable(members[key]) and not inspect.getdoc(getattr(getattr(bridge, name), key))]
    assert bare == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'bridge' has no attribute 'nonsense'"):
        _ = bridge.nonsense


@pytest.mark.parametrize("first", ["import bridge.jsapi", "from bridge import Runtime", "pass"])
def test_the_decorator_is_found_whatever_was_imported_first(first: str) -> None:
    use = "from bridge import jsapi, Params, Result\n@jsapi('x')\ndef x(p: Params) -> Result: ..."
    code = f"{first}\n{use}\nimport bridge.jsapi\nassert bridge.jsapi.BUILTIN.get('x')"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_none_of_what_is_heavy() -> None:
    code = "import sys, bridge; print([m for m in ('aiohttp', 'pydantic', 'quickjs', 'asyncio') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert shown.strip() == "[]"


def test_running_a_script_needs_no_http_and_no_parser() -> None:
    code = """
import asyncio, sys
from bridge import Runtime
async def main():
    async with Runtime() as rt:
        await rt.run("my.signContract({signStr: 'x'}); my.alert()")
asyncio.run(main())
print([m for m in ("aiohttp", "tree_sitter", "rich", "click") if m in sys.modules])
"""
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert shown.strip() == "[]"
