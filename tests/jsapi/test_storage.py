"""Storage: one truth for calls, for functions that answer at once, and for Python."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.jsapi import Storage
from tests.jsapi.phones import answered, phone
from tests.support.scripts import printed

LONGEST = 200 * 1024


async def told(expression: str, **options: Any) -> Any:
    """The JSON of an expression, in a program whose storage holds `storage`."""
    async with phone(**options) as runtime:
        await runtime.run(f"(async () => console.log(JSON.stringify({expression})))()")
    return json.loads(runtime.console[-1].text)


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("setStorage({key: 'a', data: 1})", {}),
    ("getStorage({key: 'old'})", {"data": [1]}),
    ("getStorage({key: 'absent'})", {"data": None}),
    ("removeStorage({key: 'old'})", {"success": True}),
    ("removeStorage({key: 'absent'})", {"success": True}),
    ("clearStorage()", {"success": True}),
    ("getStorageInfo()", {"keys": ["old"], "currentSize": 1, "limitSize": 10240}),
]


@pytest.mark.parametrize(("call", "result"), CALLS, ids=[call for call, _ in CALLS])
async def test_calls_answer_as_documented(call: str, result: dict[str, Any]) -> None:
    assert await answered(call, storage={"old": [1]}) == ("success", result)


AT_ONCE: list[tuple[str, Any]] = [
    ("my.setStorageSync({key: 'a', data: 1})", {"success": True}),
    ("my.getStorageSync({key: 'old'})", {"data": [1]}),
    ("my.getStorageSync('old')", {"data": [1]}),
    ("my.getStorageSync({key: 'absent'})", {"data": None}),
    ("my.removeStorageSync({key: 'old'})", {"success": True}),
    ("my.removeStorageSync('old')", {"success": True}),
    ("my.clearStorageSync()", {"success": True}),
    ("my.getStorageInfoSync()", {"keys": ["old"], "currentSize": 1, "limitSize": 10240}),
]


@pytest.mark.parametrize(("call", "result"), AT_ONCE, ids=[call for call, _ in AT_ONCE])
async def test_functions_answer_at_once_as_documented(call: str, result: Any) -> None:
    assert await told(call, storage={"old": [1]}) == result


VALUES = [
    "1",
    "'text'",
    "''",
    "null",
    "true",
    "{a: [1, {b: 2}]}",
    "'\\ud800'",
    "new Date(0)",
    "[() => 1]",
    "() => 1",
    "undefined",
]


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("write", ["await my.setStorage", "my.setStorageSync"])
@pytest.mark.parametrize("read", ["await my.getStorage", "my.getStorageSync"])
async def test_a_value_is_what_its_json_says(value: str, write: str, read: str) -> None:
    written = f"{write}({{key: 'k', data: {value}}})"
    read_back, as_json = await told(f"({written}, [({read}({{key: 'k'}})).data, {value} ?? null])")
    assert read_back == as_json


ORDERS = [
    ("my.setStorageSync({key: 'k', data: 1}); await my.setStorage({key: 'k', data: 2})", 2),
    ("my.setStorage({key: 'k', data: 1}); my.setStorageSync({key: 'k', data: 2}); await my.getStorageInfo()", 2),
    ("my.removeStorage({key: 'k'}); my.setStorageSync({key: 'k', data: 2}); await my.getStorageInfo()", 2),
    ("my.clearStorage(); my.setStorageSync({key: 'k', data: 2}); await my.getStorageInfo()", 2),
    ("my.setStorage({key: 'k', data: 1}); my.removeStorageSync('k'); await my.getStorageInfo()", None),
    ("my.setStorage({key: 'k', data: 1}); my.clearStorageSync(); await my.getStorageInfo()", None),
    ("my.setStorageSync({key: 'k', data: 1}); await my.clearStorage()", None),
    ("my.setStorageSync({key: 'k', data: 1}); await my.removeStorage({key: 'k'})", None),
    ("my.setStorage({key: 'k', data: 1}); my.setStorageSync({key: 'other', data: 2}); await my.getStorageInfo()", 1),
]


@pytest.mark.parametrize(("source", "value"), ORDERS, ids=[source for source, _ in ORDERS])
async def test_both_sides_agree_on_what_came_last(source: str, value: Any) -> None:
    async with phone() as runtime:
        await runtime.run(
            f"(async () => {{ {source}; const at_once = my.getStorageSync('k').data;"
            "console.log(JSON.stringify([at_once, (await my.getStorage({key: 'k'})).data])); })()"
        )
        assert json.loads(runtime.console[0].text) == [value, value]
        assert runtime.storage.get("k") == value


async def test_what_python_writes_is_read_at_once() -> None:
    async with phone(storage={"a": 1}) as runtime:
        await runtime.run("console.log(JSON.stringify(my.getStorageSync('a')))")
        runtime.storage.set("a", {"new": True})
        await runtime.run("console.log(JSON.stringify(my.getStorageSync('a')))")
        runtime.storage.clear()
        await runtime.run("console.log(JSON.stringify(my.getStorageSync('a')))")
    assert [line.text for line in runtime.console] == ['{"data":1}', '{"data":{"new":true}}', '{"data":null}']


async def test_an_answer_is_the_programs_own() -> None:
    assert await told("(my.getStorageSync('a').data.x = 1, my.getStorageSync('a').data)", storage={"a": {}}) == {}


async def test_keys_may_be_called_like_members_of_objects() -> None:
    names = ["__proto__", "constructor", "7", ""]
    writes = "".join(f"my.setStorageSync({{key: '{name}', data: '{name}'}});" for name in names)
    expression = (
        "[my.getStorageInfoSync().keys, my.getStorageSync('__proto__').data, my.getStorageSync('toString').data]"
    )
    async with phone() as runtime:
        await runtime.run(f"{writes} console.log(JSON.stringify({expression}))")
        assert json.loads(runtime.console[0].text) == [names, "__proto__", None]
        assert runtime.storage.keys() == names


@pytest.mark.parametrize(("length", "fits"), [(LONGEST - 2, True), (LONGEST - 1, False)])
async def test_a_value_has_a_longest_json(length: int, fits: bool) -> None:
    data = f"{{key: 'k', data: 'x'.repeat({length})}}"
    at_once = await told(f"my.setStorageSync({data})")
    outcome, _ = await answered(f"setStorage({data})")
    assert (at_once["success"], outcome == "success") == (fits, fits)
    assert fits or (at_once["error"] == 2 and "longer than 204800 characters" in at_once["errorMessage"])


@pytest.mark.parametrize("write", ["my.setStorageSync", "await my.setStorage"])
async def test_all_values_together_have_a_limit(write: str) -> None:
    source = f"""(async () => {{
        const data = 'x'.repeat(200 * 1024 - 2);
        for (let i = 0; i < 51; i++) await my.setStorage({{key: 'k' + i, data}});
        let answer;
        try {{ answer = {write}({{key: 'one more', data}}); }} catch (error) {{ answer = error; }}
        console.log(answer.error, answer.errorMessage.includes('limited to 10240 KB'));
        console.log(my.getStorageInfoSync().currentSize);
        console.log((await my.getStorageInfo()).currentSize);
    }})()"""
    assert await printed(source) == ["2 true", "10201", "10201"]


BAD_KEYS = ["", "{}", "7", "{key: 7}", "{key: null}", "null"]


@pytest.mark.parametrize("given", BAD_KEYS)
@pytest.mark.parametrize("api", ["setStorage", "getStorage", "removeStorage"])
async def test_a_key_is_a_text(api: str, given: str) -> None:
    outcome, result = await answered(f"{api}({given})")
    assert (outcome, result["error"]) == ("fail", 2)
    assert (await told(f"my.{api}Sync({given})"))["error"] == 2


@pytest.mark.parametrize(
    "given",
    [
        "{key: 'k', data: 1n}",
        "{key: 'k', get data() { throw new Error('no'); }}",
        "{get key() { throw new Error('no'); }}",
    ],
)
async def test_what_cannot_be_read_is_told_and_not_thrown(given: str) -> None:
    answer = await told(f"my.setStorageSync({given})")
    assert (answer["success"], answer["error"]) == (False, 2)


async def test_programs_own_built_ins_cannot_be_in_the_way() -> None:
    source = """
        Map.prototype.get = Map.prototype.set = JSON.parse = () => { throw 1; };
        Object.prototype.toJSON = () => 'mine'; Object.defineProperty(Object.prototype, 'seen', { get() { throw 1; } });
        my.setStorageSync({key: 'a', data: 1}); console.log(my.getStorageSync('a').data);
    """
    assert await printed(source) == ["1"]


def test_python_refuses_what_has_no_json() -> None:
    storage = Storage()
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON compliant"):
            storage.set("a", value)
    assert (len(storage), "a" in storage, list(storage.items())) == (0, False, [])


def test_python_sees_values_in_the_order_of_their_keys() -> None:
    storage = Storage({"b": 1, "a": 2})
    storage.set("b", [3])
    storage.remove("a")
    storage.set("c", "é")
    assert (list(storage.items()), storage.keys(), storage.kilobytes) == ([("b", [3]), ("c", "é")], ["b", "c"], 1)
