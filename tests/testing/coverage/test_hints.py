"""Comments that keep code from being counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.testing.coverage.counting import branches_of, calls_of, counts_of, ran


async def test_ignore_next_leaves_out_a_function_and_all_in_it(tmp_path: Path) -> None:
    source = "/* istanbul ignore next */\nfunction f() { if (1) return 2 }\n3"
    file = (await ran(tmp_path, source)).coverage.files["main.js"]
    assert (calls_of(file), branches_of(file), counts_of(file, source)) == ({}, [], {"3": 1})


@pytest.mark.parametrize(
    "source",
    [
        "1 || /* istanbul ignore next */ 2",
        "1 || (\n// istanbul ignore next\n2)",
        "/* istanbul ignore else */\nif (1) 2",
        "/* istanbul ignore if */\nif (0) 1\nelse 2",
        "/* istanbul ignore if */\nif (1) { 2 }",
        "0 ? /* istanbul ignore next -- why */ 1 : 2",
    ],
)
async def test_one_way_of_a_branch(tmp_path: Path, source: str) -> None:
    made = await ran(tmp_path, source)
    assert [len(taken) for _, taken in branches_of(made.coverage.files["main.js"])] == [1]


async def test_a_method(tmp_path: Path) -> None:
    source = "class A { /* istanbul ignore next */ a() {} b() {} }"
    assert calls_of((await ran(tmp_path, source)).coverage.files["main.js"]) == {"b": 0}


async def test_a_whole_file(tmp_path: Path) -> None:
    file = (await ran(tmp_path, "f()\n/* istanbul ignore file */\nfunction f() {}")).coverage.files["main.js"]
    assert (file.counts, file.file_map.unread) == ([], "ignored by a comment in it")


async def test_other_comments_say_nothing(tmp_path: Path) -> None:
    source = "// istanbul ignore nothing\nlet a = 'istanbul ignore file'"
    assert len((await ran(tmp_path, source)).coverage.files["main.js"].file_map.statements) == 1
