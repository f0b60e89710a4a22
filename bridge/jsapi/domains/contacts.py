"""The address book of the phone, and the friends of the wallet's user. Source: the contact pages and typings.

Both are `Device.contacts`; without any, the phone's owner is their own only entry. Friends have a `user_id`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Literal

from pydantic import Field, field_validator

from bridge.jsapi.asking import chosen, confirmed, several
from bridge.jsapi.consents import need
from bridge.jsapi.context import AppContext
from bridge.jsapi.device import Contact
from bridge.jsapi.errors import JSAPIError
from bridge.jsapi.models import Params, Result
from bridge.jsapi.plain import NoParams, SuccessResult
from bridge.jsapi.registry import jsapi

MOST_FRIENDS = 10


class ContactError(IntEnum):
    """Documented codes of choosing somebody."""

    NO_PERMISSION = 10
    CANCELLED = 11  # of chooseAlipayContact: the address book is refused, too; of addPhoneContact


def _cancelled(app: AppContext) -> JSAPIError:
    return JSAPIError(ContactError.CANCELLED, "用户取消操作" if app.profile.chinese else "the user cancelled")


class ContactResult(Result):
    """One entry of the address book."""

    name: str
    mobile: str


@jsapi("choosePhoneContact", kind="device", inferred="An address book that is refused to all is told of by error 10.")
async def choose_phone_contact(params: NoParams, app: AppContext) -> ContactResult:
    """Have the person pick somebody from the address book: the first, unless their script has an index or a name.

    Error 10 if the address book is refused to the wallet, 2001 to 2003 if to the program, 11 if they cancel.
    """
    if not app.device.grants("contacts"):
        raise JSAPIError(ContactError.NO_PERMISSION, "没有权限" if app.profile.chinese else "no permission")
    await need(app, "contacts")
    book = app.device.address_book
    index = await chosen(app, "choosePhoneContact", [contact.name for contact in book], None)
    if index < 0:
        raise _cancelled(app)
    return ContactResult(name=book[index].name, mobile=book[index].mobile)


class FriendsParams(Params):
    """`count` is how many at most, up to 10."""

    count: int = Field(1, ge=1)


class Friend(Result):
    """A friend of the wallet's user; `email` and `mobile` if they are known."""

    realName: str  # noqa: N815
    avatar: str
    userId: str  # noqa: N815
    email: str | None = None
    mobile: str | None = None


class FriendsResult(Result):
    """Those chosen."""

    contacts: list[Friend]


@jsapi("chooseAlipayContact", kind="device", inferred="The user's friends are the contacts with a user id.")
async def choose_alipay_contact(params: FriendsParams, app: AppContext) -> FriendsResult:
    """Have the person pick friends: the first, unless their script has an index or names with commas between them.

    Error 11 if they cancel, or if the address book is refused.
    """
    if not app.device.grants("contacts"):
        raise _cancelled(app)
    people = await _picked(app, "chooseAlipayContact", _friends(app), min(params.count, MOST_FRIENDS))
    if not people:
        raise _cancelled(app)
    return FriendsResult(
        contacts=[
            Friend(
                realName=person.name,
                avatar=person.avatar,
                userId=person.user_id,
                email=person.email or None,
                mobile=person.mobile or None,
            )
            for person in people
        ]
    )


class PeopleParams(Params):
    """`includeMobileContactMode`: whether the address book is offered, too: all of it, or who is a friend as well."""

    chooseType: Literal["single", "multi"]  # noqa: N815
    includeMe: bool = False  # noqa: N815
    includeMobileContactMode: Literal["none", "known", "all"] = "none"  # noqa: N815
    multiChooseMax: int | None = Field(None, ge=1)  # noqa: N815
    multiChooseMaxTips: Any = None  # noqa: N815

    def most(self, offered: int) -> int:
        """How many may be chosen."""
        return 1 if self.chooseType == "single" else self.multiChooseMax or max(offered, 1)


class Person(Result):
    """Somebody who was chosen. `displayName` is what the user calls them: their name here."""

    userId: str  # noqa: N815
    avatar: str
    mobile: str
    realName: str  # noqa: N815
    displayName: str  # noqa: N815


