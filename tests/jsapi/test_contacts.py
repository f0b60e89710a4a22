"""The address book, and the friends of the wallet's user."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.jsapi.device import Contact
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter

ANN = Contact("Ann", "111", "ann@example.com", "2088000000000001", "https://example.com/ann.png")
BOB = Contact("Bob", "222", user_id="2088000000000002", avatar="https://example.com/bob.png")
CARL = Contact("Carl", "333", user_id="")
BOOK = Device(contacts=(ANN, BOB, CARL))
DENIED = Device(denied=frozenset({"contacts"}))


async def test_an_empty_address_book_has_its_owner() -> None:
    assert await answered("choosePhoneContact()") == ("success", {"name": "Sam Lee", "mobile": "13800000000"})


@pytest.mark.parametrize(("says", "name"), [(True, "Ann"), (2, "Carl"), ("Bob", "Bob")])
async def test_the_person_picks_an_entry(says: DialogAnswer, name: str) -> None:
    outcome, result = await answered("choosePhoneContact()", BOOK, says=(says,))
    assert (outcome, result["name"]) == ("success", name)


async def test_the_address_book_is_set_while_the_program_runs() -> None:
    async with phone() as runtime:
        runtime.device.contacts = [("Dora", "444")]
        await runtime.run("my.choosePhoneContact({ success: ({ name, mobile }) => console.log(name, mobile) })")
    assert runtime.console[0].text == "Dora 444"


FRIEND_ANN = {"realName": "Ann", "avatar": ANN.avatar, "userId": ANN.user_id, "email": ANN.email, "mobile": "111"}
FRIEND_BOB = {"realName": "Bob", "avatar": BOB.avatar, "userId": BOB.user_id, "mobile": "222"}


@pytest.mark.parametrize(
    ("given", "says", "friends"),
    [("", True, [FRIEND_ANN]), ("", 1, [FRIEND_BOB]), ("{count: 2}", "Bob, Ann", [FRIEND_BOB, FRIEND_ANN])],
)
async def test_friends_are_contacts_with_an_account(given: str, says: DialogAnswer, friends: list[Any]) -> None:
    assert await answered(f"chooseAlipayContact({given})", BOOK, says=(says,)) == ("success", {"contacts": friends})


@pytest.mark.parametrize(
    ("given", "says", "names"),
    [
        ("chooseType: 'single'", True, ["Ann"]),
        ("chooseType: 'single', includeMe: true", "Sam Lee", ["Sam Lee"]),
        ("chooseType: 'multi'", "Ann,Bob", ["Ann", "Bob"]),
        ("chooseType: 'multi', includeMobileContactMode: 'all'", "Carl", ["Carl"]),
    ],
)
async def test_people_are_offered_as_the_program_wants(given: str, says: DialogAnswer, names: list[str]) -> None:
    outcome, result = await answered(f"chooseContact({{{given}}})", BOOK, says=(says,))
    assert (outcome, [person["displayName"] for person in result["contactsDicArray"]]) == ("success", names)


async def test_a_person_is_told_of_with_all_documented_fields() -> None:
    _, result = await answered("chooseContact({chooseType: 'single'})", BOOK)
    expected = {"userId": ANN.user_id, "avatar": ANN.avatar, "mobile": "111", "realName": "Ann", "displayName": "Ann"}
    assert result["contactsDicArray"] == [expected]


@pytest.mark.parametrize(
    ("call", "says", "words"),
    [
        ("choosePhoneContact()", "Zoe", "chooses 'Zoe', but there is only Ann, Bob, Carl"),
        ("chooseAlipayContact()", "Carl", "chooses 'Carl', but there is only Ann, Bob"),
        ("chooseAlipayContact()", "Ann, Bob", "no more than 1"),
        ("chooseContact({chooseType: 'multi', multiChooseMax: 1})", "Ann, Bob", "no more than 1"),
        ("chooseContact({chooseType: 'single', multiChooseMax: 2})", "Ann, Bob", "no more than 1"),
    ],
)
async def test_a_script_that_picks_what_cannot_be_picked_is_a_mistake(call: str, says: str, words: str) -> None:
    async with phone(BOOK, says=(says,)) as runtime:
        with pytest.raises(UsageError, match=words):
            await runtime.run(f"my.{call}")


REFUSED = failure(2001, "the user denied authorization")
NOBODY = Device(contacts=(CARL,))
FAILURES: list[tuple[str, Device, str, Outcome]] = [
    ("choosePhoneContact()", Device(), "alipay-plus", failure(11, "the user cancelled")),
    ("choosePhoneContact()", Device(), "alipay-cn", failure(11, "用户取消操作")),
    ("choosePhoneContact()", DENIED, "alipay-plus", failure(10, "no permission")),
    ("choosePhoneContact()", DENIED, "alipay-cn", failure(10, "没有权限")),
    ("choosePhoneContact()", Device(asks=frozenset({"contacts"})), "alipay-plus", REFUSED),
    ("chooseAlipayContact()", Device(), "alipay-cn", failure(11, "用户取消操作")),
    ("chooseAlipayContact()", DENIED, "alipay-cn", failure(11, "用户取消操作")),
    ("addPhoneContact()", Device(), "alipay-plus", failure(11, "fail cancel")),
]


@pytest.mark.parametrize(("call", "device", "host", "outcome"), FAILURES)
async def test_failures_are_the_documented_ones(call: str, device: Device, host: str, outcome: Outcome) -> None:
    assert await answered(call, device, host=host, says=(False,)) == outcome


async def test_choosing_nobody_is_a_success() -> None:
    outcome = await answered("chooseContact({chooseType: 'multi'})", says=(False,))
    assert outcome == ("success", {"contactsDicArray": []})


async def test_who_has_no_friends_can_choose_none() -> None:
    assert await answered("chooseAlipayContact()", NOBODY) == failure(11, "the user cancelled")


@pytest.mark.parametrize(
    ("host", "given", "name"),
    [
        ("alipay-plus", "{firstName: 'Eve', lastName: 'Hill', mobilePhoneNumber: 555}", "Eve Hill"),
        ("alipay-cn", "{firstName: '四', lastName: '李', mobilePhoneNumber: '555'}", "李四"),
        ("alipay-cn", "{nickName: '小李', mobilePhoneNumber: '555'}", "小李"),
    ],
)
async def test_what_is_added_stands_in_the_address_book(host: str, given: str, name: str) -> None:
    async with phone(BOOK, host=host) as runtime:
        await runtime.run(f"my.addPhoneContact({given})")
        assert runtime.calls[0].result == {"success": True}
        assert [entry.name for entry in runtime.device.contacts] == ["Ann", "Bob", "Carl", name]
        assert runtime.device.contacts[-1].mobile == "555"


@pytest.mark.parametrize(
    "call",
    ["chooseContact()", "chooseContact({chooseType: 'some'})", "chooseAlipayContact({count: 0})",
     "addPhoneContact({firstName: {}})"],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
