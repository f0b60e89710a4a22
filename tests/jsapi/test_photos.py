"""The photo album: chosen from, scanned, and saved to."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bridge import Runtime
from bridge.errors import UsageError
from bridge.jsapi import Device
from bridge.jsapi.device import Permission
from bridge.jsapi.files import PIXEL
from bridge.jsapi.films import Film, UnknownFilm, made_up, measure_film
from bridge.wallet.person import DialogAnswer
from tests.jsapi.phones import Outcome, answered, failure, phone, refused_as_parameter, services_of
from tests.support.site import serving

WIDE = b"GIF89a" + struct.pack("<HH", 10, 20)
MEASURE = """(async () => {{
  const {{ apFilePaths }} = await my.chooseImage({given});
  for (const src of apFilePaths) {{ const r = await my.getImageInfo({{ src }}); console.log(r.width, r.type); }}
}})()"""


async def printed(source: str, *photos: bytes, says: tuple[DialogAnswer, ...] = (), **options: Any) -> list[str]:
    """What a script prints on a phone with `photos`."""
    async with phone(says=says, **options) as runtime:
        for photo in photos:
            runtime.device.photos.add(photo)
        await runtime.run(source)
    return [line.text for line in runtime.console]


@pytest.mark.parametrize(
    ("given", "says", "told"),
    [
        ("", True, ["10 gif"]),
        ("{count: 2}", True, ["10 gif", "1 png"]),
        ("{count: 9}", True, ["10 gif", "1 png"]),
        ("{count: 2}", 1, ["10 gif"]),
        ("{sourceType: 'camera'}", True, ["1 png"]),
    ],
)
async def test_the_newest_pictures_are_chosen(given: str, says: DialogAnswer, told: list[str]) -> None:
    assert await printed(MEASURE.format(given=given), PIXEL, WIDE, says=(says,)) == told


@pytest.mark.parametrize(("keeps", "count"), [("true", 1), ("false", 0)])
async def test_what_is_taken_now_is_kept_if_the_program_wants_to(keeps: str, count: int) -> None:
    async with phone() as runtime:
        await runtime.run(f"my.chooseImage({{ sourceType: ['camera'], storeToAlbum: {keeps} }})")
        assert len(runtime.device.photos) == count


async def test_what_is_chosen_from_the_album_is_not_put_in_again() -> None:
    async with phone() as runtime:
        runtime.device.photos.add(PIXEL)
        await runtime.run("my.chooseImage({ storeToAlbum: true })")
        assert len(runtime.device.photos) == 1


VIDEO = """my.chooseVideo({ success: async (r) => {
  console.log(r.width, r.height, r.duration);
  const told = await my.getVideoInfo({ src: r.filePath });
  console.log(told.width, told.height, told.duration, told.fps, told.type);
  console.log(told.orientation, told.size, told.bitrate);
} })"""


async def test_a_film_of_the_album_is_chosen_and_measured() -> None:
    async with phone() as runtime:
        runtime.device.photos.add_film(width=640, height=360, duration=2, fps=25)
        runtime.device.photos.add(PIXEL)
        await runtime.run(VIDEO)
    assert [line.text for line in runtime.console] == ["640 360 2", "640 360 2000 25 mp4", "0 1 1"]


async def test_a_film_that_was_made_up_can_be_measured() -> None:
    assert await printed(VIDEO) == ["1280 720 10", "1280 720 10000 30 mp4", "0 1 0"]


SAVING = [
    ("saveImage", "url", 1),
    ("saveImageToPhotosAlbum", "filePath", 1),
    ("saveVideoToPhotosAlbum", "filePath", 1),
    ("saveVideoToPhotosAlbum", "src", 1),
]


@pytest.mark.parametrize(("api", "name", "count"), SAVING)
async def test_what_is_saved_is_in_the_album(api: str, name: str, count: int) -> None:
    choose, path = ("chooseVideo", "filePath") if "Video" in api else ("chooseImage", "apFilePaths[0]")
    async with phone() as runtime:
        await runtime.run(f"my.{choose}({{ success: (r) => my.{api}({{ {name}: r.{path} }}) }})")
        kept = runtime.device.photos.films if "Video" in api else runtime.device.photos.pictures
        assert (len(runtime.device.photos), len(kept)) == (1, count)
    assert runtime.calls[-1].outcome == "success"


async def test_a_picture_of_the_package_is_saved() -> None:
    async with phone() as runtime:
        services_of(runtime).packaged = {"/wide.gif": WIDE}.get
        await runtime.run("my.saveImageToPhotosAlbum({ filePath: '/wide.gif' })")
        assert runtime.device.photos.pictures[0].content == WIDE


async def test_what_is_on_the_web_goes_into_the_album_unseen() -> None:
    async with phone() as runtime:
        await runtime.run("my.saveImage({ url: 'https://a.example/a.png' })")
        assert [photo.content for photo in runtime.device.photos] == [PIXEL]


DENIED: frozenset[Permission] = frozenset({"album"})
GONE = "https://resource/9.mp4"
ASKS = Device(asks=frozenset({"writePhotosAlbum", "album"}))
NO_ALBUM = failure(15, "the album may not be used")
FAILURES: list[tuple[str, Device, Outcome]] = [
    (f"saveVideoToPhotosAlbum({{filePath: '{GONE}'}})", Device(), failure(17, "no such file")),
    ("saveVideoToPhotosAlbum({filePath: '/a.mp4'})", Device(denied=DENIED), NO_ALBUM),
    ("saveImageToPhotosAlbum({filePath: '/a.png'})", Device(denied=DENIED), NO_ALBUM),
    (
        "saveImageToPhotosAlbum({filePath: '/a.png'})",
        Device(denied=DENIED, platform="Android"),
        failure(17, "no such file"),
    ),
    ("saveImageToPhotosAlbum({filePath: '/a.png'})", ASKS, failure(2001, "the user denied authorization")),
    ("saveImage({url: '/a.png'})", ASKS, failure(2001, "the user denied authorization")),
    ("chooseImage({sourceType: 'album'})", ASKS, failure(2001, "the user denied authorization")),
    ("chooseImage({sourceType: ['album']})", Device(denied=DENIED), failure(2001, "the user denied authorization")),
    ("getVideoInfo({src: 'https://resource/photo.png'})", Device(), failure(3, "the film cannot be read")),
    ("getVideoInfo({src: 'https://a.example/a.mp4'})", Device(), failure(3, "the film cannot be read")),
]


@pytest.mark.parametrize(("call", "device", "outcome"), FAILURES)
async def test_failures_are_the_documented_ones(call: str, device: Device, outcome: Outcome) -> None:
    assert await answered(call, device, says=(False,)) == outcome


async def test_without_the_album_there_is_the_camera() -> None:
    outcome, _ = await answered("chooseImage()", Device(denied=DENIED))
    assert outcome == "success"


@pytest.mark.parametrize(
    "call", ["saveVideoToPhotosAlbum()", "getVideoInfo()", "chooseImage({storeToAlbum: 'perhaps'})"]
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_a_film_of_the_web_is_measured() -> None:
    async def film(_: web.Request) -> web.Response:
        return web.Response(body=made_up(Film(32, 16, 1.5, 45)))

    async with serving(film) as site:
        call = "getVideoInfo({src: 'https://a.example/a.mp4'})"
        outcome, result = await answered(call, origins={"https://a.example": site.url})
    assert (outcome, result["width"], result["duration"], result["fps"]) == ("success", 32, 1500, 30)


SCAN = "my.scan({ %s success: (r) => console.log(r.code, r.imageChannel), fail: ({ error }) => console.log(error) })"


async def test_a_code_in_a_picture_of_the_album_is_scanned() -> None:
    async with phone(says=(1, 0)) as runtime:
        runtime.device.photos.add(PIXEL, code="CODE123")
        runtime.device.photos.add(PIXEL)
        await runtime.run(SCAN % "")
        await runtime.run(SCAN % "")
    assert [line.text for line in runtime.console] == ["CODE123 album", "11"]


@pytest.mark.parametrize("option", ["hideAlbum: true,", "onlyFromCamera: true,"])
async def test_where_there_is_no_album_nothing_in_it_is_scanned(option: str) -> None:
    async with phone(says=(0,)) as runtime:
        runtime.device.photos.add(PIXEL, code="CODE123")
        with pytest.raises(UsageError, match="scans picture 0 of the album, but 0 are offered"):
            await runtime.run(SCAN % option)


def test_a_photo_is_read_from_a_file(tmp_path: Path) -> None:
    photos = Runtime().device.photos
    (tmp_path / "wide.gif").write_bytes(WIDE)
    photos.add(tmp_path / "wide.gif")
    photos.add(str(tmp_path / "wide.gif"))
    assert [photo.media_type for photo in photos] == ["image/gif", "image/gif"]


def test_what_is_no_photo_is_refused(tmp_path: Path) -> None:
    photos = Runtime().device.photos
    with pytest.raises(UsageError, match="no photo: give a PNG"):
        photos.add(b"text")
    with pytest.raises(UsageError, match=r"gone\.png cannot be read"):
        photos.add(tmp_path / "gone.png")


def box(kind: bytes, body: bytes) -> bytes:
    """One box of an MP4 file."""
    return struct.pack(">I4s", len(body) + 8, kind) + body


TRACK = box(b"trak", box(b"tkhd", bytes(76) + struct.pack(">II", 8 << 16, 4 << 16)))
LONG = box(b"mvhd", b"\1" + bytes(19) + struct.pack(">IQ", 600, 1200) + bytes(80))


def test_a_film_with_longer_times_is_measured() -> None:
    assert measure_film(box(b"moov", LONG + TRACK)) == Film(8, 4, 2)


@pytest.mark.parametrize(
    "content",
    [b"", b"text", PIXEL, bytes(64), box(b"moov", LONG), box(b"moov", TRACK), box(b"moov", box(b"mvhd", bytes(9)))],
)
def test_what_is_no_film_has_no_size(content: bytes) -> None:
    with pytest.raises(UnknownFilm):
        measure_film(content)
