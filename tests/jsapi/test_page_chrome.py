"""What surrounds a page is as the last calls left it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.jsapi.phones import Pages, answered, failure, phone, refused_as_parameter, services_of

EMPTY: dict[str, Any] = {}
SUCCESS = {"success": True}
BAR = "navigationBar"
SETTING: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("setNavigationBar({title: 'T', frontColor: '#fff'})", EMPTY, {BAR: {"title": "T", "frontColor": "#fff"}}),
    ("setNavigationBar({title: 7})", EMPTY, {BAR: {"title": "7"}}),
    (
        "setNavigationBar({backgroundColor: '#000', borderBottomColor: '#111'})",
        EMPTY,
        {BAR: {"backgroundColor": "#000"}},
    ),
    ("setNavigationBarTitle({title: 'T'})", EMPTY, {BAR: {"title": "T"}}),
    ("setNavigationBarColor({backgroundColor: '#000'})", EMPTY, {BAR: {"backgroundColor": "#000"}}),
    ("setNavigationBarBottomLineColor({borderBottomColor: '#1'})", EMPTY, {BAR: {"borderBottomColor": "#1"}}),
    ("showNavigationBarLoading()", EMPTY, {BAR: {"loading": True}}),
    ("hideNavigationBarLoading()", EMPTY, {BAR: {"loading": False}}),
    ("hideBackHome()", EMPTY, {BAR: {"backHome": False}}),
    ("showTabBar()", EMPTY, {"tabBar": {"hidden": False}}),
    ("hideTabBar({animation: true})", EMPTY, {"tabBar": {"hidden": True}}),
    ("setTabBarStyle({color: '#1'})", EMPTY, {"tabBar": {"color": "#1"}}),
    ("setTabBarItem({index: 1, text: 'T'})", EMPTY, {"tabBar": {"items": {"1": {"text": "T"}}}}),
    ("setTabBarBadge({index: 0, text: 7})", EMPTY, {"tabBar": {"items": {"0": {"badge": "7"}}}}),
    ("removeTabBarBadge({index: 0})", EMPTY, {"tabBar": {"items": {"0": {"badge": None}}}}),
    ("showTabBarRedDot({index: 0})", EMPTY, {"tabBar": {"items": {"0": {"redDot": True}}}}),
    ("hideTabBarRedDot({index: 0})", EMPTY, {"tabBar": {"items": {"0": {"redDot": False}}}}),
    ("setBackgroundColor({backgroundColor: '#1'})", SUCCESS, {"background": {"backgroundColor": "#1"}}),
    ("setBackgroundTextStyle({textStyle: 'dark'})", SUCCESS, {"background": {"textStyle": "dark"}}),
    ("setCanPullDown({canPullDown: false})", EMPTY, {"pullDown": {"canPullDown": False}}),
    ("startPullDownRefresh()", SUCCESS, {"pullDown": {"refreshing": True}}),
    ("stopPullDownRefresh()", EMPTY, {"pullDown": {"refreshing": False}}),
    ("hideKeyboard()", SUCCESS, {}),
    ("showShareMenu()", EMPTY, {"shareMenu": True}),
    ("hideShareMenu()", EMPTY, {"shareMenu": False}),
    ("showSharePanel()", EMPTY, {"sharePanel": True}),
    ("hideAddToDesktopMenu()", EMPTY, {"desktopMenu": {"page": False}}),
    ("hideAllAddToDesktopMenu()", EMPTY, {"desktopMenu": {"all": False}}),
    ("setVisualEffectOnCapture({visualEffect: 'hidden'})", EMPTY, {"capture": {"visualEffect": "hidden"}}),
    ("getTitleColor()", {"color": "#ffffff"}, {BAR: {}}),
]


@pytest.mark.parametrize(("call", "result", "chrome"), SETTING, ids=[call for call, _, _ in SETTING])
async def test_what_is_set_is_kept(call: str, result: dict[str, Any], chrome: dict[str, Any]) -> None:
    pages = Pages()
    assert await answered(call, stage=pages) == ("success", result)
    assert pages.chrome == chrome


async def test_later_calls_add_to_earlier_ones_until_a_reset() -> None:
    async with phone() as runtime:
        await runtime.run("my.setNavigationBarTitle({title: 'T'}); my.setNavigationBar({backgroundColor: '#000'})")
        assert services_of(runtime).chrome == {BAR: {"title": "T", "backgroundColor": "#000"}}
        await runtime.run("my.getTitleColor(); my.setNavigationBar({reset: true, title: 'U'})")
        assert services_of(runtime).chrome == {BAR: {"title": "U"}}
    assert runtime.calls[2].result == {"color": "#000"}


@pytest.mark.parametrize(
    "call",
    ["setTabBarItem()", "setTabBarBadge({index: 0})", "showTabBarRedDot({index: -1})", "setCanPullDown()",
     "setBackgroundTextStyle({textStyle: 'red'})", "setNavigationBar({backgroundColor: 7})",
     "pageScrollTo({duration: -1})", "setVisualEffectOnCapture({visualEffect: 'dim'})"],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


STAGED: list[tuple[str, Any]] = [
    ("startPullDownRefresh()", "pull down"),
    ("stopPullDownRefresh()", "stop"),
    ("pageScrollTo({scrollTop: 100})", ("scroll", 100, None)),
    ("pageScrollTo({selector: '#a', duration: 300})", ("scroll", None, "#a")),
]


@pytest.mark.parametrize(("call", "asked"), STAGED, ids=[call for call, _ in STAGED])
async def test_the_stage_is_asked_for_what_moves(call: str, asked: Any) -> None:
    pages = Pages()
    assert (await answered(call, stage=pages))[0] == "success"
    assert pages.asked == [asked]


async def test_scrolling_nowhere_fails_as_documented() -> None:
    assert await answered("pageScrollTo()") == failure(1, "need scrollTop or selector")
    assert await answered("pageScrollTo({scrollTop: 0})") == ("success", {})
