"""Pages of the wallet's own: the call is recorded and succeeds, and the program is covered meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi.domains.outside import CARDS, OPENED
from bridge.jsapi.registry import BUILTIN
from tests.jsapi.phones import Pages, answered, phone, refused_as_parameter

GIVEN: dict[str, dict[str, Any]] = {
    "openTicketDetail": {"passId": "1"},
    "openMerchantTicketList": {"partnerId": "2088"},
    "openVoucherDetail": {"partnerId": "2088", "serialNumber": "7"},
    "openKBVoucherDetail": {"passId": "1"},
    "openMerchantVoucherList": {"partnerId": "2088"},
    "openMerchantCardList": {"partnerId": "2088"},
    "openURL": {"url": "https://render.alipay.com/p/x"},
    "openAlipayApp": {"appCode": "payCode", "appParams": {"a": 1}},
    "navigateToAlipayPage": {"path": "alipays://platformapi/startapp"},
    "navigateToFinance": {"type": "fundDetail", "fundCode": "000001"},
    "prepareUseCertificate": {"certificateId": "1"},
}
SUCCESSFUL = {"ap.navigateToAlipayPage", "ap.updateAlipayClient"}


@pytest.mark.parametrize("name", OPENED)
async def test_a_page_of_the_wallet_is_opened_over_the_program(name: str) -> None:
    pages, given = Pages(), GIVEN.get(name.removeprefix("ap."), {})
    async with phone(stage=pages) as runtime:
        await runtime.run(f"my.{name}({given})")
    (call,) = runtime.calls
    assert (call.api, call.params, call.outcome) == (name, given, "success")
    assert call.result == ({"success": True} if name in SUCCESSFUL else {})
    assert pages.chrome["outside"] == {"opened": name, **given}
    assert pages.asked == ["cover", "uncover"]


@pytest.mark.parametrize("name", OPENED)
def test_each_says_that_it_is_outside(name: str) -> None:
    api = BUILTIN.get(name)
    assert api is not None and api.receipt.kind == "outside"


@pytest.mark.parametrize("name", CARDS)
async def test_cards_can_be_opened_by_both_names(name: str) -> None:
    given = GIVEN.get(name, {})
    assert await answered(f"{name}({given})") == await answered(f"ap.{name}({given})")


@pytest.mark.parametrize("type_", ["goldSign", "wealthShop", "h5Page"])
async def test_what_is_about_no_fund_needs_no_code(type_: str) -> None:
    assert (await answered(f"ap.navigateToFinance({{type: '{type_}'}})"))[0] == "success"


@pytest.mark.parametrize(
    "call",
    [
        "openTicketDetail()",
        "openTicketDetail({partnerId: '2088'})",
        "openVoucherDetail({passId: 7})",
        "openKBVoucherDetail()",
        "openMerchantTicketList({partnerId: ''})",
        "openMerchantVoucherList()",
        "ap.openMerchantCardList()",
        "ap.openURL({url: ''})",
        "ap.openAlipayApp({appCode: 'x', appParams: 7})",
        "ap.navigateToAlipayPage()",
        "ap.navigateToFinance({type: 'fundBuy'})",
        "ap.navigateToFinance({type: 'stock'})",
        "ap.prepareUseCertificate()",
    ],
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
