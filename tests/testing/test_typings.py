"""`minibridge test --types`: what editors know of tests and of `my`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bridge import Answer
from bridge.jsapi.catalogue import listings
from bridge.jsapi.device import Battery, Contact, Location, Screen
from bridge.jsapi.inside import INSIDE
from bridge.jsapi.phone_fields import FIELDS
from bridge.testing.phone_acts import ACTS
from tests.cli.command import minibridge

FILE = "minibridge-env.d.ts"


def written(folder: Path) -> str:
    ran = minibridge("test", "--types", folder)
    assert (ran.code, ran.out) == (0, "")
    assert FILE in ran.err
    return (folder / FILE).read_text(encoding="utf-8")


def test_every_name_of_my_is_declared(tmp_path: Path) -> None:
    my = written(tmp_path).split("interface My {")[1].split("\n}")[0]
    names = {listing.name for listing in listings() if not listing.internal} | INSIDE
    declared = set(re.findall(r"^  (?:readonly )?(\w+)[(:]", my, re.MULTILINE))
    for space, members in re.findall(r"^  readonly (\w+): \{\n(.*?)^  \};", my, re.MULTILINE | re.DOTALL):
        declared |= {f"{space}.{name}" for name in re.findall(r"^    (\w+)\(", members, re.MULTILINE)}
    assert names <= declared


def test_the_person_of_a_test_has_every_answer_there_is(tmp_path: Path) -> None:
    (declared,) = re.findall(r"^type Answer =(.*?);", written(tmp_path), re.MULTILINE | re.DOTALL)
    assert re.findall(r"'([a-z-]+)'", declared) == [answer.value for answer in Answer]


@pytest.mark.parametrize("name", ["test", "describe", "expect", "jest", "vi", "bridge", "launch", "mount"])
def test_every_global_of_tests_is_declared(tmp_path: Path, name: str) -> None:
    assert re.search(rf"declare (const|function|namespace) {name}\b", written(tmp_path))


def test_params_and_results_are_those_of_the_models(tmp_path: Path) -> None:
    types = written(tmp_path)
    assert "signContract(options: { signStr: string;" in types
    assert "Promise<{ authState: string; authCode: string; }>;" in types


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("request", "onHeadersReceived(listener: (event: any) => void): void;"),
        ("uploadFile", "onProgressUpdate(listener: (event: any) => void): void;"),
        ("downloadFile", "abort(options?: any): Promise<{ success: true }>;"),
        ("connectSocket", "offMessage(listener?: (event: any) => void): void;"),
        ("chooseCity", "setLocatedCity(options: any): Promise<any>;"),
    ],
)
def test_tasks_have_their_members(tmp_path: Path, name: str, member: str) -> None:
    (line,) = (line for line in written(tmp_path).splitlines() if line.startswith(f"  {name}("))
    assert member in line


def members_of(types: str, name: str) -> dict[str, str]:
    """What an interface says of each of its members."""
    body = types.split(f"interface {name} {{\n")[1].split("\n}")[0]
    return dict(re.findall(r"^  (\w+)\??: (.+);$", body, re.MULTILINE))


def test_a_test_can_change_every_field_of_a_phone_and_let_everything_happen(tmp_path: Path) -> None:
    assert members_of(written(tmp_path), "PhoneChanges").keys() == {*FIELDS, *ACTS}


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("model", "string"),
        ("font_size", "number"),
        ("locates", "boolean"),
        ("language", "string | null"),
        ("platform", '"iOS" | "Android"'),
        ("contacts", "readonly PhoneContact[]"),
        ("biometric_modes", 'readonly ("fingerPrint" | "facial")[]'),
        ("asks", 'readonly Exclude<PhonePermission, "notification">[]'),
    ],
)
def test_a_field_of_a_phone_takes_what_it_is_made_of(tmp_path: Path, name: str, taken: str) -> None:
    assert members_of(written(tmp_path), "PhoneChanges")[name] == taken


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("PhoneScreen", Screen._fields),
        ("PhoneBattery", Battery._fields),
        ("PhoneContact", Contact._fields),
        ("PhoneLocation", Location._fields),
        ("PhoneMovement", ("accelerometer", "gyroscope", "compass", "motion")),
        ("PhoneCharacteristic", ("value", "read", "write", "notify", "indicate")),
        ("PhoneNetwork", ("ssid", "bssid", "password", "signal_strength")),
    ],
)
def test_what_a_phone_consists_of_has_all_its_members(tmp_path: Path, name: str, fields: tuple[str, ...]) -> None:
    (text,) = re.findall(rf"^type {name} = {{ (.*?) }}", written(tmp_path), re.MULTILINE)
    assert tuple(member.partition(":")[0].rstrip("?") for member in text.split("; ")) == fields


def test_the_device_takes_a_phones_changes(tmp_path: Path) -> None:
    assert "  device(changes: PhoneChanges): this;" in written(tmp_path)


def test_an_older_one_is_written_anew_and_a_file_of_others_left_alone(tmp_path: Path) -> None:
    types = written(tmp_path)
    (tmp_path / FILE).write_text(types + "// older")
    assert written(tmp_path) == types
    (tmp_path / FILE).write_text("export {};")
    ran = minibridge("test", "--types", tmp_path)
    assert ran.code == 2
    assert "is there already, and not ours" in ran.err
    assert (tmp_path / FILE).read_text() == "export {};"
