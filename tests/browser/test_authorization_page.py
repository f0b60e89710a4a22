"""People and the authorization page, in Chromium."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession, web
from playwright.async_api import Browser, Page, Request, expect

from bridge.wallet import Account, Person, State, Wallet
from bridge.wallet.records import MINUTE
from tests.browser.conftest import PATIENCE, Shop, Time
from tests.wallet.merchant import Merchant


async def heading(page: Page) -> str:
    return str(await page.locator("h1").inner_text())


def is_decision(request: Request) -> bool:
    return str(request.method) == "POST"


async def test_agree_leads_back_to_the_merchant_with_code_and_state(
    page: Page, url: str, wallet: Wallet, shop: Shop
) -> None:
    await page.goto(url)
    await page.get_by_role("button", name="Agree").click()
    assert await heading(page) == "Welcome back"
    (authorization,) = wallet.authorizations
    assert authorization.code is not None
    assert shop.visits == [
        {"order": "7", "authCode": authorization.code.value, "authState": authorization.request.auth_state}
    ]


async def test_cancel_says_so_and_leads_nowhere(page: Page, url: str, wallet: Wallet, shop: Shop) -> None:
    await page.goto(url)
    await page.get_by_role("button", name="Cancel").click()
    assert await heading(page) == "You cancelled"
    assert (wallet.authorizations[0].state, shop.visits) == (State.CANCELLED, [])


async def test_a_double_click_agrees_once_and_leads_back(page: Page, wallet: Wallet, shop: Shop) -> None:
    """The second click comes while the first decision is under way: the merchant holds up its notification."""
    async with ClientSession() as session:
        url = await Merchant(wallet, session).page_url(authRedirectUrl=shop.url, authNotifyUrl=shop.held_url)
    await page.goto(url)
    button = await page.get_by_role("button", name="Agree").bounding_box()
    assert button is not None
    for _ in range(2):  # the mouse, as a locator waits until the page has settled
        async with page.expect_request(is_decision):
            await page.mouse.click(button["x"] + 5, button["y"] + 5)
    shop.released.set()
    await expect(page.locator("h1")).to_have_text("Welcome back", timeout=PATIENCE)
    (authorization,) = wallet.authorizations
    assert authorization.code is not None
    assert {visit["authCode"] for visit in shop.visits} == {authorization.code.value}


async def test_back_after_agreeing_offers_no_second_choice(page: Page, url: str) -> None:
    await page.goto(url)
    await page.get_by_role("button", name="Agree").click()
    await page.wait_for_url("**/back*")
    await page.go_back()
    assert await heading(page) == "Already agreed"
    assert await page.locator("form").count() == 0


async def test_back_after_cancelling_offers_no_second_choice(page: Page, url: str) -> None:
    await page.goto(url)
    await page.get_by_role("button", name="Cancel").click()
    await page.wait_for_selector("text=You cancelled")
    await page.go_back()
    assert await heading(page) == "Already cancelled"
    assert await page.locator("form").count() == 0


async def test_an_expired_page_says_so(page: Page, url: str, passing: Time, wallet: Wallet) -> None:
    await page.goto(url)
    passing.added = 31 * MINUTE
    await page.get_by_role("button", name="Agree").click()
    assert await heading(page) == "This link has expired"
    assert wallet.authorizations[0].code is None


async def test_it_works_without_javascript(browser: Browser, url: str, shop: Shop) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(url)
    await page.get_by_role("button", name="Agree").click()
    await page.wait_for_url("**/back*")
    assert len(shop.visits) == 1
    await context.close()


async def test_the_keyboard_is_enough(page: Page, url: str, wallet: Wallet) -> None:
    await page.goto(url)
    reached = []
    for _ in range(2):
        await page.keyboard.press("Tab")
        reached.append(await page.evaluate("document.activeElement.value"))
    await page.keyboard.press("Enter")
    await page.wait_for_selector("text=You cancelled")
    assert (reached, wallet.authorizations[0].state) == (["agree", "cancel"], State.CANCELLED)


async def test_of_several_accounts_people_choose_one_without_a_mouse(page: Page, shop: Shop) -> None:
    person = Person(accounts=[Account(), Account(login_id="13900001111")])
    async with Wallet(now=Time().now, person=person) as wallet, ClientSession() as session:
        await page.goto(await Merchant(wallet, session).page_url(authRedirectUrl=shop.url))
        assert await page.get_by_role("group", name="Account").get_by_role("radio").count() == 2
        await page.get_by_label("138****5678").focus()
        for key in ("ArrowDown", "Tab", "Enter"):
            await page.keyboard.press(key)
        await page.wait_for_url("**/back*")
        assert wallet.authorizations[0].account == "13900001111"


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "请求您的授权"), ("en-GB", "asks for your permission")])
async def test_it_speaks_the_language_of_the_browser(browser: Browser, url: str, locale: str, words: str) -> None:
    context = await browser.new_context(locale=locale)
    page = await context.new_page()
    await page.goto(url)
    assert words in await heading(page)
    await context.close()


async def test_it_fits_a_phone(page: Page, url: str) -> None:
    await page.goto(url)
    widths = await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert widths[0] <= widths[1]
    for button in await page.get_by_role("button").all():
        box = await button.bounding_box()
        assert box is not None and box["height"] >= 44  # what fingers hit


async def test_buttons_and_lists_have_names_for_those_who_hear_the_page(page: Page, url: str) -> None:
    await page.goto(url)
    assert await page.get_by_role("form", name="Your decision").count() == 1
    assert await page.get_by_role("list", name="What it may do").count() == 1
    assert await page.get_by_role("button", name="Agree").get_attribute("aria-describedby") == "meaning"
    assert await page.locator("html").get_attribute("lang") == "en"


async def test_another_site_can_neither_frame_it_nor_decide(page: Page, url: str, wallet: Wallet) -> None:
    async def hostile(request: web.Request) -> web.Response:
        form = f'<form method="post" action="{url}"><button name="decision" value="agree">Win</button></form>'
        return web.Response(text=f'<iframe src="{url}"></iframe>{form}', content_type="text/html")

    app = web.Application()
    app.router.add_get("/", hostile)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "localhost", 0).start()
    await page.goto(f"http://localhost:{runner.addresses[0][1]}/")
    framed = page.frames[1]
    assert await framed.locator("form").count() == 0
    await page.get_by_role("button", name="Win").click()
    assert await heading(page) == "This did not come from the wallet's page"
    assert wallet.authorizations[0].code is None
    await runner.cleanup()
