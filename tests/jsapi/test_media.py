"""Pictures and films."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from aiohttp import web

from bridge.jsapi import Device
from bridge.jsapi.files import PIXEL
from bridge.jsapi.pictures import Size, UnknownPicture, measure
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter, services_of
from tests.support.site import serving

DENIED = Device(denied=frozenset({"album", "camera"}))


@pytest.mark.parametrize(("given", "count"), [("", 1), ("{count: 3}", 3), ("{count: 99}", 9)])
async def test_as_many_pictures_are_chosen_as_may_be(given: str, count: int) -> None:
    outcome, result = await answered(f"chooseImage({given})")
    paths = result["apFilePaths"]
    assert (outcome, len(set(paths)), result["tempFilePaths"]) == ("success", count, paths)
    assert result["tempFiles"] == [{"path": path, "size": len(PIXEL)} for path in paths]
    assert all(path.startswith("https://resource/") for path in paths)


async def test_a_film_is_chosen() -> None:
    outcome, result = await answered("chooseVideo({maxDuration: 5})")
    assert (outcome, set(result)) == ("success", {"filePath", "tempFilePath", "duration", "size", "width", "height"})
    assert (result["duration"], result["filePath"]) == (5, result["tempFilePath"])


FAILURES: list[tuple[str, Device, str, Outcome]] = [
    *[
        (f"{name}()", Device(), "alipay-plus", failure(11, "the user cancelled"))
        for name in ("chooseImage", "chooseVideo")
    ],
    ("chooseImage()", Device(), "alipay-cn", failure(11, "用户取消操作")),
    ("chooseImage()", DENIED, "alipay-plus", failure(2001, "the user denied authorization")),
    ("chooseVideo()", DENIED, "alipay-cn", failure(2001, "在申请授权时用户拒绝授权")),
    ("saveImage({url: 'x'})", DENIED, "alipay-plus", failure(15, "the album may not be used")),
    ("saveImage({url: 'https://resource/9.png'})", Device(), "alipay-plus", failure(17, "no such file")),
    (
        "saveImageToPhotosAlbum({filePath: 'https://resource/9.png'})",
        Device(),
        "alipay-plus",
        failure(17, "no such file"),
    ),
    ("getImageInfo({src: ''})", Device(), "alipay-plus", failure(12, "the path is empty")),
    ("getImageInfo({src: 'nowhere'})", Device(), "alipay-cn", failure(18, "获取图片信息失败")),
    (
        "getImageInfo({src: 'https://a.example/a.png'})",
        Device(),
        "alipay-plus",
        failure(18, "the picture cannot be read"),
    ),
]


@pytest.mark.parametrize(("call", "device", "host", "outcome"), FAILURES)
async def test_failures_are_the_documented_ones(call: str, device: Device, host: str, outcome: Outcome) -> None:
    assert await answered(call, device, host=host, says=(False,)) == outcome


OK: list[tuple[str, dict[str, Any]]] = [
    ("previewImage({urls: ['a'], current: 0})", {}),
    ("previewImage({urls: ['a'], current: 'a'})", {}),
    ("saveImage({url: 'https://a.example/a.png'})", {}),
    ("saveImageToPhotosAlbum({filePath: '/a.png'})", {"success": True}),
    ("compressImage({apFilePaths: ['a', 'b']})", {"apFilePaths": ["a", "b"]}),
]


@pytest.mark.parametrize(("call", "result"), OK, ids=[call for call, _ in OK])
async def test_a_call_answers_as_documented(call: str, result: dict[str, Any]) -> None:
    assert await answered(call) == ("success", result)


@pytest.mark.parametrize(
    "call",
    ["chooseImage({count: 0})", "chooseVideo({maxDuration: 'long'})", "previewImage()", "previewImage({urls: []})",
     "saveImage()", "saveImageToPhotosAlbum({})", "getImageInfo()", "compressImage()"],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_a_chosen_picture_can_be_measured() -> None:
    async with phone() as runtime:
        await runtime.run("""(async () => {
            const { apFilePaths } = await my.chooseImage();
            const r = await my.getImageInfo({src: apFilePaths[0]});
            console.log(r.width, r.height, r.type, r.orientation, r.path === apFilePaths[0]);
        })()""")
    assert runtime.console[0].text == "1 1 png up true"


async def test_a_picture_of_the_package_can_be_measured() -> None:
    async with phone() as runtime:
        services_of(runtime).packaged = {"/a.png": PIXEL}.get
        await runtime.run("my.getImageInfo({src: '/a.png', success: (r) => console.log(r.width)})")
    assert runtime.console[0].text == "1"


async def test_a_picture_of_the_web_can_be_measured() -> None:
    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=PIXEL, content_type="image/png")

    async with serving(picture) as site:
        call = "getImageInfo({src: 'https://a.example/a.png'})"
        outcome, result = await answered(call, origins={"https://a.example": site.url})
    assert (outcome, result["width"]) == ("success", 1)


async def test_an_unmapped_picture_says_how_to_map_it() -> None:
    async with phone() as runtime:
        await runtime.run("my.getImageInfo({src: 'https://a.example/a.png'})", check=False)
    assert "--map https://a.example=URL" in runtime.notes[0].text


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 10) + b"more"
WEBP = b"RIFF....WEBP"
LOSSY = WEBP + b"VP8 " + b"." * 10 + struct.pack("<HH", 10, 20)
LOSSLESS = WEBP + b"VP8L" + b"....\x2f" + struct.pack("<I", 9 | 19 << 14)
EXTENDED = WEBP + b"VP8X" + b"." * 8 + b"\x09\0\0" + b"\x13\0\0"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PIXEL, Size(1, 1, "png")),
        (b"GIF89a" + struct.pack("<HH", 10, 20), Size(10, 20, "gif")),
        (JPEG, Size(10, 20, "jpeg")),
        (LOSSY, Size(10, 20, "webp")),
        (LOSSLESS, Size(10, 20, "webp")),
        (EXTENDED, Size(10, 20, "webp")),
    ],
)
def test_the_size_stands_in_the_first_bytes(content: bytes, size: Size) -> None:
    assert measure(content) == size


@pytest.mark.parametrize("content", [b"", b"text", PIXEL[:18], JPEG[:9], b"GIF89a", LOSSY[:20], b"\xff\xd8"])
def test_what_is_no_picture_has_no_size(content: bytes) -> None:
    with pytest.raises(UnknownPicture):
        measure(content)
