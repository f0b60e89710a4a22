"""Files between a program and the phone's disk, what a file is, and bytes as text."""

from __future__ import annotations

from typing import Any

import pytest

from bridge import Runtime
from bridge.jsapi import BUILTIN
from bridge.jsapi.files import DOCUMENT
from tests.jsapi.phones import Pages, answered, failure, phone, refused_as_parameter, services_of
from tests.support.scripts import printed

KEPT = "https://usr/"


async def test_what_is_saved_to_the_disk_is_there() -> None:
    async with phone() as runtime:
        runtime.files.write(KEPT + "a/notes.txt", "some")
        await runtime.run(f"my.saveFileToDisk({{apFilePath: '{KEPT}a/notes.txt'}})")
        assert (runtime.calls[0].result, runtime.files.disk["notes.txt"]) == ({"success": True}, b"some")


async def test_a_file_of_the_disk_is_chosen_by_its_name() -> None:
    async with phone(says=("notes.txt",)) as runtime:
        runtime.files.disk["notes.txt"] = b"some"
        await runtime.run("my.chooseFileFromDisk()")
        assert runtime.calls[0].result == {"success": True, "apFilePath": "https://resource/1.txt"}
        assert runtime.files.read("https://resource/1.txt") == b"some"


async def test_unasked_the_person_chooses_the_first() -> None:
    async with phone() as runtime:
        await runtime.run("my.chooseFileFromDisk()")
        assert runtime.files.read("https://resource/1.pdf") == DOCUMENT


async def test_choosing_can_be_cancelled() -> None:
    assert await cancelled() == (15, "the user cancelled")
    assert await cancelled(host="alipay-cn") == (15, "用户取消操作")


async def test_of_an_empty_disk_nothing_can_be_chosen() -> None:
    async with phone() as runtime:
        runtime.files.disk.clear()
        await runtime.run("my.chooseFileFromDisk()", check=False)
        assert (runtime.calls[0].result or {})["error"] == 15


async def cancelled(**options: Any) -> tuple[Any, Any]:
    async with phone(says=(False,), **options) as runtime:
        await runtime.run("my.chooseFileFromDisk()", check=False)
    result = runtime.calls[0].result or {}
    return result["error"], result["errorMessage"]


@pytest.mark.parametrize(("size", "code"), [(50 << 20, None), ((50 << 20) + 1, 18)])
async def test_a_file_that_is_too_large_cannot_be_chosen(size: int, code: int | None) -> None:
    async with phone(says=("film.mp4",)) as runtime:
        runtime.files.disk["film.mp4"] = bytes(size)
        await runtime.run("my.chooseFileFromDisk()", check=False)
    assert (runtime.calls[0].result or {}).get("error") == code


async def test_the_chooser_covers_the_program() -> None:
    stage = Pages()
    async with phone(stage=stage) as runtime:
        await runtime.run("my.chooseFileFromDisk()")
    assert stage.asked == ["cover", "uncover"]


KINDS = [
    (b"\x89PNG\r\n\x1a\n", "a", "image/png", ".png"),
    (b"\xff\xd8\xff\xe0", "a", "image/jpeg", ".jpg"),
    (b"GIF89a", "a", "image/gif", ".gif"),
    (b"RIFF....WEBP", "a", "image/webp", ".webp"),
    (b"RIFF....WAVE", "a", "audio/wav", ".wav"),
    (b"BM", "a", "image/bmp", ".bmp"),
    (b"%PDF-1.4", "a", "application/pdf", ".pdf"),
    (b"PK\x03\x04", "a", "application/zip", ".zip"),
    (b"\x1f\x8b\x08", "a", "application/gzip", ".gz"),
    (b"ID3", "a", "audio/mpeg", ".mp3"),
    (b"OggS", "a", "audio/ogg", ".ogg"),
    (b"\0\0\0\x20ftypisom", "a", "video/mp4", ".mp4"),
    (b"plain", "a.txt", "text/plain", ".txt"),
    (b"%PDF-1.4", "a.txt", "application/pdf", ".pdf"),
    (b"plain", "a", "application/octet-stream", ""),
]


@pytest.mark.parametrize(("content", "name", "media_type", "extension"), KINDS)
async def test_a_file_is_what_its_first_bytes_say(content: bytes, name: str, media_type: str, extension: str) -> None:
    async with phone() as runtime:
        runtime.files.write(KEPT + name, content)
        await runtime.run(f"my.detectFileType({{filePath: '{KEPT}{name}'}})")
    assert runtime.calls[0].result == {"type": media_type, "extension": extension}


@pytest.mark.parametrize("call", ["detectFileType({filePath: 'app.json'})", "saveFileToDisk({filePath: 'app.json'})"])
async def test_of_a_file_that_is_none_of_the_program_s_nothing_is_told(call: str) -> None:
    assert await answered(call) == failure(3, "there is no file app.json")


@pytest.mark.parametrize("call", ["detectFileType()", "detectFileType({filePath: 7})", "saveFileToDisk()"])
async def test_what_names_no_file_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


@pytest.mark.parametrize(("host", "megabytes"), [("alipay-plus", 10), ("alipay-cn", 50)])
async def test_saved_files_have_a_limit(host: str, megabytes: int) -> None:
    async with phone(host=host) as runtime:
        sizes = ((megabytes - 1) << 20, 1 << 20, 1)
        paths = [services_of(runtime).files.add(bytes(size), "bin", "").path for size in sizes]
        await runtime.run(";".join(f"my.saveFile({{apFilePath: '{path}'}})" for path in paths), check=False)
        assert [call.outcome for call in runtime.calls] == ["success", "success", "fail"]
        assert (runtime.calls[2].result or {})["error"] == 3


@pytest.mark.parametrize(("api", "code"), [("getSavedFileInfo", 3), ("removeSavedFile", 15)])
async def test_what_is_for_saved_files_refuses_others(api: str, code: int) -> None:
    async with phone() as runtime:
        runtime.files.write(KEPT + "a.txt", "mine")
        await runtime.run(f"my.{api}({{apFilePath: '{KEPT}a.txt'}})", check=False)
        assert (runtime.calls[0].result or {})["error"] == code
        assert KEPT + "a.txt" in runtime.files


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("my.arrayBufferToBase64(new Uint8Array([0, 255, 16]).buffer)", "AP8Q"),
        ("[...new Uint8Array(my.base64ToArrayBuffer('AP8Q'))].join()", "0,255,16"),
        ("[...new Uint8Array(my.base64ToArrayBuffer('_-8='))].join()", "255,239"),
        ("my.base64ToArrayBuffer('AP8Q') instanceof ArrayBuffer", "true"),
        ("my.base64ToArrayBuffer('AP8Q').byteLength", "3"),
        ("my.arrayBufferToBase64('no buffer') === ''", "true"),
        ("my.base64ToArrayBuffer({}).byteLength", "0"),
        ("my.canIUse('arrayBufferToBase64')", "true"),
    ],
)
async def test_bytes_become_text_and_back(expression: str, text: str) -> None:
    assert await printed(f"console.log(String({expression}))") == [text]


async def test_a_document_is_opened_outside_and_noted() -> None:
    async with Runtime() as runtime:
        runtime.files.write(KEPT + "a.pdf", DOCUMENT)
        await runtime.run(f"my.openDocument({{filePath: '{KEPT}a.pdf'}})")
    api = BUILTIN.get("openDocument")
    assert api is not None
    assert (api.receipt.kind, [(call.api, call.outcome) for call in runtime.calls]) == (
        "outside",
        [("openDocument", "success")],
    )