class PeopleResult(Result):
    """Those chosen."""

    contactsDicArray: list[Person]  # noqa: N815


@jsapi(
    "chooseContact", kind="device", inferred="Who is a friend and in the address book is any contact with a user id."
)
async def choose_contact(params: PeopleParams, app: AppContext) -> PeopleResult:
    """Have the person pick friends, with the address book and themselves if the program wants to.

    Nobody, if they go back: that is a success (documented).
    """
    offered = list(app.device.address_book) if params.includeMobileContactMode == "all" else _friends(app)
    if params.includeMe and app.device.owner not in offered:
        offered.insert(0, app.device.owner)
    people = await _picked(app, "chooseContact", offered, params.most(len(offered)))
    return PeopleResult(
        contactsDicArray=[
            Person(
                userId=person.user_id,
                avatar=person.avatar,
                mobile=person.mobile,
                realName=person.name,
                displayName=person.name,
            )
            for person in people
        ]
    )


def _friends(app: AppContext) -> list[Contact]:
    return [contact for contact in app.device.address_book if contact.user_id]


async def _picked(app: AppContext, title: str, offered: Sequence[Contact], most: int) -> list[Contact]:
    indexes = await several(app, title, [contact.name for contact in offered], most)
    return [offered[index] for index in indexes]


class NewContactParams(Params):
    """The fields of an entry. Names, number and email are kept, numbers may be bare."""

    firstName: str | None = None  # noqa: N815
    middleName: str | None = None  # noqa: N815
    lastName: str | None = None  # noqa: N815
    nickName: str | None = None  # noqa: N815
    mobilePhoneNumber: str | None = None  # noqa: N815
    email: str | None = None
    remark: str | None = None
    workFaxNumber: str | None = None  # noqa: N815
    workPhoneNumber: str | None = None  # noqa: N815
    hostNumber: str | None = None  # noqa: N815
    homeFaxNumber: str | None = None  # noqa: N815
    homePhoneNumber: str | None = None  # noqa: N815
    weChatNumber: str | None = None  # noqa: N815
    alipayAccount: str | None = None  # noqa: N815
    organization: str | None = None
    title: str | None = None
    url: str | None = None
    addressCountry: str | None = None  # noqa: N815
    addressState: str | None = None  # noqa: N815
    addressCity: str | None = None  # noqa: N815
    addressStreet: str | None = None  # noqa: N815
    addressPostalCode: str | None = None  # noqa: N815
    workCountry: str | None = None  # noqa: N815
    workState: str | None = None  # noqa: N815
    workCity: str | None = None  # noqa: N815
    workStreet: str | None = None  # noqa: N815
    workPostalCode: str | None = None  # noqa: N815
    homeCountry: str | None = None  # noqa: N815
    homeState: str | None = None  # noqa: N815
    homeCity: str | None = None  # noqa: N815
    homeStreet: str | None = None  # noqa: N815
    homePostalCode: str | None = None  # noqa: N815

    @field_validator("*", mode="before")
    @classmethod
    def _bare_number(cls, given: Any) -> Any:
        return str(given) if type(given) is int else given

    def entry(self, surname_first: bool) -> Contact:
        """What the address book keeps of it. No account of the wallet's goes with it."""
        names = [self.firstName, self.middleName, self.lastName]
        parts = [name for name in (reversed(names) if surname_first else names) if name]
        name = ("" if surname_first else " ").join(parts) or self.nickName or ""
        return Contact(name, self.mobilePhoneNumber or "", email=self.email or "", user_id="")


@jsapi("addPhoneContact", kind="device", inferred="The entry is always a new one, never added to one that is there.")
async def add_phone_contact(params: NewContactParams, app: AppContext) -> SuccessResult:
    """Offer an entry to the address book; error 11 if the person declines."""
    entry = params.entry(app.profile.chinese)
    if not await confirmed(app, "addPhoneContact", f"{entry.name} {entry.mobile}".strip()):
        raise JSAPIError(ContactError.CANCELLED, "fail cancel")
    app.change_device(contacts=(*app.device.address_book, entry))
    return SuccessResult()
