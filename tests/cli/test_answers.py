"""Flags of `run` that say what calls are answered by, and how sure the answers are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.cli.command import minibridge

Script = Callable[[str], Path]
CLIPBOARD = "my.getClipboard({ txet: 1, complete: (r) => console.log(JSON.stringify(r)) })"


def test_rules_answer(script: Script, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("- api: getClipboard\n  success: { text: ruled }\n")
    assert 'log      {"text":"ruled"}' in minibridge("run", script(CLIPBOARD), "--rules", rules).out


def test_a_wrong_rule_is_told_with_its_place_and_nothing_runs(script: Script, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("- api: getClipboard\n")
    done = minibridge("run", script(CLIPBOARD), "--rules", rules)
    assert (done.code, " call " in done.out) == (2, False)
    assert f"{rules}:1:3: rule 1: a rule has either success or fail" in done.err


def test_rules_that_are_not_there_are_told_of(script: Script, tmp_path: Path) -> None:
    done = minibridge("run", script(CLIPBOARD), "--rules", tmp_path / "none.yaml")
    assert done.code == 2
    assert "cannot be read" in done.err


def test_strict_refuses_what_is_not_documented(script: Script) -> None:
    assert "txet: this parameter is not documented" in minibridge("run", script(CLIPBOARD), "--strict").out
    assert '{"text":""}' in minibridge("run", script(CLIPBOARD)).out


def test_calls_that_keep_the_contract_pass_the_check(script: Script) -> None:
    assert minibridge("run", script(CLIPBOARD), "--check-contract").code == 0


def test_receipts_end_a_run_with_what_was_inferred(script: Script) -> None:
    source = script("my.addPhoneContact({}); my.httpRequest({ url: 'https://a.example' }); my.getClipboard()")
    lines = minibridge("run", source, "--receipts").out.splitlines()
    told = [line for line in lines if " inferred " in line]
    assert lines[-len(told) - 1 : -1] == told
    assert any("my.httpRequest" in line for line in told)
    assert not any("my.getClipboard" in line for line in told)


def test_receipts_are_lines_of_their_own_for_machines(script: Script) -> None:
    source = script("my.httpRequest({ url: 'https://a.example' })")
    (receipt,) = minibridge("run", source, "--receipts", "--json").of_type("receipt")
    assert receipt["api"] == "httpRequest"


def test_what_a_rule_answered_is_no_receipt(script: Script, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("- api: chooseImage\n  times: 1\n  success: { apFilePaths: [] }\n")
    once, twice = script("my.chooseImage({})"), "my.chooseImage({}); my.chooseImage({})"
    assert " inferred " not in minibridge("run", once, "--rules", rules, "--receipts").out
    assert " inferred my.chooseImage" in minibridge("run", script(twice), "--rules", rules, "--receipts").out


def test_the_same_advice_is_given_once(script: Script) -> None:
    asks = "my.request({ url: 'https://a.example/1' }).catch(() => {});"
    out = minibridge("run", script(asks * 3)).out
    assert out.count("--map https://a.example=URL") == 1
    assert out.count("fail     #") == 3
