"""my.createSelectorQuery and my.createIntersectionObserver as a program meets them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from bridge.errors import ScriptError
from tests.jsapi.contexts import Staged, staged

Queries = Sequence[dict[str, Any]]

CHAIN = """
  my.createSelectorQuery()
    .select('#a').boundingClientRect((r) => SAY(['one', r]))
    .selectAll('.b').fields({ id: true, dataset: 1, computedStyle: ['color', 7] })
    .selectViewport().scrollOffset((r) => SAY(['three', r]))
    .exec((all) => SAY(['all', all]));
  SAY('called');
"""


async def test_callbacks_come_in_order_each_with_its_result_after_the_call() -> None:
    rows = [{"top": 1}, [{"id": "x"}], {"scrollTop": 3, "scrollLeft": 0}]
    told = (await staged(CHAIN, lambda _: rows)).printed
    assert told == ["called", ["one", rows[0]], ["three", rows[2]], ["all", rows]]


async def test_all_questions_are_asked_in_one_call() -> None:
    run = await staged(CHAIN, lambda _: [None, [], {}])
    assert [call.api for call in run.calls] == ["$measure"]
    assert run.stage.asked == [
        [
            {"kind": "select", "selector": "#a", "component": None, "fields": {"bounds": True}},
            {
                "kind": "selectAll",
                "selector": ".b",
                "component": None,
                "fields": {"id": True, "dataset": True, "computedStyle": ["color", "7"]},
            },
            {"kind": "selectViewport", "selector": "", "component": None, "fields": {"scrollOffset": True}},
        ]
    ]


async def test_nothing_found_is_null_and_an_empty_list() -> None:
    source = "my.createSelectorQuery().select('#x').boundingClientRect().selectAll('.x').boundingClientRect().exec(SAY)"
    assert (await staged(source)).printed == [[None, []]]


async def test_without_pages_the_screen_is_empty() -> None:
    source = "my.createSelectorQuery().selectViewport().boundingClientRect().selectViewport().scrollOffset().exec(SAY)"
    assert (await staged(source)).printed == [[{"width": 375, "height": 667}, {"scrollTop": 0, "scrollLeft": 0}]]


async def test_a_question_that_cannot_be_answered_is_answered_with_nothing() -> None:
    source = """
      Object.prototype.toJSON = function () { throw new Error('poison'); };
      const selector = { toString() { throw 1; } };
      const fields = { get id() { throw 2; } };
      my.createSelectorQuery().select(selector).fields(fields).exec((r) => console.log(r.length));
    """
    run = await staged(source, lambda _: [None])
    assert [line.text for line in run.console] == ["1"]


@pytest.mark.parametrize("given", ["", "null", "1", "{}", "undefined"])
async def test_any_component_may_be_named(given: str) -> None:
    source = f"my.createSelectorQuery({given}).in({given}).select('#a').boundingClientRect().exec(SAY)"
    assert (await staged(source, lambda _: [{"top": 1}])).printed == [[{"top": 1}]]


async def test_exec_needs_no_callback_and_can_be_repeated() -> None:
    source = "const q = my.createSelectorQuery().select('#a').boundingClientRect(SAY); q.exec(); q.exec();"
    assert (await staged(source, lambda _: [{"top": 1}])).printed == [{"top": 1}, {"top": 1}]


async def test_a_callback_that_throws_stops_no_other() -> None:
    source = """
      const broken = () => { throw new Error('oops'); };
      my.createSelectorQuery().select('a').boundingClientRect(broken).exec(() => SAY('all'));
    """
    run = Staged(lambda _: [None])
    with pytest.raises(ScriptError, match="oops"):
        await run.ran(source)
    assert run.printed == ["all"]


async def test_contexts_and_canvases_come_as_themselves() -> None:
    source = """
      my.createSelectorQuery().select('#m').context().select('#c').node().exec(([map, canvas]) => {
        map.context.moveToLocation();
        const ctx = canvas.node.getContext('2d');
        ctx.fillRect(0, 0, 1, 1);
        SAY([canvas.node.width, canvas.node.height, ctx.canvas === canvas.node]);
      });
    """
    rows = [{"context": {"tag": "map", "id": "m"}}, {"node": {"tag": "canvas", "id": "c", "width": 200, "height": 100}}]
    run = await staged(source, lambda _: rows)
    assert run.printed == [[200, 100, True]]
    assert [(d.context, d.id, d.method) for d in run.drawings] == [
        ("map", "m", "moveToLocation"),
        ("canvas", "c", "fillRect"),
    ]


# ---- Intersection


def target(top: float, height: float = 100, **more: Any) -> dict[str, Any]:
    clip = {"left": -1e9, "top": -1e9, "right": 1e9, "bottom": 1e9}
    place = {"left": 0, "top": top, "right": 100, "bottom": top + height, "clip": clip}
    return {"width": 100, "height": height, **place, "id": "a", "dataset": {"n": 1}, **more}


class Scrolling:
    """Answers with a target that stands somewhere else each time it is asked for."""

    def __init__(self, *tops: float) -> None:
        self.tops = list(tops)

    def __call__(self, queries: Queries) -> list[Any]:
        top = self.tops.pop(0) if len(self.tops) > 1 else self.tops[0]
        return [
            target(top),
            {"width": 375, "height": 667},
            *({"left": 0, "top": 0, "right": 50, "bottom": 50} for _ in queries[2:]),
        ]


WATCH = """
  const observer = my.createIntersectionObserver(OPTIONS);
  observer.relativeToViewport(MARGINS).observe('#a', (r) => SAY(r.intersectionRatio));
