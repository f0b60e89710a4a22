"""What is loaded before test files fork: what they need, and nothing that they do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.folders import write

PROGRAM = """
import sys
from bridge.cli.main import main
code = main(["test", *sys.argv[2:]])
print(code, *(name for name in sys.argv[1].split(",") if name in sys.modules))
"""
PAGE = {
    "app.json": {"pages": ["p/p"]},
    "app.js": "App({});",
    "p/p.js": "Page({ go() { my.scan({}); } });",
    "p/p.axml": "<button id='go' onTap='go'/>",
}


def loaded(folder: Path, *modules: str) -> list[str]:
    """Those of `modules` that the process which forks has loaded when it ends."""
    command = [sys.executable, "-c", PROGRAM, ",".join(modules), str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    code, *names = done.stdout.splitlines()[-1].split()
    assert code == "0", done.stdout
    return names


def test_plain_modules_need_neither_models_nor_pages_nor_reports(tmp_path: Path) -> None:
    write(
        tmp_path, {"lib.js": "export const one = 1;", "a.test.js": "import { one } from './lib'; test('a', () => {});"}
    )
    heavy = (
        "pydantic",
        "aiohttp",
        "rich",
        "bridge.miniprogram.axml",
        "bridge.testing.coverage",
        "bridge.testing.junit",
    )
    assert loaded(tmp_path, *heavy) == []


@pytest.mark.parametrize(
    "source, domain",
    [
        ("test('a', () => { my.alert({}); });", "bridge.jsapi.domains.feedback"),
        ("test('a', () => { bridge.next('getLocation'); my['getLocation'](); });", "bridge.jsapi.domains.location"),
        ("import './lib'; test('a', () => {});", "bridge.jsapi.domains.album"),
    ],
)
def test_what_files_call_is_loaded_once_for_all(tmp_path: Path, source: str, domain: str) -> None:
    write(tmp_path, {"lib.js": "export const pick = () => my.chooseImage({});", "a.test.js": source})
    assert loaded(tmp_path, domain) == [domain]


def test_the_page_that_a_test_opens_is_compiled_once_for_all(tmp_path: Path) -> None:
    write(tmp_path, {**PAGE, "a.test.js": "test('a', async () => { await launch('p/p'); });"})
    wanted = ["bridge.miniprogram.axml", "bridge.jsapi.domains.device_control"]  # the page calls my.scan
    assert loaded(tmp_path, *wanted) == wanted


def test_a_page_that_is_wrong_fails_the_tests_that_open_it(tmp_path: Path) -> None:
    files = {
        "p/p.axml": "<view",
        "a.test.js": "test('opens', async () => { await launch('p/p'); }); test('is fine', () => {});",
        "b.test.js": "test('also fine', () => {});",
    }
    command = [sys.executable, "-m", "bridge", "test", "--json", str(write(tmp_path, {**PAGE, **files}))]
    done = subprocess.run(command, capture_output=True, text=True)
    assert [status for status in ("passed", "failed") for _ in range(done.stdout.count(f'"status": "{status}"'))] == [
        *("passed", "passed", "failed"),
    ]
