"""Files: kept, sent and fetched."""

from __future__ import annotations

import hashlib
import json
from email import message_from_bytes
from typing import Any

import pytest
from aiohttp import web

from bridge.jsapi import Device
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter, services_of
from tests.support.site import Received, serving

ORIGIN = "https://a.example"
CONTENT = b"some text\n"
PATH = "https://resource/1.txt"
SAVED = "https://usr/1.txt"


async def after(source: str, **options: Any) -> Any:
    """What a program prints as JSON that starts with one temporary file."""
    async with phone(**options) as runtime:
        services_of(runtime).files.add(CONTENT, "txt", "text/plain", 5)
        await runtime.run(f"(async () => console.log(JSON.stringify({source})))()")
    return json.loads(runtime.console[0].text)


@pytest.mark.parametrize("name", ["apFilePath", "filePath"])
async def test_a_file_has_size_and_digest(name: str) -> None:
    md5, sha1 = (hashlib.new(kind, CONTENT).hexdigest() for kind in ("md5", "sha1"))
    given = f"{name}: '{PATH}'"
    assert await after(f"await my.getFileInfo({{{given}}})") == {"success": True, "size": 10, "digest": md5}
    digest = await after(f"(await my.getFileInfo({{{given}, digestAlgorithm: 'sha1'}})).digest")
    assert digest == sha1


async def test_a_saved_file_is_listed_until_it_is_removed() -> None:
    save = f"(await my.saveFile({{apFilePath: '{PATH}'}})).apFilePath"
    listed = "(await my.getSavedFileList()).fileList"
    remove = f"await my.removeSavedFile({{apFilePath: '{SAVED}'}})"
    path, files, removed, left = await after(f"[{save}, {listed}, {remove}, {listed}]", start=7)
    assert (path, files) == (SAVED, [{"apFilePath": SAVED, "size": 10, "createTime": 7}])
    assert (removed, left) == ({}, [])


async def test_a_saved_file_tells_when_it_was_made() -> None:
    save = f"await my.saveFile({{apFilePath: '{PATH}'}})"
    tell = f"await my.getSavedFileInfo({{apFilePath: '{SAVED}'}})"
    assert await after(f"({save}, {tell})", start=7) == {"success": True, "size": 10, "createTime": 7}


async def test_a_document_is_shown() -> None:
    assert await after(f"await my.openDocument({{filePath: '{PATH}', fileType: 'pdf'}})") == {}


WITH_A_FILE = ["getFileInfo", "saveFile", "getSavedFileInfo", "removeSavedFile", "openDocument"]


@pytest.mark.parametrize("api", WITH_A_FILE)
async def test_a_file_that_is_not_there_is_a_failure(api: str) -> None:
    assert await answered(f"{api}({{apFilePath: 'nowhere'}})") == failure(3, "there is no file nowhere")


@pytest.mark.parametrize("call", [*[f"{api}()" for api in WITH_A_FILE], "uploadFile()", "downloadFile({url: ''})"])
async def test_what_names_no_file_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


def parts_of(sent: Received) -> dict[str, Any]:
    """The parts of a form: a text, or name, type and content of a file."""
    whole = message_from_bytes(f"Content-Type: {sent.headers['content-type']}\r\n\r\n{sent.body}".encode())
    parts = {}
    for part in whole.walk():
        content, name = part.get_payload(decode=True), part.get_param("name", header="content-disposition")
        if isinstance(content, bytes):
            is_file = part.get_filename() is not None
            parts[str(name)] = [part.get_filename(), part.get_content_type(), content] if is_file else content.decode()
    return parts


async def test_an_upload_is_a_form_with_a_file() -> None:
    options = "name: 'f', formData: {a: 1, b: 'é'}, header: {'X-A': 7, 'Content-Type': 'ignored'}"
    async with serving(document) as site:
        call = f"await my.uploadFile({{url: '{ORIGIN}/up', filePath: '{PATH}', {options}}})"
        result = await after(call, origins={ORIGIN: site.url})
        (sent,) = site.received
    assert (sent.method, sent.path, sent.headers["x-a"]) == ("POST", "/up", "7")
    assert parts_of(sent) == {"a": "1", "b": "é", "f": ["1.txt", "text/plain", CONTENT]}
    assert (result["data"], result["statusCode"], set(result)) == ("fetched", 200, {"data", "statusCode", "header"})


async def test_an_upload_answers_whatever_the_server_says() -> None:
    async with serving(document) as site:
        call = f"await my.uploadFile({{url: '{ORIGIN}/gone', filePath: '{PATH}', fileName: 'a%sb'}})" % chr(34)
        result = await after(call, origins={ORIGIN: site.url})
        assert list(parts_of(site.received[0])) == ["a%22b"]
    assert result["statusCode"] == 404


