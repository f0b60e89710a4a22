"""The sample code of the my.signContract page, saved as a file, with every answer and host."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import run

SAMPLE = """my.signContract({
  signStr: 'https://openauth.xxx.com/authentication.htm?authId=FBF16F91-28FB-47EC-B9BE-27B285C23CD3',
  success: (res) => {
    my.alert({
      content: JSON.stringify(res),
    });
  },
  fail: (res) => {
    my.alert({
      content: JSON.stringify(res),
    });
  }
});
"""
FAILURES = [
    ("cancel", "6001", "User cancels the sign process."),
    ("network-error", "6002", "The sign fails because of network error."),
    ("unknown", "7001", "The result of the sign is unknown. It may be successful."),
    ("fail", "7002", "The sign fails."),
    ("wrong-pin", "7002", "The sign fails."),
    ("processing", "7001", "The result of the sign is unknown. It may be successful."),
    ("forgot-pin", "6001", "User cancels the sign process."),
]


@pytest.fixture
def shown(script: Callable[[str], Path]) -> Callable[..., str]:
    """Runs the sample and gives the text its alert shows."""

    def show(*flags: str) -> str:
        ran = run(script(SAMPLE), "--json", *flags)
        assert ran.ending == (0, "idle")
        content: str = ran.of_type("call")[-1]["params"]["content"]
        return content

    return show


def test_approval_shows_state_and_code_in_the_documented_order(shown: Callable[..., str]) -> None:
    answer: dict[str, Any] = json.loads(shown("--user", "approve"))
    assert list(answer) == ["authState", "authCode"]
    assert len(answer["authState"]) <= 256
    assert len(answer["authCode"]) == 32


@pytest.mark.parametrize("host", ["alipay-plus", "alipay-cn"])
@pytest.mark.parametrize(("user", "code", "message"), FAILURES)
def test_failure_shows_the_documented_object(
    shown: Callable[..., str], user: str, code: str, message: str, host: str
) -> None:
    assert shown("--user", user, "--host", host) == f'{{"error":"{code}","errMessage":"{message}"}}'


def test_alipay_china_shows_an_empty_success(shown: Callable[..., str]) -> None:
    assert shown("--host", "alipay-cn") == "{}"


def test_two_runs_show_the_same(shown: Callable[..., str]) -> None:
    assert shown() == shown()


def test_another_seed_shows_another_code(shown: Callable[..., str]) -> None:
    assert shown("--seed", "1") != shown("--seed", "2")
