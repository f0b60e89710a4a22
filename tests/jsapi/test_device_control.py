"""What a program does with the phone."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.jsapi import Device
from tests.jsapi.phones import Pages, answered, failure, phone, refused_as_parameter

SUCCESS = {"success": True}
SCANNED = {"code": "c", "result": "c", "scanType": "QRCODE", "qrCode": "c", "rawData": "Yw==", "imageChannel": "camera"}
BAR = {"code": "c", "result": "c", "scanType": "BARCODE", "barCode": "c", "rawData": "Yw==", "imageChannel": "camera"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("setClipboard({text: ''})", SUCCESS),
    ("getClipboard()", {"text": "copied"}),
    ("makePhoneCall({number: '95188'})", SUCCESS),
    ("makePhoneCall({number: 95188})", SUCCESS),
    ("vibrate()", SUCCESS),
    ("vibrateShort()", SUCCESS),
    ("vibrateLong()", SUCCESS),
    ("setScreenOrientation({orientation: 'horizontal'})", SUCCESS),
    ("setScreenOrientation({orientation: 'portrait'})", SUCCESS),
    ("getScreenOrientation()", {"success": True, "orientation": "vertical"}),
    ("setKeepScreenOn()", SUCCESS),
    ("setScreenBrightness({brightness: 1})", SUCCESS),
    ("getScreenBrightness()", {"success": True, "brightness": 0.5}),
    ("scan()", SCANNED),
    ("scan({type: 'qr'})", SCANNED),
    ("scan({type: 'bar'})", BAR),
    ("scan({scanType: ['barCode']})", BAR),
    ("scan({scanType: ['barCode', 'qrCode']})", SCANNED),
]


@pytest.mark.parametrize(("call", "result"), CALLS, ids=[call for call, _ in CALLS])
async def test_a_call_answers_as_documented(call: str, result: dict[str, Any]) -> None:
    assert await answered(call, Device(clipboard="copied", scanned="c")) == ("success", result)


FAILURES: list[tuple[str, Device, str, tuple[str, Any]]] = [
    ("scan()", Device(), "alipay-plus", failure(10, "the user cancelled")),
    ("scan()", Device(denied=frozenset({"camera"})), "alipay-plus", failure(11, "the camera may not be used")),
]


@pytest.mark.parametrize(("call", "device", "host", "outcome"), FAILURES)
async def test_a_person_who_says_no_is_a_documented_failure(
    call: str, device: Device, host: str, outcome: tuple[str, Any]
) -> None:
    assert await answered(call, device, host=host, says=(False,)) == outcome


@pytest.mark.parametrize(
    "call",
    [
        "setClipboard()", "setClipboard({text: 1})", "makePhoneCall()", "setScreenBrightness()",
        "setScreenBrightness({brightness: 2})", "setKeepScreenOn({keepScreenOn: 'perhaps'})",
        "scan({scanType: 'qrCode'})", "setScreenOrientation()", "setScreenOrientation({orientation: 'up'})",
    ],
)  # fmt: skip
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)


async def test_what_was_set_is_read_again() -> None:
    async with phone() as runtime:
        await runtime.run("""(async () => {
            await my.setClipboard({text: 'x'}); await my.setScreenBrightness({brightness: 0.25});
            await my.setKeepScreenOn({keepScreenOn: true}); await my.setScreenOrientation({orientation: 'landscape'});
            console.log((await my.getClipboard()).text, (await my.getScreenBrightness()).brightness);
            console.log((await my.getScreenOrientation()).orientation);
        })()""")
        assert runtime.device.keeps_screen_on is True
    assert [line.text for line in runtime.console] == ["x 0.25", "horizontal"]


async def test_the_script_may_say_what_is_scanned() -> None:
    outcome, result = await answered("scan()", says=("https://shop.example/7",))
    assert (outcome, result["code"], result["qrCode"]) == (
        "success",
        "https://shop.example/7",
        "https://shop.example/7",
    )


@pytest.mark.parametrize("says", [True, False])
async def test_the_scanner_covers_the_program(says: bool) -> None:
    pages = Pages()
    await answered("scan()", stage=pages, says=(says,))
    assert pages.asked == ["cover", "uncover"]


SCAN = "my.scan({ success: ({ code }) => console.log(code), fail: ({ error }) => console.log(error) })"


async def test_codes_come_before_the_camera_one_after_another_and_then_the_usual_one() -> None:
    async with phone(Device(scanned="usual")) as runtime:
        runtime.device.scan_next("CODE123", "CODE456")
        for _ in range(3):
            await runtime.run(SCAN)
    assert [line.text for line in runtime.console] == ["CODE123", "CODE456", "usual"]


async def test_a_code_that_the_person_did_not_scan_is_still_there() -> None:
    async with phone(says=(False,)) as runtime:
        runtime.device.scan_next("CODE123")
        await runtime.run(SCAN)
        await runtime.run(SCAN)
    assert [line.text for line in runtime.console] == ["10", "CODE123"]


async def test_the_screen_is_turned_back_by_the_word_of_the_example() -> None:
    async with phone() as runtime:
        await runtime.run("""(async () => {
            for (const orientation of ['landscape', 'portrait']) await my.setScreenOrientation({orientation});
            console.log((await my.getScreenOrientation()).orientation);
        })()""")
    assert runtime.console[0].text == "vertical"
