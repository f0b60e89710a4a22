"""Going from page to page, as programs and people do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram, ProgramError, UsageError
from tests.support.folders import write
from tests.support.programs import HOME, files, messages, opened, page, printed

NAMES = ["onLoad", "onShow", "onReady", "onHide", "onUnload"]


def told(name: str, more: str = "") -> str:
    """A page's script that prints its lifecycle."""
    hooks = ", ".join(f"{hook}(o) {{ console.log('{name}.{hook}', JSON.stringify(o) ?? ''); }}" for hook in NAMES)
    return f"Page({{ {hooks}, {more} }})"


def two(more: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    return page(HOME, told("home", more)), page("pages/list/list", told("list"))


async def test_a_program_navigates_and_comes_back(tmp_path: Path) -> None:
    go = "go() { my.navigateTo({ url: '../list/list?id=%201', success: () => console.log('success') }); }"
    async with opened(tmp_path, *two(go)) as (app, home):
        await home.call("go")
        await app.idle()
        assert app.page.path == "pages/list/list"
        await app.navigate_back()
        assert printed(app)[3:] == [
            "home.onHide ",
            'list.onLoad {"id":" 1"}',
            "list.onShow ",
            "list.onReady ",
            "success",
            "list.onUnload ",
            "home.onShow ",
        ]
        assert app.page == home


FAILURES = [
    ("navigateTo", "'/pages/nowhere/nowhere'", "navigateTo: there is no page '/pages/nowhere/nowhere'"),
    ("switchTab", "'/pages/list/list'", "switchTab: pages/list/list is no page of the tab bar"),
]


@pytest.mark.parametrize(("api", "url", "message"), FAILURES)
async def test_what_the_platform_refuses_fails_the_call(tmp_path: Path, api: str, url: str, message: str) -> None:
    go = f"go() {{ my.{api}({{ url: {url}, fail: (e) => console.log(e.error, e.errorMessage) }}); }}"
    async with opened(tmp_path, *two(go)) as (app, home):
        await home.call("go")
        await app.idle()
        assert printed(app)[-1] == f"2 {message}"
        assert app.page == home


async def test_the_stack_is_what_get_current_pages_says(tmp_path: Path) -> None:
    script = "Page({ onLoad() { console.log(getCurrentPages().map((p) => p.route).join(' ')); } })"
    async with opened(tmp_path, page(HOME, script), page("pages/list/list", script)) as (app, _):
        await app.navigate_to("/pages/list/list")
        assert printed(app) == [HOME, f"{HOME} pages/list/list"]


async def test_two_pages_of_one_path_have_data_of_their_own_but_share_what_is_nested(tmp_path: Path) -> None:
    script = "Page({ data: { n: 0, list: [] }, go() { this.setData({ n: 1 }); this.data.list.push(1); } })"
    async with opened(tmp_path, page(HOME, script)) as (app, home):
        await home.call("go")
        again = await app.navigate_to(f"/{HOME}")
        assert again.data == {"n": 0, "list": [1]}


async def test_a_function_gives_every_page_data_of_its_own(tmp_path: Path) -> None:
    script = "Page({ data: () => ({ list: [] }), go() { this.data.list.push(1); } })"
    async with opened(tmp_path, page(HOME, script)) as (app, home):
        await home.call("go")
        assert (await app.navigate_to(f"/{HOME}")).data == {"list": []}


async def test_set_data_after_unload_has_no_effect(tmp_path: Path) -> None:
    script = """Page({ data: { n: 0 }, onUnload() { setTimeout(() => {
      this.setData({ n: 1 }, () => console.log('callback')); console.log(this.data.n);
    }, 10); } })"""
    async with opened(tmp_path, page(HOME, script), page("pages/list/list")) as (app, _):
        await app.redirect_to("/pages/list/list")
        assert printed(app) == ["0"]


async def test_a_closed_page_says_so(tmp_path: Path) -> None:
    async with opened(tmp_path, *two()) as (app, home):
        await app.redirect_to("/pages/list/list")
        with pytest.raises(UsageError, match=r"page pages/home/home is closed: app\.page is the one"):
            home.tree()


async def test_tabs_are_tapped_by_their_name(tmp_path: Path) -> None:
    tap = "onTabItemTap(e) { console.log(JSON.stringify(e)); }"
    bar = {"items": [{"pagePath": HOME, "name": "Home"}, {"pagePath": "pages/list/list", "name": "List"}]}
    async with opened(tmp_path, *two(tap), tabBar=bar) as (app, home):
        assert (await app.tab("List")).path == "pages/list/list"
        assert await app.tab("Home") == home
        assert printed(app)[-1] == '{"from":"user","pagePath":"pages/home/home","text":"Home","index":0}'
        with pytest.raises(UsageError, match="no tab 'Nowhere'; there are: 'Home', 'List'"):
            await app.tab("Nowhere")


async def test_a_navigator_is_tapped(tmp_path: Path) -> None:
    view = '<navigator id="go" url="/pages/list/list?a=1">list</navigator>'
    async with opened(tmp_path, page(HOME, view=view), page("pages/list/list")) as (app, home):
        await home.find("#go").tap()
        assert (app.page.path, app.page.query) == ("pages/list/list", {"a": "1"})


async def test_a_page_that_is_not_found_is_told_to_the_app_which_may_lead_elsewhere(tmp_path: Path) -> None:
    app_js = (
        "App({ onPageNotFound(e) { console.log(JSON.stringify(e)); my.redirectTo({ url: '/pages/home/home' }); } })"
    )
    async with MiniProgram.open(write(tmp_path, files(page(HOME), app=app_js))) as app:
        shown = await app.launch("pages/gone/gone", "a=1")
        assert shown.path == HOME
        assert printed(app) == ['{"path":"pages/gone/gone","query":{"a":"1"},"isEntryPage":true}']


async def test_a_page_that_is_not_found_and_leads_nowhere_raises(tmp_path: Path) -> None:
    async with MiniProgram.open(write(tmp_path, files(page(HOME)))) as app:
        with pytest.raises(ProgramError, match="no page 'pages/hom/home'"):
            await app.launch("pages/hom/home")


async def test_pages_talk_over_an_event_channel(tmp_path: Path) -> None:
    home = """Page({ go() { my.navigateTo({ url: '/pages/list/list', events: { up: (x) => console.log('up', x) },
      success: ({ eventChannel }) => eventChannel.emit('down', 2) }); } })"""
    below = """Page({ onLoad() { const channel = this.getOpenerEventChannel();
      channel.on('down', (x) => console.log('down', x)); channel.emit('up', 1); } })"""
    async with opened(tmp_path, page(HOME, home), page("pages/list/list", below)) as (app, shown):
        await shown.call("go")
        await app.idle()
        assert printed(app) == ["up 1", "down 2"]


async def test_going_to_the_background_and_back(tmp_path: Path) -> None:
    app_js = "App({ onShow() { console.log('app shown'); }, onHide() { console.log('app hidden'); } })"
    script = "Page({ onShow() { console.log('page shown'); }, onHide() { console.log('page hidden'); } })"
    async with opened(tmp_path, page(HOME, script), app=app_js) as (app, _):
        await app.background()
        await app.foreground()
        assert printed(app) == ["app shown", "page shown", "app hidden", "page hidden", "app shown", "page shown"]


async def test_an_authorization_page_covers_the_program(tmp_path: Path) -> None:
    app_js = "App({ onShow() { console.log('app shown'); }, onHide() { console.log('app hidden'); } })"
    script = "Page({ sign() { my.signContract({ signStr: 'https://x', success: () => console.log('signed') }); } })"
    async with opened(tmp_path, page(HOME, script), app=app_js) as (app, shown):
        await shown.call("sign")
        await app.idle()
        assert printed(app) == ["app shown", "app hidden", "app shown", "signed"]


async def test_a_launch_runs_what_it_starts(tmp_path: Path) -> None:
    script = (
        "Page({ data: {}, onLoad() { setTimeout(() => this.setData({ n: 1 }), 500); setInterval(() => {}, 1000); } })"
    )
    async with opened(tmp_path, page(HOME, script)) as (app, shown):
        assert shown.data == {"n": 1}
        assert app.clock.now - app.clock.start < 1000


async def test_time_can_be_moved_on(tmp_path: Path) -> None:
    script = "Page({ data: { n: 0 }, onLoad() { setInterval(() => this.setData({ n: this.data.n + 1 }), 1000); } })"
    async with opened(tmp_path, page(HOME, script)) as (app, shown):
        await app.advance(3500)
        assert shown.data == {"n": 3}


async def test_a_page_that_cannot_be_opened_fails_the_call_and_is_an_error(tmp_path: Path) -> None:
    go = "go() { my.navigateTo({ url: '/pages/list/list', fail: (e) => console.log(e.errorMessage) }); }"
    bad = page("pages/list/list", view="<view>\n<text></view>")
    async with opened(tmp_path, page(HOME, f"Page({{ {go} }})"), bad) as (app, home):
        await home.call("go")
        await app.idle(check=False)
        assert app.page == home
        assert messages(app)[0].startswith("pages/list/list.axml:2:")
        assert len(printed(app)) == 1


async def test_on_ready_comes_after_what_on_load_promised(tmp_path: Path) -> None:
    app_js = "App({ async onLaunch() { await null; this.launched = true; } })"
    script = """Page({ async onLoad() { console.log(getApp().launched); await null; this.loaded = true; },
      onReady() { console.log(this.loaded); } })"""
    async with opened(tmp_path, page(HOME, script), app=app_js) as (app, _):
        assert printed(app) == ["true", "true"]


async def test_the_app_is_told_again_how_it_was_started_when_it_is_seen_again(tmp_path: Path) -> None:
    app_js = "App({ onShow(o) { console.log(o.path, JSON.stringify(o.query)); } })"
    script = "Page({ async onReady() { await my.scan(); } })"
    async with MiniProgram.open(write(tmp_path, files(page(HOME, script), app=app_js))) as app:
        await app.launch(query="a=1")
        assert printed(app) == ['pages/home/home {"a":"1"}'] * 2


async def test_a_handler_that_is_called_runs_what_it_starts(tmp_path: Path) -> None:
    script = "Page({ data: {}, go() { setTimeout(() => my.confirm({ success: () => this.setData({ n: 1 }) }), 10); } })"
    async with opened(tmp_path, page(HOME, script)) as (_, home):
        await home.call("go")
        assert home.data == {"n": 1}


async def test_a_page_is_scrolled_in_its_own_time(tmp_path: Path) -> None:
    script = """Page({
      go() { my.pageScrollTo({ selector: '#b', duration: 300, success: () => console.log('there') }); },
      onPageScroll(e) { console.log(e.scrollTop, e.scrollHeight > 3000); } })"""
    view = '<view style="height: 3000px">a</view><view id="b">b</view>'
    async with opened(tmp_path, page(HOME, script, view)) as (app, home):
        await home.call("go")
        assert printed(app) == ["3000 true", "there"]
        assert app.clock.now - app.clock.start == 300


async def test_a_page_is_pulled_down_by_the_person_or_by_the_program(tmp_path: Path) -> None:
    script = """Page({ onPullDownRefresh(e) { console.log(e.from); my.stopPullDownRefresh(); },
      events: { onReachBottom() { console.log('bottom'); } }, go() { my.startPullDownRefresh(); } })"""
    async with opened(tmp_path, page(HOME, script)) as (app, home):
        await home.pull_down()
        await home.call("go")
        await home.reach_bottom()
        assert printed(app) == ["manual", "code", "bottom"]


async def test_a_page_that_is_not_found_at_a_hot_start_is_told_to_the_app_too(tmp_path: Path) -> None:
    app_js = "App({ onPageNotFound(e) { console.log(e.path); } })"
    async with opened(tmp_path, page(HOME), app=app_js) as (app, home):
        assert await app.launch("pages/gone/gone") == home
        assert printed(app) == ["pages/gone/gone"]


async def test_pages_hear_of_taps_on_tabs_before_and_after(tmp_path: Path) -> None:
    events = (
        "events: { beforeTabItemTap() { console.log('before'); }, onSelectedTabItemTap() { console.log('again'); } }"
    )
    bar = {"items": [{"pagePath": HOME, "name": "Home"}, {"pagePath": "pages/list/list", "name": "List"}]}
    async with opened(tmp_path, page(HOME, f"Page({{ {events} }})"), page("pages/list/list"), tabBar=bar) as (app, _):
        await app.tab("Home")
        await app.tab("List")
        assert printed(app) == ["before", "again", "before"]


async def test_the_app_shares_where_the_page_does_not(tmp_path: Path) -> None:
    app_js = "App({ onShareAppMessage(e) { console.log(e.from); return { title: 'app' }; } })"
    view = '<button id="share" open-type="share">Share</button>'
    async with opened(tmp_path, page(HOME, view=view), app=app_js) as (app, home):
        await home.find("#share").tap()
        assert printed(app) == ["button"]
