"""WebSockets and time: what is waited for, and what is not."""

from __future__ import annotations

import asyncio
import json
import time

from aiohttp import WSMsgType, web

from bridge import Runtime
from tests.jsapi.chats import CHAT, CONNECT, HEAR, said
from tests.support.sockets import talking


async def test_a_quiet_connection_keeps_no_program_from_being_idle() -> None:
    async with talking() as server, Runtime(origins={CHAT: server.url}) as rt:
        await rt.run(CONNECT)
        began = time.monotonic()
        await rt.idle()
        assert time.monotonic() - began < 0.5


async def test_what_a_server_answers_late_is_waited_for_before_virtual_time_goes_on() -> None:
    async def slow(socket: web.WebSocketResponse) -> None:
        async for message in socket:
            await asyncio.sleep(0.1)
            await socket.send_str(f"late {message.data}")

    source = (
        HEAR
        + """
      my.onSocketOpen(() => {
        my.sendSocketMessage({ data: 'x' });
        setTimeout(() => console.log('timer'), 10);
      });
    """
    )
    assert await said(source + CONNECT, slow) == ["open", 'message {"data":"late x","isBuffer":false}', "timer"]


async def test_a_server_that_never_stops_talking_keeps_no_program_busy() -> None:
    async def tick(socket: web.WebSocketResponse) -> None:
        while not socket.closed:
            await socket.send_str("tick")
            await asyncio.sleep(0.01)

    began = time.monotonic()
    lines = await said(HEAR + CONNECT, tick)
    assert time.monotonic() - began < 10
    assert lines[0] == "open"
    assert json.loads(lines[1].removeprefix("message "))["data"] == "tick"


async def test_what_arrives_while_nobody_runs_the_program_is_not_lost() -> None:
    pushed = asyncio.Event()

    async def push(socket: web.WebSocketResponse) -> None:
        async for message in socket:
            assert message.type is WSMsgType.TEXT
            await socket.send_str("now")
            await asyncio.sleep(0)
            pushed.set()

    async with talking(push) as server, Runtime(origins={CHAT: server.url}) as rt:
        await rt.run(HEAR + CONNECT)
        await rt.run("my.sendSocketMessage({ data: 'x' })")
        await pushed.wait()
        await rt.idle()
        assert [line.text for line in rt.console][-1] == 'message {"data":"now","isBuffer":false}'


async def test_connections_end_with_the_program() -> None:
    left = asyncio.Event()

    async def listen(socket: web.WebSocketResponse) -> None:
        async for _ in socket:
            pass
        left.set()

    async with talking(listen) as server:
        async with Runtime(origins={CHAT: server.url}) as rt:
            await rt.run(CONNECT)
        await asyncio.wait_for(left.wait(), 5)
