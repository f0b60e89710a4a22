"""Where a program may go: the page stack, by the table of routes."""

from __future__ import annotations

import pytest

from bridge.miniprogram.router import CannotNavigate, Router

PAGES = ("pages/home/home", "pages/list/list", "pages/list/item", "pages/me/me")
TABS = ("pages/home/home", "pages/me/me")


def router(*visits: tuple[str, str]) -> Router:
    """A router that launched at home and then made `visits`."""
    made = Router(PAGES, TABS)
    for kind, url in (("launch", "/pages/home/home"), *visits):
        made.follow(made.plan(kind, url))
    return made


def stack(made: Router) -> list[str]:
    return [page.path.split("/")[-1] for page in made.stack]


def steps(made: Router, kind: str, url: str = "", delta: int = 1) -> list[str]:
    """What the guest is told to do, without the steps that only move the stack."""
    pages = {page.number: page.path for page in made.stack}
    plan = made.plan(kind, url, delta)
    if plan.opens is not None:
        pages[plan.opens.number] = plan.opens.path
    told = [step for step in plan.steps if step["do"] != "stack"]
    return [f"{pages.get(step.get('page', 0), 'app').split('/')[-1]}.{step.get('name', step['do'])}" for step in told]


def test_a_cold_start_launches_the_app_before_its_page() -> None:
    assert steps(Router(PAGES, TABS), "launch", "/pages/list/list") == [
        "app.onLaunch",
        "app.onShow",
        "list.load",
        "list.show",
        "list.render",
        "list.ready",
    ]


def test_navigating_hides_the_page_below() -> None:
    made = router()
    assert steps(made, "navigateTo", "/pages/list/list")[:2] == ["home.hide", "list.load"]


def test_redirecting_unloads_the_page_it_leaves() -> None:
    made = router(("navigateTo", "/pages/list/list"))
    assert steps(made, "redirectTo", "/pages/list/item")[:2] == ["list.unload", "item.load"]


def test_going_back_unloads_what_is_above_and_shows_what_is_below() -> None:
    made = router(("navigateTo", "/pages/list/list"), ("navigateTo", "/pages/list/item"))
    assert steps(made, "navigateBack", delta=2) == ["item.unload", "list.unload", "home.show"]


def test_going_back_further_than_the_stack_ends_at_the_first_page() -> None:
    made = router(("navigateTo", "/pages/list/list"))
    made.follow(made.plan("navigateBack", delta=9))
    assert stack(made) == ["home"]


def test_going_back_from_the_first_page_does_nothing() -> None:
    assert steps(router(), "navigateBack") == []


def test_a_tab_page_is_kept_when_another_tab_is_shown() -> None:
    made = router(("switchTab", "/pages/me/me"))
    assert steps(made, "switchTab", "/pages/home/home")[0] == "me.hide"
    made.follow(made.plan("switchTab", "/pages/home/home"))
    assert [step["do"] for step in made.plan("switchTab", "/pages/me/me").steps] == ["hide", "stack", "show"]


def test_switching_tabs_unloads_the_pages_that_are_no_tabs() -> None:
    made = router(("navigateTo", "/pages/list/list"))
    assert steps(made, "switchTab", "/pages/me/me")[:2] == ["list.unload", "me.load"]


def test_switching_to_the_tab_that_is_shown_does_nothing() -> None:
    assert steps(router(), "switchTab", "/pages/home/home") == []


def test_switching_to_the_tab_below_other_pages_shows_it_again() -> None:
    made = router(("navigateTo", "/pages/list/list"))
    assert steps(made, "switchTab", "/pages/home/home") == ["list.unload", "home.show"]


def test_a_relaunch_closes_every_page_also_tabs_that_are_kept() -> None:
    made = router(("switchTab", "/pages/me/me"))
    closed = [step["page"] for step in made.plan("reLaunch", "/pages/list/list").steps if step["do"] == "unload"]
    assert closed == [2, 1]


def test_a_tab_that_a_relaunch_closed_is_opened_anew() -> None:
    made = router(("reLaunch", "/pages/list/list"))
    assert made.plan("switchTab", "/pages/home/home").opens is not None


def test_at_most_ten_pages_are_open() -> None:
    made = router(*[("navigateTo", "/pages/list/list")] * 9)
    with pytest.raises(CannotNavigate, match="10 pages are open"):
        made.plan("navigateTo", "/pages/list/list")


def test_a_full_stack_still_takes_a_redirect() -> None:
    made = router(*[("navigateTo", "/pages/list/list")] * 9)
    assert made.plan("redirectTo", "/pages/list/item").opens is not None


REFUSALS = [
    ("navigateTo", "/pages/me/me", "is a page of the tab bar; use switchTab"),
    ("redirectTo", "/pages/me/me", "is a page of the tab bar; use switchTab"),
    ("switchTab", "/pages/list/list", "is no page of the tab bar"),
    ("switchTab", "/pages/me/me?id=1", "takes no parameters"),
    ("navigateTo", "/pages/nowhere", "there is no page '/pages/nowhere'"),
    ("reLaunch", "", "there is no page ''"),
]


@pytest.mark.parametrize(("kind", "url", "reason"), REFUSALS)
def test_the_platform_refuses(kind: str, url: str, reason: str) -> None:
    with pytest.raises(CannotNavigate, match=reason.replace("?", r"\?")):
        router().plan(kind, url)


ADDRESSES = [
    ("/pages/list/item", "pages/list/item"),
    ("item", "pages/list/item"),
    ("./item", "pages/list/item"),
    ("../list/item", "pages/list/item"),
    ("pages/list/item", "pages/list/item"),
    ("/pages/list/item.html", "pages/list/item"),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_an_address_is_counted_from_the_current_page(url: str, expected: str) -> None:
    made = router(("navigateTo", "/pages/list/list"))
    opened = made.plan("navigateTo", url).opens
    assert opened is not None
    assert opened.path == expected


QUERIES = [
    ("?a=1&b=", {"a": "1", "b": ""}),
    ("?a=%E4%BD%A0&b=x%20y", {"a": "你", "b": "x y"}),
    ("?a=1+1", {"a": "1+1"}),
    ("?a", {"a": ""}),
    ("?a=1=2", {"a": "1=2"}),
    ("?a=1&a=2", {"a": "2"}),
    ("?a=%zz", {"a": "%zz"}),
    ("", {}),
    ("?a=1#part", {"a": "1"}),
]


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_becomes_strings(query: str, expected: dict[str, str]) -> None:
    opened = router().plan("navigateTo", f"/pages/list/list{query}").opens
    assert opened is not None
    assert opened.query == expected


def test_values_stay_encoded_if_app_json_says_so() -> None:
    made = Router(PAGES, TABS, decode_query=False)
    opened = made.plan("launch", "/pages/list/list?a=x%20y").opens
    assert opened is not None
    assert opened.query == {"a": "x%20y"}


def test_covering_hides_app_and_page_and_uncovering_shows_them() -> None:
    made = router()
    assert steps(made, "cover") == ["app.onHide", "home.hide"]
    made.follow(made.plan("cover"))
    assert steps(made, "uncover") == ["app.onShow", "home.show"]
