"""`--json`: one object a line, and nothing else on standard output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.command import SAMPLE, run

Script = Callable[[str], Path]


def test_a_call_and_its_outcome_carry_id_api_params_and_result(script: Script) -> None:
    ran = run(script("my.alert({ content: 'hi', success() {} })"), "--json")
    call, settle, _ = ran.lines
    assert call | {"t": 0} == {"type": "call", "id": 1, "api": "alert", "params": {"content": "hi"}, "t": 0}
    expected = {"type": "settle", "id": 1, "api": "alert", "outcome": "success", "result": {}, "t": 0}
    assert settle | {"t": 0} == expected


def test_every_line_carries_the_clock_in_ms(script: Script) -> None:
    ran = run(script("console.log(1); setTimeout(() => console.log(2), 1500)"), "--json")
    first, second = ran.of_type("console")
    assert second["t"] - first["t"] == 1500
    assert all(isinstance(line["t"], int) for line in ran.lines)


def test_console_text_is_what_the_console_shows_on_one_line(script: Script) -> None:
    ran = run(script("console.warn('a', { list: [1, 'b'], deep: { x: { y: { z: 1 } } } })"), "--json")
    line = ran.of_type("console")[0]
    assert (line["level"], line["text"]) == ("warn", "a { list: [ 1, 'b' ], deep: { x: { y: [Object] } } }")


def test_lines_are_ascii(script: Script) -> None:
    ran = run(script(r"console.log('确定 \ud800')"), "--json")
    assert ran.out.isascii()
    assert ran.of_type("console")[0]["text"] == "确定 \ud800"


def test_an_error_names_the_file_line_and_column(script: Script) -> None:
    path = script("\nfunction f() {\n  null.x;\n}\nf();")
    error = run(path, "--json").of_type("error")[0]
    assert error["message"].startswith("TypeError:")
    assert f"at f ({path}:3:" in error["stack"]
    assert f"at {path}:5:1" in error["stack"]


def test_a_folder_launches_its_page_first() -> None:
    ran = run(SAMPLE, "--json")
    assert ran.lines[0] | {"t": 0} == {"type": "launch", "page": "pages/index/index", "t": 0}
    assert ran.ending == (0, "idle")


def test_tokens_are_masked(script: Script) -> None:
    source = (
        "console.log('accessToken=SECRET12345'); my.alert({ accessToken: 'SECRET12345', title: 'Bearer SECRET12345' })"
    )
    ran = run(script(source), "--json")
    assert "SECRET" not in ran.out
    assert ran.of_type("call")[0]["params"]["accessToken"] == "***"


def test_a_wrong_command_line_ends_with_an_exit_line_too() -> None:
    ran = run("--json", "--user", "nobody", "x.js")
    assert (ran.code, ran.ending) == (2, (2, "usage"))
    assert "nobody" in ran.of_type("error")[0]["message"]
