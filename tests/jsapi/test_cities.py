"""Choosing cities, districts and regions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge import UsageError
from bridge.jsapi import Device
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter, services_of

CANCELLED = failure(11, "the user cancelled")
OWN = "{city: '朝阳区', adCode: '110105', spell: 'chaoyang'}"
HERE = {"city": "杭州市", "adCode": "330100", "longitude": 120.126293, "latitude": 30.274653}
LOCATED = "showLocatedCity: true, setLocatedCity: true"

CITIES: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("", (), {"city": "北京市", "adCode": "110100"}),
    ("", ("深圳市",), {"city": "深圳市", "adCode": "440300"}),
    (f"{{showHotCities: false, cities: [{OWN}]}}", (), {"city": "朝阳区", "adCode": "110105"}),
    (f"{{hotCities: [{OWN}]}}", (), {"city": "朝阳区", "adCode": "110105"}),
    (f"{{customHistoryCities: [{OWN}]}}", (), {"city": "朝阳区", "adCode": "110105"}),
    ("{showLocatedCity: true}", (), HERE),
    ("{showLocatedCity: true}", ("上海市",), {"city": "上海市", "adCode": "310100"}),
]


@pytest.mark.parametrize(("given", "says", "city"), CITIES, ids=[f"{given}-{says}" for given, says, _ in CITIES])
async def test_a_city_is_the_first_or_what_the_person_says(
    given: str, says: tuple[Any, ...], city: dict[str, Any]
) -> None:
    assert await answered(f"chooseCity({given})", says=says) == ("success", city)


async def test_a_city_not_chosen_fails_with_error_11() -> None:
    assert await answered("chooseCity()", says=(False,)) == CANCELLED


async def test_no_city_is_located_without_the_permission() -> None:
    denied = Device(denied=frozenset({"location"}))
    first = {"city": "北京市", "adCode": "110100"}
    assert await answered("chooseCity({showLocatedCity: true})", denied) == ("success", first)


async def test_the_program_hears_where_the_phone_is_and_may_rename_the_city() -> None:
    source = f"""
      my.onLocatedComplete(({{ locatedCityId, longitude, latitude }}) => {{
        console.log(longitude, latitude);
        my.setLocatedCity({{ locatedCityId, locatedCityName: '西湖', locatedCityAdCode: '330106' }});
      }});
      my.chooseCity({{ {LOCATED} }});
    """
    async with phone() as runtime:
        await runtime.run(source)
    assert [line.text for line in runtime.console] == ["120.126293 30.274653"]
    results = {call.api: call.result for call in runtime.calls}
    assert results["setLocatedCity"] == {"locatedCityName": "西湖"}
    assert results["chooseCity"] == {**HERE, "city": "西湖", "adCode": "330106"}


async def test_the_promise_of_a_city_is_a_task_that_does_the_same() -> None:
    source = f"""
      const task = my.chooseCity({{ {LOCATED} }});
      const unheard = () => console.log('unheard');
      task.onLocatedComplete(unheard);
      task.offLocatedComplete(unheard);
      task.onLocatedComplete(() => task.setLocatedCity({{ locatedCityName: '西湖' }}));
      task.then(({{ city }}) => console.log(city, Object.keys(task).length));
    """
    async with phone() as runtime:
        await runtime.run(source)
    assert [line.text for line in runtime.console] == ["西湖 0"]


@pytest.mark.parametrize(("host", "message"), [("alipay-plus", "no city is located yet"), ("alipay-cn", "请等choose")])
async def test_nothing_is_renamed_before_a_city_is_located(host: str, message: str) -> None:
    outcome, result = await answered("setLocatedCity({locatedCityId: '1', locatedCityName: 'x'})", host=host)
    assert (outcome, result["error"]) == ("fail", 14)
    assert result["errorMessage"].startswith(message)


async def test_nothing_is_renamed_by_another_id() -> None:
    rename = "my.setLocatedCity({locatedCityId: '?', locatedCityName: 'x'})"
    async with phone() as runtime:
        await runtime.run(f"my.onLocatedComplete(() => {rename}); my.chooseCity({{{LOCATED}}})", check=False)
    results = {call.api: call.result for call in runtime.calls}
    assert results["setLocatedCity"] == {"error": 13, "errorMessage": "another locatedCityId is shown"}
    assert results["chooseCity"] == HERE


HEADS = "mainHeadList: [{title: 'here', type: 1}, {title: 'own', list: [{name: 'a', adCode: '1', ext: {k: 'v'}}]}]"
ABROAD = "seniorPageList: [{title: 'x', normalList: [{name: 'j', subList: [{name: 't', adCode: '9'}]}]}]"

DISTRICTS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("{mode: 0}", (), {"name": "北京市", "adCode": "110100"}),
    (f"{{mode: 0, {HEADS}}}", (), {"name": "杭州市", "adCode": "330100"}),
    (f"{{mode: 0, {HEADS}}}", ("a",), {"name": "a", "adCode": "1", "ext": {"k": "v"}}),
    ("{mode: 0, mainHeadList: [{type: 2}]}", ("上海市",), {"name": "上海市", "adCode": "310100"}),
    ("{mode: 0, mainMergeOptions: {110100: '', 120100: '津'}}", (), {"name": "津", "adCode": "120100"}),
    ("{mode: 0, mainNormalList: [{name: 'b', adCode: '2'}]}", (), {"name": "b", "adCode": "2"}),
    (f"{{mode: 1, {ABROAD}}}", (), {"name": "t", "adCode": "9"}),
    (f"{{mode: 2, {ABROAD}}}", ("j", "t"), {"name": "t", "adCode": "9"}),
]


@pytest.mark.parametrize(("given", "says", "place"), DISTRICTS, ids=[f"{given}-{says}" for given, says, _ in DISTRICTS])
async def test_a_district_is_chosen_level_by_level(given: str, says: tuple[Any, ...], place: dict[str, Any]) -> None:
    assert await answered(f"chooseDistrict({given})", says=says) == ("success", place)


async def test_districts_may_come_from_a_file_of_the_program() -> None:
    lists = json.dumps({"mainNormalList": [{"name": "b", "adCode": "2"}]}).encode()
    async with phone() as runtime:
        services_of(runtime).packaged = {"/places.json": lists}.get
        await runtime.run("my.chooseDistrict({mode: 0, src: '/places.json'})")
    assert runtime.calls[0].result == {"name": "b", "adCode": "2"}


async def test_a_district_not_chosen_fails_with_error_11() -> None:
    assert await answered("chooseDistrict({mode: 0})", says=(False,)) == CANCELLED


NEW = "{id: '999', name: '新省', subList: [{id: '9991', name: '新市'}]}"

REGIONS: list[tuple[str, tuple[Any, ...], str]] = [
    ("", (), "北京市 110000/北京市 110100/东城区 110101"),
    ("{selectedItem: ['浙江省', '杭州市', '西湖区']}", (), "浙江省 330000/杭州市 330100/西湖区 330106"),
    ("{selectedItem: ['nowhere']}", (), "北京市 110000/北京市 110100/东城区 110101"),
    ("", ("广东省/深圳市/南山区",), "广东省 440000/深圳市 440300/南山区 440305"),
    ("", ("广东省/佛山市 440600",), "广东省 440000/佛山市 440600"),
    ("{customItem: '全部'}", ("广东省/全部",), "广东省 440000/全部 "),
    ("{mergeOptions: {remove: [{id: '110000'}]}}", (), "天津市 120000/天津市 120100/和平区 120101"),
    (f"{{mergeOptions: {{add: [{{...{NEW}, pid: '110000'}}]}}}}", ("新省/新市",), "新省 999/新市 9991"),
    (f"{{mergeOptions: {{add: [{{...{NEW}, nextId: '110000'}}]}}}}", (), "新省 999/新市 9991"),
    (f"{{mergeOptions: {{update: [{{...{NEW}, id: '110000'}}]}}}}", (), "新省 110000/新市 9991"),
]


@pytest.mark.parametrize(("given", "says", "region"), REGIONS, ids=[f"{given}-{says}" for given, says, _ in REGIONS])
async def test_a_region_is_told_by_names_and_codes(given: str, says: tuple[Any, ...], region: str) -> None:
    outcome, result = await answered(f"regionPicker({given})", says=says)
    pairs = zip(result["data"], result["code"], strict=True)
    assert (outcome, "/".join(f"{name} {code}" for name, code in pairs)) == ("success", region)


async def test_a_region_not_chosen_fails_with_error_11() -> None:
    assert await answered("regionPicker()", says=(False,)) == CANCELLED


async def test_a_region_that_is_not_known_needs_its_code() -> None:
    async with phone(says=("广东省/佛山市",)) as runtime:
        with pytest.raises(UsageError, match="no '佛山市' is known there: write its code behind it"):
            await runtime.run("my.regionPicker()")


@pytest.mark.parametrize(
    "call",
    [
        "chooseCity({cities: [{city: 'x'}]})",
        "chooseCity({showLocatedCity: {}})",
        "setLocatedCity({locatedCityName: 'x'})",
        "chooseDistrict({mode: 3})",
        "chooseDistrict({mode: 1})",
        "chooseDistrict({mode: 0, src: '/nowhere.json'})",
        "regionPicker({selectedItem: 7})",
        "regionPicker({mergeOptions: {add: [{name: 'x'}]}})",
    ],
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
