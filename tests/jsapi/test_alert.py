"""`my.alert`: what is shown, and when it answers."""

from __future__ import annotations

import asyncio
import json

import pytest

from bridge import AlertParams, Runtime
from tests.support.scripts import printed, ran

CONTENTS = [
    "''", "'text'", "'\\ud800'", "null", "true", "false", "0", "-0", "7", "-1.5", "0.1", "1e20", "1e21", "-1e21",
    "123456789012345680000", "1.5e300", "5e-324", "0.001", "0.00001", "0.000001234", "1e-6", "1e-7", "-1.25e-9",
    "2 ** 53", "2 ** 53 + 2", "1 / 3", "[]", "[1, null, 'a', [2, [3]], {}]", "{}", "{ a: 1 }", "[[], [[]]]", "[true]",
]  # fmt: skip


class Screen:
    """Shows alerts to nobody; `press` lets the button be pressed."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str, str]] = []
        self.press = asyncio.Event()
        self.press.set()

    async def alert(self, title: str, content: str, button: str) -> None:
        self.shown.append((title, content, button))
        await self.press.wait()


@pytest.mark.parametrize("content", CONTENTS)
async def test_content_is_shown_as_string_of_javascript_shows_it(content: str) -> None:
    screen = Screen()
    source = f"console.log(JSON.stringify(String({content}))); my.alert({{content: {content}}})"
    (expected,) = await printed(source, dialogs=screen)
    assert screen.shown == [("", json.loads(expected), "OK")]


@pytest.mark.parametrize(
    ("host", "given", "button"),
    [("alipay-plus", "", "OK"), ("alipay-cn", "", "确定"), ("alipay-cn", "buttonText: 'Fine'", "Fine")],
)
async def test_the_button_has_the_hosts_default_text(host: str, given: str, button: str) -> None:
    screen = Screen()
    await ran(f"my.alert({{title: 'T', {given}}})", host=host, dialogs=screen)
    assert screen.shown == [("T", "", button)]


@pytest.mark.parametrize("options", ["", "undefined", "null", "{}", "{content: undefined}", "() => 1"])
async def test_nothing_given_shows_nothing(options: str) -> None:
    screen = Screen()
    await ran(f"my.alert({options})", dialogs=screen)
    assert screen.shown == [("", "", "OK")]


async def test_a_bare_text_is_the_content() -> None:
    screen = Screen()
    await ran("my.alert('hello')", dialogs=screen)
    assert screen.shown == [("", "hello", "OK")]


async def test_it_answers_after_the_button_was_pressed() -> None:
    screen = Screen()
    screen.press.clear()
    async with Runtime(dialogs=screen) as runtime:  # type: ignore[arg-type]
        asyncio.get_running_loop().call_later(0.005, screen.press.set)
        await runtime.run("my.alert({success: (r) => console.log('pressed', JSON.stringify(r))})")
    assert [line.text for line in runtime.console] == ["pressed {}"]


async def test_an_own_handler_receives_the_parameters_as_a_model() -> None:
    seen: list[AlertParams] = []
    await ran("my.alert({title: 1, content: [1, 2], more: 3})", {"alert": seen.append})
    assert seen == [AlertParams(title="1", content="1,2")]
