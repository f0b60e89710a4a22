"""What a program stores outlives it where a file is given: per app id and per account of the person."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bridge import Account, MiniProgram, Person, Runtime, UsageError

LOOK = "console.log(JSON.stringify([my.getStorageInfoSync().keys, my.getStorageSync('a').data]))"
NOTHING = "[[],null]"


async def seen(file: Path, source: str = "", **options: Any) -> str:
    """What stands in the storage kept in `file` once `source` ran: keys, and the value of "a"."""
    async with Runtime(storage_file=file, **options) as runtime:
        await runtime.run(source)
        await runtime.run(LOOK)
        return runtime.console[-1].text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "storage.db"


@pytest.mark.parametrize(
    "store", ["my.setStorageSync({key: 'a', data: {b: ['é']}})", "my.setStorage({key: 'a', data: {b: ['é']}})"]
)
async def test_the_next_run_finds_what_was_stored(file: Path, store: str) -> None:
    await seen(file, store)
    assert await seen(file) == '[["a"],{"b":["é"]}]'


@pytest.mark.parametrize("forget", ["removeStorageSync({key: 'a'})", "removeStorage({key: 'a'})"])
async def test_what_was_removed_stays_away(file: Path, forget: str) -> None:
    await seen(file, "my.setStorageSync({key: 'a', data: 1}); my.setStorageSync({key: 'b', data: 2});")
    await seen(file, f"my.{forget}")
    assert await seen(file) == '[["b"],null]'


@pytest.mark.parametrize("clear", ["clearStorageSync()", "clearStorage()"])
async def test_what_was_cleared_stays_away(file: Path, clear: str) -> None:
    await seen(file, "my.setStorageSync({key: 'a', data: 1})")
    await seen(file, f"my.{clear}")
    assert await seen(file) == NOTHING


async def test_keys_stay_in_their_order_and_values_count(file: Path) -> None:
    await seen(file, "for (const key of ['b', 'a']) my.setStorageSync({key, data: 1})")
    await seen(file, "my.setStorageSync({key: 'b', data: 'x'.repeat(5000)})")
    async with Runtime(storage_file=file) as runtime:
        assert (runtime.storage.keys(), runtime.storage.kilobytes) == (["b", "a"], 5)


async def test_texts_of_javascript_come_back_as_they_were(file: Path) -> None:
    store = r"my.setStorageSync({key: 'a', data: '\ud800\0\u{1f600}'}); my.setStorageSync({key: '\udc00', data: 1})"
    await seen(file, store)
    async with Runtime(storage_file=file) as runtime:
        assert list(runtime.storage.items()) == [("a", "\ud800\0\U0001f600"), ("\udc00", 1)]


async def test_without_a_file_it_is_gone_with_the_program() -> None:
    for _ in range(2):
        async with Runtime() as runtime:
            await runtime.run(LOOK + "; my.setStorageSync({key: 'a', data: 1})")
        assert runtime.console[0].text == NOTHING


async def test_another_app_id_has_another_storage(file: Path) -> None:
    await seen(file, "my.setStorageSync({key: 'a', data: 1})", app_id="one")
    await seen(file, "my.clearStorageSync()", app_id="two")
    assert (await seen(file, app_id="two"), await seen(file, app_id="one")) == (NOTHING, '[["a"],1]')


async def test_another_account_has_another_storage(file: Path) -> None:
    sam = Person(accounts=[Account(login_id="sam@example.com")])
    await seen(file, "my.setStorageSync({key: 'a', data: 1})", user=sam)
    assert await seen(file) == NOTHING
    assert await seen(file, user=sam) == '[["a"],1]'


async def test_what_a_program_is_given_at_first_does_not_come_again(file: Path) -> None:
    await seen(file, "my.setStorageSync({key: 'a', data: 'changed'})", storage={"a": "first"})
    assert await seen(file, storage={"a": "first", "b": 1}) == '[["a","b"],"changed"]'


async def test_python_changes_are_kept_too(file: Path) -> None:
    async with Runtime(storage_file=file) as runtime:
        runtime.storage.set("a", 1)
    assert await seen(file) == '[["a"],1]'


async def test_two_programs_may_have_the_file_at_once(file: Path) -> None:
    async with Runtime(storage_file=file) as one, Runtime(storage_file=file) as two:
        await one.run("my.setStorageSync({key: 'a', data: 1})")
        await two.run("my.setStorageSync({key: 'b', data: 2})")
    assert await seen(file) == '[["a","b"],1]'


async def test_the_limits_count_what_earlier_runs_stored(file: Path) -> None:
    fill = "for (let i = 0; i < 55; i++) my.setStorageSync({key: '' + i, data: 'x'.repeat(190000)})"
    await seen(file, fill)
    async with Runtime(storage_file=file) as runtime:
        await runtime.run("console.log(my.setStorageSync({key: 'more', data: 'x'.repeat(190000)}).error)")
    assert runtime.console[0].text == "2"


def no_database(file: Path) -> None:
    file.write_text("shopping list\n" * 100)


def another_database(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE shopping (item TEXT)")


def from_the_future(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (no_database, "file is not a database"),
        (another_database, "this is another program's database"),
        (from_the_future, "a newer minibridge has written it"),
        (Path.mkdir, "unable to open database file"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_and_left_alone(file: Path, spoil: Any, why: str) -> None:
    spoil(file)
    before = file.read_bytes() if file.is_file() else b""
    with pytest.raises(UsageError, match=f"storage.db: nothing can be stored there: {why}"):
        Runtime(storage_file=file)
    assert (file.read_bytes() if file.is_file() else b"") == before


async def test_damage_is_told(file: Path) -> None:
    await seen(file, "my.setStorageSync({key: 'a', data: 1})")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE storage SET value = ?", (b"{",))
    with pytest.raises(UsageError, match="what is stored there is damaged"):
        Runtime(storage_file=file)


async def test_what_cannot_be_kept_stops_the_program(file: Path) -> None:
    async with Runtime(storage_file=file) as runtime:
        with sqlite3.connect(file) as database:
            database.execute("DROP TABLE storage")
        with pytest.raises(UsageError, match="nothing can be stored there: no such table"):
            await runtime.run("my.setStorageSync({key: 'a', data: 1})")


async def test_a_program_in_a_folder_says_its_app_id(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "app.json").write_text('{"pages": ["index"]}')
    (folder / "app.js").write_text("my.setStorageSync({key: 'a', data: my.getAppIdSync().appId}); App({})")
    (folder / "index.js").write_text("Page({})")
    (folder / "index.axml").write_text("<view/>")
    (folder / "minibridge.json").write_text('{"app_id": "2021009"}')
    async with MiniProgram.open(folder, storage_file=file) as app:
        await app.launch()
    assert await seen(file, app_id="2021009") == '[["a"],"2021009"]'
