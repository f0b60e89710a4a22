"""Permissions: asked for at their first use, told, and changed by the person."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import Runtime
from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import answered, phone, refused_as_parameter

ASKS = Device(asks=frozenset({"location", "camera"}))
LOCATE = "my.getLocation({ success: () => console.log('located'), fail: ({ error }) => console.log(error) })"
TELL = "my.getSetting({ success: ({ authSetting }) => console.log(authSetting.location) })"
OPEN = "my.openSetting({ success: ({ authSetting }) => console.log(authSetting.location) })"


async def said(*sources: str, says: tuple[DialogAnswer, ...] = (), device: Device = ASKS) -> list[str]:
    """What the scripts print, one after another, on a phone whose person answers with `says`."""
    async with phone(device, says=says) as runtime:
        for source in sources:
            await runtime.run(source)
    return [line.text for line in runtime.console]


async def test_who_agrees_is_not_asked_again() -> None:
    assert await said(LOCATE, LOCATE, says=(True, False)) == ["located", "located"]


async def test_who_refuses_is_asked_at_the_next_use() -> None:
    assert await said(LOCATE, LOCATE, says=(False, True)) == ["2001", "located"]


async def test_who_does_not_want_to_be_asked_again_is_not() -> None:
    assert await said(LOCATE, LOCATE, says=("never", True)) == ["2003", "2002"]


async def test_of_what_was_never_asked_for_the_settings_say_nothing() -> None:
    assert await said(TELL, LOCATE, TELL, LOCATE, TELL, says=(False, True)) == [
        "undefined", "2001", "false", "located", "true",
    ]  # fmt: skip


async def test_a_refusal_for_good_shows_in_the_settings() -> None:
    assert await said(LOCATE, TELL, says=("never",)) == ["2003", "false"]


async def test_a_refusal_for_good_stays_when_nothing_is_asked_for_any_more() -> None:
    async with phone(ASKS, says=("never",)) as runtime:
        await runtime.run(LOCATE)
        runtime.device.asks = set()
        await runtime.run(TELL + ";" + LOCATE)
    assert [line.text for line in runtime.console] == ["2003", "false", "2002"]


async def test_what_the_person_switches_on_may_be_used() -> None:
    assert await said(LOCATE, OPEN, LOCATE, says=("never", "location")) == ["2003", "true", "located"]


async def test_what_the_person_switches_off_is_asked_for_again() -> None:
    assert await said(OPEN, LOCATE, LOCATE, says=("location camera", False, True), device=Device()) == [
        "false", "2001", "located",
    ]  # fmt: skip


async def test_what_was_refused_to_every_program_can_be_switched_on() -> None:
    denied = Device(denied=frozenset({"location"}))
    assert await said(LOCATE, OPEN, LOCATE, says=("location",), device=denied) == ["2001", "true", "located"]


@pytest.mark.parametrize("says", [True, False, 0])
async def test_a_person_who_only_looks_changes_nothing(says: DialogAnswer) -> None:
    assert await said(OPEN, says=(says,), device=Device()) == ["true"]


async def test_a_switch_that_is_not_there_is_a_mistake_of_the_script() -> None:
    async with phone(says=("everything",)) as runtime:
        with pytest.raises(UsageError, match="no switch 'everything'; there are location"):
            await runtime.run(OPEN)


async def test_the_camera_is_asked_for_before_it_scans() -> None:
    assert await answered("scan()", ASKS, says=(False,)) == (
        "fail", {"error": 2001, "errorMessage": "the user denied authorization"},
    )  # fmt: skip


async def test_what_is_asked_for_can_be_set_while_the_program_runs() -> None:
    async with phone(says=(False,)) as runtime:
        runtime.device.asks = {"location"}
        await runtime.run(LOCATE)
    assert [line.text for line in runtime.console] == ["2001"]


@pytest.mark.parametrize(
    ("code", "words"),
    [("2001", "用户拒绝给小程序授权"), ("2003", "用户拒绝授权，且不再询问"), ("2002", "用户此前已拒绝，不再询问")],  # noqa: RUF001
)
async def test_a_refusal_is_told_in_the_hosts_language(code: str, words: str) -> None:
    says: dict[str, tuple[DialogAnswer, ...]] = {"2001": (False,), "2003": ("never",), "2002": ("never",)}
    call = "getLocation()" if code != "2002" else "getLocation({fail: () => my.getLocation({fail() {}})})"
    _, result = await answered(call, ASKS, says=says[code], host="alipay-cn")
    assert result == {"error": int(code), "errorMessage": words}


@pytest.mark.parametrize(
    ("kind", "denied", "says", "shown", "left"),
    [
        ("LBS", {"location"}, True, True, set()),
        ("PHOTO", {"album"}, False, True, {"album"}),
        ("CAMERA", set(), True, False, set()),
        ("SHORTCUT", set(), True, True, set()),
    ],
)
async def test_a_guide_is_shown_for_what_is_not_granted(
    kind: str, denied: Any, says: bool, shown: bool, left: set[str]
) -> None:
    async with phone(Device(denied=frozenset(denied)), says=(says,)) as runtime:
        await runtime.run(f"my.showAuthGuide({{ authType: '{kind}', success: (r) => console.log(r.shown) }})")
        assert runtime.device.denied == left
    assert [line.text for line in runtime.console] == ["true" if shown else "false"]


async def test_on_android_a_guide_is_always_said_to_be_shown() -> None:
    assert await answered("showAuthGuide({authType: 'CAMERA'})", Device(platform="Android")) == (
        "success", {"shown": True},
    )  # fmt: skip


async def test_who_agrees_to_the_guide_has_the_phone_look_where_it_is() -> None:
    guide = "my.showAuthGuide({ authType: 'LBS' })"
    assert await said(LOCATE, guide, LOCATE, device=Device(locates=False)) == ["11", "located"]


@pytest.mark.parametrize("call", ["showAuthGuide()", "showAuthGuide({authType: 'WHEELS'})"])
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


GUIDE = "my.showAuthGuide({{ authType: '{}', success: ({{ shown }}) => console.log(shown) }})"


async def test_the_guide_is_followed_by_who_refused_for_good_what_has_one_switch() -> None:
    choose = "my.choosePhoneContact({ success: () => console.log('chosen'), fail: ({ error }) => console.log(error) })"
    asks = Device(asks=frozenset({"contacts"}))
    assert await said(choose, GUIDE.format("ADDRESSBOOK"), choose, says=("never", True, True), device=asks) == [
        "2003", "true", "chosen",
    ]  # fmt: skip


async def test_the_guide_is_not_about_what_is_refused_to_this_program_alone() -> None:
    assert await said(LOCATE, GUIDE.format("LBS"), LOCATE, says=("never",)) == ["2003", "false", "2002"]


def test_what_no_program_can_have_asked_is_refused() -> None:
    with pytest.raises(UsageError, match="nobody is asked for 'notification': it is a switch of the phone"):
        Runtime().device.asks = {"notification"}


async def test_notifications_that_are_refused_are_told_and_can_be_advised() -> None:
    tell = "console.log(my.getAppAuthorizeSetting().notificationAuthorized)"
    denied = Device(denied=frozenset({"notification"}))
    assert await said(tell, GUIDE.format("NOTIFICATION"), tell, device=denied) == ["denied", "true", "authorized"]


def test_a_permission_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="no such permission: 'wheels'"):
        Runtime().device.asks = {"wheels"}
