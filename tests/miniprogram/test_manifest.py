"""A program's folder: what is wrong in it is named with file, line and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram, ProgramError
from bridge.errors import BridgeError
from tests.support import folders
from tests.support.folders import APP_JSON, write


def program(folder: Path, *given: Any, **options: Any) -> Path:
    """A program of one page, which has markup too."""
    return folders.program(write(folder, {"pages/index/index.axml": "<view/>"}), *given, **options)


def problem(folder: Path, **options: Any) -> str:
    with pytest.raises(ProgramError) as raised:
        MiniProgram.open(folder, **options)
    return str(raised.value)


async def launch_problem(folder: Path, **options: Any) -> str:
    async with MiniProgram.open(folder) as app:
        with pytest.raises(BridgeError) as raised:
            await app.launch(**options)
    return str(raised.value)


def test_no_folder(tmp_path: Path) -> None:
    assert problem(tmp_path / "gone") == f"{tmp_path}/gone: no such folder"


def test_no_app_json(tmp_path: Path) -> None:
    expected = "no app.json: not a mini-program\nGive a folder with app.json, or one .js file."
    assert problem(tmp_path) == f"{tmp_path}: {expected}"


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        ('{\n  "pages": [\n}', "app.json:3:1", "bad JSON: Expecting value"),
        ('{\n  "window": {}\n}', "app.json:1:1", 'pages: Field required\nAdd the key "pages".'),
        ('{\n  "window": {},\n  "pages": []\n}', "app.json:3:3", "pages: List should have at least 1 item"),
        ('{\n  "pages": [7]\n}', "app.json:2:13", "pages.0: Input should be a valid string\nWrite a text"),
        ("[]", "app.json:1:1", "the file: Input should be"),
        (b"{\n\xff}", "app.json:2", "not UTF-8: byte 0xff"),
    ],
)
def test_a_bad_app_json(tmp_path: Path, content: str | bytes, place: str, what: str) -> None:
    assert problem(write(tmp_path, {"app.json": content})).startswith(f"{tmp_path}/{place}: {what}")


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        ('{\n  "sterps": []\n}', "2:3", "sterps: Extra inputs are not permitted\nDid you mean 'steps'?\nKnown keys: "),
        ('{\n  "steps": [{"tap": 7}]\n}', "2:14", "steps.0.tap: Input should be a valid string"),
        ('{\n\n  "user": "maybe"\n}', "3:3", "user.0: Input should be 'approve', 'cancel'"),
        ('{\n\n  "user": ["approve", 7]\n}', "3:23", "user.1: Input should be 'approve', 'cancel'"),
        ('{\n  "host": "wechat"\n}', "2:3", "host: Input should be 'alipay-plus' or 'alipay-cn'\nKnown keys: "),
        ('{\n  "server": {"command": []}\n}', "2:14", "server.command: List should have at least 1 item"),
        ('{\n  "server": "run"\n}', "2:3", "server: Input should be"),
        ('{\n  "query": 7\n}', "2:3", "query: Input should be a valid string\nWrite a text"),
    ],
)
def test_a_bad_minibridge_json(tmp_path: Path, content: str, place: str, what: str) -> None:
    said = problem(program(tmp_path, files={"minibridge.json": content}))
    assert said.startswith(f"{tmp_path}/minibridge.json:{place}: {what}")


async def test_an_origin_that_is_no_url_is_named_with_its_file(tmp_path: Path) -> None:
    folder = program(tmp_path, files={"minibridge.json": {"origins": {"https://shop.example": "nowhere"}}})
    with pytest.raises(ProgramError, match=r"minibridge.json: cannot map 'https://shop.example' to 'nowhere'"):
        async with MiniProgram.open(folder):
            pass


async def test_an_unknown_page_lists_those_there_are(tmp_path: Path) -> None:
    said = await launch_problem(program(tmp_path), page="pages/nope")
    assert said == f"{tmp_path}/app.json: no page 'pages/nope'\nIts pages are: pages/index/index."


async def test_a_page_that_was_left_out_of_the_list_is_said_to_be_there(tmp_path: Path) -> None:
    folder = program(tmp_path)
    write(folder, {"pages/cart/cart.axml": "<view/>"})
    said = await launch_problem(folder, page="pages/cart/cart")
    assert said.endswith("app.json: no page 'pages/cart/cart'\nIts files are there: add 'pages/cart/cart' to pages.")


async def test_a_page_without_a_script(tmp_path: Path) -> None:
    said = await launch_problem(write(tmp_path, {"app.json": APP_JSON, "app.js": ""}))
    assert said == (
        f"{tmp_path}/app.json:1:12: page 'pages/index/index' has no script\n"
        "Write pages/index/index.js, or take the page out of app.json."
    )


async def test_no_app_js(tmp_path: Path) -> None:
    folder = program(tmp_path)
    (folder / "app.js").unlink()
    assert await launch_problem(folder) == (
        f'{folder}: there is no app.js, and every program has one\nWrite one; "App({{}})" is enough.'
    )


@pytest.mark.parametrize("name", ["app.js", "pages/index/index.js", "lib.js"])
async def test_a_script_that_is_not_utf_8(tmp_path: Path, name: str) -> None:
    folder = program(tmp_path, "import '/lib'; Page({})", files={"lib.js": ""})
    write(folder, {name: b"// fine\n// \xff"})
    assert f"{name}:2: not UTF-8" in await launch_problem(folder)


async def test_a_program_can_be_opened_again_after_its_files_were_mended(tmp_path: Path) -> None:
    folder = program(tmp_path, "import '/lib'; Page({})", files={"lib.js": b"\xff"})
    async with MiniProgram.open(folder) as app:
        with pytest.raises(BridgeError, match=r"lib\.js:1: not UTF-8"):
            await app.launch()
    write(folder, {"lib.js": "console.log('mended')"})
    async with MiniProgram.open(folder) as app:
        await app.launch()
    assert app.console[0].text == "mended"


async def test_bad_json_that_a_script_imports_is_named_with_its_line(tmp_path: Path) -> None:
    folder = program(tmp_path, "import '/data.json'; Page({})", files={"data.json": "{\n oops }"})
    assert "data.json:2:2: bad JSON" in await launch_problem(folder)


async def test_a_root_elsewhere_is_found(tmp_path: Path) -> None:
    program(tmp_path / "src", "console.log('found'); Page({})")
    write(tmp_path, {"mini.project.json": {"miniprogramRoot": "src"}, "minibridge.json": {"seed": 7}})
    async with MiniProgram.open(tmp_path) as app:
        await app.launch()
    assert (app.console[0].text, app.manifest.run.seed) == ("found", 7)


def test_a_root_without_app_json(tmp_path: Path) -> None:
    write(tmp_path, {"mini.project.json": {"miniprogramRoot": "gone"}})
    assert problem(tmp_path) == f"{tmp_path}/mini.project.json: no app.json in {tmp_path}/gone\nMend miniprogramRoot."


async def test_what_the_run_file_says_is_used_where_no_option_says_otherwise(tmp_path: Path) -> None:
    page = "Page({ go() { my.signContract({signStr: 'x', complete: (r) => console.log(r.error)}); } })"
    folder = program(tmp_path, page, files={"minibridge.json": {"user": ["cancel"], "host": "alipay-cn"}})
    for user, error in ((None, "6001"), ("fail", "7002")):
        async with MiniProgram.open(folder, user=user) as app:
            await (await app.launch()).call("go")
            await app.idle()
        assert app.console[0].text == error


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "{ a: '1' }"),
        ({"query": "b=2"}, "{ b: '2' }"),
        ({"query": "?b=%20&c"}, "{ b: ' ', c: '' }"),
        ({"query": {"b": "2"}}, "{ b: '2' }"),
        ({"query": ""}, "{}"),
        ({"page": "pages/index/index"}, "{}"),
    ],
)
async def test_the_page_receives_the_query(tmp_path: Path, given: dict[str, Any], expected: str) -> None:
    folder = program(tmp_path, "Page({ onLoad(q) { console.log(q); } })", files={"minibridge.json": {"query": "a=1"}})
    async with MiniProgram.open(folder) as app:
        await app.launch(**given)
    assert app.console[0].text == expected
