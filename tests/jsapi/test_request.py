"""`my.request` against a server: what is sent, and what comes back."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bridge import Runtime
from tests.support.site import Received, Site, serving

SHOP = "https://shop.example"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with serving() as opened:
        yield opened


async def asked(site: Site, options: str, source: str = "my.request({OPTIONS, success: log, fail: log})") -> Any:
    """What the program receives for `options`, in which `url` is the site's `/there` unless it says otherwise."""
    if "url:" not in options:
        options = f"url: '{SHOP}/there'" + (f", {options}" if options else "")
    async with Runtime(origins={SHOP: site.url}) as runtime:
        await runtime.run("const log = (r) => console.log(JSON.stringify(r));" + source.replace("OPTIONS", options))
    return json.loads(runtime.console[0].text)


async def sent(site: Site, options: str) -> Received:
    answer = await asked(site, options)
    assert answer.get("status") == 200, answer
    return site.received[-1]


async def test_success_has_data_status_and_headers_and_no_more(site: Site) -> None:
    answer = await asked(site, "")
    assert list(answer) == ["data", "status", "headers"]
    assert (answer["data"], answer["status"]) == ({"ok": True}, 200)
    assert answer["headers"]["Content-Type"] == "application/json; charset=utf-8"


async def test_newer_names_can_be_read_but_are_not_listed(site: Site) -> None:
    source = "my.request({OPTIONS, success: (r) => console.log(r.statusCode === 200 && r.header === r.headers)})"
    assert await asked(site, "", source) is True


@pytest.mark.parametrize(
    ("url", "data", "query"),
    [
        ("/there", "{a: 1, b: 'x y&', c: true, d: null}", "a=1&b=x+y%26&c=true&d=null"),
        ("/there?z=0", "{a: 1}", "z=0&a=1"),
        ("/there?z=0#part", "{a: 1}", "z=0&a=1"),
        ("/there", "{a: {b: [1]}}", "a=%7B%22b%22:%5B1%5D%7D"),
        ("/there", "{}", ""),
        ("/there", "null", ""),
        ("/there?q=%20%2B+1", "null", "q=%20%2B+1"),
    ],
)
async def test_the_data_of_a_get_goes_into_the_query(site: Site, url: str, data: str, query: str) -> None:
    request = await sent(site, f"url: '{SHOP}{url}', data: {data}")
    assert (request.method, request.path, request.body) == ("GET", "/there", "")
    assert request.query == query


@pytest.mark.parametrize(
    ("more", "content_type", "body"),
    [
        ("data: {a: 1, b: ['é']}", "application/json", '{"a":1,"b":["é"]}'),
        ("data: '{\"made\":1}'", "application/json", '{"made":1}'),
        ("data: [1, 2]", "application/json", "[1,2]"),
        ("data: 7", "application/json", "7"),
        ("data: {a: 1, b: 'x y', c: [1]}, headers: {'content-type': 'FORM'}", "FORM", "a=1&b=x+y&c=%5B1%5D"),
        ("data: 'a=1', header: {'Content-Type': 'FORM'}", "FORM", "a=1"),
        ("data: null", "application/json", ""),
    ],
)
async def test_the_data_of_a_post_goes_into_the_body_as_the_content_type_says(
    site: Site, more: str, content_type: str, body: str
) -> None:
    form = "application/x-www-form-urlencoded"
    request = await sent(site, f"method: 'POST', {more.replace('FORM', form)}")
    assert (request.method, request.query, request.body) == ("POST", "", body)
    assert request.headers["content-type"] == content_type.replace("FORM", form)


@pytest.mark.parametrize("method", ["get", "Post", "PUT", "DELETE", "OPTIONS"])
async def test_the_method_may_be_written_in_any_case(site: Site, method: str) -> None:
    assert (await sent(site, f"method: '{method}'")).method == method.upper()


@pytest.mark.parametrize("name", ["headers", "header"])
async def test_headers_are_sent_under_either_name_as_text(site: Site, name: str) -> None:
    request = await sent(site, f"{name}: {{'X-One': 'a', 'X-Two': 2, 'X-Three': true}}")
    assert [request.headers[key] for key in ("x-one", "x-two", "x-three")] == ["a", "2", "true"]


async def test_as_text_the_body_arrives_as_it_is(site: Site) -> None:
    assert (await asked(site, "dataType: 'text'"))["data"] == '{"ok": true}'


@pytest.mark.parametrize(
    "body", ['{"a": null}', "null", "[null]", '"\\ud800"', '{"\\ud800": 1}', "1e999", "false", '""']
)
async def test_json_arrives_as_javascript_would_read_it(site: Site, body: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text=body)

    site.handler = handler
    source = f"my.request({{OPTIONS, success: (r) => console.log(JSON.stringify(r.data) === JSON.stringify({body}))}})"
    assert await asked(site, "", source) is True


async def test_text_in_another_encoding_is_decoded(site: Site) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body="中文".encode("gbk"), headers={"Content-Type": "text/plain; charset=gbk"})

    site.handler = handler
    assert (await asked(site, "dataType: 'text'"))["data"] == "中文"


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
async def test_redirects_are_followed_with_the_method_that_http_says(site: Site, status: int, method: str) -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path == "/there":
            return web.Response(status=status, headers={"Location": "/elsewhere?x=1"})
        return web.json_response(request.method)

    site.handler = handler
    assert (await asked(site, "method: 'POST', data: {a: 1}"))["data"] == method
    assert (site.received[-1].path, site.received[-1].query) == ("/elsewhere", "x=1")


async def test_virtual_time_stands_still_during_an_exchange(site: Site) -> None:
    source = """
      const start = Date.now();
      setTimeout(() => console.log('timer'), 1);
      my.request({OPTIONS, success: () => console.log(Date.now() - start)});
    """
    assert await asked(site, "", source) == 0


async def test_aborting_fails_with_error_9_exactly_once(site: Site) -> None:
    source = """
      const seen = [];
      const push = (r) => seen.push(r.error);
      const task = my.request({OPTIONS, success: push, fail: push, complete: push});
      task.abort(); task.abort(); setTimeout(() => { task.abort(); log(seen); }, 1000);
    """
    assert await asked(site, "", source) == [9, 9]


async def test_aborting_when_it_is_over_does_nothing(site: Site) -> None:
    source = "const task = my.request({OPTIONS, success: (r) => { task.abort(); console.log(r.status); }})"
    assert await asked(site, "", source) == 200
