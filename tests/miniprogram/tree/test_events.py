"""Events: what a touch calls, with which event object, and how far it goes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bridge.errors import NeverFinished
from tests.miniprogram.tree.stage import el, staged

TELL = """{
  go(e) { console.log(JSON.stringify(e)); },
  one() { console.log('one'); }, two() { console.log('two'); }, three() { console.log('three'); },
  fails() { throw new TypeError('no'); }, async rejects() { throw new RangeError('late'); },
}"""


async def told(*nodes: Any, node: int = 0, type: str = "tap", page: str = TELL, **given: Any) -> list[str]:
    async with staged(*nodes, page=page) as stage:
        await stage.fire(node, type, **given)
        return stage.printed


async def test_a_handler_receives_the_documented_event() -> None:
    nodes = el("view", el("text", "x", id="inner", data_n=2), id="outer", data_full_name={"a": [1]}, onTap="go")
    (line,) = await told(nodes, node=1)
    event = json.loads(line)
    assert isinstance(event.pop("timeStamp"), (int, float))
    assert event == {
        "type": "tap",
        "target": {
            "id": "inner",
            "tagName": "text",
            "dataset": {"fullName": {"a": [1]}},
            "targetDataset": {"n": 2},
        },
        "currentTarget": {"id": "outer", "tagName": "view", "dataset": {"fullName": {"a": [1]}}},
        "detail": {"clientX": 0, "clientY": 0, "pageX": 0, "pageY": 0},
    }


@pytest.mark.parametrize(
    ("attribute", "key"),
    [("data-full-name", "fullName"), ("data-orderId", "orderId"), ("data-jump_type", "jump_type"), ("data-a", "a")],
)
@pytest.mark.parametrize("value", [1, True, "1", None, [1, {"a": 2}]])
async def test_dataset_names_are_camel_case_and_values_keep_their_type(attribute: str, key: str, value: Any) -> None:
    node = el("view", onTap="go")
    node["attrs"][attribute] = value
    (line,) = await told(node)
    assert json.loads(line)["target"]["dataset"] == {key: value}


async def test_a_handler_cannot_change_data_through_the_dataset() -> None:
    page = "{ list: [1], go(e) { e.target.dataset.list.push(2); console.log(shared.length); } }"
    nodes = el("view", onTap="go", data_list="$js:(globalThis.shared = [1])")
    assert await told(nodes, page=page) == ["1"]


async def test_the_two_methods_of_an_event_are_there_and_do_nothing() -> None:
    page = "{ go(e) { e.stopPropagation(); e.preventDefault(); console.log(Object.keys(e).length); } }"
    nodes = el("view", el("view", onTap="go"), onTap="go")
    assert await told(nodes, node=1, page=page) == ["5", "5"]


@pytest.mark.parametrize("type", ["touchStart", "touchMove", "touchCancel", "longTap", "tap"])
async def test_touches_bubble(type: str) -> None:
    on = "on" + type[0].upper() + type[1:]
    one, two, three = ({on: name} for name in ("one", "two", "three"))
    nodes = el("view", el("view", el("view", attrs=one), attrs=two), attrs=three)
    assert await told(nodes, node=2, type=type) == ["one", "two", "three"]


@pytest.mark.parametrize("type", ["change", "load", "custom"])
async def test_other_events_do_not_bubble(type: str) -> None:
    on = "on" + type.capitalize()
    assert await told(el("view", el("view", attrs={on: "one"}), attrs={on: "two"}), node=1, type=type, raw=True) == [
        "one"
    ]


@pytest.mark.parametrize("handler", ["two", True])
async def test_a_catch_stops_the_event(handler: Any) -> None:
    nodes = el("view", el("view", el("view", onTap="one"), catchTap=handler), onTap="three")
    assert await told(nodes, node=2) == (["one", "two"] if handler == "two" else ["one"])


async def test_an_empty_catch_stops_nothing() -> None:
    nodes = el("view", el("view", el("view", onTap="one"), catchTap=""), onTap="three")
    assert await told(nodes, node=2) == ["one", "three"]


async def test_a_tap_is_a_touch_first() -> None:
    nodes = el("view", onTap="three", onTouchStart="one", onTouchEnd="two")
    assert await told(nodes) == ["one", "two", "three"]


async def test_touch_events_have_their_touches() -> None:
    (line,) = await told(el("view", onTouchMove="go"), type="touchMove", detail={"clientX": 3, "pageY": 4})
    event = json.loads(line)
    touch = {"identifier": 0, "clientX": 3, "clientY": 0, "pageX": 3, "pageY": 4, "x": 3, "y": 0}
    assert (event["touches"], event["changedTouches"]) == ([touch], [touch])


async def test_nothing_touches_any_more_when_a_touch_ends() -> None:
    (line,) = await told(el("view", onTouchEnd="go"), type="touchEnd")
    event = json.loads(line)
    assert (event["touches"], len(event["changedTouches"])) == ([], 1)


async def test_a_handler_is_looked_up_when_the_event_fires() -> None:
    async with staged(el("view", onTap="late"), page="(globalThis.it = {})") as stage:
        stage.owner(9, "page", "x", "(it.late = () => console.log('late'), {})")
        await stage.fire(0, "tap")
        assert stage.printed == ["late"]


async def test_a_handler_may_be_a_function_value() -> None:
    assert await told(el("view", onTap="$js:function () { console.log(typeof this.one); }")) == ["function"]


@pytest.mark.parametrize("value", ["", None, False, True])
async def test_an_empty_handler_is_none(value: Any) -> None:
    async with staged(el("view", onTap=value), page=TELL) as stage:
        answer = await stage.fire(0, "tap")
        assert (answer, stage.errors) == ({"missing": [], "handled": 0, "refused": ""}, [])


async def test_a_handler_that_does_not_exist_is_reported_with_its_place_and_the_event_goes_on() -> None:
    nodes = el("view", el("button", onTap="gone", at=7), onTap="two")
    async with staged(nodes, page=TELL) as stage:
        answer = await stage.fire(1, "tap")
        assert stage.printed == ["two"]
        (error,) = stage.errors
        (missing,) = answer["missing"]
        assert answer["handled"] == 1
    message = 'pages/index/index.axml:7:1: onTap="gone": pages/index/index has no method of that name'
    assert (error.kind, error.message) == ("error", f"Error: {message}")
    assert (missing["line"], missing["attribute"], missing["handler"]) == (7, "onTap", "gone")
    assert missing["methods"] == ["go", "one", "two", "three", "fails", "rejects"]


@pytest.mark.parametrize(("handler", "kind"), [("fails", "error"), ("rejects", "rejection")])
async def test_a_handler_that_fails_is_reported_once_and_stops_nothing(handler: str, kind: str) -> None:
    async with staged(el("view", el("view", onTap=handler), onTap="two"), page=TELL) as stage:
        answer = await stage.fire(1, "tap")
        assert (stage.printed, answer["handled"]) == (["two"], 2)
        assert [error.kind for error in stage.errors] == [kind]


async def test_the_answer_waits_for_what_handlers_promised() -> None:
    page = """{
      async slow() { await new Promise((f) => setTimeout(f, 50)); console.log('slow'); },
      async slower() { await new Promise((f) => setTimeout(f, 90)); console.log('slower'); },
    }"""
    nodes = el("view", el("view", onTap="slower"), onTap="slow")
    assert await told(nodes, node=1, page=page) == ["slow", "slower"]


async def test_a_handler_that_never_finishes_is_noticed() -> None:
    async with staged(el("view", onTap="go"), page="{ go() { return new Promise(() => {}); } }") as stage:
        with pytest.raises(NeverFinished):
            await stage.fire(0, "tap")


COMPONENT = el(
    "my-card",
    el("view", el("text", "slotted", onTap="one"), owner=2, onTap="inside"),
    component=("components/card/card", 2),
    onTap="two",
)


async def test_an_event_goes_from_slotted_content_through_the_component_to_the_page() -> None:
    async with staged(el("view", COMPONENT, onTap="three"), page=TELL) as stage:
        stage.owner(2, "component", "components/card/card", "{ inside() { console.log('inside'); } }")
        stage.render(el("view", COMPONENT, onTap="three"))
        await stage.fire(3, "tap")
        assert stage.printed == ["one", "inside", "three"]


async def test_a_component_is_tapped_where_its_own_tree_begins() -> None:
    async with staged(page=TELL) as stage:
        stage.owner(2, "component", "components/card/card", "{ inside() { console.log('inside'); } }")
        stage.render(COMPONENT)
        await stage.fire(0, "tap")
        assert stage.printed == ["inside"]


async def test_an_event_of_a_component_calls_its_function_prop_with_what_was_passed() -> None:
    async with staged(page="{ closed(...all) { console.log(JSON.stringify(all)); } }") as stage:
        stage.owner(2, "component", "components/card/card", "{}")
        stage.render(el("my-card", component=("components/card/card", 2), onClose="closed"))
        await stage.fire(0, "close", 5, raw=True)
        assert stage.printed == ["[5]"]


@pytest.mark.parametrize("attrs", [{}, {"onClose": ""}])
async def test_a_component_without_that_function_prop_hears_nothing(attrs: dict[str, str]) -> None:
    async with staged() as stage:
        stage.owner(2, "component", "components/card/card", "{}")
        stage.render(el("my-card", component=("components/card/card", 2), attrs=attrs))
        answer = await stage.fire(0, "close", raw=True)
        assert (answer["handled"], answer["missing"], stage.errors) == (0, [], [])


async def test_a_node_that_is_gone_is_refused() -> None:
    async with staged(el("view")) as stage:
        answer = await stage.fire(5, "tap")
        assert answer["refused"] == "it is not on the page any more"


POISON = """{
  poison() {
    globalThis.log = console.log;
    Object.keys = Array.prototype.push = JSON.stringify = JSON.parse = String.prototype.slice = () => { throw 1; };
    Object.prototype.id = Object.prototype.onTap = 'polluted';
    Object.defineProperty(Object.prototype, 'handled', { set() { throw 2; } });
  },
  go(e) { log(e.target.dataset.fullName + e.target.id + e.type); },
}"""


async def test_a_program_that_breaks_the_built_ins_breaks_no_event() -> None:
    async with staged(
        el("view", onTap="poison"), el("view", onTap="go", data_full_name=3, id="x"), page=POISON
    ) as stage:
        await stage.fire(0, "tap")
        await stage.fire(1, "tap")
        assert (stage.printed, stage.errors) == (["3xtap"], [])
