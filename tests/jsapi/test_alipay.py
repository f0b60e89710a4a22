"""`my.ap`: a namespace of functions like all others, and what those answer that open nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import UsageError
from bridge.jsapi import Device
from bridge.jsapi.device import Location
from bridge.jsapi.index import documented
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter
from tests.support.scripts import printed

NAMES = sorted(name.removeprefix("ap.") for name in documented() if name.startswith("ap."))
CITY = {
    "name": "杭州", "code": "330100", "chineseMainLand": True, "isManualSelected": False,
    "settingTime": 1767225600000, "districtName": "西湖区", "districtCode": "330106",
}  # fmt: skip
ASKING = "pid: '2088', appId: '2021'"


async def test_it_is_a_plain_object_of_own_named_functions() -> None:
    source = """
      console.log(Object.keys(my.ap).sort().join());
      console.log(Object.getPrototypeOf(my.ap) === Object.prototype, Object.keys(my).includes('ap'));
      console.log(Object.keys(my.ap).every((name) => typeof my.ap[name] === 'function' && my.ap[name].name === name));
    """
    assert await printed(source) == [",".join(NAMES), "true true", "true"]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("ap.nsf", "true"),
        ("ap.nsf.object.pid", "true"),
        ("ap.nsf.return.result", "true"),
        ("ap.nsf.callback.success", "true"),
        ("ap.nsf.object.nope", "false"),
        ("ap.nope", "false"),
        ("ap.", "false"),
        ("nsf", "false"),
    ],
)
async def test_can_i_use_knows_what_is_below(schema: str, expected: str) -> None:
    assert await printed(f"console.log(my.canIUse('{schema}'))") == [expected]


async def test_a_function_below_can_be_overridden_and_a_new_one_added() -> None:
    async with phone() as runtime:
        runtime.override("ap.nsf", lambda params: {"result": {"riskResult": params.pid}})
        runtime.override("ap.dig", lambda params: {"depth": params["metres"]})
        await runtime.run("my.ap.nsf({pid: '1', bizContext: {}}); my.ap.dig({metres: 7})")
    assert [(call.api, call.result) for call in runtime.calls] == [
        ("ap.nsf", {"result": {"riskResult": "1"}}),
        ("ap.dig", {"depth": 7}),
    ]


@pytest.mark.parametrize("name", ["up.nsf", "ap.", "ap.nsf.x", ".nsf", "ap.__proto__", "ap.a-b"])
async def test_there_are_no_other_namespaces_and_no_other_names(name: str) -> None:
    async with phone() as runtime:
        with pytest.raises(UsageError, match="not a name for a JSAPI"):
            runtime.override(name, lambda params: None)


async def test_the_city_of_the_home_page_is_the_phone_s() -> None:
    assert await answered("ap.getMainSelectedCity()") == ("success", CITY)
    full = {**CITY, "fullName": "杭州市"}
    assert await answered("ap.getMainSelectedCity({needFullName: true})") == ("success", full)


async def test_a_city_abroad_is_told_as_such() -> None:
    device = Device(location=Location(city="Seoul", city_code="x", country_code="410"))
    outcome, result = await answered("ap.getMainSelectedCity()", device)
    assert (outcome, result["name"], result["chineseMainLand"]) == ("success", "Seoul", False)


@pytest.mark.parametrize(
    ("api", "risk", "code"),
    [("nsf", "riskinfo_nsf_common", "172"), ("preventCheat", "riskinfo_anticheat_common", "171")],
)
async def test_a_person_has_the_lowest_risk(api: str, risk: str, code: str) -> None:
    outcome, result = await answered(f"ap.{api}({{pid: '2088', bizContext: {{}}}})")
    told = result["result"]
    assert (outcome, json.loads(told["riskResult"])) == ("success", {risk: "rank1", f"{risk}_infocode": code})
    assert set(told) == {"riskResult", "riskResultDesc", "uniqueId"}


async def test_a_picture_is_given_and_asked_about() -> None:
    outcome, given = await answered(f"ap.imgRisk({{{ASKING}, bizContext: {{risk_type: 'r'}}}})")
    assert (outcome, given["success"], len(given["riskResult"])) == ("success", True, 16)
    asked = f"ap.imgRiskCallback({{{ASKING}, bizContext: {{risk_type: 'r', apply_id: 'a'}}}})"
    assert (await answered(asked))[1]["riskResult"] == "PASSED"


@pytest.mark.parametrize(
    ("api", "context", "expected"),
    [
        ("imgRisk", "{}", ("bizContentEmpty", "风险数据内容为空")),
        ("imgRisk", "{apply_id: 'a'}", ("paramMissingError", "参数缺失: bizContext.risk_type")),
        ("imgRiskCallback", "{risk_type: 'r'}", ("paramMissingError", "参数缺失: bizContext.apply_id")),
    ],
)
async def test_a_picture_that_is_badly_asked_about_has_a_text_for_a_code(
    api: str, context: str, expected: tuple[Any, str]
) -> None:
    assert await answered(f"ap.{api}({{{ASKING}, bizContext: {context}}})") == failure(*expected)


@pytest.mark.parametrize(
    "call", ["ap.nsf({pid: '1'})", "ap.preventCheat({bizContext: {}})", "ap.imgRisk({pid: '1', bizContext: {}})"]
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
