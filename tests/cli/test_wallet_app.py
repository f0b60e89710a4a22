"""Commands run programs in the wallet app, and in the versions, that flags say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import minibridge
from tests.support.folders import write
from tests.support.programs import HOME, files, page

ASK = "Page({ onLoad() { my.chooseDistrict({ complete: () => my.alert({}) }); } })"
COMMANDS = ("run", "sweep", "smoke", "render")
OLD = ("--appx-version", "2.0.0", "--host", "alipay-cn")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_program_fails_in_a_version_without_what_it_calls(tmp_path: Path, command: str) -> None:
    folder = write(tmp_path, files(page(HOME, ASK)))
    assert minibridge(command, folder).code == 0
    ran = minibridge(command, folder, *OLD)
    assert ran.code == 1
    assert "not a function" in ran.out + ran.err


def test_javascript_tests_run_in_the_version_that_is_asked_for(tmp_path: Path) -> None:
    source = "test('knows', () => { expect([my.canIUse('chooseDistrict'), my.SDKVersion]).toEqual([false, '2.0.0']) });"
    folder = write(tmp_path, {"a.test.js": source})
    assert minibridge("test", folder, *OLD).code == 0
    assert minibridge("test", folder).code == 1


@pytest.mark.parametrize("command", [*COMMANDS, "test"])
def test_what_is_no_version_is_the_command_line_s_fault(tmp_path: Path, command: str) -> None:
    folder = write(tmp_path, {**files(page(HOME, ASK)), "a.test.js": "test('a', () => {});"})
    ran = minibridge(command, folder, "--client-version", "new")
    assert (ran.code, "Traceback" in ran.err) == (2, False)
    assert "not a version: 'new'" in ran.err
