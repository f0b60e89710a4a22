"""Fonts, what others see of the screen, and what a phone records from."""

from __future__ import annotations

import pytest

from bridge.jsapi import Device
from tests.jsapi.phones import Outcome, Pages, answered, phone, refused_as_parameter

FONT = """loadFontFace({family: 'F', source: 'url("%s")'})"""
LOADED: Outcome = ("success", {"status": "loaded"})


@pytest.mark.parametrize("address", ["https://a.example/f.ttf", "data:font/ttf;base64,AA==", "/fonts/f.ttf"])
async def test_a_font_with_an_address_is_loaded(address: str) -> None:
    assert await answered(FONT % address) == LOADED


@pytest.mark.parametrize("source", ["url(https://a.example/f.ttf)", "url( 'https://a.example/f.ttf' ) format(\"x\")"])
async def test_its_address_is_written_as_in_a_style_sheet(source: str) -> None:
    assert await answered(f"loadFontFace({{family: 'F', source: {source!r}}})") == LOADED


async def test_fonts_by_http_are_loaded_on_android_alone() -> None:
    call = FONT % "http://a.example/f.ttf"
    assert (await answered(call))[1]["error"] == 10
    assert await answered(call, Device(platform="Android")) == LOADED


async def test_without_a_connection_no_font_of_the_web_is_loaded() -> None:
    offline = Device(network="NOTREACHABLE")
    assert (await answered(FONT % "https://a.example/f.ttf", offline))[1]["error"] == 10
    assert await answered(FONT % "/fonts/f.ttf", offline) == LOADED


async def test_without_an_address_no_font_is_loaded() -> None:
    assert (await answered("loadFontFace({family: 'F', source: 'F.ttf'})"))[1]["error"] == 10


@pytest.mark.parametrize("effect", ["none", "hidden"])
async def test_whether_the_page_is_left_out_of_pictures_of_the_screen(effect: str) -> None:
    stage = Pages()
    async with phone(stage=stage) as runtime:
        await runtime.run(f"my.setVisualEffectOnCapture({{visualEffect: '{effect}'}})")
    assert (runtime.calls[0].result, stage.chrome) == ({}, {"visualEffectOnCapture": effect})


@pytest.mark.parametrize(
    "call",
    [
        "setVisualEffectOnCapture()",
        "setVisualEffectOnCapture({visualEffect: 'blur'})",
        "loadFontFace({family: 'F'})",
        "loadFontFace({family: 7, source: 'url(a)'})",
    ],
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_a_phone_records_from_what_its_platform_has() -> None:
    call = "getAvailableAudioSources()"
    assert (await answered(call))[1] == {"audioSources": ["auto", "buildInMic", "headsetMic"]}
    assert (await answered(call, Device(platform="Android")))[1] == {"audioSources": ["auto", "mic", "camcorder"]}
