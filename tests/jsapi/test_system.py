"""What a program learns of its surroundings, by calls and at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import UsageError
from bridge.jsapi import Device
from bridge.jsapi.device import Battery, Screen
from tests.jsapi.phones import answered, phone, services_of

PIXEL = Device(
    model="Pixel 4",
    brand="Google",
    platform="Android",
    system="13",
    screen=Screen(400, 800, 3, 24, 48),
    battery=Battery(17, charging=True),
    network="4G",
    language="en",
    denied=frozenset({"location", "camera"}),
    env_version="trial",
)


async def told(expression: str, device: Device | None = None, **options: Any) -> Any:
    """The JSON of an expression."""
    async with phone(device, **options) as runtime:
        await runtime.run(f"(async () => console.log(JSON.stringify({expression})))()")
    return json.loads(runtime.console[0].text)


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("getNetworkType()", {"networkAvailable": True, "networkType": "4G"}),
    ("getBatteryInfo()", {"level": 17, "isCharging": True}),
    ("getRunScene()", {"envVersion": "trial"}),
    ("getServerTime()", {"time": 1_700_000_000_000}),
    ("getSiteInfo()", {"siteName": "ALIPAY_CONNECT"}),
    ("getExtConfig()", {"data": {}}),
]
AUTH = {
    "location": False, "album": True, "camera": False, "userInfo": True, "phoneNumber": True, "aliaddress": True,
    "alipaysports": True, "writePhotosAlbum": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("call", "result"), [*CALLS, ("getSetting()", {"authSetting": AUTH}), ("openSetting()", {"authSetting": AUTH})]
)
async def test_a_call_tells_of_the_device(call: str, result: dict[str, Any]) -> None:
    assert await answered(call, PIXEL, start=1_700_000_000_000) == ("success", result)


async def test_system_info_has_the_documented_properties() -> None:
    info = await told("await my.getSystemInfo()", PIXEL, client_version="10.5.1")
    expected = {
        "model": "Pixel 4", "brand": "Google", "platform": "Android", "system": "13", "pixelRatio": 3,
        "screenWidth": 400, "screenHeight": 800, "windowWidth": 400, "windowHeight": 728, "statusBarHeight": 24,
        "titleBarHeight": 48, "language": "en", "version": "10.5.1", "app": "alipay", "storage": "64 GB",
        "currentBattery": "17%", "screen": {"width": 400, "height": 800}, "cameraAuthorized": False,
        "albumAuthorized": True, "locationEnabled": False, "wifiEnabled": False,
        "safeArea": {"left": 0, "right": 400, "top": 24, "bottom": 800, "width": 400, "height": 776},
    }  # fmt: skip
    assert {name: info[name] for name in expected} == expected


async def test_the_environment_tells_of_the_platform() -> None:
    assert await told("my.env.platform", PIXEL) == "Android"


async def test_both_kinds_of_system_info_are_the_same() -> None:
    assert await told("(await my.getSystemInfo()).model === my.getSystemInfoSync().model") is True
    both = await told("[await my.getSystemInfo(), my.getSystemInfoSync()]", PIXEL)
    assert both[0] == both[1]


AT_ONCE: list[tuple[str, Any]] = [
    ("my.getSystemSetting()", {"bluetoothEnabled": True, "locationEnabled": False, "wifiEnabled": False}),
    ("my.getAppBaseInfo()", {"SDKVersion": "2.9.60", "language": "en", "version": "10.8.30"}),
    ("my.getBatteryInfoSync()", {"level": 17, "isCharging": True}),
    (
        "my.getAccountInfoSync()",
        {"miniProgram": {"appId": "2021000000000000", "envVersion": "trial", "version": "0.0.1"}},
    ),
    ("my.getWindowInfo().windowHeight", 728),
    ("my.getAppAuthorizeSetting().cameraAuthorized", "denied"),
    ("my.getAppAuthorizeSetting().albumAuthorized", "authorized"),
    ("my.getMenuButtonBoundingClientRect().right", 392),
    ("my.getExtConfigSync()", {"data": {}}),
    ("my.getLaunchOptionsSync()", {"path": "", "query": {}, "scene": 1000, "apiCategory": "default"}),
    ("my.getEnterOptionsSync()", {"path": "", "query": {}, "scene": 1000, "apiCategory": "default"}),
    ("my.getUpdateManager() !== null", True),
    ("my.getPluginIdSync()", {"pluginId": ""}),
    ("my.getParentAppIdSync()", {"appId": "2021000000000000"}),
    ("my.getParentAppId()", "2021000000000000"),
]


@pytest.mark.parametrize(("expression", "value"), AT_ONCE, ids=[expression for expression, _ in AT_ONCE])
async def test_a_function_answers_at_once(expression: str, value: Any) -> None:
    assert await told(expression, PIXEL) == value


async def test_an_answer_is_the_programs_own() -> None:
    source = "(my.getSystemInfoSync().screen.width = 1, my.getSystemInfoSync().screen.width)"
    assert await told(source) == 375


@pytest.mark.parametrize(("host", "language"), [("alipay-plus", "en"), ("alipay-cn", "zh-Hans")])
async def test_the_language_is_the_hosts_unless_told(host: str, language: str) -> None:
    assert await told("my.getSystemInfoSync().language", host=host) == language


async def test_the_site_is_known_to_alipay_plus_only() -> None:
    assert await told("[typeof my.getSiteInfo, my.canIUse('getSiteInfo')]", host="alipay-cn") == ["undefined", False]


async def test_a_changed_device_is_told_of_at_once() -> None:
    async with phone() as runtime:
        await runtime.run("console.log(my.getBatteryInfoSync().level, my.getSystemInfoSync().currentBattery)")
        runtime.change_device(battery=Battery(3))
        await runtime.run("console.log(my.getBatteryInfoSync().level, my.getSystemInfoSync().currentBattery)")
    assert [line.text for line in runtime.console] == ["91 91%", "3 3%"]


async def test_launch_options_stay_and_enter_options_change() -> None:
    async with phone() as runtime:
        runtime.guest.mirror("launch", {"path": "a"})
        runtime.guest.mirror("launch", {"path": "b"})
        await runtime.run("console.log(my.getLaunchOptionsSync().path, my.getEnterOptionsSync().path)")
    assert runtime.console[0].text == "a b"


async def test_the_configuration_of_a_template_is_told_both_ways() -> None:
    async with phone() as runtime:
        services_of(runtime).ext = {"shop": 7}
        await runtime.run(
            "(async () => console.log((await my.getExtConfig()).data.shop, my.getExtConfigSync().data.shop))()"
        )
    assert runtime.console[0].text == "7 7"


async def test_an_update_is_never_there() -> None:
    source = """
        const updates = my.getUpdateManager();
        updates.onUpdateReady(() => console.log('ready'));
        updates.onCheckForUpdate((r) => console.log(JSON.stringify(r)));
        updates.applyUpdate({success: (r) => console.log(JSON.stringify(r))}).then((r) => console.log(r.success));
        console.log('asked');
    """
    async with phone() as runtime:
        await runtime.run(source)
    assert [line.text for line in runtime.console] == ["asked", '{"hasUpdate":false}', '{"success":true}', "true"]


async def test_a_newer_version_is_told_to_the_update_manager() -> None:
    source = """
        const updates = my.getUpdateManager();
        for (const name of ['CheckForUpdate', 'UpdateReady', 'UpdateFailed']) {
          updates['on' + name]((r) => console.log(name, JSON.stringify(r)));
        }
    """
    async with phone() as runtime:
        await runtime.run(source)
        runtime.emit("onCheckForUpdate", {"hasUpdate": True})
        runtime.emit("onUpdateReady", {"success": True})
        runtime.emit("onUpdateFailed", {"success": False})
        await runtime.idle()
    assert [line.text for line in runtime.console] == [
        'CheckForUpdate {"hasUpdate":false}',
        'CheckForUpdate {"hasUpdate":true}',
        'UpdateReady {"success":true}',
        'UpdateFailed {"success":false}',
    ]


async def test_who_stops_listening_to_updates_hears_of_none() -> None:
    source = """
        const updates = my.getUpdateManager();
        const listener = () => console.log('heard');
        updates.onUpdateReady(listener);
        updates.offUpdateReady(listener);
    """
    async with phone() as runtime:
        await runtime.run(source)
        runtime.emit("onUpdateReady", {"success": True})
        await runtime.idle()
    assert runtime.console == []


@pytest.mark.parametrize("wrong", [{"network": "6G"}, {"denied": frozenset({"everything"})}])
def test_a_device_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="no such"):
        Device(**wrong)
