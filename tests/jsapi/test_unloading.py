"""The question before a page is left by going back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import MiniProgram
from tests.jsapi.phones import Pages, answered, failure
from tests.support.folders import write
from tests.support.programs import HOME, files, page, printed

NO_PAGE = "has not found page when {} has been invoked"
FIRST_PAGE = "can not invoke {} at first page"
LIST = "pages/list/list"
SCRIPT = """Page({
  ask() { my.enableAlertBeforeUnload({ message: 'Sure?' }); },
  rest() { my.disableAlertBeforeUnload(); },
  back() { my.navigateBack({ success: () => console.log('back'), fail: (e) => console.log(e.error) }); },
  onUnload() { console.log('unloaded'); },
})"""


class Hands:
    """Somebody who answers by hand, and notes what was asked."""

    def __init__(self, *answers: bool) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, ...]] = []

    async def confirm(self, title: str, content: str, ok: str, cancel: str) -> bool:
        self.asked.append((title, content, ok, cancel))
        return self.answers.pop(0)


def program(folder: Path, **options: Any) -> MiniProgram:
    """A program of two pages, the second of which asks."""
    return MiniProgram.open(write(folder, files(page(HOME), page(LIST, SCRIPT))), **options)


async def test_a_person_who_stays_stays(tmp_path: Path) -> None:
    async with program(tmp_path) as app:
        await app.launch()
        shown = await app.navigate_to(f"/{LIST}")
        await shown.call("ask")
        app.person.next_dialog(False)
        assert (await app.navigate_back()).path == LIST
        assert (await app.navigate_back()).path == HOME
        assert printed(app) == ["unloaded"]


async def test_a_person_takes_their_time_to_stay(tmp_path: Path) -> None:
    async with program(tmp_path) as app:
        await app.launch()
        shown = await app.navigate_to(f"/{LIST}")
        await shown.call("ask")
        app.person.next_dialog(False, after=1500)
        started = app.clock.now
        assert (await app.navigate_back()).path == LIST
        assert app.clock.now - started == 1500


async def test_a_program_that_goes_back_itself_has_them_asked_too(tmp_path: Path) -> None:
    async with program(tmp_path) as app:
        await app.launch()
        shown = await app.navigate_to(f"/{LIST}")
        await shown.call("ask")
        app.person.next_dialog(False)
        await shown.call("back")
        await shown.call("back")
        assert (printed(app), app.page.path) == (["11", "unloaded", "back"], HOME)


async def test_they_are_asked_what_the_program_says_and_nothing_once_it_is_over(tmp_path: Path) -> None:
    hands = Hands(False)
    async with program(tmp_path, dialogs=hands) as app:
        await app.launch()
        shown = await app.navigate_to(f"/{LIST}")
        await shown.call("ask")
        await app.navigate_back()
        await shown.call("rest")
        assert (await app.navigate_back()).path == HOME
    assert hands.asked == [("", "Sure?", "OK", "Cancel")]


async def test_another_page_is_left_without_a_question(tmp_path: Path) -> None:
    async with program(tmp_path) as app:
        await app.launch()
        await (await app.navigate_to(f"/{LIST}")).call("ask")
        await app.navigate_to(f"/{LIST}")
        app.person.next_dialog(False)
        await app.navigate_back()
        assert [open_page.path for open_page in app.pages] == [HOME, LIST]


@pytest.mark.parametrize(("host", "question"), [("alipay-plus", "Leave this page?"), ("alipay-cn", "离开此页面?")])
async def test_the_usual_question_is_in_the_host_s_language(host: str, question: str) -> None:
    pages = Pages()
    assert await answered("enableAlertBeforeUnload()", stage=pages, host=host) == ("success", {"success": True})
    assert pages.question == question


@pytest.mark.parametrize("api", ["enableAlertBeforeUnload", "disableAlertBeforeUnload"])
async def test_the_first_page_and_a_program_without_pages_ask_nothing(api: str) -> None:
    assert await answered(f"{api}()") == failure(7, NO_PAGE.format(api))
    assert await answered(f"{api}()", stage=Pages(depth=1)) == failure(8, FIRST_PAGE.format(api))
