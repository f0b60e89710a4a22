"""A program calls what `my` does not have: whoever runs it is told why, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram, Runtime
from tests.support.folders import write
from tests.support.programs import HOME, files, page

CASES = {
    "it came later": (
        "my.getAppIdSync()",
        {"appx_version": "1.12.0", "host": "alipay-cn"},
        "my.getAppIdSync came with Appx 1.20.0, alipay-cn 10.1.68, and the program runs on Appx 1.12.0, alipay-cn"
        " 10.8.30: ask my.canIUse first",
    ),
    "below a namespace": (
        "let a = my.ap.nsf({ pid: '1' })",
        {"appx_version": "1.13.9"},
        "my.ap.nsf came with Appx 1.14.0, alipay-cn 10.1.52, and the program runs on Appx 1.13.9, alipay-plus"
        " 10.8.30: ask my.canIUse first",
    ),
    "another host has it": (
        "if (true) my.getSiteInfo({})",
        {"host": "alipay-cn"},
        "only alipay-plus has my.getSiteInfo, and the program runs in alipay-cn: ask my.canIUse first",
    ),
    "a name that is misspelt": (
        "my.shwToast({})",
        {},
        "the platform has no my.shwToast: did you mean my.showToast?",
    ),
}


@pytest.mark.parametrize(("source", "options", "told"), CASES.values(), ids=CASES)
async def test_a_note_says_why_it_is_missing(source: str, options: dict[str, Any], told: str) -> None:
    async with Runtime(**options) as runtime:
        await runtime.run(source, check=False)
        assert [note.text for note in runtime.notes] == [told]


@pytest.mark.parametrize(
    "source",
    [
        "my.walkTheDog()",
        "({}).shwToast()",
        "const you = {}; you.shwToast()",
        "my.alert()()",
        "const f = 1; f(() => my.shwToast())",
        "const f = 1; f(); my.shwToast()",
        "const f = 1; f('my.shwToast()')",
    ],
)
async def test_nothing_is_said_of_what_is_no_slip(source: str) -> None:
    async with Runtime() as runtime:
        await runtime.run(source, check=False)
        assert runtime.errors
        assert runtime.notes == []


@pytest.mark.parametrize(
    "source",
    [
        "my.shwToast({ content: JSON.stringify({}) })",
        "my.shwToast({\n  content: 'x',\n  success: console.log,\n})",
        "const é = '日本';\nconst say = () => {}; my.shwToast({ content: é, success: say.bind(null) })",
        "new Promise((resolve, reject) => my.shwToast({ success: resolve, fail: reject }))",
        "my.shwToast(my.canIUse('alert'))",
        "my.alert({ title: my.shwToast(String(1)) })",
    ],
)
async def test_a_call_is_found_whatever_it_passes(source: str) -> None:
    async with Runtime() as runtime:
        await runtime.run(source, check=False)
        assert [note.text for note in runtime.notes] == [CASES["a name that is misspelt"][2]]


async def test_what_fails_in_a_callback_is_no_slip_of_the_call_that_got_it() -> None:
    async with Runtime() as runtime:
        await runtime.run("my.shwToast = (f) => f(); my.shwToast(() => JSON.strngify())", check=False)
        assert runtime.errors
        assert runtime.notes == []


async def test_a_name_that_somebody_answers_is_not_missing() -> None:
    async with Runtime(appx_version="1.2.3") as runtime:
        runtime.override("shwToast", lambda params: {})
        await runtime.run("my.shwToast({}); my.shwToast({}).then.x()", check=False)
        assert runtime.notes == []


@pytest.mark.parametrize("character", ["\x0c", "\x1c", "\x85"])
async def test_what_ends_no_line_of_javascript_moves_no_place(character: str) -> None:
    async with Runtime() as runtime:
        await runtime.run(f"const blank = '{character}';\nmy.shwToast({{}})", check=False)
        assert len(runtime.notes) == 1


async def test_what_happens_again_is_told_once() -> None:
    async with Runtime() as runtime:
        await runtime.run("for (let i = 0; i < 9; i++) setTimeout(() => my.shwToast({}))", check=False)
        assert len(runtime.errors) == 9
        assert len(runtime.notes) == 1


async def test_pages_are_looked_into_as_well(tmp_path: Path) -> None:
    folder = write(tmp_path, files(page(HOME, "Page({\n  onLoad() {\n    my.shwToast({});\n  },\n})", "<view/>")))
    async with MiniProgram.open(folder) as app:
        await app.launch()
        assert [note.text for note in app.notes] == [CASES["a name that is misspelt"][2]]