"""


def watching(options: str = "", margins: str = "") -> str:
    return WATCH.replace("OPTIONS", options).replace("MARGINS", margins)


@pytest.mark.parametrize(
    ("top", "options", "margins", "told"),
    [
        (0, "", "", [1]),
        (617, "", "", [0.5]),
        (700, "", "", []),
        (700, "", "{ bottom: 83 }", [0.5]),
        (0, "", "{ top: -50 }", [0.5]),
        (617, "{ thresholds: [0.6] }", "", []),
        (617, "{ thresholds: [0.5] }", "", [0.5]),
        (700, "{ initialRatio: 1 }", "", [0]),
    ],
)
async def test_a_first_look_tells_of_what_is_not_as_expected(
    top: float, options: str, margins: str, told: list[Any]
) -> None:
    assert (await staged(watching(options, margins), Scrolling(top))).printed == told


async def test_what_is_told_has_the_documented_properties() -> None:
    source = "my.createIntersectionObserver().observe('#a', SAY)"
    (told,) = (await staged(source, Scrolling(617))).printed
    assert told.pop("time") > 0
    assert told == {
        "intersectionRatio": 0.5,
        "intersectionRect": {"left": 0, "top": 617, "right": 100, "bottom": 667, "width": 100, "height": 50},
        "boundingClientRect": {"left": 0, "top": 617, "right": 100, "bottom": 717, "width": 100, "height": 100},
        "relativeRect": {"left": 0, "top": 0, "right": 375, "bottom": 667, "width": 375, "height": 667},
        "id": "a",
        "dataset": {"n": 1},
    }


async def test_an_element_may_be_the_area() -> None:
    source = "my.createIntersectionObserver().relativeTo('#frame').observe('#a', (r) => SAY(r.intersectionRatio))"
    assert (await staged(source, Scrolling(0))).printed == [0.25]


async def test_many_targets_are_told_of_each() -> None:
    source = "my.createIntersectionObserver({ selectAll: true }).observe('.a', (r) => SAY(r.boundingClientRect.top))"

    def answer(queries: Queries) -> list[Any]:
        assert queries[0]["kind"] == "selectAll"
        return [[target(0), target(100), target(900)], {"width": 375, "height": 667}]

    assert (await staged(source, answer)).printed == [0, 100]


async def test_what_scrolling_parents_hide_is_not_seen() -> None:
    clipped = target(0, clip={"left": 0, "top": 0, "right": 100, "bottom": 25})
    source = "my.createIntersectionObserver().observe('#a', (r) => SAY(r.intersectionRatio))"
    assert (await staged(source, lambda _: [clipped, {"width": 375, "height": 667}])).printed == [0.25]


async def test_looking_again_tells_only_of_thresholds_that_were_crossed() -> None:
    source = watching("{ thresholds: [0, 0.5, 1] }") + "REFRESH(6);"
    assert (await staged(source, Scrolling(700, 700, 640, 620, 600, 500, 700))).printed == [0.27, 0.67, 1, 0]


async def test_after_disconnect_nothing_is_told() -> None:
    source = watching() + "observer.disconnect(); REFRESH(2);"
    assert (await staged(source, Scrolling(700, 0))).printed == []


async def test_an_observer_may_be_disconnected_in_its_callback() -> None:
    source = """
      const o = my.createIntersectionObserver({ observeAll: true });
      o.observe('#a', (r) => { SAY(1); o.disconnect(); });
    """
    answer = [[target(0), target(0)], {"width": 375, "height": 667}]
    assert (await staged(source, lambda _: answer)).printed == [1]
