"""What the flags of `run` do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import SAMPLE, run

Script = Callable[[str], Path]
Program = Callable[..., Path]

TWICE = """
const told = (res, next) => { console.log(res.error || 'ok'); next(); };
const sign = (next) => my.signContract({ signStr: 'x', complete: (res) => told(res, next) });
sign(() => sign(() => sign(() => {})));
"""


def texts(*arguments: str | Path) -> list[str]:
    return [line["text"] for line in run(*arguments, "--json").of_type("console")]


def test_users_take_their_time_on_the_programs_clock(script: Script) -> None:
    source = "const began = Date.now(); my.signContract({signStr: 'x', success: () => console.log(Date.now() - began)})"
    assert texts(script(source), "--user-delay", "2.5") == ["2500"]


def test_users_of_a_program_take_their_time_too() -> None:
    ran = run(SAMPLE, "--json", "--user-delay", "90")
    times = {kind: next(line["t"] for line in ran.of_type(kind) if line["id"] == 2) for kind in ("call", "settle")}
    assert times["settle"] - times["call"] == 90_000


def test_users_answer_in_order_the_last_one_repeating(script: Script) -> None:
    assert texts(script(TWICE), "--user", "cancel", "--user", "approve") == ["6001", "ok", "ok"]


def test_versions_decide_whether_the_api_is_there(script: Script) -> None:
    path = script("console.log(typeof my.signContract, my.canIUse('signContract'))")
    assert texts(path, "--appx-version", "1.24.6") == ["function true"]
    assert texts(path, "--appx-version", "1.9.9") == ["undefined false"]
    assert texts(path, "--host", "alipay-cn", "--client-version", "10.2.9") == ["undefined false"]
    assert texts(path, "--host", "alipay-plus", "--client-version", "1.0.0") == ["function true"]


def test_start_and_timezone_set_the_clock(script: Script) -> None:
    path = script("console.log(new Date().toISOString(), new Date().getHours())")
    flags = ("--start", "2030-05-06T07:08:09Z", "--timezone", "2")
    assert texts(path, *flags) == ["2030-05-06T07:08:09.000Z 9"]


def test_until_ends_program_time(script: Script) -> None:
    path = script("let n = 0; setInterval(() => console.log(++n), 1000); setTimeout(() => console.log('late'), 60000)")
    assert texts(path, "--until", "3.5") == ["1", "2", "3"]


def test_a_page_gets_its_query_and_its_calls(program: Program) -> None:
    page = "Page({ onLoad(q) { console.log(q.a) }, one() { console.log(1) }, two() { console.log(2) } });"
    assert texts(program(page), "--query", "a=%E4%BD%A0", "--call", "one", "--call", "two") == ["你", "1", "2"]


def test_flags_beat_the_run_file(program: Program) -> None:
    page = "Page({ one() { console.log(my.env.language) }, two() { console.log(2) } });"
    folder = program(page, {"minibridge.json": {"steps": [{"call": "one"}], "host": "alipay-cn"}})
    assert texts(folder) == ["zh-Hans"]
    assert texts(folder, "--host", "alipay-plus") == ["en"]
    assert texts(folder, "--call", "two") == ["2"]


def test_the_root_may_be_named_by_the_project_file(program: Program, tmp_path: Path) -> None:
    program("Page({ onLoad() { console.log('found') } });")
    (tmp_path / "mini.project.json").write_text('{"miniprogramRoot": "program"}')
    assert texts(tmp_path) == ["found"]


def test_the_steps_of_the_run_file_are_for_its_own_page() -> None:
    ran = run(SAMPLE, "--json", "--page", "pages/about/about")
    assert ran.ending == (0, "idle")


def test_an_unmapped_origin_is_refused_and_the_way_to_map_it_told(script: Script) -> None:
    source = "my.request({ url: 'https://shop.example/x', fail: (res) => console.log(res.error) })"
    ran = run(script(source))
    assert "--map https://shop.example=URL" in ran.out
    assert "log      4" in ran.out


def test_interactive_asks_in_the_terminal(script: Script) -> None:
    source = (
        "my.signContract({ signStr: 'x', complete: (res) => my.alert({ content: res.error, buttonText: 'Fine' }) })"
    )
    ran = run(script(source), "--interactive", "--json", stdin="cancel\n\n")
    assert ran.ending == (0, "idle")
    assert "[Fine]" in ran.err
    assert ran.of_type("call")[1]["params"]["content"] == "6001"


def test_interactive_takes_the_end_of_input_for_a_cancel(script: Script) -> None:
    source = "my.signContract({ signStr: 'x', complete: (res) => console.log(res.error) })"
    assert run(script(source), "--interactive", "--json").of_type("console")[0]["text"] == "6001"


@pytest.mark.parametrize(("flags", "told"), [((), "object"), (("--strict-globals",), "undefined")])
def test_globals_beyond_the_platform_s_can_be_taken_away(script: Script, flags: tuple[str, ...], told: str) -> None:
    ran = run(script("console.log(typeof window)"), "--json", *flags)
    assert ran.of_type("console")[0]["text"] == told


QUESTIONS = [
    ("my.confirm({ title: 'Sure?', success: SAY })", "\n", '{"confirm":true}'),
    ("my.confirm({ title: 'Sure?', success: SAY })", "c\n", '{"confirm":false}'),
    ("my.confirm({ title: 'Sure?', success: SAY })", "", '{"confirm":false}'),
    ("my.prompt({ message: 'Name?', success: SAY })", "Ann\n", '{"ok":true,"inputValue":"Ann"}'),
    ("my.showActionSheet({ items: ['a', 'b'], success: (r) => console.log(r.index) })", "9\n2\n", "1"),
    ("my.showActionSheet({ items: ['a', 'b'], success: (r) => console.log(r.index) })", "\n", "-1"),
    ("my.tradePay({ tradeNO: '1', success: (r) => console.log(r.resultCode) })", "cancel\n", "6001"),
    ("my.tradePay({ tradeNO: '1', success: (r) => console.log(r.resultCode) })", "what\nprocessing\n", "8000"),
    ("my.tradePay({ tradeNO: '1', success: (r) => console.log(r.resultCode) })", "forgot-pin\n", "99"),
]


@pytest.mark.parametrize(("call", "typed", "told"), QUESTIONS)
def test_interactive_asks_every_dialog_in_the_terminal(script: Script, call: str, typed: str, told: str) -> None:
    source = call.replace("SAY", "(r) => console.log(JSON.stringify(r))")
    ran = run(script(source), "--interactive", "--json", stdin=typed)
    assert ran.of_type("console")[0]["text"] == told


def test_a_handler_that_fails_stops_no_later_step(program: Program) -> None:
    page = "Page({ one() { throw new Error('no') }, two() { setTimeout(() => console.log('later'), 5) } });"
    ran = run(program(page), "--json", "--call", "one", "--call", "two")
    assert ran.of_type("console")[0]["text"] == "later"
    assert [line["message"] for line in ran.of_type("error")] == ["Error: no"]
    assert ran.ending == (1, "error")


def test_a_handler_that_waits_for_ever_is_noted_and_no_error(program: Program) -> None:
    ran = run(program("Page({ go() { return new Promise(() => {}) } });"), "--call", "go")
    assert ran.code == 0
    assert "note     go: " in ran.out and "never finished" in ran.out


def test_what_one_run_stores_the_next_one_finds(script: Script, tmp_path: Path) -> None:
    program = script("console.log(my.getStorageSync({key: 'n'}).data); my.setStorageSync({key: 'n', data: 'kept'})")
    assert [texts(program, "--storage", tmp_path / "kept.db") for _ in range(2)] == [["null"], ["kept"]]
    assert texts(program) == ["null"]


def test_a_file_that_is_no_storage_is_told_in_one_line(script: Script) -> None:
    program = script("")
    program.with_name("list.txt").write_text("milk, eggs\n" * 100)
    ran = run(program, "--storage", program.with_name("list.txt"))
    assert ran.code == 2
    assert "list.txt: nothing can be stored there: file is not a database" in ran.out + ran.err
    assert "Traceback" not in ran.out + ran.err
