"""Which names, and which parts of them, a host of some version has: `canIUse`, and what is simply absent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bridge import Runtime
from bridge.jsapi.capabilities import COMPONENTS
from bridge.jsapi.index import documented
from bridge.jsapi.profile import Profile, Since

UNDATED = Path(__file__).parents[1] / "surface" / "undated.txt"
LATER = ["chooseDistrict", "getAppIdSync", "onMemoryWarning", "ap.nsf", "env", "getFileSystemManager"]
BEFORE: dict[str, Any] = {"appx_version": "1.2.3"}


async def seen(source: str, **options: Any) -> Any:
    """What the program makes of the host that `options` describe."""
    async with Runtime(**options) as runtime:
        await runtime.run(f"console.log(JSON.stringify({source}))")
        return json.loads(runtime.console[-1].text)


@pytest.mark.parametrize("name", LATER)
async def test_a_name_that_came_later_is_absent(name: str) -> None:
    probe = f"[typeof my.{name}, my.canIUse('{name}')]"
    missing = await seen(probe, **BEFORE)
    there = await seen(probe)
    assert missing == ["undefined", False]
    assert there[0] != "undefined"
    assert there[1]


async def test_a_name_is_there_from_its_first_version_on() -> None:
    first = documented()["chooseDistrict"].since.appx
    before = ".".join([*first.split(".")[:-1], str(int(first.split(".")[-1]) - 1)])
    assert await seen("my.canIUse('chooseDistrict')", appx_version=first)
    assert not await seen("my.canIUse('chooseDistrict')", appx_version=before)


async def test_what_is_absent_is_not_listed_either() -> None:
    assert await seen("Object.keys(my).filter((name) => name === 'getAppIdSync')", **BEFORE) == []


async def test_what_came_later_fails_as_not_implemented_by_call() -> None:
    source = "my.call('chooseDistrict', {}, (result) => console.log(result.error))"
    told = []
    for options in ({}, BEFORE):  # its handler is there by then, for whoever has it
        async with Runtime(**options) as runtime:
            await runtime.run(source, check=False)
            told.append(runtime.console[-1].text)
    assert told == ["undefined", "1"]


@pytest.mark.parametrize(
    ("schema", "before"),
    [
        ("request.object.method.PUT", "10.1.94"),
        ("request.object.dataType.arraybuffer", "10.1.69"),
        ("ap.getMainSelectedCity.return.districtCode", "10.1.98"),
    ],
)
async def test_a_part_may_be_newer_than_its_api(schema: str, before: str) -> None:
    api = schema.rpartition(".object")[0] or schema.rpartition(".return")[0]
    probe = f"['{schema}', '{api}'].map((schema) => my.canIUse(schema))"
    assert await seen(probe, host="alipay-cn", client_version=before) == [False, True]
    assert await seen(probe, host="alipay-cn") == [True, True]


@pytest.mark.parametrize(
    ("schema", "before", "first"),
    [
        ("share-element", "1.99.0", None),
        ("cover-view", "1.9.9", "1.10.0"),
        ("canvas.type", "2.6.9", "2.7.0"),
        ("button.scope", "1.10.9", "1.11.0"),
        ("button.open-type.getAuthorize", "1.10.9", "1.11.0"),
        ("view.aria-label", "1.17.9", "1.18.0"),
    ],
)
async def test_components_and_what_they_take_came_with_versions(schema: str, before: str, first: str | None) -> None:
    probe = f"my.canIUse('{schema}')"
    assert not await seen(probe, appx_version=before)
    assert await seen(probe, appx_version=first)


async def test_who_gets_at_it_by_a_computed_name_is_told_so_once_and_then_answered() -> None:
    probe = "console.log(my['can' + 'IUse']('button.size'), my['can' + 'IUse']('alert.object.title'))"
    async with Runtime() as runtime:
        await runtime.run(probe)
        await runtime.run(probe, "again.js")
        assert [line.text for line in runtime.console] == ["false false", "true true"]
        assert [note.text.partition(":")[0] for note in runtime.notes] == [
            "my.canIUse said false to 'button.size' as it knew names alone"
        ]


async def test_an_option_needs_its_attribute() -> None:
    assert not await seen("my.canIUse('input.confirm-type.done')", appx_version="1.6.9")


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_every_component_is_there_by_default_with_all_it_takes(host: str) -> None:
    schemas = list(_schemas())
    assert len(schemas) > 600
    assert await seen(f"{json.dumps(schemas)}.filter((schema) => !my.canIUse(schema))", host=host) == []


def _schemas() -> Iterator[str]:
    for component, told in json.loads(COMPONENTS.read_text(encoding="utf-8")).items():
        yield component
        for attribute, more in told["attributes"].items():
            yield f"{component}.{attribute}"
            yield from (f"{component}.{attribute}.{option}" for option in more.get("options", ()))


async def test_versions_of_one_wallet_app_mean_nothing_in_another() -> None:
    assert await seen("my.canIUse('request.object.method.PUT')", host="alipay-plus", client_version="1.0.0")


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
async def test_nothing_of_any_version_is_missing_by_default(host: str) -> None:
    pages = [page for page in documented().values() if page.since.only in (None, host)]
    names = json.dumps([page.name for page in pages])
    parts = [f"{page.name}.{part}" for page in pages for part in page.newer]
    schemas = json.dumps([part.replace(".params.", ".object.").replace(".result.", ".return.") for part in parts])
    assert await seen(f"{names}.filter((name) => !my.canIUse(name))", host=host) == []
    assert await seen(f"{schemas}.filter((schema) => !my.canIUse(schema))", host=host) == []


def test_names_without_a_first_version_are_listed_with_what_was_looked_at() -> None:
    lines = UNDATED.read_text(encoding="utf-8").splitlines()[1:]
    listed = {name for name, _, reason in (line.partition(": ") for line in lines) if reason}
    assert listed == {page.name for page in documented().values() if not page.since.words}
    assert len(lines) == len(listed)


def test_every_version_that_is_told_is_one() -> None:
    told = [since for page in documented().values() for since in (page.since, *page.newer.values())]
    assert all(Profile(since.only or "alipay-cn").has(since) for since in told)
    assert all(since != Since() for page in documented().values() for since in page.newer.values())
