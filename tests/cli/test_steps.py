"""Steps of a headless run, from the command line and from minibridge.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import minibridge
from tests.support.folders import write
from tests.support.programs import HOME, files, page

SCRIPT = """Page({ data: { phone: '' },
  typed(e) { this.setData({ phone: e.detail.value }); },
  send() { console.log('sent', this.data.phone); setTimeout(() => console.log('later'), 90000); },
  other() { console.log('called'); } })"""
VIEW = '<input id="phone" value="{{phone}}" onInput="typed"/><button id="send" onTap="send">Send</button>'


def program(folder: Path, **run_file: object) -> str:
    more = {"minibridge.json": run_file} if run_file else {}
    return str(
        write(folder, files(page(HOME, SCRIPT, VIEW), page("pages/b/b", "Page({ go() { console.log('b'); } })"), more))
    )


def logged(out: str) -> list[str]:
    return [line.split("log      ")[1] for line in out.splitlines() if "log      " in line]


def test_steps_are_done_in_the_order_written(tmp_path: Path) -> None:
    ran = minibridge("run", program(tmp_path), "--call", "other", "--input", "#phone=0123", "--tap", "#send")
    assert (ran.code, logged(ran.out)) == (0, ["called", "sent 0123", "later"])


def test_steps_act_on_the_page_that_is_shown(tmp_path: Path) -> None:
    ran = minibridge("run", program(tmp_path), "--navigate", "/pages/b/b", "--call", "go")
    assert logged(ran.out) == ["b"]


def test_waiting_lets_program_time_pass(tmp_path: Path) -> None:
    ran = minibridge("run", program(tmp_path), "--tap=#send", "--wait=90000", "--call=other")
    assert logged(ran.out) == ["sent ", "later", "called"]


def test_minibridge_json_has_the_same_steps(tmp_path: Path) -> None:
    steps = [{"input": {"selector": "#phone", "value": "42"}}, {"tap": "#send"}]
    assert logged(minibridge("run", program(tmp_path, steps=steps)).out)[0] == "sent 42"


def test_a_step_that_matches_nothing_says_what_is_on_the_page(tmp_path: Path) -> None:
    ran = minibridge("run", program(tmp_path), "--tap", "#sent")
    assert ran.code == 2
    assert "nothing on pages/home/home matches '#sent'; there is:" in ran.err
    assert 'button#send "Send" (onTap=send)' in ran.err


MISTAKES = [
    (["--input", "#phone"], 'write the selector, "=" and the value'),
    (["--wait", "soon"], "valid number"),
    (["--navigate", "/pages/nowhere"], "there is no page '/pages/nowhere'"),
    (["--tap", "##"], "##"),
]


@pytest.mark.parametrize(("flags", "words"), MISTAKES)
def test_a_step_that_makes_no_sense_is_exit_code_2(tmp_path: Path, flags: list[str], words: str) -> None:
    ran = minibridge("run", program(tmp_path), *flags)
    assert ran.code == 2
    assert words in ran.err


def test_a_handler_that_is_not_there_names_the_line_of_the_markup(tmp_path: Path) -> None:
    write(tmp_path, files(page(HOME, "Page({})", '<view>\n<button id="go" onTap="gone"/></view>')))
    ran = minibridge("run", str(tmp_path), "--tap", "#go")
    assert ran.code != 0
    assert f"{HOME}.axml:2:1" in ran.out + ran.err


def test_a_page_of_minibridge_json_that_is_not_there_names_that_file(tmp_path: Path) -> None:
    ran = minibridge("run", program(tmp_path, page="pages/hom/home"))
    assert ran.code == 2
    assert "minibridge.json: page: no page 'pages/hom/home'" in ran.err
