"""The list of APIs that is read without loading them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bridge import EngineError
from bridge.jsapi import BUILTIN, LAZY_SHIMS, Profile
from bridge.jsapi.catalogue import COMMAND, FILE, Listing
from bridge.jsapi.cataloguing import DOMAINS, written
from bridge.jsapi.inside import INSIDE, MAKERS
from bridge.jsapi.parts import PARTS
from bridge.jsapi.registry import Registry
from tests.support.scripts import printed


def test_it_says_what_the_domains_say() -> None:
    assert FILE.read_text(encoding="utf-8") == written(), f"an API came, went or changed: run {COMMAND}"


def test_a_start_loads_no_domain() -> None:
    domains = {f"bridge.jsapi.{domain}" for domain in DOMAINS}
    code = f"import sys, bridge.miniprogram.runtime; print([m for m in sys.modules if m in {domains}])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_start_loads_no_part_of_the_phone() -> None:
    parts = {module for module, _ in PARTS.values()}
    code = f"import sys, bridge.miniprogram.runtime; print([m for m in sys.modules if m in {parts}])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_domain_that_lacks_what_is_listed_says_what_to_do() -> None:
    registry = Registry(listed=[Listing("gone", "bridge.jsapi.domains.feedback")])
    with pytest.raises(EngineError, match=f"feedback has no my.gone: run {COMMAND}"):
        registry.get("gone")


def test_a_listed_name_is_taken_before_anybody_loaded_it() -> None:
    code = """
from bridge import AlertParams, AlertResult, jsapi
@jsapi("openDocument")
def mine(params: AlertParams) -> AlertResult: ...
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "my.openDocument is registered already, by open_document" in ran.stderr


def test_every_api_is_there_on_the_newest_versions() -> None:
    assert len(list(BUILTIN.available(Profile()))) == len(list(BUILTIN))


def test_nothing_is_answered_both_inside_and_by_a_call() -> None:
    assert INSIDE.isdisjoint(api.name for api in BUILTIN)


def test_every_shim_makes_names_of_its_own() -> None:
    names = [name for words in MAKERS.values() for name in words.split()]
    assert len(names) == len(set(names))
    assert {f"jsapi/{shim}.js" for shim in MAKERS} <= set(LAZY_SHIMS)


@pytest.mark.parametrize("shim", [shim for shim in MAKERS])
async def test_every_name_is_made_by_its_shim(shim: str) -> None:
    names = MAKERS[shim].split()
    source = f"""console.log({names}.filter((path) => {{
      const [name, space] = path.split('.').reverse();
      const holder = space === undefined ? my : my[space];
      return typeof holder[name] !== 'function' || !Object.keys(holder).includes(name) || !my.canIUse(path);
    }}).join())"""
    assert await printed(source) == [""]
