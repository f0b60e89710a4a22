"""Rules in files: which answers which call, and what is said of a wrong one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bridge import Runtime
from bridge.errors import ProgramError

RULES = """
# the shop is closed
- api: request
  when: { url: "https://shop.example/*", data: { sku: { $regex: "^a[0-9]+$", $flags: i } } }
  fail: 12
  delay: 300
- api: request
  success: { status: 200, headers: {}, data: { asked: "{{params.url}}" } }
- api: get*
  times: 1
  success: { text: once }
"""
CALL = """my.%s({
  ...%s,
  success: (r) => console.log("success", JSON.stringify(r)),
  fail: (r) => console.log("fail", r.error),
})"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES)
    return path


async def told(rt: Runtime, api: str, params: dict[str, Any]) -> str:
    await rt.run(CALL % (api, json.dumps(params)))
    return rt.console[-1].text


async def test_the_first_rule_that_fits_answers_in_its_own_time(file: Path) -> None:
    async with Runtime(rules=file) as rt:
        before = rt.clock.now
        assert await told(rt, "request", {"url": "https://shop.example/a", "data": {"sku": "A17"}}) == "fail 12"
        assert rt.clock.now - before == 300


async def test_what_does_not_fit_the_first_is_answered_by_the_next_with_what_was_passed(file: Path) -> None:
    async with Runtime(rules=file) as rt:
        line = await told(rt, "request", {"url": "https://shop.example/a", "data": {"sku": "B"}})
        assert json.loads(line.removeprefix("success "))["data"] == {"asked": "https://shop.example/a"}


async def test_a_rule_with_times_answers_no_oftener(file: Path) -> None:
    async with Runtime(rules=file) as rt:
        assert [await told(rt, "getClipboard", {}) for _ in range(2)] == [
            'success {"text":"once"}',
            'success {"text":""}',
        ]


async def test_what_no_rule_fits_is_answered_as_ever(file: Path) -> None:
    async with Runtime(rules=file) as rt:
        assert await told(rt, "setClipboard", {"text": "x"}) == 'success {"success":true}'


async def test_rules_can_be_a_list_and_json(tmp_path: Path) -> None:
    rules = [{"api": "getClipboard", "success": {"text": "listed"}}]
    path = tmp_path / "rules.json"
    path.write_text(json.dumps({"rules": rules}))
    for given in (rules, path):
        async with Runtime(rules=given) as rt:
            assert await told(rt, "getClipboard", {}) == 'success {"text":"listed"}'


async def test_a_queued_answer_comes_before_rules(file: Path) -> None:
    async with Runtime(rules=file) as rt:
        rt.next("getClipboard", text="queued")
        assert await told(rt, "getClipboard", {}) == 'success {"text":"queued"}'


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("- api: request\n", "1:3", "rule 1: a rule has either success or fail"),
        ("- api: request\n  fail: 1\n  success: {}\n", "1:3", "either success or fail"),
        ("- fail: 1\n- api: scan\n  fail: 1\n  delay: soon\n", "4:3", "rule 2: delay: "),
        ("- fail: 1\n  dealy: 3\n", "2:3", "dealy: "),
        ("- fail: 1\n  whn: {}\n", "2:3", "Did you mean 'when'?\nKnown keys: api, when, success, fail, delay, times."),
        ("- api: scan\n  fail: 1\n  when: {code: {$regx: a}}\n", "1:3", "a rule knows no $regx: a pattern is"),
        ("- api: getLocatoin\n  fail: 11\n", "1:3", "did you mean getLocation?"),
        ("- api: getAppIdSync\n  success: {}\n", "1:3", "inside the engine"),
        ("- api: scan\n  fail: 1\n  when: {code: {$regex: '('}}\n", "1:3", "cannot be used here"),
        ("- api: scan\n  api: scan\n  fail: 1\n", "2:3", "comes twice"),
        ("- api: [\n", "2:1", "flow"),
        ("api: scan\nfail: 1\n", "1:1", "no rules"),
        ("- 5\n", "1:3", "rule 1: "),
        ("- fail: [1]\n", "1:3", "rule 1: fail: "),
        ("- fail: 1\n  times: 0\n", "2:3", "times: "),
        ("- fail: 1\n  delay: 1e300\n", "2:3", "delay: "),
        ("- success: {t: !!binary aGk=}\n", "1:16", "tag:yaml.org,2002:binary"),
        ("- success: {t: !!set {a}}\n", "1:16", "tag:yaml.org,2002:set"),
    ],
)
def test_a_wrong_rule_is_told_with_its_place(tmp_path: Path, text: str, place: str, words: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(text)
    with pytest.raises(ProgramError) as caught:
        Runtime(rules=path)
    assert str(caught.value).startswith(f"{path}:{place}: ")
    assert words in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe- a", None])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "rules.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProgramError, match="cannot be read"):
        Runtime(rules=path)


async def test_texts_are_no_dates_and_yes_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("- api: getClipboard\n  success: {day: 2026-11-27, yes: yes, code: 010, n: 7001, f: 1.5, none: }\n")
    async with Runtime(rules=path) as rt:
        line = await told(rt, "getClipboard", {})
        assert json.loads(line.removeprefix("success ")) == {
            "day": "2026-11-27", "yes": "yes", "code": "010", "n": 7001, "f": 1.5, "none": None,
        }  # fmt: skip


def test_an_empty_file_has_no_rules(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("# nothing yet\n")
    assert Runtime(rules=path).script.standing == []
