"""README tells of everything that people can say to the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bridge
from bridge import Answer
from bridge.cli import test as javascript_tests
from bridge.cli.run import run
from bridge.cli.sweep import sweep
from bridge.cli.wallet import wallet
from bridge.miniprogram.manifest.run_file import RunFile, ServerCommand
from bridge.miniprogram.routes import diagram
from bridge.wallet.lifecycle import diagram as agreement_diagram

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
TEST_FLAGS = [name for given in javascript_tests.test.params for name in given.opts if name.startswith("-")]
TESTING = README.split("## Test a program")[1].split("\n## ")[0]
FLAGS = [name for parameter in run.params for name in parameter.opts if name.startswith("--")]


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_of_run_is_in_the_readme(flag: str) -> None:
    assert f"`{flag}" in README


@pytest.mark.parametrize(
    "flag", [name for given in javascript_tests.test.params for name in given.opts if name.startswith("-")]
)
def test_every_flag_of_test_is_in_the_readme(flag: str) -> None:
    assert f"`{flag}" in TESTING


@pytest.mark.parametrize("flag", [name for given in sweep.params for name in given.opts if name.startswith("--")])
def test_every_flag_of_sweep_is_in_the_readme(flag: str) -> None:
    assert f"`{flag}" in README


@pytest.mark.parametrize("flag", [name for given in wallet.params for name in given.opts if name.startswith("--")])
def test_every_flag_of_wallet_is_in_the_readme(flag: str) -> None:
    assert f"`{flag}" in README.split("## The wallet alone")[1].split("\n## ")[0]


@pytest.mark.parametrize("field", [*RunFile.model_fields, *(f"server.{name}" for name in ServerCommand.model_fields)])
def test_every_field_of_minibridge_json_is_in_the_readme(field: str) -> None:
    table = README.split("### minibridge.json")[1].split("\n## ")[0]
    assert f"`{field}" in table


@pytest.mark.parametrize("answer", [answer.value for answer in Answer])
def test_every_answer_of_the_person_is_in_the_readme_and_can_be_given(answer: str) -> None:
    (user,) = [parameter for parameter in run.params if parameter.name == "user"]
    assert f"\n| `{answer}`" in README
    assert user.type.convert(answer, user, None) == answer


def test_the_readme_imports_what_there_is() -> None:
    names = re.findall(r"^from bridge import (.+)$", README, re.MULTILINE)
    assert names
    for name in ", ".join(names).split(", "):
        assert hasattr(bridge, name)


def test_every_flag_has_its_help() -> None:
    context = run.make_context("run", ["x.js"], resilient_parsing=True)
    helps = run.get_help(context)
    assert all(flag in helps for flag in FLAGS)


def test_the_diagram_of_an_agreement_is_drawn_from_the_table() -> None:
    assert f"```\n{agreement_diagram()}\n```" in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_diagram_of_lifecycles_is_drawn_from_the_table() -> None:
    assert f"```\n{diagram()}\n```" in (ROOT / "ARCHITECTURE.md").read_text()


def test_the_table_of_apis_is_what_there_is() -> None:
    command = [sys.executable, "-m", "bridge.jsapi.directory"]  # a process of its own: tests register further APIs
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert f"\n{printed}\n" in README
