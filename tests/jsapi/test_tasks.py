"""Requests, uploads and downloads as tasks: aborted, and heard of while they go on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp import web

from bridge import Runtime
from tests.jsapi.phones import phone, services_of
from tests.support.site import Handler, fine, serving

SHOP = "https://shop.example"
BIG = b"x" * (64 * 1024 * 2 + 1000)


async def said(source: str, handler: Handler = fine, content: bytes = BIG) -> list[Any]:
    """What a program prints with `log`; its temporary file is https://resource/1.txt."""
    async with serving(handler) as site, phone(origins={SHOP: site.url}) as rt:
        services_of(rt).files.add(content, "txt", "text/plain", 5)
        await rt.run("const log = (...r) => console.log(JSON.stringify(r));" + source)
        return [json.loads(line.text) for line in rt.console]


def upload(events: str) -> str:
    options = f"url: '{SHOP}/', filePath: 'https://resource/1.txt', name: 'a', fileType: 'image'"
    return f"const task = my.uploadFile({{ {options}, success: () => log('success') }}); {events}"


def download(events: str) -> str:
    return f"const task = my.downloadFile({{ url: '{SHOP}/', success: () => log('success') }}); {events}"


PROGRESS = "task.onProgressUpdate((r) => log(r.progress, r.totalBytesWritten, r.totalBytesExpectedToWrite));"


def giving(**answer: Any) -> Handler:
    async def handler(_: web.Request) -> web.StreamResponse:
        return web.Response(**answer)

    return handler


async def test_the_headers_are_heard_of_before_the_answer() -> None:
    source = f"""
      const task = my.request({{ url: '{SHOP}/', success: () => log('success') }});
      task.onHeadersReceived((r) => log(r.headers['Content-Type']));
    """
    assert await said(source) == [["application/json; charset=utf-8"], ["success"]]


async def test_a_listener_that_was_taken_away_hears_nothing() -> None:
    source = f"""
      const task = my.request({{ url: '{SHOP}/' }});
      const listener = () => log('heard');
      task.onHeadersReceived(listener);
      task.offHeadersReceived(listener);
    """
    assert await said(source) == []


async def test_the_headers_of_an_upload_are_called_header() -> None:
    assert (await said(upload("task.onHeadersReceived((r) => log(Object.keys(r)));")))[0] == [["header"]]


async def test_an_upload_tells_every_64_kb_that_were_sent() -> None:
    *steps, last, end = await said(upload(PROGRESS))
    total = last[2]
    assert steps == [[100 * done // total, done, total] for done in (65536, 131072)]
    assert (last, end) == ([100, total, total], ["success"])
    assert total > len(BIG)


async def test_a_download_tells_every_64_kb_that_arrived() -> None:
    assert await said(download(PROGRESS), giving(body=BIG)) == [
        [49, 65536, 132072],
        [99, 131072, 132072],
        [100, 132072, 132072],
        ["success"],
    ]


async def test_a_download_of_unknown_length_tells_only_of_its_end() -> None:
    async def streamed(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse()
        answer.enable_chunked_encoding()
        await answer.prepare(request)
        await answer.write(BIG)
        return answer

    assert await said(download(PROGRESS), streamed) == [[100, 132072, 132072], ["success"]]


async def test_who_stops_listening_to_progress_hears_nothing() -> None:
    assert await said(download(PROGRESS + "task.offProgressUpdate();"), giving(body=BIG)) == [["success"]]


async def test_a_request_has_no_progress() -> None:
    assert await said(f"log(typeof my.request({{ url: '{SHOP}/' }}).onProgressUpdate)") == [["undefined"]]


async def test_aborting_is_a_call_with_an_outcome_of_its_own() -> None:
    source = f"""
      const task = my.request({{ url: '{SHOP}/', fail: (r) => log('fail', r.error) }});
      const told = (name) => (r) => log(name, r);
      task.abort({{ success: told('success'), complete: told('complete') }}).then(told('promise'));
    """
    outcomes = {line[0]: line[1] for line in await said(source)}
    told = {"success": True}
    assert outcomes == {"success": told, "complete": told, "promise": told, "fail": 9}


@pytest.mark.parametrize("name", ["request", "httpRequest"])
async def test_bytes_are_sent_as_they_are(name: str) -> None:
    seen: list[bytes] = []

    async def take(request: web.Request) -> web.StreamResponse:
        seen.append(await request.read())
        return await fine(request)

    options = f"url: '{SHOP}/', method: 'POST', data: new Uint8Array([65, 66, 67]).buffer"
    await said(f"my.{name}({{ {options}, headers: {{ 'Content-Type': 'x/y' }} }})", take)
    assert seen == [b"ABC"]


async def test_an_answer_may_be_an_array_buffer() -> None:
    source = f"""
      my.request({{ url: '{SHOP}/', dataType: 'arraybuffer', success: ({{ data }}) =>
        log(data instanceof ArrayBuffer, Array.from(new Uint8Array(data))) }});
    """
    assert await said(source, giving(body=b"\x00\x01\xff")) == [[True, [0, 1, 255]]]


async def test_so_may_the_data_of_an_http_error() -> None:
    source = f"my.request({{ url: '{SHOP}/', dataType: 'arraybuffer', fail: (r) => log(r.error, r.data.byteLength) }})"
    assert await said(source, giving(status=404, body=b"gone")) == [[19, 4]]


async def test_an_answer_may_be_a_data_url() -> None:
    source = f"my.request({{ url: '{SHOP}/', dataType: 'base64', success: (r) => log(r.data) }})"
    picture = giving(body=b"\x00\x01\xff", content_type="image/png")
    assert await said(source, picture) == [["data:image/png;base64,AAH/"]]


async def test_options_that_cannot_be_read_are_told_once() -> None:
    async with Runtime() as rt:
        await rt.run("my.request({ get dataType() { throw 1; }, fail: (r) => console.log(r.error) })")
        assert [line.text for line in rt.console] == ["2"]
