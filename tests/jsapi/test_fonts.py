"""Fonts are really fetched, or not loaded."""

from __future__ import annotations

import pytest
from aiohttp import web

from bridge.jsapi import Device
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter, services_of
from tests.support.site import serving


@pytest.mark.parametrize("source", ["/font.ttf", "url(/font.ttf)", 'url(\\"/font.ttf\\")'])
async def test_a_font_may_be_a_file_of_the_program(source: str) -> None:
    async with phone() as runtime:
        services_of(runtime).packaged = {"/font.ttf": b"font"}.get
        await runtime.run(f'my.loadFontFace({{family: "F", source: "{source}"}})')
        assert runtime.calls[0].result == {"status": "loaded"}
        assert services_of(runtime).chrome == {"fonts": {"F": 4}}


async def test_a_font_comes_from_a_mapped_origin() -> None:
    async def fonts(request: web.Request) -> web.Response:
        return web.Response(status=200 if request.path == "/f.ttf" else 404, body=b"a font")

    async with serving(fonts) as site, phone(origins={"https://fonts.example": site.url}) as runtime:
        await runtime.run("my.loadFontFace({family: 'F', source: 'url(\"https://fonts.example/f.ttf\")'})")
        await runtime.run("my.loadFontFace({family: 'G', source: 'https://fonts.example/g.ttf'})", check=False)
        assert services_of(runtime).chrome == {"fonts": {"F": 6}}
    assert runtime.calls[1].result == {"error": 10, "errorMessage": "loadFontFace: HTTP 404"}


async def test_a_font_that_cannot_be_had_is_not_loaded() -> None:
    missing = "loadFontFace({family: 'F', source: '/nowhere.ttf'})"
    assert await answered(missing) == failure(10, "loadFontFace: the program has no file /nowhere.ttf")
    away = "loadFontFace({family: 'F', source: 'https://fonts.example/f.ttf'})"
    assert (await answered(away))[1]["error"] == 10
    assert await answered(away, Device(network="NOTREACHABLE")) == failure(10, "loadFontFace: network error")


@pytest.mark.parametrize(
    ("device", "outcome"), [(Device(platform="iOS"), "fail"), (Device(platform="Android"), "success")]
)
async def test_fonts_by_http_are_loaded_on_android_alone(device: Device, outcome: str) -> None:
    async def font(_: web.Request) -> web.Response:
        return web.Response(body=b"a font")

    async with serving(font) as site, phone(device, origins={"http://fonts.example": site.url}) as runtime:
        await runtime.run("my.loadFontFace({family: 'F', source: 'http://fonts.example/f.ttf'})", check=False)
        assert runtime.calls[0].outcome == outcome


@pytest.mark.parametrize("given", ["", "{family: 'F'}", "{source: 'x'}", "{family: '', source: 'x'}"])
async def test_what_makes_no_sense_fails_with_error_2(given: str) -> None:
    assert await refused_as_parameter(f"loadFontFace({given})")