async def test_a_file_of_the_package_can_be_sent() -> None:
    async with serving(document) as site, phone(origins={ORIGIN: site.url}) as runtime:
        services_of(runtime).packaged = {"/a.png": b"png"}.get
        await runtime.run(f"my.uploadFile({{url: '{ORIGIN}/', filePath: '/a.png', fileName: 'f', fileType: 'image'}})")
        assert parts_of(site.received[0]) == {"f": ["a.png", "image/png", b"png"]}


async def document(request: web.Request) -> web.Response:
    """A document, or an error."""
    return web.Response(text="fetched", status=404 if request.path == "/gone" else 200)


async def test_a_download_is_a_file_from_then_on() -> None:
    fetch = f"my.downloadFile({{url: '{ORIGIN}/a/b.txt?c=1'}})"
    async with serving(document) as site:
        result = await after(
            f"await {fetch}.then(async (r) => [r, (await my.getFileInfo(r)).size, r.header === r.headers])",
            origins={ORIGIN: site.url},
        )
    fetched, size, has_alias = result
    assert (fetched["apFilePath"], fetched["tempFilePath"]) == ("https://resource/2.txt", "https://resource/2.txt")
    assert (size, has_alias, "Content-Type" in fetched["headers"]) == (7, True, True)


async def test_plain_http_is_fine_where_it_is_mapped() -> None:
    async with serving(document) as site:
        outcome, _ = await answered("downloadFile({url: 'http://a.example/a'})", origins={"http://a.example": site.url})
    assert outcome == "success"


OFFLINE = Device(network="NOTREACHABLE")
UPLOAD = f"uploadFile({{url: '{ORIGIN}', filePath: '/a', name: 'f', fileType: 'image'}})"
FAILURES: list[tuple[str, Device, str, Outcome]] = [
    (UPLOAD, Device(), "alipay-plus", failure(11, "there is no file /a")),
    (f"downloadFile({{url: '{ORIGIN}'}})", OFFLINE, "alipay-plus", failure(12, "network error")),
    ("downloadFile({url: 'http://a.example'})", Device(), "alipay-plus", failure(20, "plain http is not supported")),
    ("downloadFile({url: 'http://a.example'})", Device(), "alipay-cn", failure(20, "请求的 URL 不支持 HTTP")),
]


@pytest.mark.parametrize(("call", "device", "host", "outcome"), FAILURES)
async def test_failures_are_the_documented_ones(call: str, device: Device, host: str, outcome: Outcome) -> None:
    assert await answered(call, device, host=host) == outcome


@pytest.mark.parametrize(("path", "code"), [("/gone", 12), ("/", None)])
async def test_a_download_that_the_server_refuses_fails(path: str, code: int | None) -> None:
    async with serving(document) as site:
        _, result = await answered(f"downloadFile({{url: '{ORIGIN}{path}'}})", origins={ORIGIN: site.url})
    assert result.get("error") == code


@pytest.mark.parametrize("api", ["downloadFile", "uploadFile"])
async def test_nothing_leaves_the_machine_unless_it_is_mapped(api: str) -> None:
    async with phone() as runtime:
        services_of(runtime).files.add(CONTENT, "txt", "text/plain")
        await runtime.run(f"my.{api}({{url: '{ORIGIN}', filePath: '{PATH}'}})", check=False)
    assert (runtime.calls[0].result or {})["error"] == 13
    assert f"--map {ORIGIN}=URL" in runtime.notes[0].text


async def test_a_transfer_can_be_aborted() -> None:
    async with serving(document) as site, phone(origins={ORIGIN: site.url}) as runtime:
        await runtime.run(f"my.downloadFile({{url: '{ORIGIN}/'}}).abort()", check=False)
    assert runtime.calls[0].result == {"error": 9, "errorMessage": "downloadFile:fail abort"}


async def test_data_of_the_older_request_is_a_form() -> None:
    async with serving() as site:
        options: dict[str, Any] = {"origins": {ORIGIN: site.url}}
        call = "({url: '%s/', method: 'POST', data: {a: 1}%s})"
        assert (await answered("httpRequest" + call % (ORIGIN, ""), **options))[0] == "success"
        await answered("httpRequest" + call % (ORIGIN, ", headers: {'Content-Type': 'application/json'}"), **options)
    assert [(got.headers["content-type"], got.body) for got in site.received] == [
        ("application/x-www-form-urlencoded", "a=1"),
        ("application/json", '{"a":1}'),
    ]


@pytest.mark.parametrize("api", ["request", "httpRequest"])
async def test_without_a_connection_nothing_is_asked(api: str) -> None:
    outcome, result = await answered(f"{api}({{url: '{ORIGIN}'}})", OFFLINE)
    assert (outcome, result["error"]) == ("fail", 12)
