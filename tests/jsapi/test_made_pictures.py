"""Pictures that a program has made: QR codes."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import Any

import pytest
import segno

from bridge.jsapi.pictures import Size, measure
from tests.jsapi.phones import answered, refused_as_parameter

MARGIN = 4


def pixels(content: bytes) -> list[list[int]]:
    """The cells of a PNG with a bit a pixel."""
    width, height = struct.unpack(">II", content[16:24])
    at, packed = 8, b""
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        assert zlib.crc32(content[at + 4 : at + 8 + length]) == struct.unpack(">I", content[at + 8 + length :][:4])[0]
        packed += content[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    lines, stride = zlib.decompress(packed), 1 + -(-width // 8)
    rows = [lines[start + 1 : start + stride] for start in range(0, stride * height, stride)]
    return [[row[x // 8] >> (7 - x % 8) & 1 for x in range(width)] for row in rows]


async def code(options: str) -> bytes:
    """The picture of a code."""
    outcome, result = await answered(f"generateImageFromCode({{format: 'QRCODE', {options}}})")
    assert outcome == "success"
    return base64.b64decode(result["image"].removeprefix("data:image/png;base64,"))


def modules(text: str, level: str = "h") -> list[list[int]]:
    """What a QR code of `text` consists of."""
    made = segno.make_qr(text, error=level, boost_error=False)
    return [[int(bool(module)) for module in row] for row in made.matrix_iter(border=MARGIN)]


async def test_a_text_becomes_a_qr_code_of_the_wanted_size() -> None:
    wanted = modules("hello")
    side = len(wanted) * 3
    picture = await code(f"code: 'hello', width: {side}")
    assert measure(picture) == Size(side, side, "png")
    assert pixels(picture) == [[row[x // 3] for x in range(side)] for row in wanted for _ in range(3)]


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
async def test_its_level_of_correction_is_the_wanted_one(level: str) -> None:
    wanted = modules("https://www.alipay.com/" * 3, level.lower())
    text = f"code: 'https://www.alipay.com/'.repeat(3), width: {len(wanted)}, correctLevel: '{level}'"
    assert pixels(await code(text)) == wanted


TURNED: dict[str, Any] = {
    "up": lambda rows: rows,
    "down": lambda rows: [row[::-1] for row in rows[::-1]],
    "right": lambda rows: [list(column) for column in zip(*rows[::-1], strict=True)],
    "left": lambda rows: [list(column) for column in zip(*rows, strict=True)][::-1],
    "up-mirrored": lambda rows: [row[::-1] for row in rows],
    "down-mirrored": lambda rows: rows[::-1],
    "right-mirrored": lambda rows: [list(column)[::-1] for column in zip(*rows, strict=True)][::-1],
    "left-mirrored": lambda rows: [list(column) for column in zip(*rows, strict=True)],
}


@pytest.mark.parametrize("orientation", list(TURNED))
async def test_it_is_turned_and_mirrored(orientation: str) -> None:
    wanted = TURNED[orientation](modules("x"))
    assert pixels(await code(f"code: 'x', width: {len(wanted)}, orientation: '{orientation}'")) == wanted


@pytest.mark.parametrize(("color", "rgb"), [("#e70b0B", b"\xe7\x0b\x0b"), ("#0f8", b"\x00\xff\x88"), (None, b"\0\0\0")])
async def test_it_has_the_wanted_color_on_white(color: str | None, rgb: bytes) -> None:
    picture = await code("code: 'x', width: 50" + (f", codeColor: '{color}'" if color else ""))
    assert b"PLTE\xff\xff\xff" + rgb in picture


@pytest.mark.parametrize(
    "options",
    [
        "",
        "code: '', width: 9",
        "code: 'x'",
        "code: 'x', width: 0",
        "code: 'x', width: 99999",
        "code: 'x', width: 9, codeColor: 'red'",
        "code: 'x', width: 9, correctLevel: 'Z'",
        "code: 'x', width: 9, format: 'BAR'",
        "code: 'x', width: 9, orientation: 'over'",
        "code: 'x'.repeat(9999), width: 9",
    ],
)
async def test_what_makes_no_code_fails_with_error_2(options: str) -> None:
    assert await refused_as_parameter(f"generateImageFromCode({{{options}}})")
