"""What people read."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.command import SAMPLE, run

Script = Callable[[str], Path]


def test_time_is_shown_from_the_start_of_the_program(script: Script) -> None:
    ran = run(script("setTimeout(() => console.log('later'), 2500)"))
    assert ran.out.splitlines() == ["   2.500  log      later", "   2.500  done     idle"]


def test_a_long_object_is_shown_over_several_lines(script: Script) -> None:
    ran = run(script("console.log(Object.fromEntries([...'abcdefghij'].map((k) => [k, 'value of ' + k])))"))
    assert "a: 'value of a',\n" in ran.out


def test_an_error_shows_its_line_and_a_caret(script: Script) -> None:
    ran = run(script("let fine = 1;\n  boom();\n"))
    lines = ran.out.splitlines()
    assert lines[0].endswith("error    ReferenceError: boom is not defined")
    assert lines[1].endswith("2 |   boom();")
    assert lines[2].index("^") == lines[1].index("boom")


def test_a_syntax_error_shows_its_line_and_a_caret(script: Script) -> None:
    lines = run(script("let ok = 1;\nlet é = ;\n")).out.splitlines()
    assert lines[1].endswith("2 | let é = ;")
    assert lines[2].index("^") == lines[1].index(";")


def test_the_sample_s_story_is_told_with_the_wallet_s_part() -> None:
    out = run(SAMPLE).out
    story = ["page", "consult SUCCESS", "#2 my.signContract", "applyToken SUCCESS", "htm 303", "my.alert", "idle"]
    places = [out.index(part) for part in story]
    assert places == sorted(places)


def test_no_token_of_the_wallet_is_shown() -> None:
    out = run(SAMPLE).out
    assert "accessToken" not in out
    assert "281010" not in out


def test_control_characters_of_a_program_do_not_reach_the_terminal(script: Script) -> None:
    assert "\x1b" not in run(script(r"console.log('\x1b[2J')")).out


def test_a_terminal_gets_colours(script: Script) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "bridge", "run", str(script("console.error('red')"))]
    environment = {**os.environ, "TERM": "xterm-256color"}
    subprocess.run(command, stdout=slave, check=True, env=environment, timeout=30)
    os.close(slave)
    shown = os.read(master, 4096).decode()
    os.close(master)
    assert "\x1b[" in shown and "red" in shown


def test_an_alert_is_shown_whole_as_a_person_sees_it(script: Script) -> None:
    ran = run(script("my.alert({ title: 'Done', content: 'first\\n' + 'x'.repeat(200), buttonText: 'Fine' })"))
    box = [line[19:] for line in ran.out.splitlines()[1:5]]
    assert box == ["┌─ Done", "│  first", "│  " + "x" * 200, "└─ [Fine]"]
