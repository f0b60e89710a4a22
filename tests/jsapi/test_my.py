"""The object `my` as a program finds it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import AlertParams, AlertResult
from tests.support.scripts import printed, ran

CAN = [
    "signContract", "signContract.object.signStr", "signContract.object.success", "signContract.return.authCode",
    "signContract.return.authState", "alert", "alert.object.content", "alert.callback.success", "request.object.url",
    "request.return.status", "canIUse", "call", "env", "SDKVersion", "getAppIdSync", "onAppShow", "getStorageSync",
    "getLocation.object.type", "confirm.return.confirm", "hideLoading.callback.complete", "component2",
    "component.observers", "page.$spliceData", "page.$batchedUpdates", "page.setData.callback", "view.hover-class",
    "button", "button.open-type", "button.open-type.share", "createMapContext.return.updateComponents",
    "getStorageSync.object.key", "getSystemInfoSync.return.screenWidth", "request.object.method.GET",
    "image.mode.top left", "view.aria-label", "video.poster", "swiper-item", "input.type.digit",
]  # fmt: skip
CANNOT = [
    "", ".", "nonsense", "signContract.", "signContract.object", "signContract.object.", "signContract.object.nope",
    "signContract.return.nope", "signContract.nope.signStr", "signContract.object.signStr.x", "toString", "__proto__",
    "constructor", "signContract.object.__proto__", "signContract.return.toString", "button.open-type.nope",
    "button.share", "component", "component.", "page.", "page.nope", "toString.call", "__proto__.x",
    "request.object.method.FETCH", "getStorageSync.object.success", "createMapContext.return.nope", "$measure",
    "image.left", "button.size type", "button.size.", "alert.object.title content", "toString.size", "lottie.auto-play",
]  # fmt: skip


async def json_of(expression: str, **options: Any) -> Any:
    (line,) = await printed(f"console.log(JSON.stringify({expression}))", **options)
    return json.loads(line)


@pytest.mark.parametrize(("schemas", "expected"), [(CAN, True), (CANNOT, False)])
async def test_can_i_use_answers_every_documented_form(schemas: list[str], expected: bool) -> None:
    answers = await json_of(f"{json.dumps(schemas)}.map((s) => [s, my.canIUse(s)])")
    assert answers == [[schema, expected] for schema in schemas]


@pytest.mark.parametrize("given", ["", "1", "null", "{}", "['alert']", "Symbol()"])
async def test_can_i_use_is_false_for_what_is_no_text(given: str) -> None:
    assert await json_of(f"my.canIUse({given})") is False


async def test_an_own_api_can_be_used_once_registered() -> None:
    source = "console.log(my.canIUse('dig')); my.dig({}, (r) => console.log(r.depth))"
    assert await printed(source, {"dig": lambda _: {"depth": 7}}) == ["true", "7"]


async def test_an_own_api_can_be_used_with_its_fields() -> None:
    def dig(params: AlertParams) -> AlertResult:
        return AlertResult()

    source = (
        "console.log(my.canIUse('dig.object.title'), my.canIUse('dig.object.depth'), my.canIUse('dig.object.fail'))"
    )
    assert await printed(source, {"dig": dig}) == ["true false true"]


async def test_versions_and_environment_are_those_of_the_host() -> None:
    options = {"host": "alipay-cn", "client_version": "10.5.1", "appx_version": "2.8.3"}
    assert await json_of("[my.SDKVersion, my.env.clientVersion, my.env.language]", **options) == [
        "2.8.3",
        "10.5.1",
        "zh-Hans",
    ]


async def test_it_runs_on_a_phone_and_not_in_a_developer_s_tool() -> None:
    assert await json_of("[my.isIDE, my.canIUse('isIDE')]") == [False, True]


async def test_the_environment_has_the_documented_properties() -> None:
    expected = ["USER_DATA_PATH", "clientName", "clientVersion", "language", "platform"]
    assert await json_of("Object.keys(my.env)") == expected


async def test_the_app_id_comes_in_an_object_of_its_own_each_time() -> None:
    assert await json_of("my.getAppIdSync()") == {"appId": "2021000000000000"}
    assert await json_of("my.getAppIdSync() === my.getAppIdSync()") is False


async def test_it_is_a_plain_object() -> None:
    assert await json_of("[Object.getPrototypeOf(my) === Object.prototype, Object.isExtensible(my)]") == [True, True]


async def test_its_functions_are_own_enumerable_and_named() -> None:
    source = "Object.keys(my).filter((k) => typeof my[k] === 'function').map((k) => my[k].name === k)"
    assert set(await json_of(source)) == {True}
    assert {"alert", "request", "signContract", "canIUse", "call"} <= set(await json_of("Object.keys(my)"))


async def test_unknown_names_are_undefined() -> None:
    assert await json_of("[typeof my.nonsense, 'nonsense' in my]") == ["undefined", False]


async def test_programs_may_write_to_it_and_replace_it() -> None:
    source = "my.extra = 1; my.alert = () => 'mine'; console.log(my.extra, my.alert()); my = null; console.log(my)"
    assert await printed(source) == ["1 mine", "null"]


async def test_functions_taken_off_it_work() -> None:
    source = "const { alert, canIUse } = my; alert({success: () => console.log(canIUse('alert'))})"
    assert await printed(source) == ["true"]


async def test_calling_one_with_new_is_a_call_all_the_same() -> None:
    runtime = await ran("new my.alert({content: 'x'})")
    assert [(call.api, call.outcome) for call in runtime.calls] == [("alert", "success")]
