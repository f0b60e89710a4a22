"""WebSockets that cannot be had, or are lost."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest
from aiohttp import web

from bridge import Runtime
from tests.jsapi.chats import CHAT, CONNECT, HEAR, TASK, URL, said
from tests.support.site import serving
from tests.support.sockets import talking


@pytest.mark.parametrize(
    ("host", "options", "code"),
    [
        ("alipay-plus", "", 3),
        ("alipay-cn", "", 2),
        ("alipay-plus", "url: 7", 2),
        ("alipay-plus", "url: 'https://chat.example/'", 5),
        ("alipay-plus", "url: 'ws://'", 4),
        ("alipay-plus", "url: 'wss://elsewhere.example/'", 4),
        ("alipay-cn", "url: 'ws://elsewhere.example/'", 20),
        ("alipay-plus", "url: 'wss://chat.example/', header: { 'a b': 1 }", 2),
    ],
)
async def test_what_cannot_be_connected_to_fails(host: Any, options: str, code: int) -> None:
    source = f"my.connectSocket({{ {options}{',' if options else ''} fail: (r) => console.log(r.error) }})"
    assert await said(source, host=host) == [str(code)]


async def test_an_origin_that_nobody_mapped_is_told_to_listeners_and_to_the_person() -> None:
    async with Runtime() as rt:
        await rt.run(TASK)
        assert [line.text for line in rt.console] == ["error 4 1"]
        assert "https://chat.example is not mapped" in rt.notes[0].text


async def test_a_server_that_refuses_is_error_8() -> None:
    async with serving() as site, Runtime(origins={CHAT: site.url}) as rt:
        await rt.run(HEAR + CONNECT)
        assert [line.text for line in rt.console] == ["error 8"]


async def test_a_server_that_is_not_there_is_error_1() -> None:
    async with talking() as server:
        pass
    async with Runtime(origins={CHAT: server.url}) as rt:
        await rt.run(HEAR + CONNECT)
        assert [line.text for line in rt.console] == ["error 1"]


async def test_a_server_that_never_answers_is_error_6() -> None:
    async def never(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    async with serving(never) as site, Runtime(origins={CHAT: site.url}) as rt:
        await rt.run(f"{HEAR} my.connectSocket({{ url: '{URL}', timeout: 30 }})")
        assert [line.text for line in rt.console] == ["error 6"]


async def test_a_redirect_is_not_followed() -> None:
    async def elsewhere(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/other")

    async with serving(elsewhere) as site, Runtime(origins={CHAT: site.url}) as rt:
        await rt.run(HEAR + CONNECT)
        assert [line.text for line in rt.console] == ["error 1"]
        assert [seen.path for seen in site.received] == ["/room"]


async def test_a_phone_without_a_network_does_not_connect() -> None:
    async with talking() as server, Runtime(origins={CHAT: server.url}) as rt:
        rt.device.network = "NOTREACHABLE"
        await rt.run(HEAR + CONNECT, check=False)
        assert ([line.text for line in rt.console], server.requests) == (["error 1"], [])


async def test_a_phone_that_loses_its_network_loses_its_connections() -> None:
    async with talking() as server, Runtime(origins={CHAT: server.url}) as rt:
        await rt.run(HEAR + CONNECT)
        rt.device.network = "NOTREACHABLE"
        await rt.idle()
        assert [line.text for line in rt.console] == ["open", "error 1", 'close {"code":1006,"reason":""}']


def test_the_network_may_be_lost_while_no_loop_runs() -> None:
    loop, opened = asyncio.new_event_loop(), AsyncExitStack()
    try:
        server = loop.run_until_complete(opened.enter_async_context(talking()))
        rt = loop.run_until_complete(opened.enter_async_context(Runtime(origins={CHAT: server.url})))
        loop.run_until_complete(rt.run(HEAR + CONNECT))
        rt.device.network = "NOTREACHABLE"
        loop.run_until_complete(rt.idle())
        loop.run_until_complete(opened.aclose())
    finally:
        loop.close()
    assert [line.text for line in rt.console] == ["open", "error 1", 'close {"code":1006,"reason":""}']
