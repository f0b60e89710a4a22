"""WebSockets: the one connection, and tasks of several."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from aiohttp import WSMsgType, web

from bridge import MiniProgram, Runtime
from tests.jsapi.chats import CHAT, CONNECT, HEAR, TASK, URL, said
from tests.support.folders import program
from tests.support.site import serving
from tests.support.sockets import talking

# The one connection


async def test_what_is_sent_once_it_is_open_is_answered_in_order() -> None:
    sending = "my.onSocketOpen(() => { for (const data of ['one', 'two']) my.sendSocketMessage({ data }); });"
    assert await said(HEAR + sending + CONNECT) == [
        "open",
        'message {"data":"one","isBuffer":false}',
        'message {"data":"two","isBuffer":false}',
    ]


async def test_large_messages_keep_their_order() -> None:
    sending = """
      my.onSocketOpen(() => {
        for (const letter of ['a', 'b', 'c']) my.sendSocketMessage({ data: letter.repeat(300000) });
        my.sendSocketMessage({ data: 'end' });
      });
      my.onSocketMessage((r) => console.log(r.data[0], r.data.length));
    """
    assert await said(sending + CONNECT) == ["a 300000", "b 300000", "c 300000", "e 3"]


async def test_on_the_real_clock_it_is_the_same() -> None:
    sending = "my.onSocketOpen(() => my.sendSocketMessage({ data: 'x' }));"
    source = HEAR + sending + "setTimeout(() => console.log('timer'), 300);"
    assert await said(source + CONNECT, clock="real") == ["open", 'message {"data":"x","isBuffer":false}', "timer"]


async def test_success_comes_before_the_connection_is_open() -> None:
    source = f"{HEAR} my.connectSocket({{ url: '{URL}', success: (r) => console.log(JSON.stringify(r)) }});"
    assert await said(source) == ["{}", "open"]


@pytest.mark.parametrize(
    "options",
    [
        "data: 'AAH/', isBuffer: true",
        "data: new Uint8Array([0, 1, 255]).buffer",
        "data: new Uint8Array([0, 1, 255])",
        "data: new DataView(new Uint8Array([9, 0, 1, 255]).buffer, 1)",
    ],
)
async def test_bytes_travel_as_base64(options: str) -> None:
    sending = f"my.onSocketOpen(() => my.sendSocketMessage({{ {options} }}));"
    assert await said(HEAR + sending + CONNECT) == ["open", 'message {"data":"AAH/","isBuffer":true}']


async def test_data_goes_into_the_query_and_header_and_protocols_are_sent() -> None:
    async with talking(protocols=("b",)) as server, Runtime(origins={CHAT: server.url}) as rt:
        options = f"url: '{URL}?a=1', data: {{ b: [2] }}, header: {{ 'X-Id': 7 }}, protocols: ['a', 'b']"
        await rt.run(f"my.connectSocket({{ {options} }})")
    (request,) = server.requests
    assert (request.path_qs, request.headers["X-Id"]) == ("/room?a=1&b=%5B2%5D", "7")
    assert request.headers["Sec-WebSocket-Protocol"] == "a,b"


async def test_the_program_closes_with_a_code_and_a_reason() -> None:
    heard: list[Any] = []

    async def listen(socket: web.WebSocketResponse) -> None:
        message = await socket.receive()
        heard.append((message.type, message.data, message.extra))

    options = "{ code: 4001, reason: 'bye', success: (r) => console.log(r.message) }"
    closing = f"my.onSocketOpen(() => my.closeSocket({options}));"
    assert await said(HEAR + closing + CONNECT, listen) == ["open", "ok", 'close {"code":4001,"reason":"bye"}']
    assert heard == [(WSMsgType.CLOSE, 4001, "bye")]


async def test_the_server_closes_with_a_code_and_a_reason() -> None:
    async def leave(socket: web.WebSocketResponse) -> None:
        await socket.close(code=4002, message=b"enough")

    assert await said(HEAR + CONNECT, leave) == ["open", 'close {"code":4002,"reason":"enough"}']


async def test_a_server_that_dies_is_an_error_and_an_end() -> None:
    async def die(socket: web.WebSocketResponse) -> None:
        transport = socket._req.transport if socket._req is not None else None
        assert transport is not None
        transport.abort()

    assert await said(HEAR + CONNECT, die) == ["open", "error 1", 'close {"code":1006,"reason":""}']


async def test_another_connection_closes_the_one_there_was() -> None:
    again = f"my.onSocketOpen(() => {{ if (!globalThis.again) {{ globalThis.again = true; {CONNECT} }} }});"
    assert sorted(await said(HEAR + again + CONNECT)) == ['close {"code":1000,"reason":""}', "open", "open"]


async def test_after_the_end_there_is_nothing_to_send_by_or_to_close() -> None:
    source = """
      my.sendSocketMessage({ data: 'x', fail: (r) => console.log('send', r.error) });
      my.closeSocket({ fail: (r) => console.log('close', r.error) });
    """
    assert await said(source) == ["send 10", "close 10"]


async def test_it_can_be_closed_before_it_is_open() -> None:
    assert await said(f"{HEAR} {CONNECT} my.closeSocket()") == ['close {"code":1000,"reason":""}']


async def test_cookies_of_requests_are_sent_when_connecting() -> None:
    cookies: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/room":
            cookies.append(request.headers.get("Cookie", ""))
            raise web.HTTPNotFound
        return web.json_response({}, headers={"Set-Cookie": "who=me"})

    async with serving(answer) as site:
        url = site.url.replace("127.0.0.1", "localhost")  # to an address no cookie is sent
        async with Runtime(origins={CHAT: url}) as rt:
            await rt.run(f"my.request({{ url: '{CHAT}/', success() {{ {CONNECT} }} }})")
    assert cookies == ["who=me"]


async def test_it_can_be_called_by_its_name() -> None:
    source = f"console.log(typeof my.call('connectSocket', {{ url: '{URL}', multiple: true }}).onOpen)"
    assert await said(source) == ["function"]


@pytest.mark.parametrize("schema", ["connectSocket.return.send", "createWorker.return.postMessage"])
async def test_it_can_be_asked_what_its_tasks_have(schema: str) -> None:
    assert await said(f"console.log(my.canIUse('{schema}'))") == ["true"]


async def test_before_it_is_open_nothing_can_be_sent() -> None:
    assert await said(CONNECT + "my.sendSocketMessage({ data: 'x', fail: (r) => console.log(r.error) })") == ["10"]


@pytest.mark.parametrize("options", ["data: 5", "data: '%%', isBuffer: true", ""])
async def test_what_is_no_message_fails_with_2(options: str) -> None:
    sending = f"my.onSocketOpen(() => my.sendSocketMessage({{ {options}, fail: (r) => console.log(r.error) }}));"
    assert await said(sending.replace("{ ,", "{") + CONNECT) == ["2"]


@pytest.mark.parametrize("options", ["code: 1001", "code: 5000", f"reason: '{'é' * 62}'", "code: 'x'"])
async def test_closing_codes_and_reasons_have_limits(options: str) -> None:
    closing = f"my.onSocketOpen(() => my.closeSocket({{ {options}, fail: (r) => console.log(r.error) }}));"
    assert await said(closing + CONNECT) == ["2"]


def test_the_socket_library_is_not_loaded_before_a_program_connects() -> None:
    code = "import sys; from bridge.jsapi import BUILTIN; BUILTIN.get('connectSocket'); print('aiohttp' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


# Several


async def test_a_task_hears_only_of_its_own_connection() -> None:
    source = f"""{TASK}
      const other = my.connectSocket({{ url: '{URL}', multiple: true }});
      other.onOpen(() => other.send({{ data: 'mine' }}));
      other.onMessage((r) => console.log('other', r.data.socketTaskID, r.data.data));
    """
    lines = await said(source)
    assert sorted(lines) == ['open {"data":{"socketTaskID":"1"}}', "other 2 mine"]


async def test_a_task_sends_hears_and_closes() -> None:
    source = (
        TASK
        + """
      task.onOpen(() => task.send({ data: 'hello', success: (r) => console.log('sent', r.success) }));
      task.onMessage(() => task.close({ code: 3000 }));
    """
    )
    assert await said(source) == [
        'open {"data":{"socketTaskID":"1"}}',
        "sent true",
        'message {"data":{"socketTaskID":"1","data":"hello","isBuffer":false}}',
        'close {"data":{"socketTaskID":"1","code":3000,"reason":""}}',
    ]


async def test_a_listener_that_was_taken_away_hears_nothing() -> None:
    assert await said(TASK + "task.offOpen();") == []


async def test_calls_of_tasks_are_seen_with_their_task() -> None:
    async with talking() as server, Runtime(origins={CHAT: server.url}) as rt:
        await rt.run(TASK + "task.onOpen(() => task.send({ data: 'x' }));")
        assert [(call.api, call.params["socketTaskID"]) for call in rt.calls] == [
            ("connectSocket", "1"),
            ("sendSocketMessage", "1"),
        ]


@pytest.mark.parametrize(("behavior", "kind"), [({"connectSocketDefaultMultiple": True}, "object"), ({}, "promise")])
async def test_app_json_says_whether_tasks_are_usual(behavior: Any, kind: str, tmp_path: Path) -> None:
    page = f"""
      const made = my.connectSocket({{ url: '{URL}' }});
      console.log(typeof made.then === 'function' ? 'promise' : typeof made.onOpen === 'function' ? 'object' : '?');
      Page({{}});
    """
    app_json = {"app.json": {"pages": ["pages/index/index"], "behavior": behavior}}
    folder = program(tmp_path, page, files=app_json)
    async with talking() as server, MiniProgram.open(folder, origins={CHAT: server.url}) as app:
        await app.launch()
        assert app.console[0].text == kind
