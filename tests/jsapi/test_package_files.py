"""Files of the program's package, and those that Python puts beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram, UsageError
from bridge.jsapi.files import LONGEST
from tests.jsapi.file_systems import BEFORE, DONE
from tests.jsapi.phones import phone

PAGE = {"index.js": "Page({});", "index.axml": "<view/>"}


def program(folder: Path, script: str, project: str) -> Path:
    (folder / "pages").mkdir()
    (folder / "data").mkdir()
    (folder / "app.json").write_text('{"pages": ["pages/index"]}')
    (folder / "app.js").write_text(f"{BEFORE} App({{ onLaunch() {{ {script} }} }});")
    (folder / "data" / "a.txt").write_text("packed")
    (folder / "data" / "b.bin").write_bytes(b"\0")
    (folder / "mini.project.json").write_text(project)
    for name, content in PAGE.items():
        (folder / "pages" / name).write_text(content)
    return folder


async def launched(folder: Path, script: str, project: str) -> tuple[list[Any], list[str]]:
    async with MiniProgram.open(program(folder, script, project)) as app:
        await app.launch()
    return [json.loads(line.text) for line in app.console], [note.text for note in app.notes]


@pytest.mark.parametrize("path", ["/data/a.txt", "data/a.txt"])
async def test_files_of_the_package_can_be_read_if_they_are_included(tmp_path: Path, path: str) -> None:
    script = f"say(text('{path}')); say(fs.readdirSync('data').files)"
    answers, _ = await launched(tmp_path, script, '{"include": ["data/*.txt"]}')
    assert answers == ["packed", ["a.txt"]]


@pytest.mark.parametrize("project", ["{}", '{"include": ["../*", "/etc/*", "data/*.bin"]}'])
async def test_what_is_not_included_is_not_there(tmp_path: Path, project: str) -> None:
    answers, _ = await launched(tmp_path, "say(fs.accessSync('data/a.txt').error)", project)
    assert answers == [10022]


@pytest.mark.parametrize("project", ['{"include": 7}', '{"include": ["a**"]}'])
async def test_a_bad_project_file_is_told_of(tmp_path: Path, project: str) -> None:
    answers, notes = await launched(tmp_path, "say(fs.accessSync('data/a.txt').error)", project)
    assert answers == [10022]
    assert "mini.project.json" in notes[0]


async def test_files_of_the_package_can_be_copied_and_not_changed(tmp_path: Path) -> None:
    script = """
      say(fs.copyFileSync('data/a.txt', at('a'))); say(fs.unlinkSync('data/a.txt').error);
      say(fs.statSync('data/a.txt').stats.mode);
    """
    answers, _ = await launched(tmp_path, script, '{"include": ["data/a.txt"]}')
    assert answers == [DONE, 10024, 0o100444]


@pytest.mark.parametrize("path", ["a", "https://resource/a", "https://usr/", "https://usr/../a", "https://usr//a"])
async def test_python_writes_only_where_the_program_may(path: str) -> None:
    async with phone() as runtime:
        with pytest.raises(UsageError, match="cannot be written"):
            runtime.files.write(path, "")


async def test_python_is_told_which_files_there_are() -> None:
    async with phone() as runtime:
        runtime.files.write("https://usr/a", "")
        with pytest.raises(UsageError, match="there are https://usr/a"):
            runtime.files.read("https://usr/b")
        with pytest.raises(UsageError, match="10 MB a file"):
            runtime.files.write("https://usr/b", bytes(LONGEST + 1))
        assert ("https://usr/a" in runtime.files, len(runtime.files)) == (True, 1)
