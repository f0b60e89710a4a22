"""How a run ends: exit code and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import minibridge, run

Script = Callable[[str], Path]
Program = Callable[..., Path]


@pytest.mark.parametrize(
    "source",
    [
        "throw new Error('no')",
        "my.alert({ success() { throw new Error('no') } })",
        "setTimeout(() => { throw new Error('no') }, 10)",
        "my.signContract({ signStr: '' })",
        "(async () => { throw new Error('no') })()",
        "let a = ;",
        "throw Symbol('no')",
    ],
)
def test_what_nobody_catches_ends_in_1(script: Script, source: str) -> None:
    ran = run(script(source), "--json")
    assert (ran.code, ran.ending) == (1, (1, "error"))
    assert ran.of_type("error")


def test_a_quiet_program_ends_in_0(script: Script) -> None:
    assert run(script(""), "--json").ending == (0, "idle")


def test_an_error_stops_nothing_else(script: Script) -> None:
    ran = run(script("setTimeout(() => console.log('still here'), 5); nothing();"), "--json")
    assert ran.of_type("console")[0]["text"] == "still here"


@pytest.mark.parametrize(
    ("source", "flags", "words"),
    [
        ("console.log('in'); for (;;) {}", ["--time-limit", "0.3"], "--time-limit"),
        ("console.log('in'); const a = []; for (;;) a.push(Array(999).fill(1))", ["--memory-limit", "20"], "--memory"),
        ("console.log('in'); (function f() { Promise.resolve().then(f) })()", ["--time-limit", "0.3"], "CPU"),
    ],
)  # fmt: skip
def test_a_limit_ends_in_3_and_keeps_what_came_before(
    script: Script, source: str, flags: list[str], words: str
) -> None:
    ran = run(script(source), "--json", *flags)
    assert (ran.code, ran.ending) == (3, (3, "limit"))
    assert ran.of_type("console")[0]["text"] == "in"
    assert words in ran.of_type("error")[-1]["message"]


def test_the_timeout_ends_a_program_that_never_stops(script: Script) -> None:
    ran = run(script("(function again() { setTimeout(again, 1) })()"), "--json", "--timeout", "0.5")
    assert (ran.code, ran.ending) == (3, (3, "timeout"))


def test_people_are_told_what_a_timeout_is(script: Script) -> None:
    ran = run(script("for (;;) {}"), "--timeout", "0.5", "--time-limit", "60")
    assert "timeout, exit code 3: the program was not idle in time; --timeout SECONDS gives it more" in ran.out


def test_the_timeout_ends_a_loop(script: Script) -> None:
    ran = run(script("for (;;) {}"), "--json", "--timeout", "0.5", "--time-limit", "60")
    assert (ran.code, ran.ending) == (3, (3, "timeout"))


def test_the_timeout_runs_on_the_machine_s_clock_under_a_real_clock_too(script: Script) -> None:
    ran = run(script("setTimeout(() => {}, 60000)"), "--json", "--timeout", "0.5", "--clock", "real")
    assert ran.ending == (3, "timeout")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.js"], "no such file or folder"),
        (["nowhere"], "no such file or folder"),
        (["text.txt"], "no .js file"),
        (["latin.js"], "UTF-8"),
        (["empty"], "no app.json"),
        (["demo.js", "--map", "https://shop.example"], "ORIGIN=URL"),
        (["demo.js", "--map", "shop=http://127.0.0.1"], "cannot map"),
        (["demo.js", "--client-version", "new"], "version"),
        (["demo.js", "--start", "tomorrow"], "--start"),
        (["demo.js", "--call", "authorize"], "app.json"),
        (["demo.js", "--time-limit", "0"], "limits"),
    ],
)
def test_a_mistake_of_the_user_ends_in_2_without_a_traceback(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "demo.js").write_text("")
    (tmp_path / "text.txt").write_text("")
    (tmp_path / "latin.js").write_bytes(b"// caf\xe9")
    (tmp_path / "empty").mkdir()
    ran = run(*arguments, cwd=tmp_path)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("app.json", '{\n  "pages": [,]\n}', "app.json:2:"),
        ("app.json", '{\n  "pages": "home"\n}', "app.json:2:3: pages"),
        ("minibridge.json", '{\n\n  "step": []\n}', "minibridge.json:3:3: step"),
        ("minibridge.json", '{"steps": [{"call": "missing"}]}', "no handler 'missing'"),
    ],
)
def test_a_bad_file_is_named_with_its_line(program: Program, name: str, content: str, words: str) -> None:
    ran = run(program(files={name: content}))
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_an_unknown_page_lists_the_pages(program: Program) -> None:
    ran = run(program(), "--page", "pages/none/none")
    assert ran.code == 2
    assert "pages/home/home" in ran.err


def test_the_version_is_told() -> None:
    ran = minibridge("--version")
    assert (ran.code, ran.out.strip()) == (0, "minibridge, version 0.1.0")
