"""`my.request` when it goes wrong: each documented error."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web

from bridge import Runtime
from tests.support.site import Handler, serving

SHOP = "https://shop.example"


async def failure(handler: Handler, options: str = "") -> dict[str, Any]:
    """What `fail` receives from a server that answers with `handler`."""
    async with serving(handler) as site, Runtime(origins={SHOP: site.url}) as runtime:
        await runtime.run(f"my.request({{url: '{SHOP}/', fail() {{}}, {options}}})")
    (call,) = runtime.calls
    assert call.outcome == "fail"
    return call.result or {}


async def refused(options: str, origins: dict[str, str] | None = None) -> Runtime:
    async with Runtime(origins=origins) as runtime:
        await runtime.run(f"my.request({{fail: (r) => console.log(r.error), {options}}})")
    return runtime


def answering(**answer: Any) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(**answer)

    return handler


@pytest.mark.parametrize(
    "body", ["", "plain", "{", "NaN", '{"a": Infinity}', *("[" * depth + "]" * depth for depth in (255, 300, 3000))]
)
async def test_what_is_no_json_fails_with_14(body: str) -> None:
    assert await failure(answering(text=body)) == {"error": 14, "errorMessage": "JSON parse data error"}


@pytest.mark.parametrize("status", [400, 404, 500, 503])
async def test_an_http_error_fails_with_19_and_still_carries_the_answer(status: int) -> None:
    answer = await failure(answering(status=status, text='{"why": null}', headers={"X-Id": "7"}))
    assert list(answer) == ["error", "errorMessage", "data", "status", "headers"]
    assert (answer["error"], answer["errorMessage"]) == (19, "http status error")
    assert (answer["data"], answer["status"], answer["headers"]["X-Id"]) == ({"why": None}, status, "7")


@pytest.mark.parametrize(("data_type", "data"), [("json", [1]), ("text", "[1]")])
async def test_the_data_of_an_http_error_is_of_the_type_asked_for(data_type: str, data: object) -> None:
    assert (await failure(answering(status=404, text="[1]"), f"dataType: '{data_type}'"))["data"] == data


async def test_the_data_of_an_http_error_that_is_no_json_is_its_text() -> None:
    assert (await failure(answering(status=404, text="gone")))["data"] == "gone"


async def test_newer_names_can_be_read_on_an_http_error_too() -> None:
    async with serving(answering(status=404)) as site, Runtime(origins={SHOP: site.url}) as runtime:
        source = "fail: (r) => console.log(r.statusCode, r.header === r.headers)"
        await runtime.run(f"my.request({{url: '{SHOP}/', {source}}})")
    assert runtime.console[0].text == "404 true"


async def test_a_refused_connection_fails_with_12() -> None:
    runtime = await refused(f"url: '{SHOP}/'", {SHOP: "http://127.0.0.1:1"})
    assert runtime.console[0].text == "12"


async def test_a_connection_that_breaks_fails_with_12() -> None:
    async def handler(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    assert (await failure(handler))["error"] == 12


async def test_an_answer_that_never_comes_fails_with_13() -> None:
    async def handler(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    assert await failure(handler, "timeout: 20") == {"error": 13, "errorMessage": "timeout"}


async def test_redirects_without_end_fail_with_12() -> None:
    answer = await failure(answering(status=302, headers={"Location": "/"}))
    assert answer == {"error": 12, "errorMessage": "too many redirects"}


async def test_an_unmapped_origin_fails_with_4_and_a_note_names_the_three_ways_to_map_it() -> None:
    runtime = await refused(f"url: '{SHOP}:8443/pay?a=1'")
    assert runtime.console[0].text == "4"
    (note,) = runtime.notes
    for way in (f"--map {SHOP}:8443=URL", f"Runtime(origins={{'{SHOP}:8443': URL}})", "minibridge.json"):
        assert way in note.text


async def test_a_redirect_to_an_unmapped_origin_fails_with_4() -> None:
    answer = await failure(answering(status=302, headers={"Location": "https://evil.example/"}))
    assert answer["error"] == 4
    assert "https://evil.example" in answer["errorMessage"]


@pytest.mark.parametrize(
    "url",
    ["", "/relative", "shop.example/x", "ftp://shop.example/", "https://", "https://[", "https://a:b/", "\\ud800"],
)
async def test_what_is_no_url_fails_with_2(url: str) -> None:
    assert (await refused(f"url: '{url}'")).console[0].text == "2"


@pytest.mark.parametrize(
    "options",
    [
        "method: 'PATCHY'", "method: 7", "dataType: 'xml'", "timeout: 0", "timeout: -1", "timeout: 'soon'",
        "headers: 'a: b'", "headers: {'X-A': 'one\\r\\nX-B: two'}", "headers: {'X-A': '\\ud800'}", "headers: {'': 'x'}",
        "headers: {'a b': 'x'}",
    ],
)  # fmt: skip
async def test_bad_options_fail_with_2(options: str) -> None:
    assert (await failure(answering(text="{}"), options))["error"] == 2


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded"])
async def test_data_that_cannot_be_encoded_fails_with_15(method: str, content_type: str) -> None:
    options = f"method: '{method}', data: {{a: '\\ud800'}}, headers: {{'Content-Type': '{content_type}'}}"
    assert (await failure(answering(text="{}"), options))["error"] == 15


async def test_without_a_network_every_request_fails_with_12() -> None:
    async with serving() as site, Runtime(origins={SHOP: site.url}) as runtime:
        runtime.device.network = "NOTREACHABLE"
        await runtime.run(f"my.request({{url: '{SHOP}/', fail: (r) => console.log(r.error)}})")
        runtime.device.network = "4G"
        await runtime.run(f"my.request({{url: '{SHOP}/', success: (r) => console.log(r.status)}})")
    assert [line.text for line in runtime.console] == ["12", "200"]
