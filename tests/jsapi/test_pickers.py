"""Choosing dates, options and levels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge import UsageError
from tests.jsapi.phones import answered, failure, phone, refused_as_parameter
from tests.support.programs import HOME, opened, page

CANCELLED = failure(11, "the user cancelled")

DATES: list[tuple[str, tuple[Any, ...], str]] = [
    ("", (), "2026-01-01"),
    ("{currentDate: '2016-10-9'}", (), "2016-10-09"),
    ("{currentDate: '2016-10-10'}", ("2017-01-02",), "2017-01-02"),
    ("{currentDate: '2016-10-10', startDate: '2016-10-12'}", (), "2016-10-12"),
    ("{currentDate: '2016-10-10', endDate: '2016-10-8'}", (), "2016-10-08"),
    ("{currentDate: '', startDate: '', endDate: ''}", (True,), "2026-01-01"),
    ("{format: 'HH:mm'}", (), "08:00"),
    ("{format: 'HH:mm', currentDate: '12:12', startDate: '11:11', endDate: '13:13'}", ("13:00",), "13:00"),
    ("{format: 'HH:mm:ss'}", (), "08:00:00"),
    ("{format: 'yyyy'}", (), "2026"),
    ("{format: 'yyyy-MM', currentDate: '2012-03-04'}", (), "2012-03"),
    ("{format: 'yyyy-MM-dd HH:mm', currentDate: '2012-01-09 11:11'}", (), "2012-01-09 11:11"),
    ("{format: 'yyyy-MM-dd HH:mm:ss'}", (), "2026-01-01 08:00:00"),
]


@pytest.mark.parametrize(("given", "says", "date"), DATES, ids=[f"{given}-{says}" for given, says, _ in DATES])
async def test_a_date_is_what_is_shown_or_what_the_person_says(given: str, says: tuple[Any, ...], date: str) -> None:
    assert await answered(f"datePicker({given})", says=says) == ("success", {"date": date})


async def test_local_time_is_that_of_the_program_s_place() -> None:
    assert await answered("datePicker({format: 'HH:mm'})", timezone=-5) == ("success", {"date": "19:00"})


async def test_a_date_not_chosen_fails_with_error_11() -> None:
    assert await answered("datePicker()", says=(False,)) == CANCELLED
    assert await answered("datePicker()", says=(False,), host="alipay-cn") == failure(11, "用户取消操作")


@pytest.mark.parametrize(
    ("says", "problem"),
    [("tomorrow", "write a date such as yyyy-MM-dd"), ("2030-01-01", "the picker goes from any to 2027-01-01")],
)
async def test_a_date_that_cannot_be_chosen_is_the_script_s_mistake(says: str, problem: str) -> None:
    async with phone(says=(says,)) as runtime:
        with pytest.raises(UsageError, match=problem):
            await runtime.run("my.datePicker({endDate: '2027-01-01'})")


TWO = "optionsOne: ['a', 'b'], optionsTwo: ['x', 'y']"


def both(first: Any, one: str, second: Any, two: str) -> dict[str, Any]:
    chosen = {"selectedOneIndex": first, "selectedOneOption": one}
    return {**chosen, "selectedTwoIndex": second, "selectedTwoOption": two}


OPTIONS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("{optionsOne: ['a', 'b']}", (), {"selectedOneIndex": 0, "selectedOneOption": "a"}),
    ("{optionsOne: ['a', 'b'], selectedOneIndex: 1}", (), {"selectedOneIndex": 1, "selectedOneOption": "b"}),
    ("{optionsOne: ['a', 'b'], selectedOneIndex: 7}", (), {"selectedOneIndex": 0, "selectedOneOption": "a"}),
    ("{optionsOne: ['a', 'b']}", ("b",), {"selectedOneIndex": 1, "selectedOneOption": "b"}),
    ("{optionsOne: ['a', 'b']}", (False,), {"selectedOneIndex": "", "selectedOneOption": ""}),
    (f"{{{TWO}, selectedTwoIndex: 1}}", (), both(0, "a", 1, "y")),
    (f"{{{TWO}}}", (1, "y"), both(1, "b", 1, "y")),
    (f"{{{TWO}}}", (False,), both("", "", "", "")),
    (f"{{{TWO}}}", (1, False), both("", "", "", "")),
]


@pytest.mark.parametrize(("given", "says", "result"), OPTIONS, ids=[f"{given}-{says}" for given, says, _ in OPTIONS])
async def test_options_are_told_by_index_and_text(given: str, says: tuple[Any, ...], result: dict[str, Any]) -> None:
    assert await answered(f"optionsSelect({given})", says=says) == ("success", result)


LEVELS = """[
    {name: '杭州市', subList: [{name: '西湖区', subList: [{name: '古翠街道'}, {name: '文新街道'}]}, {name: '上城区'}]},
    {name: '宁波市', subList: null},
]"""


@pytest.mark.parametrize(
    ("more", "says", "way"),
    [
        ("", (), ["杭州市", "西湖区", "古翠街道"]),
        ("", ("宁波市",), ["宁波市"]),
        ("", (0, "西湖区", 1), ["杭州市", "西湖区", "文新街道"]),
        ("result: [{name: '杭州市'}, {name: '上城区'}],", (), ["杭州市", "上城区"]),
    ],
)
async def test_levels_are_chosen_one_after_the_other(more: str, says: tuple[Any, ...], way: list[str]) -> None:
    expected = {"success": True, "result": [{"name": name} for name in way]}
    assert await answered(f"multiLevelSelect({{{more} list: {LEVELS}}})", says=says) == ("success", expected)


async def test_levels_not_chosen_are_a_success_that_says_so() -> None:
    call = f"multiLevelSelect({{list: {LEVELS}}})"
    assert await answered(call, says=(0, False)) == ("success", {"success": False})


async def test_levels_may_come_from_a_file_of_the_program(tmp_path: Path) -> None:
    go = "Page({ go() { my.multiLevelSelect({ list: [], path: '/cities.json' }); } })"
    async with opened(tmp_path, page(HOME, go), {"cities.json": '[{"name": "宁波市"}]'}) as (app, home):
        await home.call("go")
        assert app.calls[-1].result == {"success": True, "result": [{"name": "宁波市"}]}


@pytest.mark.parametrize(
    "call",
    [
        "datePicker({format: 'dd.MM.yyyy'})",
        "datePicker({currentDate: 'today'})",
        "datePicker({startDate: '2020-01-02', endDate: '2020-01-01'})",
        "optionsSelect()",
        "optionsSelect({optionsOne: []})",
        "multiLevelSelect()",
        "multiLevelSelect({list: []})",
        "multiLevelSelect({list: [{subList: []}]})",
        "multiLevelSelect({path: '/nowhere.json'})",
    ],
)
async def test_what_makes_no_sense_fails_with_error_2(call: str) -> None:
    assert await refused_as_parameter(call)
